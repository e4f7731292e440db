"""The front door: a page to ask from, the answer as a list, and the same answer as a network."""

from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from pledgegraph.graph.pages.content import read_content
from pledgegraph.graph.pages.page import render_page
from pledgegraph.graph.pages.payload import build_payload
from pledgegraph.graph.queries import read_query
from pledgegraph.graph.web.asking import Asked
from pledgegraph.graph.web.catalogue import Slice
from pledgegraph.graph.web.rendering import FOLDER, Page, fill, open_page
from pledgegraph.graph.web.room import Here
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.vocabulary import read_topics

router = APIRouter(include_in_schema=False)
MOST_DRAWN: Final = 500  # statements of one network page
ADDRESSES: Final = {"statement": "/statement/{id}"}
_STATIC: Final = {
    "web.css": "text/css",
    "sparql.js": "text/javascript",
}
_SAMPLES: Final = ("us-to-japan-defence", "due-before-2028", "joint-aukus", "large-amounts")
Question = Annotated[Asked, Query()]


@router.get("/")
def home(request: Request, room: Here) -> Response:
    """How much there is, who is busiest, what came last, and a form to ask with."""
    catalogue = room.catalogue
    content = {
        "asked": Asked(),
        "stats": catalogue.stats,
        "actors": list(catalogue.weights.items())[:24],
        "documents": catalogue.documents[:12],
        "topics": read_topics(),
        "title": room.title,
    }
    return open_page(request).show("home.html.j2", content)


@router.get("/statements")
def listing(request: Request, room: Here, asked: Question) -> Response:
    """The statements that fit, page by page."""
    catalogue = room.catalogue
    found = catalogue.find(
        asked.filters(catalogue.store), derived=asked.derived, page=asked.page, size=asked.size
    )
    content = {"found": found, "asked": asked, "topics": read_topics(), "title": room.title}
    return open_page(request).show("listing.html.j2", content)


@router.get("/network")
def network(request: Request, room: Here, asked: Question) -> Response:
    """The explorer of ``pledgegraph view`` over a page of the answer."""
    catalogue = room.catalogue
    size = asked.size if "size" in asked.model_fields_set else MOST_DRAWN
    found = catalogue.find(
        asked.filters(catalogue.store), derived=asked.derived, page=asked.page, size=size
    )
    page = open_page(request)
    links = catalogue.links_among({edge.statement.id for edge in found.edges})
    content = read_content(catalogue.store, list(found.edges), links=links)
    payload = build_payload(content, load_register(), size, page.lang)
    payload["addresses"] = ADDRESSES
    html = render_page(payload, room.title, page.lang, bar=_bar(page, found))
    return HTMLResponse(html.encode("utf-8", "replace"))


def _bar(page: Page, found: Slice) -> str:
    """Return the links that stand above the explorer: to the list, and from page to page."""
    return fill("bar.html.j2", {"page": page, "found": found})


@router.get("/static/{name}")
def static(name: str) -> Response:
    """The style and the script of the server's own pages."""
    if name not in _STATIC:
        return Response(status_code=404)
    body = (FOLDER / "static" / name).read_bytes()
    return Response(body, media_type=_STATIC[name], headers={"cache-control": "max-age=300"})


@router.get("/samples.json")
def samples() -> dict[str, str]:
    """Queries to begin with in the editor."""
    return dict(_samples())


def _samples() -> Iterator[tuple[str, str]]:
    for name in _SAMPLES:
        yield name, read_query(name)
