"""A quad store to its documents and statements, read node by node."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from pledgegraph.graph.reading import Node, read_document, read_statement
from pledgegraph.graph.source import Source, batched_iris
from pledgegraph.graph.triples import local_name, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError, QueryError, closest
from pledgegraph.ontology.records import Document, Record, Statement

STORE_GRAPH: Final = ox.NamedNode(v.STORE_GRAPH)
STATED_IN: Final = ox.NamedNode(v.PG + "statedIn")
_BATCH: Final = 200  # statements read in one round of questions
_ENTRY_FIELDS: Final = {
    "name": "dcterms:identifier",
    "digest": "pg:digest",
    "lang": "schema:inLanguage",
    "title": "dcterms:title",
    "publisher": "dc:publisher",
    "date": "dcterms:date",
    "url": "schema:url",
}
_ENTRIES: Final = (
    f"SELECT ?id {' '.join('?' + one for one in _ENTRY_FIELDS)} ?statements {{ GRAPH ?id {{"
    " ?id dcterms:identifier ?name . "
    + " ".join(f"OPTIONAL {{ ?id {path} ?{one} }}" for one, path in _ENTRY_FIELDS.items())
    + f" }} OPTIONAL {{ GRAPH <{v.STORE_GRAPH}> {{ ?id pg:statementCount ?statements }} }} }}"
)


def plain(term: Any) -> str:
    """Return the IRI of a node or the lexical form of a literal."""
    value: str = term.value
    return value


def _node_of(nodes: dict[str, Node], address: str) -> Node:
    return nodes.get(address, {})


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

    def __init__(self, source: Source, path: Path | None = None) -> None:
        self._source: Source | None = source
        self.path = path

    @property
    def source(self) -> Source:
        """What answers the questions.

        Raises:
            GraphError: after ``close``.
        """
        if self._source is None:
            msg = f"{self.path}: the store is closed; open it again"
            raise GraphError(msg)
        return self._source

    def node(self, address: str) -> Node:
        """Return the triples of one node: predicate IRIs to plain values."""
        return self.source.nodes([address]).get(address, {})

    def documents(self) -> list[DocumentEntry]:
        """Return all documents without their texts, by name."""
        fields = ("id", *_ENTRY_FIELDS, "statements")
        found = []
        for row in self.source.select(_ENTRIES):
            values = {field: value for field, value in zip(fields, row, strict=True) if value}
            values["id"] = local_name(values["id"], v.DOCUMENT)
            found.append(DocumentEntry.model_validate(values))
        return sorted(found, key=lambda one: one.name)

    def document(self, name: str) -> Document:
        """Return a document with its text.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        graph = self._graph_named(name)
        return read_document(self.node(graph), graph)

    def statement(self, identifier: str) -> Statement:
        """Return one statement.

        Raises:
            QueryError: for an unknown id.
        """
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
        if name is None:
            yield from self.read(address for _, address, _ in self.source.pairs(STATED_IN.value))
            return
        graph = self._graph_named(name)
        told = f"SELECT ?s {{ GRAPH <{graph}> {{ ?s pg:statedIn <{graph}> }} }}"
        yield from self.read(one or "" for (one,) in self.source.select(told))

    def withdrawn(self) -> frozenset[str]:
        """Return the ids of statements that a review leaves out of answers."""
        query = f"SELECT ?s {{ GRAPH <{v.REVIEWS_GRAPH}> {{ ?s pg:withdrawn ?o }} }}"
        found = self.source.select(query)
        return frozenset(local_name(one or "", v.STATEMENT) for (one,) in found)

    def reviewed_statements(self, name: str) -> Iterator[Statement]:
        """Yield the statements of a document as reviewed: none withdrawn, corrected ones instead.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        gone = self.withdrawn()
        yield from (one for one in self.statements(name) if one.id not in gone)
        graph = self._graph_named(name)
        told = f"SELECT ?s {{ GRAPH <{v.REVIEWS_GRAPH}> {{ ?s pg:statedIn <{graph}> }} }}"
        yield from self.read(one or "" for (one,) in self.source.select(told))

    def read(self, addresses: Iterable[str]) -> Iterator[Statement]:
        """Yield the statements of IRIs.

        Raises:
            KeyError: for an IRI that is no statement.
            GraphError: for a statement that lacks a part.
        """
        rest, names = iter(addresses), dict[str, str]()
        while some := list(islice(rest, _BATCH)):
            nodes = self._with_parts(some)
            homes = {one: nodes[one][v.PG + "statedIn"][0] for one in some}
            names |= self._names(set(homes.values()) - names.keys())
            for one in some:
                yield read_statement(one, names[homes[one]], partial(_node_of, nodes))

    def _with_parts(self, addresses: list[str]) -> dict[str, Node]:
        """Return nodes with their parts, whose IRIs go on from those of the nodes."""
        nodes = new = self.source.nodes(addresses)
        while new:
            parts = {
                value
                for node in new.values()
                for values in node.values()
                for value in values
                if value.startswith(v.STATEMENT) and "-" in value[len(v.STATEMENT) :]
            }
            new = self.source.nodes(parts - nodes.keys())
            nodes |= new
        return nodes

    def _names(self, graphs: set[str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for some in batched_iris(sorted(graphs)):
            query = (
                f"SELECT ?d ?n {{ VALUES ?d {{ {some} }} GRAPH ?d {{ ?d dcterms:identifier ?n }} }}"
            )
            names |= {graph or "": name or "" for graph, name in self.source.select(query)}
        return names

    def quoting(self, words: str) -> list[str] | None:
        """Return the IRIs of the statements whose quotes have words, None without an index."""
        del words  # a store without an index of words is asked in SPARQL
        return None

    def stats(self) -> Stats:
        """Count what the store holds."""
        entries, source = self.documents(), self.source
        kinds = {
            kind: self._count(f"?s a pg:{kind.capitalize()}") for kind in ("commitment", "call")
        }
        actors = (
            "SELECT (COUNT(DISTINCT ?a) AS ?n) { GRAPH ?g { ?s pg:committer|pg:recipient ?a } }"
        )
        return Stats(
            documents=len(entries),
            statements=sum(kinds.values()),
            commitments=kinds["commitment"],
            calls=kinds["call"],
            actors=int(source.select(actors)[0][0] or 0),
            quads=self._count("?s ?p ?o"),
            languages=dict(sorted(Counter(one.lang for one in entries).items())),
        )

    def _count(self, pattern: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {pattern} }} }}"
        return int(self.source.select(query)[0][0] or 0)

    def full_id(self, start: str) -> str:
        """Return the id of the one statement whose id starts so.

        Raises:
            QueryError: if there is none, or more than one.
        """
        pairs = self.source.pairs(STATED_IN.value)
        ids = {local_name(address, v.STATEMENT) for _, address, _ in pairs}
        found = sorted(one for one in ids if start and one.startswith(start))
        if len(found) == 1 or start in found:
            return start if start in found else found[0]
        if found:
            msg = f"statement {start!r} may be {', '.join(found[:4])}; give more digits"
        else:
            msg = f"unknown statement {start!r}; `pledgegraph query` shows ids"
        raise QueryError(msg)

    def _graph_of(self, name: str) -> str | None:
        query = f"SELECT ?d {{ GRAPH ?d {{ ?d dcterms:identifier {text(name)} }} }}"
        return next((graph for (graph,) in self.source.select(query)), None)

    def _graph_named(self, name: str) -> str:
        graph = self._graph_of(name)
        if graph is None:
            hint = closest(name, [one.name for one in self.documents()])
            msg = f"unknown document {name!r}.{hint or ' See `pledgegraph stats`.'}"
            raise QueryError(msg)
        return graph

    def _entry_value(self, graph: str, field: str) -> str | None:
        query = f"SELECT ?o {{ GRAPH <{v.STORE_GRAPH}> {{ <{graph}> pg:{field} ?o }} }}"
        return next((value for (value,) in self.source.select(query)), None)
