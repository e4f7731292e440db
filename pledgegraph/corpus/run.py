"""An input to an output folder: plan, engine, manifest; what stands already is not made again."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pledgegraph.corpus.engines import Setting, load_engine
from pledgegraph.corpus.notes import (
    DEAD_LETTERS,
    MANIFEST,
    PARTS,
    Manifest,
    Note,
    PartitionFault,
    make_manifest,
)
from pledgegraph.corpus.partition import put_whole
from pledgegraph.corpus.partitions import knowledge_stamp, plan_partitions
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Record

_LOCK: Final = "running.lock"
_OURS: Final = {PARTS, MANIFEST, DEAD_LETTERS, _LOCK}


class Outcome(Record):
    """What a run gave; ``manifest`` is None where a partition failed."""

    partitions: int
    manifest: Manifest | None
    faults: tuple[PartitionFault, ...] = ()


Told = Callable[[Note | PartitionFault, int], None]


def run_corpus(
    source: Path, setting: Setting, engine: str, size: int, told: Told | None = None
) -> Outcome:
    """Read a corpus into partitions of N-Quads and Parquet with a manifest.

    Args:
        source: JSON Lines, Parquet or text, or a folder of them.
        setting: Where to write, and with how many workers.
        engine: ``local``, ``dask`` or ``spark``.
        size: Documents a partition.
        told: Called with each finished partition and the number of all.

    Raises:
        DocumentError: for an input that cannot be read.
        GraphError: for an output that cannot be written or belongs to something else, and for
            an engine that does not start.
    """
    run = load_engine(engine)
    with _claimed(setting.output, source):
        partitions = plan_partitions(source, size)
        notes: dict[str, Note] = {}
        faults: list[PartitionFault] = []
        for one in run(partitions, setting):
            if isinstance(one, Note):
                notes[one.id] = one
            else:
                faults.append(one)
            if told is not None:
                told(one, len(partitions))
        if faults:
            return Outcome(partitions=len(partitions), manifest=None, faults=tuple(faults))
        manifest = _finish(setting.output, [notes[one.id] for one in partitions])
    return Outcome(partitions=len(partitions), manifest=manifest)


@contextmanager
def _claimed(output: Path, source: Path) -> Iterator[None]:
    """Make the folder, hold it against a second run, and take away what ended runs have left."""
    if output.exists() and not output.is_dir():
        msg = f"{output}: is a file; name a folder for the output"
        raise GraphError(msg)
    strangers = sorted({one.name for one in output.iterdir()} - _OURS) if output.exists() else []
    if strangers:
        msg = f"{output}: is a folder of something else ({strangers[0]}); name an empty or new one"
        raise GraphError(msg)
    if source.is_dir() and output.resolve().is_relative_to(source.resolve()):
        msg = f"{output}: lies within the input and would be read as such; name one outside"
        raise GraphError(msg)
    try:
        (output / PARTS).mkdir(parents=True, exist_ok=True)
        handle = os.open(output / _LOCK, os.O_WRONLY | os.O_CREAT, 0o644)
    except OSError as fault:
        msg = f"{output}: cannot be written ({fault.strerror}); name a folder that can be"
        raise GraphError(msg) from fault
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(handle)
        msg = f"{output}: another run writes there; wait until it has finished, or stop it"
        raise GraphError(msg) from fault
    try:
        for left in (output / PARTS).iterdir():
            if left.suffix in (".part", ".trail"):
                left.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _finish(output: Path, notes: list[Note]) -> Manifest:
    """Write dead letters and manifest, and take away partitions that the input has no more."""
    manifest = make_manifest(knowledge_stamp(), notes)
    dead = "".join(one.model_dump_json() + "\n" for note in notes for one in note.dead)
    known = {one.id for one in notes}
    try:
        put_whole(output / DEAD_LETTERS, dead.encode())
        put_whole(output / MANIFEST, (manifest.model_dump_json(indent=1) + "\n").encode())
        for path in (output / PARTS).iterdir():
            if path.name.partition(".")[0] not in known:
                path.unlink()
    except OSError as fault:
        msg = f"{output}: cannot be written ({fault.strerror}); make room, then run again"
        raise GraphError(msg) from fault
    return manifest
