"""The commands `network …`: measures of who commits to whom, as tables and JSON."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.inputs import say
from pledgegraph.options import as_lang, with_filters

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store

network = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Measure the network of commitments (of calls with `--kind call`); filters as in `query`. "
    "What a text leaves unsaid is not counted: see docs/analytics.md. "
    "Example: `pledgegraph network central --since 2022`",
)


class MeasureFormat(StrEnum):
    """How `network` prints."""

    TABLE = "table"
    JSON = "json"


class Slice(StrEnum):
    """What `network communities` divides first."""

    ALL = "all"
    TOPIC = "topic"
    YEAR = "year"


Form = Annotated[MeasureFormat, typer.Option("--format", help="How to print.")]
Lang = Annotated[str, typer.Option(help="Of the names: en, zh-Hans, zh-Hant or ja.")]
Top = Annotated[int, typer.Option(min=1, help="Most rows of the table.")]


def _of_one_kind(edges: "list[Edge]") -> "list[Edge]":
    """Return the commitments, or the calls where the filters left nothing else."""
    kept = [edge for edge in edges if edge.statement.kind == "commitment"]
    return kept or edges


def _print(rows: Iterable[Any], columns: Sequence[str], top: int) -> None:
    from pledgegraph.terminal import print_rows

    found = list(rows)
    print_rows(columns, [[_cell(getattr(one, name)) for name in columns] for one in found[:top]])
    if len(found) > top:
        say(f"{len(found) - top} more; --top {len(found)} shows all")
    if not found:
        say("nothing found; fewer filters find more")


def _cell(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _put_json(content: Any) -> None:
    from pledgegraph.terminal import put

    put(json.dumps(content, ensure_ascii=False, indent=1))


@network.command()
@with_filters
def central(
    store: "Store",
    edges: "list[Edge]",
    form: Form = MeasureFormat.TABLE,
    lang: Lang = "en",
    top: Top = 20,
) -> None:
    """Who is central: made, received, PageRank and betweenness of every actor.

    Rank follows the edges: high for whom much is committed to by those who are themselves much
    committed to. Between is the share of shortest paths through an actor, each edge one step.
    Both depend on what was read in: a store of one capital's statements makes that capital central.
    Joint commitments count in both directions; `--no-derived` leaves them out.

    Example: `pledgegraph network central --topic alliance-defence`
    """
    from pledgegraph.graph.analytics.centrality import rank_actors

    places = rank_actors(_of_one_kind(edges), as_lang(lang))
    if form is MeasureFormat.JSON:
        _put_json([one.model_dump() for one in places])
        return
    columns = ("actor", "label", "made", "unaddressed", "received", "to", "of", "rank", "between")
    _print(places, columns, top)


@network.command()
@with_filters
def reciprocity(
    store: "Store",
    edges: "list[Edge]",
    form: Form = MeasureFormat.TABLE,
    lang: Lang = "en",
    top: Top = 20,
) -> None:
    """Who is committed to whom on balance, pair by pair.

    Forth and back count statements that name the other; joint ones weigh on neither side. A
    balance counts sentences, not what they are worth: one treaty duty may outweigh ten intentions,
    so the mean strengths stand beside it.

    Example: `pledgegraph network reciprocity --since 2022 --format json`
    """
    from pledgegraph.graph.analytics.balance import balance_pairs

    balance = balance_pairs(_of_one_kind(edges), as_lang(lang))
    if form is MeasureFormat.JSON:
        _put_json(balance.model_dump())
        return
    columns = (
        "one_label", "other_label", "forth", "back", "joint", "balance", "forth_strength",
        "back_strength",
    )  # fmt: skip
    _print(balance.pairs, columns, top)
    say(f"reciprocity {balance.reciprocity}: share of relations that are answered")


@network.command()
@with_filters
def communities(
    store: "Store",
    edges: "list[Edge]",
    by: Annotated[Slice, typer.Option(help="Divide everything, each topic or each year.")] = (
        Slice.ALL
    ),
    form: Form = MeasureFormat.TABLE,
    lang: Lang = "en",
    top: Top = 20,
) -> None:
    """Groups of actors that commit to each other more than to the rest (Louvain method).

    Direction does not count, the number of statements does. The method finds groups in any
    network: a modularity under about 0.3 says that there are none to speak of. Small slices
    divide by chance.

    Example: `pledgegraph network communities --by topic`
    """
    from pledgegraph.graph.analytics.communities import find_communities

    found = find_communities(_of_one_kind(edges), by.value, as_lang(lang))
    if form is MeasureFormat.JSON:
        _put_json([one.model_dump() for one in found])
        return
    _print(found, ("slice", "labels", "inside", "across", "modularity"), top)


@network.command()
@with_filters
def change(
    store: "Store",
    edges: "list[Edge]",
    first: Annotated[str, typer.Argument(help="Period: 2022, 2022-03 or 2021:2022-06.")],
    second: Annotated[str, typer.Argument(help="The period to compare it with.")],
    form: Form = MeasureFormat.TABLE,
    lang: Lang = "en",
    top: Top = 20,
) -> None:
    """Which relations are new, gone, more or fewer from one period to another.

    Counts are not corrected for how much was read: the numbers of documents stand below. Gone
    means not said again, not withdrawn; `compare` follows single commitments. A document
    known only by its year counts in every period that touches the year; undated ones in none.

    Example: `pledgegraph network change 2021:2022 2023:2024`
    """
    from pledgegraph.graph.analytics.change import compare_periods, read_period

    periods = read_period(first), read_period(second)
    shifts = compare_periods(_of_one_kind(edges), *periods, as_lang(lang))
    if form is MeasureFormat.JSON:
        _put_json(shifts.model_dump())
        return
    columns = (
        "committer_label", "recipient_label", "first", "second", "first_strength",
        "second_strength", "change",
    )  # fmt: skip
    _print(shifts.shifts, columns, top)
    say(
        f"documents: {shifts.first_documents} in {first}, {shifts.second_documents} in {second};"
        f" {shifts.undated} undated edges left out"
    )
