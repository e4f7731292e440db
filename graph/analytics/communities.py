"""Edges to groups of actors that commit to each other more than to the rest."""

from collections.abc import Iterable
from typing import Literal

from pledgegraph.graph.actors import actor_label
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.records import Record

Slicing = Literal["all", "topic", "year"]
UNKNOWN = "unknown"


class Community(Record):
    """Actors that belong together in a slice: a topic, a year, or everything.

    ``modularity`` is that of the whole division of the slice: about 0 where the actors do not
    fall into groups, from about 0.3 on where they clearly do.
    """

    slice: str
    members: tuple[str, ...]
    labels: tuple[str, ...]
    inside: int
    across: int
    modularity: float


def find_communities(
    edges: Iterable[Edge], by: Slicing = "all", lang: str = "en", seed: int = 0
) -> list[Community]:
    """Return the communities of each slice by the Louvain method, the largest first.

    Args:
        edges: As ``find_statements`` returns them.
        by: ``all``, ``topic`` (a statement counts in each of its topics) or ``year``.
        lang: Language of the names.
        seed: Louvain visits the actors in an order drawn from it; the same seed, the same answer.
    """
    slices: dict[str, dict[tuple[str, str], set[str]]] = {}
    for edge in edges:
        if edge.recipient is None:
            continue
        ends = (min(edge.committer, edge.recipient), max(edge.committer, edge.recipient))
        for name in _slices(edge, by):
            slices.setdefault(name, {}).setdefault(ends, set()).add(edge.statement.id)
    return [found for name in sorted(slices) for found in _divide(name, slices[name], lang, seed)]


def _slices(edge: Edge, by: Slicing) -> tuple[str, ...]:
    if by == "topic":
        return edge.statement.topics or (UNKNOWN,)
    if by == "year":
        return (edge.date[:4] if edge.date else UNKNOWN,)
    return ("all",)


def _divide(
    name: str, pairs: dict[tuple[str, str], set[str]], lang: str, seed: int
) -> list[Community]:
    import networkx as nx

    network: nx.Graph[str] = nx.Graph()
    for (one, other), statements in sorted(pairs.items()):
        network.add_edge(one, other, weight=len(statements))
    parts = nx.community.louvain_communities(network, weight="weight", seed=seed)
    quality = round(nx.community.modularity(network, parts, weight="weight"), 4)
    found = []
    for part in sorted(parts, key=lambda one: (-len(one), sorted(one))):
        ends = [(v in part, int(d["weight"])) for u in part for v, d in network[u].items()]
        members = tuple(sorted(part))
        found.append(
            Community(
                slice=name,
                members=members,
                labels=tuple(actor_label(actor, lang) for actor in members),
                inside=sum(weight for home, weight in ends if home) // 2,
                across=sum(weight for home, weight in ends if not home),
                modularity=quality,
            )
        )
    return found
