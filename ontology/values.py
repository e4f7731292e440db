"""The closed value lists of the codebook: kinds, languages, polarity and the five strengths."""

from typing import Final, Literal

Kind = Literal["commitment", "call"]
Lang = Literal["en", "zh-Hans", "zh-Hant", "ja"]
Polarity = Literal["positive", "negative"]
LinkKind = Literal["sameStatementAs", "reaffirms", "elaborates", "supersedes"]
LinkState = Literal["asserted", "possible"]
Status = Literal["fulfilled", "in-progress", "broken", "lapsed", "unverified"]

KINDS: Final[tuple[Kind, ...]] = ("commitment", "call")
STATUSES: Final[tuple[Status, ...]] = (
    "fulfilled",
    "in-progress",
    "broken",
    "lapsed",
    "unverified",
)
LANGS: Final[tuple[Lang, ...]] = ("en", "zh-Hans", "zh-Hant", "ja")

STRENGTHS: Final[dict[int, str]] = {
    5: "obligation",
    4: "pledge",
    3: "decision",
    2: "intention",
    1: "exploration",
}
CALL_STRENGTHS: Final[dict[int, str]] = {5: "demand", 4: "press", 3: "urge", 2: "ask", 1: "invite"}


def strength_name(kind: Kind, strength: int) -> str:
    """Return the name of a strength, such as ``pledge`` for a commitment of 4."""
    return (STRENGTHS if kind == "commitment" else CALL_STRENGTHS)[strength]
