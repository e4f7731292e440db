"""What the steps hand to one another: mentions, quotations, drafts, the reading."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from pledgegraph.extract.rules import Grammar
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.records import Amount, Document, Passage
from pledgegraph.ontology.values import Kind, Polarity


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in the text; offsets into the document.

    ``form`` is the form of the alias (name, adjective, office, person, compound, body …),
    ``generic`` or ``title`` for a body or title whose state the context must give (``actors`` is
    then empty), ``slug`` for an actor outside the register.
    """

    start: int
    end: int
    text: str
    form: str
    actors: tuple[str, ...] = ()
    person: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of quoted speech without its marks, and who is speaking.

    ``speaker`` is a person's or actor's id, ``principals`` the actors the speaker's "we" stands
    for unless the sentence says otherwise; ``joint-statement`` speaks for its parties.
    """

    start: int
    end: int
    speaker: str | None = None
    principals: tuple[str, ...] = ()
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as the frames of a language give it; offsets into the document."""

    start: int
    end: int
    kind: Kind
    committers: tuple[str, ...]
    strength: int
    rule: str
    cue: tuple[int, int]
    action: tuple[int, int]
    recipients: tuple[str, ...] = ()
    recipients_optional: tuple[str, ...] = ()
    polarity: Polarity = "positive"
    reaffirmed: bool = False
    deadline: str | None = None
    amount: Amount | None = None
    speaker: str | None = None
    condition: tuple[int, int] | None = None
    instrument: str | None = None
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """A document on its way to statements: everything found before the frames.

    ``folded`` is the folded twin of the whole document (see ``ontology.folding``), with the same
    offsets. ``parties`` are the actors in whose name a joint document speaks, ``home`` the state
    or organisation whose publisher or officer speaks where nothing else is said. ``turns`` are
    the quotations of depth 1: what one speaker of a transcript says until the next.
    """

    document: Document
    folded: str
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    register: Register
    grammar: Grammar
    parties: tuple[str, ...] = ()
    home: str | None = None
    turns: tuple[Quotation, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie whole within a span, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self.mentions[first:last] if one.end <= end]

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the innermost quotation around an offset."""
        place = bisect_right(self.quotations, offset, key=lambda one: one.start)
        # Quotations are sorted by start and nest: no more than a few before this one can reach it.
        turn = bisect_right(self.turns, offset, key=lambda one: one.start)
        near = (*self.turns[max(0, turn - 1) : turn], *self.quotations[max(0, place - 40) : place])
        around = [one for one in near if one.start <= offset < one.end]
        return max(around, key=lambda one: one.depth) if around else None

    def sentences_before(self, passage: Passage, count: int = 3) -> list[Passage]:
        """Return up to ``count`` passages before one, nearest first."""
        place = bisect_left(self.passages, passage.start, key=lambda one: one.start)
        return list(reversed(self.passages[max(0, place - count) : place]))
