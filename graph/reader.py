"""A quad store to its documents and statements, read node by node."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.reading import Node, read_document, read_statement
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError, QueryError, closest
from pledgegraph.ontology.records import Document, Record, Statement

IDENTIFIER: Final = ox.NamedNode(v.DCTERMS + "identifier")
STORE_GRAPH: Final = ox.NamedNode(v.STORE_GRAPH)
STATED_IN: Final = ox.NamedNode(v.PG + "statedIn")
_WITHDRAWN: Final = ox.NamedNode(v.PG + "withdrawn")
_REVIEWS: Final = ox.NamedNode(v.REVIEWS_GRAPH)
_RDF_TYPE: Final = ox.NamedNode(v.RDF + "type")
_KINDS: Final = {
    "commitment": ox.NamedNode(v.PG + "Commitment"),
    "call": ox.NamedNode(v.PG + "Call"),
}
_ACTOR_PREDICATES: Final = [ox.NamedNode(v.PG + one) for one in ("committer", "recipient")]
_ENTRY_FIELDS: Final = {
    "name": ox.NamedNode(v.DCTERMS + "identifier"),
    "digest": ox.NamedNode(v.PG + "digest"),
    "lang": ox.NamedNode(v.SCHEMA + "inLanguage"),
    "title": ox.NamedNode(v.DCTERMS + "title"),
    "publisher": ox.NamedNode(v.DC + "publisher"),
    "date": ox.NamedNode(v.DCTERMS + "date"),
    "url": ox.NamedNode(v.SCHEMA + "url"),
    "statements": ox.NamedNode(v.PG + "statementCount"),
}


def plain(term: Any) -> str:
    """Return the IRI of a node or the lexical form of a literal."""
    value: str = term.value
    return value


class DocumentEntry(Record):
    """A document in the list of a store, without its text."""

    id: str
    name: str
    digest: str
    lang: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    statements: int = 0


class Stats(Record):
    """How much a store holds."""

    documents: int
    statements: int
    commitments: int
    calls: int
    actors: int
    quads: int
    languages: dict[str, int]


class StoreReader:
    """What can be asked of a store without changing it."""

    def __init__(self, engine: ox.Store, path: Path | None = None) -> None:
        self._engine: ox.Store | None = engine
        self.path = path

    @property
    def engine(self) -> ox.Store:
        """The quad store beneath.

        Raises:
            GraphError: after ``close``.
        """
        if self._engine is None:
            msg = f"{self.path}: the store is closed; open it again"
            raise GraphError(msg)
        return self._engine

    def node(self, address: str) -> Node:
        """Return the triples of one node: predicate IRIs to plain values."""
        node: Node = {}
        for quad in self.engine.quads_for_pattern(ox.NamedNode(address), None, None, None):
            node.setdefault(quad.predicate.value, []).append(plain(quad.object))
        return node

    def documents(self) -> list[DocumentEntry]:
        """Return all documents without their texts, by name."""
        with engine_faults(self.path):
            found = [
                self._entry(plain(quad.subject))
                for quad in self.engine.quads_for_pattern(None, IDENTIFIER, None, None)
            ]
        return sorted(found, key=lambda one: one.name)

    def _entry(self, graph: str) -> DocumentEntry:
        subject = ox.NamedNode(graph)
        values = {}
        for field, predicate in _ENTRY_FIELDS.items():
            for quad in self.engine.quads_for_pattern(subject, predicate, None, None):
                values[field] = plain(quad.object)
        return DocumentEntry.model_validate({"id": local_name(graph, v.DOCUMENT), **values})

    def document(self, name: str) -> Document:
        """Return a document with its text.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        with engine_faults(self.path):
            graph = self._graph_named(name)
            return read_document(self.node(graph), graph)

    def statement(self, identifier: str) -> Statement:
        """Return one statement.

        Raises:
            QueryError: for an unknown id.
        """
        with engine_faults(self.path):
            try:
                return next(self.read([v.STATEMENT + identifier]))
            except (KeyError, ValueError) as fault:
                msg = f"unknown statement {identifier!r}; `pledgegraph query` shows ids"
                raise QueryError(msg) from fault

    def statements(self, name: str | None = None) -> Iterator[Statement]:
        """Yield the statements of one document, or of all, in no particular order.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        graph = None if name is None else ox.NamedNode(self._graph_named(name))
        with engine_faults(self.path):
            pattern = self.engine.quads_for_pattern(None, STATED_IN, None, graph)
            yield from self.read(plain(quad.subject) for quad in pattern)

    def withdrawn(self) -> frozenset[str]:
        """Return the ids of statements that a review leaves out of answers."""
        with engine_faults(self.path):
            pattern = self.engine.quads_for_pattern(None, _WITHDRAWN, None, _REVIEWS)
            return frozenset(local_name(plain(quad.subject), v.STATEMENT) for quad in pattern)

    def reviewed_statements(self, name: str) -> Iterator[Statement]:
        """Yield the statements of a document as reviewed: none withdrawn, corrected ones instead.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        gone = self.withdrawn()
        yield from (one for one in self.statements(name) if one.id not in gone)
        document = ox.NamedNode(self._graph_named(name))
        with engine_faults(self.path):
            pattern = self.engine.quads_for_pattern(None, STATED_IN, document, _REVIEWS)
            yield from self.read(plain(quad.subject) for quad in pattern)

    def read(self, addresses: Iterable[str]) -> Iterator[Statement]:
        """Yield the statements of IRIs.

        Raises:
            KeyError: for an IRI that is no statement.
            GraphError: for a statement that lacks a part.
        """
        names: dict[str, str] = {}
        for address in addresses:
            graph = self.node(address)[v.PG + "statedIn"][0]
            if graph not in names:
                names[graph] = self.node(graph)[v.DCTERMS + "identifier"][0]
            yield read_statement(address, names[graph], self.node)

    def stats(self) -> Stats:
        """Count what the store holds."""
        with engine_faults(self.path):
            entries = self.documents()
            kinds = {
                kind: sum(1 for _ in self.engine.quads_for_pattern(None, _RDF_TYPE, concept, None))
                for kind, concept in _KINDS.items()
            }
            actors = {
                quad.object
                for predicate in _ACTOR_PREDICATES
                for quad in self.engine.quads_for_pattern(None, predicate, None, None)
            }
            return Stats(
                documents=len(entries),
                statements=sum(kinds.values()),
                commitments=kinds["commitment"],
                calls=kinds["call"],
                actors=len(actors),
                quads=len(self.engine),
                languages=dict(sorted(Counter(one.lang for one in entries).items())),
            )

    def full_id(self, start: str) -> str:
        """Return the id of the one statement whose id starts so.

        Raises:
            QueryError: if there is none, or more than one.
        """
        with engine_faults(self.path):
            pattern = self.engine.quads_for_pattern(None, STATED_IN, None, None)
            ids = {local_name(plain(quad.subject), v.STATEMENT) for quad in pattern}
        found = sorted(one for one in ids if start and one.startswith(start))
        if len(found) == 1 or start in found:
            return start if start in found else found[0]
        if found:
            msg = f"statement {start!r} may be {', '.join(found[:4])}; give more digits"
        else:
            msg = f"unknown statement {start!r}; `pledgegraph query` shows ids"
        raise QueryError(msg)

    def _graph_of(self, name: str) -> str | None:
        pattern = self.engine.quads_for_pattern(None, IDENTIFIER, ox.Literal(name), None)
        return next((plain(quad.subject) for quad in pattern), None)

    def _graph_named(self, name: str) -> str:
        graph = self._graph_of(name)
        if graph is None:
            hint = closest(name, [one.name for one in self.documents()])
            msg = f"unknown document {name!r}.{hint or ' See `pledgegraph stats`.'}"
            raise QueryError(msg)
        return graph

    def _entry_value(self, graph: str, field: str) -> str | None:
        pattern = self.engine.quads_for_pattern(
            ox.NamedNode(graph), ox.NamedNode(v.PG + field), None, STORE_GRAPH
        )
        return next((plain(quad.object) for quad in pattern), None)
