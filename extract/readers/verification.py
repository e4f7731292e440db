"""Claims to statements: what the document's own words bear out, and why the rest is not believed.

A claim becomes a statement only if its quote stands in the document (see ``quotes``), is cut out
of no figure, denial or doubt, its figures, units, negations and modals are the quote's, its
parties are named there or plainly inferred, and all values are of the closed lists. Every fault
of a claim is told, so that a reader can be asked again with the reasons.
"""

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from pledgegraph.extract.languages import detect_language
from pledgegraph.extract.pipeline import read_document
from pledgegraph.extract.plain import PlainText, read_plain
from pledgegraph.extract.readers.claims import Claim, Party
from pledgegraph.extract.readers.quotes import Place, QuoteFinder
from pledgegraph.extract.readers.roles import Quoted, RoleJudge
from pledgegraph.extract.readers.surroundings import cut_faults
from pledgegraph.extract.readers.values import value_faults
from pledgegraph.extract.readers.wording import GROUPS, differences
from pledgegraph.extract.reading import Reading
from pledgegraph.extract.topics import find_topics
from pledgegraph.ontology.actors import Register, load_register
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import (
    Call,
    Commitment,
    Document,
    Passage,
    Statement,
    Voice,
    statement_id,
)

SURE = 0.75
"""Confidence of a verified claim whose parties are all named; each inferred one takes a tenth."""

Span = tuple[int, int]


class Maker(NamedTuple):
    """Who made claims: ``extractor`` and the first words of ``rule`` of their statements."""

    extractor: str
    rule: str


class Verdict(NamedTuple):
    """A statement, or the reasons why there is none."""

    statement: Statement | None
    reasons: tuple[str, ...] = ()


