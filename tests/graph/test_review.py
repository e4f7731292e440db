"""Decisions of people: kept whole, put into effect, found again after a changed extraction."""

import json
import multiprocessing
import random
from pathlib import Path
from typing import Any

import pytest
import rdflib

from pledgegraph.extract.evaluation import evaluate_gold
from pledgegraph.graph.exports import export_text
from pledgegraph.graph.links.linked import read_links, relink
from pledgegraph.graph.pages.offsets import Ruler
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.review.applied import put_reviews, read_reviews, review_links
from pledgegraph.graph.review.decisions import (
    Decision,
    append_decisions,
    decide,
    read_decisions,
    undo,
)
from pledgegraph.graph.review.gold import write_gold
from pledgegraph.graph.review.label_studio import (
    added_spans,
    read_tasks,
    task_decisions,
    tasks_text,
)
from pledgegraph.graph.review.queue import links_to_review, statements_to_review
from pledgegraph.graph.review.weighing import apply_edit, weigh
from pledgegraph.graph.store import Store
from pledgegraph.graph.validation import check_file
from pledgegraph.graph.verification import verify_store
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.records import Document, Link, Statement
from tests.graph.conftest import Entry, english, make_statement


def filled() -> tuple[Store, Document, list[Statement]]:
    store = Store.in_memory()
    document, statements = english()
    store.add(document, statements)
    return store, document, statements


def ids(store: Store, **filters: Any) -> set[str]:
    return {edge.statement.id for edge in find_statements(store, Filters(**filters))}


def test_a_rejected_statement_leaves_the_answers_and_nothing_else() -> None:
    store, _, statements = filled()
    effect = put_reviews(store, [decide(statements[0], "rejected", "ana", why="a joke")])
    assert (effect.withdrawn, effect.lost) == (1, ())
    assert ids(store) == {one.id for one in statements[1:]}
    assert store.statement(statements[0].id) == statements[0]
    assert verify_store(store) == []


def test_a_corrected_statement_answers_in_place_of_the_extracted_one() -> None:
    store, _, statements = filled()
    changes = {"committers": ["KOR"], "strength": 2, "deadline": "2030"}
    put_reviews(store, [decide(statements[0], "edited", "ana", changes=changes)])
    (edge,) = find_statements(store, Filters(from_="KOR"))
    made = edge.statement
    assert (made.strength, made.deadline, made.quote) == (2, "2030", statements[0].quote)
    assert made.id != statements[0].id
    assert made.extractor == "review"
    assert statements[0].id not in ids(store)
    assert made.id in ids(store, min_strength=2, deadline_before="2031")
    turtle = export_text(store, "turtle", [edge])
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    (review,) = graph.objects(None, prov.wasGeneratedBy)
    assert str(graph.value(review, prov.endedAtTime)).startswith("20")
    assert "ana" in turtle


def test_an_undone_decision_counts_no_more() -> None:
    store, _, statements = filled()
    first = decide(statements[0], "rejected", "ana", when="2026-01-01T00:00:00Z")
    put_reviews(store, [first])
    put_reviews(store, [undo(first, "bo")])
    assert statements[0].id in ids(store)
    assert len(read_reviews(store)) == 2


def test_the_latest_decision_holds_in_any_order_of_lines() -> None:
    _, _, statements = filled()
    one = statements[0]
    made = [
        decide(one, "rejected", "ana", when="2026-01-01T00:00:00Z"),
        decide(one, "noted", "bo", why="hm", when="2026-01-02T00:00:00Z"),
        decide(one, "accepted", "cy", when="2026-01-03T00:00:00Z"),
    ]
    for _ in range(5):
        random.Random(1).shuffle(made)
        standing = weigh([*made, *made])[one.id]
        assert standing.verdict == "accepted"
        assert standing.notes == ("hm",)


