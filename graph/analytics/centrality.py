"""Edges to actors by how much is committed by them, to them and through them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pledgegraph.graph.network import aggregate_network
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.records import Record

if TYPE_CHECKING:
    import networkx as nx


class Place(Record):
    """An actor's place in the network.

    ``made`` counts statements with a recipient, ``unaddressed`` those to nobody, ``received``
    those to the actor; ``to`` and ``of`` count the actors at the other end. ``rank`` is the
    PageRank along the edges: high for whom those commit to who are themselves committed to.
    ``between`` is the share of shortest paths that lead through the actor.
    """

    actor: str
    label: str
    kind: str
    made: int
    unaddressed: int
    received: int
    to: int
    of: int
    rank: float
    between: float


def rank_actors(edges: Iterable[Edge], lang: str = "en") -> list[Place]:
    """Return all actors, the highest PageRank first.

    Args:
        edges: As ``find_statements`` returns them; those of one kind make the clearest answer.
        lang: Language of the names.
    """
    network = aggregate_network(edges, lang)
    ranks, between = _fast_measures(network)
    places = [
        Place(
            actor=actor,
            label=values["label"],
            kind=values["kind"],
            made=int(network.out_degree(actor, weight="weight")),
            unaddressed=values["unaddressed"],
            received=int(network.in_degree(actor, weight="weight")),
            to=int(network.out_degree(actor)),
            of=int(network.in_degree(actor)),
            rank=round(ranks[actor], 6),
            between=round(between[actor], 6),
        )
        for actor, values in network.nodes(data=True)
    ]
    return sorted(places, key=lambda one: (-one.rank, -one.received, one.actor))


def _fast_measures(network: "nx.DiGraph[str]") -> tuple[dict[str, float], dict[str, float]]:
    # rustworkx: NetworkX needs numpy for the one and many times as long for the other.
    import rustworkx as rx

    if not network:
        return {}, {}
    graph: rx.PyDiGraph[str, float] = rx.PyDiGraph(multigraph=False)
    places = {actor: graph.add_node(actor) for actor in network}
    for source, target, values in network.edges(data=True):
        graph.add_edge(places[source], places[target], float(values["weight"]))
    ranks = rx.pagerank(graph, weight_fn=float)
    between = rx.digraph_betweenness_centrality(graph)
    return (
        {actor: ranks[place] for actor, place in places.items()},
        {actor: between[place] for actor, place in places.items()},
    )
