"""A quad store to answers: the few questions that every store must answer, here or far away."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.reading import Node
from pledgegraph.ontology import vocabulary as v

Row = tuple[str | None, ...]
Triple = tuple[str, str, str]


class Source(ABC):
    """What answers SPARQL; a store on this machine and a remote endpoint are read through it.

    Queries need no declaration of ``vocabulary.PREFIXES``. The project's own queries name every
    graph they read (``GRAPH ?document { … }``), so that they mean the same whatever the default
    graph of an endpoint is.
    """

    @abstractmethod
    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT: IRIs without brackets, lexical forms, None if unbound.

        Raises:
            GraphError: if the store cannot be read.
        """

    @abstractmethod
    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT as N-Triples writes their terms."""

    @abstractmethod
    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""

    def close(self) -> None:  # noqa: B027 - most have nothing to give back
        """Let go of what the answers come from."""

    def nodes(self, addresses: Iterable[str]) -> dict[str, Node]:
        """Return the triples of nodes, in whatever graph: predicate IRIs to plain values.

        Args:
            addresses: IRIs without brackets; one that the store does not know is left out.
        """
        found: dict[str, Node] = {}
        for some in batched_iris(addresses):
            query = f"SELECT ?s ?p ?o {{ GRAPH ?g {{ VALUES ?s {{ {some} }} ?s ?p ?o }} }}"
            for subject, predicate, value in self.select(query):
                node = found.setdefault(subject or "", {})
                node.setdefault(predicate or "", []).append(value or "")
        return found

    def pairs(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield graph, subject and object, as plain values, of all triples of a predicate.

        Args:
            predicate: IRI without brackets.
        """
        query = f"SELECT ?g ?s ?o {{ GRAPH ?g {{ ?s <{predicate}> ?o }} }}"
        for graph, subject, value in self.select(query):
            yield graph or "", subject or "", value or ""


def batched_iris(addresses: Iterable[str], size: int = 200) -> Iterator[str]:
    """Yield IRIs in brackets, so many at a time, with blanks between them."""
    rest = iter(dict.fromkeys(addresses))
    while some := list(islice(rest, size)):
        yield " ".join(f"<{one}>" for one in some)


class LocalSource(Source):
    """A quad store of this process; every answer is read from one snapshot."""

    def __init__(self, engine: ox.Store, path: Path | None = None) -> None:
        self.engine = engine
        self.path = path

    def close(self) -> None:
        """Let go of the engine."""
        del self.engine

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT."""
        with engine_faults(self.path):
            rows = self.engine.query(query, prefixes=v.PREFIXES)
            return [
                tuple([None if term is None else term.value for term in row])
                for row in rows  # type: ignore[union-attr]
            ]

    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT."""
        with engine_faults(self.path):
            triples = self.engine.query(query, prefixes=v.PREFIXES)
            return [(str(one.subject), str(one.predicate), str(one.object)) for one in triples]  # type: ignore[union-attr]

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""
        with engine_faults(self.path):
            return bool(self.engine.query(query, prefixes=v.PREFIXES))

    def nodes(self, addresses: Iterable[str]) -> dict[str, Node]:
        """Return the triples of nodes, read from the index of subjects."""
        found: dict[str, Node] = {}
        with engine_faults(self.path):
            for address in addresses:
                node: Node = {}
                for _, predicate, value, _ in self.engine.quads_for_pattern(
                    ox.NamedNode(address), None, None, None
                ):
                    node.setdefault(predicate.value, []).append(value.value)
                if node:
                    found[address] = node
        return found

    def pairs(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield graph, subject and object of a predicate, read from its index."""
        with engine_faults(self.path):
            for subject, _, value, graph in self.engine.quads_for_pattern(
                None, ox.NamedNode(predicate), None, None
            ):
                yield graph.value, subject.value, value.value
