"""Questions to answers: filters to the edges that fit them, by date and place in the text."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from pydantic import Field

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.sparql import Answer, run_sparql
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import iri, strength_iri, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.folding import fold_chinese
from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import KINDS, Kind

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
_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Filters(Record):
    """What a question asks for; an empty field asks for everything.

    ``from_``, ``to`` and ``speaker`` are actor ids, ``topics`` topic ids (a wide topic includes
    its narrower ones), ``doc`` a document's name. Dates may be a year or a month. With
    ``members``, ``from_`` and ``to`` also match the groups an actor belonged to on the date.
    """

    from_: str | None = None
    to: str | None = None
    topics: tuple[str, ...] = ()
    kind: Kind | None = None
    since: str | None = Field(default=None, pattern=_DATE)
    until: str | None = Field(default=None, pattern=_DATE)
    min_strength: int | None = Field(default=None, ge=1, le=5)
    deadline_before: str | None = Field(default=None, pattern=_DATE)
    min_amount: float | None = None
    unit: str | None = None
    text: str | None = None
    doc: str | None = None
    speaker: str | None = None
    reaffirmed: bool | None = None
    members: bool = False


class Edge(Record):
    """One committer toward one recipient (or nobody named) by one statement.

    ``derived`` marks the edge between co-committers of a joint commitment, which the text does
    not name. ``date`` is that of the document.
    """

    committer: str
    recipient: str | None
    statement: Statement
    derived: bool = False
    date: str | None = None


@cache
def read_query(name: str) -> str:
    """Return the text of one of the queries of this package, such as ``statements``."""
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def find_actor(store: Store, name: str) -> str:
    """Return the id of an actor by any name of the register, or by a slug that the store has.

    Raises:
        QueryError: for an unknown name, with near ones.
    """
    try:
        return load_register().resolve(name)
    except QueryError:
        node = ox.NamedNode(iri(v.ACTOR, name)[1:-1])
        if next(iter(store.engine.quads_for_pattern(None, None, node, None)), None) is None:
            raise
        return name


def find_topics(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of topics by id or by label in any language, narrower ones included.

    Raises:
        QueryError: for an unknown topic, with near ones.
    """
    topics = read_labels()
    found: list[str] = []
    for name in names:
        if name.casefold() not in topics:
            hint = closest(name.casefold(), list(topics))
            msg = f"unknown topic {name!r}.{hint or ' Known: ' + ', '.join(v.read_topics())}"
            raise QueryError(msg)
        chosen = topics[name.casefold()]
        found += [one.id for one in v.read_topics().values() if chosen in (one.id, one.broader)]
    return tuple(dict.fromkeys(found))


@cache
def read_labels() -> dict[str, str]:
    """Return topic ids by their case-folded ids and labels."""
    topics = v.read_topics().values()
    labels = {label.casefold(): one.id for one in topics for label in one.labels.values()}
    return labels | {one.id: one.id for one in topics}


def find_statements(store: Store, filters: Filters, derived: bool = True) -> list[Edge]:
    """Return the edges that fit all filters, by date, document and place in it.

    Args:
        store: An open store.
        filters: What is asked for.
        derived: Whether co-committers of a joint commitment count as committed to each other.

    Raises:
        QueryError: for an unknown topic.
    """
    query = read_query("statements").replace(
        "#conditions", "\n".join(_conditions(filters, derived))
    )
    with engine_faults(store.path):
        rows = [
            (row["statement"].value, None if row["date"] is None else row["date"].value)
            for row in store.engine.query(query, prefixes=v.PREFIXES)  # type: ignore[union-attr]
        ]
        gone = {v.STATEMENT + one for one in store.withdrawn()}
        rows = [row for row in rows if row[0] not in gone]
        found = list(zip(store.read(address for address, _ in rows), rows, strict=True))
    edges = [edge for one, (_, date) in found for edge in statement_edges(one, date, derived)]
    return sorted((edge for edge in edges if _fitting(edge, filters)), key=_place)


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


@lru_cache(maxsize=4096)
def _groups(actor: str, date: str | None) -> frozenset[str]:
    register = load_register()
    return frozenset(one for one in register.actors if actor in register.members(one, date))


