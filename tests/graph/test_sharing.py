"""One process writes, others read; the words are found in four scripts."""

import json
import multiprocessing as mp
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph import snapshots
from pledgegraph.graph.folder import HOLDER
from pledgegraph.graph.fulltext import FILE as INDEX
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import document_iri
from pledgegraph.ontology.errors import GraphError, QueryError
from tests.graph.conftest import Entry


def fill(folder: Path, entries: list[Entry]) -> None:
    with Store.open(folder) as store:
        for document, statements in entries:
            store.add(document, statements)


def test_readers_read_together_and_no_copy_is_needed(folder: Path, entries: list[Entry]) -> None:
    fill(folder, entries)
    with Store.open_to_read(folder) as one, Store.open_to_read(folder) as other:
        assert one.stats() == other.stats()
        assert one.as_of is None
        assert one.stats().documents == 3


def test_a_reader_beside_a_writer_reads_the_copy_of_its_opening(
    folder: Path, entries: list[Entry]
) -> None:
    fill(folder, entries[:1])
    with Store.open(folder) as writer:
        writer.add(*entries[1])
        with Store.open_to_read(folder) as reader:
            assert reader.as_of is not None
            assert [one.name for one in reader.documents()] == ["summit-en.txt"]
            assert find_statements(reader, Filters(text="放弃")) == []
        writer._copied -= 1000
        writer.flush()
        with Store.open_to_read(folder) as reader:
            assert len(reader.documents()) == 2
            assert len(find_statements(reader, Filters(text="放弃"))) == 1
    assert not (folder / snapshots.SNAPSHOTS).exists()


def test_a_writer_is_told_that_somebody_reads(
    folder: Path, entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, entries)
    monkeypatch.setattr("pledgegraph.graph.folder.PATIENCE", 0.1)
    with Store.open_to_read(folder), pytest.raises(GraphError, match="a process that reads it"):
        Store.open(folder)


def test_the_note_of_a_dead_writer_holds_nobody(folder: Path, entries: list[Entry]) -> None:
    fill(folder, entries)
    dead = mp.get_context("spawn").Process(target=os.getpid)
    dead.start()
    dead.join()
    note = {"pid": dead.pid, "host": os.uname().nodename, "since": "x", "command": "y"}
    (folder / HOLDER).write_text(json.dumps(note))
    with Store.open(folder) as store:
        assert store.stats().documents == 3


def test_a_reader_changes_nothing(folder: Path, entries: list[Entry]) -> None:
    fill(folder, entries[:1])
    with Store.open_to_read(folder) as store, pytest.raises(GraphError):
        store.add(*entries[1])
    with Store.open_to_read(folder) as store:
        assert store.stats().documents == 1


def test_orphans_of_a_killed_bulk_load_are_removed(folder: Path, entries: list[Entry]) -> None:
    fill(folder, entries)
    orphan = folder / "quads" / "bulk-0a.sst"
    orphan.write_bytes(b"x")
    with Store.open(folder):
        assert not orphan.exists()


@pytest.mark.parametrize(
    ("words", "doc"),
    [
        ("烏", "峰會.txt"),
        ("乌克", "峰會.txt"),
        ("放弃乌克兰", "峰會.txt"),
        ("𠮷村", "峰會.txt"),
        ("RADAR by", "summit-en.txt"),
        ("全力", "会談.txt"),
        ("取り組む", "会談.txt"),
    ],
)
def test_part_of_a_quote_is_found_in_both_scripts(store: Store, words: str, doc: str) -> None:
    found = store.search(words)
    assert found.total == len(found.hits) == 1
    (hit,) = found.hits
    assert hit.doc == doc
    assert hit.statement is not None
    assert store.statement(hit.statement).quote == hit.passage
    assert len(hit.passage[hit.start : hit.end]) == len(words)
    (edge, *_) = find_statements(store, Filters(text=words))
    assert edge.statement.id == hit.statement


def test_texts_are_searched_page_by_page(store: Store) -> None:
    (hit,) = store.search("拜登", where="texts").hits
    assert (hit.doc, hit.statement) == ("峰會.txt", None)
    assert hit.passage[hit.start : hit.end] == "拜登"
    pages = [store.search("a", limit=2, start=start) for start in (0, 2, 4)]
    assert {page.total for page in pages} == {4}
    places = [hit.statement for page in pages for hit in page.hits]
    assert len(places) == len(set(places)) == 4


@pytest.mark.parametrize("words", ['"', '" OR "', "a*", "%", "NEAR(a b)", "'"])
def test_signs_of_a_search_language_are_only_signs(store: Store, words: str) -> None:
    assert store.search(words).total == 0


def test_no_words_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="give words"):
        store.search(" ")


def test_the_index_follows_what_is_replaced_removed_and_killed(
    folder: Path, entries: list[Entry], make: Any
) -> None:
    fill(folder, entries)
    with Store.open(folder) as store:
        assert store.search("NATO").total == 1
        document, statements = entries[0]
        store.add(document, statements[:3])
        assert store.search("NATO").total == 0
        assert store.search("NATO", where="texts").total == 1
        store.remove(document.name)
        assert store.search("NATO", where="texts").total == 0
    # As if a writer had been killed before the index: its documents are missing there.
    with sqlite3.connect(folder / INDEX) as index:
        index.execute(
            "UPDATE held SET digest = 'x' WHERE graph = ?", (document_iri(entries[1][0]),)
        )
    with Store.open_to_read(folder) as store:
        assert store.search("乌克兰").total == 1
    index.close()
