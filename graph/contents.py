"""A document with its statements to all that a store holds of it: its graph and its entry."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pledgegraph.graph.actors import actor_quads, outside_register
from pledgegraph.graph.triples import (
    Quad,
    document_iri,
    iri,
    mentioned_actors,
    nquads,
    statement_quads,
    text,
    typed,
)
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Document, Statement


@dataclass(frozen=True)
class Contents:
    """What a store holds of a document.

    ``graph`` is the IRI of its graph, ``quads`` stand in it, ``digest`` is their SHA-256; the
    ``entry`` stands in the graph of the store and says that the document is there as a whole.
    """

    graph: str
    quads: list[Quad]
    digest: str
    entry: list[Quad]


def read_contents(document: Document, statements: Iterable[Statement]) -> Contents:
    """Return what a store holds of a document; the same document gives the same quads.

    Raises:
        GraphError: if a statement does not fit the document.
    """
    found = list(statements)
    address = document_iri(document)
    quads = statement_quads(document, found)
    quads += actor_quads(outside_register(mentioned_actors(document, found)), address)
    digest = hashlib.sha256(nquads(quads).encode()).hexdigest()
    subject, store = iri(address), iri(v.STORE_GRAPH)
    entry = [
        (subject, iri(v.PG, "graphDigest"), text(digest), store),
        (subject, iri(v.PG, "statementCount"), typed(str(len(found)), "integer"), store),
    ]
    return Contents(address, quads, digest, entry)
