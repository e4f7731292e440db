"""The sources of an act and how it stands to what the terminal shows."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.ontology.values import strength_name

if TYPE_CHECKING:
    from pledgegraph.graph.assessments import Standing
    from pledgegraph.ontology.records import Statement


def source_rows(
    tellings: "Sequence[Statement]", dates: Mapping[str, str | None]
) -> list[dict[str, Any]]:
    """Return where an act is told and how firmly, the statement that stands for it first."""
    return [
        {
            "id": one.id,
            "doc": one.doc,
            "date": dates.get(one.doc),
            "lang": one.lang,
            "strength": one.strength,
            "cue": one.cue,
            "quote": one.quote,
        }
        for one in tellings
    ]


def print_sources(tellings: "Sequence[Statement]", dates: Mapping[str, str | None]) -> None:
    """Print all sources of an act told more than once, with the strength of each."""
    if len(tellings) < 2:
        return
    firmness: dict[int, list[Statement]] = {}
    for one in tellings:
        firmness.setdefault(one.strength, []).append(one)
    told = ", ".join(
        f"{strength} in {len(found)} (“{' '.join(found[0].cue.split())}”)"
        for strength, found in sorted(firmness.items(), reverse=True)
    )
    differing = "strength differs: " if len(firmness) > 1 else "strength "
    sys.stdout.write(f"sources  {len(tellings)}; {differing}{told}\n")
    for place, one in enumerate(tellings):
        stands = "  (stands for the act)" if place == 0 else ""
        strength = f"{one.strength} {strength_name(one.kind, one.strength)}"
        cue = " ".join(one.cue.split())
        when = dates.get(one.doc) or "no date"
        sys.stdout.write(f"    {strength}  “{cue}”  {one.doc}  {when}  {one.id[:8]}{stands}\n")


def print_standing(standing: "Standing") -> None:
    """Print how a commitment stands, and every assessment with who, when and by which source."""
    if standing.status is not None:
        sys.stdout.write(f"status  {standing.status}\n")
    for one in standing.assessments:
        told = [f"{one.date}  {one.status}  by {one.by}, recorded {one.recorded}"]
        told += [f"source: {one.source}"] if one.source else []
        told += [one.note] if one.note else []
        sys.stdout.write("    " + "; ".join(told) + "\n")
