"""The command that shows a store in the browser."""

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.options import DEFAULT_STORE, StoreOption, open_store
from pledgegraph.review_command import DecisionsOption

if TYPE_CHECKING:
    import uvicorn

LOCAL = "127.0.0.1"
TITLE = "Who committed what to whom"
Token = Annotated[
    str | None,
    typer.Option(
        envvar="PLEDGEGRAPH_TOKEN",
        help="What clients must know; `new` makes one. Needed with --host.",
    ),
]


def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = LOCAL,
    name: Annotated[
        list[str] | None, typer.Option(help="A name this machine is asked under; may be repeated.")
    ] = None,
    token: Token = None,
    title: Annotated[
        str, typer.Option(help="Heading of the pages.")
    ] = "Who committed what to whom",
    seconds: Annotated[float, typer.Option(min=0.1, help="Longest time for a SPARQL query.")] = 30,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of a SPARQL answer.")] = 10_000,
    review: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Let NAME accept, reject and edit at /review."),
    ] = None,
    decisions: DecisionsOption = None,
) -> None:
    """Show the store in the browser: explorer, pages, JSON, SPARQL. Ends with Ctrl-C.

    Nothing can be changed through it but by --review. Without --host only this machine can ask.

    Examples: `pledgegraph serve`, `pledgegraph serve --port 0 --store my-store`,
    `pledgegraph serve --review ana`
    """
    if host not in (LOCAL, "localhost", "::1") and not token:
        msg = f"--host {host}: others could read the store; add --token, for example --token new"
        raise QueryError(msg)
    try:
        import uvicorn

        from pledgegraph.graph.review.decisions import FILE
        from pledgegraph.graph.web.application import make_application
        from pledgegraph.graph.web.guard import LOOPBACK
        from pledgegraph.graph.web.room import Reviewer
    except ModuleNotFoundError as fault:
        msg = f'{fault.name} is missing; install it with: pip install "pledgegraph[web]"'
        raise GraphError(msg) from fault
    secret = secrets.token_urlsafe(24) if token == "new" else token
    shown = f"[{host}]" if ":" in host else host
    reviewer = Reviewer(review, decisions or store / FILE) if review else None
    with open_store(store) as opened:
        app = make_application(
            opened,
            title=title,
            hosts=(*LOOPBACK, shown.lower(), *(one.lower() for one in name or ())),
            token=secret,
            seconds=seconds,
            rows=rows,
            reviewer=reviewer,
        )
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", server_header=False, lifespan="on"
        )
        _run(uvicorn.Server(config), shown, secret)


def _run(server: "uvicorn.Server", host: str, secret: str | None) -> None:
    """Say the address once the server listens, then serve until it is told to stop."""
    import asyncio

    async def life() -> None:
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        if server.started:
            number = server.servers[0].sockets[0].getsockname()[1]
            say(f"http://{host}:{number}/{f'?token={secret}' if secret else ''}")
        await serving

    try:
        asyncio.run(life())
    except KeyboardInterrupt:
        say("ended")
    except SystemExit as fault:  # uvicorn's way to say that the address cannot be taken
        msg = f"{host}: the port cannot be taken, another program may have it; try --port 0"
        raise GraphError(msg) from fault
