"""An input to its partitions: ranges of JSON Lines and Parquet, handfuls of files."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from pledgegraph.extract.documents import SUFFIXES
from pledgegraph.ontology.errors import DocumentError
from pledgegraph.ontology.records import Record

LINES: Final = (".jsonl", ".ndjson")
TABLES: Final = (".parquet",)
_ROOMS: Final = ("ontology", "extract", "graph", "corpus")
_KNOWLEDGE: Final = (".py", ".yaml", ".ttl")


class Partition(Record):
    """A share of the input that one worker reads: where it lies, not what it says.

    ``start`` and ``stop`` are bytes of JSON Lines or rows of Parquet; ``first`` is the number of
    the first line or row, from 1. ``files`` are texts, relative to ``root``. ``stamp`` is the
    state of knowledge of the driver (``knowledge_stamp``).
    """

    id: str
    kind: Literal["lines", "rows", "files"]
    root: str
    source: str
    start: int = 0
    stop: int = 0
    first: int = 1
    files: tuple[str, ...] = ()
    stamp: str


@lru_cache(maxsize=1)
def knowledge_stamp() -> str:
    """Return a hash of code, grammar and register: what was made by another one is made anew."""
    home = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for room in _ROOMS:
        files = (home / room).resolve().rglob("*")
        for path in sorted(one for one in files if one.suffix in _KNOWLEDGE):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def plan_partitions(source: Path, size: int) -> list[Partition]:
    """Return the partitions of an input, in order of name and place.

    Args:
        source: JSON Lines, Parquet or text; or a folder of them, searched deeply.
        size: Documents a partition.

    Raises:
        DocumentError: for an input that is not there, cannot be read or holds nothing.
    """
    if not source.exists():
        msg = f"{source}: no such file or folder"
        raise DocumentError(msg)
    root = source if source.is_dir() else source.parent
    found = (
        sorted(one for one in source.rglob("*") if one.is_file()) if source.is_dir() else [source]
    )
    kinds = [one for one in found if one.suffix.lower() in (*LINES, *TABLES, *SUFFIXES)]
    if not kinds:
        endings = ", ".join((*LINES, *TABLES, *SUFFIXES))
        msg = f"{source}: nothing to read; it needs files ending in {endings}"
        raise DocumentError(msg)
    return list(_plan(kinds, root, size))


def _plan(files: list[Path], root: Path, size: int) -> Iterator[Partition]:
    texts: list[str] = []
    for path in files:
        suffix = path.suffix.lower()
        if suffix in SUFFIXES:
            texts.append(path.relative_to(root).as_posix())
        elif suffix in LINES:
            yield from _ranges("lines", path, root, _line_ranges(path, size))
        else:
            yield from _ranges("rows", path, root, _row_ranges(path, size))
    for place in range(0, len(texts), size):
        yield Partition(
            id=f"texts-{place // size:06d}",
            kind="files",
            root=str(root.resolve()),
            source=f"{texts[place]} …",
            files=tuple(texts[place : place + size]),
            stamp=knowledge_stamp(),
        )


def _ranges(
    kind: Literal["lines", "rows"], path: Path, root: Path, ranges: Iterator[tuple[int, int, int]]
) -> Iterator[Partition]:
    name = path.relative_to(root).as_posix()
    # Readable, and yet two files of like names stay apart.
    stem = re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-")[:40] or "corpus"
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    for place, (start, stop, first) in enumerate(ranges):
        yield Partition(
            id=f"{stem}-{mark}-{place:06d}",
            kind=kind,
            root=str(root.resolve()),
            source=name,
            start=start,
            stop=stop,
            first=first,
            stamp=knowledge_stamp(),
        )


def _line_ranges(path: Path, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield (first byte, byte after, number of the first line) of every share of a file."""
    try:
        with path.open("rb") as stream:
            start, stop, first, count = 0, 0, 1, 0
            for line in stream:
                stop += len(line)
                count += 1
                if count == size:
                    yield start, stop, first
                    start, first, count = stop, first + count, 0
            if count:
                yield start, stop, first
    except OSError as fault:
        msg = f"{path}: {fault.strerror}; give a file that can be read"
        raise DocumentError(msg) from fault


def _row_ranges(path: Path, size: int) -> Iterator[tuple[int, int, int]]:
    file = open_table(path)
    if "text" not in file.schema_arrow.names:
        names = ", ".join(file.schema_arrow.names)
        msg = f"{path}: no column text among {names}; every row needs its text there"
        raise DocumentError(msg)
    rows = file.metadata.num_rows
    for start in range(0, rows, size):
        yield start, min(start + size, rows), start + 1


def open_table(path: Path) -> Any:
    """Open a Parquet file.

    Raises:
        DocumentError: without the extra ``parquet``, or for a file that is none.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as fault:
        msg = f"{path}: Parquet needs pyarrow: pip install 'pledgegraph[parquet]'"
        raise DocumentError(msg) from fault
    try:
        return parquet.ParquetFile(path)
    except (OSError, pyarrow.ArrowException) as fault:
        reason = str(fault).splitlines()[0]
        msg = f"{path}: no Parquet file ({reason}); write it again, or take it out of the input"
        raise DocumentError(msg) from fault
