"""Documents that were reviewed to the end, as gold: their texts, and what people let stand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pledgegraph.graph.review.weighing import Standing
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Document, Statement

_FIELDS = {
    "doc",
    "id",
    "quote",
    "start",
    "end",
    "kind",
    "committers",
    "recipients",
    "recipients_optional",
    "strength",
    "polarity",
    "reaffirmed",
    "deadline",
    "amount",
    "speaker",
}


class Written(NamedTuple):
    """How many documents and statements were written, and which documents are not yet decided."""

    documents: int
    statements: int
    undecided: tuple[str, ...]


def write_gold(store: Store, standings: Mapping[str, Standing], folder: Path) -> Written:
    """Write every document whose statements are all decided on, with the statements that stand.

    What the extraction missed is not in it: gold made from a review measures false alarms and
    fields well, and misses not at all.

    Args:
        store: An open store.
        standings: Where each target stands, by id.
        folder: Where texts, sidecars and ``.jsonl`` go; made where there is none.

    Raises:
        GraphError: if the folder cannot be written.
    """
    documents = statements = 0
    undecided = []
    for entry in store.documents():
        extracted = list(store.statements(entry.name))
        decided = [s for s in extracted if s.id in standings and standings[s.id].last]
        if not decided:
            continue
        if len(decided) < len(extracted):
            undecided.append(entry.name)
            continue
        stands = sorted(store.reviewed_statements(entry.name), key=lambda s: (s.start, s.end))
        _write(store.document(entry.name), stands, folder)
        documents += 1
        statements += len(stands)
    return Written(documents, statements, tuple(undecided))


def _write(document: Document, statements: list[Statement], folder: Path) -> None:
    name = document.name.replace("/", "__")
    stem = name.rsplit(".", 1)[0]
    lines = []
    for number, one in enumerate(statements, 1):
        record = one.model_dump(mode="json", include=_FIELDS)
        record |= {"doc": f"{stem}.txt", "id": f"{stem}-{number:03d}"}
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    about = document.model_dump(mode="json", exclude={"name", "text", "extra"}, exclude_none=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # newline="": a carriage return of the text is part of it.
        (folder / f"{stem}.txt").write_text(document.text, encoding="utf-8", newline="")
        meta = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{stem}.meta.json").write_text(meta, encoding="utf-8")
        (folder / f"{stem}.jsonl").write_text("".join(lines), encoding="utf-8")
    except OSError as fault:
        msg = f"{folder}: cannot be written ({fault.strerror}); choose another folder"
        raise GraphError(msg) from fault
