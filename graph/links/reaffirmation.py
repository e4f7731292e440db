"""Two alike acts to the link between them: one act told twice, or a later one taking it up."""

import datetime as dt
from typing import Final

from pledgegraph.graph.links.acts import Act
from pledgegraph.graph.links.similarity import (
    Likeness,
    differs_in_figures,
    is_vetoed,
    read_likeness,
)
from pledgegraph.graph.triples import last_day
from pledgegraph.ontology.records import Link, link_id
from pledgegraph.ontology.values import LinkKind, LinkState

ASSERTED: Final = 0.6
POSSIBLE: Final = 0.42
SUPERSEDING: Final = 0.8  # other figures for the same object: surer, since figures part acts
OCCASION: Final = 10  # days within which reports tell of one occasion


def read_link(earlier: Act, later: Act) -> Link | None:
    """Return the link between two acts, or None where they are too unlike.

    Args:
        earlier: The act that stands first by date, document and place.
        later: The other one.
    """
    if is_vetoed(earlier, later):
        return None
    moved = differs_in_figures(earlier, later)
    likeness = read_likeness(earlier, later, figures=not moved)
    score = likeness.score * (1.0 if earlier.committers == later.committers else 0.85)
    # That a treaty clause applies somewhere is not the promise that the clause holds.
    score *= 0.85 if (earlier.statement.strength == 5) != (later.statement.strength == 5) else 1.0
    if score < POSSIBLE:
        return None
    if is_one_occasion(earlier, later):
        return None if moved else _link(later, "sameStatementAs", earlier, score, likeness)
    if earlier.date is None or later.date is None or not earlier.committers <= later.committers:
        return None
    kind = _change(earlier, later, moved)
    if kind == "reaffirms" and later.statement.reaffirmed:
        score = min(1.0, score + 0.15)
    return _link(later, kind, earlier, score, likeness)


def is_one_occasion(one: Act, other: Act) -> bool:
    """Tell whether two acts may have been told of one event; a document is one event."""
    if one.statement.doc == other.statement.doc:
        return True
    if one.date is None or other.date is None:
        return False
    if one.date.startswith(other.date) or other.date.startswith(one.date):
        return True
    first, second = last_day(one.date), last_day(other.date)
    if first is None or second is None or min(len(one.date), len(other.date)) < 10:
        return False
    return abs((dt.date.fromisoformat(first) - dt.date.fromisoformat(second)).days) <= OCCASION


def _change(earlier: Act, later: Act, moved: bool) -> LinkKind:
    if moved:
        return "supersedes"
    a, b = earlier.statement, later.statement
    firmer = (b.deadline and not a.deadline) or (b.amount and not a.amount)
    return "elaborates" if firmer and not b.reaffirmed else "reaffirms"


def _link(later: Act, kind: LinkKind, earlier: Act, score: float, likeness: Likeness) -> Link:
    subject, other = later.statement.id, earlier.statement.id
    least = SUPERSEDING if kind == "supersedes" else ASSERTED
    state: LinkState = "asserted" if score >= least else "possible"
    words = ", ".join(likeness.common)
    told = "; the text itself says that it repeats" if later.statement.reaffirmed else ""
    return Link(
        id=link_id(subject, kind, other),
        subject=subject,
        kind=kind,
        object=other,
        state=state,
        confidence=round(score, 4),
        reason=f"in common: {words}" + (told if kind == "reaffirms" else ""),
    )
