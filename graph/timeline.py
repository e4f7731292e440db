"""Statements to chains: acts by date, each with the earlier one that it takes up."""

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.links.linked import read_canonicals
from pledgegraph.graph.reader import plain
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.values import LinkKind

CHANGES: tuple[LinkKind, ...] = ("reaffirms", "elaborates", "supersedes")


class Step(Record):
    """One act of a chain: the statement that stands for it and what it takes up.

    ``date`` is that of its document, ``takes_up`` the statement of an earlier step and ``kind``
    how; both are None at the start. ``sources`` counts the tellings, ``chosen`` tells that the
    question asked for it.
    """

    statement: Statement
    date: str | None
    kind: LinkKind | None = None
    takes_up: str | None = None
    sources: int = 1
    chosen: bool = True


class Chain(Record):
    """An act and all that took it up later, by date; an act that stands alone is a chain of one."""

    steps: tuple[Step, ...]

    @property
    def start(self) -> str:
        """Date of the first step, empty where unknown."""
        return self.steps[0].date or ""


def find_chains(store: Store, chosen: Iterable[Statement]) -> list[Chain]:
    """Return the chains that chosen statements belong to, each whole, by their first date.

    Args:
        store: An open store.
        chosen: What a question found; its acts are marked, the rest of their chains is not.
    """
    canonical = read_canonicals(store)
    statements = {one.id: one for one in chosen}
    wanted = {canonical.get(one, one) for one in statements}
    taken = _read_changes(store, canonical)
    groups = _connected(wanted, taken)
    missing = sorted({act for group in groups for act in group} - statements.keys())
    statements |= {one.id: one for one in store.read(v.STATEMENT + act for act in missing)}
    dates = {entry.name: entry.date for entry in store.documents()}
    tellings: dict[str, int] = {}
    for act in canonical.values():
        tellings[act] = tellings.get(act, 0) + 1
    chains = []
    for group in groups:
        steps = [
            _step(statements[act], dates, taken.get(act), tellings.get(act, 1), act in wanted)
            for act in group
        ]
        chains.append(Chain(steps=tuple(sorted(steps, key=_place))))
    return sorted(chains, key=lambda one: _place(one.steps[0]))


def _step(
    statement: Statement,
    dates: Mapping[str, str | None],
    taken: tuple[LinkKind, str] | None,
    sources: int,
    chosen: bool,
) -> Step:
    kind, earlier = taken if taken else (None, None)
    return Step(
        statement=statement,
        date=dates.get(statement.doc),
        kind=kind,
        takes_up=earlier,
        sources=sources,
        chosen=chosen,
    )


def _place(step: Step) -> tuple[str, str, int, str]:
    one = step.statement
    return (step.date or "", one.doc, one.start, one.id)


def _read_changes(store: Store, canonical: Mapping[str, str]) -> dict[str, tuple[LinkKind, str]]:
    """Return what each act takes up: by its own telling first, then by the first id of others."""
    graph = ox.NamedNode(v.LINKS_GRAPH)
    found: list[tuple[bool, str, str, LinkKind, str]] = []
    with engine_faults(store.path):
        for kind in CHANGES:
            predicate = ox.NamedNode(v.PG + kind)
            for quad in store.engine.quads_for_pattern(None, predicate, None, graph):
                later = local_name(plain(quad.subject), v.STATEMENT)
                earlier = local_name(plain(quad.object), v.STATEMENT)
                acts = canonical.get(later, later), canonical.get(earlier, earlier)
                if acts[0] != acts[1]:
                    found.append((later != acts[0], later, acts[0], kind, acts[1]))
    taken: dict[str, tuple[LinkKind, str]] = {}
    for _, _, act, kind, earlier in sorted(found):
        taken.setdefault(act, (kind, earlier))
    return taken


def _connected(
    wanted: Iterable[str], taken: Mapping[str, tuple[LinkKind, str]]
) -> list[Sequence[str]]:
    """Return the groups of acts that hang together by what they take up, from wanted ones on."""
    near: dict[str, set[str]] = {}
    for act, (_, earlier) in taken.items():
        near.setdefault(act, set()).add(earlier)
        near.setdefault(earlier, set()).add(act)
    groups: list[Sequence[str]] = []
    seen: set[str] = set()
    for act in sorted(wanted):
        if act in seen:
            continue
        group, open_ends = {act}, [act]
        while open_ends:
            fresh = near.get(open_ends.pop(), set()) - group
            group |= fresh
            open_ends += fresh
        seen |= group
        groups.append(sorted(group))
    return groups
