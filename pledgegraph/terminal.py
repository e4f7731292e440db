"""Answers to the terminal: tables that fit its width, whatever the script of their cells."""

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pledgegraph.graph.tables import Row, csv_text, edge_lines, markdown_text, read_rows
from pledgegraph.ontology.actors import Actor, Register
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Document, Statement
from pledgegraph.ontology.values import LANGS, strength_name
from pledgegraph.options import ListFormat

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.sparql import Answer
    from pledgegraph.graph.store import DocumentEntry, Stats

CONTEXT = 160  # code points shown before and after a quote
NARROW = 120  # columns below which a table gives way to a list


def _console() -> Console:
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 140
    return Console(highlight=False, width=width)


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def put(text: str) -> None:
    """Write text to stdout, with a line's end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def print_edges(edges: "list[Edge]", form: ListFormat, explain: bool = False) -> None:
    """Print edges, one row or line a statement.

    Args:
        edges: As ``find_statements`` returns them.
        form: How to print.
        explain: Whether the table names the rule of each statement.
    """
    from pledgegraph.ontology.register import load_register

    if form is ListFormat.JSONL:
        sys.stdout.writelines(line + "\n" for line in edge_lines(edges))
    elif form is ListFormat.JSON:
        put("[" + ",\n ".join(edge_lines(edges)) + "]")
    else:
        rows = read_rows(edges, load_register())
        if form is ListFormat.CSV:
            put(csv_text(rows))
        elif form is ListFormat.MARKDOWN:
            put(markdown_text(rows))
        elif rows:
            rules = {e.statement.id: e.statement for e in edges} if explain else {}
            print_table(rows, rules)


def print_table(rows: Sequence[Row], explained: dict[str, Statement]) -> None:
    """Print rows as a table, or as a list where the terminal is narrow.

    Args:
        rows: One a statement.
        explained: Statements by id whose rule is to be named.
    """
    console = _console()
    if console.width < NARROW:
        for row in rows:
            _print_item(console, row, explained.get(row.id))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for head, ratio in (("who", 3), ("to whom", 3), ("what and quote", 12)):
        table.add_column(head, ratio=ratio, overflow="fold")
    for head in ("strength", "deadline", "date", "source"):
        table.add_column(head, overflow="fold", max_width=22)
    for row in rows:
        what = Text(row.what)
        if row.amount:
            what.append(f" [{row.amount}]")
        what.append(f"\n“{row.quote}”", style="dim")
        what.append(f"\n{row.id}", style="cyan")
        if row.id in explained:
            what.append("  " + _rule(explained[row.id]), style="magenta")
        cells = (row.strength, row.deadline, row.date, row.origin)
        table.add_row(Text(row.who), Text(row.to_whom), what, *(Text(cell) for cell in cells))
    console.print(table)
    if any(row.joint for row in rows):
        console.print("(joint): derived, the parties of a joint commitment owe it to each other")


def _rule(statement: Statement) -> str:
    cue = " ".join(statement.cue.split())
    return f"rule {statement.rule}, cue “{cue}”, confidence {statement.confidence:.2f}"


def _print_item(console: Console, row: Row, explained: Statement | None) -> None:
    arrow = f"{row.who} → {row.to_whom}" if row.to_whom else row.who
    console.print(Text(arrow, style="bold"))
    console.print(Text(f"  “{row.quote}”"))
    parts = [row.strength, row.deadline and f"by {row.deadline}", row.amount, row.source, row.date]
    parts += [f"{row.sources} sources"] if row.sources > 1 else []
    console.print(Text("  " + " · ".join(part for part in parts if part), style="dim"))
    console.print(Text(f"  {row.id}", style="cyan"))
    if explained is not None:
        console.print(Text(f"  {_rule(explained)}", style="magenta"))


def print_statement(statement: Statement, document: Document) -> None:
    """Print one statement with its quote in context."""
    from pledgegraph.ontology.register import load_register

    register, console = load_register(), _console()
    text = document.text
    left = text[max(0, statement.start - CONTEXT) : statement.start].split("\n\n")[-1]
    right = text[statement.end : statement.end + CONTEXT].split("\n\n")[0]
    context = Text(" ".join(left.split()) + " ", style="dim")
    context.append(" ".join(statement.quote.split()), style="bold")
    context.append(" " + " ".join(right.split()), style="dim")
    console.print(context, "")
    grid = Table.grid(padding=(0, 2))
    for name, value in _facts(statement, document, register):
        if value:
            grid.add_row(Text(name, style="cyan"), Text(value))
    console.print(grid)


def _facts(
    statement: Statement, document: Document, register: Register
) -> list[tuple[str, str | None]]:
    def names(actors: Sequence[str]) -> str:
        return ", ".join(f"{register.label(one)} ({one})" for one in actors)

    one = statement
    chain = " → ".join(f"{voice.actor} ({voice.role})" for voice in one.attribution)
    facts: list[tuple[str, str | None]] = [
        ("id", one.id),
        ("who", names(one.committers)),
        ("to whom", names(one.recipients)),
        ("perhaps to", names(one.recipients_optional)),
        ("what", " ".join(one.action.split())),
        ("kind", one.kind),
        ("strength", f"{one.strength} {strength_name(one.kind, one.strength)}"),
        ("polarity", one.polarity),
        ("reaffirmed", "yes" if one.reaffirmed else "no"),
        ("deadline", one.deadline),
        ("amount", f"{one.amount.value:,.15g} {one.amount.unit}" if one.amount else None),
        ("condition", one.condition),
        ("instrument", one.instrument),
        ("topics", ", ".join(one.topics)),
        ("chain", chain),
        ("document", " · ".join(p for p in (one.doc, document.title, document.date) if p)),
        ("link", document.url),
        ("page", str(document.page_at(one.start) or "")),
        ("place", f"characters {one.start}–{one.end}"),
        ("rule", _rule(one)),
    ]
    return facts


def print_answer(answer: "Answer", form: str) -> None:
    """Print what a SPARQL query gave.

    Raises:
        QueryError: for an unknown format.
    """
    if form not in ("table", "csv", "tsv", "json"):
        msg = f"unknown format {form!r}; one of table, csv, tsv, json"
        raise QueryError(msg)
    if answer.form == "ask":
        sys.stdout.write(("true" if answer.truth else "false") + "\n")
        return
    if form == "json":
        found = [dict(zip(answer.names, row, strict=True)) for row in answer.rows]
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    if form == "table":
        table = _table(*(escape(name) for name in answer.names))
        for row in answer.rows:
            table.add_row(*(Text(cell or "") for cell in row))
        _console().print(table)
        return
    import csv

    writer = csv.writer(sys.stdout, dialect="excel-tab" if form == "tsv" else "excel")
    writer.writerow(answer.names)
    writer.writerows(answer.rows)


def print_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows of cells under their heads."""
    table = _table(*(head.replace("_", " ") for head in heads))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    _console().print(table)


