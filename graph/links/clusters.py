"""Links to clusters: all tellings of one act, with the one that stands for it."""

from collections.abc import Iterable, Mapping
from typing import Final

from pledgegraph.graph.links.acts import Act
from pledgegraph.graph.links.similarity import differs_in_figures, is_vetoed, read_likeness
from pledgegraph.ontology.records import Link, Record

APART: Final = 0.3  # likeness below which two statements of one document are two acts


class Cluster(Record):
    """The tellings of one act; ``canonical`` is the one that stands for it.

    The official text stands before reports, an original before translations, then the earliest.
    """

    canonical: str
    members: tuple[str, ...]


def keep_apart(acts: Mapping[str, Act], links: Iterable[Link]) -> list[Link]:
    """Return links of one act; those that would join two acts of one document become possible.

    A sentence that tells of two acts at once is alike to both: the surer link holds.
    """
    groups: dict[str, list[Act]] = {}
    kept: list[Link] = []
    for link in sorted(links, key=lambda one: (-one.confidence, one.id)):
        if link.state == "possible":
            kept.append(link)
            continue
        left = groups.setdefault(link.subject, [acts[link.subject]])
        right = groups.setdefault(link.object, [acts[link.object]])
        if left is not right and _are_apart(left, right):
            told = "; would join acts that one document keeps apart"
            kept.append(link.model_copy(update={"state": "possible", "reason": link.reason + told}))
            continue
        kept.append(link)
        if left is not right:
            left += right
            groups |= {act.statement.id: left for act in right}
    return kept


def _are_apart(left: list[Act], right: list[Act]) -> bool:
    places: dict[str, list[Act]] = {}
    for act in left:
        places.setdefault(act.statement.doc, []).append(act)
    return any(
        is_vetoed(one, other)
        or differs_in_figures(one, other)
        or read_likeness(one, other).score < APART
        for other in right
        for one in places.get(other.statement.doc, ())
    )


def _standing(act: Act) -> tuple[bool, bool, tuple[str, str, int, str]]:
    return (not act.official, not act.original, act.place)


def read_clusters(acts: Iterable[Act], links: Iterable[Link]) -> list[Cluster]:
    """Return one cluster an act, single tellings included, in the order of date and place."""
    found = {act.statement.id: act for act in acts}
    parent = {identifier: identifier for identifier in found}

    def root(identifier: str) -> str:
        while parent[identifier] != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    for link in links:
        if link.kind == "sameStatementAs" and link.state == "asserted":
            low, high = sorted((root(link.subject), root(link.object)))
            parent[high] = low
    groups: dict[str, list[Act]] = {}
    for act in sorted(found.values(), key=_standing):
        groups.setdefault(root(act.statement.id), []).append(act)
    clusters = [
        Cluster(
            canonical=group[0].statement.id,
            members=tuple(one.statement.id for one in group),
        )
        for group in groups.values()
    ]
    return sorted(clusters, key=lambda one: found[one.canonical].place)
