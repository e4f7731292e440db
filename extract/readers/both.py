"""Two readers as one: agreement raises confidence, disagreement is marked for a person.

Two statements are of one act where they are of one kind and their quotes cover mostly the same
words. They agree where committers and polarity are the same.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from pledgegraph.extract.readers.protocol import Reader, Readout, Span
from pledgegraph.ontology.records import Document, Statement

EXTRACTOR: Final = "rules+llm"
"""``extractor`` of a statement that both readers found, agreeing or not."""

_ALONE: Final = 0.6  # of its confidence a statement keeps that only one of two readers found
_DISPUTED: Final = 0.4  # and one whose committers or polarity the other reads differently


class BothReader:
    """The rules and a second reader; where both find an act, the rules' wording is kept."""

    def __init__(self, rules: Reader, second: Reader) -> None:
        self.name = EXTRACTOR
        self._rules = rules
        self._second = second

    def read(self, document: Document, spans: Sequence[Span] | None = None) -> Readout:
        """Return what either finds, weighed by what the other makes of it."""
        first, second = self._rules.read(document, spans), self._second.read(document, spans)
        found = weighed(first.statements, second.statements)
        return Readout(tuple(found), first.rejections + second.rejections)


def weighed(rules: Iterable[Statement], second: Sequence[Statement]) -> list[Statement]:
    """Return the statements of two readers as one list, in order of their quotes.

    Args:
        rules: What the rules found.
        second: What the second reader found.
    """
    left = list(second)
    found: list[Statement] = []
    for one in rules:
        twin = _twin(one, left)
        if twin is None:
            found.append(_alone(one, "second reader: nothing"))
            continue
        left.remove(twin)
        found.append(_together(one, twin))
    ids = {one.id for one in found}
    found += [_alone(one, "rules: nothing") for one in left if one.id not in ids]
    return sorted(found, key=lambda one: (one.start, one.end, one.id))


def _twin(one: Statement, others: Iterable[Statement]) -> Statement | None:
    near = [(_shared(one, other), other) for other in others if other.kind == one.kind]
    near = [(share, other) for share, other in near if share >= 0.5]
    return max(near, key=lambda pair: pair[0])[1] if near else None


def _shared(one: Statement, other: Statement) -> float:
    """Return how much of the shorter of two quotes stands in both, 0 to 1."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / max(1, min(one.end - one.start, other.end - other.start))


def _together(one: Statement, other: Statement) -> Statement:
    disputes = []
    if set(one.committers) != set(other.committers):
        disputes.append(f"committers {', '.join(other.committers)}")
    if one.polarity != other.polarity:
        disputes.append(f"polarity {other.polarity}")
    if disputes:
        return _marked(one, one.confidence * _DISPUTED, f"second reader: {'; '.join(disputes)}")
    sure = 1 - (1 - one.confidence) * (1 - other.confidence)
    notes = ["agreed"]
    if one.strength != other.strength:
        notes.append(f"second reader: strength {other.strength}")
    if set(one.recipients) != set(other.recipients):
        notes.append(f"second reader: recipients {', '.join(other.recipients) or 'none'}")
    return _marked(one, sure, "; ".join(notes))


def _marked(one: Statement, confidence: float, note: str) -> Statement:
    update = {
        "confidence": round(confidence, 2),
        "extractor": EXTRACTOR,
        "rule": f"{one.rule}; {note}",
    }
    return one.model_copy(update=update)


def _alone(one: Statement, note: str) -> Statement:
    update = {"confidence": round(one.confidence * _ALONE, 2), "rule": f"{one.rule}; {note}"}
    return one.model_copy(update=update)
