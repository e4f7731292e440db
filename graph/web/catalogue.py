"""An open store to the pages of an answer: what fits is found once and kept, read page by page."""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock

from pledgegraph.graph.links.known import read_links
from pledgegraph.graph.queries import Edge, Filters
from pledgegraph.graph.reader import DocumentEntry, Stats
from pledgegraph.graph.store import Store
from pledgegraph.graph.ties import Tie, find_ties
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Link, Record
from pledgegraph.ontology.register import load_register

KEPT = 32  # answers; each is a list of light edges, statement by statement


class Slice(Record):
    """Part of an answer: which statements of how many, with their edges, the latest first."""

    total: int
    page: int
    size: int
    edges: tuple[Edge, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def groups(self) -> list[list[Edge]]:
        """The edges statement by statement."""
        return _by_statement(self.edges)


class Catalogue:
    """What a server tells of a store that nobody else writes to while it is open."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._answers: OrderedDict[tuple[Filters, bool], list[list[Tie]]] = OrderedDict()
        self._lock = Lock()

    def find(self, filters: Filters, *, derived: bool, page: int, size: int) -> Slice:
        """Return a page of the statements that fit.

        Args:
            filters: What is asked for.
            derived: Whether partners of a joint commitment count as committed to each other.
            page: From 1 on; one past the last is empty.
            size: Statements a page.

        Raises:
            QueryError: for an unknown topic.
        """
        groups = self._groups(filters, derived)
        chosen = groups[(page - 1) * size : page * size]
        return Slice(total=len(groups), page=page, size=size, edges=tuple(self._edges(chosen)))

    def _edges(self, groups: Sequence[Sequence[Tie]]) -> Iterator[Edge]:
        """Yield the edges of light ones: the statements are read now."""
        addresses = [v.STATEMENT + group[0].statement for group in groups]
        for group, statement in zip(groups, self.store.read(addresses), strict=True):
            for tie in group:
                yield Edge(
                    committer=tie.committer,
                    recipient=tie.recipient,
                    statement=statement,
                    derived=tie.derived,
                    date=tie.date,
                )

    def _groups(self, filters: Filters, derived: bool) -> list[list[Tie]]:
        key = (filters, derived)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        groups = _grouped(find_ties(self.store, filters, derived))
        with self._lock:
            self._answers[key] = groups
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return groups

    @cached_property
    def stats(self) -> Stats:
        """How much the store holds."""
        return self.store.stats()

    @cached_property
    def documents(self) -> list[DocumentEntry]:
        """All documents without their texts, the latest first."""
        return sorted(
            self.store.documents(), key=lambda one: (one.date or "", one.name), reverse=True
        )

    @cached_property
    def _by_address(self) -> dict[str, DocumentEntry]:
        found = {one.name: one for one in self.documents}
        return found | {one.id: one for one in self.documents}

    def document(self, address: str) -> DocumentEntry:
        """Return the entry of a document by its id or its name.

        Raises:
            QueryError: for an unknown one.
        """
        if address not in self._by_address:
            msg = f"unknown document {address!r}"
            raise QueryError(msg)
        return self._by_address[address]

    @cached_property
    def weights(self) -> dict[str, tuple[int, int]]:
        """How many statements each actor makes, and how many are made to it, by actor id."""
        made: Counter[str] = Counter()
        received: Counter[str] = Counter()
        for group in self._groups(Filters(), False):
            made.update({tie.committer for tie in group})
            received.update({tie.recipient for tie in group if tie.recipient is not None})
        actors = sorted(made | received, key=lambda one: (-made[one] - received[one], one))
        return {one: (made[one], received[one]) for one in actors}

    def links_of(self, identifier: str) -> tuple[Link, ...]:
        """Return the links of a statement."""
        return self._links.get(identifier, ())

    def links_among(self, identifiers: Iterable[str]) -> list[Link]:
        """Return the links that have one of these statements at an end, each once."""
        found = {one.id: one for identifier in identifiers for one in self.links_of(identifier)}
        return sorted(found.values(), key=lambda one: one.id)

    @cached_property
    def _links(self) -> dict[str, tuple[Link, ...]]:
        ends: dict[str, list[Link]] = {}
        for link in read_links(self.store):
            for end in {link.subject, link.object}:
                ends.setdefault(end, []).append(link)
        return {end: tuple(links) for end, links in ends.items()}

    def forget(self) -> None:
        """Let go of what was found: a review has changed the answers."""
        with self._lock:
            self._answers.clear()
        for name in ("stats", "weights", "_links"):
            self.__dict__.pop(name, None)

    def warm(self) -> None:
        """Find out beforehand what the first visitor would have to wait for."""
        self._groups(Filters(), True)
        _ = self.stats, self.weights, self._by_address, self._links
        load_register()

    def copy_quads(self, folder: Path) -> Path:
        """Write a copy of the quads that other processes may read; return its folder."""
        target = folder / "quads"
        self.store.engine.backup(str(target))
        return target


def _grouped(ties: Iterable[Tie]) -> list[list[Tie]]:
    """Return the light edges statement by statement, the latest document first."""
    groups: dict[str, list[Tie]] = {}
    for tie in ties:
        groups.setdefault(tie.statement, []).append(tie)
    for group in groups.values():
        group.sort(key=lambda tie: (tie.derived, tie.committer, tie.recipient or ""))
    # Two sorts, the second stable: the latest date first, names of documents in their order.
    found = sorted(groups.values(), key=lambda group: (group[0].doc, group[0].statement))
    return sorted(found, key=lambda group: group[0].date or "", reverse=True)


def _by_statement(edges: Sequence[Edge]) -> list[list[Edge]]:
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.statement.id, []).append(edge)
    return list(groups.values())
