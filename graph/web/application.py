"""A store to the web application that shows it; only a review, where allowed, changes it."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from pledgegraph.graph.store import Store
from pledgegraph.graph.web import addresses, api, endpoint, explorer, reviewing
from pledgegraph.graph.web.catalogue import Catalogue
from pledgegraph.graph.web.guard import LOOPBACK, Guard
from pledgegraph.graph.web.rendering import open_page
from pledgegraph.graph.web.room import Reviewer, Room
from pledgegraph.graph.web.workers import QueryPool
from pledgegraph.ontology.errors import PledgegraphError, QueryError

ABOUT: Final = "Who committed what to whom, every edge with its verbatim quote."


def make_application(
    store: Store,
    *,
    title: str = "Who committed what to whom",
    hosts: Sequence[str] = LOOPBACK,
    token: str | None = None,
    seconds: float = 30,
    rows: int = 10_000,
    reviewer: Reviewer | None = None,
) -> FastAPI:
    """Return the application over an open store; the caller closes the store after it has ended.

    Args:
        store: A store on disk or in memory that nobody else writes to meanwhile.
        title: Heading of the pages.
        hosts: Names, without port, under which the server may be asked.
        token: What clients must know; None asks for nothing.
        seconds: Longest time for one SPARQL query.
        rows: Most rows of one SPARQL answer.
        reviewer: Who decides on statements through the pages; None where they are only read.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
            catalogue = Catalogue(store)
            catalogue.warm()
            pool = QueryPool(catalogue.copy_quads(Path(folder)), seconds=seconds, rows=rows)
            app.state.room = Room(catalogue, pool, title, reviewer)
            try:
                yield
            finally:
                pool.close()

    app = FastAPI(
        title="pledgegraph",
        description=ABOUT,
        docs_url=None,  # both load scripts from elsewhere
        redoc_url=None,
        lifespan=life,
    )
    app.add_middleware(Guard, hosts=tuple(hosts), token=token)
    for part in (api, addresses, endpoint, explorer):
        app.include_router(part.router)
    if reviewer is not None:
        app.include_router(reviewing.router)
    app.add_exception_handler(PledgegraphError, _tell_fault)
    app.add_exception_handler(HTTPException, _tell_status)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    return app


async def _tell_fault(request: Request, fault: Exception) -> Response:
    return _told(request, 400 if isinstance(fault, QueryError) else 500, str(fault))


async def _tell_status(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    return _told(request, status, str(getattr(fault, "detail", fault)))


async def _tell_invalid(request: Request, fault: Exception) -> Response:
    told = []
    for one in fault.errors() if isinstance(fault, RequestValidationError) else ():
        place = ".".join(str(part) for part in one["loc"][1:])
        told.append(f"{place} {str(one.get('input'))[:80]!r}: {one['msg']}")
    return _told(request, 422, "; ".join(told))


def _told(request: Request, status: int, told: str) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        content = {"status": status, "told": told, "title": str(status)}
        return open_page(request).show("fault.html.j2", content, status)
    return JSONResponse({"error": told}, status)
