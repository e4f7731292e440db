"""Questions over HTTP to JSON; the application describes it at /openapi.json."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query
from pydantic import BaseModel

from pledgegraph.graph.pages.names import gather_aliases
from pledgegraph.graph.reader import DocumentEntry, Stats
from pledgegraph.graph.web.asking import Asked
from pledgegraph.graph.web.room import Here, Room
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Document, Link, Statement
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import LANGS

CONTEXT = 240  # characters before and after a quote
router = APIRouter(prefix="/api", tags=["api"])
_FAULTS: dict[int | str, dict[str, object]] = {
    400: {"description": "The question cannot be answered: unknown actor or topic"},
    404: {"description": "Nothing of this name"},
}


class Toward(BaseModel):
    """One committer toward one recipient; ``derived`` where the text does not name the two."""

    committer: str
    recipient: str | None
    derived: bool


class Listed(BaseModel):
    """A statement in a list: with the date of its document and the edges that answer."""

    statement: Statement
    date: str | None
    edges: list[Toward]


class Listing(BaseModel):
    """A page of statements; ``total`` counts all that fit, the latest document first."""

    total: int
    page: int
    size: int
    statements: list[Listed]


class Told(BaseModel):
    """A statement with its place: context, document and links to other statements."""

    statement: Statement
    document: DocumentEntry
    before: str
    after: str
    links: list[Link]


class ActorEntry(BaseModel):
    """An actor of the store: readable names, and how many statements it makes and receives."""

    id: str
    labels: dict[str, str]
    made: int
    received: int


class ActorTold(ActorEntry):
    """An actor with all its names and, for a group, its members."""

    aliases: list[str]
    members: list[str]


class ActorListing(BaseModel):
    """A page of actors, the busiest first."""

    total: int
    page: int
    size: int
    actors: list[ActorEntry]


class DocumentListing(BaseModel):
    """A page of documents, the latest first."""

    total: int
    page: int
    size: int
    documents: list[DocumentEntry]


class DocumentTold(BaseModel):
    """A document with its text and its statements, in the order of the text."""

    document: Document
    statements: list[Statement]


PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
PageSize = Annotated[int, Query(ge=1, le=500)]
StatementId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Name = Annotated[str, Path(max_length=400)]


@router.get("/stats")
def stats(room: Here) -> Stats:
    """How much the store holds."""
    return room.catalogue.stats


@router.get("/statements", responses=_FAULTS)
def statements(room: Here, asked: Annotated[Asked, Query()]) -> Listing:
    """Who committed what to whom: the filters of `pledgegraph query`, page by page."""
    catalogue = room.catalogue
    found = catalogue.find(
        asked.filters(catalogue.store), derived=asked.derived, page=asked.page, size=asked.size
    )
    listed: dict[str, Listed] = {}
    for edge in found.edges:
        one = listed.setdefault(
            edge.statement.id, Listed(statement=edge.statement, date=edge.date, edges=[])
        )
        toward = Toward(committer=edge.committer, recipient=edge.recipient, derived=edge.derived)
        one.edges.append(toward)
    return Listing(
        total=found.total, page=found.page, size=found.size, statements=list(listed.values())
    )


@router.get("/statements/{identifier}", responses=_FAULTS)
def statement(room: Here, identifier: StatementId) -> Told:
    """One statement with its context, its document and its links."""
    return tell_statement(room, identifier)


@router.get("/actors")
def actors(room: Here, page: PageNumber = 1, size: PageSize = 50) -> ActorListing:
    """The actors of the store, the busiest first."""
    weights = list(room.catalogue.weights)
    chosen = weights[(page - 1) * size : page * size]
    return ActorListing(
        total=len(weights), page=page, size=size, actors=[_entry(room, one) for one in chosen]
    )


@router.get("/actors/{name}", responses=_FAULTS)
def actor(room: Here, name: Name) -> ActorTold:
    """An actor by its id or any name in the four languages."""
    return tell_actor(room, name)


@router.get("/documents")
def documents(room: Here, page: PageNumber = 1, size: PageSize = 50) -> DocumentListing:
    """The documents of the store without their texts, the latest first."""
    entries = room.catalogue.documents
    chosen = entries[(page - 1) * size : page * size]
    return DocumentListing(total=len(entries), page=page, size=size, documents=chosen)


@router.get("/documents/{name:path}", responses=_FAULTS)
def document(room: Here, name: Name) -> DocumentTold:
    """A document by its id or its name, with text and statements."""
    return tell_document(room, name)


def tell_statement(room: Room, identifier: str) -> Told:
    """Return all that is told of a statement; an unknown one is a 404."""
    store = room.catalogue.store
    try:
        one = store.statement(identifier)
    except QueryError as fault:
        raise HTTPException(404, str(fault)) from fault
    text = store.document(one.doc).text
    return Told(
        statement=one,
        document=room.catalogue.document(one.doc),
        before=text[max(0, one.start - CONTEXT) : one.start],
        after=text[one.end : one.end + CONTEXT],
        links=list(room.catalogue.links_of(one.id)),
    )


def tell_actor(room: Room, name: str) -> ActorTold:
    """Return all that is told of an actor; one that neither store nor register knows is a 404."""
    register = load_register()
    try:
        found = name if name in room.catalogue.weights else register.resolve(name)
    except QueryError as fault:
        raise HTTPException(404, str(fault)) from fault
    entry = _entry(room, found)
    return ActorTold(
        **entry.model_dump(),
        aliases=sorted(gather_aliases({found}, register)[found]),
        members=sorted(register.members(found)) if found in register.actors else [],
    )


def tell_document(room: Room, name: str) -> DocumentTold:
    """Return a document with its statements; an unknown one is a 404."""
    store = room.catalogue.store
    try:
        entry = room.catalogue.document(name)
    except QueryError as fault:
        raise HTTPException(404, str(fault)) from fault
    found = sorted(store.statements(entry.name), key=lambda one: (one.start, one.end, one.id))
    return DocumentTold(document=store.document(entry.name), statements=found)


def _entry(room: Room, actor: str) -> ActorEntry:
    made, received = room.catalogue.weights.get(actor, (0, 0))
    register = load_register()
    labels = {lang: register.label(actor, lang) for lang in LANGS}
    return ActorEntry(id=actor, labels=labels, made=made, received=received)
