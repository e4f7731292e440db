from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgegraph.graph.reading import read_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import decimal, last_day, nquads, statement_quads
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import (
    Amount,
    Call,
    Commitment,
    Document,
    Statement,
    Voice,
    statement_id,
)
from pledgegraph.ontology.values import LANGS

words = st.text(max_size=12)
actors = st.sampled_from(["JPN", "USA", "NATO", "joe-biden", "名前", "a/b c"])
groups = st.sets(actors, max_size=3).map(lambda found: tuple(sorted(found)))
dates = st.sampled_from([None, "2024", "2024-02", "2024-02-29", "2023-02-29", "2024-13", "0000"])
amounts = st.builds(
    Amount,
    value=st.floats(allow_nan=False, allow_infinity=False),
    unit=st.sampled_from(["USD", "%GDP", "persons", "隻"]),
)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    before, quote, after = draw(words), draw(st.text(min_size=1, max_size=12)), draw(words)
    document = Document(
        name=draw(st.text(min_size=1, max_size=8)),
        text=before + quote + after,
        lang=draw(st.sampled_from(LANGS)),
        title=draw(st.none() | words),
        publisher=draw(st.none() | words),
        date=draw(dates),
        url=draw(st.none() | words),
        genre=draw(st.none() | words),
        parties=draw(groups),
        extra=draw(st.dictionaries(words, words | st.booleans() | st.integers(), max_size=2)),
    )
    kind = draw(st.sampled_from([Commitment, Call]))
    start, committers = len(before), draw(groups.filter(len))
    fields: dict[str, Any] = {
        "id": statement_id(document.digest, start, start + len(quote), "commitment", committers),
        "doc": document.name,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "committers": committers,
        "recipients": draw(groups),
        "recipients_optional": draw(groups),
        "strength": draw(st.integers(1, 5)),
        "polarity": draw(st.sampled_from(["positive", "negative"])),
        "reaffirmed": draw(st.booleans()),
        "deadline": draw(dates),
        "amount": draw(st.none() | amounts),
        "speaker": draw(st.none() | actors),
        "lang": draw(st.sampled_from(LANGS)),
        "cue": draw(words),
        "action": draw(words),
        "condition": draw(st.none() | words),
        "instrument": draw(st.none() | words),
        "topics": tuple(sorted(draw(st.sets(st.sampled_from(["cyber", "space", "x-y"]))))),
        "attribution": tuple(
            Voice(actor=draw(actors), role=draw(st.sampled_from(["publisher", "principal"])))
            for _ in range(draw(st.integers(0, 3)))
        ),
        "confidence": draw(st.floats(0, 1)),
        "extractor": draw(words),
        "rule": draw(words),
    }
    return document, [kind(**fields)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(entries())
def test_documents_and_statements_come_back_from_the_store_without_loss(
    entry: tuple[Document, list[Statement]],
) -> None:
    document, statements = entry
    with Store.in_memory() as store:
        store._known_fresh = True  # the register has no part in this and takes long to load
        store.add(document, statements)
        assert store.document(document.name) == document
        assert list(store.statements()) == statements


def test_statements_come_back_from_an_rdf_file(entries: Any) -> None:
    for document, statements in entries:
        lines = nquads((s, p, o, "") for s, p, o, _ in statement_quads(document, statements))
        data = rdflib.Graph().parse(data=lines, format="nt")
        triples = ((str(s), str(p), str(o)) for s, p, o in data)
        assert read_statements(triples) == statements


def test_every_graph_is_named_like_its_document_and_has_ascii_iris_only(entries: Any) -> None:
    for document, statements in entries:
        for quad in statement_quads(document, statements):
            assert quad[3] == f"<{v.DOCUMENT}{document.digest[:16]}>"
            assert all(term.isascii() for term in quad if term.startswith("<"))
            assert not any(term.startswith("_:") for term in quad)


def test_every_term_of_ours_in_the_triples_is_declared(entries: Any) -> None:
    known = rdflib.Graph().parse(v.VOCABULARY_FILE).parse(v.TOPICS_FILE)
    for document, statements in entries:
        for quad in statement_quads(document, statements):
            for term in quad:
                if term.startswith((f"<{v.PG}", f"<{v.PGV}", f"<{v.PGT}")):
                    assert (rdflib.URIRef(term[1:-1]), None, None) in known, term


def test_a_statement_of_another_document_is_refused(entries: Any) -> None:
    with pytest.raises(GraphError, match="add it there"):
        statement_quads(entries[0][0], entries[1][1])


def test_a_statement_that_does_not_quote_its_document_is_refused(entries: Any) -> None:
    document, statements = entries[0]
    moved = statements[0].model_copy(update={"start": 1, "end": 1 + len(statements[0].quote)})
    with pytest.raises(GraphError, match="does not quote"):
        statement_quads(document, [moved])


def test_an_infinite_amount_is_refused() -> None:
    with pytest.raises(GraphError, match="no finite number"):
        decimal(float("inf"))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2027", "2027-12-31"),
        ("2024-02", "2024-02-29"),
        ("2023-05-19", "2023-05-19"),
        ("2023-02-29", None),
        ("2023-13", None),
    ],
)
def test_a_deadline_ends_on_its_last_day(written: str, day: str | None) -> None:
    assert last_day(written) == day
