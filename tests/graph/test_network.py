import networkx as nx

from pledgegraph.graph.network import read_network
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store


def test_nodes_are_actors_with_names_and_kinds(store: Store) -> None:
    network = read_network(find_statements(store, Filters()), lang="ja")
    assert network.nodes["JPN"]["label"] == "日本"
    assert network.nodes["JPN"]["kind"] == "state"
    assert network.nodes["NATO"]["unaddressed"] == 1


def test_each_statement_is_an_edge_of_its_own(store: Store) -> None:
    edges = find_statements(store, Filters())
    network = read_network(edges)
    assert network.number_of_edges("USA", "JPN") == 2
    marks = [edge["derived"] for edge in network["USA"]["JPN"].values()]
    assert sorted(marks) == [False, True]
    assert set(network["USA"]["JPN"]) <= {one.statement.id for one in edges}


def test_attributes_are_plain_so_that_every_exporter_takes_them(store: Store) -> None:
    network = read_network(find_statements(store, Filters()))
    assert "graphml" in "".join(nx.generate_graphml(network))
