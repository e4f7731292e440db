"""What a finished partition tells of itself, and the manifest of all of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Record

PARTS: Final = "parts"
MANIFEST: Final = "manifest.json"
DEAD_LETTERS: Final = "dead-letters.jsonl"


class Held(Record):
    """A document of a partition: its N-Quads are ``size`` bytes of the part, from ``start`` on."""

    name: str
    graph: str
    digest: str
    statements: int
    start: int
    size: int


class DeadLetter(Record):
    """An entry of the input that gave no document, with the reason."""

    place: str
    name: str | None = None
    reason: str


class Note(Record):
    """A finished partition; its files are whole if their hashes are these.

    ``key`` is a hash of what was read and of the knowledge it was read with.
    """

    id: str
    source: str
    key: str
    documents: tuple[Held, ...]
    dead: tuple[DeadLetter, ...] = ()
    nquads: str
    table: str | None = None

    @property
    def statements(self) -> int:
        """How many statements its documents have."""
        return sum(one.statements for one in self.documents)


class PartitionFault(Record):
    """A partition that an engine could not finish, with the reason."""

    id: str
    source: str
    reason: str


class Share(Record):
    """A partition in the manifest."""

    id: str
    source: str
    documents: int
    statements: int
    dead: int
    nquads: str
    table: str | None = None


class Manifest(Record):
    """A finished output: the same input gives the same manifest, whichever engine made it."""

    version: int = 1
    stamp: str
    documents: int
    statements: int
    dead: int
    partitions: tuple[Share, ...]


def part_path(output: Path, partition: str, ending: str) -> Path:
    """Return the path of a file of a partition; ``ending`` is ``nq``, ``parquet`` or ``json``."""
    return output / PARTS / f"{partition}.{ending}"


def read_note(output: Path, partition: str) -> Note | None:
    """Return the note of a partition, or None where there is none that can be read."""
    try:
        return Note.model_validate_json(part_path(output, partition, "json").read_bytes())
    except (OSError, ValidationError):
        return None  # a partition without a note is made anew


def make_manifest(stamp: str, notes: Iterable[Note]) -> Manifest:
    """Return the manifest of partitions, in the order given."""
    shares = tuple(
        Share(
            id=one.id,
            source=one.source,
            documents=len(one.documents),
            statements=one.statements,
            dead=len(one.dead),
            nquads=one.nquads,
            table=one.table,
        )
        for one in notes
    )
    return Manifest(
        stamp=stamp,
        documents=sum(one.documents for one in shares),
        statements=sum(one.statements for one in shares),
        dead=sum(one.dead for one in shares),
        partitions=shares,
    )


def read_manifest(output: Path) -> Manifest:
    """Return the manifest of an output.

    Raises:
        GraphError: where there is none, or one that cannot be read.
    """
    path = output / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as fault:
        msg = f"{path}: no manifest of a finished corpus; run `pledgegraph corpus run` to its end"
        raise GraphError(msg) from fault
