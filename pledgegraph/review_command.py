"""The command that puts what was found before a person, and keeps what the person says."""

import getpass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import DocumentError, QueryError
from pledgegraph.options import with_filters

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.review.applied import Effect
    from pledgegraph.graph.store import Store

DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="PLEDGEGRAPH_DECISIONS",
        help="File of decisions to take in and to add to; decisions.jsonl of the store without it.",
    ),
]


@partial(with_filters, writes=True)
def review(
    store: "Store",
    edges: "list[Edge]",
    by: Annotated[
        str | None, typer.Option(envvar="PLEDGEGRAPH_REVIEWER", help="Who decides; you.")
    ] = None,
    decisions: DecisionsOption = None,
    links: Annotated[bool, typer.Option("--links", help="Possible links instead.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what was decided on.")] = False,
    taken: Annotated[
        Path | None,
        typer.Option("--import", help="Take in tasks exported from Label Studio (JSON)."),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", help="Write documents decided to the end as gold for evaluate."),
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Only tell how far it is.")] = False,
) -> None:
    """Accept, reject or correct what was found, the least sure first; filters as in `query`.

    One key each: a accept, r reject, e edit, d duplicate, n note, s skip, u undo, q quit.
    Decisions go into a plain file and into the store; they survive a new extraction.

    Examples: `pledgegraph review --to Ukraine`, `pledgegraph review --links`,
    `pledgegraph review --import tasks.json`, `pledgegraph review --gold my-gold`
    """
    from pledgegraph.graph.review.applied import put_reviews, read_reviews, review_links
    from pledgegraph.graph.review.decisions import FILE, append_decisions, read_decisions
    from pledgegraph.graph.review.weighing import weigh

    if store.path is None:
        msg = "a review needs a store on disk"
        raise QueryError(msg)
    file = decisions or store.path / FILE
    effect = put_reviews(store, read_decisions(file))
    append_decisions(file, read_reviews(store))
    if taken is not None:
        effect = _take(store, taken, file, by or _user())
        review_links(store)
    elif gold is None and not summary:
        from pledgegraph.review_session import Session

        session = Session(store, file, by or _user())
        if links:
            session.walk_links(again)
        else:
            session.walk_statements(edges, again)
        if session.decided:
            effect = review_links(store)
    _tell(effect, file)
    if gold is not None:
        from pledgegraph.graph.review.gold import write_gold

        written = write_gold(store, weigh(read_reviews(store)), gold)
        left = f"; not yet decided to the end: {', '.join(written.undecided)}"
        say(
            f"{gold}: {written.documents} documents, {written.statements} statements"
            + (left if written.undecided else "")
        )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as fault:
        msg = "nobody to decide; give --by NAME"
        raise QueryError(msg) from fault


def _take(store: "Store", path: Path, file: Path, by: str) -> "Effect":
    from pledgegraph.graph.review.applied import put_reviews
    from pledgegraph.graph.review.decisions import append_decisions
    from pledgegraph.graph.review.label_studio import added_spans, read_tasks, task_decisions

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: cannot be read ({fault}); give a JSON export of Label Studio"
        raise DocumentError(msg) from fault
    tasks = read_tasks(text, str(path))
    made = task_decisions(store, tasks, by)
    effect = put_reviews(store, made)  # first: what does not fit is told before it is kept
    new = append_decisions(file, made)
    added = added_spans(tasks)
    more = f"; {added} spans that people added are not taken" if added else ""
    say(f"{path}: {new} new decisions{more}")
    return effect


def _tell(effect: "Effect", file: Path) -> None:
    told = f"{effect.holding} decided, {effect.withdrawn} withdrawn, {effect.revised} corrected"
    say(f"{told}; {file}")
    for one in effect.lost:
        quote = " ".join(one.quote.split())[:60]
        say(f"pledgegraph: decision {one.id} finds nothing any more: {one.doc} “{quote}”")
