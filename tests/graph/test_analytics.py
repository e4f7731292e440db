"""Measures of the network, held against NetworkX and against counts made by hand."""

from itertools import pairwise

import networkx as nx
import pytest

from pledgegraph.graph.analytics.balance import balance_pairs
from pledgegraph.graph.analytics.centrality import rank_actors
from pledgegraph.graph.analytics.change import Period, compare_periods, read_period
from pledgegraph.graph.analytics.communities import find_communities
from pledgegraph.graph.network import aggregate_network
from pledgegraph.graph.queries import Edge, Filters, find_statements, statement_edges
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Document
from tests.graph.conftest import Make


def edges_of(
    make: Make, *ends: tuple[str, str], date: str | None = "2024", topic: str = "trade"
) -> list[Edge]:
    """An edge of a statement of its own for each pair."""
    found = []
    for place, (one, other) in enumerate(ends):
        document = Document(name=f"{date}-{place}.txt", text=f"{one} {other}", lang="en")
        made = make(
            document, document.text, committers=(one,), recipients=(other,), topics=(topic,)
        )
        found += statement_edges(made, date)
    return found


def ring(make: Make) -> list[Edge]:
    names = ("JPN", "USA", "KOR", "PHL", "AUS", "JPN")
    return edges_of(make, *pairwise(names), ("USA", "JPN"), ("UKR", "USA"), ("USA", "JPN"))


def test_betweenness_and_rank_are_those_of_networkx(make: Make) -> None:
    from networkx.algorithms.link_analysis import pagerank_alg

    edges = ring(make)
    network = aggregate_network(edges)
    places = {one.actor: one for one in rank_actors(edges)}
    between = nx.betweenness_centrality(network)
    ranks = pagerank_alg._pagerank_python(network, tol=1e-9)  # type: ignore[attr-defined]
    for actor in network:
        assert places[actor].between == pytest.approx(between[actor], abs=1e-5)
        assert places[actor].rank == pytest.approx(ranks[actor], abs=1e-4)


def test_what_is_made_and_received_is_counted(store: Store) -> None:
    filters = Filters(kind="commitment")
    places = {one.actor: one for one in rank_actors(find_statements(store, filters))}
    assert (places["USA"].made, places["USA"].received) == (3, 1)
    assert (places["USA"].to, places["USA"].of) == (2, 1)
    assert (places["NATO"].made, places["NATO"].unaddressed) == (0, 1)
    assert places["JPN"].label == "Japan"


def test_reciprocity_is_that_of_networkx_and_joint_pledges_weigh_on_no_side(
    make: Make, store: Store
) -> None:
    edges = ring(make)
    balance = balance_pairs(edges)
    assert balance.reciprocity == pytest.approx(nx.reciprocity(aggregate_network(edges)), abs=1e-4)
    top = balance.pairs[0]
    assert (top.one, top.other, top.forth, top.back, top.balance) == ("USA", "JPN", 2, 1, 1)
    filters = Filters(kind="commitment", doc="summit-en.txt")
    (pair,) = balance_pairs(find_statements(store, filters)).pairs
    assert (pair.one, pair.forth, pair.back, pair.joint) == ("USA", 1, 0, 1)
    assert (pair.forth_strength, pair.back_strength) == (5.0, 0.0)


def test_two_circles_are_two_communities_and_the_same_ones_again(make: Make) -> None:
    near = [("JPN", "USA"), ("USA", "KOR"), ("KOR", "JPN")]
    far = [("FRA", "DEU"), ("DEU", "ITA"), ("ITA", "FRA")]
    edges = edges_of(make, *near, *far, ("JPN", "FRA"))
    found = find_communities(edges)
    assert {one.members for one in found} == {("JPN", "KOR", "USA"), ("DEU", "FRA", "ITA")}
    assert {(one.inside, one.across) for one in found} == {(3, 1)}
    assert found[0].modularity > 0.3
    assert found == find_communities(list(reversed(edges)))


def test_communities_are_found_by_topic_and_by_year(make: Make) -> None:
    edges = edges_of(make, ("JPN", "USA")) + edges_of(
        make, ("FRA", "DEU"), date="2022-05", topic="climate"
    )
    assert [one.slice for one in find_communities(edges, "topic")] == ["climate", "trade"]
    assert [one.slice for one in find_communities(edges, "year")] == ["2022", "2024"]
    assert [o.slice for o in find_communities(edges_of(make, ("JPN", "USA"), date=None), "year")]


def test_change_tells_new_gone_more_and_fewer(make: Make) -> None:
    edges = (
        edges_of(make, ("JPN", "USA"), ("FRA", "DEU"), ("FRA", "DEU"), ("KOR", "USA"), date="2022")
        + edges_of(make, ("USA", "JPN"), ("FRA", "DEU"), ("KOR", "USA"), date="2024-03")
        + edges_of(make, ("KOR", "USA"), date="2024-03-09")
        + edges_of(make, ("KOR", "USA"), date=None)
    )
    found = compare_periods(edges, read_period("2021:2022"), read_period("2024-03"))
    told = {(one.committer, one.recipient): one.change for one in found.shifts}
    assert told == {
        ("JPN", "USA"): "gone",
        ("USA", "JPN"): "new",
        ("FRA", "DEU"): "fewer",
        ("KOR", "USA"): "more",
    }
    assert (found.first_documents, found.second_documents, found.undated) == (4, 4, 1)


def test_a_document_known_by_its_year_counts_where_it_may_belong() -> None:
    assert "2024" in Period(since="2024-07", until="2024-12")
    assert "2024-06" not in Period(since="2024-07", until="2024-12")


@pytest.mark.parametrize("text", ["24", "2024:2022", "2024-3", "spring"])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(QueryError, match="is no period"):
        read_period(text)


def test_periods_that_overlap_are_refused() -> None:
    with pytest.raises(QueryError, match="overlap"):
        compare_periods([], read_period("2022:2024"), read_period("2024-05"))


def test_nothing_gives_nothing() -> None:
    assert rank_actors([]) == []
    assert balance_pairs([]).pairs == ()
    assert find_communities([]) == []
