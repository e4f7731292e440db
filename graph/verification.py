"""A store to its faults: documents that are not what was put in."""

import hashlib
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from pledgegraph.graph.exports.selection import term
from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.reader import STATED_IN, DocumentEntry, plain
from pledgegraph.graph.reading import read_document
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import Quad, nquads
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError

_OWN: Final = {
    v.ACTORS_GRAPH,
    v.ASSESSMENTS_GRAPH,
    v.LINKS_GRAPH,
    v.REVIEWS_GRAPH,
    v.STORE_GRAPH,
    v.VOCABULARY_GRAPH,
}
_ADD_AGAIN: Final = "remove it and add it again, or restore a backup"


def verify_store(store: Store) -> list[str]:
    """Return what is wrong, document by document; an empty list for a sound store.

    Each document's triples are held against the hash that was written with them, its text
    against its own hash, its statements against their number and their quotes against the text.

    Raises:
        GraphError: if the engine cannot read the store.
    """
    faults: list[str] = []
    with engine_faults(store.path):
        known = set()
        for entry in store.documents():
            known.add(v.DOCUMENT + entry.id)
            faults += (f"{entry.name}: {fault}; {_ADD_AGAIN}" for fault in _faults(store, entry))
        for name in store.engine.named_graphs():
            if plain(name) not in known | _OWN:
                faults.append(f"graph {plain(name)}: belongs to no document; restore a backup")
    return faults


def _faults(store: Store, entry: DocumentEntry) -> Iterator[str]:
    address = v.DOCUMENT + entry.id
    graph = ox.NamedNode(address)
    quads: list[Quad] = [
        (term(one.subject), term(one.predicate), term(one.object), str(graph))
        for one in store.engine.quads_for_pattern(None, None, None, graph)
    ]
    written = store._entry_value(address, "graphDigest")
    if hashlib.sha256(nquads(quads).encode()).hexdigest() != written:
        yield "its triples are not those that were written"
    try:
        document = read_document(store.node(address), address)
        statements = list(store.statements(entry.name))
    except (GraphError, KeyError, ValueError, IndexError) as fault:
        yield f"it lacks a part ({fault})"
        return
    if document.digest != entry.digest or not document.digest.startswith(entry.id):
        yield "its text is not the one of its hash"
    found = sum(1 for _ in store.engine.quads_for_pattern(None, STATED_IN, graph, graph))
    if found != entry.statements:
        yield f"it has {found} statements, {entry.statements} were written"
    for one in statements:
        if document.text[one.start : one.end] != one.quote:
            yield f"statement {one.id} does not quote the text at {one.start}"
