"""Two acts to how alike they are: what forbids that they are one, and what they have in common."""

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
    a, b = one.wording, other.wording
    same_script = a.han == b.han
    left = a.shared | (a.own if same_script else frozenset()) | _figures(one, figures)
    right = b.shared | (b.own if same_script else frozenset()) | _figures(other, figures)
    common = left & right
    weight = _weight(common, one, other)
    smaller = min(_weight(left, one, other), _weight(right, one, other))
    whole = _weight(left | right, one, other)
    score = 0.0
    if smaller:
        # What is told in more words in one place still holds the whole of the other.
        score = (0.6 * weight / max(smaller, 1.5) + 0.4 * weight / whole) * min(1, weight / _SURE)
    telling = _weight(a.shared & b.shared, one, other)
    score += min(0.2, max(0.0, 0.1 * (telling - _TELLING)))
    return Likeness(score=min(1.0, score), weight=weight, common=tuple(sorted(common)))


def _figures(act: Act, counted: bool) -> frozenset[str]:
    return frozenset(f"#{one}" for one in act.wording.numbers if counted)


def _weight(features: frozenset[str], one: Act, other: Act) -> float:
    shared = one.wording.shared | other.wording.shared
    total = 0.0
    for feature in features:
        if feature in _COMMON:
            total += 0.5
        elif feature in shared or feature.startswith("#"):
            total += 1.5
        else:
            total += 0.35
    return total


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
