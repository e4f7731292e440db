"""Documents and their statements into a store: each document whole or absent."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from pledgegraph.graph.actors import register_quads
from pledgegraph.graph.contents import Contents, read_contents, unlinking, vocabulary_quads
from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.origins import Origin, read_origins, read_state
from pledgegraph.graph.reader import STORE_GRAPH, StoreReader
from pledgegraph.graph.source import LocalSource
from pledgegraph.graph.triples import Quad, iri, nquads, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Document, Statement

FLUSH_EVERY: Final = 50  # documents; without a flush the log of the engine grows without bound
BULK_FROM: Final = 50  # new documents; from here on a bulk load is quicker than a transaction
# Links that went with a document make the links due again, even if it comes back as it was.
_LINKS_DUE: Final = (
    f"DELETE WHERE {{ GRAPH <{v.STORE_GRAPH}> {{ <{v.LINKS_GRAPH}> <{v.PG}linkedState> ?o }} }}"
)
Outcome = Literal["added", "replaced", "unchanged"]


class StoreWriter(StoreReader):
    """What a store of this process can be told, beside what it can be asked."""

    def __init__(self, engine: ox.Store, path: Path | None = None) -> None:
        super().__init__(LocalSource(engine, path), path)
        self._engine: ox.Store | None = engine
        self._unflushed = 0
        self._known_fresh = False

    @property
    def engine(self) -> ox.Store:
        """The quad store beneath.

        Raises:
            GraphError: after ``close``.
        """
        if self._engine is None:
            msg = f"{self.path}: the store is closed; open it again"
            raise GraphError(msg)
        return self._engine

    def flush(self) -> None:
        """Write the log of the engine out."""
        if self.path is not None:
            with engine_faults(self.path):
                self.engine.flush()
        self._unflushed = 0

    def _changed(self) -> None:
        """Let what is derived from the documents know that they change."""

    def _load(self, quads: Iterable[Quad]) -> None:
        self.engine.load(nquads(quads).encode(), format=ox.RdfFormat.N_QUADS)

    def add(
        self, document: Document, statements: Iterable[Statement], origin: Origin | None = None
    ) -> Outcome:
        """Put a document with its statements in, in the place of an older one of its name.

        Args:
            document: A document.
            statements: Its statements.
            origin: What it was read from; noted, so that it need not be read again.

        Raises:
            GraphError: if a statement does not fit the document, or the store cannot be written.
        """
        (outcome,) = self.add_batch([read_contents(document, statements, origin)])
        return outcome

    def add_batch(self, batch: Sequence[Contents]) -> list[Outcome]:
        """Put documents in; those that are new come in all together or not at all.

        Raises:
            GraphError: if the store cannot be written.
        """
        self._changed()
        outcomes: list[Outcome] = []
        new: dict[str, Contents] = {}
        later: list[tuple[str, Contents]] = []
        with engine_faults(self.path):
            for held in batch:
                old = self._graph_of(held.name)
                same = old is not None and self._entry_value(old, "graphDigest") == held.digest
                if old is None and held.name not in new:
                    new[held.name] = held
                    outcomes.append("added")
                else:
                    later.append((held.graph if same else old or new[held.name].graph, held))
                    outcomes.append("unchanged" if same else "replaced")
            if "added" in outcomes or "replaced" in outcomes:
                self._refresh_known()
            self._load_new(list(new.values()))
            for old, held in later:
                self._replace(old, held)
        self._unflushed += len(batch)
        if self._unflushed >= FLUSH_EVERY:
            self.flush()
        return outcomes

    def _load_new(self, new: Sequence[Contents]) -> None:
        lines = "".join(held.lines + nquads(held.entry) for held in new).encode()
        if len(new) >= BULK_FROM:
            self.engine.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
        elif new:
            self.engine.load(lines, format=ox.RdfFormat.N_QUADS)

    def _replace(self, old: str, held: Contents) -> None:
        if self._entry_value(old, "graphDigest") != held.digest:
            self._swap(old, held.quads + held.entry)
            return
        noted = f"GRAPH <{v.STORE_GRAPH}> {{ <{old}> ?p ?o }}"
        entry = " ".join(f"{s} {p} {o} ." for s, p, o, _ in held.entry)
        known = {(p[1:-1], o) for _, p, o, _ in held.entry}
        if known != {(str(p), str(o)) for p, o in self._noted(old)}:
            self.engine.update(
                f"DELETE WHERE {{ {noted} }} ;"
                f" INSERT DATA {{ GRAPH <{v.STORE_GRAPH}> {{ {entry} }} }}"
            )

    def _noted(self, graph: str) -> Iterator[tuple[str, str]]:
        for quad in self.engine.quads_for_pattern(ox.NamedNode(graph), None, None, STORE_GRAPH):
            yield quad.predicate.value, str(quad.object)

    def optimize(self) -> None:
        """Make the files of the store small and quick to read after much was added."""
        with engine_faults(self.path):
            self.engine.optimize()

    def origins(self) -> dict[str, Origin]:
        """Return what the documents were read from, by name."""
        return read_origins(self.source)

    def are_links_due(self) -> bool:
        """Tell whether documents came or went since links were found for all of them."""
        return self._entry_value(v.LINKS_GRAPH, "linkedState") != read_state(self.source)

    def note_links(self) -> None:
        """Note that the links are those of the documents that the store holds now."""
        state = iri(v.LINKS_GRAPH) + " " + iri(v.PG, "linkedState")
        place, now = iri(v.STORE_GRAPH), text(read_state(self.source))
        with engine_faults(self.path):
            self.engine.update(
                f"DELETE WHERE {{ GRAPH {place} {{ {state} ?o }} }} ;"
                f" INSERT DATA {{ GRAPH {place} {{ {state} {now} }} }}"
            )

    def remove(self, name: str) -> None:
        """Take a document and its statements out.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        self._changed()
        with engine_faults(self.path):
            self._swap(self._graph_named(name), [])
        self._unflushed += 1

    def put_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads in the place of a graph, such as that of the links, in one transaction."""
        lines = "\n".join(f"{s} {p} {o} ." for s, p, o, _ in quads)
        place = iri(graph)
        with engine_faults(self.path):
            self.engine.update(
                f"DROP SILENT GRAPH {place} ;\nINSERT DATA {{ GRAPH {place} {{\n{lines}\n}} }}"
            )

    def _swap(self, old: str | None, quads: list[Quad]) -> None:
        if old is None:
            self._load(quads)
            return
        # One request is one transaction of the engine.
        steps = [
            f"DELETE WHERE {{ GRAPH <{v.STORE_GRAPH}> {{ <{old}> ?p ?o }} }}",
            f"DROP SILENT GRAPH <{old}>",
        ]
        if old.startswith(v.DOCUMENT):
            steps = [*unlinking(old), _LINKS_DUE, *steps]
        if quads:
            lines = (f"GRAPH {graph} {{ {s} {p} {o} }}" for s, p, o, graph in quads)
            steps.append("INSERT DATA {\n" + "\n".join(lines) + "\n}")
        self.engine.update(" ;\n".join(steps))

    def _refresh_known(self) -> None:
        """Put the register and the vocabulary of this version in, once per opened store."""
        if not self._known_fresh:
            self._refresh(v.ACTORS_GRAPH, register_quads())
            self._refresh(v.VOCABULARY_GRAPH, vocabulary_quads())
            self._known_fresh = True

    def _refresh(self, graph: str, quads: list[Quad]) -> None:
        digest = hashlib.sha256(nquads(quads).encode()).hexdigest()
        known = self._entry_value(graph, "graphDigest")
        if known != digest:
            note = (iri(graph), iri(v.PG, "graphDigest"), text(digest), iri(v.STORE_GRAPH))
            self._swap(None if known is None else graph, [*quads, note])
