"""Edges of two periods to what has changed between them."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, model_validator

from pledgegraph.graph.actors import actor_label
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Record

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
Change = Literal["new", "gone", "more", "fewer", "same"]


class Period(Record):
    """From a date to a date, both included; each may be a year, a month or a day."""

    since: str = Field(pattern=_DATE)
    until: str = Field(pattern=_DATE)

    @model_validator(mode="after")
    def _runs_forward(self) -> "Period":
        if _before(self.until, self.since):
            msg = f"{self.since}:{self.until} ends before it starts"
            raise ValueError(msg)
        return self

    def __contains__(self, date: str) -> bool:
        """Whether a document of a date may be of this period."""
        return not _before(date, self.since) and not _before(self.until, date)


class Shift(Record):
    """What one actor said toward another in either period, as counts and mean strengths."""

    committer: str
    committer_label: str
    recipient: str
    recipient_label: str
    first: int
    second: int
    first_strength: float
    second_strength: float
    change: Change


class Shifts(Record):
    """Two periods compared: documents with a fitting statement in each, undated edges left out."""

    first: Period
    second: Period
    first_documents: int
    second_documents: int
    undated: int
    shifts: tuple[Shift, ...]


def _before(one: str, other: str) -> bool:
    """Whether a date lies before another as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def read_period(text: str) -> Period:
    """Return the period of ``2022``, ``2022-03`` or ``2021:2022-06``.

    Raises:
        QueryError: if it is none.
    """
    since, _, until = text.partition(":")
    try:
        return Period(since=since, until=until or since)
    except ValueError as fault:
        msg = f"{text!r} is no period; write 2022, 2022-03, or 2021:2022-06 from early to late"
        raise QueryError(msg) from fault


def compare_periods(
    edges: Iterable[Edge], first: Period, second: Period, lang: str = "en"
) -> Shifts:
    """Return every pair of actors that is joined in one of the periods, the largest change first.

    Raises:
        QueryError: if the periods overlap.
    """
    if not (_before(first.until, second.since) or _before(second.until, first.since)):
        msg = (
            f"{first.since}:{first.until} and {second.since}:{second.until} overlap;"
            " choose periods that a document cannot both belong to"
        )
        raise QueryError(msg)
    counts: dict[tuple[str, str], tuple[dict[str, int], dict[str, int]]] = {}
    documents: tuple[set[str], set[str]] = (set(), set())
    undated = 0
    for edge in edges:
        undated += edge.date is None
        for place, period in enumerate((first, second)):
            if edge.date is None or edge.date not in period:
                continue
            documents[place].add(edge.statement.doc)
            if edge.recipient is not None:
                sides = counts.setdefault((edge.committer, edge.recipient), ({}, {}))
                sides[place][edge.statement.id] = edge.statement.strength
    shifts = [_shift(ends, *sides, lang) for ends, sides in counts.items()]
    return Shifts(
        first=first,
        second=second,
        first_documents=len(documents[0]),
        second_documents=len(documents[1]),
        undated=undated,
        shifts=tuple(sorted(shifts, key=_order)),
    )


def _order(shift: Shift) -> tuple[int, str, str]:
    return -abs(shift.second - shift.first), shift.committer, shift.recipient


def _shift(
    ends: tuple[str, str], first: dict[str, int], second: dict[str, int], lang: str
) -> Shift:
    return Shift(
        committer=ends[0],
        committer_label=actor_label(ends[0], lang),
        recipient=ends[1],
        recipient_label=actor_label(ends[1], lang),
        first=len(first),
        second=len(second),
        first_strength=_mean(first),
        second_strength=_mean(second),
        change=_change(len(first), len(second)),
    )


def _change(first: int, second: int) -> Change:
    if first == second:
        return "same"
    if not first or not second:
        return "gone" if first else "new"
    return "more" if second > first else "fewer"


def _mean(strengths: dict[str, int]) -> float:
    return round(sum(strengths.values()) / len(strengths), 2) if strengths else 0.0