def test_decisions_survive_a_changed_extraction() -> None:
    store, document, statements = filled()
    one = statements[1]
    made = [
        decide(one, "rejected", "ana"),
        decide(statements[0], "edited", "ana", changes={"strength": 1}),
    ]
    put_reviews(store, made)
    # Another grammar finds the same words with other committers: every id changes.
    changed = [
        make_statement(document, s.quote, committers=("CAN",), kind=s.kind, strength=s.strength)
        for s in statements
    ]
    store.add(document, changed)
    effect = put_reviews(store, [])
    assert effect.lost == ()
    left = ids(store)
    assert not left & {changed[0].id, changed[1].id}
    assert {e.statement.strength for e in find_statements(store, Filters(from_="CAN"))} >= {1}


def test_a_decision_without_its_sentence_is_told_and_kept() -> None:
    store, document, statements = filled()
    put_reviews(store, [decide(statements[0], "rejected", "ana")])
    store.add(document, statements[1:])
    effect = put_reviews(store, [])
    assert [one.quote for one in effect.lost] == [statements[0].quote]
    store.add(document, statements)
    assert put_reviews(store, []).lost == ()
    assert statements[0].id not in ids(store)


def test_decisions_come_back_from_the_store_as_they_were() -> None:
    store, _, statements = filled()
    made = [
        decide(
            statements[0], "edited", "Ōta 太田", changes={"recipients": ["UKR"]}, why='"why"\n?'
        ),
        decide(statements[1], "duplicate", "bo", of=statements[0].id),
        decide(statements[2], "noted", "bo", why="later"),
    ]
    put_reviews(store, made)
    assert {one.id: one for one in read_reviews(store)} == {one.id: one for one in made}


def test_the_reviewed_store_passes_the_shapes(tmp_path: Path) -> None:
    store, _, statements = filled()
    made = [
        decide(statements[0], "edited", "ana", changes={"strength": 3}),
        decide(statements[1], "accepted", "bo"),
    ]
    put_reviews(store, made)
    file = tmp_path / "graph.ttl"
    file.write_text(export_text(store, "turtle", find_statements(store, Filters())), "utf-8")
    assert "pg:Review" in file.read_text("utf-8")
    assert check_file(file) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"strength": 9}, "strength"),
        ({"quote": "not in the text"}, "has no words"),
        ({"id": "x"}, "cannot be edited"),
        ({"deadline": "soon"}, "deadline"),
    ],
)
def test_an_edit_that_does_not_fit_says_why(changes: dict[str, Any], told: str) -> None:
    _, document, statements = filled()
    with pytest.raises(QueryError, match=told):
        apply_edit(statements[0], document, changes, "m")


def test_a_changed_quote_stands_in_the_text() -> None:
    _, document, statements = filled()
    made = apply_edit(statements[0], document, {"quote": "defend Japan"}, "m")
    assert document.text[made.start : made.end] == "defend Japan"


class TestFile:
    def test_lines_are_added_once(self, tmp_path: Path) -> None:
        _, _, statements = filled()
        file = tmp_path / "decisions.jsonl"
        made = [decide(one, "accepted", "ana") for one in statements]
        assert append_decisions(file, made) == len(made)
        assert append_decisions(file, made) == 0
        assert {one.id for one in read_decisions(file)} == {one.id for one in made}

    def test_a_line_cut_by_a_kill_is_told_and_costs_only_itself(self, tmp_path: Path) -> None:
        _, _, statements = filled()
        file = tmp_path / "decisions.jsonl"
        append_decisions(file, [decide(statements[0], "accepted", "ana")])
        with file.open("a") as out:
            out.write('{"id": "12')
        with pytest.raises(GraphError, match=r"decisions\.jsonl:2: no JSON"):
            read_decisions(file)

    def test_a_file_without_a_last_line_end_is_gone_on_with(self, tmp_path: Path) -> None:
        _, _, statements = filled()
        file = tmp_path / "decisions.jsonl"
        append_decisions(file, [decide(statements[0], "accepted", "ana")])
        file.write_text(file.read_text("utf-8").rstrip("\n"), encoding="utf-8")
        append_decisions(file, [decide(statements[1], "accepted", "ana")])
        assert len(read_decisions(file)) == 2

    def test_marks_of_a_merge_are_told(self, tmp_path: Path) -> None:
        file = tmp_path / "decisions.jsonl"
        file.write_text("<<<<<<< HEAD\n=======\n>>>>>>> theirs\n", encoding="utf-8")
        with pytest.raises(GraphError, match="unfinished merge"):
            read_decisions(file)

    def test_two_copies_that_grew_apart_merge_by_their_lines(self, tmp_path: Path) -> None:
        _, _, statements = filled()
        mine, theirs, both = (tmp_path / name for name in ("a", "b", "c"))
        append_decisions(mine, [decide(statements[0], "accepted", "ana")])
        append_decisions(theirs, [decide(statements[1], "rejected", "bo")])
        lines = theirs.read_text("utf-8") + mine.read_text("utf-8") + theirs.read_text("utf-8")
        both.write_text(lines, encoding="utf-8")
        assert [one.by for one in read_decisions(both)] == ["ana", "bo"] or len(
            read_decisions(both)
        ) == 2

    def test_two_writers_lose_nothing(self, tmp_path: Path) -> None:
        file = tmp_path / "decisions.jsonl"
        context = multiprocessing.get_context("spawn")
        writers = [context.Process(target=write_many, args=(file, name)) for name in "ab"]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert len(read_decisions(file)) == 40


