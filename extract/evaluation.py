"""Statements and gold to scores: what was found, and whether who, whom and the values are right.

Records are matched within one document and kind, one to one, best overlap first, where the Dice
overlap of the two character ranges is at least one half.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from pledgegraph.extract.gold import GoldRecord, read_gold
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.records import Amount, Record, Statement
from pledgegraph.ontology.values import KINDS, Kind, Lang

LEAST_OVERLAP = 0.5
SAME_AMOUNT = 0.005  # relative difference at which two figures are one
Grouping = Literal["all", "lang", "doc"]

# A group and the full list of its members are the same committer.
_GROUPS = {
    "AUKUS": {"AUS", "GBR", "USA"},
    "C5+1": {"KAZ", "KGZ", "TJK", "TKM", "UZB", "USA"},
    "QUAD": {"AUS", "IND", "JPN", "USA"},
    "G7": {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"},
}


class Match(NamedTuple):
    """A gold record and the statement that was found for it."""

    gold: GoldRecord
    found: Statement


class Comparison(NamedTuple):
    """Gold and statements side by side; borderline records stand in none of the three."""

    matches: tuple[Match, ...]
    missed: tuple[GoldRecord, ...]
    false_alarms: tuple[Statement, ...]

    def of_kind(self, kind: Kind) -> "Comparison":
        """Return the part that is about commitments, or about calls."""
        return Comparison(
            tuple(one for one in self.matches if one.gold.kind == kind),
            tuple(one for one in self.missed if one.kind == kind),
            tuple(one for one in self.false_alarms if one.kind == kind),
        )


class TextResult(NamedTuple):
    """A text's comparison."""

    doc: str
    lang: Lang
    comparison: Comparison


class Score(Record):
    """The figures of a group of texts; a share is None where nothing was matched.

    ``find`` is the F1 of finding the statement, ``frame`` the F1 where committers and recipients
    are right too. The shares and the F1 of deadlines and amounts are over the matched pairs.
    """

    gold: int
    predicted: int
    find_p: float
    find_r: float
    find: float
    frame: float
    committers: float | None
    recipients: float | None
    strength: float | None
    strength_near: float | None = Field(serialization_alias="strength±1")
    polarity: float | None
    reaffirmed: float | None
    deadline: float
    amount: float


class ScoreRow(NamedTuple):
    """The score of one kind in one language, one document, or all."""

    kind: Kind
    group: str
    score: Score


def evaluate_gold(place: Path, texts: Path | None = None) -> list[TextResult]:
    """Extract the texts of a gold set and compare.

    Args:
        place: A ``.jsonl`` file, or a folder that is searched for them.
        texts: Folder of the texts; by default that of the gold files.

    Raises:
        DocumentError: for broken gold, or a text that is missing or cannot be read.
    """
    return [
        TextResult(
            one.document.name,
            one.document.lang,
            compare_statements(one.records, extract_statements(one.document)),
        )
        for one in read_gold(place, texts)
    ]


def compare_statements(gold: Sequence[GoldRecord], found: Sequence[Statement]) -> Comparison:
    """Match the records and the statements of one text; firm gold goes before borderline."""
    candidates = sorted(
        (
            (overlap, not record.borderline, i, j)
            for i, record in enumerate(gold)
            for j, one in enumerate(found)
            if record.kind == one.kind and (overlap := _overlap(record, one)) >= LEAST_OVERLAP
        ),
        reverse=True,
    )
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    firm = [i for i, record in enumerate(gold) if not record.borderline]
    return Comparison(
        tuple(Match(gold[i], found[partners[i]]) for i in firm if i in partners),
        tuple(gold[i] for i in firm if i not in partners),
        tuple(one for j, one in enumerate(found) if j not in taken),
    )


def _overlap(a: GoldRecord, b: Statement) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return 2 * common / (a.end - a.start + b.end - b.start) if common > 0 else 0.0


def has_right_committers(match: Match) -> bool:
    """Tell whether the committers are those of the gold, a group being its members."""
    return _actors(match.gold.committers) == _actors(match.found.committers)


def has_right_recipients(match: Match) -> bool:
    """Tell whether all recipients are there, and none beyond those that a reader may add."""
    want, got = _actors(match.gold.recipients), _actors(match.found.recipients)
    optional = match.gold.recipients_optional
    return want <= got <= want | _actors(optional) | set(optional)


def is_frame_right(match: Match) -> bool:
    """Tell whether both committers and recipients are right."""
    return has_right_committers(match) and has_right_recipients(match)


def _actors(ids: Iterable[str]) -> set[str]:
    actors = set(ids)
    for group, members in _GROUPS.items():
        if members <= actors:
            actors = (actors - members) | {group}
    return actors


def _same_date(gold: str | None, found: str | None) -> bool:
    return bool(gold and found) and (
        str(gold).startswith(str(found)) or str(found).startswith(str(gold))
    )


def _same_amount(gold: Amount | None, found: Amount | None) -> bool:
    if gold is None or found is None or gold.unit != found.unit:
        return False
    return abs(gold.value - found.value) <= SAME_AMOUNT * abs(gold.value)


def _f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 1.0


def score_comparison(comparison: Comparison) -> Score:
    """Return the figures of a comparison."""
    matches = comparison.matches
    count = len(matches)
    gold, found = count + len(comparison.missed), count + len(comparison.false_alarms)
    frames = sum(map(is_frame_right, matches))

    def share(is_right: Callable[[Match], bool]) -> float | None:
        return sum(map(is_right, matches)) / count if count else None

    dates = [(m.gold.deadline, m.found.deadline) for m in matches]
    amounts = [(m.gold.amount, m.found.amount) for m in matches]
    return Score(
        gold=gold,
        predicted=found,
        find_p=count / found if found else 0.0,
        find_r=count / gold if gold else 0.0,
        find=_f1(count, found, gold),
        frame=_f1(frames, found, gold),
        committers=share(has_right_committers),
        recipients=share(has_right_recipients),
        strength=share(lambda m: m.gold.strength == m.found.strength),
        strength_near=share(lambda m: abs(m.gold.strength - m.found.strength) <= 1),
        polarity=share(lambda m: m.gold.polarity == m.found.polarity),
        reaffirmed=share(lambda m: m.gold.reaffirmed == m.found.reaffirmed),
        deadline=_f1(
            sum(_same_date(*pair) for pair in dates),
            sum(bool(pair[1]) for pair in dates),
            sum(bool(pair[0]) for pair in dates),
        ),
        amount=_f1(
            sum(_same_amount(*pair) for pair in amounts),
            sum(pair[1] is not None for pair in amounts),
            sum(pair[0] is not None for pair in amounts),
        ),
    )


def score_rows(results: Iterable[TextResult], by: Grouping = "lang") -> list[ScoreRow]:
    """Return the scores of every group and of all texts, commitments before calls.

    Args:
        results: As ``evaluate_gold`` returns them.
        by: What makes a group.
    """
    groups: dict[str, list[Comparison]] = {}
    whole: list[Comparison] = []
    for one in results:
        if by != "all":
            groups.setdefault(one.lang if by == "lang" else one.doc, []).append(one.comparison)
        whole.append(one.comparison)
    named = [*sorted(groups.items()), ("all", whole)]
    return [
        ScoreRow(kind, name, score_comparison(_united(parts).of_kind(kind)))
        for kind in KINDS
        for name, parts in named
    ]


def _united(parts: Sequence[Comparison]) -> Comparison:
    return Comparison(
        tuple(one for part in parts for one in part.matches),
        tuple(one for part in parts for one in part.missed),
        tuple(one for part in parts for one in part.false_alarms),
    )
