"""A source of answers as a reader: asks about portions, verifies, asks again with reasons."""

import asyncio
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, Self

from pledgegraph.extract.readers.claims import Answer, Rejection
from pledgegraph.extract.readers.protocol import Readout
from pledgegraph.extract.readers.questions import Question, Span, put_question
from pledgegraph.extract.readers.verification import Maker, Verifier
from pledgegraph.ontology.records import Document, Statement


class Told(NamedTuple):
    """The answer to a question, or why there is none that can be read."""

    answer: Answer | None
    fault: str = ""


class Source(Protocol):
    """Where answers come from: a language model, its recorded answers."""

    @property
    def maker(self) -> Maker:
        """Who makes the claims."""

    def spans(self, verifier: Verifier) -> list[Span]:
        """Return the portions of a document that are asked about."""

    async def ask(self, question: Question) -> Told:
        """Return the answer to a question."""

    async def close(self) -> None:
        """Let go of connections and files."""


class ClaimReader:
    """Reads by asking a source; believes only what the document's own words bear out.

    Args:
        source: Where answers come from.
        progress: Told the number of portions done and of all, as they are done.
    """

    def __init__(
        self, source: Source, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        self.name = source.maker.extractor
        self._source = source
        self._progress = progress
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._runner.run(self._source.close())
        self._runner.close()

    def read(self, document: Document, spans: Sequence[Span] | None = None) -> Readout:
        """Return the claims about a document that were verified, and those that were not."""
        verifier = Verifier(document)
        asked = self._source.spans(verifier) if spans is None else list(spans)
        readouts = self._runner.run(self._read_all(verifier, asked))
        found: dict[str, Statement] = {}
        for readout in readouts:
            for one in readout.statements:
                found.setdefault(one.id, one)
        ordered = sorted(found.values(), key=lambda one: (one.start, one.end, one.id))
        return Readout(tuple(ordered), tuple(r for one in readouts for r in one.rejections))

    async def _read_all(self, verifier: Verifier, spans: Sequence[Span]) -> list[Readout]:
        done = 0

        async def read(span: Span) -> Readout:
            nonlocal done
            readout = await self._read_portion(verifier, span)
            done += 1
            self._progress(done, len(spans))
            return readout

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(read(span)) for span in spans]
        except ExceptionGroup as faults:  # the first is the cause; the others were stopped by it
            raise faults.exceptions[0] from None
        return [task.result() for task in tasks]

    async def _read_portion(self, verifier: Verifier, span: Span) -> Readout:
        first = await self._attempt(verifier, put_question(verifier, span))
        refused = [one for one in first.rejections if one.claim]
        if not refused:
            return first
        second = await self._attempt(verifier, put_question(verifier, span, refused))
        return Readout(first.statements + second.statements, first.rejections + second.rejections)

    async def _attempt(self, verifier: Verifier, question: Question) -> Readout:
        told = await self._source.ask(question)
        start, maker = question.span[0], self._source.maker

        def rejection(reasons: tuple[str, ...], claim: dict[str, object]) -> Rejection:
            return Rejection(
                doc=question.doc,
                start=start,
                reader=maker.rule,
                attempt=question.attempt,
                reasons=reasons,
                claim=claim,
            )

        if told.answer is None:
            return Readout((), (rejection((told.fault,), {}),))
        statements: list[Statement] = []
        rejections: list[Rejection] = []
        for claim in told.answer.statements:
            verdict = verifier.verify(claim, maker, question.span)
            if verdict.statement is not None:
                statements.append(verdict.statement)
            else:
                said = claim.model_dump(mode="json", exclude_defaults=True)
                rejections.append(rejection(verdict.reasons, said))
        return Readout(tuple(statements), tuple(rejections))
