"""A document with its statements to all that a store holds of it: its graph and its entry."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from pledgegraph.graph.actors import actor_quads, outside_register
from pledgegraph.graph.origins import Origin, origin_pairs
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

    ``name`` is the document's, ``graph`` the IRI of its graph; ``quads`` stand in it, ``lines``
    are they as sorted N-Quads, ``digest`` is the SHA-256 of those. The ``entry`` stands in the
    graph of the store and says that the document is there as a whole.
    """

    name: str
    graph: str
    quads: list[Quad]
    digest: str
    entry: list[Quad]
    lines: str


def read_contents(
    document: Document, statements: Iterable[Statement], origin: Origin | None = None
) -> Contents:
    """Return what a store holds of a document; the same document gives the same quads.

    Args:
        document: A document.
        statements: Its statements.
        origin: What it was read from, if it was a file.

    Raises:
        GraphError: if a statement does not fit the document.
    """
    found = list(statements)
    address = document_iri(document)
    quads = statement_quads(document, found)
    quads += actor_quads(outside_register(mentioned_actors(document, found)), address)
    lines = nquads(quads)
    digest = hashlib.sha256(lines.encode()).hexdigest()
    subject, store = iri(address), iri(v.STORE_GRAPH)
    entry = [
        (subject, iri(v.PG, "graphDigest"), text(digest), store),
        (subject, iri(v.PG, "statementCount"), typed(str(len(found)), "integer"), store),
    ]
    if origin is not None:
        entry += [(subject, predicate, value, store) for predicate, value in origin_pairs(origin)]
    return Contents(document.name, address, quads, digest, entry, lines)


def unlinking(document: str) -> list[str]:
    """Return the updates that take out the links to and from the statements of a document."""
    told = f"GRAPH <{document}> {{ ?one <{v.PG}statedIn> <{document}> }}"
    end = f"<{v.RDF}subject>|<{v.RDF}object>"
    places = (
        ("?link ?p ?o", f"?link {end} ?one ; ?p ?o"),
        ("?one ?p ?o", "?one ?p ?o"),
        ("?s ?p ?one", "?s ?p ?one"),
    )
    return [
        f"DELETE {{ GRAPH <{v.LINKS_GRAPH}> {{ {gone} }} }}"
        f" WHERE {{ {told} GRAPH <{v.LINKS_GRAPH}> {{ {found} }} }}"
        for gone, found in places
    ]


def vocabulary_quads() -> list[Quad]:
    """Return the quads of the vocabulary and the topics, so that queries can use their values."""
    graph = iri(v.VOCABULARY_GRAPH)
    triples = [
        triple
        for path in (v.VOCABULARY_FILE, v.TOPICS_FILE)
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    ]
    return [(str(one.subject), str(one.predicate), str(one.object), graph) for one in triples]
