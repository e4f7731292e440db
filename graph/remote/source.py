"""A SPARQL endpoint to answers: what every store must answer, asked over HTTP."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from pledgegraph.graph.reading import Node
from pledgegraph.graph.remote.endpoint import Endpoint
from pledgegraph.graph.source import Row, Source, Triple, batched_iris
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError

# Where the quads of a document wait until all of them are there.
STAGING: Final = v.STORE_GRAPH + "/staging/"
_SHOWN: Final = f'FILTER(!STRSTARTS(STR(?g), "{STAGING}"))'
_PREFIXES: Final = "".join(f"PREFIX {name}: <{space}>\n" for name, space in v.PREFIXES.items())
# Some endpoints have no truth in JSON and answer a number, some a row.
_TRUE: Final = re.compile(r"true|1", re.IGNORECASE)


class RemoteSource(Source):
    """A SPARQL 1.1 endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def select(self, query: str) -> list[Row]:
        """Return the rows of a SELECT."""
        return self.table(query)[1]

    def table(self, query: str) -> tuple[tuple[str, ...], list[Row]]:
        """Return the names and the rows of a SELECT."""
        found = self.endpoint.rows(_PREFIXES + query)
        try:
            names = tuple(found["head"]["vars"])
            return names, [
                tuple(_value(row[one]) if one in row else None for one in names)
                for row in found["results"]["bindings"]
            ]
        except (KeyError, TypeError) as fault:
            msg = f"{self.endpoint.address}: answers a table without {fault}; is it SPARQL 1.1?"
            raise GraphError(msg) from fault

    def construct(self, query: str) -> list[Triple]:
        """Return the triples of a CONSTRUCT."""
        return [
            (str(one.subject), str(one.predicate), str(one.object)) for one in self.graph(query)
        ]

    def graph(self, query: str) -> list[ox.Quad]:
        """Return the triples of a CONSTRUCT or DESCRIBE as terms."""
        content = self.endpoint.triples(_PREFIXES + query)
        try:
            return list(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
        except SyntaxError as fault:
            msg = f"{self.endpoint.address}: answers no N-Triples ({fault.msg}); is it SPARQL 1.1?"
            raise GraphError(msg) from fault

    def ask(self, query: str) -> bool:
        """Return the truth of an ASK."""
        found = self.endpoint.rows(_PREFIXES + query)
        if "boolean" in found:
            return bool(found["boolean"])
        rows = found.get("results", {}).get("bindings", [])
        return any(_TRUE.fullmatch(one["value"]) for row in rows for one in row.values())

    def nodes(self, addresses: Iterable[str]) -> dict[str, Node]:
        """Return the triples of nodes; those of half-written documents are not shown."""
        found: dict[str, Node] = {}
        for some in batched_iris(addresses):
            query = f"SELECT ?s ?p ?o {{ GRAPH ?g {{ VALUES ?s {{ {some} }} ?s ?p ?o }} {_SHOWN} }}"
            for subject, predicate, value in self.select(query):
                node = found.setdefault(subject or "", {})
                node.setdefault(predicate or "", []).append(value or "")
        return found

    def pairs(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield graph, subject and object of a predicate, without half-written documents."""
        query = f"SELECT ?g ?s ?o {{ GRAPH ?g {{ ?s <{predicate}> ?o }} {_SHOWN} }}"
        for graph, subject, value in self.select(query):
            yield graph or "", subject or "", value or ""


def _value(term: dict[str, str]) -> str:
    """Return the value of a term; Virtuoso writes truth as a number."""
    if term.get("datatype") == v.XSD + "boolean":
        return {"1": "true", "0": "false"}.get(term["value"], term["value"])
    return term["value"]
