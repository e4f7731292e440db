"""Documents and their statements in one store: each document whole or absent, whatever happens."""

import os
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from pledgegraph.graph.folder import (
    OpenFolder,
    engine_faults,
    open_folder,
    open_to_read,
    release_folder,
)
from pledgegraph.graph.fulltext import FILE as INDEX
from pledgegraph.graph.fulltext import Found, Where, WordIndex
from pledgegraph.graph.reader import STORE_GRAPH, DocumentEntry, Stats, plain
from pledgegraph.graph.snapshots import drop_snapshots, take_snapshot
from pledgegraph.graph.triples import iri, typed
from pledgegraph.graph.writer import StoreWriter
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError

__all__ = ["DocumentEntry", "Stats", "Store"]

SCHEMA_VERSION: Final = 1
COPY_SECONDS: Final = 30.0  # between two copies for readers of other processes


class Store(StoreWriter):
    """A set of documents with their statements as RDF, on disk or in memory."""

    def __init__(self, engine: ox.Store, folder: OpenFolder | None = None) -> None:
        path = folder.path if folder else None
        super().__init__(engine, path)
        self._folder = folder
        self._writes = True
        self._copied = -COPY_SECONDS
        self._index: WordIndex | None = None

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True) -> Self:
        """Open the store of a folder; use it as a context manager.

        Args:
            path: Folder of the store.
            create: Whether to make a new store where none is.

        Raises:
            GraphError: for a file, a foreign folder, a store in use, of a newer version or damaged.
        """
        folder = open_folder(Path(path), create=create)
        store = cls(folder.engine, folder)
        try:
            store._check_version()
            store._copy_for_readers()
        except GraphError:
            store.close()
            raise
        return store

    @classmethod
    def open_to_read(cls, path: Path | str) -> Self:
        """Open the store of a folder together with other readers; nothing can be changed.

        While another process writes, its newest copy is read: ``as_of`` tells when it was taken.

        Raises:
            GraphError: for a folder without a store, one of a newer version or damaged.
        """
        folder = open_to_read(Path(path))
        store = cls(folder.engine, folder)
        store._writes = False
        try:
            store._check_version()
        except GraphError:
            store.close()
            raise
        return store

    @property
    def as_of(self) -> datetime | None:
        """When the copy that is read was taken; None if the store itself is open."""
        return self._folder.taken if self._folder else None

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that is gone when closed."""
        return cls(ox.Store())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let other processes have the store."""
        if self._engine is None:
            return
        folder = self._folder
        try:
            if folder is not None and self._writes:
                with engine_faults(folder.path):
                    self._engine.flush()
                drop_snapshots(folder.path)
        finally:
            # The engine works on its files as long as anything refers to it.
            self.source.close()
            self._engine = self._source = self._index = None
            if folder is not None:
                (release_folder if self._writes else OpenFolder.close)(folder)

    def _copy_for_readers(self) -> None:
        """Take a copy that other processes can read while this one writes, now and then."""
        if self.path is not None and time.monotonic() - self._copied >= COPY_SECONDS:
            with engine_faults(self.path):
                take_snapshot(self.engine, self.path)
            self._copied = time.monotonic()

    def _changed(self) -> None:
        if self._index is not None:
            self._index.fall_behind()

    @property
    def words(self) -> WordIndex:
        """The index of words: a file beside the quads, or in memory where none can be written."""
        if self._index is None:
            self._index = WordIndex(self.source, self.path and self._index_file)
        return self._index

    @property
    def _index_file(self) -> Path | None:
        lasting = self.path is not None and self.as_of is None and os.access(self.path, os.W_OK)
        return self.path / INDEX if self.path and lasting else None

    def quoting(self, words: str) -> list[str] | None:
        """Return the IRIs of the statements whose quotes have words, None without an index."""
        if self.path is not None and self._index_file is None:
            return None  # making one in memory would take longer than reading the quotes
        return self.words.quoting(words)

    def search(
        self, words: str, *, where: Where = "quotes", limit: int = 20, start: int = 0
    ) -> Found:
        """Return a page of the quotes, or of the texts, that have the words; 美国 finds 美國.

        Args:
            words: Any part of a text, from one character on; case and width do not matter.
            where: ``quotes`` of statements, or ``texts`` of documents (their first place).
            limit: Most places to return.
            start: How many places to pass over.

        Raises:
            QueryError: for no words.
        """
        return self.words.search(words, where, limit, start)

    def flush(self) -> None:
        """Write the log of the engine out, and now and then a copy for readers."""
        super().flush()
        self._copy_for_readers()

    def _check_version(self) -> None:
        with engine_faults(self.path):
            found = list(
                self.engine.quads_for_pattern(
                    STORE_GRAPH, ox.NamedNode(v.PG + "schemaVersion"), None, STORE_GRAPH
                )
            )
            if not found and not self._writes:
                return
            if not found:
                version = typed(str(SCHEMA_VERSION), "integer")
                self._load(
                    [(iri(v.STORE_GRAPH), iri(v.PG, "schemaVersion"), version, iri(v.STORE_GRAPH))]
                )
                return
        version_found = max(int(plain(quad.object)) for quad in found)
        if version_found > SCHEMA_VERSION:
            msg = (
                f"{self.path}: the store is of version {version_found}, this pledgegraph knows"
                f" {SCHEMA_VERSION}; upgrade pledgegraph"
            )
            raise GraphError(msg)

    def nearby(self, documents: Iterable[str] | None = None) -> "Store":
        """Return a store on this machine that has some documents, or all, and all links: this one.

        Args:
            documents: Names of documents.
        """
        return self