def write_many(file: Path, name: str) -> None:
    _, _, statements = filled()
    for number in range(20):
        append_decisions(file, [decide(statements[0], "noted", name, why=str(number))])


def linked() -> tuple[Store, Link]:
    store = Store.in_memory()
    words = "日本將在2027年前向烏克蘭提供47億美元的人道援助"
    for name, date in (("a.txt", "2024-04-10"), ("b.txt", "2024-04-11")):
        document = Document(name=name, text=f"{words}。{name}", lang="zh-Hant", date=date)
        store.add(document, [make_statement(document, words, recipients=("UKR",))])
    relink(store)
    (link, *_) = read_links(store)
    return store, link


def ends_of(store: Store, link: Link) -> tuple[Statement, Statement]:
    return store.statement(link.subject), store.statement(link.object)


def test_a_rejected_link_is_gone_and_stays_gone() -> None:
    store, link = linked()
    put_reviews(store, [decide(link, "rejected", "ana", ends=ends_of(store, link))])
    assert link.id not in {one.id for one in read_links(store)}
    review_links(store)
    assert link.id not in {one.id for one in read_links(store)}


def test_an_accepted_link_is_asserted_until_that_is_undone() -> None:
    store, link = linked()
    assert all(one.state == "possible" for one, _, _ in links_to_review(store, {}))
    made = decide(link, "accepted", "ana", ends=ends_of(store, link))
    put_reviews(store, [made])
    assert {one.id: one.state for one in read_links(store)}[link.id] == "asserted"
    put_reviews(store, [undo(made, "ana")])
    review_links(store)
    assert {one.id: one.state for one in read_links(store)}[link.id] == link.state


def test_the_least_sure_comes_first_and_what_is_decided_not_at_all() -> None:
    store, _, statements = filled()
    edges = find_statements(store, Filters())
    waiting = statements_to_review(edges, {})
    assert [one.confidence for one in waiting] == sorted(one.confidence for one in waiting)
    standings = weigh([decide(statements[0], "accepted", "ana")])
    assert statements[0].id not in {one.id for one in statements_to_review(edges, standings)}
    again = statements_to_review(edges, standings, again=True)
    assert statements[0].id in {one.id for one in again}


def test_a_document_decided_to_the_end_is_gold(tmp_path: Path) -> None:
    store, document, statements = filled()
    put_reviews(store, [decide(statements[0], "accepted", "ana")])
    first = write_gold(store, weigh(read_reviews(store)), tmp_path / "gold")
    assert (first.documents, first.undecided) == (0, (document.name,))
    rest = [decide(one, "rejected", "ana") for one in statements[1:]]
    put_reviews(store, rest)
    written = write_gold(store, weigh(read_reviews(store)), tmp_path / "gold")
    assert (written.documents, written.statements) == (1, 1)
    results = evaluate_gold(tmp_path / "gold")
    assert len(list(results)) == 1


