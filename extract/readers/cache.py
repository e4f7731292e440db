"""Answers that were paid for, kept in SQLite: the same question is never put to a model twice."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pledgegraph.extract.readers.asking import Told
from pledgegraph.extract.readers.claims import Answer
from pledgegraph.ontology.errors import ReaderError

_TABLE = """
create table if not exists answers (
  key text primary key, model text not null, prompt text not null, doc text not null,
  answer text, fault text not null default '', tokens_in integer not null,
  tokens_out integer not null)
"""


class Spent(NamedTuple):
    """Tokens of a question and of its answer."""

    tokens_in: int
    tokens_out: int


class AnswerCache:
    """A file of answers by the identity of their question; safe against being killed.

    Neither keys nor addresses nor the texts asked about are written to it.

    Raises:
        ReaderError: where the file is no such cache or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._base = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._base.execute("pragma journal_mode=wal")
            self._base.execute(_TABLE)
        except sqlite3.Error as fault:
            msg = f"{path}: {fault}; give another file with --cache, or remove this one"
            raise ReaderError(msg) from fault

    def get(self, key: str) -> Told | None:
        """Return the answer to a question, or None where it was not asked yet."""
        row = self._base.execute("select answer, fault from answers where key=?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return Told(None if row[0] is None else Answer.model_validate_json(row[0]), row[1])
        except ValidationError as fault:
            msg = f"{self._path}: the answer {key[:12]} is broken; remove the file to ask again"
            raise ReaderError(msg) from fault

    def put(self, key: str, about: tuple[str, str, str], told: Told, spent: Spent) -> None:
        """Keep an answer.

        Args:
            key: Identity of the question.
            about: Model, prompt version, name of the document.
            told: The answer, or why there is none that fits.
            spent: What it took.
        """
        answer = None if told.answer is None else told.answer.model_dump_json(exclude_defaults=True)
        row = (key, *about, answer, told.fault, *spent)
        try:
            self._base.execute("insert or replace into answers values (?,?,?,?,?,?,?,?)", row)
        except sqlite3.Error as fault:
            msg = f"{self._path}: {fault}; make room, then run again: answers so far are kept"
            raise ReaderError(msg) from fault

    def close(self) -> None:
        """Close the file."""
        self._base.close()
