"""Edges to pairs of actors: who is committed to whom on balance."""

from collections.abc import Iterable

from pledgegraph.graph.actors import actor_label
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.records import Record


class Pair(Record):
    """Two actors and what each said toward the other; ``one`` is the more committed.

    ``forth`` and ``back`` count the statements of each that name the other; ``joint`` counts the
    joint ones of both, which weigh on neither side. ``balance`` is ``forth - back``. The
    strengths are means over the statements, 0.0 without any.
    """

    one: str
    one_label: str
    other: str
    other_label: str
    forth: int
    back: int
    joint: int
    balance: int
    forth_strength: float
    back_strength: float


class Balance(Record):
    """All pairs, the most statements first, and the share of named edges that are answered."""

    reciprocity: float
    pairs: tuple[Pair, ...]


def balance_pairs(edges: Iterable[Edge], lang: str = "en") -> Balance:
    """Return every pair of actors with what they owe each other.

    ``reciprocity`` is the share of directed relations (A named B at least once) for which the
    opposite one exists; joint statements do not count there.

    Args:
        edges: As ``find_statements`` returns them.
        lang: Language of the names.
    """
    named: dict[tuple[str, str], dict[str, int]] = {}
    joint: dict[tuple[str, str], set[str]] = {}
    for edge in edges:
        if edge.recipient is None:
            continue
        ends = (edge.committer, edge.recipient)
        if edge.derived:
            joint.setdefault((min(ends), max(ends)), set()).add(edge.statement.id)
        else:
            named.setdefault(ends, {})[edge.statement.id] = edge.statement.strength
    both = {(min(ends), max(ends)) for ends in named} | joint.keys()
    pairs = [_pair(ends, named, len(joint.get(ends, ())), lang) for ends in both]
    answered = sum((other, one) in named for one, other in named)
    return Balance(
        reciprocity=round(answered / len(named), 4) if named else 0.0,
        pairs=tuple(sorted(pairs, key=_order)),
    )


def _pair(
    ends: tuple[str, str], named: dict[tuple[str, str], dict[str, int]], joint: int, lang: str
) -> Pair:
    one, other = ends
    if len(named.get((other, one), ())) > len(named.get((one, other), ())):
        one, other = other, one
    forth, back = named.get((one, other), {}), named.get((other, one), {})
    return Pair(
        one=one,
        one_label=actor_label(one, lang),
        other=other,
        other_label=actor_label(other, lang),
        forth=len(forth),
        back=len(back),
        joint=joint,
        balance=len(forth) - len(back),
        forth_strength=_mean(forth),
        back_strength=_mean(back),
    )


def _mean(strengths: dict[str, int]) -> float:
    return round(sum(strengths.values()) / len(strengths), 2) if strengths else 0.0


def _order(pair: Pair) -> tuple[int, int, str, str]:
    return -(pair.forth + pair.back), -pair.joint, pair.one, pair.other
