"""Japanese clauses to committers: topic chains, subjects with が, groups and dropped subjects."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pledgegraph.extract.frames.japanese_actors import PLACE, actors_in, quotation_around
from pledgegraph.extract.frames.japanese_clauses import is_aside, is_closed, is_subordinate
from pledgegraph.extract.frames.japanese_homes import (
    bearer_of,
    company_before,
    government_of,
    home_of,
    meeting_parties,
)
from pledgegraph.extract.frames.japanese_words import (
    CABINET,
    OWNER,
    PAPER,
    POLITE,
    REACH,
    SUMMIT,
    TOGETHER,
    TOPIC,
    subject_patterns,
    things,
)
from pledgegraph.extract.reading import Reading
from pledgegraph.extract.slugs.japanese import is_publisher
from pledgegraph.ontology.records import Passage


class Subject(NamedTuple):
    """A subject phrase with its actors; offsets into the document."""

    start: int
    end: int
    actors: tuple[str, ...]
    speaker: str | None
    particle: str


class SubjectReader:
    """Finds who acts, from particles, mentions and what was said before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._after, self._plural, self._pronoun = subject_patterns()
        self._letters = reading.register.one_letters.get("ja", {})

    def find(self, start: int, end: int) -> Subject | None:
        """Return the subject of a stretch: its last topic that is an actor, else with が."""
        start = max(start, end - REACH)
        found = sorted(self._candidates(start, end), key=lambda one: one.start)
        topics = [one for one in found if one.particle != "が"]
        topics = [one for one in topics if not self._is_source(one)] or topics
        topics = [one for one in topics if one.particle != "で"] or topics
        if topics:
            far = topics[-1].start - topics[0].start > 60
            return topics[-1] if far or self._is_over(topics[0], topics[-1], end) else topics[0]
        plain = [one for one in found if not self._is_embedded(one, end)]
        return plain[0] if plain else None

    def _is_over(self, first: Subject, last: Subject, end: int) -> bool:
        return is_closed(self._reading.folded, first.end, last.start, end)

    def find_inner(self, start: int, end: int) -> Subject | None:
        """Return the subject with が of what somebody else reports (北朝鮮が…と発表した)."""
        found = [one for one in self._candidates_named(start, end) if one.particle == "が"]
        found = [one for one in found if not self._is_embedded(one, end)]
        return found[-1] if found else None

    def _is_source(self, subject: Subject) -> bool:
        return bool(PAPER.search(self._reading.folded, subject.start, subject.end))

    def _is_embedded(self, subject: Subject, end: int) -> bool:
        return is_subordinate(self._reading.folded[subject.end : end])

    def _candidates(self, start: int, end: int) -> Iterator[Subject]:
        text = self._reading.folded
        yield from self._candidates_named(start, end)
        head = actors_in(self._reading, start, min(end, start + 24))[:3]
        if text[start + 1 : start + 2] == "、" and text[start] in self._letters:
            yield Subject(start, start + 1, (self._letters[text[start]],), None, "、")
        together: tuple[str, ...] = ()
        for mention in head if self._headline(start, end) else ():
            if mention.start - start >= 2 and not together:
                break
            together = (*together, *mention.actors)
            if text[mention.end : mention.end + 1] == "、":
                yield Subject(start, mention.end, together, mention.person, "、")
                break
            if text[mention.end : mention.end + 1] not in ("と", "・"):
                break
        yield from self._candidates_pronoun(start, end)

    def _candidates_pronoun(self, start: int, end: int, only: str = "") -> Iterator[Subject]:
        for match in self._pronoun.finditer(self._reading.folded, start, end):
            if (only and not match[only]) or is_aside(self._reading.folded, match.end()):
                continue
            who = self._resolved(match, start)
            if who:
                named = next(n for n in ("joint", "same", "first", "home", "title") if match[n])
                particle = "が" if match.group().endswith("が") else "は"
                yield Subject(match.start(named), match.end(), who, None, particle)

    def find_owner(self, start: int, end: int) -> Subject | None:
        """Return whose promise a noun carries (米国の約束), or states in company (日米の)."""
        for one in actors_in(self._reading, max(start, end - REACH), end):
            if OWNER.match(self._reading.folded, one.end):
                return Subject(one.start, one.end, one.actors, one.person, "の")
            if len(one.actors) > 1:
                return Subject(one.start, one.end, one.actors, None, "の")
        return None

    def _headline(self, start: int, end: int) -> bool:
        return end - start < 60 and "。" not in self._reading.folded[start:end]

    def _resolved(self, match: re.Match[str], start: int) -> tuple[str, ...]:
        quote = quotation_around(
            self._reading, match.start("joint") if match["joint"] else match.end() - 1
        )
        if match["joint"]:
            return self._pair(match, start)
        if match["first"]:
            if match["first"].startswith(("我が国", "わが国")):
                return (
                    tuple(quote.principals) if quote and quote.principals else self.home or ("JPN",)
                )
            if self._reading.parties:
                return self._reading.parties
            return (
                tuple(quote.principals)
                if quote and quote.principals
                else self.home or self._last(start)
            )
        if match["home"]:
            return government_of(self._reading)
        if match["title"]:
            return self._titled(match["title"], match.start("title"))
        if match["same"] in ("同社", "同グループ", "同行"):
            return company_before(self._reading, match.start()) or self._last(start)
        return self._last(start) or self._reading.parties or self.home

    def _titled(self, title: str, offset: int) -> tuple[str, ...]:
        """Return whom a bare title stands for: its last bearer named, else the home state."""
        if title.endswith(("知事", "市長", "町長", "県", "府", "県側")):
            near = actors_in(self._reading, max(0, offset - 3000), offset)
            near = near or actors_in(self._reading, 0, 3000)
            local = [m for m in near if "prefecture" in "".join(m.actors)]
            return local[0].actors if local else ()
        for mention in reversed(self._reading.mentions_in(max(0, offset - 1500), offset)):
            if (
                mention.actors
                and (mention.title or mention.person)
                and mention.text.endswith(title)
            ):
                return mention.actors
        if title.endswith("氏"):
            return bearer_of(self._reading, title[:-1], offset)
        if title.endswith(CABINET):
            return government_of(self._reading)
        return self._last(offset) or self.home

    def _pair(self, match: re.Match[str], start: int) -> tuple[str, ...]:
        letters = [self._letters[c] for c in match.group()[:4] if c in self._letters]
        if len(letters) > 1:
            return tuple(letters)
        if self._reading.parties:
            return self._reading.parties
        met = meeting_parties(self._reading, match.start())
        if met:
            return met
        place = bisect_left(self._reading.passages, start, key=lambda one: one.start)
        for passage in reversed(self._reading.passages[max(0, place - 8) : place]):
            for one in self._candidates_named(passage.start, passage.end):
                if len(one.actors) > 1:
                    return one.actors
        for mention in reversed(actors_in(self._reading, max(0, start - 800), start)):
            if SUMMIT.match(self._reading.folded, mention.end):
                return mention.actors
        found = [
            actor
            for mention in actors_in(self._reading, max(0, start - 800), start)
            if not PLACE.match(self._reading.folded, mention.end)
            for actor in mention.actors
        ]
        return tuple(dict.fromkeys(found))[:2]

    def _last(self, start: int) -> tuple[str, ...]:
        found = self._before(start, 3)
        if found:
            return found.actors
        near = actors_in(self._reading, max(0, start - 300), start)
        return near[-1].actors if near else ()

    def _before(self, start: int, count: int) -> Subject | None:
        passages = self._reading.passages
        place = bisect_left(passages, start, key=lambda one: one.start)
        for one in reversed(passages[max(0, place - count) : place]):
            found = sorted(
                [
                    *self._candidates_named(one.start, one.end),
                    *self._candidates_pronoun(one.start, one.end, "joint"),
                ],
                key=lambda s: s.start,
            )
            if found:
                return next((s for s in found if s.particle != "が"), found[0])
        return None

    def _candidates_named(self, start: int, end: int) -> Iterator[Subject]:
        text = self._reading.folded
        mentions = actors_in(self._reading, start, end)
        for number, mention in enumerate(mentions):
            if len(mention.actors) > 1 and (by := TOGETHER.match(text, mention.end, end)):
                yield Subject(mention.start, by.end(), mention.actors, None, "で")
            match = self._after.match(text, mention.end, end)
            if match is None or not mention.actors or is_aside(text, match.end()):
                continue
            first, actors = mention, list(mention.actors)
            for other in reversed(mentions[:number]):
                if not self._plural.fullmatch(text, other.end, first.start):
                    break
                if not text.endswith("の", 0, first.start):
                    actors = [*other.actors, *actors]
                first = other
            yield Subject(
                first.start,
                match.end(),
                tuple(dict.fromkeys(actors)),
                mention.person,
                "が" if "が" in match.group()[-6:] else "は",
            )

    def topic_before(self, passage: Passage) -> tuple[str, ...]:
        """Return the topic that a paragraph's sentence without は or が goes on with."""
        place = bisect_left(self._reading.passages, passage.start, key=lambda one: one.start)
        for one in reversed(self._reading.passages[max(0, place - 3) : place]):
            if passage.block - one.block > 2 or one.kind == "heading":
                break
            found = self.find(one.start, one.end)
            if found is not None and found.particle != "が":
                return found.actors
        return ()

    def is_thing(self, start: int, end: int) -> bool:
        """Tell whether the topic of a stretch is a thing (この議定書は…)."""
        match = TOPIC.search(self._reading.folded, start, min(end, start + REACH))
        return bool(match and things().search(match.group(1)))

    def dropped(self, start: int, passage: Passage) -> tuple[str, ...]:
        """Return whom a subjectless sentence speaks of: quoted speaker, parties, topic, home."""
        quote = quotation_around(self._reading, start)
        if quote is not None and quote.principals:
            return quote.principals
        if self._reading.parties:
            return self._reading.parties
        own = self.home if POLITE.search(passage.folded[-14:]) else ()
        if own and not is_publisher(self._reading.document.publisher or ""):
            return own
        before = self._before(passage.start, 3)
        if before is not None:
            return before.actors
        return self.home

    @property
    def home(self) -> tuple[str, ...]:
        """Whose officer or publisher speaks where nothing else is said."""
        return home_of(self._reading)
