"""The command `assess`: what somebody found on how far a commitment was kept."""

import datetime as dt
import getpass
from typing import Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import QueryError
from pledgegraph.options import DEFAULT_STORE, StoreOption, open_store


def assess(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Id, or its first digits.")],
    status: Annotated[
        str, typer.Option(help="fulfilled, in-progress, broken, lapsed or unverified.")
    ],
    date: Annotated[
        str | None, typer.Option(help="Day it holds for: 2024-04-11, 2024-04, 2024; today else.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(envvar="PLEDGEGRAPH_USER", help="Who found it; your login name else."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Where it stands: address or name.")] = None,
    note: Annotated[str | None, typer.Option(help="In words.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Record a dated assessment of a commitment; it stays when its document is added again.

    Example: `pledgegraph assess 3f2a --status fulfilled --date 2023-01-31 --source budget-2023`
    """
    from pledgegraph.graph.assessments import add_assessment, make_assessment

    who = (by or _login()).strip()
    if not who:
        msg = "--by: is empty; name who found it"
        raise QueryError(msg)
    day = date or dt.date.today().isoformat()
    with open_store(store) as opened:
        statement = opened.statement(opened.full_id(identifier))
        one = make_assessment(statement, status, day, who, source, note)
        new = add_assessment(opened, one)
    if new:
        say(f"{statement.id}: {one.status} on {one.date}, by {one.by}")
    else:
        say(f"{statement.id}: known before; nothing changed")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as fault:
        msg = "your login has no name; name who found it with --by"
        raise QueryError(msg) from fault
