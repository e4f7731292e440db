"""Commitments to what became of them: dated assessments, kept apart from the documents.

They have their own graph, so that adding a document again or removing it loses none of them.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.reading import Node
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import A, Quad, date, iri, last_day, local_name, nquads, text, typed
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.records import Assessment, Record, Statement, assessment_id
from pledgegraph.ontology.values import STATUSES, Status

OVERDUE: Final = "overdue, unverified"
OPEN: Final = "open"
_GRAPH: Final = ox.NamedNode(v.ASSESSMENTS_GRAPH)
_PARTS: Final = {
    "status": v.PG + "status",
    "date": v.DCTERMS + "date",
    "by": v.DC + "creator",
    "recorded": v.DCTERMS + "created",
    "source": v.DCTERMS + "source",
    "note": v.DCTERMS + "description",
    "doc": v.DCTERMS + "isPartOf",
    "quote": v.OA + "exact",
}


class Standing(Record):
    """How a commitment stands on a day: as last assessed, or by its deadline alone.

    ``status`` is one of the five, ``overdue, unverified`` after a deadline without an assessment,
    ``open`` before it, or None where neither is known; nothing is ever judged without a person.
    """

    status: str | None
    assessments: tuple[Assessment, ...] = ()


def read_status(word: str) -> Status:
    """Return a status by its name.

    Raises:
        QueryError: for an unknown one, with near ones.
    """
    for status in STATUSES:
        if status == word.strip().casefold().replace(" ", "-"):
            return status
    hint = closest(word, STATUSES)
    msg = f"unknown status {word!r}; one of {', '.join(STATUSES)}.{hint}"
    raise QueryError(msg)


def make_assessment(
    statement: Statement,
    status: str,
    day: str,
    by: str,
    source: str | None = None,
    note: str | None = None,
) -> Assessment:
    """Return an assessment of a commitment, recorded now.

    Args:
        statement: The commitment.
        status: One of the five.
        day: The day it holds for; a year or a month will do.
        by: Who found it.
        source: Where it stands: an address or a name.
        note: In words.

    Raises:
        QueryError: for a call, an unknown status, a day that is none or lies ahead.
    """
    if statement.kind != "commitment":
        msg = f"{statement.id}: is a {statement.kind}; only what an actor commits itself to is kept"
        raise QueryError(msg)
    if last_day(day) is None:
        msg = f"--date {day!r}: is no date; write 2024-04-11, 2024-04 or 2024"
        raise QueryError(msg)
    now = dt.datetime.now(dt.UTC)
    if day > now.date().isoformat():
        msg = f"--date {day}: lies ahead; an assessment tells what was found by today"
        raise QueryError(msg)
    found = read_status(status)
    told = f"{source or ''}\n{note or ''}"
    return Assessment(
        id=assessment_id(statement.id, found, day, by, told),
        statement=statement.id,
        status=found,
        date=day,
        by=by,
        recorded=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        source=source,
        note=note,
        doc=statement.doc,
        quote=statement.quote,
    )


def add_assessment(store: Store, one: Assessment) -> bool:
    """Put an assessment in; False where the same one is known, which then stays as it was."""
    node = ox.NamedNode(iri(v.ASSESSMENT, one.id)[1:-1])
    with engine_faults(store.path):
        if next(iter(store.engine.quads_for_pattern(node, None, None, _GRAPH)), None) is not None:
            return False
        quads = nquads(assessment_quads([one])).encode()
        store.engine.load(quads, format=ox.RdfFormat.N_QUADS)
    store.flush()
    return True


def assessment_quads(assessments: Iterable[Assessment]) -> list[Quad]:
    """Return the quads of assessments."""
    graph = iri(v.ASSESSMENTS_GRAPH)
    quads: list[Quad] = []
    for one in assessments:
        node = iri(v.ASSESSMENT, one.id)
        pairs = [
            (A, iri(v.PG, "Assessment")),
            (iri(v.PG, "assesses"), iri(v.STATEMENT, one.statement)),
            (iri(v.PG, "status"), iri(v.PGV, f"status-{one.status}")),
            (iri(v.DCTERMS, "date"), date(one.date)),
            (iri(v.DC, "creator"), text(one.by)),
            (iri(v.DCTERMS, "created"), typed(one.recorded, "dateTime")),
            (iri(v.DCTERMS, "isPartOf"), text(one.doc)),
            (iri(v.OA, "exact"), text(one.quote)),
        ]
        pairs += [(iri(v.DCTERMS, "source"), text(one.source))] if one.source else []
        pairs += [(iri(v.DCTERMS, "description"), text(one.note))] if one.note else []
        quads += [(node, predicate, value, graph) for predicate, value in pairs]
    return quads


def read_assessments(store: StoreReader) -> list[Assessment]:
    """Return all assessments, by date; a commitment that has got another id is found by quote."""
    nodes = store.source.nodes(one for _, one, _ in store.source.pairs(v.PG + "assesses"))
    found = [_read(address, node) for address, node in nodes.items()]
    homes = store.source.nodes({v.STATEMENT + one.statement for one in found})
    told = [
        one if v.STATEMENT + one.statement in homes else _found_again(store, one) for one in found
    ]
    return sorted(told, key=lambda one: (one.date, one.recorded, one.id))


def _read(address: str, node: Node) -> Assessment:
    parts = {field: node[part][0] for field, part in _PARTS.items() if part in node}
    parts["status"] = local_name(parts["status"], v.PGV).removeprefix("status-")
    statement = local_name(node[v.PG + "assesses"][0], v.STATEMENT)
    known = {"id": local_name(address, v.ASSESSMENT), "statement": statement}
    return Assessment.model_validate({**known, **parts})


def _found_again(store: StoreReader, one: Assessment) -> Assessment:
    if one.doc not in {entry.name for entry in store.documents()}:
        return one
    heirs = [told.id for told in store.statements(one.doc) if told.quote == one.quote]
    return one.model_copy(update={"statement": heirs[0]}) if len(heirs) == 1 else one


def find_standing(
    statement: Statement, assessments: Iterable[Assessment], today: str, same: Iterable[str] = ()
) -> Standing:
    """Return how a commitment stands.

    Args:
        statement: The commitment; a call has no standing.
        assessments: Assessments, of others too.
        today: The day it is asked for, ``YYYY-MM-DD``.
        same: Ids of other tellings of the act: what was found of one holds for all.
    """
    ids = {statement.id, *same}
    own = tuple(one for one in assessments if one.statement in ids)
    if statement.kind != "commitment":
        return Standing(status=None)
    if own:
        last = max(own, key=lambda one: (last_day(one.date) or "", one.recorded, one.id))
        return Standing(status=last.status, assessments=own)
    day = last_day(statement.deadline) if statement.deadline else None
    if day is None:
        return Standing(status=None)
    return Standing(status=OVERDUE if day < today else OPEN)
