"""SPARQL queries to serialised answers, in processes that can be stopped when one takes too long.

The processes read a copy of the store that nobody writes to, so that a query can neither change
the store nor keep its owner from working.
"""

import json
import multiprocessing as mp
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import pyoxigraph as ox

from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Record

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Form = Literal["select", "ask", "graph"]
_START_SECONDS: Final = 60.0


class QueryTimeoutError(QueryError):
    """A query was stopped because it took too long."""


class Request(Record):
    """A query with the graphs that the protocol lets a client choose.

    ``default_graphs`` and ``named_graphs`` are IRIs; without both, patterns outside ``GRAPH``
    match the union of all graphs.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Outcome(Record):
    """What a query gave.

    ``body`` is SPARQL results in JSON for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE;
    ``cut`` says that there were more rows than the limit.
    """

    form: Form
    body: bytes
    cut: bool = False


class QueryPool:
    """A few processes that answer queries over one copy of a store.

    Args:
        folder: Folder of a pyoxigraph store that nobody writes to.
        workers: How many queries may run at once; others wait.
        seconds: Longest time for one query; its process is then stopped and a new one started.
        rows: Most rows or triples of one answer.
    """

    def __init__(self, folder: Path, *, workers: int = 2, seconds: float = 30, rows: int = 10_000):
        self.folder, self.seconds, self.rows = folder, seconds, rows
        self._idle: queue.Queue[_Worker] = queue.Queue()
        self._count = workers
        for _ in range(workers):
            worker = _Worker(folder, rows)
            worker.start()
            self._idle.put(worker)

    def ask(self, request: Request) -> Outcome:
        """Answer a query.

        Raises:
            QueryError: for a fault of the query, as the engine tells it.
            QueryTimeoutError: when it takes too long.
        """
        with self._worker() as worker:
            return worker.ask(request, self.seconds)

    @contextmanager
    def _worker(self) -> Iterator["_Worker"]:
        try:
            worker = self._idle.get(timeout=self.seconds)
        except queue.Empty as fault:
            msg = f"all {self._count} query processes have been busy for {self.seconds:g} s"
            raise QueryTimeoutError(msg) from fault
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """Stop the processes; each call of ``ask`` must have returned."""
        for _ in range(self._count):
            self._idle.get().stop()


class _Worker:
    """One process, started again when it is needed after it was stopped."""

    def __init__(self, folder: Path, rows: int) -> None:
        self._folder, self._rows = folder, rows
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._ready = False

    def start(self) -> Connection:
        """Start the process without waiting for it."""
        context = mp.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(
            target=answer_queries, args=(str(self._folder), self._rows, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        self._line, self._ready = ours, False
        return ours

    def _awake(self) -> Connection:
        line = self._line or self.start()
        if not self._ready:
            if not line.poll(_START_SECONDS):
                self.stop()
                msg = f"{self._folder}: no query process came up within {_START_SECONDS:g} s"
                raise QueryTimeoutError(msg)
            line.recv()
            self._ready = True
        return line

    def ask(self, request: Request, seconds: float) -> Outcome:
        try:
            line = self._awake()
            line.send(request.model_dump())
            answered = line.poll(seconds)
            form, body, cut = line.recv() if answered else (None, b"", False)
        except (EOFError, OSError) as fault:
            self.stop()
            msg = "the query ended its process, probably for want of memory; narrow it"
            raise QueryError(msg) from fault
        if not answered:
            self.stop()
            msg = f"the query took longer than {seconds:g} s; narrow it or add a LIMIT"
            raise QueryTimeoutError(msg)
        if form == "fault":
            raise QueryError(body.decode())
        return Outcome(form=form, body=body, cut=cut)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


def answer_queries(folder: str, rows: int, line: Connection) -> None:
    """Answer the queries that come over a line until it is closed; the life of one process."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    store = ox.Store.read_only(folder)
    line.send("ready")
    while True:
        try:
            request = Request.model_validate(line.recv())
        except EOFError:
            return
        line.send(_answer(store, request, rows))


def _answer(store: ox.Store, request: Request, rows: int) -> tuple[str, bytes, bool]:
    try:
        return serialise(_run(store, request), rows)
    except (SyntaxError, ValueError) as fault:
        reason = fault.msg if isinstance(fault, SyntaxError) else str(fault)
        where = reason.partition(": expected")[0]
        told = f"no valid SPARQL query: {where}; see https://www.w3.org/TR/sparql11-query/"
        return "fault", told.encode(), False
    except (OSError, RuntimeError) as fault:
        return "fault", f"the query failed: {fault}".encode(), False


def _run(store: ox.Store, request: Request) -> Any:
    default = [_graph(one) for one in request.default_graphs]
    named = [_graph(one) for one in request.named_graphs]
    if not default and not named:
        return store.query(request.query, prefixes=v.PREFIXES, use_default_graph_as_union=True)
    return store.query(
        request.query, prefixes=v.PREFIXES, default_graph=list(default), named_graphs=list(named)
    )


def _graph(address: str) -> ox.NamedNode:
    return ox.NamedNode(address)


def serialise(result: Any, rows: int) -> tuple[Form, bytes, bool]:
    """Return the form, the bytes of an answer, and whether it was cut at so many rows.

    SELECT and ASK become SPARQL 1.1 JSON, from which the engine makes the other formats.
    """
    if isinstance(result, ox.QueryBoolean):
        return "ask", json.dumps({"head": {}, "boolean": bool(result)}).encode(), False
    kept: list[Any] = []
    cut = False
    for row in result:
        if len(kept) == rows:
            cut = True
            break
        kept.append(row)
    if isinstance(result, ox.QueryTriples):
        made = ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES)
        return "graph", made or b"", cut
    names = [one.value for one in result.variables]
    bindings = [{name: _json(row[name]) for name in names if row[name] is not None} for row in kept]
    answer = {"head": {"vars": names}, "results": {"bindings": bindings}}
    return "select", json.dumps(answer, ensure_ascii=False).encode(), cut


def _json(term: Any) -> dict[str, Any]:
    """Return a term as SPARQL 1.1 Query Results JSON writes it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {
            "subject": _json(term.subject),
            "predicate": _json(term.predicate),
            "object": _json(term.object),
        }
        return {"type": "triple", "value": parts}
    told = {"type": "literal", "value": term.value}
    if term.language:
        return told | {"xml:lang": term.language}
    plain = term.datatype.value == v.XSD + "string"
    return told if plain else told | {"datatype": term.datatype.value}
