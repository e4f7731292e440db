"""Statements to acts: what is told in several places counts once, and what is known of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from pledgegraph.graph.assessments import read_assessments
from pledgegraph.graph.links.known import count_sources, read_canonicals
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v

if TYPE_CHECKING:
    from pledgegraph.graph.conditions import Filters
    from pledgegraph.graph.queries import Edge

_TAKEN_UP: Final = """SELECT ?told ?date { GRAPH pgg:links { ?later pg:reaffirms ?told }
  GRAPH ?place { ?later pg:statedIn ?place ; dcterms:date ?date } }"""
_OVERDUE: Final = """SELECT ?statement { GRAPH ?place {
  ?statement a pg:Commitment ; pg:deadlineDay ?day FILTER(STR(?day) < "TODAY") } }"""
# Spoken of by one who neither commits nor speaks for a committer, its group or its member.
_SPOKEN_FOR: Final = """SELECT DISTINCT ?statement { GRAPH ?place {
  ?statement a pg:Commitment ; pg:attribution ?step .
  ?step pg:role pgv:role-speaker ; pg:onBehalfOf ?principal .
  FILTER NOT EXISTS { ?statement pg:committer ?principal } }
  FILTER NOT EXISTS { GRAPH ?place { ?statement pg:committer ?group }
    GRAPH pgg:actors { ?principal org:memberOf ?group } }
  FILTER NOT EXISTS { GRAPH ?place { ?statement pg:committer ?member }
    GRAPH pgg:actors { ?member org:memberOf ?principal } } }"""


def fold_edges(store: StoreReader, edges: Iterable["Edge"]) -> list["Edge"]:
    """Return the edges of one telling an act, with the number of documents that tell it.

    Args:
        store: The open store that the edges come from.
        edges: In their order, which is kept. The statement that stands for an act is taken where
            it is among them, else the first.
    """
    found = list(edges)
    canonical = read_canonicals(store)
    chosen: dict[str, str] = {}
    for edge in found:
        identifier = edge.statement.id
        act = canonical.get(identifier, identifier)
        if act not in chosen or identifier == act:
            chosen[act] = identifier
    sources = count_sources(store, chosen)
    kept = {one: sources.get(act, 1) for act, one in chosen.items()}
    return [
        edge.model_copy(update={"sources": kept[edge.statement.id]})
        for edge in found
        if edge.statement.id in kept
    ]


def find_allowed(
    store: StoreReader, filters: "Filters", today: str | None = None
) -> frozenset[str] | None:
    """Return the ids of statements whose acts fit what filters ask of acts; None for all.

    An act is judged by all its tellings: reaffirmed if one of them was taken up since, known only
    through others if none is in the committer's voice, unmet if a deadline is past and none was
    assessed.

    Args:
        store: An open store.
        filters: What is asked for.
        today: The day it is asked, ``YYYY-MM-DD``; the present day if None.
    """
    if filters.reaffirmed_since is None and not filters.spoken_for and not filters.unmet:
        return None
    canonical = read_canonicals(store)
    sets = []
    if filters.reaffirmed_since is not None:
        sets.append(_taken_up(store, filters.reaffirmed_since, canonical))
    if filters.unmet:
        sets.append(_unmet(store, today or dt.date.today().isoformat(), canonical))
    if filters.spoken_for:
        sets.append(_spoken_for(store, canonical))
    return frozenset.intersection(*sets)


def _statements(store: StoreReader, query: str) -> set[str]:
    return {local_name(row[0] or "", v.STATEMENT) for row in store.source.select(query)}


def _with_tellings(statements: Iterable[str], canonical: Mapping[str, str]) -> frozenset[str]:
    acts = {canonical.get(one, one) for one in statements}
    return frozenset(acts | {one for one, act in canonical.items() if act in acts})


def _taken_up(store: StoreReader, since: str, canonical: Mapping[str, str]) -> frozenset[str]:
    found = {
        local_name(told or "", v.STATEMENT)
        for told, day in store.source.select(_TAKEN_UP)
        if day and (day >= since or since.startswith(day))
    }
    return _with_tellings(found, canonical)


def _unmet(store: StoreReader, today: str, canonical: Mapping[str, str]) -> frozenset[str]:
    overdue = _statements(store, _OVERDUE.replace("TODAY", today))
    assessed = {one.statement for one in read_assessments(store)}
    return _with_tellings(overdue, canonical) - _with_tellings(assessed, canonical)


def _spoken_for(store: StoreReader, canonical: Mapping[str, str]) -> frozenset[str]:
    found = _statements(store, _SPOKEN_FOR)
    own_voice = {act for one, act in canonical.items() if one not in found}
    return frozenset(one for one in found if canonical.get(one, one) not in own_voice)
