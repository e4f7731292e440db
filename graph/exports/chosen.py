"""Edges of a store to what every format takes: the choice, grouped by statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pledgegraph.graph.contents import vocabulary_quads
from pledgegraph.graph.exports.selection import select_quads
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import Quad
from pledgegraph.ontology.records import Document, Statement


@dataclass(frozen=True)
class Chosen:
    """What is to be written: edges of a store, and how.

    ``vocabulary`` puts the classes, properties and topics beside the quads; ``aggregate`` unites
    the edges between two actors into one with a weight.
    """

    store: Store
    edges: tuple[Edge, ...]
    vocabulary: bool = False
    aggregate: bool = False

    @cached_property
    def groups(self) -> dict[str, list[Edge]]:
        """The edges of each statement, by its id, in the order of the edges."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.statement.id, []).append(edge)
        return found

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents of the statements, by name."""
        names = dict.fromkeys(edge.statement.doc for edge in self.edges)
        return {name: self.store.document(name) for name in names}

    def statements(self) -> Iterator[Statement]:
        """Yield each statement once."""
        for edges in self.groups.values():
            yield edges[0].statement

    def quads(self) -> list[Quad]:
        """Return all that is told about the statements, and the vocabulary where asked for."""
        found = select_quads(self.store, self.statements())
        return found + vocabulary_quads() if self.vocabulary else found
