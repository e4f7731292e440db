"""What `add` was given to texts that were read: hashed first, extracted by one process or more."""

import hashlib
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import DocumentError, PledgegraphError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from pledgegraph.ontology.records import Document, Statement

    Reading = Callable[[Document], list[Statement] | None]

_WAITING = 4  # texts that wait for each process, so that memory does not grow with their number


class Chosen(NamedTuple):
    """A text to read: ``source`` and ``extractor`` are what ``Origin`` notes of it."""

    path: Path
    name: str
    parties: str | None
    folder: str | None
    source: str
    extractor: str


class ReadText(NamedTuple):
    """A text that was read."""

    chosen: Chosen
    document: "Document"
    statements: "list[Statement]"


def choose_texts(
    paths: list[Path], parties: str | None, outcomes: dict[str, int], *, lasting: bool = True
) -> list[Chosen]:
    """Return the texts among files and folders; faults are told and counted.

    Args:
        paths: Files, folders, or ``-`` for standard input.
        parties: Actors in whose name the texts speak, with commas between them.
        outcomes: Its ``failed`` is raised by one for every fault.
        lasting: Whether the same text always gives the same statements, so that its hash counts.
    """
    from pledgegraph.extract.documents import find_files
    from pledgegraph.extract.fingerprints import extractor_version, read_fingerprint

    version, texts = extractor_version(), []
    for path in paths:
        if str(path) == "-":
            texts.append(Chosen(path, "stdin.txt", parties, None, "", version))
            continue
        inside = path.is_dir()
        folder = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16] if inside else None
        try:
            for file in find_files([path]):
                name = file.relative_to(path).as_posix() if inside else file.name
                try:
                    source = read_fingerprint(file, name, parties or "")
                except DocumentError as fault:
                    _failed(fault, outcomes)
                    continue
                source = source if lasting else ""
                texts.append(Chosen(file, name, parties, folder, source, version))
        except DocumentError as fault:
            _failed(fault, outcomes)
    return texts


def read_texts(
    texts: list[Chosen], workers: int, outcomes: dict[str, int], read: "Reading | None" = None
) -> Iterator[ReadText]:
    """Yield the texts in order with what was extracted; faults are told and counted.

    Args:
        texts: What to read.
        workers: How many processes read; one is this process.
        outcomes: Its ``failed`` is raised by one for every fault.
        read: How this process reads a document, if not by the rules; None is left out.
    """
    here = (_extract(one, read) for one in texts)
    progress = _Progress(len(texts))
    for found in here if workers == 1 else _extract_apart(texts, workers):
        progress.step()
        if isinstance(found, PledgegraphError):
            _failed(found, outcomes)
        elif found is not None:
            yield found


def _extract(one: Chosen, read: "Reading | None" = None) -> ReadText | PledgegraphError | None:
    from pledgegraph.extract.documents import read_file, read_text
    from pledgegraph.extract.pipeline import extract_statements

    about = {"parties": one.parties} if one.parties else {}
    try:
        if str(one.path) == "-":
            document = read_text(sys.stdin.read(), one.name, about, "-")
        else:
            document = read_file(one.path, one.name, about)
        if read is None:
            return ReadText(one, document, extract_statements(document))
        statements = read(document)
        return None if statements is None else ReadText(one, document, statements)
    except PledgegraphError as fault:
        return fault


def _extract_apart(
    texts: list[Chosen], workers: int
) -> Iterator[ReadText | PledgegraphError | None]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")  # a fork would inherit the hold on the store
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent)
    waiting: deque[Future[ReadText | PledgegraphError | None]] = deque()
    try:
        for one in texts:
            waiting.append(pool.submit(_extract, one))
            if len(waiting) >= workers * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """Leave Ctrl-C to the process that writes, and end when that one has ended."""
    import multiprocessing
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _failed(fault: PledgegraphError, outcomes: dict[str, int]) -> None:
    say(f"pledgegraph: {fault}")
    outcomes["failed"] = outcomes.get("failed", 0) + 1


class _Progress:
    """How far the reading is, how fast, and how long it will take: a line now and then."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._start = self._told = time.monotonic()
        self._live = sys.stderr.isatty()

    def step(self) -> None:
        """Count one text."""
        self._done += 1
        now = time.monotonic()
        last = self._done == self._total
        if now - self._told >= (0.5 if self._live else 10) or (last and self._told > self._start):
            self._told = now
            rate = self._done / (now - self._start)
            left = round((self._total - self._done) / rate)
            line = (
                f"{self._done:,} of {self._total:,} texts, {rate:,.1f} a second,"
                f" {left // 60} min {left % 60} s left"
            )
            sys.stderr.write(
                f"\r{line}\033[K" + ("\n" if last else "") if self._live else f"{line}\n"
            )
