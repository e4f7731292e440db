"""Chains: acts by date, with what later ones take up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.graph.links.linked import relink
from pledgegraph.graph.store import Store
from pledgegraph.graph.timeline import Chain, find_chains
from tests.links.conftest import summits


def chains_of(order: list[int], since: str = "") -> list[Chain]:
    entries = summits()
    with Store.in_memory() as store:
        for place in order:
            store.add(*entries[place])
        relink(store)
        chosen = [
            one for document, told in entries if (document.date or "") >= since for one in told
        ]
        return find_chains(store, chosen)


def test_a_chain_goes_from_the_first_act_to_what_took_it_up() -> None:
    chains = chains_of([0, 1, 2, 3])
    (chain,) = (one for one in chains if "Okinawa" in one.steps[0].statement.quote)
    first, second = chain.steps
    assert (first.date, second.date) == ("2022-05-23", "2024-04-10")
    assert (first.kind, second.kind) == (None, "reaffirms")
    assert second.takes_up == first.statement.id


def test_tellings_of_one_act_are_one_step() -> None:
    steps = [step for chain in chains_of([0, 1, 2, 3]) for step in chain.steps]
    assert sum(step.sources for step in steps) == sum(len(told) for _, told in summits())
    assert max(step.sources for step in steps) == 3


def test_a_chain_stays_whole_where_a_question_asked_for_a_part() -> None:
    chains = chains_of([0, 1, 2, 3], since="2024")
    (chain,) = (one for one in chains if "Okinawa" in one.steps[0].statement.quote)
    assert [step.chosen for step in chain.steps] == [False, True]
    assert all(any(step.chosen for step in one.steps) for one in chains)


def test_chains_stand_by_date() -> None:
    starts = [one.start for one in chains_of([0, 1, 2, 3])]
    assert starts == sorted(starts)


@given(st.permutations(range(4)))
@settings(max_examples=8, deadline=None)
def test_chains_do_not_depend_on_the_order_of_documents(order: list[int]) -> None:
    assert chains_of(order) == chains_of([0, 1, 2, 3])
