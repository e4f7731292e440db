"""The command `load`: the partitions of a corpus into a store."""

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.options import DEFAULT_STORE, StoreOption, open_store


def load(
    source: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="Folder that `corpus run` has finished.")
    ],
    store: StoreOption = DEFAULT_STORE,
    links: Annotated[
        bool, typer.Option("--links/--no-links", help="Find links between all statements after.")
    ] = True,
) -> None:
    """Bring a corpus that `corpus run` has read into a store; loaded again, it goes on.

    Examples: `pledgegraph load out`, `pledgegraph load out --store http://127.0.0.1:7878`
    """
    from pledgegraph.corpus.loading import load_corpus
    from pledgegraph.corpus.notes import read_manifest
    from pledgegraph.graph.review.applied import settle_changes

    read_manifest(source)  # nothing is made where there is nothing to load
    with open_store(store, create=True) as opened:
        outcomes = load_corpus(source, opened)
        if links and opened.are_links_due():
            settle_changes(opened, {"added": 1})
            opened.note_links()
    told = ", ".join(f"{count} {one}" for one, count in outcomes.items()) or "nothing"
    say(f"{source}: {told} in {store}")
