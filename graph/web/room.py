"""What every request of the server works with."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from pledgegraph.graph.web.catalogue import Catalogue
from pledgegraph.graph.web.workers import QueryPool


@dataclass(frozen=True)
class Reviewer:
    """Who decides through the server, and the file that keeps it; one decision at a time."""

    by: str
    file: Path
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Room:
    """The store behind its catalogue, the processes that answer SPARQL, and who may decide."""

    catalogue: Catalogue
    pool: QueryPool
    title: str
    reviewer: Reviewer | None = None


def the_room(request: Request) -> Room:
    """Return what the application was made with."""
    room: Room = request.app.state.room
    return room


Here = Annotated[Room, Depends(the_room)]
