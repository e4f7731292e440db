"""Statements to chains: acts by date, each with the earlier one that it takes up."""

from collections.abc import Iterable, Mapping, Sequence

from pledgegraph.graph.links.known import count_sources, read_canonicals
from pledgegraph.graph.reader import StoreReader
from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.values import LinkKind

CHANGES: tuple[LinkKind, ...] = ("reaffirms", "elaborates", "supersedes")


class Step(Record):
    """One act of a chain: the statement that stands for it and what it takes up.

    ``date`` is that of its document, ``takes_up`` the statement of an earlier step and ``kind``
    how; both are None at the start. ``sources`` counts the documents that tell it, ``chosen``
    says that the question asked for it.
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


def find_chains(store: StoreReader, chosen: Iterable[Statement]) -> list[Chain]:
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
    sources = count_sources(store, [act for group in groups for act in group])
    chains = []
    for group in groups:
        steps = [
            _step(statements[act], dates, taken.get(act), sources.get(act, 1), act in wanted)
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


def _read_changes(
    store: StoreReader, canonical: Mapping[str, str]
) -> dict[str, tuple[LinkKind, str]]:
    """Return what each act takes up: by its own telling first, then by the first id of others."""
    found: list[tuple[bool, str, str, LinkKind, str]] = []
    for kind in CHANGES:
        for _, subject, value in store.source.pairs(v.PG + kind):
            later, earlier = (local_name(one, v.STATEMENT) for one in (subject, value))
            act, other = canonical.get(later, later), canonical.get(earlier, earlier)
            if act != other:
                found.append((later != act, later, act, kind, other))
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