def _matching(actor: str | None, filters: Filters, date: str | None = None) -> set[str] | None:
    if actor is None:
        return None
    return {actor} | (_groups(actor, date) if filters.members else set())


def _values(variable: str, actors: set[str]) -> str:
    return f"VALUES {variable} {{ {' '.join(iri(v.ACTOR, one) for one in sorted(actors))} }}"


def _who(filters: Filters, derived: bool) -> Iterator[str]:
    sources, targets = _matching(filters.from_, filters), _matching(filters.to, filters)
    if sources is not None:
        yield _values("?from", sources) + " ?statement pg:committer ?from ."
    if targets is not None:
        to = _values("?to", targets)
        named, joint = "?statement pg:recipient ?to .", "?statement pg:committer ?to ."
        if sources is None:
            joint += " ?statement pg:committer ?other . FILTER(?other != ?to)"
        yield f"{{ {to} {named} }} UNION {{ {to} {joint} }}" if derived else f"{to} {named}"
    if filters.speaker is not None:
        yield f"?statement pg:speaker {iri(v.ACTOR, filters.speaker)} ."


def _one_of(predicate: str, variable: str, values: Iterable[str]) -> str:
    # A filter: VALUES would be joined by reading all statements of each value.
    return f"?statement {predicate} {variable} . FILTER({variable} IN ({', '.join(values)}))"


def _conditions(filters: Filters, derived: bool) -> Iterator[str]:
    if filters.text is not None:
        yield _quoting(filters.text)
    yield from _who(filters, derived)
    if filters.doc is not None:
        yield f"?document dcterms:identifier {text(filters.doc)} ."
    if filters.kind is not None:
        yield f"?statement a {iri(v.PG, filters.kind.capitalize())} ."
    if filters.topics:
        topics = [iri(v.PGT, one) for one in find_topics(filters.topics)]
        yield _one_of("dcterms:subject", "?topic", topics)
    if filters.reaffirmed is not None:
        yield f"?statement pg:reaffirmed {str(filters.reaffirmed).lower()} ."
    if filters.min_strength is not None:
        least = range(filters.min_strength, 6)
        firm = [strength_iri(kind, one) for kind in KINDS for one in least]
        yield _one_of("pg:strength", "?strength", firm)
    yield from _amounts(filters)
    yield from _dates(filters)


def _dates(filters: Filters) -> Iterator[str]:
    if filters.deadline_before is not None:
        day = text(filters.deadline_before)
        yield f"?statement pg:deadlineDay ?day . FILTER(STR(?day) < {day})"
    # A document known to be of 2024 may be of any of its months.
    if filters.since is not None:
        since = text(filters.since)
        yield f"FILTER(STR(?date) >= {since} || STRSTARTS({since}, STR(?date)))"
    if filters.until is not None:
        until = text(filters.until)
        yield f"FILTER(STR(?date) <= {until} || STRSTARTS(STR(?date), {until}))"
    dated = "?statement dcterms:date ?date ."
    yield dated if filters.since or filters.until else f"OPTIONAL {{ {dated} }}"


def _amounts(filters: Filters) -> Iterator[str]:
    if filters.min_amount is not None or filters.unit is not None:
        yield "?statement pg:amount ?amount . ?amount schema:value ?value ; schema:unitText ?unit ."
    if filters.min_amount is not None:
        yield f"FILTER(?value >= {filters.min_amount!r})"
    if filters.unit is not None:
        yield f"FILTER(?unit = {text(filters.unit)})"


def _quoting(words: str) -> str:
    # The words in both scripts: 承诺 also finds 承諾.
    import opencc

    forms = {
        words.lower(),
        fold_chinese(words).lower(),
        opencc.OpenCC("s2t").convert(words).lower(),
    }
    tests = " || ".join(f"CONTAINS(LCASE(?quote), {text(one)})" for one in sorted(forms))
    found = f"{{ SELECT ?words {{ ?words oa:exact ?quote . FILTER({tests}) }} }}"
    return f"{found} ?evidence oa:hasSelector ?words . ?statement pg:evidence ?evidence ."


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


def _fitting(edge: Edge, filters: Filters) -> bool:
    sources = _matching(filters.from_, filters, edge.date)
    targets = _matching(filters.to, filters, edge.date)
    return (sources is None or edge.committer in sources) and (
        targets is None or edge.recipient in targets
    )
