"""Assessments: who found what when, kept beside the documents, never invented."""

import pyoxigraph as ox
import pytest

from pledgegraph.graph.assessments import (
    OPEN,
    OVERDUE,
    add_assessment,
    find_standing,
    make_assessment,
    read_assessments,
)
from pledgegraph.graph.exports.selection import select_quads
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import nquads
from pledgegraph.graph.validation import check_store
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Assessment, Document, Statement
from tests.graph.conftest import make_statement
from tests.links.conftest import BOTH

TEXT = "Both sides will lay the cable by 2023. They call on others to help."


@pytest.fixture
def cable() -> tuple[Document, list[Statement]]:
    document = Document(name="cable.txt", lang="en", date="2022-05-23", text=TEXT)
    quotes = TEXT.split(". ")
    promise = make_statement(document, quotes[0], deadline="2023", **BOTH)
    call = make_statement(document, quotes[1].rstrip("."), kind="call", **BOTH)
    return document, [promise, call]


def found(statement: Statement, status: str, day: str) -> Assessment:
    return make_assessment(statement, status, day, "An analyst", "https://example.org/a", "laid")


def test_after_the_deadline_nothing_is_invented(cable: tuple[Document, list[Statement]]) -> None:
    promise, call = cable[1]
    assert find_standing(promise, [], "2024-01-01").status == OVERDUE
    assert find_standing(promise, [], "2023-12-31").status == OPEN
    assert find_standing(promise.model_copy(update={"deadline": None}), [], "2024").status is None
    assert find_standing(call, [], "2024-01-01").status is None


def test_the_latest_assessment_holds_and_all_are_kept(
    cable: tuple[Document, list[Statement]],
) -> None:
    promise = cable[1][0]
    told = [found(promise, "fulfilled", "2023-11"), found(promise, "in-progress", "2023-02-01")]
    standing = find_standing(promise, told, "2024-06-01")
    assert standing.status == "fulfilled"
    assert len(standing.assessments) == 2


def test_what_was_found_of_one_telling_holds_for_the_act(
    cable: tuple[Document, list[Statement]],
) -> None:
    promise = cable[1][0]
    other = promise.model_copy(update={"id": "f" * 16})
    told = [found(promise, "broken", "2023-11")]
    assert find_standing(other, told, "2024-06-01").status == OVERDUE
    assert find_standing(other, told, "2024-06-01", [promise.id]).status == "broken"


def test_an_assessment_survives_the_document(cable: tuple[Document, list[Statement]]) -> None:
    document, statements = cable
    one = found(statements[0], "fulfilled", "2023-11-30")
    with Store.in_memory() as store:
        store.add(document, statements)
        assert add_assessment(store, one)
        assert not add_assessment(store, one)
        assert read_assessments(store) == [one]
        store.remove(document.name)
        assert read_assessments(store) == [one]
        store.add(document, statements)
        assert read_assessments(store) == [one]
        assert check_store(store) == []
        told = nquads(select_quads(store, statements))
        assert '"An analyst"' in told
        assert "status-fulfilled" in told
        assert f"{one.recorded}" in told


def test_a_changed_text_keeps_its_assessments(cable: tuple[Document, list[Statement]]) -> None:
    document, statements = cable
    longer = document.model_copy(update={"text": "A line before.\n\n" + TEXT})
    moved = make_statement(longer, statements[0].quote, deadline="2023", **BOTH)
    assert moved.id != statements[0].id
    with Store.in_memory() as store:
        store.add(document, statements)
        add_assessment(store, found(statements[0], "lapsed", "2024-01-02"))
        store.add(longer, [moved])
        assert [one.statement for one in read_assessments(store)] == [moved.id]
        exported = nquads(select_quads(store, [moved]))
        assert f"assesses> <https://w3id.org/pledgegraph/statement/{moved.id}>" in exported


def test_an_assessment_can_be_asked_for_in_sparql(cable: tuple[Document, list[Statement]]) -> None:
    document, statements = cable
    with Store.in_memory() as store:
        store.add(document, statements)
        add_assessment(store, found(statements[0], "fulfilled", "2023-11-30"))
        question = """PREFIX pg: <https://w3id.org/pledgegraph/ns#>
            ASK { GRAPH ?g { ?a a pg:Assessment ; pg:assesses ?s }
                  GRAPH ?d { ?s a pg:Commitment } }"""
        assert bool(store.engine.query(question))
        node = ox.NamedNode("https://w3id.org/pledgegraph/graph/assessments")
        assert len(list(store.engine.quads_for_pattern(None, None, None, node))) == 10


@pytest.mark.parametrize(
    ("place", "status", "day", "hint"),
    [
        (1, "fulfilled", "2023-11-30", "is a call"),
        (0, "fulfiled", "2023-11-30", "fulfilled"),
        (0, "fulfilled", "30.11.2023", "is no date"),
        (0, "fulfilled", "2999-01-01", "lies ahead"),
    ],
)
def test_bad_assessments_are_refused_with_what_would_be_right(
    cable: tuple[Document, list[Statement]], place: int, status: str, day: str, hint: str
) -> None:
    with pytest.raises(QueryError, match=hint):
        found(cable[1][place], status, day)
