"""The command `view`: filtered statements as a page that opens offline, or as a picture."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.options import as_lang, with_filters

if TYPE_CHECKING:
    from pledgegraph.graph.pages.content import Comparison
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store


class ViewFormat(StrEnum):
    """What `view` writes."""

    HTML = "html"
    SVG = "svg"
    PNG = "png"


@with_filters
def view(
    store: "Store",
    edges: "list[Edge]",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File; view.html, .svg or .png if none.")
    ] = None,
    form: Annotated[
        ViewFormat | None,
        typer.Option("--format", help="What to write; by the ending of the file if not given."),
    ] = None,
    title: Annotated[str, typer.Option(help="Heading of the page.")] = "Who committed what to whom",
    lang: Annotated[str, typer.Option(help="en, zh-Hans, zh-Hant or ja.")] = "en",
    cap: Annotated[int, typer.Option(min=1, help="Most commitments to show.")] = 20_000,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(help="Two documents or dates: also show what changed, and only these."),
    ] = None,
) -> None:
    """Write one self-contained HTML page of the network, filtered as in `query`, or a picture.

    Examples: `pledgegraph view --since 2022 -o network.html`,
    `pledgegraph view --compare 2022 2024`, `pledgegraph view --from JPN --format svg`
    """
    from pledgegraph.graph.pages.content import read_content

    chosen = form or _by_ending(output)
    path = output or Path(f"view.{chosen}")
    comparison = None
    if compare is not None:
        comparison, names = _compare(store, *compare)
        edges = [edge for edge in edges if edge.statement.doc in names]
    content = read_content(store, edges, comparison)
    if chosen is ViewFormat.HTML:
        from pledgegraph.graph.pages.page import write_page

        shown = write_page(content, path, title=title, lang=as_lang(lang), cap=cap)
        say(f"{path}: {shown} statements; open it in a browser")
        return
    from pledgegraph.graph.pages.drawing import write_picture

    shown = write_picture(content, path, chosen.value, title=title, lang=as_lang(lang), cap=cap)
    say(f"{path}: the network of {shown} statements")


def _by_ending(output: Path | None) -> ViewFormat:
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return ViewFormat(ending) if ending in [one.value for one in ViewFormat] else ViewFormat.HTML


def _compare(store: "Store", before: str, after: str) -> "tuple[Comparison, set[str]]":
    from pledgegraph.graph.compare import compare_documents, pick_documents
    from pledgegraph.graph.pages.content import Comparison

    old, new = pick_documents(store, before), pick_documents(store, after)
    changes = tuple(compare_documents(store, old, new))
    return Comparison(before=before, after=after, changes=changes), {*old, *new}
