"""Gold files to gold records: what careful readers found in a text, checked against that text.

A gold file is JSON Lines: a record a line with ``doc``, ``start``, ``end``, ``kind``,
``committers`` and ``strength``, and more as far as known. Its texts lie beside it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pledgegraph.extract.documents import SUFFIXES, read_file
from pledgegraph.ontology.errors import DocumentError
from pledgegraph.ontology.records import Amount, Document, Offset
from pledgegraph.ontology.values import Kind, Polarity

_MOST_FAULTS = 10  # of a set, said at once


class GoldRecord(BaseModel):
    """A statement as a careful reader marked it.

    ``borderline`` marks what readers may differ about: it counts neither when missed nor when
    found. The other fields are those of ``Statement``.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    doc: str
    start: Offset
    end: Offset
    kind: Kind
    committers: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    recipients_optional: tuple[str, ...] = ()
    strength: int = Field(ge=1, le=5)
    polarity: Polarity = "positive"
    reaffirmed: bool = False
    deadline: str | None = None
    amount: Amount | None = None
    quote: str | None = None
    borderline: bool = False

    @field_validator("doc")
    @classmethod
    def _file_name(cls, value: str) -> str:
        return value.rsplit("/", 1)[-1]

    @field_validator("recipients", "recipients_optional", mode="before")
    @classmethod
    def _null_is_none(cls, value: object) -> object:
        return () if value is None else value

    @field_validator("reaffirmed", "borderline", mode="before")
    @classmethod
    def _null_is_no(cls, value: object) -> object:
        return False if value is None else value


class GoldText(NamedTuple):
    """A text with its gold records."""

    document: Document
    records: tuple[GoldRecord, ...]


def read_gold(place: Path, texts: Path | None = None) -> list[GoldText]:
    """Read gold files and their texts, in order of the texts' names.

    A gold file without records says that the text of its name holds no statements.

    Args:
        place: A ``.jsonl`` file, or a folder that is searched for them.
        texts: Folder of the texts; by default that of the gold files.

    Raises:
        DocumentError: naming every record that is broken, has no text, or whose quote does not
            stand at its offsets.
    """
    files = _gold_files(place)
    faults: list[str] = []
    records = [found for file in files for found in _records(file, faults)]
    folder = texts or (place if place.is_dir() else place.parent)
    known = _texts_by_name(folder)
    wanted = {record.doc: where for where, record in reversed(records)}
    for file in files:
        if file.stem not in {Path(doc).stem for doc in wanted}:
            names = [name for name in known if Path(name).stem == file.stem]
            wanted.update(dict.fromkeys(names[:1], str(file)))
    found: list[GoldText] = []
    for doc, where in sorted(wanted.items()):
        if doc not in known:
            faults.append(f"{where}: no text {doc!r} in {folder}; name its folder with --texts")
            continue
        document = read_file(known[doc])
        own = [one for one in records if one[1].doc == doc]
        faults += [fault for one in own if (fault := _misplaced(*one, document))]
        found.append(GoldText(document, tuple(record for _, record in own)))
    if faults:
        more = len(faults) - _MOST_FAULTS
        rest = [f"and {more} more faults"] if more > 0 else []
        raise DocumentError("\n".join(faults[:_MOST_FAULTS] + rest))
    return found


def _gold_files(place: Path) -> list[Path]:
    if not place.exists():
        msg = f"{place}: no such file or folder"
        raise DocumentError(msg)
    files = sorted(place.rglob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        msg = f"{place}: no gold in this folder; it needs files ending in .jsonl"
        raise DocumentError(msg)
    return files


def _records(file: Path, faults: list[str]) -> Iterator[tuple[str, GoldRecord]]:
    """Yield the records of a file, each with its place; faults are collected."""
    try:
        lines = file.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        faults.append(f"{file}: {fault}; give a UTF-8 file that can be read")
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            yield where, GoldRecord.model_validate(json.loads(line))
        except ValidationError as fault:
            for one in fault.errors():
                field = ".".join(map(str, one["loc"])) or "record"
                faults.append(f"{where}: {field}: {one['msg']}")
        except ValueError as fault:
            faults.append(f"{where}: no JSON: {fault}")


def _texts_by_name(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        msg = f"{folder}: no such folder of texts"
        raise DocumentError(msg)
    files = sorted(one for one in folder.rglob("*") if one.suffix.lower() in SUFFIXES)
    return {one.name: one for one in reversed(files)}


def _misplaced(where: str, record: GoldRecord, document: Document) -> str | None:
    """Return a fault where the quote does not stand at its offsets."""
    there = document.text[record.start : record.end]
    if record.end > len(document.text) or record.end <= record.start:
        length = len(document.text)
        return f"{where}: {record.start}–{record.end} lies outside {record.doc} (0–{length})"
    if record.quote is None or record.quote == there:
        return None
    found = document.text.find(record.quote)
    hint = f"it stands at {found}" if found >= 0 else "the text has no such quote"
    return (
        f"{where}: at {record.start} {record.doc} has {there[:30]!r}, not the quote; {hint}"
        " (offsets count Unicode code points of the text as read)"
    )
