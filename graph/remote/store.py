"""Documents and their statements at a SPARQL 1.1 endpoint, written whole or not at all."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NoReturn, Self

import pyoxigraph as ox

from pledgegraph.graph.actors import register_quads
from pledgegraph.graph.contents import Contents, unlinking, vocabulary_quads
from pledgegraph.graph.origins import read_state
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.remote.endpoint import Endpoint
from pledgegraph.graph.remote.source import STAGING, RemoteSource
from pledgegraph.graph.store import SCHEMA_VERSION, Store
from pledgegraph.graph.triples import Quad, iri, nquads, text, typed
from pledgegraph.graph.writer import Outcome
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError

# What one request holds; more makes Virtuoso's compiler of queries give up.
BATCH: Final = 500
LARGEST: Final = 1_000_000  # characters of a request, about
_SEEN: Final = (iri(v.DCTERMS, "identifier"), iri(v.PG, "statedIn"))


class RemoteStore(Store):
    """A store at an endpoint; what needs the engine itself is refused.

    A document whose quads fit one request is one request. A larger one is gathered in a graph of
    its own, which nothing reads, and moved to its place by the last request.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.remote = RemoteSource(endpoint)
        StoreReader.__init__(self, self.remote, None)
        self._folder = None
        self._index = None
        self._endpoint = endpoint
        self._known_fresh = False

    @classmethod
    def at(cls, address: str) -> Self:
        """Open the store at an address.

        Raises:
            GraphError: if nobody answers there, or with a store of a newer version.
        """
        store = cls(Endpoint(address))
        place = iri(v.STORE_GRAPH)
        asked = f"SELECT ?o {{ GRAPH {place} {{ {place} pg:schemaVersion ?o }} }}"
        version = max((int(one or 0) for (one,) in store.remote.select(asked)), default=0)
        if version > SCHEMA_VERSION:
            msg = (
                f"{address}: the store is of version {version}, this pledgegraph knows"
                f" {SCHEMA_VERSION}; upgrade pledgegraph"
            )
            raise GraphError(msg)
        return store

    @property
    def engine(self) -> NoReturn:
        """There is none here.

        Raises:
            GraphError: always.
        """
        msg = (
            f"{self._endpoint.address}: this needs a store on this machine;"
            " `pledgegraph export -f nquads` brings the graph here"
        )
        raise GraphError(msg)

    def close(self) -> None:
        """Ask nothing more."""
        self._source = None

    def quoting(self, words: str) -> None:
        """Let the endpoint itself look into the quotes: it has no index of ours."""

    def flush(self) -> None:
        """Do nothing: an update that was answered is written."""

    def nearby(self, documents: Iterable[str] | None = None) -> Store:
        """Return a copy in memory, of some documents or of all, with all links and reviews."""
        names = None if documents is None else set(documents)
        near = Store.in_memory()
        graphs = [
            graph
            for graph, subject, name in self.remote.pairs(v.DCTERMS + "identifier")
            if graph == subject and (names is None or name in names)
        ]
        for graph in [*graphs, v.LINKS_GRAPH, v.REVIEWS_GRAPH, v.ASSESSMENTS_GRAPH]:
            triples = self.remote.construct(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            )
            place = iri(graph)
            quads = nquads((s, p, o, place) for s, p, o in triples)
            near.engine.load(quads.encode(), format=ox.RdfFormat.N_QUADS)
        return near

    def add_batch(self, batch: Sequence[Contents]) -> list[Outcome]:
        """Put documents in, each of them whole, in the place of older ones of their names.

        Raises:
            GraphError: if the endpoint cannot be written.
        """
        return [self._add(one) for one in batch]

    def _add(self, held: Contents) -> Outcome:
        old = self._graph_of(held.name)
        if old is not None and self._entry_value(old, "graphDigest") == held.digest:
            return "unchanged"
        self._refresh_known()
        self._put(held.graph, held.quads, held.entry, [] if old is None else _removing(old))
        return "added" if old is None else "replaced"

    def note_links(self) -> None:
        """Note that the links are those of the documents that the store holds now."""
        place, state = iri(v.STORE_GRAPH), iri(v.LINKS_GRAPH) + " " + iri(v.PG, "linkedState")
        now = text(read_state(self.source))
        steps = [
            f"DELETE WHERE {{ GRAPH {place} {{ {state} ?o }} }}",
            f"INSERT DATA {{ GRAPH {place} {{ {state} {now} }} }}",
        ]
        self._endpoint.update(_joined(steps))

    def remove(self, name: str) -> None:
        """Take a document and its statements out.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        self._endpoint.update(_joined(_removing(self._graph_named(name))))

    def put_graph(self, graph: str, quads: Iterable[Quad]) -> None:
        """Put quads in the place of a graph."""
        self._put(graph, list(quads), [], [f"DROP SILENT GRAPH {iri(graph)}"])

    def _refresh_known(self) -> None:
        if self._known_fresh:
            return
        for graph, quads in (
            (v.ACTORS_GRAPH, register_quads()),
            (v.VOCABULARY_GRAPH, vocabulary_quads()),
        ):
            digest = hashlib.sha256(nquads(quads).encode()).hexdigest()
            if self._entry_value(graph, "graphDigest") != digest:
                store = iri(v.STORE_GRAPH)
                notes = [
                    (iri(graph), iri(v.PG, "graphDigest"), text(digest), store),
                    (
                        store,
                        iri(v.PG, "schemaVersion"),
                        typed(str(SCHEMA_VERSION), "integer"),
                        store,
                    ),
                ]
                self._put(graph, quads, notes, _removing(graph))
        self._known_fresh = True

    def _put(self, graph: str, quads: list[Quad], entry: list[Quad], before: list[str]) -> None:
        """Write the quads of one graph and its entry, after some updates; all or nothing."""
        if _fits(quads):
            self._endpoint.update(_joined([*before, *_inserting([*quads, *entry])]))
            return
        # What makes a document and its statements be seen comes with the last request.
        late = [one for one in quads if one[1] in _SEEN]
        staging = STAGING + hashlib.sha256(graph.encode()).hexdigest()[:16]
        self._endpoint.update(f"DROP SILENT GRAPH <{staging}>")
        for some in _batches([one for one in quads if one[1] not in _SEEN]):
            moved = [(s, p, o, f"<{staging}>") for s, p, o, _ in some]
            self._endpoint.update(_joined(_inserting(moved)))
        # MOVE would empty the graph when it is tried twice: the quads are copied, and staging is
        # dropped by a request of its own.
        place = iri(graph)
        last = _inserting([*late, *entry])
        found = f"GRAPH <{staging}> {{ ?s ?p ?o }}"
        moved_in = f"INSERT {{ GRAPH {place} {{ ?s ?p ?o }} }} WHERE {{ {found} }}"
        steps = [*before, moved_in, *last]
        self._endpoint.update(_joined(steps))
        self._endpoint.update(f"DROP SILENT GRAPH <{staging}>")


def _removing(graph: str) -> list[str]:
    steps = unlinking(graph) if graph.startswith(v.DOCUMENT) else []
    entry = f"DELETE WHERE {{ GRAPH <{v.STORE_GRAPH}> {{ <{graph}> ?p ?o }} }}"
    return [*steps, entry, f"DROP SILENT GRAPH <{graph}>"]


def _inserting(quads: Sequence[Quad]) -> list[str]:
    """Return the updates that put quads in, graph by graph."""
    graphs: dict[str, list[str]] = {}
    for s, p, o, graph in quads:
        graphs.setdefault(graph, []).append(f"{s} {p} {o} .")
    return [
        f"INSERT DATA {{ GRAPH {graph} {{\n" + "\n".join(lines) + "\n} }"
        for graph, lines in graphs.items()
    ]


def _joined(steps: Sequence[str]) -> str:
    return " ;\n".join(steps)


def _size(quads: Iterable[Quad]) -> int:
    return sum(len(s) + len(p) + len(o) for s, p, o, _ in quads)


def _fits(quads: list[Quad]) -> bool:
    return len(quads) <= BATCH and _size(quads) <= LARGEST


def _batches(quads: list[Quad]) -> Iterator[list[Quad]]:
    rest = iter(quads)
    while some := list(islice(rest, BATCH)):
        while len(some) > 1 and _size(some) > LARGEST:
            half = len(some) // 2
            yield some[half:]
            some = some[:half]
        yield some
