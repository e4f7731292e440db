"""What the user named to documents and statements; faults are told as they come."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.ontology.errors import DocumentError, PledgegraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pledgegraph.ontology.records import Document, Statement


def say(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(text + "\n")


def read_statements(
    paths: list[Path],
    parties: str | None,
    outcomes: dict[str, int],
    read: "Callable[[Document], list[Statement] | None]",
) -> "Iterator[tuple[Document, list[Statement]]]":
    """Yield every readable document with its statements; faults are told and counted.

    Args:
        paths: Files, folders, or ``-`` for standard input.
        parties: Actors in whose name the texts speak, with commas between them.
        outcomes: Its ``failed`` is raised by one for every fault.
        read: How a document is read; one that is not read (None) is left out.
    """
    from pledgegraph.extract.documents import find_files, read_file, read_text

    files: list[tuple[Path, str | None]] = []
    for path in paths:
        try:
            names = find_files([path]) if str(path) != "-" else [path]
            files += [(p, p.relative_to(path).as_posix() if path.is_dir() else None) for p in names]
        except DocumentError as fault:
            _failed(fault, outcomes)
    about = {"parties": parties} if parties else {}
    for path, name in _progress(files):
        try:
            if str(path) == "-":
                document = read_text(sys.stdin.read(), "stdin.txt", about, "-")
            else:
                document = read_file(path, name, about)
            statements = read(document)
        except PledgegraphError as fault:
            _failed(fault, outcomes)
            continue
        if statements is not None:
            yield document, statements


def _failed(fault: PledgegraphError, outcomes: dict[str, int]) -> None:
    say(f"pledgegraph: {fault}")
    outcomes["failed"] = outcomes.get("failed", 0) + 1


def _progress(files: list[tuple[Path, str | None]]) -> "Iterator[tuple[Path, str | None]]":
    if len(files) < 3 or not sys.stderr.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, "reading", console=Console(stderr=True), transient=True)


def tell_silence(document: "Document", statements: "list[Statement]") -> None:
    """Say on stderr why sentences gave nothing."""
    from pledgegraph.extract.pipeline import explain_silence

    for place, sentence, reason in explain_silence(document, statements):
        say(f"{document.name}:{place}: {reason}: {sentence}")
