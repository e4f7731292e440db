"""Edges to a NetworkX graph of actors, one edge for each statement between two of them."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.actors import actor_kind, actor_label
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.ties import Tie

if TYPE_CHECKING:
    import networkx as nx


def read_network(edges: Iterable[Edge], lang: str = "en") -> "nx.MultiDiGraph[str]":
    """Return the network of edges.

    Nodes are actor ids with ``label``, ``kind`` and ``unaddressed``, the number of statements
    that the actor made to nobody in particular. Edges have the statement's id as key and plain
    values as attributes, so that every exporter takes them; ``joint`` tells that the statement
    has several committers, ``derived`` that the text does not name this edge.

    Args:
        edges: As ``find_statements`` returns them.
        lang: Language of the labels.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for edge in edges:
        for actor in (edge.committer, edge.recipient):
            if actor is not None and actor not in network:
                label = actor_label(actor, lang)
                network.add_node(actor, label=label, kind=actor_kind(actor), unaddressed=0)
        if edge.recipient is None:
            network.nodes[edge.committer]["unaddressed"] += 1
        else:
            key = edge.statement.id
            network.add_edge(edge.committer, edge.recipient, key=key, **_attributes(edge))
    return network


def tie_network(ties: Iterable[Tie], lang: str = "en") -> "nx.MultiDiGraph[str]":
    """Return the network of light edges, as ``read_network`` makes it but without the words.

    An edge carries kind, strength, date, doc, joint and derived.

    Args:
        ties: As ``find_ties`` returns them.
        lang: Language of the labels.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    alone: Counter[str] = Counter()
    actors: dict[str, None] = {}
    for who, whom, statement, kind, strength, date, doc, joint, derived in ties:
        actors[who] = None
        if whom is None:
            alone[who] += 1
            continue
        actors[whom] = None
        about = {"kind": kind, "strength": strength, "doc": doc, "joint": joint, "derived": derived}
        if date is not None:
            about["date"] = date
        network.add_edge(who, whom, statement, **about)
    for actor in actors:
        label, kind_of = actor_label(actor, lang), actor_kind(actor)
        network.add_node(actor, label=label, kind=kind_of, unaddressed=alone[actor])
    return network


def _attributes(edge: Edge) -> dict[str, Any]:
    one = edge.statement
    values = {
        "kind": one.kind,
        "strength": one.strength,
        "polarity": one.polarity,
        "reaffirmed": one.reaffirmed,
        "action": one.action,
        "quote": one.quote,
        "doc": one.doc,
        "date": edge.date,
        "deadline": one.deadline,
        "amount": one.amount.value if one.amount else None,
        "unit": one.amount.unit if one.amount else None,
        "speaker": one.speaker,
        "topics": " ".join(one.topics),
        "joint": len(one.committers) > 1,
        "derived": edge.derived,
    }
    return {name: value for name, value in values.items() if value is not None}


def aggregate_network(edges: Iterable[Edge], lang: str = "en") -> "nx.DiGraph[str]":
    """Return the network of edges with one edge from an actor to another.

    ``weight`` counts the statements, ``commitments`` and ``calls`` those of each kind,
    ``derived`` those whose edge the text does not name; ``strongest`` is the highest strength of
    a commitment (0 without one), ``first`` and ``last`` are dates of documents.
    """
    import networkx as nx

    network = read_network(edges, lang)
    united: nx.DiGraph[str] = nx.DiGraph()
    united.add_nodes_from(network.nodes(data=True))
    for source, target in dict.fromkeys((one, other) for one, other, _ in network.edges):
        united.add_edge(source, target, **_summary(list(network[source][target].values())))
    return united


def _summary(parallel: list[dict[str, Any]]) -> dict[str, Any]:
    firm = [one["strength"] for one in parallel if one["kind"] == "commitment"]
    dates = sorted(one["date"] for one in parallel if "date" in one)
    return {
        "weight": len(parallel),
        "commitments": len(firm),
        "calls": len(parallel) - len(firm),
        "derived": sum(one["derived"] for one in parallel),
        "strongest": max(firm, default=0),
        **({"first": dates[0], "last": dates[-1]} if dates else {}),
    }
