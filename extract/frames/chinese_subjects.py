"""Chinese clauses to their agents: who acts, with pronouns resolved and topics carried on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pledgegraph.extract.frames.chinese_clauses import Words, cover, read_clauses, read_words
from pledgegraph.extract.frames.chinese_pronouns import PronounReader
from pledgegraph.extract.frames.chinese_sides import find_sides, side_here
from pledgegraph.extract.reading import Mention, Reading
from pledgegraph.extract.slugs.chinese import find_slugs
from pledgegraph.ontology.records import Passage

LINK = re.compile(r"\s*(?:、|和|与|及|以及|同|跟|暨|－|-|/|，)\s*")
GOES_ON = re.compile(r"(?:其次|此外|另外|同时|再次|最后|还|并|第[二三四五])")
_POSSESSED = re.compile(r"的(?!代表|领导)")
TELLS = re.compile(
    r"表示|指出|强调|宣布|重申|介绍|透露|补充|回应|说(?=[，：:])|称(?=[，：:])|(?:表示|指出|说)$|说$|称$"
)
_AFTER_WELCOME = re.compile(
    r"(?:并|且|还|也|同时|强烈|共同|我们|双方)*(?:[并且还也]|呼吁|敦促|促请|吁请|鼓励|愿|期待|希望|要求|承诺|重申)"
)
_WELCOMES = ("欢迎", "赞赏", "很高兴", "指望")
_GROUND = re.compile(r"[^，。]{0,60}的(?:基础上|情况下|同时|背景下|前提下)")
_THEIR = re.compile(
    r"[^，]{1,20}的(?:国家|个人|实体|企业|公司|人士|人员|机构|商品|产品|货物|船只|船舶|车辆|学生|游客|资产|银行)(?:也|都|均|还)?"
)
_ENVOY = re.compile(
    r"(?:问题|事务)?(?:特派员|特使|特别代表|协调员|代表处|办事处|援助团|调查团|代表)"
)
_STRIP = re.compile(
    r"(?:并|且|还|也|则|都|又|同时|以及|此外|另外|其中|因此|为此|对此|而|但|我代表|即|均|将|已|已经|日前|近日|今日|今天|当天|随后|一致|正式|明确|郑重|再次|\s)*"
)
_LEADS = re.compile(
    _STRIP.pattern
    + r"(?:(?:在|于|就|当|应)[^，。]{0,24}|[^，。]{0,12}(?:表示|指出|说|称|强调|时|日|后|月|年))?"
)


class Subject(NamedTuple):
    """An agent with its place in the passage; ``start`` is -1 for one carried over."""

    actors: tuple[str, ...]
    start: int
    end: int
    person: str | None = None


NOBODY = Subject((), -1, -1)
"""Stands for a subject that cannot promise: a thing, a market, an onlooker."""


class SubjectReader(PronounReader):
    """Finds the agents of one passage."""

    def __init__(self, passage: Passage, reading: Reading, depth: int = 0) -> None:
        super().__init__(passage, reading)
        self.words: Words = read_words(reading.grammar)
        self.text = cover(passage.folded)
        self._named: list[Mention] | None = None
        self._depth = depth

    @property
    def named(self) -> list[Mention]:
        """Mentions, pronouns and slugs of the passage in order; offsets into the passage."""
        if self._named is None:
            self._named = self._find_named()
        return self._named

    @property
    def receivers(self) -> list[Mention]:
        """The same with 该公司, 贵国 resolved, for those to whom an act is done."""
        return [
            replace(one, actors=self.resolve(one)) if one.text[0] in "该贵您" else one
            for one in self.named
        ]

    def _find_named(self) -> list[Mention]:
        base = self.passage.start
        found = [
            Mention(m.start - base, m.end - base, m.text, m.form, m.actors, m.person, m.title)
            for m in self.reading.mentions_in(base, self.passage.end)
            if (m.actors or m.person) and self.text[m.start - base] != "□"
        ]
        taken = [(m.start, m.end) for m in found]
        extra: list[Mention] = []
        for start, end, slug in find_slugs(self.passage.folded):
            if self.text[start] == "□":
                continue
            kept = [m for m in found if not (m.start < end and start < m.end)]
            if len(kept) == len(found) or all(
                m.form != "name" or m.end != end for m in found if m.start < end and start < m.end
            ):
                found = kept
                extra.append(Mention(start, end, self.text[start:end], "slug", (slug,)))
        found = [side_here(m, self.reading) if m.form == "side" else m for m in found]
        extra.extend(find_sides(self.text, found, self.reading))
        taken = [(m.start, m.end) for m in found + extra]
        for match in self.words.pronoun.finditer(self.text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            kind = match.lastgroup or "third"
            extra.append(Mention(match.start(), match.end(), match.group(), kind))
        return sorted(found + extra, key=lambda m: (m.start, -m.end))

    def subject(self, start: int, end: int, *, whole: bool = False) -> Subject | None:
        """Return the agent named between two offsets of the passage, NOBODY, or None.

        Args:
            start: Where the clause begins.
            end: Where its cue stands, or its end.
            whole: Read a clause without a cue: who welcomes is its topic, not who is welcomed.
        """
        pre = self.text[start:end]
        frames = list(self.words.frame.finditer(pre))
        goes_on = whole and _AFTER_WELCOME.match(self.text, end + 1) is not None
        if frames and goes_on and frames[-1].group() in _WELCOMES:
            return self._agent(start, start + frames[-1].start())
        if frames:
            inner = self._agent(start + frames[-1].end(), end)
            if inner is not None:
                return inner
            if frames[-1].group() in _WELCOMES:
                return NOBODY
            return self._agent(start, start + frames[-1].start())
        return self._agent(start, end)

    def voice(self, offset: int) -> tuple[str, ...]:
        """Return whom the nearest reporting clause of the paragraph before lets speak."""
        for reader, start, end in self._earlier(offset):
            for clause in reversed(read_clauses(reader.text[:end])):
                frame = TELLS.search(reader.text, clause.start, clause.end)
                found = reader.subject(clause.start, frame.start()) if frame else None
                if found and found.actors and clause.start >= start:
                    return found.actors
        return ()

    def topic(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the agent of the nearest clause of the paragraph that names one."""
        for reader, _, end in self._earlier(offset):
            for clause in reversed(read_clauses(reader.text[:end])):
                if self._quoted_apart(reader.passage.start + clause.start, offset):
                    continue
                found = reader.subject(clause.start, clause.end)
                if not found or len(found.actors) != 1 or not reader.leads(clause.start, found):
                    continue
                if text[:1] in "他她" and not self._is_person(reader, found):
                    continue
                if self.fits_pronoun(found.actors[0], text):
                    return found.actors
        return ()

    def _quoted_apart(self, place: int, offset: int) -> bool:
        """Tell whether a place stands in a quotation that an offset is outside of."""
        inner = self.reading.quotation_at(place)
        return inner is not None and inner.depth > 1 and not inner.start <= offset < inner.end

    def _is_person(self, reader: "SubjectReader", subject: Subject) -> bool:
        """Tell whether an agent is a person, by name or office, whom 他 or 她 can take up."""
        named = reader.text[subject.start : subject.end + 8]
        return subject.person is not None or reader.words.titles.search(named) is not None

    def leads(self, start: int, subject: Subject) -> bool:
        """Tell whether an agent opens its clause: no verb stands before it."""
        return _LEADS.fullmatch(self.text, start, max(start, subject.start)) is not None

    def _earlier(self, offset: int) -> Iterator[tuple["SubjectReader", int, int]]:
        """Yield what stands before an offset, nearest first, as (reader, start, end)."""
        if self._depth > 5:
            return
        yield self._deeper(self.passage), 0, max(0, offset - self.passage.start)
        own = self.reading.quotation_at(offset)
        for earlier in self.reading.sentences_before(self.passage, 5):
            if self.passage.block - earlier.block > 1 or (own and earlier.start < own.start):
                return
            yield self._deeper(earlier), 0, len(earlier.folded)

    def _deeper(self, passage: Passage) -> "SubjectReader":
        return SubjectReader(passage, self.reading, self._depth + 1)

    def _agent(self, start: int, end: int) -> Subject | None:
        inside = [m for m in self.named if start <= m.start and m.end <= end]
        for place, mention in enumerate(inside):
            head = self.text[start : mention.start]
            if head.endswith("在") and _GROUND.match(self.text, end):
                return self._group(inside[place:], end)
            if self.words.preposition.search(head) or (
                head.endswith(("的", "该", "新", "一个")) and mention.form != "third"
            ):
                continue
            if self.words.things_free.match(_STRIP.sub("", head, count=1)):
                return NOBODY
            return self._group(inside[place:], end)
        rest = _STRIP.sub("", self.text[start:end], count=1)
        if self.words.things_free.match(rest):
            return NOBODY
        return None

    def _group(self, inside: list[Mention], end: int) -> Subject:
        if len(inside) > 1 and self._sent(inside[0], inside[1]):
            one = inside[0]
            return Subject(self.resolve(one), one.start, inside[1].end, one.person)
        while (
            len(inside) > 1
            and inside[0].form in ("name", "adjective", "capital")
            and inside[1].start == inside[0].end
            and inside[1].form in ("name", "slug", "body")
        ):
            inside = inside[1:]
        first, last = inside[0], inside[0]
        actors = list(self.resolve(first))
        for mention in inside[1:]:
            gap = self.text[last.end : mention.start]
            title = self.words.titles.match(gap)
            if title:
                gap = gap[title.end() :]
            if mention.start < last.end or not LINK.fullmatch(gap):
                break
            linked = self.text[last.end : mention.start]
            after = self.text[mention.end : end]
            if (
                re.search("[与同跟]", linked)
                and after
                and not self.words.thin.fullmatch(after)
                and not self.words.titles.match(after)
            ):
                break
            actors.extend(self.resolve(mention))
            last = mention
        rest = self.text[last.end : end]
        title = self.words.titles.match(rest)
        if title:
            rest = rest[title.end() :]
        if self.words.things.match(rest) or (_POSSESSED.match(rest) and last.form != "first"):
            return NOBODY
        if _POSSESSED.match(rest) and not title:
            return NOBODY
        if self._ends_in_thing(rest) or _THEIR.fullmatch(rest):
            return NOBODY
        person = first.person
        return Subject(tuple(dict.fromkeys(actors)), first.start, last.end, person)

    def _sent(self, body: Mention, place: Mention) -> bool:
        """Tell whether an organisation's envoy to a state stands here: 联合国缅甸特使."""
        known = self.reading.register.actors.get(body.actors[0]) if body.actors else None
        if known is None or known.kind == "state" or place.start != body.end:
            return False
        return _ENVOY.match(self.text, place.end) is not None

    def _ends_in_thing(self, rest: str) -> bool:
        if re.match(r"(?:还|也|均|都)*(?:对|就|在|为|向|根据|通过|按|于|把|将|从|以|让|给)", rest):
            return False
        for match in self.words.things.finditer(rest):
            if match.end() == len(rest) and "的" in rest[: match.start()]:
                return True
        return False