class Verifier:
    """Verifies claims about one document."""

    def __init__(self, document: Document, register: Register | None = None) -> None:
        self.document = document
        self.register = register or load_register()
        self.finder = QuoteFinder(document)
        self._judge = RoleJudge(self.register, self.finder)

    @cached_property
    def plain(self) -> PlainText:
        """The document without marks, as it is shown to readers."""
        return read_plain(self.document)

    @cached_property
    def reading(self) -> Reading:
        """What the rules know of the document: its passages, mentions, parties."""
        return read_document(self.plain.document, self.register)

    @cached_property
    def passages(self) -> tuple[tuple[Span, Passage], ...]:
        """The passages of the plain text, each with its span in the document."""
        return tuple((self.plain.raw_span((p.start, p.end)), p) for p in self.reading.passages)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Who may be meant without being named in a quote: all whom the document names."""
        known = {*self.reading.parties, self.reading.home}
        known |= {one for m in self.reading.mentions for one in (*m.actors, m.person)}
        known |= {one for q in self.reading.quotations for one in (*q.principals, q.speaker)}
        return frozenset(one for one in known if one)

    def verify(self, claim: Claim, maker: Maker, within: Span | None = None) -> Verdict:
        """Return the statement that a claim comes to, or why it comes to none.

        Args:
            claim: What a reader says.
            maker: Who it is.
            within: Span of the document that the reader was asked about.
        """
        place, fault = self._place(claim.quote, within)
        if place is None:
            return Verdict(None, (fault,))
        passage = self._passage_at(place.start)
        quote = self.finder.words(place.start, place.end)
        faults = self._faults(claim, place, passage, quote)
        if faults:
            return Verdict(None, tuple(dict.fromkeys(faults)))
        return Verdict(self._statement(claim, maker, place, passage))

    def _place(self, quote: str, within: Span | None) -> tuple[Place | None, str]:
        fault = "the quote does not stand in the text; copy its words letter by letter"
        left, right = within or (0, len(self.document.text))
        for place in self.finder.places(quote):
            if not (left <= place.start and place.end <= right):
                fault = (
                    "the quote stands elsewhere in the document, not in the passages asked about"
                )
                continue
            cut = cut_faults(self._around(place), self._passage_at(place.start).lang)
            if not cut:
                return place, ""
            fault = cut[0]
        return None, fault

    def _around(self, place: Place) -> tuple[str, str, str]:
        """Return what stands before a quote in its passage, the quote, and what stands after."""
        number = self._number_at(place.start)
        (start, end), _ = self.passages[number]
        text = self.document.text
        before = text[min(start, place.start) : place.start]
        return before, text[place.start : place.end], text[place.end : max(end, place.end)]

    def _number_at(self, offset: int) -> int:
        return max(0, bisect_right(self.passages, offset, key=lambda one: one[0][0]) - 1)

    def _passage_at(self, offset: int) -> Passage:
        return self.passages[self._number_at(offset)][1]

    def _faults(self, claim: Claim, place: Place, passage: Passage, quote: str) -> list[str]:
        faults = self._sentence_faults(place)
        quoted = Quoted(
            folded=fold(quote, passage.lang),
            lang=passage.lang,
            start=place.start,
            end=place.end,
            date=self.document.date,
            known=self._known,
        )
        roles = (("committer", claim.committers), ("recipient", claim.recipients))
        role_faults = [
            fault
            for role, parties in roles
            for party in parties
            for fault in self._judge.faults(party, role, quoted)
        ]
        faults += role_faults
        if not role_faults:
            faults += self._judge.head_faults(self._ids(claim.committers), quoted)
        faults += value_faults(claim, quote, passage.lang, self.document.date)
        faults += [f"the action {one}" for one in self._said(claim.action, place, quote, passage)]
        if claim.condition:
            told = self._said(claim.condition, place, quote, passage)
            faults += [f"the condition {one}" for one in told]
        if not self.finder.find(claim.cue, (place.start, place.end)):
            faults.append(f"the cue {claim.cue!r} does not stand in the quote")
        return faults

    def _said(self, words: str, place: Place, quote: str, passage: Passage) -> list[str]:
        """Compare words of a reader with the quote, where they are not the quote's own."""
        if self.finder.find(words, (place.start, place.end)):
            return []
        lang = detect_language(words) or passage.lang
        faults = differences(words, lang, quote, passage.lang)
        named = self._named(words, lang) - self._named(quote, passage.lang) - self._known
        if named:
            faults.append(f"names {', '.join(sorted(named))}, whom the document does not")
        return faults

    def _named(self, words: str, lang: str) -> frozenset[str]:
        from pledgegraph.extract.actors import find_mentions

        found = find_mentions(fold(words, lang), self.register, GROUPS[lang], self.document.date)
        return frozenset(actor for one in found for actor in one.actors)

    def _sentence_faults(self, place: Place) -> list[str]:
        first, last = self._number_at(place.start), self._number_at(max(place.start, place.end - 1))
        covered = [passage for _, passage in self.passages[first : last + 1]]
        if len(covered) < 2 or any(one.kind == "item" for one in covered):
            return []
        if all(one.text.rstrip().endswith((":", "：", ";", "；")) for one in covered[:-1]):
            return []
        if place.level != "exact" and all(_breaks_off(one) for one in covered[:-1]):
            return []
        return ["the quote runs over a sentence end; one statement rests on one sentence"]

    def _ids(self, parties: tuple[Party, ...]) -> tuple[str, ...]:
        return tuple(sorted({self._judge.actor(one.id) for one in parties}))

    def _statement(self, claim: Claim, maker: Maker, place: Place, passage: Passage) -> Statement:
        text = self.document.text
        committers, recipients = self._ids(claim.committers), self._ids(claim.recipients)
        inferred = [one.id for one in (*claim.committers, *claim.recipients) if one.inferred]
        action = self._words(claim.action, place) or text[place.start : place.end]
        notes = [maker.rule, f"quote {place.level}"]
        notes += [f"inferred {', '.join(inferred)}"] if inferred else []
        return (Commitment if claim.kind == "commitment" else Call)(
            id=statement_id(self.document.digest, place.start, place.end, claim.kind, committers),
            doc=self.document.name,
            quote=text[place.start : place.end],
            start=place.start,
            end=place.end,
            committers=committers,
            recipients=tuple(one for one in recipients if one not in committers),
            strength=claim.strength,
            polarity=claim.polarity,
            reaffirmed=claim.reaffirmed,
            deadline=claim.deadline,
            amount=claim.amount,
            speaker=self._speaker(claim),
            lang=passage.lang,
            cue=self._words(claim.cue, place) or claim.cue,
            action=action,
            condition=self._words(claim.condition, place) if claim.condition else None,
            topics=find_topics(fold(action, passage.lang), GROUPS[passage.lang]),
            attribution=tuple(self._voices(claim, committers)),
            confidence=round(max(0.3, SURE - 0.1 * len(inferred)), 2),
            extractor=maker.extractor,
            rule="; ".join(notes),
        )

    def _words(self, words: str, place: Place) -> str | None:
        """Return the document's own words where a reader's stand in the quote."""
        found = self.finder.find(words, (place.start, place.end))
        return self.document.text[found.start : found.end] if found else None

    def _speaker(self, claim: Claim) -> str | None:
        """Return who voices it where the document names that voice."""
        if claim.speaker is None or claim.speaker == "joint-statement":
            return claim.speaker
        return claim.speaker if claim.speaker in self._known else None

    def _voices(self, claim: Claim, committers: tuple[str, ...]) -> list[Voice]:
        publisher, speaker = self.document.publisher, self._speaker(claim)
        chain = [Voice(actor=publisher, role="publisher")] if publisher else []
        chain += [Voice(actor=speaker, role="speaker")] if speaker else []
        return [*chain, *(Voice(actor=one, role="principal") for one in committers)]


def _breaks_off(passage: Passage) -> bool:
    """Tell whether a line of Chinese or Japanese ends within a sentence, as wrapped lines do."""
    return passage.lang != "en" and not passage.text.rstrip().endswith(tuple("。．！？!?…」』"))