def annotated(text: str, change: Any) -> list[dict[str, Any]]:
    """The tasks as Label Studio gives them back, with its result changed by hand."""
    tasks = read_tasks(text, "t")
    for task in tasks:
        result = json.loads(json.dumps(task["predictions"][0]["result"]))
        task["annotations"] = [
            {
                "result": change(result),
                "completed_by": {"email": "bo@example.org"},
                "updated_at": "2026-03-04T05:06:07.8Z",
            }
        ]
    return tasks


def label_studio() -> tuple[Store, list[Statement], str]:
    store = Store.in_memory()
    document = Document(
        name="a.txt", text="😀 Japan will help Kenya. Ghana will help Togo.", lang="en", date="2024"
    )
    statements = [
        make_statement(document, "Japan will help Kenya", recipients=("KEN",)),
        make_statement(document, "Ghana will help Togo", committers=("GHA",)),
    ]
    store.add(document, statements)
    return store, statements, tasks_text({document.name: document}, statements)


def test_tasks_count_as_a_browser_does() -> None:
    store, statements, text = label_studio()
    (task,) = read_tasks(text, "t")
    units = Ruler(store.document("a.txt").text)
    span = task["predictions"][0]["result"][0]["value"]
    assert span["start"] == units.units(statements[0].start) == statements[0].start + 1


def test_what_comes_back_from_label_studio_decides() -> None:
    store, statements, text = label_studio()

    def change(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kept = [one for one in result if one["id"] == statements[0].id]
        for one in kept:
            if one["from_name"] == "strength":
                one["value"]["rating"] = 1
        place = {"start": 3, "end": 8, "text": "Japan"}
        new = {"id": "new", "type": "labels", "from_name": "kind", "to_name": "text"}
        return [*kept, new | {"value": place | {"labels": ["call"]}}]

    tasks = annotated(text, change)
    made = {one.target: one for one in task_decisions(store, tasks, "ana")}
    assert made[statements[0].id].verdict == "edited"
    assert made[statements[0].id].changes == {"strength": 1}
    assert made[statements[1].id].verdict == "rejected"
    assert {one.by for one in made.values()} == {"label-studio:bo@example.org"}
    assert added_spans(tasks) == 1


def test_tasks_unchanged_are_accepted_and_again_the_same_decisions() -> None:
    store, statements, text = label_studio()
    made = task_decisions(store, annotated(text, lambda result: result), "ana")
    assert [one.verdict for one in made] == ["accepted", "accepted"]
    assert made == task_decisions(store, annotated(text, lambda result: result), "ana")
    assert task_decisions(store, read_tasks(text, "t"), "ana") == []
    assert len(statements) == 2


def test_a_moved_span_is_a_changed_quote() -> None:
    store, statements, text = label_studio()

    def shorter(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for one in result:
            if one["id"] == statements[0].id:
                one["value"]["end"] -= len(" Kenya")
        return result

    made = task_decisions(store, annotated(text, shorter), "ana")
    assert made[0].changes == {"quote": "Japan will help"} or made[1].changes == {
        "quote": "Japan will help"
    }


@pytest.mark.parametrize("text", ["{", '{"a": 1}', '[{"data": {}}]', "[1]"])
def test_what_is_no_export_is_told(text: str) -> None:
    with pytest.raises(GraphError, match=r"x\.json"):
        read_tasks(text, "x.json")


def test_nobody_decides_nothing() -> None:
    _, _, statements = filled()
    with pytest.raises(QueryError, match="--by"):
        decide(statements[0], "accepted", "  ")
    with pytest.raises(QueryError, match="field to change"):
        decide(statements[0], "edited", "ana")
    with pytest.raises(QueryError, match="another statement"):
        decide(statements[0], "duplicate", "ana", of=statements[0].id)
    assert isinstance(decide(statements[0], "accepted", "ana"), Decision)
    entry: Entry = english()
    assert entry[0].name
