"""A store at an endpoint of Oxigraph gives what a store here gives."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.graph.exports import export_bytes
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.links.linked import read_links, relink
from pledgegraph.graph.queries import Filters, find_actor, find_statements
from pledgegraph.graph.remote import store as remote_store
from pledgegraph.graph.remote.asking import ask_sparql
from pledgegraph.graph.remote.endpoint import Endpoint
from pledgegraph.graph.remote.store import RemoteStore
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.records import Document
from tests.cli.conftest import EXAMPLES, Run, run
from tests.graph.conftest import Entry, Make, entries, make, store

__all__ = ["entries", "make", "run", "store"]  # fixtures


@pytest.fixture
def far(endpoint: str, entries: list[Entry]) -> Iterator[RemoteStore]:
    with RemoteStore.at(endpoint) as opened:
        for document, statements in entries:
            assert opened.add(document, statements) == "added"
        yield opened


def test_what_goes_in_comes_out(far: RemoteStore, entries: list[Entry], store: Store) -> None:
    assert far.documents() == store.documents()
    for document, statements in entries:
        assert far.document(document.name) == document
        found = sorted(far.statements(document.name), key=lambda one: one.start)
        assert found == sorted(statements, key=lambda one: one.start)
    near = store.stats().model_dump(exclude={"quads"})
    assert far.stats().model_dump(exclude={"quads"}) == near
    identifier = entries[0][1][0].id
    assert far.full_id(identifier[:8]) == identifier


def test_adding_again_changes_nothing_and_a_change_replaces(
    far: RemoteStore, entries: list[Entry], make: Make
) -> None:
    document, statements = entries[2]
    before = far.stats()
    assert far.add(document, statements) == "unchanged"
    assert far.stats() == before
    changed = Document(name=document.name, text="日本は努力すると約束した。", lang="ja")
    one = make(changed, "努力すると約束した", strength=4)
    assert far.add(changed, [one]) == "replaced"
    assert list(far.statements(document.name)) == [one]
    assert len(far.documents()) == 3


def test_a_document_larger_than_a_request_comes_as_a_whole(
    far: RemoteStore, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "BATCH", 40)
    lines = [f"Japan will build school {place} 𠮷村." for place in range(20)]
    document = Document(name="long.txt", text="\n".join(lines), lang="en", date="2024-05")
    statements = [make(document, one) for one in lines]
    assert far.add(document, statements) == "added"
    assert sorted(one.quote for one in far.statements("long.txt")) == sorted(lines)
    assert far.document("long.txt") == document
    graphs = far.remote.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert not [one for (one,) in graphs if "staging" in str(one)]


def test_a_half_written_document_is_not_seen_and_written_anew(
    far: RemoteStore, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_store, "BATCH", 40)
    text = "\n".join(f"We will do {n}." for n in range(9))
    document = Document(name="half.txt", text=text, lang="en")
    statements = [make(document, f"We will do {n}") for n in range(9)]
    edges, documents, sent = find_statements(far, Filters()), far.documents(), 0
    update = far._endpoint.update

    def breaking(text: str) -> None:
        nonlocal sent
        sent += 1
        if sent == 4:
            msg = "the line broke"
            raise GraphError(msg)
        update(text)

    monkeypatch.setattr(far._endpoint, "update", breaking)
    with pytest.raises(GraphError, match="the line broke"):
        far.add(document, statements)
    monkeypatch.setattr(far._endpoint, "update", update)
    assert far.documents() == documents
    assert find_statements(far, Filters()) == edges
    assert far.add(document, statements) == "added"
    assert len(list(far.statements("half.txt"))) == 9


def test_removing_takes_everything_of_a_document(far: RemoteStore) -> None:
    far.remove("summit-en.txt")
    assert [one.name for one in far.documents()] == ["会談.txt", "峰會.txt"]
    with pytest.raises(QueryError, match=r"unknown document 'summit-en\.txt'"):
        far.remove("summit-en.txt")
    assert len(list(far.statements())) == 3


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(from_="USA", to="JPN"),
        Filters(min_strength=4, since="2023", until="2024"),
        Filters(text="承诺"),
        Filters(topics=("security",)),
        Filters(min_amount=1e9, unit="USD"),
        Filters(deadline_before="2026", kind="commitment"),
        Filters(reaffirmed=True),
        Filters(doc="峰會.txt", speaker="joe-biden"),
    ],
)
def test_every_filter_finds_the_same(far: RemoteStore, store: Store, filters: Filters) -> None:
    expected = find_statements(store, filters)
    assert expected
    assert find_statements(far, filters) == expected


def test_links_and_exports_are_the_same(far: RemoteStore, store: Store) -> None:
    assert relink(far) == relink(store)
    assert read_links(far) == read_links(store)
    edges = tuple(find_statements(store, Filters(from_="USA")))
    names = {one.statement.doc for one in edges}
    for form in ("turtle", "trig", "csv", "annotations"):
        chosen = Chosen(far.nearby(names), edges)
        assert export_bytes(form, chosen) == export_bytes(form, Chosen(store, edges))
    assert find_actor(far, "joe-biden") == find_actor(store, "joe-biden")


def test_sparql_answers_and_changes_nothing(far: RemoteStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a pg:Call } }"
    assert ask_sparql(far, count).rows == (("1",),)
    assert ask_sparql(far, "ASK { GRAPH ?g { ?s a pg:Call } }").truth is True
    assert ask_sparql(far, "ASK { GRAPH ?g { ?s a pg:Nothing } }").truth is False
    triples = ask_sparql(far, "CONSTRUCT { ?s pg:cue ?o } { GRAPH ?g { ?s pg:cue ?o } }")
    assert len(triples.rows) == 7
    for refused in ("DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }", "SELECT {", "CLEAR DEFAULT"):
        with pytest.raises(QueryError):
            ask_sparql(far, refused)
    assert len(far.documents()) == 3


def test_what_needs_the_engine_is_refused(far: RemoteStore) -> None:
    with pytest.raises(GraphError, match="needs a store on this machine"):
        far.engine  # noqa: B018


def test_the_commands_work_at_an_endpoint(
    endpoint: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGEGRAPH_STORE", endpoint)
    source, output = EXAMPLES / "nato-2024-en.txt", tmp_path / "graph.ttl"
    added = run("add", source)
    assert added.exit_code == 0, added.output
    assert "1 added" in added.stderr
    assert endpoint in added.stderr
    found = run("query", "--from", "NATO", "--to", "烏克蘭", "--format", "json")
    edges = json.loads(found.stdout)
    assert edges
    shown = run("show", edges[0]["id"][:8])
    assert shown.exit_code == 0, shown.output
    assert "nato-2024-en.txt" in shown.stdout
    assert run("export", "-f", "turtle", "-o", output).exit_code == 0
    assert run("check", output).exit_code == 0
    page = tmp_path / "view.html"
    assert run("view", "-o", page).exit_code == 0
    assert "nato-2024-en.txt" in page.read_text()
    assert "nato-2024-en.txt" in run("stats").stdout
    asked = run("sparql", "-", "--format", "csv", text="ASK { GRAPH ?g { ?s a pg:Commitment } }")
    assert "true" in asked.stdout.lower()
    assert run("backup", tmp_path / "copy").exit_code == 2
    refused = run("check")
    assert refused.exit_code == 2
    assert "needs a store on this machine" in refused.stderr
    removed = run("remove", "nato-2024-en.txt")
    assert removed.exit_code == 0, removed.output
    assert json.loads(run("stats", "--format", "json").stdout)["documents"] == 0


def test_an_endpoint_of_a_newer_version_is_refused(endpoint: str) -> None:
    from pledgegraph.ontology import vocabulary as v

    graph = f"<{v.STORE_GRAPH}>"
    version = f'<{v.PG}schemaVersion> "99"^^<{v.XSD}integer>'
    Endpoint(endpoint).update(f"INSERT DATA {{ GRAPH {graph} {{ {graph} {version} }} }}")
    try:
        with pytest.raises(GraphError, match="version 99"):
            RemoteStore.at(endpoint)
    finally:
        Endpoint(endpoint).update(f"DELETE DATA {{ GRAPH {graph} {{ {graph} {version} }} }}")
