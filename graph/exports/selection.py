"""Statements of a store to the quads that tell all about them: documents, actors and links."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from pledgegraph.graph.actors import actor_quads, membership_quads
from pledgegraph.graph.assessments import assessment_quads, read_assessments
from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.reader import STATED_IN, plain
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import Quad, iri, local_name, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Statement
from pledgegraph.ontology.values import LANGS

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# The engine writes language tags in lower case.
_TAGS: Final = {lang.lower(): lang for lang in LANGS}
_TEXT: Final = v.SCHEMA + "text"
_SUBJECT, _OBJECT = ox.NamedNode(v.RDF + "subject"), ox.NamedNode(v.RDF + "object")
_LINKS: Final = ox.NamedNode(v.LINKS_GRAPH)
_REVIEWS: Final = ox.NamedNode(v.REVIEWS_GRAPH)
_REVIEWS_OF: Final = ox.NamedNode(v.PG + "reviews")
_MADE_BY: Final = ox.NamedNode(v.PROV + "wasGeneratedBy")


def term(value: Term) -> str:
    """Return a term as N-Quads writes it, language tags as this project writes them."""
    if isinstance(value, ox.Literal) and value.language:
        return text(value.value, _TAGS.get(value.language, value.language))
    return text(value.value) if isinstance(value, ox.Literal) and _is_string(value) else str(value)


def _is_string(literal: ox.Literal) -> bool:
    return literal.datatype.value == v.XSD + "string"


def select_quads(store: Store, statements: Iterable[Statement]) -> list[Quad]:
    """Return the quads of statements, their documents without texts, actors, links, assessments."""
    chosen = {v.STATEMENT + one.id for one in statements}
    with engine_faults(store.path):
        quads = [quad for address in sorted(chosen) for quad in _about(store, address)]
        quads += _links(store, chosen)
        quads += _reviews(store, chosen)
    known = read_assessments(store)
    quads += assessment_quads(one for one in known if v.STATEMENT + one.statement in chosen)
    actors = {
        local_name(obj[1:-1], v.ACTOR) for _, _, obj, _ in quads if obj.startswith(f"<{v.ACTOR}")
    }
    quads += actor_quads(actors, v.ACTORS_GRAPH) + membership_quads(actors, v.ACTORS_GRAPH)
    return list(dict.fromkeys(quads))


def _about(store: Store, address: str) -> Iterator[Quad]:
    node = ox.NamedNode(address)
    for home in list(store.engine.quads_for_pattern(node, STATED_IN, None, None)):
        yield from _tree(store, node, home.graph_name)
        document = ox.NamedNode(plain(home.object))
        for quad in store.engine.quads_for_pattern(document, None, None, home.graph_name):
            if quad.predicate.value != _TEXT:
                yield _quad(quad)


def _tree(store: Store, node: ox.NamedNode, graph: Graph) -> Iterator[Quad]:
    """Yield the triples of a node and of its parts, whose IRIs go on from the statement's."""
    root = node.value[: len(v.STATEMENT)] + node.value[len(v.STATEMENT) :].partition("-")[0]
    for quad in store.engine.quads_for_pattern(node, None, None, graph):
        yield _quad(quad)
        part = quad.object
        if isinstance(part, ox.NamedNode) and part.value.startswith(root + "-"):
            yield from _tree(store, part, graph)


def _links(store: Store, chosen: set[str]) -> Iterator[Quad]:
    """Yield the links of which both ends are chosen, and their direct triples."""
    for address in sorted(chosen):
        node = ox.NamedNode(address)
        for start in store.engine.quads_for_pattern(None, _SUBJECT, node, _LINKS):
            ends = store.engine.quads_for_pattern(start.subject, _OBJECT, None, _LINKS)
            if all(plain(end.object) in chosen for end in ends):
                for quad in store.engine.quads_for_pattern(start.subject, None, None, _LINKS):
                    yield _quad(quad)
        for quad in store.engine.quads_for_pattern(node, None, None, _LINKS):
            if plain(quad.object) in chosen:
                yield _quad(quad)


def _reviews(store: Store, chosen: set[str]) -> Iterator[Quad]:
    """Yield the reviews of chosen statements, and those that made one by a correction."""
    reviews = set()
    for address in chosen:
        node = ox.NamedNode(address)
        for quad in store.engine.quads_for_pattern(None, _REVIEWS_OF, node, _REVIEWS):
            reviews.add(plain(quad.subject))
        for quad in store.engine.quads_for_pattern(node, _MADE_BY, None, _REVIEWS):
            reviews.add(plain(quad.object))
    for review in sorted(reviews):
        for quad in store.engine.quads_for_pattern(ox.NamedNode(review), None, None, _REVIEWS):
            yield _quad(quad)


def _quad(quad: ox.Quad) -> Quad:
    graph = quad.graph_name
    place = iri(v.LINKS_GRAPH) if isinstance(graph, ox.DefaultGraph) else str(graph)
    return term(quad.subject), term(quad.predicate), term(quad.object), place
