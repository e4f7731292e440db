"""The command `timeline`: acts by date, with what later ones take up."""

import datetime as dt
import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.inputs import say
from pledgegraph.options import with_filters

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store
    from pledgegraph.graph.timeline import Chain, Step
    from pledgegraph.ontology.records import Assessment


class TimelineFormat(StrEnum):
    """How chains are printed."""

    TABLE = "table"
    JSON = "json"


_TAKEN = {"reaffirms": "reaffirmed", "elaborates": "elaborated", "supersedes": "superseded"}


@with_filters
def timeline(
    store: "Store",
    edges: "list[Edge]",
    form: Annotated[
        TimelineFormat, typer.Option("--format", help="table or json.")
    ] = TimelineFormat.TABLE,
) -> None:
    """List acts by date, each with the later ones that reaffirm, elaborate or supersede it.

    Example: `pledgegraph timeline --from US --to Japan`
    """
    from pledgegraph.graph.assessments import read_assessments
    from pledgegraph.graph.timeline import find_chains

    chosen = {edge.statement.id: edge.statement for edge in edges}
    chains = find_chains(store, chosen.values())
    assessments = read_assessments(store)
    if form is TimelineFormat.JSON:
        found = [[_as_json(step, assessments) for step in one.steps] for one in chains]
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    else:
        _print_chains(chains, assessments)
    if not chains:
        say("nothing found; fewer filters find more")


def _status(step: "Step", assessments: "list[Assessment]") -> str | None:
    from pledgegraph.graph.assessments import find_standing

    return find_standing(step.statement, assessments, dt.date.today().isoformat()).status


def _as_json(step: "Step", assessments: "list[Assessment]") -> dict[str, Any]:
    found = step.model_dump(mode="json")
    return found | {"status": _status(step, assessments)}


def _print_chains(chains: "list[Chain]", assessments: "list[Assessment]") -> None:
    from rich.console import Console
    from rich.text import Text

    from pledgegraph.ontology.register import load_register

    label = load_register().label
    console = Console(highlight=False, soft_wrap=True)
    for chain in chains:
        for place, step in enumerate(chain.steps):
            one = step.statement
            who = ", ".join(label(actor) for actor in one.committers)
            to = ", ".join(label(actor) for actor in one.recipients)
            taken = f"↳ {_TAKEN[step.kind]}: " if step.kind else ""
            about = [f"strength {one.strength}"]
            about += [f"by {one.deadline}"] if one.deadline else []
            about += [f"{step.sources} sources"] if step.sources > 1 else []
            status = _status(step, assessments)
            about += [status] if status else []
            line = Text(("    " if place else "") + (step.date or "no date") + "  ")
            line.append(taken + who + (f" → {to}" if to else ""), style="bold")
            line.append(f"  “{' '.join(one.quote.split())}”")
            line.append(f"  ({'; '.join(about)}; {one.doc}, {one.id[:8]})", style="dim")
            console.print(line)
