"""Two sets of documents to what changed between them: each line with both quotes."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from pledgegraph.graph.links.acts import Act, document_acts
from pledgegraph.graph.links.blocking import find_pairs
from pledgegraph.graph.links.reaffirmation import ASSERTED
from pledgegraph.graph.links.similarity import is_vetoed, read_likeness
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Record, Statement

Kind = Literal[
    "new", "reaffirmed", "stronger", "weaker", "moved deadline", "changed amount", "dropped"
]
ALIKE: Final = 0.45  # a line shows both quotes, so that a reader sees what was put together
_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Change(Record):
    """A statement before and after; one of the two is None where it is new or dropped."""

    kinds: tuple[Kind, ...]
    before: Statement | None
    after: Statement | None
    score: float | None = None


def pick_documents(store: Store, words: str) -> list[str]:
    """Return names of documents by names (with commas; first letters do) or by a date.

    Raises:
        QueryError: if nothing fits, or a name fits several.
    """
    entries = store.documents()
    if _DATE.fullmatch(words):
        found = [one.name for one in entries if (one.date or "").startswith(words)]
        if not found:
            msg = f"no document of {words}; `pledgegraph stats` lists the dates"
            raise QueryError(msg)
        return found
    return [_named(part.strip(), [one.name for one in entries]) for part in words.split(",")]


def _named(start: str, names: Sequence[str]) -> str:
    found = [name for name in names if name == start] or [
        name for name in names if start and name.startswith(start)
    ]
    if len(found) == 1:
        return found[0]
    hint = f"may be {', '.join(found[:4])}" if found else "is no document; see `pledgegraph stats`"
    msg = f"{start!r} {hint}"
    raise QueryError(msg)


def compare_documents(store: Store, before: Iterable[str], after: Iterable[str]) -> list[Change]:
    """Return what changed from some documents of a store to others.

    Raises:
        QueryError: if a document stands on both sides.
    """
    old, new = set(before), set(after)
    if old & new:
        msg = f"{', '.join(sorted(old & new))}: stands on both sides; compare different documents"
        raise QueryError(msg)
    return compare_acts(_acts(store, old), _acts(store, new))


def _acts(store: Store, names: Iterable[str]) -> list[Act]:
    acts: list[Act] = []
    for name in sorted(names):
        acts += document_acts(store.document(name), store.statements(name))
    return sorted(acts, key=lambda one: one.place)


def compare_acts(before: Sequence[Act], after: Sequence[Act]) -> list[Change]:
    """Return one change a statement; the most alike are put together first.

    A statement is put together once, or again with one that plainly tells of the same.
    """
    old, new = ({one.statement.id for one in side} for side in (before, after))
    scored = []
    for one, other in find_pairs([*before, *after]):
        left, right = (one, other) if one.statement.id in old else (other, one)
        ids = left.statement.id, right.statement.id
        if ids[0] not in old or ids[1] not in new or is_vetoed(left, right):
            continue
        bonus = 0.1 if right.statement.reaffirmed else 0.0
        factor = 1.0 if left.committers == right.committers else 0.85
        scored.append((min(1.0, read_likeness(left, right).score * factor + bonus), ids))
    partner: dict[str, tuple[str, float]] = {}
    for score, (a, b) in sorted(scored, key=lambda entry: (-entry[0], entry[1])):
        if score >= ASSERTED or (score >= ALIKE and a not in partner and b not in partner):
            partner.setdefault(a, (b, score))
            partner.setdefault(b, (a, score))
    earlier = {one.statement.id: one.statement for one in before}
    changes = [_change(one.statement, earlier, partner) for one in after]
    dropped = [one for one in earlier.values() if one.id not in partner]
    return changes + [Change(kinds=("dropped",), before=one, after=None) for one in dropped]


def _change(
    after: Statement, earlier: dict[str, Statement], partner: dict[str, tuple[str, float]]
) -> Change:
    if after.id not in partner:
        return Change(kinds=("new",), before=None, after=after)
    other, score = partner[after.id]
    before = earlier[other]
    return Change(kinds=_kinds(before, after), before=before, after=after, score=round(score, 4))


def _kinds(before: Statement, after: Statement) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    if after.strength != before.strength:
        kinds.append("stronger" if after.strength > before.strength else "weaker")
    if after.deadline != before.deadline and (before.deadline or after.deadline):
        kinds.append("moved deadline")
    if after.amount != before.amount and (before.amount or after.amount):
        kinds.append("changed amount")
    return tuple(kinds) or ("reaffirmed",)
