"""Recorded answers as files: a claiming reader that needs no model, no key and no network.

A recording is JSON Lines. A line holds ``doc`` (name of the document), ``answer`` (see
``claims.Answer``), and, where it is about a part, ``start`` and ``end`` (offsets of the passages
asked about; the whole document without them) and ``attempt`` (2: the answer after the reasons).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pledgegraph.extract.readers.asking import Source, Told
from pledgegraph.extract.readers.claims import Answer, Claim
from pledgegraph.extract.readers.questions import Question, Span
from pledgegraph.extract.readers.verification import Maker, Verifier
from pledgegraph.ontology.errors import ReaderError
from pledgegraph.ontology.records import Offset, Record


class Recorded(Record):
    """A line of a recording."""

    doc: str
    start: Offset | None = None
    end: Offset | None = None
    attempt: int = 1
    answer: Answer


class ReplaySource:
    """Answers as they were recorded.

    Args:
        place: A ``.jsonl`` file, or a folder of them.

    Raises:
        ReaderError: naming every line that is broken.
    """

    def __init__(self, place: Path) -> None:
        self.maker = Maker("llm", f"replay {place.name}")
        self._recorded: dict[str, list[Recorded]] = {}
        for one in read_recordings(place):
            self._recorded.setdefault(one.doc, []).append(one)

    def spans(self, verifier: Verifier) -> list[Span]:
        """Return the spans that the recording is about, within the document as it is now."""
        size = len(verifier.document.text)
        asked = self._recorded.get(verifier.document.name, ())
        spans = [(one.start or 0, min(one.end or size, size)) for one in asked if one.attempt == 1]
        return sorted(set(spans))

    async def ask(self, question: Question) -> Told:
        """Return the recorded answer; the second one is empty where none was recorded."""
        start, end = question.span
        claims: list[Claim] = []
        for one in self._recorded.get(question.doc, ()):
            same = one.attempt == question.attempt and (one.start or 0) == start
            if same and (one.end is None or one.end >= end):
                claims += one.answer.statements
        return Told(Answer(statements=tuple(claims)))

    async def close(self) -> None:
        """Do nothing: all was read before."""


class Recorder:
    """A source whose answers are also written to a file, for replay.

    Args:
        source: Where the answers come from.
        path: File to append to.
    """

    def __init__(self, source: Source, path: Path) -> None:
        self.maker = source.maker
        self._source = source
        self._path = path

    def spans(self, verifier: Verifier) -> list[Span]:
        """Return the portions of the source."""
        return self._source.spans(verifier)

    async def ask(self, question: Question) -> Told:
        """Return the answer of the source and write it down."""
        told = await self._source.ask(question)
        if told.answer is not None:
            start, end = question.span
            line = Recorded(
                doc=question.doc,
                start=start,
                end=end,
                attempt=question.attempt,
                answer=told.answer,
            )
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write(line.model_dump_json(exclude_defaults=True) + "\n")
        return told

    async def close(self) -> None:
        """Close the source."""
        await self._source.close()


def read_recordings(place: Path) -> Iterator[Recorded]:
    """Yield the lines of a recording, or of all recordings in a folder.

    Raises:
        ReaderError: naming every line that is broken.
    """
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        msg = f"{place}: no recordings in this folder; it needs files ending in .jsonl"
        raise ReaderError(msg)
    faults: list[str] = []
    found: list[Recorded] = []
    for file in files:
        for number, line in enumerate(_lines(file), 1):
            try:
                if line.strip():
                    found.append(Recorded.model_validate(json.loads(line)))
            except ValidationError as fault:
                one = fault.errors()[0]
                faults.append(f"{file}:{number}: {'.'.join(map(str, one['loc']))}: {one['msg']}")
            except ValueError as fault:
                faults.append(f"{file}:{number}: no JSON: {fault}")
    if faults:
        raise ReaderError("\n".join(faults[:10]))
    yield from found


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{file}: {fault}; give a UTF-8 file that can be read"
        raise ReaderError(msg) from fault
