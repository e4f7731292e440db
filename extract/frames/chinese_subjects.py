"""Chinese clauses to their agents: who acts, with pronouns resolved and topics carried on."""

import re
from bisect import bisect_left
from typing import NamedTuple

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.frames.chinese_clauses import Words, cover, read_clauses, read_words
from pledgegraph.extract.reading import Mention, Quotation, Reading
from pledgegraph.extract.slugs.chinese import find_slugs
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Passage

_LINK = re.compile(r"\s*(?:、|和|与|及|以及|同|跟|暨|－|-|/|，)\s*")
_SIDE = re.compile(
    r"[\u4e00-\u9fff](?:方(?!面|案|式|法|向|针|位|便|可|才|能|程|言|圆|块|略|舟|阵|形|米|得)|政府(?!间))"
)
_FIRM = re.compile(r"公司|集团|银行|企业|行$|基金会|党")
_GOES_ON = re.compile(r"(?:其次|此外|另外|同时|再次|最后|还|并|第[二三四五])")
_TWO = re.compile(r"两|二|双")
_STATEMENT = re.compile(r"(?:联合声明|共同声明|联合公报|声明)[^。”]{0,24}[:：,，]?[“「\"‘]?$")
_JOINTLY = re.compile(
    r"我们(?:首先|还|也)?(?:一致)?(?:同意|商定|确认|重申|一致)|一致同意|我们两国|双边|我们的同盟|两国|各自"
)
_TOGETHER = re.compile(
    r"(?:和我|我和|与我)(?!们)|一致认为|我们(?:还|首先)?(?:一致)?同意|我们确认|我们重申"
)
_VISIT = re.compile(r"访([\u4e00-\u9fff])(?![\u4e00-\u9fff]{0,1}团)")
_THREE = re.compile(r"三")
_FORMS = ("name", "adjective", "side", "compound", "person", "office", "capital", "body")
_POSSESSED = re.compile(r"的(?!代表|领导)")
_STRIP = re.compile(
    r"(?:并|且|还|也|则|都|又|同时|以及|此外|另外|其中|因此|为此|对此|而|但|我代表|即|均|将|已|已经|日前|近日|今日|今天|当天|随后|一致|正式|明确|郑重|再次|\s)*"
)
_PREPOSED = re.compile(
    r"(?:在|于|与|同|跟|向|对|为|给|就|根据|通过|按照|从|以|自|到|至|用|把|作为|围绕|和|截至|除|经|如|按|利用|包括)"
)


class Subject(NamedTuple):
    """An agent with its place in the passage; ``start`` is -1 for one carried over."""

    actors: tuple[str, ...]
    start: int
    end: int
    person: str | None = None


NOBODY = Subject((), -1, -1)
"""Stands for a subject that cannot promise: a thing, a market, an onlooker."""


