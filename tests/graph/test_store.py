import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pledgegraph.graph.folder import QUADS
from pledgegraph.graph.store import SCHEMA_VERSION, Store
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.records import Document

ROOT = Path(v.__file__).parents[2]


def test_a_document_is_added_once_then_unchanged_then_replaced(folder: Path, entries: Any) -> None:
    document, statements = entries[0]
    with Store.open(folder) as store:
        assert store.add(document, statements) == "added"
        assert store.add(document, statements) == "unchanged"
        assert store.add(document, statements[:2]) == "replaced"
        assert len(list(store.statements())) == 2


def test_a_changed_text_of_the_same_name_leaves_nothing_of_the_old_one(entries: Any) -> None:
    document, statements = entries[0]
    with Store.in_memory() as store:
        store.add(document, statements)
        store.add(Document(name=document.name, text="Nothing.", lang="en"), [])
        assert [one.digest for one in store.documents()] != [document.digest]
        assert list(store.statements()) == []
        assert list(store.engine.quads_for_pattern(None, None, None, ox.NamedNode(
            v.DOCUMENT + document.digest[:16]))) == []  # fmt: skip


def test_a_store_reads_the_same_after_closing(folder: Path, entries: Any) -> None:
    with Store.open(folder) as store:
        for document, statements in entries:
            store.add(document, statements)
    with Store.open(folder, create=False) as store:
        for document, statements in entries:
            assert store.document(document.name) == document
            found = sorted(store.statements(document.name), key=lambda one: one.start)
            assert found == statements
        assert not list((folder).glob("*.part"))
    assert not (folder / "holder.json").exists()


def test_order_of_adding_does_not_matter(entries: Any) -> None:
    with Store.in_memory() as one, Store.in_memory() as other:
        for document, statements in entries:
            one.add(document, statements)
        for document, statements in reversed(entries):
            other.add(document, list(reversed(statements)))
        assert set(one.engine) == set(other.engine)


def test_removing_a_document_leaves_the_store_as_if_it_had_never_been_added(entries: Any) -> None:
    with Store.in_memory() as one, Store.in_memory() as other:
        for document, statements in entries:
            one.add(document, statements)
        one.remove(entries[0][0].name)
        for document, statements in entries[1:]:
            other.add(document, statements)
        assert set(one.engine) == set(other.engine)


def test_a_statement_is_found_by_the_first_digits_of_its_id(store: Store, entries: Any) -> None:
    wanted = entries[0][1][0]
    assert store.full_id(wanted.id[:8]) == wanted.id
    assert store.statement(wanted.id) == wanted


@pytest.mark.parametrize("name", ["", "zzz", 'a"b', "a b>"])
def test_an_unknown_statement_is_told(store: Store, name: str) -> None:
    with pytest.raises(QueryError):
        store.full_id(name)
    with pytest.raises(QueryError):
        store.statement(name)


def test_an_unknown_document_is_told_with_near_names(store: Store) -> None:
    with pytest.raises(QueryError, match=r"summit-en\.txt"):
        store.document("summit-em.txt")
    with pytest.raises(QueryError, match="unknown document"):
        store.remove("other")


def test_stats_count_what_is_there(store: Store) -> None:
    stats = store.stats()
    assert (stats.documents, stats.statements, stats.commitments, stats.calls) == (3, 7, 6, 1)
    assert stats.languages == {"en": 1, "ja": 1, "zh-Hant": 1}
    assert stats.actors == 5


def test_a_path_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(GraphError, match="is a file"):
        Store.open(tmp_path / "x")


def test_a_foreign_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(GraphError, match=r"letter\.txt"):
        Store.open(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_a_missing_store_is_not_made_by_a_reader(folder: Path) -> None:
    with pytest.raises(GraphError, match="there is no store"):
        Store.open(folder, create=False)
    assert not folder.exists()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(folder: Path) -> None:
    with Store.open(folder) as store:
        store.engine.update(
            f"INSERT DATA {{ GRAPH <{v.STORE_GRAPH}> {{ <{v.STORE_GRAPH}>"
            f" <{v.PG}schemaVersion> {SCHEMA_VERSION + 1} }} }}"
        )
    for _ in range(2):
        with pytest.raises(GraphError, match="upgrade pledgegraph"):
            Store.open(folder)


def test_a_second_opener_is_told_who_holds_the_store(folder: Path) -> None:
    with (
        Store.open(folder),
        pytest.raises(GraphError, match=f"in use by process {os.getpid()} "),
    ):
        Store.open(folder)


def test_a_damaged_store_is_told(folder: Path, entries: Any) -> None:
    with Store.open(folder) as store:
        store.add(*entries[0])
    for path in (folder / QUADS).glob("MANIFEST-*"):
        path.write_bytes(path.read_bytes()[:10])
    with pytest.raises(GraphError, match=r"damaged.*restore a backup"):
        Store.open(folder)


def test_a_closed_store_is_told(folder: Path) -> None:
    store = Store.open(folder)
    store.close()
    store.close()
    with pytest.raises(GraphError, match="closed"):
        store.documents()


ADDER = """
import sys
from pledgegraph.graph.store import Store
from pledgegraph.ontology.records import Commitment, Document, statement_id
with Store.open(sys.argv[1]) as store:
    print("open", flush=True)
    for turn in range(10_000):
        name = f"doc-{turn % 7}.txt"
        document = Document(name=name, text=f"{turn} " + "Japan will go. " * 30, lang="en")
        first = document.text.index("Japan")
        statements = [
            Commitment(
                id=statement_id(document.digest, start, start + 13, "commitment", ("JPN",)),
                doc=name, quote="Japan will go", start=start, end=start + 13, lang="en",
                committers=("JPN",), strength=3, cue="will", action="go", rule="x.y.z",
            )
            for start in range(first, len(document.text), 15)
        ]
        store.add(document, statements)
        print("added", flush=True)
"""


def test_a_killed_adder_leaves_every_document_whole_or_absent(folder: Path) -> None:
    moments = random.Random(7)
    seen = 0
    for _ in range(10):
        adder = subprocess.Popen(
            [sys.executable, "-c", ADDER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert adder.stdout is not None
        for _ in range(moments.randrange(1, 20)):
            adder.stdout.readline()
        time.sleep(moments.uniform(0, 0.01))
        adder.kill()
        adder.wait()
        adder.stdout.close()
        with Store.open(folder, create=False) as store:
            entries = store.documents()
            seen = max(seen, len(entries))
            for entry in entries:
                document = store.document(entry.name)
                assert document.digest == entry.digest
                assert len(list(store.statements(entry.name))) == entry.statements == 30
            assert len(list(store.statements())) == 30 * len(entries)
    assert seen == 7


def test_the_holder_note_names_the_process(folder: Path) -> None:
    with Store.open(folder):
        assert json.loads((folder / "holder.json").read_text())["pid"] == os.getpid()
