"""Links that a store holds: read back, with the statements that stand for acts."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Link

_MANY: Final = 500  # statements from which on all are read, not each by itself
_LINKS: Final = """SELECT ?link ?s ?p ?o ?state ?score ?reason { GRAPH pgg:links {
  ?link a pg:Link ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
    pg:linkState ?state ; pg:confidence ?score ; dcterms:description ?reason } }"""
_TELLINGS: Final = """SELECT ?act ?other { GRAPH pgg:links {
  <STATEMENT> pg:canonical ?act . ?other pg:canonical ?act } }"""


def read_links(store: StoreReader) -> list[Link]:
    """Return the links that a store holds, by id."""
    found = []
    for link, subject, kind, other, state, score, reason in store.source.select(_LINKS):
        found.append(
            Link.model_validate(
                {
                    "id": local_name(link or "", v.LINK),
                    "subject": local_name(subject or "", v.STATEMENT),
                    "kind": local_name(kind or "", v.PG),
                    "object": local_name(other or "", v.STATEMENT),
                    "state": local_name(state or "", v.PGV).removeprefix("link-"),
                    "confidence": float(score or 0),
                    "reason": reason or "",
                }
            )
        )
    return sorted(found, key=lambda one: one.id)


def read_canonicals(store: StoreReader) -> dict[str, str]:
    """Return the id of the statement that stands for the act, by the ids of its tellings."""
    return {
        local_name(told, v.STATEMENT): local_name(act, v.STATEMENT)
        for _, told, act in store.source.pairs(v.PG + "canonical")
    }


def read_tellings(store: StoreReader, identifier: str) -> list[str]:
    """Return the ids of all tellings of an act, the one that stands for it first."""
    rows = store.source.select(_TELLINGS.replace("STATEMENT", v.STATEMENT + identifier))
    if not rows:
        return [identifier]
    first = local_name(rows[0][0] or "", v.STATEMENT)
    told = {local_name(other or "", v.STATEMENT) for _, other in rows}
    return [first, *sorted(told - {first})]


def count_sources(store: StoreReader, acts: Iterable[str]) -> dict[str, int]:
    """Return in how many documents each act is told, for those told more than once.

    Args:
        store: An open store.
        acts: Ids of the statements that stand for acts.
    """
    wanted = set(acts)
    told = {one: act for one, act in read_canonicals(store).items() if act in wanted}
    documents: dict[str, set[str]] = {}
    for one, document in _homes(store, told):
        documents.setdefault(told[one], set()).add(document)
    return {act: len(found) for act, found in documents.items()}


def _homes(store: StoreReader, statements: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield statements with their documents; many are quicker found by reading all."""
    stated = v.PG + "statedIn"
    if len(statements) > _MANY:
        for _, address, document in store.source.pairs(stated):
            one = local_name(address, v.STATEMENT)
            if one in statements:
                yield one, document
        return
    nodes = store.source.nodes(v.STATEMENT + one for one in statements)
    for address, node in nodes.items():
        for document in node.get(stated, ()):
            yield local_name(address, v.STATEMENT), document
