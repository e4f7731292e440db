"""Scores to the terminal: a table that fits its width, or JSON; the worst faults by example."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pledgegraph.extract.evaluation import ScoreRow, TextResult

# Heads of at most five letters, so that a row of thirteen cells fits 80 columns.
_HEADS = {
    "gold": "gold",
    "predicted": "found",
    "find_p": "P",
    "find_r": "R",
    "find": "find",
    "frame": "frame",
    "committers": "who",
    "recipients": "whom",
    "strength": "stren",
    "polarity": "polar",
    "reaffirmed": "again",
    "deadline": "due",
    "amount": "sum",
}
_LEGEND = (
    "find: F1 of the statements (P, R: precision, recall); frame: with committers (who) and "
    "recipients (whom) right too; the other columns are over the statements that were found."
)
_CELL = 5
_LABEL = 24  # characters that a row's name may always have
_QUOTE = 90


class Grouping(StrEnum):
    """What `evaluate` makes a row for."""

    LANG = "lang"
    DOC = "doc"
    ALL = "all"


class ScoreFormat(StrEnum):
    """How `evaluate` prints."""

    TABLE = "table"
    JSON = "json"


def print_scores(
    results: "Sequence[TextResult]", by: Grouping, errors: int, form: ScoreFormat
) -> None:
    """Print the scores of texts.

    Args:
        results: As ``evaluate_gold`` returns them.
        by: What makes a row.
        errors: How many examples of each fault to print.
        form: How to print.
    """
    from pledgegraph.extract.evaluation import score_rows

    rows = score_rows(results, by.value)
    found = list(_faults(results, errors))
    if form is ScoreFormat.JSON:
        table: dict[str, Any] = {
            f"{row.kind}/{row.group}": row.score.model_dump(by_alias=True) for row in rows
        }
        if errors:
            table["errors"] = found
        sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
        return
    width = shutil.get_terminal_size((140, 24)).columns
    lines = [*_table(rows, width), "", *textwrap.wrap(_LEGEND, width - 1)]
    lines += [f"{one['fault']}: {_told(one)}" for one in found]
    sys.stdout.writelines(line + "\n" for line in lines)


def _table(rows: "Sequence[ScoreRow]", width: int) -> Iterator[str]:
    """Yield the lines of a table, cut into several where the terminal is narrow."""
    most = max(_LABEL, width // 3)
    names = [_shortened(f"{row.kind} {row.group}", most) for row in rows]
    cells = [{key: _cell(value) for key, value in row.score} for row in rows]
    first = max(map(len, names))
    heads = list(_HEADS)
    count = max(3, (width - first) // (_CELL + 1))
    for left in range(0, len(heads), count):
        part = heads[left : left + count]
        if left:
            yield ""
        yield " " * first + "".join(f"{_HEADS[key]:>{_CELL + 1}}" for key in part)
        for name, row in zip(names, cells, strict=True):
            yield f"{name:{first}}" + "".join(f"{row[key]:>{_CELL + 1}}" for key in part)


def _shortened(name: str, most: int) -> str:
    """Return a name of at most ``most`` characters; its end tells texts apart."""
    return name if len(name) <= most else f"{name[:12]}…{name[13 - most :]}"


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _faults(results: "Sequence[TextResult]", most: int) -> Iterator[dict[str, Any]]:
    """Yield up to ``most`` examples of each fault."""
    from pledgegraph.extract.evaluation import has_right_committers, has_right_recipients

    missed = [one for result in results for one in result.comparison.missed]
    for record in missed[:most]:
        yield {"fault": "missed", **_fields(record, record.quote or "")}
    alarms = [one for result in results for one in result.comparison.false_alarms]
    for statement in alarms[:most]:
        told = _fields(statement, statement.quote)
        yield {"fault": "false alarm", **told, "rule": statement.rule}
    wrong = [
        match
        for result in results
        for match in result.comparison.matches
        if not (has_right_committers(match) and has_right_recipients(match))
    ]
    for gold, statement in wrong[:most]:
        told = _fields(statement, statement.quote)
        wanted = {"committers": list(gold.committers), "recipients": list(gold.recipients)}
        yield {"fault": "wrong frame", **told, "rule": statement.rule, "gold": wanted}


def _fields(one: Any, quote: str) -> dict[str, Any]:
    return {
        "doc": one.doc,
        "start": one.start,
        "kind": one.kind,
        "committers": list(one.committers),
        "recipients": list(one.recipients),
        "quote": quote,
    }


def _told(one: dict[str, Any]) -> str:
    frame = _arrow(one)
    if "gold" in one:
        frame += f", gold {_arrow(one['gold'])}"
    quote = " ".join(one["quote"].split())[:_QUOTE]
    rule = f" [{one['rule']}]" if "rule" in one else ""
    return f"{one['doc']}:{one['start']} {one['kind']} {frame} “{quote}”{rule}"


def _arrow(frame: dict[str, Any]) -> str:
    to = f" → {', '.join(frame['recipients'])}" if frame["recipients"] else ""
    return ", ".join(frame["committers"]) + to
