"""A folder to an open quad store: whose it is, who holds it, and what is wrong with it."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from pledgegraph.graph.locking import PATIENCE, FolderLock, lock_to_read, lock_to_write
from pledgegraph.graph.snapshots import newest_snapshot
from pledgegraph.ontology.errors import GraphError

MARKER: Final = "pledgegraph-store.json"
HOLDER: Final = "holder.json"
QUADS: Final = "quads"


class OpenFolder:
    """The quad store of a folder, open for writing or, with others, for reading."""

    def __init__(
        self, path: Path, engine: ox.Store, lock: FolderLock | None, taken: datetime | None = None
    ) -> None:
        self.path, self.engine, self.taken = path, engine, taken
        self._lock = lock

    def close(self) -> None:
        """Let others have the folder; the engine must not be used any more."""
        del self.engine
        if self._lock is not None:
            self._lock.release()


def open_to_read(path: Path) -> OpenFolder:
    """Open a store together with other readers: its quads, or a copy if somebody writes to them.

    Raises:
        GraphError: if there is no store, or it is damaged, or being made just now.
    """
    if not (path / MARKER).exists():
        _refuse_strangers(path)
        msg = f"{path}: there is no store; make one with `pledgegraph add`"
        raise GraphError(msg)
    try:
        lock = lock_to_read(path)
        if lock is not None:
            return OpenFolder(path, ox.Store.read_only(str(path / QUADS)), lock)
        copy = newest_snapshot(path)
        if copy is None:
            msg = f"{path}: in use by {_holder(path)}, without a copy to read yet; ask again soon"
            raise GraphError(msg)
        return OpenFolder(path, ox.Store.read_only(str(copy.folder)), None, copy.taken)
    except (OSError, RuntimeError, ValueError) as fault:
        raise GraphError(_opening_fault(path, str(fault))) from fault


def open_folder(path: Path, *, create: bool) -> OpenFolder:
    """Open the quad store of a folder for writing, making the folder where allowed.

    Raises:
        GraphError: if the path is a file, a foreign folder, held by a process, or damaged.
    """
    if not (path / MARKER).exists():
        _claim(path, create=create)
    try:
        lock = lock_to_write(path, 0 if _writer(path) else PATIENCE)
        if lock is None:
            msg = f"{path}: in use by {_holder(path)}; wait until it has finished, or stop it"
            raise GraphError(msg)
        engine = ox.Store(str(path / QUADS))
    except (OSError, RuntimeError) as fault:
        raise GraphError(_opening_fault(path, str(fault))) from fault
    _write_whole(path / HOLDER, _holder_note())
    for orphan in (path / QUADS).glob("bulk-*.sst"):
        orphan.unlink()  # what a bulk load that was killed has left
    return OpenFolder(path, engine, lock)


def release_folder(folder: OpenFolder) -> None:
    """Take the note of the writer away and let others have the folder."""
    (folder.path / HOLDER).unlink(missing_ok=True)
    folder.close()


def _refuse_strangers(path: Path) -> None:
    if path.exists() and not path.is_dir():
        msg = f"{path}: is a file; name a folder for the store"
        raise GraphError(msg)
    strangers = (
        [one for one in path.iterdir() if one.name != MARKER + ".part"] if path.exists() else []
    )
    if strangers:
        msg = (
            f"{path}: is a folder of something else ({strangers[0].name}); name an empty or new one"
        )
        raise GraphError(msg)


def _claim(path: Path, *, create: bool) -> None:
    _refuse_strangers(path)
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
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:120]
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "command": command}


def _opening_fault(path: Path, reason: str) -> str:
    if "lock" in reason.lower():
        return f"{path}: in use by {_holder(path)}; wait until it has finished, or stop it"
    if any(word in reason for word in ("Permission denied", "Read-only", "No space")):
        return f"{path}: cannot be opened for writing ({reason})"
    return damage(path, reason)


def _writer(path: Path) -> dict[str, Any] | None:
    """Return the note of the process that writes, None if there is none that still runs."""
    try:
        note: dict[str, Any] = json.loads((path / HOLDER).read_text(encoding="utf-8"))
        if note["host"] == socket.gethostname():
            os.kill(note["pid"], 0)
    except PermissionError:
        return note
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return note


def _holder(path: Path) -> str:
    note = _writer(path)
    if note is None:
        return "a process that reads it (such as `pledgegraph serve`)"
    about = f"process {note['pid']} on {note['host']} since {note['since']}"
    return f"{about} ({note['command']})" if note.get("command") else about


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
