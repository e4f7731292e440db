"""The records that flow along the arrow: documents, passages, statements and what supports them.

Offsets are Unicode code points into ``Document.text`` as stored, ``end`` exclusive. Field names
are those of the codebook, so that a statement written as JSON is a gold record with more fields.
"""

import hashlib
from bisect import bisect_right
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pledgegraph.ontology.values import Kind, Lang, LinkKind, LinkState, Polarity, Status

Offset = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """A frozen record; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Document(Record):
    """A text as stored, with what its sidecar or front matter says about it.

    ``date`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as far as known. ``parties`` are actor
    ids of those in whose name a joint document speaks. ``extra`` keeps unknown sidecar keys and,
    for a PDF, under ``pages`` the offset at which each page starts.
    """

    name: str
    text: str
    lang: Lang
    title: str | None = None
    publisher: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    url: str | None = None
    genre: str | None = None
    parties: tuple[str, ...] = ()
    extra: dict[str, Any] = Field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of name and text as 64 hexadecimal digits: the identity of the document."""
        return hashlib.sha256(f"{self.name}\n{self.text}".encode()).hexdigest()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds an offset, from 1; None without pages."""
        pages = self.extra.get("pages")
        if not isinstance(pages, list) or not all(isinstance(one, int) for one in pages):
            return None
        return bisect_right(pages, offset) or None


class Passage(Record):
    """A sentence, list item or heading of a document: ``text`` is ``document.text[start:end]``.

    ``folded`` has the same length as ``text``; it is what the grammar matches on (full-width
    forms narrowed, line breaks as spaces, Traditional characters as Simplified in Chinese).
    ``block`` counts the paragraphs of the document from 0.
    """

    start: Offset
    end: Offset
    text: str
    folded: str
    lang: Lang
    kind: str = "sentence"
    block: int = 0


class Amount(Record):
    """A figure with its unit: ISO 4217 code, ``%GDP``, ``%``, ``persons`` or a counted noun."""

    value: float
    unit: str


class Voice(Record):
    """One step of an attribution chain, from the publisher to the one who performs the act."""

    actor: str
    role: str = Field(pattern=r"^(publisher|speaker|principal)$")


class Statement(Record):
    """One commissive or directive act, resting on one verbatim quote.

    ``recipients_optional`` are actors a careful reader may add (counterparts of a cooperation).
    ``action`` and ``cue`` are parts of the quote's text; ``rule`` names the grammar rule.
    """

    id: str
    doc: str
    quote: str
    start: Offset
    end: Offset
    kind: Kind
    committers: tuple[str, ...] = Field(min_length=1)
    recipients: tuple[str, ...] = ()
    recipients_optional: tuple[str, ...] = ()
    strength: int = Field(ge=1, le=5)
    polarity: Polarity = "positive"
    reaffirmed: bool = False
    deadline: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    amount: Amount | None = None
    speaker: str | None = None
    lang: Lang
    cue: str
    action: str
    condition: str | None = None
    instrument: str | None = None
    topics: tuple[str, ...] = ()
    attribution: tuple[Voice, ...] = ()
    confidence: float = Field(default=1.0, ge=0, le=1)
    extractor: str = "rules"
    rule: str

    @model_validator(mode="after")
    def _quote_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            span = self.end - self.start
            place = f"{self.doc}:{self.start}"
            msg = f"{place}: quote has {len(self.quote)} characters, offsets span {span}"
            raise ValueError(msg)
        return self


class Commitment(Statement):
    """An actor binds itself to do, keep doing or refrain from something."""

    kind: Kind = "commitment"


class Call(Statement):
    """An actor asks another to do something or to refrain."""

    kind: Kind = "call"


class Link(Record):
    """A relation of two statements with its evidence.

    ``subject`` is the later or reporting statement, ``object`` the other; ``confidence`` is the
    score of the comparison, ``reason`` names in words what the two have in common.
    """

    id: str
    subject: str
    kind: LinkKind
    object: str
    state: LinkState
    confidence: float = Field(ge=0, le=1)
    reason: str


def link_id(subject: str, kind: LinkKind, other: str) -> str:
    """Return the content-derived id of a link: 16 hexadecimal digits, the same on every run."""
    key = f"{subject}\n{kind}\n{other}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


class Assessment(Record):
    """What somebody found on how far a commitment was kept; it never changes the commitment.

    ``date`` is the day it holds for, ``recorded`` when it was written down (UTC). ``doc`` and
    ``quote`` find the commitment again where a changed text gave it another id.
    """

    id: str
    statement: str
    status: Status
    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    by: str = Field(min_length=1)
    recorded: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
    source: str | None = None
    note: str | None = None
    doc: str
    quote: str


def assessment_id(statement: str, status: Status, date: str, by: str, told: str) -> str:
    """Return the content-derived id of an assessment: 16 hexadecimal digits.

    Args:
        statement: Id of the commitment.
        status: What was found.
        date: The day it holds for.
        by: Who found it.
        told: Source and note in one text.
    """
    key = "\n".join((statement, status, date, by, told))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def statement_id(digest: str, start: int, end: int, kind: Kind, committers: tuple[str, ...]) -> str:
    """Return the content-derived id of a statement: 16 hexadecimal digits, the same on every run.

    Args:
        digest: ``Document.digest`` of its document.
        start: First code point of the quote.
        end: Code point after the quote.
        kind: ``commitment`` or ``call``.
        committers: Actor ids; their order does not matter.
    """
    key = "\n".join((digest, str(start), str(end), kind, *sorted(committers)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]
