import shutil
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from pledgegraph.graph.backup import back_up, restore
from pledgegraph.graph.folder import QUADS
from pledgegraph.graph.store import Store
from pledgegraph.graph.verification import verify_store
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError


@pytest.fixture
def filled(folder: Path, entries: Any) -> Path:
    with Store.open(folder) as store:
        for document, statements in entries:
            store.add(document, statements)
    return folder


def test_a_sound_store_has_no_faults_also_after_opening_again(filled: Path, store: Store) -> None:
    assert verify_store(store) == []
    with Store.open(filled) as opened:
        assert verify_store(opened) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE WHERE {{ GRAPH ?g {{ ?s pg:cue ?o }} }}", "triples are not those"),
        (
            "DELETE {{ GRAPH ?g {{ ?s schema:text ?o }} }} INSERT {{ GRAPH ?g {{ ?s schema:text"
            ' "Other." }} }} WHERE {{ GRAPH ?g {{ ?s schema:text ?o }} }}',
            "does not quote the text",
        ),
        ("DELETE WHERE {{ GRAPH ?g {{ ?s pg:statedIn ?o }} }}", "it has 0 statements"),
        ("INSERT DATA {{ GRAPH <{x}> {{ <{x}> <{x}> <{x}> }} }}", "belongs to no document"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(store: Store, change: str, told: str) -> None:
    store.engine.update(change.format(x="https://example.org/x"), prefixes=v.PREFIXES)
    assert told in "\n".join(verify_store(store))


def test_a_backup_is_a_store_and_goes_on_when_the_store_is_destroyed(
    filled: Path, tmp_path: Path, entries: Any
) -> None:
    copy = tmp_path / "copy"
    with Store.open(filled) as opened:
        back_up(opened, copy)
        opened.remove(entries[0][0].name)
    for path in (filled / QUADS).iterdir():
        with path.open("r+b") as stream:
            stream.truncate(0)
    with pytest.raises(GraphError, match="exists already"):
        restore(copy, filled)
    assert restore(copy, filled, replace=True) == []
    with Store.open(filled, create=False) as opened:
        assert {one.name for one in opened.documents()} == {one[0].name for one in entries}
        for document, statements in entries:
            assert opened.add(document, statements) == "unchanged"
    names = {one.name for one in tmp_path.iterdir()}
    assert names == {"copy", "store", "store.old"}


def test_a_backup_does_not_share_files_with_the_store(filled: Path, tmp_path: Path) -> None:
    with Store.open(filled) as opened:
        back_up(opened, tmp_path / "copy")
    assert {one.stat().st_nlink for one in (tmp_path / "copy").rglob("*") if one.is_file()} == {1}


def test_a_backup_with_faults_is_not_restored(filled: Path, tmp_path: Path) -> None:
    with Store.open(filled) as opened:
        back_up(opened, tmp_path / "copy")
    with Store.open(tmp_path / "copy") as copy:
        copy.engine.update("DELETE WHERE { GRAPH ?g { ?s pg:cue ?o } }", prefixes=v.PREFIXES)
    assert restore(tmp_path / "copy", tmp_path / "new")
    assert {one.name for one in tmp_path.iterdir()} == {"copy", "store"}


def test_what_is_there_is_never_overwritten(filled: Path, tmp_path: Path) -> None:
    with Store.open(filled) as opened:
        with pytest.raises(GraphError, match="exists already"):
            back_up(opened, tmp_path)
        with pytest.raises(GraphError, match="cannot be written"):
            back_up(opened, tmp_path / "no" / "copy")
        back_up(opened, tmp_path / "copy")
        with pytest.raises(GraphError, match="in use by"):
            restore(tmp_path / "copy", filled, replace=True)
    shutil.copytree(filled, tmp_path / "store.old")
    with pytest.raises(GraphError, match=r"store\.old: exists already"):
        restore(tmp_path / "copy", filled, replace=True)
    with pytest.raises(GraphError, match="is no backup"):
        restore(tmp_path, tmp_path / "new")
    with Store.open(filled) as opened:
        assert verify_store(opened) == []


def test_a_store_in_memory_says_that_it_has_no_backup(tmp_path: Path) -> None:
    with (
        Store(ox.Store()) as store,
        pytest.raises(GraphError, match="in memory"),
    ):
        back_up(store, tmp_path / "copy")
