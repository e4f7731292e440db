"""The commands of large corpora: `corpus run`."""

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.inputs import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pledgegraph.corpus.notes import Note, PartitionFault
    from pledgegraph.corpus.run import Told

corpus = typer.Typer(
    no_args_is_help=True,
    help="Read large corpora in partitions. Example: `pledgegraph corpus run speeches.jsonl out`",
)


class EngineName(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    DASK = "dask"
    SPARK = "spark"


@corpus.callback()
def main() -> None:
    """Read large corpora in partitions. Example: `pledgegraph corpus run speeches.jsonl out`."""


@corpus.command()
def run(
    source: Annotated[
        Path, typer.Argument(metavar="INPUT", help="JSON Lines, Parquet, texts, or a folder.")
    ],
    output: Annotated[
        Path, typer.Argument(help="Folder of the partitions; all workers must see it.")
    ],
    engine: Annotated[EngineName, typer.Option(help="Who does the work.")] = EngineName.LOCAL,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; all cores without it.")
    ] = None,
    size: Annotated[int, typer.Option(min=1, help="Documents a partition.")] = 200,
    cluster: Annotated[
        str | None,
        typer.Option(help="A running cluster: tcp://host:8786 (dask), spark://host:7077 (spark)."),
    ] = None,
    table: Annotated[
        bool, typer.Option("--table/--no-table", help="Also Parquet, one row a statement.")
    ] = True,
    strict: Annotated[bool, typer.Option(help="Exit 1 where a document is left out.")] = False,
) -> None:
    """Read a corpus into partitions of N-Quads and Parquet; run again, it goes on.

    Examples: `pledgegraph corpus run speeches.jsonl out --workers 8`,
    `pledgegraph corpus run texts out --engine dask --cluster tcp://10.0.0.1:8786`
    """
    from pledgegraph.corpus.engines import Setting
    from pledgegraph.corpus.notes import DEAD_LETTERS
    from pledgegraph.corpus.run import run_corpus

    if table:
        _need_parquet()
    setting = Setting(output.resolve(), workers or os.cpu_count() or 1, table, cluster)
    try:
        with _progress() as told:
            outcome = run_corpus(source, setting, engine.value, size, told)
    except KeyboardInterrupt:
        say(f"{output}: stopped; the same command goes on from there")
        raise typer.Exit(130) from None
    for fault in outcome.faults:
        say(f"pledgegraph: {fault.source}, partition {fault.id}: {fault.reason}")
    if outcome.manifest is None:
        done = outcome.partitions - len(outcome.faults)
        say(f"{output}: {done} of {outcome.partitions} partitions; the same command goes on")
        raise typer.Exit(2)
    found = outcome.manifest
    say(
        f"{output}: {found.documents} documents, {found.statements} statements in"
        f" {len(found.partitions)} partitions"
    )
    if found.dead:
        say(f"{found.dead} left out; {output / DEAD_LETTERS} names them with the reasons")
        raise typer.Exit(1 if strict else 0)


def _need_parquet() -> None:
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        from pledgegraph.ontology.errors import GraphError

        msg = "Parquet needs pyarrow: pip install 'pledgegraph[parquet]', or say --no-table"
        raise GraphError(msg)


@contextmanager
def _progress() -> "Iterator[Told | None]":
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns: list[Any] = [
        SpinnerColumn(),
        TextColumn("{task.completed}/{task.total} partitions, {task.fields[count]} documents"),
        TextColumn("{task.fields[rate]:.0f}/s, remaining"),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, count=0, rate=0.0)
        count = 0

        def told(one: "Note | PartitionFault", total: int) -> None:
            nonlocal count
            count += len(getattr(one, "documents", ()))
            elapsed = bar.tasks[task].elapsed or 1
            bar.update(task, total=total, advance=1, count=count, rate=count / elapsed)

        yield told
