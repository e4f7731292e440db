from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph import queries
from pledgegraph.graph.queries import (
    Edge,
    Filters,
    find_actor,
    find_statements,
    find_topics,
    read_query,
    run_sparql,
)
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import QueryError


def ends(edges: list[Edge]) -> set[tuple[str, str | None, bool]]:
    return {(one.committer, one.recipient, one.derived) for one in edges}


def quotes(store: Store, **fields: Any) -> list[str]:
    found = find_statements(store, Filters(**fields))
    return list(dict.fromkeys(one.statement.quote[:12] for one in found))


def test_a_promise_to_a_named_recipient_is_one_edge(store: Store) -> None:
    edges = find_statements(store, Filters(from_="USA", to="UKR"))
    assert ends(edges) == {("USA", "UKR", False)}


def test_partners_of_a_joint_commitment_are_committed_to_each_other(store: Store) -> None:
    edges = find_statements(store, Filters(from_="USA", to="JPN"))
    assert ends(edges) == {("USA", "JPN", False), ("USA", "JPN", True)}
    plain = find_statements(store, Filters(from_="USA", to="JPN"), derived=False)
    assert ends(plain) == {("USA", "JPN", False)}


def test_partners_of_a_joint_call_are_not_committed_to_each_other(store: Store) -> None:
    edges = find_statements(store, Filters(kind="call"))
    assert ends(edges) == {("JPN", "PRK", False), ("USA", "PRK", False)}


def test_a_promise_to_nobody_is_an_edge_without_recipient(store: Store) -> None:
    assert ends(find_statements(store, Filters(from_="NATO"))) == {("NATO", None, False)}


def test_edges_come_by_date_and_place(store: Store) -> None:
    edges = find_statements(store, Filters())
    places = [(one.date or "", one.statement.doc, one.statement.start) for one in edges]
    assert places == sorted(places)


def test_a_group_is_asked_for_only_with_members(store: Store) -> None:
    assert not [e for e in find_statements(store, Filters(from_="USA")) if e.committer == "NATO"]
    found = find_statements(store, Filters(from_="USA", members=True))
    assert [e for e in found if e.committer == "NATO"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"kind": "call"}, {"urged North "}),
        ({"topics": ("missile-defence",)}, {"Japan and th"}),
        ({"min_strength": 5}, {"The United S"}),
        ({"reaffirmed": True}, {"The United S"}),
        ({"speaker": "joe-biden"}, {"美國承諾不會放棄烏克蘭"}),
        ({"text": "承诺"}, {"美國承諾不會放棄烏克蘭"}),
        ({"text": "UNITED states"}, {"The United S", "Japan and th"}),
        ({"doc": "会談.txt"}, {"「全力で取り組む」と約束"}),
        ({"deadline_before": "2026"}, {"日本計畫在2025年6月"}),
        ({"deadline_before": "2025-06-30"}, set()),
        ({"min_amount": 1.5e9, "unit": "USD"}, {"Japan and th"}),
        ({"min_amount": 1.0, "unit": "JPY"}, set()),
        ({"until": "2022"}, {"「全力で取り組む」と約束"}),
        ({"since": "2022-06", "until": "2022-06"}, {"「全力で取り組む」と約束"}),
        (
            {"since": "2023-02-14", "until": "2023"},
            {"美國承諾不會放棄烏克蘭", "日本計畫在2025年6月"},
        ),
        ({"text": '") } # \\'}, set()),
    ],
)
def test_a_filter_keeps_what_fits(store: Store, fields: dict[str, Any], found: set[str]) -> None:
    assert set(quotes(store, **fields)) == found


def test_only_sure_readings_are_asked_for(store: Store) -> None:
    everything = {edge.statement for edge in find_statements(store, Filters())}
    sure = {edge.statement for edge in find_statements(store, Filters(min_confidence=0.9))}
    assert sure == {one for one in everything if one.confidence >= 0.9}
    assert sure < everything


def test_actors_are_found_by_names_of_four_languages_and_by_slug(store: Store) -> None:
    assert {find_actor(store, name) for name in ("美國", "アメリカ", "USA", "the US")} == {"USA"}
    assert find_actor(store, "example-post") == "example-post"


def test_an_unknown_actor_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="unknown actor"):
        find_actor(store, "Japann")


def test_topics_are_found_by_labels_and_include_narrower_ones() -> None:
    assert find_topics(("気候変動",)) == ("climate",)
    assert "cyber" in find_topics(("Security and defence",))
    with pytest.raises(QueryError, match="climate"):
        find_topics(("climat",))


def test_sparql_answers_select_ask_and_construct(store: Store) -> None:
    counted = run_sparql(store, "SELECT (COUNT(*) AS ?n) WHERE { ?x a pg:Call }")
    assert (counted.form, counted.names, counted.rows) == ("select", ("n",), (("1",),))
    assert run_sparql(store, "ASK { ?x pg:committer pga:JPN }").truth is True
    graph = run_sparql(store, "CONSTRUCT { ?x pg:cue ?y } WHERE { ?x pg:cue ?y }")
    assert (graph.form, len(graph.rows)) == ("graph", 7)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <file:///etc/hosts>",
        "DELETE { ?s ?p ?o } WHERE { { SELECT * WHERE { ?s ?p ?o } } }",
    ],
)
def test_an_update_is_refused_and_changes_nothing(store: Store, query: str) -> None:
    before = len(store.engine)
    with pytest.raises(QueryError):
        run_sparql(store, query)
    assert len(store.engine) == before


def test_a_query_that_asks_another_server_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="another server"):
        run_sparql(store, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    words = 'SELECT ?s { ?s pg:cue "service" } # SERVICE'
    assert run_sparql(store, words).rows == ()


def test_a_fault_of_syntax_is_told_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match="1:"):
        run_sparql(store, "SELECT * WHERE {")


def test_a_query_that_takes_too_long_is_stopped(store: Store) -> None:
    with pytest.raises(QueryError, match="longer than"):
        run_sparql(store, "SELECT * { ?a ?b ?c }", limit_seconds=0)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("us-to-japan-defence", 2),
        ("large-amounts", 2),
        ("due-before-2028", 2),
        ("joint-aukus", 0),
        ("calls-on-china-and-north-korea", 2),
        ("quotes", 7),
        ("conditional-or-negative", 2),
        ("spoken-for-by-others", 0),
    ],
)
def test_the_ready_queries_answer(store: Store, name: str, rows: int) -> None:
    assert len(run_sparql(store, read_query(name)).rows) == rows


def test_every_ready_query_says_what_it_asks() -> None:
    for path in Path(queries.FOLDER).glob("*.rq"):
        assert path.read_text(encoding="utf-8").startswith("# "), path
