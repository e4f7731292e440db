"""A store to a copy of it and back: a backup is a store of its own, and nothing is overwritten."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pledgegraph.graph.folder import (
    HOLDER,
    MARKER,
    QUADS,
    engine_faults,
    open_folder,
    release_folder,
)
from pledgegraph.graph.locking import LOCK
from pledgegraph.graph.review.decisions import FILE as DECISIONS
from pledgegraph.graph.snapshots import SNAPSHOTS
from pledgegraph.graph.store import Store
from pledgegraph.graph.verification import verify_store
from pledgegraph.ontology.errors import GraphError


def back_up(store: Store, target: Path) -> None:
    """Copy a store into a new folder, which can be opened like any store.

    Args:
        store: A store on disk.
        target: A folder that does not exist yet.

    Raises:
        GraphError: for a store in memory, a target that exists, or one that cannot be written.
    """
    if store.path is None:
        msg = "a store in memory has no backup; open one of a folder"
        raise GraphError(msg)
    with _new_folder(target) as part:
        part.mkdir()
        with engine_faults(store.path):
            store.engine.flush()
            store.engine.backup(str(part / QUADS))
        _break_links(part)
        shutil.copyfile(store.path / MARKER, part / MARKER)
        if (store.path / DECISIONS).exists():
            shutil.copyfile(store.path / DECISIONS, part / DECISIONS)


def restore(backup: Path, target: Path, *, replace: bool = False) -> list[str]:
    """Copy a backup to where a store shall be, when it has been found sound.

    Args:
        backup: A folder that ``back_up`` made.
        target: Where the store shall be.
        replace: Whether a store there is put aside, under its name with ``.old``.

    Returns:
        The faults of the backup; nothing is restored if there are any.

    Raises:
        GraphError: if there is no backup, the target exists or is in use, or cannot be written.
    """
    if not (backup / MARKER).is_file():
        msg = f"{backup}: is no backup of a store; name a folder that `pledgegraph backup` made"
        raise GraphError(msg)
    _refuse_if_held(backup)
    aside = target.with_name(target.name + ".old")
    if replace and target.exists():
        _refuse_if_held(target)
        _refuse_existing(aside)
    else:
        _refuse_existing(target)
    faults: list[str] = []
    with _new_folder(target, replace=replace) as part:
        shutil.copytree(
            backup,
            part,
            ignore=shutil.ignore_patterns(HOLDER, "LOCK", LOCK, SNAPSHOTS, "words.sqlite3*"),
        )
        with Store.open(part, create=False) as copy:
            faults = verify_store(copy)
        if faults:
            shutil.rmtree(part)
        elif replace and target.exists():
            target.rename(aside)
    return faults


@contextmanager
def _new_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give the name of a folder to fill; put it in its place afterwards, or take it away."""
    if not replace:
        _refuse_existing(target)
    part = target.with_name(target.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)  # what a run that was killed has left
        yield part
        if part.exists():
            part.rename(target)
    except OSError as fault:
        msg = f"{target}: cannot be written ({fault.strerror or fault}); choose another place"
        raise GraphError(msg) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        msg = f"{target}: exists already; name a new folder, or move it away first"
        raise GraphError(msg)


def _refuse_if_held(path: Path) -> None:
    """Raise for a store that a process holds; a damaged one may be replaced."""
    try:
        folder = open_folder(path, create=False)
    except GraphError as fault:
        if "in use by" in str(fault):
            raise
    else:
        release_folder(folder)


def _break_links(folder: Path) -> None:
    """Copy what the engine only linked: what damages a file of the store must not reach it."""
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_nlink > 1:
            copy = path.with_name(path.name + ".copy")
            shutil.copyfile(path, copy)
            with copy.open("rb") as stream:
                os.fsync(stream.fileno())
            copy.replace(path)
