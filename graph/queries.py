"""Questions to answers: filters to the edges that fit them, by date and place in the text."""

from functools import cache
from pathlib import Path
from typing import Final

from pledgegraph.graph.acts import find_allowed
from pledgegraph.graph.conditions import Filters, find_topics, is_fitting, patterns
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.sparql import Answer, run_sparql
from pledgegraph.graph.triples import iri, local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.register import load_register

__all__ = [
    "Answer",
    "Edge",
    "Filters",
    "find_actor",
    "find_statements",
    "find_topics",
    "read_query",
    "run_sparql",
    "statement_edges",
]

FOLDER: Final = Path(__file__).parent / "queries"


class Edge(Record):
    """One committer toward one recipient (or nobody named) by one statement.

    ``derived`` marks the edge between co-committers of a joint commitment, which the text does
    not name. ``date`` is that of the document, ``sources`` the number of documents that tell the
    act, where the edge stands for all of them.
    """

    committer: str
    recipient: str | None
    statement: Statement
    derived: bool = False
    date: str | None = None
    sources: int = 1


@cache
def read_query(name: str) -> str:
    """Return the text of one of the queries of this package, such as ``statements``."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def find_actor(store: StoreReader, name: str) -> str:
    """Return the id of an actor by any name of the register, or by a slug that the store has.

    Raises:
        QueryError: for an unknown name, with near ones.
    """
    try:
        return load_register().resolve(name)
    except QueryError:
        if not store.source.ask(f"ASK {{ GRAPH ?g {{ ?s ?p {iri(v.ACTOR, name)} }} }}"):
            raise
        return name


def find_statements(store: StoreReader, filters: Filters, derived: bool = True) -> list[Edge]:
    """Return the edges that fit all filters, by date, document and place in it.

    Args:
        store: An open store.
        filters: What is asked for.
        derived: Whether co-committers of a joint commitment count as committed to each other.

    Raises:
        QueryError: for an unknown topic.
    """
    quoting = None if filters.text is None else store.quoting(filters.text)
    conditions = "\n".join(patterns(filters, derived, quoting))
    query = read_query("statements").replace("#conditions", conditions)
    gone = {v.STATEMENT + one for one in store.withdrawn()}
    dates = [row for row in dict.fromkeys(store.source.select(query)) if row[0] not in gone]
    allowed = find_allowed(store, filters)
    if allowed is not None:
        dates = [row for row in dates if local_name(row[0] or "", v.STATEMENT) in allowed]
    found = store.read(address for address, _ in dates if address is not None)
    edges = [
        edge
        for one, (_, date) in zip(found, dates, strict=True)
        for edge in statement_edges(one, date, derived)
        if is_fitting(edge.committer, edge.recipient, date, filters)
    ]
    return sorted(edges, key=_place)


def _place(edge: Edge) -> tuple[str, str, int, int, str, str, str]:
    one = edge.statement
    return (
        edge.date or "",
        one.doc,
        one.start,
        one.end,
        one.id,
        edge.committer,
        edge.recipient or "",
    )


def statement_edges(one: Statement, date: str | None, derived: bool = True) -> list[Edge]:
    """Return the edges of one statement.

    A commitment of several committers also commits them to each other: those edges are derived.
    An edge to nobody stands for a committer that has no other edge.

    Args:
        one: A statement.
        date: Date of its document.
        derived: Whether to return derived edges.
    """
    edges = []
    joint = derived and one.kind == "commitment"
    for committer in one.committers:
        named = [actor for actor in one.recipients if actor != committer]
        others = [a for a in one.committers if a not in (committer, *named)] if joint else []
        ends: list[tuple[str | None, bool]] = [(actor, False) for actor in named]
        ends += [(actor, True) for actor in others]
        edges += [
            Edge(committer=committer, recipient=end, statement=one, derived=marked, date=date)
            for end, marked in ends or [(None, False)]
        ]
    return edges
