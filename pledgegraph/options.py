"""The options that commands share: the store, and the filters of query, export and view."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.values import LANGS, Lang

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.remote.store import RemoteStore
    from pledgegraph.graph.store import Store

_HTTP = re.compile(r"(https?):/+(?=[^/])")


class Address(type(Path())):  # type: ignore[misc]  # the kind of path of this machine
    """The address of an endpoint where otherwise the folder of a store stands."""

    def __str__(self) -> str:
        """Return the address with both of its strokes, which a path would unite."""
        return _HTTP.sub(r"\1://", super().__str__(), count=1)


def read_place(text: str | Path) -> Path:
    """Return the folder of a store, or the address of an endpoint."""
    return Address(text) if _HTTP.match(str(text)) else Path(text)


StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        envvar="PLEDGEGRAPH_STORE",
        parser=read_place,
        metavar="PLACE",
        help="Folder of the store, or http(s):// of a SPARQL 1.1 endpoint.",
    ),
]
DEFAULT_STORE = Path("pledgegraph-store")


class ListFormat(StrEnum):
    """How statements are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


# The options of `query`, `export` and `view` are the same; each becomes a field of Filters.
_FILTERS: dict[str, tuple[Any, str, str]] = {
    "from_": (str | None, "--from", "Who commits: a name in any of the four languages."),
    "to": (str | None, "--to", "To whom."),
    "topic": (list[str] | None, "--topic", "Topic, by id or label; may be repeated."),
    "kind": (str | None, "--kind", "commitment or call."),
    "since": (str | None, "--since", "Documents from this date on: 2024, 2024-04, 2024-04-11."),
    "until": (str | None, "--until", "Documents up to this date."),
    "min_strength": (int | None, "--min-strength", "1 exploration … 5 obligation."),
    "min_confidence": (float | None, "--min-confidence", "How sure the reading is: 0 to 1."),
    "deadline_before": (str | None, "--deadline-before", "Due before this date."),
    "min_amount": (float | None, "--min-amount", "Figure of at least this."),
    "unit": (str | None, "--unit", "Unit of the figure: USD, JPY, %GDP …"),
    "text": (str | None, "--text", "Words that the quote holds."),
    "doc": (str | None, "--doc", "Name of a document."),
    "speaker": (str | None, "--speaker", "Who voices it."),
    "reaffirmed": (bool | None, "--reaffirmed/--new", "Presented as made before, or not."),
    "reaffirmed_since": (str | None, "--reaffirmed-since", "Taken up by a later text since then."),
    "spoken_for": (bool, "--spoken-for", "Known only through others."),
    "unmet": (bool, "--unmet", "Deadline past, and nobody assessed it."),
    "members": (bool, "--members", "Also the groups that the actors belong to."),
    "derived": (bool, "--derived/--no-derived", "Edges between partners of joint commitments."),
}


def with_filters(command: Callable[..., None], *, writes: bool = False) -> Callable[..., None]:
    """Give a command the filter options and the store; it receives ``edges`` in their place.

    Args:
        command: What is done with the edges.
        writes: Whether it changes the store; one that only asks reads together with others.
    """

    @wraps(command)
    def wrapped(**values: Any) -> None:
        chosen = {name: values.pop(name) for name in _FILTERS}
        with (open_store if writes else read_store)(values.pop("store")) as store:
            edges = _find(store, chosen)
            command(store=store, edges=edges, **values)

    own = [
        p for n, p in inspect.signature(command).parameters.items() if n not in ("store", "edges")
    ]
    keyword = inspect.Parameter.KEYWORD_ONLY
    defaults = {"members": False, "spoken_for": False, "unmet": False, "derived": True}
    added = [
        inspect.Parameter(
            name,
            keyword,
            default=defaults.get(name),
            annotation=Annotated[kind, typer.Option(flag, help=text, rich_help_panel="Filters")],
        )
        for name, (kind, flag, text) in _FILTERS.items()
    ]
    store = inspect.Parameter("store", keyword, default=DEFAULT_STORE, annotation=StoreOption)
    parameters = [one.replace(kind=keyword) for one in own] + added + [store]
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapped.__annotations__ = {one.name: one.annotation for one in parameters}
    del wrapped.__wrapped__
    return wrapped


def _find(store: "Store", chosen: dict[str, Any]) -> "list[Edge]":
    from pydantic import ValidationError

    from pledgegraph.graph.queries import Filters, find_actor, find_statements

    derived = chosen.pop("derived")
    for name in ("from_", "to", "speaker"):
        chosen[name] = chosen[name] and find_actor(store, chosen[name])
    chosen["topics"] = tuple(chosen.pop("topic") or ())
    try:
        filters = Filters(**chosen)
    except ValidationError as fault:
        one = fault.errors()[0]
        msg = f"--{str(one['loc'][0]).rstrip('_').replace('_', '-')} {one['input']!r}: {one['msg']}"
        raise QueryError(msg) from fault
    return find_statements(store, filters, derived)


@contextmanager
def open_store(path: Path, create: bool = False) -> "Iterator[Store]":
    """Open the store for a command and close it after."""
    from pledgegraph.graph.store import Store

    with _far_store(path) or Store.open(path, create=create) as store:
        yield store


def _far_store(path: Path) -> "RemoteStore | None":
    if not isinstance(path, Address):
        return None
    from pledgegraph.graph.remote.store import RemoteStore

    return RemoteStore.at(str(path))


@contextmanager
def read_store(path: Path) -> "Iterator[Store]":
    """Open the store for a command that only asks; others may read, and one may write."""
    from pledgegraph.graph.store import Store

    with _far_store(path) or Store.open_to_read(path) as store:
        if store.as_of is not None:
            age = (datetime.now(tz=UTC) - store.as_of).total_seconds()
            sys.stderr.write(
                f"{path}: another process writes to it; this answer is from its copy of"
                f" {store.as_of:%H:%M:%S} UTC, {age:.0f} s ago\n"
            )
        yield store


def as_lang(name: str) -> Lang:
    """Return an interface language.

    Raises:
        QueryError: for one that is not of the four.
    """
    if name not in LANGS:
        msg = f"unknown language {name!r}; one of {', '.join(LANGS)}.{closest(name, LANGS)}"
        raise QueryError(msg)
    return name
