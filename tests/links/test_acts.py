"""Acts in answers: what several places tell counts once; what is known of the whole act."""

from collections.abc import Iterator

import pytest

from pledgegraph.graph.acts import find_allowed, fold_edges
from pledgegraph.graph.assessments import add_assessment, make_assessment
from pledgegraph.graph.links.known import read_tellings
from pledgegraph.graph.links.linked import relink
from pledgegraph.graph.queries import Edge, Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.ties import find_ties
from pledgegraph.ontology.records import Voice
from tests.links.conftest import BOTH, entry, summits


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as opened:
        for document, told in summits():
            opened.add(document, told)
        relink(opened)
        yield opened


def quotes(edges: list[Edge]) -> set[str]:
    return {edge.statement.quote for edge in edges}


def test_an_act_told_in_three_sources_is_one_row(store: Store) -> None:
    edges = find_statements(store, Filters(text="Tomahawk"))
    (told,) = {edge.statement.id for edge in edges}
    every = find_statements(store, Filters())
    folded = fold_edges(store, every)
    tellings = set(read_tellings(store, told))
    assert len(tellings) == 3
    assert len({one.statement.id for one in folded} & tellings) == 1
    assert {one.sources for one in folded if one.statement.id in tellings} == {3}


def test_every_act_is_counted_and_order_stays(store: Store) -> None:
    every = find_statements(store, Filters())
    folded = fold_edges(store, every)
    kept = [one.model_copy(update={"sources": 1}) for one in folded]
    assert kept == [one for one in every if one in kept]
    told = sum({one.statement.id: one.sources for one in folded}.values())
    assert told == len({one.statement.id for one in every})


def test_a_question_that_leaves_the_canonical_telling_out_still_shows_the_act(
    store: Store,
) -> None:
    edges = find_statements(store, Filters(doc="second-ja.txt"))
    folded = fold_edges(store, edges)
    assert quotes(folded) == quotes(edges)
    assert max(one.sources for one in folded) == 3


def test_many_acts_are_counted_as_few_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    every = find_statements(store, Filters())
    folded = fold_edges(store, every)
    monkeypatch.setattr("pledgegraph.graph.links.known._MANY", 0)
    assert fold_edges(store, every) == folded


@pytest.mark.parametrize(("since", "found"), [("2022", 2), ("2024-04-10", 2), ("2025", 0)])
def test_what_was_reaffirmed_since(store: Store, since: str, found: int) -> None:
    edges = find_statements(store, Filters(reaffirmed_since=since))
    assert len(quotes(edges)) == found
    assert all("Okinawa" in one or "$16 million" in one for one in quotes(edges))


def test_what_is_unmet_has_a_deadline_past_and_no_assessment() -> None:
    document, told = entry(
        "cable.txt", "en", "2022-05-23",
        ("They will lay the cable by 2023", BOTH | {"deadline": "2023"}),
        ("They will open the port by 2090", BOTH | {"deadline": "2090"}),
        ("They will keep the peace", BOTH),
    )  # fmt: skip
    with Store.in_memory() as store:
        store.add(document, told)
        relink(store)
        assert quotes(find_statements(store, Filters(unmet=True))) == {told[0].quote}
        assert {one.statement for one in find_ties(store, Filters(unmet=True))} == {told[0].id}
        assert find_allowed(store, Filters(unmet=True), "2023-12-31") == frozenset()
        add_assessment(store, make_assessment(told[0], "lapsed", "2024-01", "A reader"))
        assert find_statements(store, Filters(unmet=True)) == []


def test_what_is_known_only_through_others() -> None:
    def chain(*voices: str) -> dict[str, object]:
        speakers = [Voice(actor=one, role="speaker") for one in voices]
        return {"attribution": (*speakers, Voice(actor="JPN", role="principal"))}

    japan: dict[str, object] = {"committers": ("JPN",)}
    words = "Japan will join the council of the alliance in spring"
    first = entry("a.txt", "en", "2024-04-10", (words, japan | chain("joe-biden")))
    second = entry("b.txt", "en", "2024-04-10", (words, japan | chain("fumio-kishida")))
    with Store.in_memory() as store:
        store.add(*first)
        relink(store)
        assert quotes(find_statements(store, Filters(spoken_for=True))) == {words}
        store.add(*second)
        relink(store)
        assert len(read_tellings(store, first[1][0].id)) == 2
        assert find_statements(store, Filters(spoken_for=True)) == []
