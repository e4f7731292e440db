"""A SPARQL query to its answer, without changing anything and without asking other servers."""

import re
import time
from typing import Final, Literal

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.store import Store
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Record


class Answer(Record):
    """What a SPARQL query gave: rows under names, truth, or triples as rows of three."""

    form: Literal["select", "ask", "graph"]
    names: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    truth: bool | None = None


_QUOTED: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*",
    re.DOTALL,
)
_UPDATES: Final = re.compile(
    r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE
)


def without_quoted(query: str) -> str:
    """Return a query without its strings, IRIs and comments: what is left are its own words."""
    return _QUOTED.sub(" ", query)


def run_sparql(store: Store, query: str, limit_seconds: float | None = None) -> Answer:
    """Answer a SPARQL 1.1 query over all graphs of the store; nothing can be changed.

    The prefixes of ``vocabulary.PREFIXES`` need no declaration. Patterns outside ``GRAPH`` match
    the union of all graphs.

    Args:
        store: An open store.
        query: Text of a SELECT, ASK, CONSTRUCT or DESCRIBE query.
        limit_seconds: Longest time for fetching rows; looked at between two rows.

    Raises:
        QueryError: for an update, a query that calls other servers, a fault of syntax, or too
            long a time.
    """
    bare = without_quoted(query)
    if re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        msg = "SERVICE would ask another server; load its data and ask here"
        raise QueryError(msg)
    started = time.monotonic()
    try:
        with engine_faults(store.path):
            result = store.engine.query(query, prefixes=v.PREFIXES, use_default_graph_as_union=True)
            return _answer(result, started, limit_seconds)
    except SyntaxError as fault:
        if _UPDATES.search(bare) and not re.search(
            r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b\s*\S", bare
        ):
            msg = "the query is an update; only SELECT, ASK, CONSTRUCT and DESCRIBE are answered"
        else:
            where = str(fault.msg).partition(": expected")[0]
            msg = f"no valid SPARQL query: {where}; see https://www.w3.org/TR/sparql11-query/"
        raise QueryError(msg) from fault


def _answer(
    result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
    started: float,
    limit_seconds: float | None,
) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(form="ask", truth=bool(result))
    rows: list[tuple[str | None, ...]] = []
    for row in result:
        if limit_seconds is not None and time.monotonic() - started > limit_seconds:
            msg = f"the query took longer than {limit_seconds} s; narrow it or add a LIMIT"
            raise QueryError(msg)
        rows.append(tuple(_shown(term) for term in row))
    if isinstance(result, ox.QuerySolutions):
        names = tuple(one.value for one in result.variables)
        return Answer(form="select", names=names, rows=tuple(rows))
    return Answer(form="graph", names=("subject", "predicate", "object"), rows=tuple(rows))


def _shown(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value