class SubjectReader:
    """Finds the agents of one passage."""

    def __init__(self, passage: Passage, reading: Reading) -> None:
        self.passage = passage
        self.reading = reading
        self.words: Words = read_words(reading.grammar)
        self.text = cover(passage.folded)
        self._named: list[Mention] | None = None

    @property
    def named(self) -> list[Mention]:
        """Mentions, pronouns and slugs of the passage in order; offsets into the passage."""
        if self._named is None:
            self._named = self._find_named()
        return self._named

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
        extra.extend(self._sides(found))
        taken = [(m.start, m.end) for m in found + extra]
        for match in self.words.pronoun.finditer(self.text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            kind = match.lastgroup or "third"
            extra.append(Mention(match.start(), match.end(), match.group(), kind))
        return sorted(found + extra, key=lambda m: (m.start, -m.end))

    def _sides(self, known: list[Mention]) -> list[Mention]:
        letters = self.reading.register.one_letters.get("zh", {})
        found = []
        for match in _SIDE.finditer(self.text):
            letter = match.group()[0]
            if any(m.start < match.end() and match.start() < m.end for m in known):
                continue
            named = [
                m.actors[0]
                for m in self.reading.mentions[:400]
                if m.text[0] == letter and m.form in ("name", "office", "body") and m.actors
            ]
            actor = named[0] if named else letters.get(letter, "EU" if letter == "欧" else None)
            if actor:
                found.append(Mention(match.start(), match.end(), match.group(), "side", (actor,)))
        return found

    def subject(self, start: int, end: int) -> Subject | None:
        """Return the agent named between two offsets of the passage, NOBODY, or None."""
        pre = self.text[start:end]
        frames = list(self.words.frame.finditer(pre))
        if frames:
            inner = self._agent(start + frames[-1].end(), end)
            if inner is not None:
                return inner
            if frames[-1].group() in ("欢迎", "赞赏", "很高兴", "指望"):
                return NOBODY
            return self._agent(start, start + frames[-1].start())
        return self._agent(start, end)

    def _agent(self, start: int, end: int) -> Subject | None:
        inside = [m for m in self.named if start <= m.start and m.end <= end]
        for place, mention in enumerate(inside):
            head = self.text[start : mention.start]
            if (
                self.words.preposition.search(head)
                or (head.endswith(("的", "该", "新"))
                and mention.form != "third")
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
            if mention.start < last.end or not _LINK.fullmatch(gap):
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
        if self._ends_in_thing(rest):
            return NOBODY
        person = first.person
        return Subject(tuple(dict.fromkeys(actors)), first.start, last.end, person)

    def _ends_in_thing(self, rest: str) -> bool:
        if re.match(r"(?:还|也|均|都)*(?:对|就|在|为|向|根据|通过|按|于)", rest):
            return False
        for match in self.words.things.finditer(rest):
            if match.end() == len(rest) and "的" in rest[: match.start()]:
                return True
        return False

    def resolve(self, mention: Mention) -> tuple[str, ...]:
        """Return the actors a mention or pronoun stands for."""
        if mention.actors:
            return mention.actors
        if mention.person:
            return (mention.person,)
        offset = self.passage.start + mention.start
        if mention.form == "joint":
            return self.joint(offset, mention.text)
        if mention.form == "second":
            mine = self.speaker(offset, alone=True)
            return tuple(one for one in self.both(offset) if one not in mine)[:1]
        if mention.form == "first":
            return self.speaker(offset)
        return self.nearest(offset, mention.text)

    def speaker(self, offset: int, *, alone: bool = False) -> tuple[str, ...]:
        """Return whom "we" stands for at an offset of the document.

        Args:
            offset: Where "we" stands.
            alone: Take the speaker's own side even where the talk is of both.
        """
        quotation = self.reading.quotation_at(offset)
        if quotation and self._is_statement(quotation):
            return self.both(offset)
        if quotation and quotation.principals and quotation.speaker != "joint-statement":
            if not alone and self._is_joint(quotation, offset):
                return self.both(offset)
            return quotation.principals
        if self.reading.parties:
            return self.reading.parties
        for mention in self._before(offset, 80):
            if mention.form in ("person", "office", "body") and mention.start >= self.passage.start:
                return mention.actors
        return self._own_state()

    def _own_state(self) -> tuple[str, ...]:
        home = self.reading.home
        if home and not self._is_state(home) and "中方" in self.reading.folded:
            return ("CHN",)
        if home:
            return (home,)
        counts: dict[str, int] = {}
        for mention in self.reading.mentions[:300]:
            for actor in mention.actors:
                counts[actor] = counts.get(actor, 0) + 1
        if counts:
            return (max(counts, key=lambda one: counts[one]),)
        return ("CHN",) if self.reading.document.lang == "zh-Hans" else ()

    def _is_statement(self, quotation: Quotation) -> bool:
        head = self.reading.folded[max(0, quotation.start - 60) : quotation.start]
        if _STATEMENT.search(head):
            return True
        earlier = [
            q
            for q in self.reading.quotations
            if q.end < quotation.start and q.end > quotation.start - 6
        ]
        return bool(earlier) and self._is_statement(earlier[-1])

    def _is_joint(self, quotation: Quotation, offset: int) -> bool:
        if len(self.both(offset)) < 2:
            return False
        sentence = self.passage.folded
        if _JOINTLY.search(sentence):
            return True
        both = set(self.both(offset))
        inside = self.reading.mentions_in(self.passage.start, self.passage.end)
        if any(m.actors and not set(m.actors) <= both for m in inside) or "盟友" in sentence:
            return False
        if not set(quotation.principals) <= both:
            return False
        said = self.reading.folded[max(quotation.start, offset - 600) : offset]
        named = self.reading.mentions_in(max(quotation.start, offset - 600), offset)
        other = any(
            both - set(quotation.principals) & set(m.actors) for m in named if m.form != "person"
        )
        earlier = [
            q
            for q in self.reading.quotations
            if q.speaker == quotation.speaker and offset - 1500 < q.start < offset
        ]
        told = any(
            _TOGETHER.search(self.reading.folded[q.start : min(q.end, offset)]) for q in earlier
        )
        return bool(_TOGETHER.search(said)) or other or told

    def both(self, offset: int) -> tuple[str, ...]:
        """Return the two states a document is about: its parties, else those of its title."""
        if self.reading.parties:
            return self.reading.parties
        title = fold(self.reading.document.title or "", self.reading.document.lang)
        found: list[str] = []
        group = "zh"
        for mention in find_mentions(
            title, self.reading.register, group, self.reading.document.date
        ):
            found.extend(one for one in mention.actors if one not in found and self._is_state(one))
        for match in _VISIT.finditer(title):
            actor = (
                "CHN" if match[1] == "华" else self.reading.register.one_letters["zh"].get(match[1])
            )
            if actor and actor not in found:
                found.append(actor)
        return tuple(found[:2])

    def _is_state(self, actor: str) -> bool:
        known = self.reading.register.actors.get(actor)
        return (
            (len(actor) == 3 and actor.isalpha() and actor.isupper())
            or actor in ("NATO", "EU", "ASEAN", "AU")
            or bool(known and known.kind == "state")
        )

    def joint(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the parties that 双方, 两国, 三国领导人 stand for."""
        count = 3 if _THREE.search(text) else 2
        parties = self.reading.parties
        if text.startswith("我们") and len(self.both(offset)) == count:
            return self.both(offset)
        if parties and (len(parties) == count or not _TWO.search(text) or len(parties) == 1):
            return parties
        found: list[str] = []
        pair = self.both(offset) if count == 2 else ()
        if len(pair) == 2 and not any(m.form == "compound" for m in self._before(offset, 200)):
            return pair
        for mention in self._before(offset, 1500):
            if mention.form == "compound" and len(mention.actors) == count and not found:
                return mention.actors
            if mention.form in _FORMS:
                found.extend(
                    one for one in mention.actors if one not in found and self._is_state(one)
                )
            if len(found) >= count:
                return tuple(found[:count])
        return parties or tuple(found)

    def nearest(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the actor that 该公司, 他, 政府 take up again."""
        for mention in self._before(offset, 400):
            if text[:1] in "他她" and mention.person is None:
                continue
            if _FIRM.search(text) and mention.actors and not mention.actors[0].islower():
                continue
            if mention.actors:
                return mention.actors if len(mention.actors) == 1 else mention.actors[:1]
        quotation = self.reading.quotation_at(offset)
        if quotation and quotation.principals:
            return quotation.principals
        return (self.reading.home,) if self.reading.home else ()

    def _before(self, offset: int, reach: int) -> list[Mention]:
        place = bisect_left(self.reading._starts, offset)
        found = []
        for mention in reversed(self.reading.mentions[max(0, place - 40) : place]):
            if mention.start < offset - reach:
                break
            found.append(mention)
        return found


def topic_before(passage: Passage, reading: Reading) -> Subject | None:
    """Return the agent that the sentences before leave as topic, within the same paragraph."""
    quotation = reading.quotation_at(passage.start)
    for earlier in reading.sentences_before(passage, 3):
        near = passage.block - earlier.block
        if near and (near > 1 or not _GOES_ON.match(passage.folded)):
            break
        reader = SubjectReader(earlier, reading)
        if quotation and earlier.start < quotation.start:
            break
        clauses = read_clauses(reader.text)
        for clause in reversed(clauses):
            subject = reader.subject(clause.start, clause.end)
            if subject and subject.actors and subject.start - clause.start <= 4:
                return Subject(subject.actors, -1, -1, subject.person)
    return None
