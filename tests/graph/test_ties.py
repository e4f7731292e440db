from typing import Any

import pytest

from pledgegraph.graph.network import read_network, tie_network
from pledgegraph.graph.queries import Edge, Filters, find_statements
from pledgegraph.graph.reading import Node
from pledgegraph.graph.source import LocalSource, Row, Source, Triple
from pledgegraph.graph.store import Store
from pledgegraph.graph.ties import Tie, find_ties
from pledgegraph.ontology import vocabulary as v

QUESTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"from_": "USA"},
    {"from_": "USA", "to": "JPN"},
    {"to": "JPN"},
    {"kind": "call"},
    {"from_": "USA", "members": True},
    {"min_strength": 4, "since": "2023"},
    {"doc": "峰會.txt"},
    {"topics": ("security",)},
)


def light(edge: Edge) -> Tie:
    one = edge.statement
    return Tie(
        edge.committer, edge.recipient, one.id, one.kind, one.strength, edge.date, one.doc,
        len(one.committers) > 1, edge.derived,
    )  # fmt: skip


@pytest.mark.parametrize("derived", [True, False])
@pytest.mark.parametrize("fields", QUESTIONS, ids=str)
def test_ties_are_the_edges_without_their_words(
    store: Store, fields: dict[str, Any], derived: bool
) -> None:
    edges = find_statements(store, Filters(**fields), derived)
    ties = find_ties(store, Filters(**fields), derived)
    assert sorted(ties, key=str) == sorted(map(light, edges), key=str)
    assert edges


def test_the_network_of_ties_is_that_of_edges_without_words(store: Store) -> None:
    network = tie_network(find_ties(store, Filters()), "ja")
    whole = read_network(find_statements(store, Filters()), "ja")
    assert sorted(network.nodes(data=True), key=str) == sorted(whole.nodes(data=True), key=str)
    kept = ("kind", "strength", "date", "doc", "joint", "derived")
    for one, other, key, about in whole.edges(keys=True, data=True):
        assert network.edges[one, other, key] == {k: about[k] for k in kept if k in about}
    assert network.number_of_edges() == whole.number_of_edges()


class Endpoint(Source):
    """What a remote store answers with: SPARQL and nothing else."""

    def __init__(self, local: Source) -> None:
        self.local = local

    def select(self, query: str) -> list[Row]:
        return self.local.select(query)

    def construct(self, query: str) -> list[Triple]:
        return self.local.construct(query)

    def ask(self, query: str) -> bool:
        return self.local.ask(query)


def test_sparql_alone_gives_the_same_nodes_and_pairs(store: Store) -> None:
    local, endpoint = store.source, Endpoint(store.source)
    assert isinstance(local, LocalSource)
    pairs = sorted(local.pairs(v.PG + "committer"))
    assert pairs == sorted(endpoint.pairs(v.PG + "committer"))
    addresses = [subject for _, subject, _ in pairs] + ["https://example.org/nothing"]

    def ordered(nodes: dict[str, Node]) -> dict[str, Node]:
        return {s: {p: sorted(o) for p, o in node.items()} for s, node in nodes.items()}

    assert ordered(local.nodes(addresses)) == ordered(endpoint.nodes(addresses))
    assert pairs


def test_a_source_asks_and_constructs(store: Store) -> None:
    assert store.source.ask("ASK { GRAPH ?g { ?s pg:committer pga:NATO } }")
    assert not store.source.ask("ASK { GRAPH ?g { ?s pg:committer pga:FRA } }")
    query = "CONSTRUCT { ?s pg:cue ?o } WHERE { GRAPH ?g { ?s pg:cue ?o ; pg:committer pga:NATO } }"
    ((subject, predicate, value),) = store.source.construct(query)
    assert subject.startswith("<")
    assert (predicate, value) == (f"<{v.PG}cue>", '"NA"@en')
