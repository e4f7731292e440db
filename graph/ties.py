"""Filters to the light edges of a network: who toward whom, without reading whole statements."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final, NamedTuple, cast

from pledgegraph.graph.acts import find_allowed
from pledgegraph.graph.conditions import Filters, is_fitting, patterns
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.source import Source
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.values import Kind


class Tie(NamedTuple):
    """One committer toward one recipient (or nobody named): what an edge needs, no words.

    ``statement`` is the statement's id, ``doc`` the name of its document; ``joint`` tells that
    it has several committers, ``derived`` that the text does not name this edge.
    """

    committer: str
    recipient: str | None
    statement: str
    kind: Kind
    strength: int
    date: str | None
    doc: str
    joint: bool
    derived: bool


class _Ends(NamedTuple):
    graph: str
    strength: str
    committers: list[str]
    recipients: list[str]


def find_ties(store: StoreReader, filters: Filters, derived: bool = True) -> list[Tie]:
    """Return the edges that fit all filters, without their words, in no particular order.

    Args:
        store: An open store.
        filters: What is asked for.
        derived: Whether co-committers of a joint commitment count as committed to each other.

    Raises:
        QueryError: for an unknown topic.
    """
    everything = filters == Filters()
    with _uncollected():
        ends = _all(store.source) if everything else _chosen(store, filters, derived)
        documents = {graph: (name, date) for graph, name, date in store.source.select(_DOCUMENTS)}
        for gone in store.withdrawn():
            ends.pop(v.STATEMENT + gone, None)
        allowed = find_allowed(store, filters)
        if allowed is not None:
            start = len(v.STATEMENT)
            ends = {one: told for one, told in ends.items() if one[start:] in allowed}
        ties = _ties(ends, documents, derived)
        if filters.from_ is None and filters.to is None:
            return list(ties)
        return [one for one in ties if is_fitting(one.committer, one.recipient, one.date, filters)]


_DOCUMENTS: Final = """SELECT ?document ?name ?date { GRAPH ?document {
  ?document dcterms:identifier ?name OPTIONAL { ?document dcterms:date ?date } } }"""
_CHOSEN: Final = """SELECT DISTINCT ?document ?statement ?who ?whom ?firm { GRAPH ?graph {
  #patterns
  ?statement pg:statedIn ?document ; pg:committer ?who ; pg:strength ?firm .
  OPTIONAL { ?statement pg:recipient ?whom } } }"""

_CORRECTED: Final = (
    f"SELECT ?statement ?document {{ GRAPH <{v.REVIEWS_GRAPH}> {{"
    " ?statement pg:statedIn ?document } }"
)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's collector from walking all the rows again and again while they grow."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _all(source: Source) -> dict[str, _Ends]:
    # Three indexes read through are quicker than one join.
    strengths = {statement: firm for _, statement, firm in source.pairs(v.PG + "strength")}
    rows = source.select(_CORRECTED)
    corrected = {statement: document or "" for statement, document in rows}
    ends: dict[str, _Ends] = {}
    for graph, statement, actor in source.pairs(v.PG + "committer"):
        if statement in ends:
            ends[statement].committers.append(actor)
        else:
            home = corrected[statement] if graph == v.REVIEWS_GRAPH else graph
            ends[statement] = _Ends(home, strengths[statement], [actor], [])
    for _, statement, actor in source.pairs(v.PG + "recipient"):
        ends[statement].recipients.append(actor)
    return ends


def _chosen(store: StoreReader, filters: Filters, derived: bool) -> dict[str, _Ends]:
    quoting = None if filters.text is None else store.quoting(filters.text)
    query = _CHOSEN.replace("#patterns", "\n".join(patterns(filters, derived, quoting)))
    ends: dict[str, _Ends] = {}
    for graph, statement, who, whom, firm in cast(
        "list[tuple[str, ...]]", store.source.select(query)
    ):
        if statement not in ends:
            ends[statement] = _Ends(graph, firm, [], [])
        known = ends[statement]
        if who not in known.committers:
            known.committers.append(who)
        if whom and whom not in known.recipients:
            known.recipients.append(whom)
    return ends


@cache
def _actor(address: str) -> str:
    return local_name(address, v.ACTOR)


@cache
def _firmness(address: str) -> tuple[Kind, int]:
    scale, level, _ = address.removeprefix(v.PGV).split("-", 2)
    return "commitment" if scale == "strength" else "call", int(level)


def _ties(
    ends: dict[str, _Ends],
    documents: dict[str | None, tuple[str | None, str | None]],
    derived: bool,
) -> Iterator[Tie]:
    start = len(v.STATEMENT)
    for address, (graph, strength, committers, recipients) in ends.items():
        name, date = documents[graph]
        kind, level = _firmness(strength)
        joint = len(committers) > 1
        about = (address[start:], kind, level, date, name or "", joint)
        for who, whom, marked in _toward(committers, recipients, derived and kind != "call"):
            yield Tie(_actor(who), whom and _actor(whom), *about, marked)


def _toward(
    committers: list[str], recipients: list[str], derived: bool
) -> Iterator[tuple[str, str | None, bool]]:
    """Yield the ends of the edges of one statement, as ``queries.statement_edges`` makes them."""
    if len(committers) == 1 and len(recipients) == 1 and committers != recipients:
        yield committers[0], recipients[0], False
        return
    for who in committers:
        named = [whom for whom in recipients if whom != who]
        others = [one for one in committers if one not in (who, *named)] if derived else []
        yield from ((who, whom, False) for whom in named)
        yield from ((who, whom, True) for whom in others)
        if not named and not others:
            yield who, None, False
