"""Edges and statements to rows for people: one row a statement, its edges told in words."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.register import Register
from pledgegraph.ontology.values import strength_name

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge

COLUMNS: Final = (
    "who",
    "to_whom",
    "what",
    "strength",
    "deadline",
    "amount",
    "date",
    "source",
    "quote",
    "id",
    "sources",
)


# The wide forms too: Excel in Japanese or Chinese takes them for the narrow ones.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Row(Record):
    """A statement with those of its edges that answer a question, as texts.

    ``joint`` says that ``to_whom`` was derived: the partners of a joint commitment. ``sources``
    counts the documents that tell the act, where the row stands for all of them.
    """

    who: str
    to_whom: str
    what: str
    strength: str
    deadline: str
    amount: str
    date: str
    source: str
    quote: str
    id: str
    sources: int = 1
    joint: bool = False

    @property
    def origin(self) -> str:
        """The source, and how many more there are."""
        return self.source + (f" +{self.sources - 1}" if self.sources > 1 else "")


def read_rows(edges: Iterable["Edge"], register: Register, lang: str = "en") -> list[Row]:
    """Return one row a statement, in the order of the edges.

    Args:
        edges: As ``find_statements`` returns them.
        register: Gives readable names.
        lang: Language of the names.
    """
    grouped: dict[str, list[Edge]] = {}
    for edge in edges:
        grouped.setdefault(edge.statement.id, []).append(edge)
    return [_row(group, register, lang) for group in grouped.values()]


def _row(edges: Sequence["Edge"], register: Register, lang: str) -> Row:
    one = edges[0].statement
    named = _names((e.recipient for e in edges if e.recipient and not e.derived), register, lang)
    derived = _names((e.recipient for e in edges if e.recipient and e.derived), register, lang)
    return Row(
        who=", ".join(_names((e.committer for e in edges), register, lang)),
        to_whom=", ".join([*named, *(f"{name} (joint)" for name in derived if name not in named)]),
        what=_flat(one.action),
        strength=f"{one.strength} {strength_name(one.kind, one.strength)}",
        deadline=one.deadline or "",
        amount=f"{one.amount.value:,.15g} {one.amount.unit}" if one.amount else "",
        date=edges[0].date or "",
        source=one.doc,
        quote=_flat(one.quote),
        id=one.id,
        sources=edges[0].sources,
        joint=bool(derived),
    )


def _names(actors: Iterable[str], register: Register, lang: str) -> list[str]:
    return list(dict.fromkeys(register.label(actor, lang) for actor in actors))


def _flat(text: str) -> str:
    return " ".join(text.split())


def statement_json(statement: Statement, **more: Any) -> str:
    """Return a statement as one line of JSON: the codebook's fields and more."""
    fields = {**statement.model_dump(mode="json"), **more}
    return json.dumps(fields, ensure_ascii=False)


def edge_lines(edges: Iterable["Edge"]) -> list[str]:
    """Return one JSON line a statement, with ``date`` and its ``edges``."""
    grouped: dict[str, list[Edge]] = {}
    for edge in edges:
        grouped.setdefault(edge.statement.id, []).append(edge)
    return [
        statement_json(
            group[0].statement,
            date=group[0].date,
            sources=group[0].sources,
            edges=[
                {"from": one.committer, "to": one.recipient, "derived": one.derived}
                for one in group
            ],
        )
        for group in grouped.values()
    ]


def csv_text(rows: Sequence[Row]) -> str:
    """Return rows as CSV with a head; cells that a spreadsheet would run are defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([defused(str(getattr(row, column))) for column in COLUMNS])
    return stream.getvalue()


def defused(cell: str) -> str:
    """Return a cell with a mark before it where a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def markdown_text(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table."""
    head = "| " + " | ".join(column.replace("_", " ") for column in COLUMNS) + " |"
    lines = [head, "|" + " --- |" * len(COLUMNS)]
    for row in rows:
        cells = (str(getattr(row, column)).replace("|", "\\|") for column in COLUMNS)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
