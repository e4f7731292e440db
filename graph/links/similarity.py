"""Two acts to how alike they are: what forbids that they are one, and what they have in common."""

from functools import cache
from typing import Final

from pledgegraph.graph.links.acts import Act
from pledgegraph.ontology.records import Record

# Concepts that many acts share tell less than the rest.
_TOLD: Final = (
    "allies like-minded defence-of technology indo-pacific north-korea russia ukraine china"
    " bilateral trilateral multilateral dialogue summit council agreement treaty membership peace"
    " democracy korean-peninsula energy climate investment trade aid training missile weapons water"
    " network infrastructure quad g7 asean nato eu taiwan israel rule-of-law gaza iran resolutions"
    " security-council us self-defense-forces us-forces jpn"
)
_COMMON: Final = frozenset(_TOLD.split())
_SURE: Final = 3.0  # weight in common from which the words alone can carry a link
_TELLING: Final = 3.0  # weight of concepts in common above which long sentences may differ more
_SAME: Final = 1.5  # weight from which the same words, without any other, are the same object
_COVER: Final = 0.7  # share of the score that looks at the shorter text alone
_WORD: Final = 0.35  # weight of a word that is no concept, at most as many as
_WORDS: Final = 10  # of a statement count in full; in longer ones each counts less
_SHORT: Final = 6  # signs of a figure ("#2027") up to which it may be a year or a small number


class Likeness(Record):
    """How much of two acts' wording agrees (0 to 1), how much that weighs, and what it is."""

    score: float
    weight: float
    common: tuple[str, ...]


def read_likeness(one: Act, other: Act, figures: bool = True) -> Likeness:
    """Return the likeness of the wording of two acts; what only one script can hold is left out.

    Args:
        one: An act.
        other: Another one.
        figures: Whether figures count; where they moved they tell nothing of the object.
    """
    told = _parties(one, other)
    left, right = _features(one, figures) - told, _features(other, figures) - told
    common, (words, own, others) = left & right, _own_words(one, other)
    each = _word_weight(own, others)
    weight = _weight(common) + each * len(words)
    smaller = min(_weight(left) + each * len(own), _weight(right) + each * len(others))
    whole = _weight(left | right) + each * len(own | others)
    score = 0.0
    if smaller:
        # What is told in more words in one place still holds the whole of the other.
        covered = _COVER * weight / max(smaller, 1.5) + (1 - _COVER) * weight / whole
        score = covered * min(1, weight / _SURE)
    if (left, own) == (right, others) and weight >= _SAME:
        score = 1.0  # word for word, however short
    telling = _weight((one.wording.shared & other.wording.shared) - told)
    score += min(0.2, max(0.0, 0.1 * (telling - _TELLING)))
    return Likeness(score=min(1.0, score), weight=weight, common=tuple(sorted(common | words)))


def _parties(one: Act, other: Act) -> frozenset[str]:
    """Return the names of those who commit or receive: they tell nothing of the object."""
    parties = one.committers | other.committers | one.recipients | other.recipients
    return frozenset(f"@{actor}" for actor in parties)


def _features(act: Act, figures: bool) -> frozenset[str]:
    return act.wording.shared | frozenset(f"#{one}" for one in act.wording.numbers if figures)


def _own_words(one: Act, other: Act) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words in common, and those of each; none where the scripts differ."""
    a, b = one.wording, other.wording
    if a.han != b.han:
        return frozenset(), frozenset(), frozenset()
    common = a.own & b.own
    if one.statement.lang[:2] != other.statement.lang[:2]:
        # Japanese and Chinese share a script but say most things otherwise.
        return common, common, common
    return common, a.own, b.own


def _word_weight(own: frozenset[str], others: frozenset[str]) -> float:
    fewer = min(len(own), len(others))
    return _WORD * min(1.0, _WORDS / fewer) if fewer else _WORD


def _weight(features: frozenset[str]) -> float:
    return sum(map(_weight_of, features))


@cache
def _weight_of(feature: str) -> float:
    if feature in _COMMON:
        return 0.5
    if feature.startswith("@"):
        return 0.75
    if feature.startswith("#"):
        return 1.5 if len(feature) <= _SHORT else 2.5
    return 1.5


def is_vetoed(one: Act, other: Act) -> bool:
    """Tell whether kind, polarity or actors forbid that two acts are about one thing."""
    a, b = one.statement, other.statement
    if a.kind != b.kind or a.polarity != b.polarity:
        return True
    if not one.committers <= other.committers and not other.committers <= one.committers:
        return True
    named = one.recipients and other.recipients
    return bool(named) and one.recipients.isdisjoint(other.recipients)


def differs_in_figures(one: Act, other: Act) -> bool:
    """Tell whether amount, deadline or the figures of the quotes contradict each other."""
    a, b = one.statement, other.statement
    if a.amount and b.amount and a.amount.unit == b.amount.unit and a.amount != b.amount:
        return True
    if a.deadline and b.deadline and not _compatible(a.deadline, b.deadline):
        return True
    left, right = one.wording.numbers, other.wording.numbers
    return bool(left and right) and left.isdisjoint(right)


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
