"""A store that is being written to copies that others may read meanwhile."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

SNAPSHOTS: Final = "snapshots"
_CURRENT: Final = "current.json"


class Snapshot(NamedTuple):
    """A copy of the quads that nobody writes to, and when it was taken."""

    folder: Path
    taken: datetime


def take_snapshot(engine: ox.Store, store: Path) -> None:
    """Copy the quads; files are linked, so this is quick and takes little room.

    The copy before stays until the next one, for those who have just opened it.

    Args:
        engine: The quads as their one writer has them open.
        store: Folder of the store.
    """
    home = store / SNAPSHOTS
    home.mkdir(exist_ok=True)
    known = sorted(_numbers(home))
    number = known[-1] + 1 if known else 1
    part = home / f"{number}.part"
    shutil.rmtree(part, ignore_errors=True)  # what a writer that was killed has left
    engine.backup(str(part))
    part.rename(home / str(number))
    note = {"folder": str(number), "taken": datetime.now(tz=UTC).isoformat()}
    draft = home / f"{_CURRENT}.part"
    draft.write_text(json.dumps(note), encoding="utf-8")
    draft.replace(home / _CURRENT)
    for old in known[:-1]:
        shutil.rmtree(home / str(old), ignore_errors=True)


def _numbers(home: Path) -> Iterator[int]:
    return (int(one.name) for one in home.iterdir() if one.name.isdecimal())


def newest_snapshot(store: Path) -> Snapshot | None:
    """Return the newest copy, or None where there is none."""
    home = store / SNAPSHOTS
    try:
        note = json.loads((home / _CURRENT).read_text(encoding="utf-8"))
        return Snapshot(home / note["folder"], datetime.fromisoformat(note["taken"]))
    except FileNotFoundError:
        return None


def drop_snapshots(store: Path) -> None:
    """Remove all copies; whoever has one open can go on reading it."""
    shutil.rmtree(store / SNAPSHOTS, ignore_errors=True)
