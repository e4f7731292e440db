"""Links: one act in many sources, what is taken up later, and that order does not matter."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.compare import compare_acts
from pledgegraph.graph.links import link_acts
from pledgegraph.graph.links.acts import Act, document_acts, is_original
from pledgegraph.graph.links.clusters import read_clusters
from pledgegraph.graph.links.known import read_canonicals, read_links
from pledgegraph.graph.links.linked import links_text, relink
from pledgegraph.graph.store import Store
from pledgegraph.graph.validation import check_store
from pledgegraph.ontology.concepts import read_concepts
from pledgegraph.ontology.records import Document
from tests.links.conftest import BOTH, acts_of, entry, summits


def ends(acts: list[Act], kind: str, state: str = "asserted") -> set[tuple[str, str]]:
    quotes = {act.statement.id: act.statement.quote for act in acts}
    return {
        (quotes[link.subject][:12], quotes[link.object][:12])
        for link in link_acts(acts)
        if link.kind == kind and link.state == state
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("雙方同意設立防務產業論壇", "They agreed on a forum"),
        ("日米は防衛産業に関するフ", "They agreed on a forum"),
        ("訓練之後將提供對地攻擊的", "They will ship Tomahawk"),
        ("訓練のあと地上攻撃用のト", "They will ship Tomahawk"),
        ("海底ケーブルに3000万", "They will invest $30"),
    ],
)
def test_the_same_act_is_linked_across_languages(acts: list[Act], one: str, other: str) -> None:
    found = {frozenset(pair) for pair in ends(acts, "sameStatementAs")}
    assert frozenset((one[:12], other[:12])) in found


def test_another_figure_is_another_act(acts: list[Act]) -> None:
    told = {end for pair in ends(acts, "sameStatementAs") for end in pair}
    assert "將向海底電纜投資1600"[:12] not in told


def test_a_later_act_takes_up_an_earlier_one(acts: list[Act]) -> None:
    assert ("They reaffir", "They will st") in ends(acts, "reaffirms")


def test_another_amount_later_takes_the_place_of_the_first(acts: list[Act]) -> None:
    found = ends(acts, "supersedes") | ends(acts, "supersedes", "possible")
    assert ("They will in", "They plan to") in found


def test_a_refusal_is_not_linked_with_a_promise() -> None:
    entries = summits()
    document, found = entries[1]
    refusals = [one.model_copy(update={"polarity": "negative"}) for one in found]
    acts = acts_of([(document, refusals), entries[3]])
    assert not [link for link in link_acts(acts) if link.kind == "sameStatementAs"]


def test_a_cluster_stands_for_all_tellings(acts: list[Act]) -> None:
    clusters = read_clusters(acts, link_acts(acts))
    assert sum(len(one.members) for one in clusters) == len(acts)
    assert sorted(len(one.members) for one in clusters)[-2:] == [3, 3]
    assert all(one.canonical == one.members[0] for one in clusters)


@given(st.permutations(range(4)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_documents_does_not_matter(order: list[int]) -> None:
    entries = summits()
    shuffled = acts_of([entries[place] for place in order])
    assert link_acts(shuffled) == link_acts(acts_of(entries))


@given(st.permutations(range(4)), st.integers(min_value=0, max_value=3))
@settings(max_examples=10, deadline=None)
def test_adding_again_and_removing_give_the_links_of_what_is_left(
    order: list[int], gone: int
) -> None:
    entries = summits()
    with Store.in_memory() as store:
        for place in [*order, order[0]]:
            store.add(*entries[place])
            relink(store)
        assert links_text(read_links(store)) == links_text(link_acts(acts_of(entries)))
        store.remove(entries[gone][0].name)
        left = link_acts(acts_of([one for at, one in enumerate(entries) if at != gone]))
        assert relink(store) == read_links(store) == left


def test_a_removed_document_leaves_no_link_behind() -> None:
    entries = summits()
    with Store.in_memory() as store:
        for document, found in entries:
            store.add(document, found)
        before = relink(store)
        store.remove("second-ja.txt")
        gone = {one.id for one in entries[2][1]}
        left = [one for one in before if not gone & {one.subject, one.object}]
        assert read_links(store) == left
        assert len(left) < len(before)
        assert not [
            quad
            for quad in store.engine.quads_for_pattern(None, None, None, None)
            if any(one in f"{quad.subject} {quad.object}" for one in gone)
        ]


def test_a_store_with_links_has_no_faults() -> None:
    with Store.in_memory() as store:
        for document, found in summits():
            store.add(document, found)
        assert relink(store)
        assert check_store(store) == []


def test_changes_between_summits_are_named(acts: list[Act]) -> None:
    before = [one for one in acts if one.date == "2022-05-23"]
    after = [one for one in acts if one.statement.doc == "second-en.txt"]
    kinds: dict[str, Any] = {
        (one.after or one.before).quote[:12]: one.kinds  # type: ignore[union-attr]
        for one in compare_acts(before, after)
    }
    assert kinds["They reaffir"] == ("reaffirmed",)
    assert kinds["They agreed "] == ("new",)
    assert kinds["The United S"] == ("dropped",)


def test_every_concept_has_words_in_every_language() -> None:
    assert len(read_concepts()) >= 400


def test_the_official_original_stands_for_the_act() -> None:
    entries = summits()
    (report, told), (japanese, its), (chinese, theirs) = entries[1:]
    treaty = chinese.model_copy(update={"genre": "joint statement"})
    statement = japanese.model_copy(update={"genre": "joint statement", "date": "2024-04-11"})
    acts = [
        *document_acts(report, told),
        *document_acts(statement, its),
        *document_acts(treaty, theirs),
    ]
    clusters = read_clusters(acts, link_acts(acts))
    docs = {act.statement.id: act.statement.doc for act in acts}
    # The Chinese translation is older by a day, the English report is an original: neither stands.
    assert {docs[one.canonical] for one in clusters if len(one.members) == 3} == {"second-ja.txt"}


def test_a_sidecar_says_what_is_translated() -> None:
    document, found = summits()[2]
    assert is_original(document, found[0])
    told = document.model_copy(update={"extra": {"translation_of": "second-en.txt"}})
    assert not is_original(told, found[0])
    assert is_original(document.model_copy(update={"extra": {"original": True}}), found[0])


def test_the_store_names_the_statement_that_stands_for_an_act() -> None:
    with Store.in_memory() as store:
        for document, found in summits():
            store.add(document, found)
        links = relink(store)
        known = read_canonicals(store)
        ends = {
            end
            for one in links
            if one.kind == "sameStatementAs" and one.state == "asserted"
            for end in (one.subject, one.object)
        }
        assert set(known) == ends
        assert all(known[one] == one for one in known.values())


def test_two_acts_of_one_document_are_not_joined_by_a_sentence_that_tells_of_both() -> None:
    first = entry(
        "report-en.txt",
        "en",
        "2024-04-10",
        ("They will invest $30 million in undersea cables for the pacific islands", BOTH),
        ("They will launch a clean energy partner programme", BOTH),
    )
    second = entry(
        "report-zh.txt",
        "zh-Hans",
        "2024-04-10",
        ("双方将向太平洋岛国的海底电缆投资3000万美元，并启动清洁能源伙伴计划", BOTH),
    )
    acts = acts_of([first, second])
    asserted = [one for one in link_acts(acts) if one.state == "asserted"]
    assert len(asserted) == 1
    assert max(len(one.members) for one in read_clusters(acts, asserted)) == 2


def test_a_headline_and_its_body_tell_of_one_act() -> None:
    text = (
        "Japan pledges 16 million dollars for undersea cables in the Pacific\n\n"
        "TOKYO. Japan will provide 16 million dollars for undersea cables that link the islands"
        " of the Pacific, the foreign minister said on Monday.\n"
    )
    document = Document(name="cables.txt", lang="en", date="2024-04-10", text=text)
    acts = document_acts(document, extract_statements(document))
    assert [act.statement.start == 0 for act in acts] == [True, False]
    assert [(one.kind, one.state) for one in link_acts(acts)] == [("sameStatementAs", "asserted")]


def test_a_word_names_one_concept_in_a_language() -> None:
    for lang in ("en", "zh", "ja"):
        words = [form for one in read_concepts().values() for form in getattr(one, lang)]
        assert sorted(words) == sorted(set(words))
