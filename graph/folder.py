"""A folder to an open quad store: whose it is, who holds it, and what is wrong with it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from pledgegraph.ontology.errors import GraphError

MARKER: Final = "pledgegraph-store.json"
HOLDER: Final = "holder.json"
QUADS: Final = "quads"


def open_folder(path: Path, *, create: bool) -> ox.Store:
    """Open the quad store of a folder, making the folder where allowed.

    Raises:
        GraphError: if the path is a file, a foreign folder, held by a process, or damaged.
    """
    if path.exists() and not path.is_dir():
        msg = f"{path}: is a file; name a folder for the store"
        raise GraphError(msg)
    if not (path / MARKER).exists():
        _claim(path, create=create)
    try:
        engine = ox.Store(str(path / QUADS))
    except (OSError, RuntimeError) as fault:
        raise GraphError(_opening_fault(path, str(fault))) from fault
    _write_whole(path / HOLDER, _holder_note())
    return engine


def release_folder(path: Path) -> None:
    """Take the note of the holder away; the engine must be closed before."""
    (path / HOLDER).unlink(missing_ok=True)


def _claim(path: Path, *, create: bool) -> None:
    strangers = (
        [one for one in path.iterdir() if one.name != MARKER + ".part"] if path.exists() else []
    )
    if strangers:
        msg = (
            f"{path}: is a folder of something else ({strangers[0].name}); name an empty or new one"
        )
        raise GraphError(msg)
    if not create:
        msg = f"{path}: there is no store; make one with `pledgegraph add`"
        raise GraphError(msg)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        msg = f"{path}: cannot be made ({fault.strerror}); choose another place"
        raise GraphError(msg) from fault
    _write_whole(path / MARKER, {"what": "a store of pledgegraph"})


def _write_whole(target: Path, content: dict[str, object]) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.write_text(json.dumps(content), encoding="utf-8")
        part.replace(target)
    except OSError as fault:
        msg = f"{target}: cannot be written ({fault.strerror}); the store needs a writable folder"
        raise GraphError(msg) from fault


def _holder_note() -> dict[str, object]:
    since = datetime.now(tz=UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since}


def _opening_fault(path: Path, reason: str) -> str:
    if "lock" in reason.lower():
        return f"{path}: in use by {_holder(path)}; wait until it has finished, or stop it"
    if any(word in reason for word in ("Permission denied", "Read-only", "No space")):
        return f"{path}: cannot be opened for writing ({reason})"
    return damage(path, reason)


def _holder(path: Path) -> str:
    try:
        note = json.loads((path / HOLDER).read_text(encoding="utf-8"))
        return f"process {note['pid']} on {note['host']} since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def damage(path: Path, reason: str) -> str:
    """Return the message for a store that cannot be read any more."""
    return (
        f"{path}: the store is damaged ({reason.splitlines()[0] if reason else 'unreadable'});"
        " restore a backup, or remove the folder and add the documents again"
    )


@contextmanager
def engine_faults(path: Path | None) -> Iterator[None]:
    """Turn faults of the engine while reading or writing into messages.

    Raises:
        GraphError: naming the store and what happened.
    """
    try:
        yield
    except (OSError, RuntimeError) as fault:
        where, reason = path or Path("memory"), str(fault)
        if any(word in reason for word in ("No space", "Read-only", "Permission denied")):
            msg = f"{where}: cannot be written ({reason}); nothing of this document was kept"
            raise GraphError(msg) from fault
        raise GraphError(damage(where, reason)) from fault
