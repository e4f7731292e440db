"""Where the documents of a store come from, so that one that is unchanged is not read again."""

import hashlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from pledgegraph.graph.source import Source
from pledgegraph.graph.triples import Pair, iri, text
from pledgegraph.ontology import vocabulary as v

_READ: Final = f"""SELECT ?name ?source ?extractor ?folder {{
  GRAPH <{v.STORE_GRAPH}> {{ ?document pg:sourceDigest ?source ; pg:extractorVersion ?extractor .
    OPTIONAL {{ ?document pg:sourceFolder ?folder }} }}
  GRAPH ?document {{ ?document dcterms:identifier ?name }} }}"""
_DIGESTS: Final = f"SELECT ?d ?h {{ GRAPH <{v.STORE_GRAPH}> {{ ?d pg:graphDigest ?h }} }}"


class Origin(NamedTuple):
    """What a document was read from, and by which extractor.

    ``source`` is the hash of the file with all that was said about it, ``extractor`` the version
    of the grammar, ``folder`` the hash of the folder's path if it was found in one.
    """

    source: str
    extractor: str
    folder: str | None = None


def origin_pairs(origin: Origin) -> Iterator[Pair]:
    """Yield predicate and object of what a store notes of an origin."""
    yield iri(v.PG, "sourceDigest"), text(origin.source)
    yield iri(v.PG, "extractorVersion"), text(origin.extractor)
    if origin.folder is not None:
        yield iri(v.PG, "sourceFolder"), text(origin.folder)


def read_origins(source: Source) -> dict[str, Origin]:
    """Return the origins that a store has noted, by name of the document."""
    return {
        name: Origin(digest, extractor, folder)
        for name, digest, extractor, folder in source.select(_READ)
        if name is not None and digest is not None and extractor is not None
    }


def read_state(source: Source) -> str:
    """Return a hash of all documents that a store holds; links found for it are of this state."""
    held = (
        f"{graph} {digest}\n"
        for graph, digest in source.select(_DIGESTS)
        if graph is not None and graph.startswith(v.DOCUMENT)
    )
    return hashlib.sha256("".join(sorted(held)).encode()).hexdigest()
