"""The command `import`: what other tools marked, verified and put into the store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import DocumentError
from pledgegraph.options import DEFAULT_STORE, StoreOption, open_store

if TYPE_CHECKING:
    from pledgegraph.extract.readers.imports import Annotated as Marked
    from pledgegraph.graph.store import Store
    from pledgegraph.ontology.records import Document


def import_(
    file: Annotated[
        Path, typer.Argument(help="JSON Lines of langextract, or tasks of Label Studio (JSON).")
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take what other tools marked into the store, where the document's own words bear it out.

    A document of that name in the store keeps its statements; one that is not there yet is made
    of the text in the file. What is not believed is told with the reason, and the exit code is 1.

    Example: `pledgegraph import marked.jsonl`
    """
    from pledgegraph.extract.readers.imports import read_annotations
    from pledgegraph.graph.review.applied import settle_changes

    marked = read_annotations(file)
    outcomes: dict[str, int] = {}
    taken = refused = 0
    with open_store(store, create=True) as opened:
        names = {one.name for one in opened.documents()}
        for one in marked:
            document = opened.document(one.doc) if one.doc in names else _document(one, file)
            good, bad = _take(opened, document, one, file, known=one.doc in names, told=outcomes)
            taken, refused = taken + good, refused + bad
        settle_changes(opened, outcomes)
    say(f"{taken} statements taken into {store}, {refused} not believed")
    if refused:
        raise typer.Exit(1)


def _document(marked: "Marked", file: Path) -> "Document":
    from pledgegraph.extract.documents import read_text

    if not marked.text:
        msg = f"{file}: {marked.doc} has no text here and is not in the store; add it first"
        raise DocumentError(msg)
    return read_text(marked.text, marked.doc, place=str(file))


def _take(
    store: "Store",
    document: "Document",
    marked: "Marked",
    file: Path,
    *,
    known: bool,
    told: dict[str, int],
) -> tuple[int, int]:
    """Put the believed claims beside the statements of a document; return how many of each."""
    from pledgegraph.extract.readers.verification import Maker, Verifier

    verifier = Verifier(document)
    maker = Maker("import", f"import {file.name}")
    found = {one.id: one for one in store.statements(document.name)} if known else {}
    before, refused = len(found), len(marked.faults)
    for fault in marked.faults:
        say(f"pledgegraph: {fault}")
    for claim in marked.claims:
        verdict = verifier.verify(claim, maker)
        if verdict.statement is None:
            refused += 1
            say(f"{document.name}: not believed: {'; '.join(verdict.reasons)}: {claim.quote}")
        else:
            found.setdefault(verdict.statement.id, verdict.statement)
    if len(found) > before or not known:
        ordered = sorted(found.values(), key=lambda one: (one.start, one.end, one.id))
        outcome = store.add(document, ordered)
        told[outcome] = told.get(outcome, 0) + 1
    return len(found) - before, refused
