"""A partition to its entries, and an entry to its document: lines, rows and files alike."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pledgegraph.corpus.partitions import Partition, open_table
from pledgegraph.extract.documents import read_file, read_text
from pledgegraph.extract.sidecars import SIDECARS
from pledgegraph.ontology.errors import DocumentError
from pledgegraph.ontology.records import Document, Record

_SHORT: Final = 60  # characters of a broken line that an error shows


class Entry(Record):
    """A document as it lies in the input: ``place`` is told in errors, ``raw`` is what is hashed.

    ``path`` is that of a text; lines and rows are JSON in ``raw``.
    """

    place: str
    raw: bytes
    path: str | None = None
    name: str | None = None


def read_entries(partition: Partition) -> Iterator[Entry]:
    """Yield the entries of a partition in order; empty lines are none.

    Raises:
        DocumentError: if the input has gone or cannot be read.
    """
    root = Path(partition.root)
    try:
        if partition.kind == "files":
            for name in partition.files:
                yield _file_entry(root / name, name)
        elif partition.kind == "lines":
            yield from _lines(root / partition.source, partition)
        else:
            yield from _rows(root / partition.source, partition)
    except OSError as fault:
        msg = f"{root / partition.source}: {fault.strerror or fault}; run again to plan anew"
        raise DocumentError(msg) from fault


def _file_entry(path: Path, name: str) -> Entry:
    stem = path.with_suffix("")
    beside = [
        one
        for ending in SIDECARS
        for one in (stem.with_name(stem.name + ending), path.with_name(path.name + ending))
        if one.is_file()
    ]
    raw = b"\0".join([name.encode(), path.read_bytes(), *(one.read_bytes() for one in beside)])
    return Entry(place=str(path), raw=raw, path=str(path), name=name)


def _lines(path: Path, partition: Partition) -> Iterator[Entry]:
    with path.open("rb") as stream:
        stream.seek(partition.start)
        share = stream.read(partition.stop - partition.start)
    for number, line in enumerate(share.split(b"\n"), start=partition.first):
        if line.strip():
            yield Entry(place=f"{partition.source}:{number}", raw=line)


def _rows(path: Path, partition: Partition) -> Iterator[Entry]:
    file, passed = open_table(path), 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        first, last = max(partition.start - passed, 0), min(partition.stop - passed, count)
        if first < last:
            table = file.read_row_group(group).slice(first, last - first)
            for place, row in enumerate(table.to_pylist(), start=passed + first + 1):
                kept = {key: value for key, value in row.items() if value is not None}
                raw = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)
                yield Entry(
                    place=f"{partition.source}:row {place}", raw=raw.encode("utf-8", "replace")
                )
        passed += count


def read_entry(entry: Entry) -> Document:
    """Return the document of an entry.

    A line or a row is a mapping with ``name`` and ``text``; what else a sidecar may say stands
    beside them, unknown keys are kept.

    Raises:
        DocumentError: naming the place and what would be right.
    """
    if entry.path is not None:
        return read_file(entry.path, entry.name)
    about = _mapping(entry)
    text = about.pop("text", None)
    name = about.pop("name", None) or about.pop("id", None)
    for key, value in (("text", text), ("name", name)):
        if not isinstance(value, str) or not value.strip():
            msg = f'{entry.place}: {key} is missing or no text; write {{"name": …, "text": …}}'
            raise DocumentError(msg)
        if not value.isascii() and value.encode("utf-8", "replace").decode() != value:
            msg = f"{entry.place}: {key} holds half of a surrogate pair; write it as UTF-8"
            raise DocumentError(msg)
    return read_text(str(text), str(name), about, entry.place)


def _mapping(entry: Entry) -> dict[str, Any]:
    try:
        found = json.loads(entry.raw)
    except (ValueError, RecursionError) as fault:
        start = entry.raw[:_SHORT].decode("utf-8", "replace")
        msg = f"{entry.place}: no JSON ({fault}): {start!r}; write one object a line, in UTF-8"
        raise DocumentError(msg) from fault
    if not isinstance(found, dict):
        msg = f'{entry.place}: no object; write {{"name": …, "text": …}}'
        raise DocumentError(msg)
    return found
