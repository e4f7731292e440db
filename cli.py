"""What the user typed: the commands of pledgegraph, thin over the rooms."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pledgegraph.add_command import add
from pledgegraph.assess_command import assess
from pledgegraph.compare_command import compare
from pledgegraph.corpus_command import corpus
from pledgegraph.export_command import export
from pledgegraph.import_command import import_
from pledgegraph.inputs import read_statements, say, tell_silence
from pledgegraph.load_command import load
from pledgegraph.network_commands import network
from pledgegraph.ontology.errors import DocumentError, PledgegraphError
from pledgegraph.options import (
    DEFAULT_STORE,
    ListFormat,
    StoreOption,
    read_store,
    with_filters,
)
from pledgegraph.reader_options import Read, with_reader
from pledgegraph.review_command import review
from pledgegraph.scores import Grouping, ScoreFormat
from pledgegraph.serve_command import serve
from pledgegraph.show_command import show
from pledgegraph.timeline_command import timeline
from pledgegraph.upkeep_commands import backup, check, remove, restore, stats
from pledgegraph.view_command import view

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store


class Commands(TyperGroup):
    """Prints a fault that the user can mend as one line and exits with 2."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except PledgegraphError as fault:
            if ctx.params.get("debug"):
                raise
            say(f"pledgegraph: {fault}")
            raise typer.Exit(2) from fault
        except BrokenPipeError as fault:
            sys.stderr.close()
            raise typer.Exit(0) from fault


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Who committed what to whom: read commitments out of diplomatic texts and ask about them.",
)


app.command()(add)
app.command()(export)
app.command("import")(import_)
app.command()(check)
app.command()(remove)
app.command()(stats)
app.command()(backup)
app.command()(restore)
app.add_typer(network, name="network")
app.add_typer(corpus, name="corpus")
app.command()(load)
app.command()(compare)
app.command()(serve)
app.command()(show)
app.command()(assess)
app.command()(timeline)
app.command()(view)
app.command()(review)


@app.callback()
def main(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Who committed what to whom: read commitments out of diplomatic texts and ask about them."""


Paths = Annotated[
    list[Path], typer.Argument(help="Texts (.txt .md .html .pdf .docx .eml), folders, or - .")
]


@app.command()
@with_reader
def extract(
    paths: Paths,
    read: Read,
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    explain: Annotated[bool, typer.Option("--explain", help="Name rule and cue.")] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Say why a sentence gave nothing.")
    ] = False,
    strict: Annotated[bool, typer.Option(help="Exit 1 where nothing is found.")] = False,
    parties: Annotated[
        str | None, typer.Option(help="Actors in whose name the texts speak: US,Japan.")
    ] = None,
) -> None:
    """Print the statements of texts, without a store.

    Example: `pledgegraph extract examples/summit-en.txt --explain`
    """
    from pledgegraph.graph.queries import statement_edges
    from pledgegraph.terminal import print_edges

    outcomes: dict[str, int] = {}
    edges: list[Edge] = []
    for document, statements in read_statements(paths, parties, outcomes, read):
        if verbose:
            tell_silence(document, statements)
        edges += [e for one in statements for e in statement_edges(one, document.date)]
    print_edges(edges, form, explain)
    if outcomes.get("failed"):
        raise typer.Exit(2)
    if strict and not edges:
        raise typer.Exit(1)


@app.command()
@with_filters
def query(
    store: "Store",
    edges: "list[Edge]",
    form: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
    strict: Annotated[bool, typer.Option(help="Exit 1 where nothing is found.")] = False,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Each telling of an act, not one for all.")
    ] = False,
) -> None:
    """Who committed what to whom, one row an act, however many sources tell it.

    Examples: `pledgegraph query --from US --to Japan`,
    `pledgegraph query --from 美國 --min-strength 4 --mentions --format csv`
    """
    from pledgegraph.graph.acts import fold_edges
    from pledgegraph.terminal import print_edges

    print_edges(edges if mentions else fold_edges(store, edges), form)
    if not edges:
        say("nothing found; fewer filters find more")
        raise typer.Exit(1 if strict else 0)


@app.command()
def sparql(
    file: Annotated[str, typer.Argument(help="File with a SPARQL query, or - for stdin.")],
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[str, typer.Option("--format", help="table, csv, tsv or json.")] = "table",
) -> None:
    """Run a SPARQL 1.1 query (read-only) over the store.

    Example: `pledgegraph sparql question.rq --format csv`
    """
    from pledgegraph.graph.remote.asking import ask_sparql
    from pledgegraph.terminal import print_answer

    text = sys.stdin.read() if file == "-" else _read(Path(file))
    with read_store(store) as opened:
        print_answer(ask_sparql(opened, text), form)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: {fault}; give a UTF-8 file that can be read"
        raise DocumentError(msg) from fault


@app.command()
def actors(
    name: Annotated[str | None, typer.Argument(help="A name in any of the languages.")] = None,
    kind: Annotated[str | None, typer.Option(help="state, organisation, group …")] = None,
) -> None:
    """List the actor register, or tell who a name means.

    Examples: `pledgegraph actors 美國`, `pledgegraph actors --kind group`
    """
    from pledgegraph.ontology.register import load_register
    from pledgegraph.terminal import print_actor, print_actors

    register = load_register()
    if name is not None:
        print_actor(register.resolve(name), register)
    else:
        print_actors([one for one in register.actors.values() if kind in (None, one.kind)])


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold file (.jsonl), or a folder of them.")],
    texts: Annotated[
        Path | None, typer.Option(help="Folder of the texts; that of the gold without it.")
    ] = None,
    by: Annotated[Grouping, typer.Option(help="What makes a row.")] = Grouping.LANG,
    errors: Annotated[int, typer.Option(min=0, help="Examples of each fault to print.")] = 0,
    form: Annotated[
        ScoreFormat, typer.Option("--format", help="How to print.")
    ] = ScoreFormat.TABLE,
) -> None:
    """Score the extraction against your own gold: JSON Lines with quotes, actors and values.

    Example: `pledgegraph evaluate my-gold --by doc --errors 5`
    """
    from pledgegraph.extract.evaluation import evaluate_gold
    from pledgegraph.scores import print_scores

    print_scores(evaluate_gold(gold, texts), by, errors, form)