def print_actors(actors: Sequence[Actor]) -> None:
    """Print actors with their labels in four languages."""
    table = _table("id", "kind", *LANGS)
    for one in actors:
        table.add_row(one.id, one.kind, *(Text(one.labels.get(lang, "")) for lang in LANGS))
    _console().print(table)


def print_actor(identifier: str, register: Register) -> None:
    """Print one actor or person with all names, members or offices."""
    console = _console()
    actor, person = register.actors.get(identifier), register.persons.get(identifier)
    kind = actor.kind if actor else "person"
    console.print(Text(f"{identifier}  {register.label(identifier)}  ({kind})", style="bold"))
    names = actor.names if actor else person.names if person else {}
    for lang in LANGS:
        if names.get(lang):
            console.print(Text(f"  {lang}: {', '.join(names[lang])}"))
    if actor and actor.members:
        console.print(Text("  members: " + ", ".join(one.actor for one in actor.members)))
    for office, since, until in register.terms(identifier) if person else ():
        console.print(Text(f"  {office}: {since} to {until or 'now'}"))


def print_stats(counts: "Stats", documents: "Sequence[DocumentEntry]") -> None:
    """Print counts and the list of documents."""
    console = _console()
    languages = ", ".join(f"{lang} {number}" for lang, number in counts.languages.items())
    console.print(
        f"{counts.documents} documents ({languages}), {counts.commitments} commitments, "
        f"{counts.calls} calls, {counts.actors} actors, {counts.quads:,} quads"
    )
    table = _table("document", "lang", "date", "statements", "title")
    for one in documents:
        cells = (one.name, one.lang, one.date or "", str(one.statements), one.title or "")
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
