"""Links and changes to rows of numbers: which statement of the page takes up which other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.pages.names import plain

REASON_CAP = 400

if TYPE_CHECKING:
    from pledgegraph.graph.pages.content import Comparison, Content
    from pledgegraph.ontology.records import Assessment, Link, Statement


def find_outside(content: "Content", kept: "Sequence[Statement]") -> "list[Statement]":
    """Return the statements that links of the kept ones, or changes, lead to.

    Args:
        content: What the page shows.
        kept: The statements that the page's edges hold.
    """
    here = {one.id for one in kept}
    known = {one.statement.id: one.statement for one in content.edges}
    known |= {one.id: one for one in content.outside}
    wanted = {
        end
        for one in content.links
        if {one.subject, one.object} & here
        for end in (one.subject, one.object)
    }
    if content.comparison is not None:
        sides = (side for one in content.comparison.changes for side in (one.before, one.after))
        wanted |= {side.id for side in sides if side is not None}
    return [known[one] for one in sorted(wanted - here) if one in known]


def link_rows(links: "Iterable[Link]", number: Mapping[str, int]) -> list[list[Any]]:
    """Return links as [subject, kind, object, asserted, score, reason], statements by number."""
    return [
        [
            number[one.subject],
            one.kind,
            number[one.object],
            int(one.state == "asserted"),
            one.confidence,
            plain(one.reason[:REASON_CAP]),
        ]
        for one in links
        if one.subject in number and one.object in number
    ]


def assessment_rows(
    assessments: "Iterable[Assessment]", number: Mapping[str, int]
) -> list[list[Any]]:
    """Return assessments as [statement, status, date, by, source, note], statements by number."""
    return [
        [
            number[one.statement],
            one.status,
            one.date,
            plain(one.by[:REASON_CAP]),
            plain((one.source or "")[:REASON_CAP]),
            plain((one.note or "")[:REASON_CAP]),
        ]
        for one in assessments
        if one.statement in number
    ]


def change_rows(comparison: "Comparison | None", number: Mapping[str, int]) -> Any:
    """Return the changes as [kinds, before, after, score]; None without a comparison."""
    if comparison is None:
        return None
    rows = [
        [
            one.kinds,
            number[one.before.id] if one.before else -1,
            number[one.after.id] if one.after else -1,
            one.score,
        ]
        for one in comparison.changes
    ]
    return {"before": plain(comparison.before), "after": plain(comparison.after), "rows": rows}
