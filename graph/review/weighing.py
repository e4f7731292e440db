"""Decisions to where each statement and link stands: the last word that was not taken back."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from pledgegraph.graph.review.decisions import Decision, Verdict, in_order
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Call, Commitment, Document, Record, Statement

EDITABLE: Final = (
    "committers",
    "recipients",
    "recipients_optional",
    "strength",
    "polarity",
    "reaffirmed",
    "deadline",
    "amount",
    "speaker",
    "kind",
    "quote",
    "action",
    "condition",
    "instrument",
    "topics",
)
_GONE: Final[tuple[Verdict, ...]] = ("rejected", "duplicate")


class Standing(Record):
    """Where a target stands: the deciding decision (None where there are only notes), and notes."""

    last: Decision | None = None
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that holds."""
        return self.last.verdict if self.last else None

    @property
    def is_gone(self) -> bool:
        """Whether the target is left out of answers as it was extracted."""
        return self.verdict in (*_GONE, "edited")


def weigh(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """Return where each target stands, by its id.

    A decision that was undone counts no more; of the others the latest holds. Notes add up.
    """
    ordered = in_order(decisions)
    undone = {one.of for one in ordered if one.verdict == "undone"}
    found: dict[str, Standing] = {}
    for one in ordered:
        if one.id in undone or one.verdict == "undone":
            continue
        before = found.get(one.target, Standing())
        notes = (*before.notes, one.why) if one.why else before.notes
        last = before.last if one.verdict == "noted" else one
        found[one.target] = Standing(last=last, notes=notes)
    return found


def apply_edit(
    statement: Statement, document: Document, changes: Mapping[str, Any], mark: str
) -> Statement:
    """Return the statement as a person corrected it, with an id of its own.

    Args:
        statement: As it was extracted.
        document: Its document: a changed quote must stand in it.
        changes: Fields with new values, as JSON has them.
        mark: Id of the decision; it makes the new id.

    Raises:
        QueryError: for a field that cannot be edited or a value that does not fit.
    """
    import hashlib

    foreign = sorted(set(changes) - set(EDITABLE))
    if foreign:
        msg = f"{statement.id}: {', '.join(foreign)} cannot be edited; {', '.join(EDITABLE)} can"
        raise QueryError(msg)
    fields = statement.model_dump() | dict(changes)
    if not fields["committers"]:
        msg = f"{statement.id}: somebody commits itself or calls; reject what nobody says"
        raise QueryError(msg)
    if "quote" in changes:
        fields |= _place(statement, document, str(changes["quote"]))
    key = f"{statement.id}\n{mark}".encode()
    fields |= {
        "id": hashlib.sha256(key).hexdigest()[:16],
        "extractor": "review",
        "rule": f"review of {statement.rule}",
        "confidence": 1.0,
        "committers": sorted(fields["committers"]),
    }
    made = Commitment if fields["kind"] == "commitment" else Call
    try:
        return made.model_validate(fields)
    except ValidationError as fault:
        one = fault.errors()[0]
        field = ".".join(map(str, one["loc"]))
        msg = f"{statement.id}: {field} {one['input']!r}: {one['msg']}"
        raise QueryError(msg) from fault


def _place(statement: Statement, document: Document, quote: str) -> dict[str, int]:
    """Return offsets of a quote: where the words stand nearest to where the statement stood."""
    places = []
    at = document.text.find(quote) if quote else -1
    while at >= 0:
        places.append(at)
        at = document.text.find(quote, at + 1)
    if not places:
        msg = f"{document.name}: has no words {quote[:60]!r}; a quote is copied letter by letter"
        raise QueryError(msg)
    start = min(places, key=lambda one: abs(one - statement.start))
    return {"start": start, "end": start + len(quote)}
