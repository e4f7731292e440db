"""Links and changes between statements to what the terminal shows."""

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pledgegraph.graph.compare import Change
    from pledgegraph.graph.links.relations import Relation
    from pledgegraph.ontology.records import Statement


class CompareFormat(StrEnum):
    """How changes are printed."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


_NAMES = {"sameStatementAs": "same act"}
_TAKEN_UP = {
    "reaffirms": "reaffirmed by",
    "elaborates": "elaborated by",
    "supersedes": "superseded by",
}


def _quoted(one: "Statement | None") -> str:
    if one is None:
        return ""
    words = " ".join(one.quote.split())
    about = [f"strength {one.strength}"]
    about += [f"by {one.deadline}"] if one.deadline else []
    about += [f"{one.amount.value:,.15g} {one.amount.unit}"] if one.amount else []
    return f"{words} ({', '.join(about)}; {one.doc}, {one.id[:8]})"


def print_relations(statement: "Statement", relations: "Sequence[Relation]") -> None:
    """Print what a statement is linked with; a repetition without an earlier one says so."""
    for one in relations:
        kind = one.link.kind
        name = _NAMES.get(kind, kind)
        if kind in _TAKEN_UP and one.link.object == statement.id:
            name = _TAKEN_UP[kind]
        state = "" if one.link.state == "asserted" else " (possible)"
        when = f"{one.date}  " if one.date else ""
        firmness = f"{one.link.confidence:.2f}"
        sys.stdout.write(f"{name}{state}  {firmness}  {when}{_quoted(one.other)}\n")
        sys.stdout.write(f"    {one.link.reason}\n")
    earlier = any(
        one.link.subject == statement.id and one.link.kind in _TAKEN_UP for one in relations
    )
    if statement.reaffirmed and not earlier:
        sys.stdout.write("reaffirms  nothing that the store holds\n")


def count_changes(changes: "Sequence[Change]") -> str:
    """Return how many changes there are of each kind, such as ``3 new, 1 stronger``."""
    kinds: dict[str, int] = {}
    for one in changes:
        for kind in one.kinds:
            kinds[kind] = kinds.get(kind, 0) + 1
    return ", ".join(f"{number} {kind}" for kind, number in kinds.items()) or "nothing to compare"


def print_changes(changes: "Sequence[Change]", form: CompareFormat) -> None:
    """Print changes; each line has both quotes."""
    if form is CompareFormat.JSON:
        found = [one.model_dump(mode="json") for one in changes]
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    rows = [(", ".join(one.kinds), _quoted(one.before), _quoted(one.after)) for one in changes]
    rows.sort(key=lambda row: (row[0] == "dropped", row[0] == "new"))
    if form is CompareFormat.MARKDOWN:
        lines = ["| change | before | after |", "| --- | --- | --- |"]
        for row in rows:
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
        sys.stdout.write("\n".join(lines) + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("change", "before", "after", show_lines=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
