"""The SPARQL 1.1 protocol over the store: queries by GET and POST, no updates.

https://www.w3.org/TR/sparql11-protocol/ ; results in JSON, XML, CSV or TSV, graphs in Turtle,
N-Triples, RDF/XML or JSON-LD.
"""

import re
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from pledgegraph.graph.sparql import without_quoted
from pledgegraph.graph.web.accepting import choose_format
from pledgegraph.graph.web.rendering import open_page
from pledgegraph.graph.web.room import Here, Room
from pledgegraph.graph.web.workers import Outcome, QueryTimeoutError
from pledgegraph.graph.web.workers import Request as Question
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.vocabulary import PREFIXES

router = APIRouter()
RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_ASKED: Final = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": told,
        "schema": {"type": "array", "items": {"type": "string"}},
    }
    for name, told in (
        ("query", "A SELECT, ASK, CONSTRUCT or DESCRIBE query; without one, the editor"),
        ("default-graph-uri", "Graphs outside GRAPH; without any, the union of all"),
        ("named-graph-uri", "Graphs that GRAPH may name"),
    )
]
_ANSWERS: Final = {
    200: {"description": "The answer", "content": {one: {} for one in [*RESULTS, *GRAPHS]}},
    400: {"description": "No query, or not a valid one"},
    406: {"description": "No format that the client takes"},
    415: {"description": "A body that is neither a form nor a query"},
    503: {"description": "The query took too long"},
}


@router.get("/sparql", openapi_extra={"parameters": _ASKED, "responses": _ANSWERS})
async def ask_by_address(request: Request, room: Here) -> Response:
    """Answer a query in the address; a browser that brings none gets the editor."""
    if "query" not in request.query_params and "text/html" in request.headers.get("accept", ""):
        return open_page(request).show("sparql.html.j2", {"title": "SPARQL"})
    return await _answer(request, room, list(request.query_params.multi_items()))


@router.post(
    "/sparql",
    openapi_extra={
        "responses": _ANSWERS,
        "requestBody": {
            "content": {
                _QUERY: {"schema": {"type": "string"}},
                _FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
            }
        },
    },
)
async def ask_by_body(request: Request, room: Here) -> Response:
    """Answer a query in the body: a form with ``query``, or the query itself."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        body = (await request.body()).decode()
    except UnicodeDecodeError:
        return _fault(400, "the body is not UTF-8")
    if kind == _FORM:
        try:
            pairs = parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=1000)
        except ValueError as fault:
            return _fault(400, f"the form cannot be read: {fault}")
        return await _answer(request, room, pairs)
    if kind == _QUERY:
        chosen = [
            pair for pair in request.query_params.multi_items() if pair[0].endswith("graph-uri")
        ]
        return await _answer(request, room, [("query", body), *chosen])
    if kind == "application/sparql-update":
        return _fault(403, "this endpoint only reads; updates are refused")
    return _fault(415, f"content type {kind or 'none'!r} is not {_QUERY} or {_FORM}")


async def _answer(request: Request, room: Room, pairs: list[tuple[str, str]]) -> Response:
    if any(key == "update" for key, _ in pairs):
        return _fault(403, "this endpoint only reads; updates are refused")
    queries = [value for key, value in pairs if key == "query"]
    if len(queries) != 1:
        return _fault(400, f"one query is needed, {len(queries)} given; send query=SELECT …")
    question = Question(
        query=queries[0],
        default_graphs=tuple(value for key, value in pairs if key == "default-graph-uri"),
        named_graphs=tuple(value for key, value in pairs if key == "named-graph-uri"),
    )
    if re.search(r"\bSERVICE\b", without_quoted(question.query), re.IGNORECASE):
        return _fault(400, "SERVICE would ask another server; load its data and ask here")
    try:
        outcome = await run_in_threadpool(room.pool.ask, question)
    except QueryTimeoutError as fault:
        return _fault(503, str(fault))
    except QueryError as fault:
        return _fault(400, str(fault))
    return _serialised(request, room, outcome)


def _serialised(request: Request, room: Room, outcome: Outcome) -> Response:
    offers = list(GRAPHS if outcome.form == "graph" else RESULTS)
    kind = choose_format(request.headers.get("accept"), offers)
    if kind is None:
        return _fault(406, f"the answer comes as one of {', '.join(offers)}")
    if outcome.form == "graph":
        body = _graph(outcome.body, GRAPHS[kind])
    elif RESULTS[kind] == ox.QueryResultsFormat.JSON:
        body = outcome.body
    elif outcome.form == "ask" and RESULTS[kind] != ox.QueryResultsFormat.XML:
        body = b"true" if b"true" in outcome.body else b"false"
    else:
        read = ox.parse_query_results(outcome.body, format=ox.QueryResultsFormat.JSON)
        body = read.serialize(format=RESULTS[kind]) or b""
    headers = {"vary": "Accept"}
    if outcome.cut:
        headers["pledgegraph-cut"] = f"{room.pool.rows} rows; add ORDER BY, LIMIT and OFFSET"
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return Response(body, media_type=kind + charset, headers=headers)


def _graph(triples: bytes, form: ox.RdfFormat) -> bytes:
    if form == ox.RdfFormat.N_TRIPLES:
        return triples
    parsed = (quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES))
    return ox.serialize(parsed, format=form, prefixes=dict(PREFIXES)) or b""


def _fault(status: int, told: str) -> JSONResponse:
    return JSONResponse({"error": told}, status)
