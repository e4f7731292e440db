"""Virtuoso, which nobody here knows from the inside, keeps documents as a store here does."""

import pytest

from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.remote.asking import ask_sparql
from pledgegraph.graph.remote.store import RemoteStore
from pledgegraph.graph.store import Store
from tests.graph.conftest import Entry, entries, store

__all__ = ["entries", "store"]  # fixtures


def test_documents_go_in_come_out_and_go(
    virtuoso: str, entries: list[Entry], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What its packages come with; it listens to this machine only.
    monkeypatch.setenv("PLEDGEGRAPH_REMOTE_USER", "dba")
    monkeypatch.setenv("PLEDGEGRAPH_REMOTE_PASSWORD", "dba")
    monkeypatch.setenv("PLEDGEGRAPH_UPDATE_URL", virtuoso + "-auth")
    with RemoteStore.at(virtuoso) as far:
        for document, statements in entries:
            assert far.add(document, statements) == "added"
            assert far.add(document, statements) == "unchanged"
            assert far.document(document.name) == document
        assert far.documents() == store.documents()
        for filters in (Filters(), Filters(from_="USA", to="JPN"), Filters(min_strength=4)):
            assert find_statements(far, filters) == find_statements(store, filters)
        assert ask_sparql(far, "ASK { GRAPH ?g { ?s a pg:Call } }").truth is True
        assert ask_sparql(far, "ASK { GRAPH ?g { ?s a pg:Nothing } }").truth is False
        far.remove("summit-en.txt")
        assert [one.name for one in far.documents()] == ["会談.txt", "峰會.txt"]
