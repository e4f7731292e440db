"""Chosen statements to tables: one row a statement, as CSV, XLSX and Parquet."""

import csv
import errno
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Final

from pledgegraph.graph.actors import actor_label
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.tables import defused
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Document
from pledgegraph.ontology.values import strength_name

# Column → its type; the order is that of the file.
COLUMNS: Final[dict[str, str]] = {
    "id": "text", "kind": "text", "who": "texts", "to_whom": "texts", "joint_with": "texts",
    "what": "text", "quote": "text", "strength": "integer", "strength_name": "text",
    "polarity": "text", "reaffirmed": "truth", "deadline": "text", "amount": "number",
    "unit": "text", "condition": "text", "instrument": "text", "topics": "texts",
    "speaker": "text", "date": "text", "doc": "text", "title": "text", "url": "text",
    "lang": "text", "start": "integer", "end": "integer", "confidence": "number", "rule": "text",
    "who_ids": "texts", "to_whom_ids": "texts", "joint_with_ids": "texts",
}  # fmt: skip
_WIDTHS: Final = {"what": 60, "quote": 80, "who": 24, "to_whom": 24, "title": 40, "doc": 24}
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL: Final = 32_767  # characters that a cell of XLSX can hold
_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the same rows give the same bytes


def sheet_rows(chosen: Chosen) -> Iterator[dict[str, Any]]:
    """Yield one row a statement with a value, a list or None under every column."""
    for edges in chosen.groups.values():
        yield sheet_row(edges, chosen.documents[edges[0].statement.doc])


def sheet_row(edges: list[Edge], document: Document) -> dict[str, Any]:
    """Return the row of one statement.

    Args:
        edges: The edges of the statement, at least one.
        document: Its document.
    """
    one = edges[0].statement
    ids = {
        "who": list(dict.fromkeys(e.committer for e in edges)),
        "to_whom": _ends(edges, derived=False),
        "joint_with": _ends(edges, derived=True),
    }
    values = one.model_dump(include=set(COLUMNS)) | {
        "what": one.action,
        "strength_name": strength_name(one.kind, one.strength),
        "amount": one.amount.value if one.amount else None,
        "unit": one.amount.unit if one.amount else None,
        "topics": list(one.topics),
        "speaker": actor_label(one.speaker) if one.speaker else None,
        "date": edges[0].date,
        "title": document.title,
        "url": document.url,
    }
    values |= {name: [actor_label(actor) for actor in found] for name, found in ids.items()}
    values |= {f"{name}_ids": found for name, found in ids.items()}
    return {column: values[column] for column in COLUMNS}


def _ends(edges: list[Edge], *, derived: bool) -> list[str]:
    found = (e.recipient for e in edges if e.recipient is not None and e.derived is derived)
    return list(dict.fromkeys(found))


def _cell(value: Any) -> Any:
    """Return a value as one cell: lists joined, truth as a word, numbers as they are."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return "; ".join(value) if isinstance(value, list) else value


def csv_text(chosen: Chosen) -> str:
    """Return CSV; cells that a spreadsheet would run as a formula are defused."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in sheet_rows(chosen):
        cells = (_cell(value) for value in row.values())
        writer.writerow([defused(one) if isinstance(one, str) else one for one in cells])
    return stream.getvalue()


def _load(name: str, form: str) -> Any:
    try:
        return import_module(name)
    except ImportError as fault:
        need = name.partition(".")[0]
        msg = f"{form} needs {need}, which is not installed: pip install 'pledgegraph[{form}]'"
        raise GraphError(msg) from fault


def xlsx_bytes(chosen: Chosen) -> bytes:
    """Return a workbook with one sheet; every text is a text, whatever it starts with."""
    openpyxl = _load("openpyxl", "xlsx")
    styles = import_module("openpyxl.styles")
    letters = import_module("openpyxl.utils")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "statements"
    sheet.append(list(COLUMNS))
    for place, row in enumerate(sheet_rows(chosen), start=2):
        for column, value in enumerate(row.values(), start=1):
            _put(sheet.cell(row=place, column=column), _cell(value))
    for cell in sheet[1]:
        cell.font = styles.Font(bold=True)
    for place, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[letters.get_column_letter(place)].width = _WIDTHS.get(name, 14)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    try:
        book.save(stream)
    except (
        Exception
    ) as fault:  # lxml, where openpyxl has it, tells a full disk by an error of its own
        for number in (errno.EFBIG, errno.ENOSPC):
            if errno.errorcode[number] in str(fault) or getattr(fault, "errno", None) == number:
                where = f"{tempfile.gettempdir()}: the workbook cannot be written"
                msg = f"{where} ({os.strerror(number)}); make room there, or set TMPDIR"
                raise GraphError(msg) from fault
        raise
    return _undated(stream.getvalue())


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        cell.value = _ILLEGAL.sub("\ufffd", value)[:_LONGEST_CELL]
        cell.data_type = "s"
        if defused(value) != value:
            cell.style = "Normal"
            cell.quotePrefix = True
    else:
        cell.value = value


def _undated(content: bytes) -> bytes:
    """Return a workbook without the moment at which it was made."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        files = {name: book.read(name) for name in book.namelist()}
    core = "docProps/core.xml"
    moment = rb">\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<"
    files[core] = re.sub(moment, b">1980-01-01T00:00:00Z<", files[core])
    return zip_bytes(files)


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """Return files as one zip archive; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def parquet_bytes(chosen: Chosen) -> bytes:
    """Return Parquet; lists stay lists."""
    return rows_parquet(sheet_rows(chosen))


def rows_parquet(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return rows of ``sheet_row`` as Parquet; the same rows give the same bytes."""
    arrow = _load("pyarrow", "parquet")
    parquet = _load("pyarrow.parquet", "parquet")
    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
    }
    schema = arrow.schema([(column, types[kind]) for column, kind in COLUMNS.items()])
    stream = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(list(rows), schema=schema), stream)
    return stream.getvalue()
