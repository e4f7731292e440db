"""What a reader other than the rules says: claims in the codebook's closed lists, not yet believed.

The same records are the JSON schema that a language model must fill in, the answers that are
recorded for replay, and what an import is turned into.
"""

from pydantic import Field, field_validator

from pledgegraph.ontology.records import Amount, Record
from pledgegraph.ontology.values import Kind, Polarity


class Party(Record):
    """An actor as a reader names it: its id, and the words of the text that name it."""

    id: str = Field(
        min_length=1, max_length=120, description="actor id: JPN, NATO, toyota; or its usual name"
    )
    words: str | None = Field(
        default=None, description="the words of the text that name it, copied letter by letter"
    )
    inferred: bool = Field(
        default=False, description="true where the text here has no words that name it (we, 両国)"
    )


class Claim(Record):
    """A commitment or call that a reader says stands in a text."""

    quote: str = Field(
        min_length=1, description="shortest contiguous words of the text, copied letter by letter"
    )
    kind: Kind
    committers: tuple[Party, ...] = Field(min_length=1)
    recipients: tuple[Party, ...] = ()
    strength: int = Field(ge=1, le=5)
    polarity: Polarity = "positive"
    reaffirmed: bool = False
    deadline: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    amount: Amount | None = None
    speaker: str | None = None
    cue: str = Field(min_length=1, description="word of the quote that binds: pledged, 承諾, 約束")
    action: str = Field(min_length=1, description="what is promised, in the words of the quote")
    condition: str | None = None

    @field_validator("deadline", "speaker", "condition", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value


class Answer(Record):
    """All that a reader found in the passages it was shown; an empty list where nothing."""

    statements: tuple[Claim, ...] = ()


class Rejection(Record):
    """A claim that was not believed, with every reason; kept where people can see it.

    ``start`` is the offset of the passage it was made about, ``reader`` who made it, ``attempt``
    1 for the first answer and 2 for the one after the reason was told.
    """

    doc: str
    start: int
    reader: str
    attempt: int
    reasons: tuple[str, ...]
    claim: dict[str, object]
