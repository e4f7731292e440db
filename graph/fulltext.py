"""Quotes and texts of a store to the places where words stand, in four scripts.

The index is an SQLite file beside the quads. It is derived: for every document it keeps the hash
that the store has for it, and before an answer whatever differs is indexed anew. A writer that is
killed between quads and index therefore loses nothing and finds nothing twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from pledgegraph.graph.source import Source, batched_iris
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.folding import fold_chinese, fold_width
from pledgegraph.ontology.records import Record

Where = Literal["quotes", "texts"]
FILE: Final = "words.sqlite3"
CONTEXT: Final = 40  # characters shown on either side of a place in a text
_VERSION: Final = 1
_SHORTEST: Final = 3  # characters that the trigram index can find; shorter words are scanned for
_BATCH: Final = 100
_TABLES: Final = """
CREATE TABLE held (graph TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE quotes (id INTEGER PRIMARY KEY, folded TEXT, address TEXT, graph TEXT);
CREATE TABLE texts (id INTEGER PRIMARY KEY, folded TEXT, address TEXT, graph TEXT);
CREATE INDEX quotes_of ON quotes (graph);
CREATE INDEX texts_of ON texts (graph);
CREATE VIRTUAL TABLE quotes_words
  USING fts5(folded, content='quotes', content_rowid='id', tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE texts_words
  USING fts5(folded, content='texts', content_rowid='id', tokenize='trigram case_sensitive 1');
"""
_DIGESTS: Final = (
    f"SELECT ?graph ?digest {{ GRAPH <{v.STORE_GRAPH}> {{ ?graph pg:graphDigest ?digest }} }}"
)

_CORRECTED: Final = (
    f"SELECT ?statement ?quote {{ GRAPH <{v.REVIEWS_GRAPH}> {{"
    " ?statement pg:evidence/oa:hasSelector/oa:exact ?quote } }"
)


class Hit(Record):
    """A place where words stand.

    ``doc`` is the document's name; ``statement`` the id of the statement whose quote has the
    words, None for a place in a text; ``passage`` the quote, or the text around the place;
    ``start`` and ``end`` the first place of the words in the passage, ``offset`` that of the
    passage in the text of the document (0 for quotes).
    """

    doc: str
    statement: str | None
    passage: str
    start: int
    end: int
    offset: int = 0


class Found(Record):
    """A page of places: ``total`` counts all quotes, or all documents, that have the words."""

    total: int
    hits: tuple[Hit, ...]


def fold_words(text: str) -> str:
    """Return a text of the same length in small, narrow letters and Simplified characters."""
    return fold_chinese(fold_width(text)).replace("İ", "i").lower()


class WordIndex:
    """The index of one store, in a file or in memory; threads may share it."""

    def __init__(self, source: Source, path: Path | None) -> None:
        self._source, self._path = source, path
        self._memory: sqlite3.Connection | None = None
        self._behind = True

    def search(self, words: str, where: Where, limit: int, start: int) -> Found:
        """Return a page of the places where words stand, in the order of indexing.

        Raises:
            QueryError: for no words at all, or a page before the first.
        """
        folded = fold_words(words)
        if not folded.strip() or limit < 1 or start < 0:
            msg = f"search {words!r}, {limit} from {start}: give words, and a page from 0 on"
            raise QueryError(msg)
        with self._current() as index:
            condition, term = _condition(where, folded)
            (total,) = index.execute(f"SELECT COUNT(*) {condition}", (term,)).fetchone()
            chosen = index.execute(
                f"SELECT address, graph, folded {condition} ORDER BY {where}.id LIMIT ? OFFSET ?",
                (term, limit, start),
            ).fetchall()
        hits = self._hits(chosen, folded) if where == "quotes" else self._places(chosen, folded)
        return Found(total=total, hits=tuple(hits))

    def quoting(self, words: str) -> list[str]:
        """Return the IRIs of all statements whose quotes have the words."""
        folded = fold_words(words)
        with self._current() as index:
            condition, term = _condition("quotes", folded)
            found = [one for (one,) in index.execute(f"SELECT address {condition}", (term,))]
        # Corrected statements are few, and stand outside the graphs of documents.
        corrected = _rows(self._source, _CORRECTED)
        return found + [one for one, quote in corrected if folded in fold_words(quote)]

    def fall_behind(self) -> None:
        """Note that documents came or went; nobody else changes a store that is open here."""
        self._behind = True

    def refresh(self) -> None:
        """Index what has changed since the last time."""
        with self._current():
            pass

    def _hits(self, chosen: list[tuple[str, str, str]], folded: str) -> Iterator[Hit]:
        told = self._values("quotes", [address for address, _, _ in chosen])
        names = self._names({graph for _, graph, _ in chosen})
        for address, graph, quote in chosen:
            start = quote.index(folded)
            yield Hit(
                doc=names[graph],
                statement=local_name(address, v.STATEMENT),
                passage=told[address],
                start=start,
                end=start + len(folded),
            )

    def _places(self, chosen: list[tuple[str, str, str]], folded: str) -> Iterator[Hit]:
        names = self._names({graph for _, graph, _ in chosen})
        for address, graph, text in chosen:
            start, whole = text.index(folded), self._values("texts", [address])[address]
            offset, end = max(0, start - CONTEXT), start + len(folded)
            yield Hit(
                doc=names[graph],
                statement=None,
                passage=whole[offset : end + CONTEXT],
                start=start - offset,
                end=end - offset,
                offset=offset,
            )

    def _names(self, graphs: set[str]) -> dict[str, str]:
        names: dict[str, str] = {}
        for some in batched_iris(graphs):
            named = "GRAPH ?d { ?d dcterms:identifier ?n }"
            query = f"SELECT ?d ?n {{ VALUES ?d {{ {some} }} {named} }}"
            names |= _mapping(self._source, query)
        return names

    def _values(self, where: Where, addresses: Iterable[str]) -> dict[str, str]:
        if where == "texts":
            nodes = self._source.nodes(addresses)
            return {one: node[v.SCHEMA + "text"][0] for one, node in nodes.items()}
        quotes = {f"{one}-quote": one for one in addresses}
        nodes = self._source.nodes(quotes)
        return {quotes[one]: node[v.OA + "exact"][0] for one, node in nodes.items()}

    # The file

    @contextmanager
    def _current(self) -> Iterator[sqlite3.Connection]:
        """Give the index as the store is now."""
        try:
            index = self._connect()
            try:
                if self._behind:
                    with index:
                        self._catch_up(index)
                    self._behind = False
                yield index
            finally:
                if index is not self._memory:
                    index.close()
        except sqlite3.Error as fault:
            place = self._path or "memory"
            msg = f"{place}: the word index cannot be used ({fault}); remove it, it is made anew"
            raise GraphError(msg) from fault

    def _connect(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        if self._path is None:
            index = self._memory = sqlite3.connect(":memory:", check_same_thread=False)
        else:
            index = sqlite3.connect(self._path, timeout=30)
            index.execute("PRAGMA journal_mode = WAL")
            index.execute("PRAGMA synchronous = NORMAL")
        if index.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            index.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
        return index

    def _catch_up(self, index: sqlite3.Connection) -> None:
        wanted = _mapping(self._source, _DIGESTS)
        known = dict(index.execute("SELECT graph, digest FROM held"))
        for graph in [one for one, digest in known.items() if wanted.get(one) != digest]:
            _forget(index, graph)
        missing = iter(
            sorted(
                one
                for one, digest in wanted.items()
                if one.startswith(v.DOCUMENT) and known.get(one) != digest
            )
        )
        while some := list(islice(missing, _BATCH)):
            self._index(index, some)
            digests = [(one, wanted[one]) for one in some]
            index.executemany("INSERT INTO held VALUES (?, ?)", digests)

    def _index(self, index: sqlite3.Connection, graphs: list[str]) -> None:
        for some in batched_iris(graphs):
            quotes = (
                f"SELECT ?words ?d ?quote {{ VALUES ?d {{ {some} }}"
                " GRAPH ?d { ?words oa:exact ?quote } }"
            )
            for words, graph, quote in _rows(self._source, quotes):
                _insert(index, "quotes", words.removesuffix("-quote"), graph, quote)
            texts = (
                f"SELECT ?d ?text {{ VALUES ?d {{ {some} }} GRAPH ?d {{ ?d schema:text ?text }} }}"
            )
            for graph, text in _rows(self._source, texts):
                _insert(index, "texts", graph, graph, text)


def _rows(source: Source, query: str) -> Iterator[tuple[str, ...]]:
    for row in source.select(query):
        yield tuple(one or "" for one in row)


def _mapping(source: Source, query: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(source, query)}


def _condition(where: Where, folded: str) -> tuple[str, str]:
    if len(folded) < _SHORTEST:
        return f"FROM {where} WHERE instr(folded, ?) > 0", folded
    phrase = '"' + folded.replace('"', '""') + '"'
    chosen = f"SELECT rowid FROM {where}_words WHERE {where}_words MATCH ?"
    return f"FROM {where} WHERE id IN ({chosen})", phrase


def _insert(
    index: sqlite3.Connection, where: Where, address: str, graph: str, content: str
) -> None:
    row = (fold_words(content), address, graph)
    known = index.execute(f"INSERT INTO {where} (folded, address, graph) VALUES (?, ?, ?)", row)
    words = f"INSERT INTO {where}_words (rowid, folded) VALUES (?, ?)"
    index.execute(words, (known.lastrowid, row[0]))


def _forget(index: sqlite3.Connection, graph: str) -> None:
    for where in ("quotes", "texts"):
        rows = index.execute(f"SELECT id, folded FROM {where} WHERE graph = ?", (graph,)).fetchall()
        gone = f"INSERT INTO {where}_words ({where}_words, rowid, folded) VALUES ('delete', ?, ?)"
        index.executemany(gone, rows)
        index.execute(f"DELETE FROM {where} WHERE graph = ?", (graph,))
    index.execute("DELETE FROM held WHERE graph = ?", (graph,))
