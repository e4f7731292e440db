"""The command `compare`: what changed between documents or dates."""

from typing import Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.options import DEFAULT_STORE, StoreOption, read_store
from pledgegraph.relations import CompareFormat


def compare(
    before: Annotated[str, typer.Argument(help="Documents (with commas), or a date: 2022.")],
    after: Annotated[str, typer.Argument(help="The same, of later.")],
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[
        CompareFormat, typer.Option("--format", help="How to print.")
    ] = CompareFormat.TABLE,
) -> None:
    """What is new, reaffirmed, stronger, weaker, moved, changed or dropped, with both quotes.

    Example: `pledgegraph compare 2022 2024 --format markdown`
    """
    from pledgegraph.graph.compare import compare_documents, pick_documents
    from pledgegraph.relations import count_changes, print_changes

    with read_store(store) as opened:
        old, new = pick_documents(opened, before), pick_documents(opened, after)
        changes = compare_documents(opened, old, new)
    print_changes(changes, form)
    say(f"{before} → {after}: {count_changes(changes)}")
