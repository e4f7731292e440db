"""The command `add`: texts into the store, only those that are new or have changed."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import QueryError
from pledgegraph.options import DEFAULT_STORE, StoreOption, open_store
from pledgegraph.reader_options import Choice, Read, ReaderName, with_reader
from pledgegraph.texts import Chosen, ReadText, choose_texts, read_texts

if TYPE_CHECKING:
    from pledgegraph.graph.contents import Contents
    from pledgegraph.graph.origins import Origin
    from pledgegraph.graph.store import Store

BATCH = 50  # documents that go into the store together


@with_reader
def add(
    read: Read,
    choice: Choice,
    paths: Annotated[
        list[Path], typer.Argument(help="Texts (.txt .md .html .pdf .docx .eml), folders, or - .")
    ],
    store: StoreOption = DEFAULT_STORE,
    parties: Annotated[
        str | None, typer.Option(help="Actors in whose name the texts speak: US,Japan.")
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose files the folder has lost.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read texts.")] = 1,
) -> None:
    """Read texts into the store; those that have not changed since are passed over (by rules).

    A text of the same name is replaced. Ctrl-C stops, the same command then goes on from there.

    Examples: `pledgegraph add examples`, `pledgegraph add my-texts --workers 4 --prune`
    """
    rules = choice.reader is ReaderName.RULES
    if workers > 1 and not rules:
        msg = "--workers is for the rules; a model is asked in parallel by --parallel"
        raise QueryError(msg)
    outcomes: dict[str, int] = {}
    with ExitStack() as stack:
        adding = _Adding(store, stack, outcomes)
        texts = choose_texts(paths, parties, outcomes, lasting=rules)
        try:
            changed = adding.skip_unchanged(texts)
            for found in read_texts(changed, workers, outcomes, None if rules else read):
                adding.take(found)
            adding.write()
            adding.tell_lost(texts, prune=prune)
        except KeyboardInterrupt:
            adding.write()
            say(f"stopped: {adding.told()}; the same command goes on from there")
            raise typer.Exit(130) from None
    failed = outcomes.pop("failed", 0)
    say(adding.told() + (f"; {failed} failed" if failed else ""))
    if failed:
        raise typer.Exit(2)


class _Adding:
    """The store that is added to: opened when there is something to add, written in batches."""

    def __init__(self, path: Path, stack: ExitStack, outcomes: dict[str, int]) -> None:
        from pledgegraph.graph.folder import MARKER

        self._path, self._stack, self._outcomes = path, stack, outcomes
        self._store: Store | None = self._open() if (path / MARKER).exists() else None
        self._origins: dict[str, Origin] = self._store.origins() if self._store else {}
        self._batch: list[Contents] = []
        self._statements = 0

    def _open(self) -> "Store":
        from pledgegraph.graph.review.applied import settle_changes

        store = self._stack.enter_context(open_store(self._path, create=True))

        def settle() -> None:  # also where reading breaks off
            if store.are_links_due():
                settle_changes(store, {"added": 1})
                store.note_links()

        self._stack.callback(settle)
        return store

    def skip_unchanged(self, texts: list[Chosen]) -> list[Chosen]:
        """Return the texts that the store does not hold as they are now."""
        changed = []
        for one in texts:
            known = self._origins.get(one.name)
            if not one.source or known is None or known[:2] != (one.source, one.extractor):
                changed.append(one)
        if len(changed) < len(texts):
            self._outcomes["unchanged"] = len(texts) - len(changed)
        return changed

    def take(self, read: ReadText) -> None:
        """Put a text that was read into the batch, and a full batch into the store."""
        from pledgegraph.graph.contents import read_contents
        from pledgegraph.graph.origins import Origin

        chosen = read.chosen
        origin = Origin(chosen.source, chosen.extractor, chosen.folder) if chosen.source else None
        self._batch.append(read_contents(read.document, read.statements, origin))
        self._statements += len(read.statements)
        if len(self._batch) >= BATCH:
            self.write()

    def write(self) -> None:
        """Put the batch into the store; the first one makes it."""
        if not self._batch:
            return
        if self._store is None:
            self._store = self._open()
        batch, self._batch = self._batch, []
        for outcome in self._store.add_batch(batch):
            self._outcomes[outcome] = self._outcomes.get(outcome, 0) + 1

    def tell_lost(self, texts: list[Chosen], *, prune: bool) -> None:
        """Tell of documents whose files are no longer in the folders that were named."""
        folders = {one.folder for one in texts if one.folder}
        names = {one.name for one in texts}
        lost = [n for n, o in self._origins.items() if o.folder in folders and n not in names]
        for name in sorted(lost):
            if prune and self._store is not None:
                self._store.remove(name)
            say(f"{name}: its file is gone" + (", removed" if prune else ""))
        if lost and prune:
            self._outcomes["removed"] = len(lost)
        elif lost:
            say(f"{len(lost)} documents without their files are kept; --prune removes them")

    def told(self) -> str:
        """Return what was done, in words."""
        known = {one: count for one, count in self._outcomes.items() if one != "failed"}
        counts = ", ".join(f"{count} {one}" for one, count in known.items()) or "none added"
        return f"{counts}; {self._statements} statements in {self._path}"
