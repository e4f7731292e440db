"""One partition to its N-Quads, its table and its note: the function that every engine runs.

It knows no engine: a partition in, files written aside and renamed, the note last. Run again on
the same input it only looks.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pledgegraph.corpus.entries import Entry, read_entries, read_entry
from pledgegraph.corpus.notes import DeadLetter, Held, Note, part_path, read_note
from pledgegraph.corpus.partitions import Partition, knowledge_stamp
from pledgegraph.corpus.trail import Trail
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.contents import read_contents
from pledgegraph.graph.exports.sheets import rows_parquet, sheet_row
from pledgegraph.graph.queries import statement_edges
from pledgegraph.graph.triples import nquads
from pledgegraph.ontology.errors import GraphError, PledgegraphError
from pledgegraph.ontology.records import Document, Statement


@dataclass(frozen=True)
class _Share:
    """A document ready to be written."""

    held: Held
    block: bytes
    rows: list[dict[str, Any]]
    place: str


@dataclass
class _Made:
    """What has been made of a partition so far."""

    shares: dict[str, _Share] = field(default_factory=dict)
    dead: list[DeadLetter] = field(default_factory=list)


def run_partition(partition: Partition, output: str, table: bool = True) -> Note:
    """Make the files of a partition, or find that they stand.

    Args:
        partition: What to read.
        output: Folder of the output, the same for all workers.
        table: Whether to write Parquet beside the N-Quads.

    Raises:
        DocumentError: if the input has gone.
        GraphError: if the worker knows another grammar than the driver, or cannot write.
    """
    if partition.stamp != knowledge_stamp():
        msg = (
            f"{partition.id}: this worker has another version of pledgegraph than the driver;"
            " install the same on all machines"
        )
        raise GraphError(msg)
    entries = list(read_entries(partition))
    key = _key(partition, entries, table)
    folder = Path(output)
    note = read_note(folder, partition.id)
    if note is not None and note.key == key and _stands(note, folder):
        return note
    with _writing(folder), Trail(part_path(folder, partition.id, "trail")) as trail:
        made = _Made()
        for place, entry in enumerate(entries):
            if trail.deadly(place):
                reason = "reading it ended the process twice (out of memory, or killed)"
                made.dead.append(DeadLetter(place=entry.place, reason=f"{entry.place}: {reason}"))
            else:
                _take(entry, made, table)
        trail.finish()
        return _write(partition, key, made, folder, table)


def _key(partition: Partition, entries: list[Entry], table: bool) -> str:
    digest = hashlib.sha256(f"{partition.stamp} {table} {partition.first}\n".encode())
    for one in entries:
        digest.update(str(len(one.raw)).encode() + b"\0" + one.raw)
    return digest.hexdigest()


def _stands(note: Note, folder: Path) -> bool:
    for ending, expected in (("nq", note.nquads), ("parquet", note.table)):
        path = part_path(folder, note.id, ending)
        if expected is not None and (not path.is_file() or _hash(path.read_bytes()) != expected):
            return False
    return True


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        msg = f"{folder}: cannot be written ({fault.strerror}); make room, then run again"
        raise GraphError(msg) from fault


def _take(entry: Entry, made: _Made, table: bool) -> None:
    """Read one entry; whatever is wrong with it costs this entry only."""
    try:
        document = read_entry(entry)
        share = _share(entry, document, extract_statements(document), table)
    except PledgegraphError as fault:
        made.dead.append(DeadLetter(place=entry.place, reason=str(fault)))
        return
    except Exception as fault:  # a fault of ours in one document must not stop a million others
        reason = f"{entry.place}: cannot be read ({type(fault).__name__}: {fault}); report it"
        made.dead.append(DeadLetter(place=entry.place, reason=reason))
        return
    # As with `add`, the later document of a name stays.
    earlier = made.shares.pop(document.name, None)
    if earlier is not None and earlier.held.graph != share.held.graph:
        reason = f"{earlier.place}: {entry.place} has the same name and stands in its place"
        made.dead.append(DeadLetter(place=earlier.place, name=document.name, reason=reason))
    made.shares[document.name] = share


def _share(entry: Entry, document: Document, found: list[Statement], table: bool) -> _Share:
    contents = read_contents(document, found)
    block = nquads([*contents.quads, *contents.entry]).encode()
    edges = [statement_edges(one, document.date) for one in found] if table else []
    held = Held(
        name=document.name,
        graph=contents.graph,
        digest=contents.digest,
        statements=len(found),
        start=0,
        size=len(block),
    )
    return _Share(held, block, [sheet_row(one, document) for one in edges], entry.place)


def _write(partition: Partition, key: str, made: _Made, folder: Path, table: bool) -> Note:
    shares, held, start = list(made.shares.values()), [], 0
    for one in shares:
        held.append(one.held.model_copy(update={"start": start}))
        start += one.held.size
    content = b"".join(one.block for one in shares)
    rows = rows_parquet(row for one in shares for row in one.rows) if table else None
    note = Note(
        id=partition.id,
        source=partition.source,
        key=key,
        documents=tuple(held),
        dead=tuple(made.dead),
        nquads=_hash(content),
        table=None if rows is None else _hash(rows),
    )
    put_whole(part_path(folder, partition.id, "nq"), content)
    if rows is not None:
        put_whole(part_path(folder, partition.id, "parquet"), rows)
    put_whole(part_path(folder, partition.id, "json"), note.model_dump_json().encode())
    return note


def put_whole(path: Path, content: bytes) -> None:
    """Write a file aside and put it in its place; two workers at once do not meet."""
    aside = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
