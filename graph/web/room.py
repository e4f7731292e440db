"""What every request of the server works with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from pledgegraph.graph.web.catalogue import Catalogue
from pledgegraph.graph.web.workers import QueryPool


@dataclass(frozen=True)
class Room:
    """The store behind its catalogue, and the processes that answer SPARQL."""

    catalogue: Catalogue
    pool: QueryPool
    title: str


def the_room(request: Request) -> Room:
    """Return what the application was made with."""
    room: Room = request.app.state.room
    return room


Here = Annotated[Room, Depends(the_room)]
Handler = Callable[[Request, Exception], Awaitable[object]]
