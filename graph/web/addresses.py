"""Stable addresses of actors, statements and documents: a page, Turtle, JSON-LD or JSON."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from pledgegraph.graph.actors import actor_quads, membership_quads
from pledgegraph.graph.exports import export_text
from pledgegraph.graph.exports.jsonld import jsonld_text
from pledgegraph.graph.exports.turtle import turtle_text
from pledgegraph.graph.queries import Edge, Filters, statement_edges
from pledgegraph.graph.triples import Quad, iri
from pledgegraph.graph.web.api import (
    ActorTold,
    Name,
    PageNumber,
    StatementId,
    Told,
    tell_actor,
    tell_document,
    tell_statement,
)
from pledgegraph.graph.web.highlights import split_text
from pledgegraph.graph.web.rendering import open_page, wants
from pledgegraph.graph.web.room import Here, Room
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError

router = APIRouter()
FORMATS: Final = {
    "html": "text/html",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "json": "application/json",
}
ROWS: Final = 50  # statements on the page of an actor
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "What is told", "content": {kind: {} for kind in FORMATS.values()}},
    404: {"description": "Nothing of this name"},
    406: {"description": "No format that the client takes"},
}


@router.get("/statement/{identifier}", responses=_ANSWERS, response_class=Response)
def statement(request: Request, room: Here, identifier: StatementId) -> Response:
    """A statement."""
    told = tell_statement(room, identifier)
    edges = statement_edges(told.statement, told.document.date)
    return _formed(
        request,
        told,
        lambda form: export_text(room.catalogue.store, form, edges),
        lambda: _statement_page(request, room, told),
    )


@router.get("/actor/{name}", responses=_ANSWERS, response_class=Response)
def actor(request: Request, room: Here, name: Name, page: PageNumber = 1) -> Response:
    """An actor with what it has committed itself to and what was promised to it."""
    told = tell_actor(room, name)
    return _formed(
        request,
        told,
        lambda form: _actor_text(room, told.id, form, page),
        lambda: _actor_page(request, room, told, page),
    )


@router.get("/document/{name:path}", responses=_ANSWERS, response_class=Response)
def document(request: Request, room: Here, name: Name) -> Response:
    """A document with its text and its statements."""
    told = tell_document(room, name)
    edges = [e for one in told.statements for e in statement_edges(one, told.document.date)]

    def show() -> Response:
        pieces = split_text(told.document.text, told.statements)
        content = {"told": told, "pieces": pieces, "title": told.document.title or name}
        return open_page(request).show("document.html.j2", content)

    return _formed(request, told, lambda form: export_text(room.catalogue.store, form, edges), show)


def _formed(
    request: Request,
    told: Any,
    graph: Callable[[str], str],
    page: Callable[[], Response],
) -> Response:
    form = wants(request, FORMATS)
    if form is None:
        offers = ", ".join(FORMATS)
        return JSONResponse({"error": f"this address answers as one of {offers}"}, 406)
    if form == "html":
        answer = page()
    elif form == "json":
        answer = Response(told.model_dump_json(), media_type=FORMATS[form])
    else:
        answer = Response(graph(form), media_type=FORMATS[form] + "; charset=utf-8")
    answer.headers["vary"] = "Accept, Accept-Language"
    return answer


def _statement_page(request: Request, room: Room, told: Told) -> Response:
    one, links = told.statement, []
    for link in told.links:
        end = link.object if link.subject == one.id else link.subject
        try:
            other = room.catalogue.store.statement(end)
        except QueryError:  # taken out of the store since
            continue
        later = link.subject == one.id
        links.append((link, later, other, room.catalogue.document(other.doc).date))
    page = open_page(request)
    who = ", ".join(name for _, name in page.names(one.committers))
    content = {"told": told, "one": one, "links": links, "title": f"{who}: {one.action[:80]}"}
    return page.show("statement.html.j2", content)


def _sides(room: Room, actor: str, page: int) -> list[tuple[str, Any]]:
    return [
        (key, room.catalogue.find(filters, derived=False, page=page, size=ROWS))
        for key, filters in (("made", Filters(from_=actor)), ("received", Filters(to=actor)))
    ]


def _actor_page(request: Request, room: Room, told: ActorTold, number: int) -> Response:
    page = open_page(request)
    content = {"told": told, "sides": _sides(room, told.id, number), "title": page.name(told.id)}
    return page.show("actor.html.j2", content)


def _actor_text(room: Room, actor: str, form: str, page: int) -> str:
    """Return the names and memberships of an actor, and which statements it stands in."""
    node = iri(v.ACTOR, actor)
    quads: list[Quad] = actor_quads([actor], v.ACTORS_GRAPH)
    quads += membership_quads([actor], v.ACTORS_GRAPH)
    for key, found in _sides(room, actor, page):
        predicate = iri(v.PG, "committer" if key == "made" else "recipient")
        for identifier in _ids(found.edges):
            quads.append((iri(v.STATEMENT, identifier), predicate, node, iri(v.ACTORS_GRAPH)))
    return turtle_text(quads) if form == "turtle" else jsonld_text(quads)


def _ids(edges: tuple[Edge, ...]) -> list[str]:
    return list(dict.fromkeys(edge.statement.id for edge in edges))
