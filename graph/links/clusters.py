"""Links to clusters: all tellings of one act, with the one that stands for it."""

from collections.abc import Iterable

from pledgegraph.graph.links.acts import Act
from pledgegraph.ontology.records import Link, Record


class Cluster(Record):
    """The tellings of one act: ``canonical`` is the official text's, or else the earliest."""

    canonical: str
    members: tuple[str, ...]


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
    for act in sorted(found.values(), key=lambda one: (not one.official, one.place)):
        groups.setdefault(root(act.statement.id), []).append(act)
    clusters = [
        Cluster(
            canonical=group[0].statement.id,
            members=tuple(one.statement.id for one in group),
        )
        for group in groups.values()
    ]
    return sorted(clusters, key=lambda one: found[one.canonical].place)
