"""Japanese clauses to committers: topic chains, subjects with が, groups and dropped subjects."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pledgegraph.extract.frames.japanese_actors import PLACE, actors_in, quotation_around
from pledgegraph.extract.frames.japanese_clauses import is_subordinate
from pledgegraph.extract.frames.japanese_homes import (
    government_of,
    home_of,
    meeting_parties,
)
from pledgegraph.extract.reading import Reading
from pledgegraph.extract.rules import load_grammar
from pledgegraph.ontology.records import Passage

_JOIN = r"(?:と|、|及び|および|並びに|ならびに|や|・|の)"
_PARTICLE = (
    r"(?:など|ら|等|たち|とも|自身|全体)?(?:[（(][^（()）]{0,24}[)）])?(?:は(?!じめ)|が(?!ら)|も(?!っ)|では|としては|としても|こそ|からも?は?、"
    r"|から(?:は|も)|から(?=[^、。]{0,80}(?:旨|述べ|発言|表明|説明|要請|求め|提案|伝え|申し入れ)(?!られ))"
    r"|においても|においては)(?:また|共に|ともに|同日|さらに)?"
)
_TOPIC = re.compile(r"([^、。「」]{1,24}?)(?<!で)(?<!に)(?<!と)は(?!じめ|かる|っき)")


@lru_cache(maxsize=1)
def _things() -> re.Pattern[str]:
    return re.compile(rf"(?:{load_grammar('ja').words['things']})$")


_OWNER = re.compile(
    r"による|の(?:対日)?防衛義務|の「?(?:揺るぎない|強固な|確固たる|鉄壁の|固い|強い|断固たる)*(?:コミットメント|約束|決意|公約|誓約|関与)"
)


_SUMMIT = re.compile(
    r"(?:[（(][^（()）]{1,12}[)）])?(?:首脳|外相|閣僚|財務相)?(?:会議|会合|理事会|総会)(?=は|が|で)"
)
_PAPER = re.compile(r"共同(?:声明|宣言|文書|コミュニケ)")
_CLOSED = re.compile(
    r"(?:[一-龥][しみりびきちい]|[てでえけせれべめ]|る中|た中|く中|たが|るが|ものの|一方|ほか|ており)、(?=[^、]*$)?"
)
_SAID = re.compile(
    r"[^。「」]{0,24}(?:と|旨|ことを|よう)[^。「」]{0,12}(?:述べ|語|表明|強調|主張|訴え|指摘|求め|明らか|発表|話)"
)
_REACH = 500
"""How many characters before its predicate a subject is looked for."""


class Subject(NamedTuple):
    """A subject phrase with its actors; offsets into the document."""

    start: int
    end: int
    actors: tuple[str, ...]
    speaker: str | None
    particle: str


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what follows an actor as subject, what joins two, and the pronouns."""
    words = load_grammar("ja").words
    agents = f"(?:{words['agents']})"
    joint, same, first = (words[name] for name in ("joint", "same", "first"))
    bracket = r"(?:[（(][^（()）]{0,24}[)）])?"
    after = (
        rf"{bracket}(?:の?(?:新|前|次期|両)?{agents}){{0,3}}"
        r"(?:の?[一-龥ァ-ヶー・]{2,12}(?:氏|首相|大統領|外相|国防相|大臣|国連大使|大使|報道官|長官|議長|会長"
        rf"|社長|知事|市長|代表|書記長|総裁|CEO))?{_PARTICLE}"
        r"|の[^、。「」は]{0,14}?(?:訪問|訪日|訪米|訪中|歴訪|会談|出席)(?:が|は)"
    )
    pronoun = (
        r"(?<![一-龥ァ-ヶー])"
        rf"(?:(?P<joint>(?:[日米英中韓豪印露仏独]{{2,3}})?(?:{joint}))|(?P<same>{same})|(?P<first>{first})"
        r"|(?P<home>政府|内閣|与党|官房長官)|(?P<title>首相|総理|外相|大統領|国家主席|主席|国防相|防衛相"
        r"|外務省|国防省|財務相|報道官|外務報道官|大臣|知事|市長|社長|会長|事務総長|長官|中銀|中央銀行"
        r"|委員長|総裁|国王|党首|代表|[一-龥]{1,4}(?:知事|市長|町長)|県|府(?=は|が)|県側|県知事))"
        rf"(?:政府|首脳|の?{agents}|の[一-龥ァ-ヶー・]{{2,14}}(?:社長|会長|大臣|長官|氏|CEO|代表|報道官))?"
        r"(?:は|が|も|こそ|では|には|によると|によれば|としては|としても|として、|の(?=(?:揺るぎ|コミット))|[、,])"
    )
    plural = rf"{bracket}(?:の?{agents}){{0,2}}{_JOIN}"
    return re.compile(after), re.compile(plural), re.compile(pronoun)


class SubjectReader:
    """Finds who acts, from particles, mentions and what was said before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._after, self._plural, self._pronoun = _patterns()
        self._letters = reading.register.one_letters.get("ja", {})

    def find(self, start: int, end: int) -> Subject | None:
        """Return the subject of a stretch: its last topic that is an actor, else with が."""
        start = max(start, end - _REACH)
        found = sorted(self._candidates(start, end), key=lambda one: one.start)
        topics = [one for one in found if one.particle != "が"]
        topics = [one for one in topics if not self._is_source(one)] or topics
        if topics:
            far = topics[-1].start - topics[0].start > 60
            return topics[-1] if far or self._is_over(topics[0], topics[-1], end) else topics[0]
        plain = [one for one in found if not self._is_embedded(one, end)]
        return plain[0] if plain else None

    def _is_over(self, first: Subject, last: Subject, end: int) -> bool:
        """Tell whether the first topic's clause closes before the last topic (Aは…し、Bは…)."""
        text = self._reading.folded
        return bool(_CLOSED.search(text, first.end, last.start)) and not _SAID.match(text, end - 1)

    def _is_source(self, subject: Subject) -> bool:
        return bool(_PAPER.search(self._reading.folded, subject.start, subject.end))

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
            if only and not match[only]:
                continue
            who = self._resolved(match, start)
            if who:
                named = next(n for n in ("joint", "same", "first", "home", "title") if match[n])
                particle = "が" if match.group().endswith("が") else "は"
                yield Subject(match.start(named), match.end(), who, None, particle)

    def find_owner(self, start: int, end: int) -> Subject | None:
        """Return whose promise a noun carries (米国の約束), or states in company (日米の)."""
        for one in actors_in(self._reading, max(start, end - _REACH), end):
            if _OWNER.match(self._reading.folded, one.end):
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
        if title in ("首相", "総理", "外相", "防衛相", "大臣", "財務相", "外務省"):
            return self.home or self._last(offset) or ("JPN",)
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
            if _SUMMIT.match(self._reading.folded, mention.end):
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
            match = self._after.match(text, mention.end, end)
            if match is None or not mention.actors:
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
        match = _TOPIC.search(self._reading.folded, start, min(end, start + _REACH))
        return bool(match and _things().search(match.group(1)))

    def dropped(self, start: int, passage: Passage) -> tuple[str, ...]:
        """Return whom a subjectless sentence speaks of: quoted speaker, parties, topic, home."""
        quote = quotation_around(self._reading, start)
        if quote is not None and quote.principals:
            return quote.principals
        if self._reading.parties:
            return self._reading.parties
        before = self._before(passage.start, 3)
        if before is not None:
            return before.actors
        return self.home

    @property
    def home(self) -> tuple[str, ...]:
        """Whose officer or publisher speaks where nothing else is said."""
        return home_of(self._reading)
