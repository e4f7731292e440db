"""Chinese pronouns to actors: 我们, 双方, 两国, 该公司, 您 by speaker, title and context."""

import re
from bisect import bisect_left, bisect_right

from pledgegraph.extract.frames.chinese_notices import (
    is_firm,
    is_official,
    is_state,
    last_resort,
    own_firm,
    own_party,
    titled,
)
from pledgegraph.extract.reading import Mention, Quotation, Reading
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Passage

_FIRM = re.compile(r"公司|集团|银行|企业|行$|基金会|党")
_TWO = re.compile(r"两|二|双")
_STATEMENT = re.compile(
    r"(?P<joint>(?:联合|共同)(?:声明|公报|宣言|文件)|该声明|该文件)[^。]{0,40}$|声明[^。”]{0,24}[:：,，]?[“「\"‘]?$"
)
_JOINTLY = re.compile(
    r"我们(?:首先|还|也)?(?:一致)?(?:同意|商定|确认|重申|一致)|一致同意|我们两国|双边|我们的(?:同盟|伙伴关系|双边)|两国|各自|[，,]并?(?:一致)?(?:同意|商定)"
    r"|我们(?:将|会|愿|要|还|也|正|都){0,2}(?:继续)?(?:共同|携手|一起|一道|联手)"
)
_TOGETHER = re.compile(
    r"(?:和我|我和|与我)(?!们)|一致认为|我们(?:还|首先)?(?:一致)?同意|我们确认|我们重申"
)
_BODY = re.compile(
    r"外交部|国防部|财政部|商务部|教育部|内政部|经济部|交通部|政府|当局|国务院|特区政府|发言人|部长|院长"
)
_OWN_FIRM = re.compile(r"本公司|本集团|本行")
_BOSS = re.compile(r"董事长|执行长|首席执行官|总裁|总经理|创始人|创办人|CEO|财务长|首席财务官|主席")
_VISIT = re.compile(r"访([\u4e00-\u9fff])(?![\u4e00-\u9fff]{0,1}团)")
_THREE = re.compile(r"三")
_MEETING = re.compile(r"三边|三方|三国|会[谈晤]|峰会|领导人")
_TRIPLE = re.compile(r"三[方边国]")
_OWN_ACT = re.compile(r"决定|打算|承诺|计划|保证|宣布|将|会")
_SPEECH = re.compile(r"讲话|致辞|致词|演讲|演说|发言|专访")
_EVERY = re.compile(r"各国|与会|成员国|各?缔约[国方]")
_FORMS = ("name", "adjective", "side", "compound", "person", "office", "capital", "body")


class PronounReader:
    """Resolves the pronouns of one passage."""

    def __init__(self, passage: Passage, reading: Reading) -> None:
        self.passage = passage
        self.reading = reading

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
        if mention.form == "first" and _OWN_FIRM.match(mention.text):
            return own_firm(self.reading) or self.speaker(offset)
        if mention.form == "first":
            return self.speaker(offset, alone=self._alone(mention))
        return self.nearest(offset, mention.text)

    def _alone(self, mention: Mention) -> bool:
        after = self.passage.folded[mention.end : mention.end + 2]
        return mention.text in ("我", "本人") and bool(_OWN_ACT.match(after))

    def speaker(self, offset: int, *, alone: bool = False) -> tuple[str, ...]:
        """Return whom "we" stands for at an offset of the document.

        Args:
            offset: Where "we" stands.
            alone: Take the speaker's own side even where the talk is of both.
        """
        quotation = self.reading.quotation_at(offset)
        if quotation and self._is_statement(quotation):
            return self.both(offset)
        if (
            quotation
            and quotation.depth == 1
            and not quotation.principals
            and is_official(self.reading)
        ):
            return (self.reading.home,) if self.reading.home else ()
        if quotation and quotation.principals and quotation.speaker != "joint-statement":
            if not alone and self._is_joint(quotation, offset):
                return self.both(offset)
            return quotation.principals
        if self.reading.parties:
            return self.reading.parties
        firm = self._firm_of(quotation, offset) if quotation else ()
        if firm:
            return firm
        told = self.voice(offset)
        if told:
            return told
        for mention in self._before(offset, 80):
            if mention.form in ("person", "office", "body") and mention.start >= self.passage.start:
                return mention.actors
        return self._own_state()

    def _firm_of(self, quotation: Quotation, offset: int) -> tuple[str, ...]:
        """Return the firm whose unnamed head speaks: 董事长叶承翰表示：“我们…”."""
        if not _BOSS.search(self.reading.folded, max(0, quotation.start - 24), quotation.start):
            return ()
        for mention in self._before(offset, 800):
            if len(mention.actors) == 1 and self.fits_pronoun(mention.actors[0], "公司"):
                return mention.actors
        return ()

    def voice(self, offset: int) -> tuple[str, ...]:
        """Return whom the reporting clause before an offset lets speak; the subjects know."""
        raise NotImplementedError

    def topic(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the agent that the clauses before an offset leave; the subjects know."""
        raise NotImplementedError

    def _own_state(self) -> tuple[str, ...]:
        party = own_party(self.reading)
        if party:
            return party
        home = self.reading.home
        if home and not self._is_state(home) and _SPEECH.search(self.reading.document.title or ""):
            counts = self._counts()
            return (max(counts, key=lambda one: counts[one]),) if counts else (home,)
        if home and not self._is_state(home) and "中方" in self.reading.folded:
            return ("CHN",)
        if home:
            return (home,)
        counts = self._counts()
        if counts:
            return (max(counts, key=lambda one: counts[one]),)
        return last_resort(self.reading)

    def _counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for mention in self.reading.mentions[:300]:
            for actor in mention.actors:
                if self._is_state(actor):
                    counts[actor] = counts.get(actor, 0) + 1
        return counts

    def _is_statement(self, quotation: Quotation) -> bool:
        head = self.reading.folded[max(0, quotation.start - 60) : quotation.start]
        stated = _STATEMENT.search(head)
        if stated and (stated["joint"] or "联合声明" in self.reading.folded):
            return True
        quotations = self.reading.quotations
        place = bisect_left(quotations, quotation.start, key=lambda one: one.start)
        earlier = [
            q
            for q in quotations[max(0, place - 40) : place]
            if quotation.start - 6 < q.end < quotation.start
        ]
        return bool(earlier) and self._is_statement(earlier[-1])

    def _is_joint(self, quotation: Quotation, offset: int) -> bool:
        if len(self.both(offset)) < 2:
            return False
        sentence = self.passage.folded
        if _JOINTLY.search(sentence):
            return True
        if len(self.both(offset)) == 3 and _TRIPLE.search(sentence):
            return True
        both = set(self.both(offset))
        inside = self.reading.mentions_in(self.passage.start, self.passage.end)
        if any(
            len(one) == 3 and self._is_state(one) and one not in both
            for m in inside
            for one in m.actors
        ):
            return False
        mine = set(quotation.principals)
        if not mine <= both:
            return False
        acted = [m for m in inside if m.start >= offset and m.form != "person"]
        if any(m.actors and set(m.actors) <= both - mine for m in acted) and not any(
            mine & set(m.actors) for m in acted
        ):
            return False
        said = self.reading.folded[max(quotation.start, offset - 600) : offset]
        named = self.reading.mentions_in(max(quotation.start, offset - 600), offset)
        other = any(
            both - set(quotation.principals) & set(m.actors) for m in named if m.form != "person"
        )
        quotations = self.reading.quotations
        first = bisect_right(quotations, offset - 1500, key=lambda one: one.start)
        last = bisect_left(quotations, offset, key=lambda one: one.start)
        earlier = [q for q in quotations[first:last] if q.speaker == quotation.speaker]
        told = any(
            _TOGETHER.search(self.reading.folded[q.start : min(q.end, offset)]) for q in earlier
        )
        return bool(_TOGETHER.search(said)) or other or told

    def both(self, offset: int) -> tuple[str, ...]:
        """Return the two states a document is about: its parties, else those of its title."""
        if self.reading.parties:
            return self.reading.parties
        about = self.reading.document
        title = fold(about.title or "", about.lang)
        found: list[str] = []
        for mention in titled(title, self.reading.register, about.date):
            found.extend(one for one in mention.actors if one not in found and self._is_state(one))
        for match in _VISIT.finditer(title):
            actor = (
                "CHN" if match[1] == "华" else self.reading.register.one_letters["zh"].get(match[1])
            )
            if actor and actor not in found:
                found.append(actor)
        return tuple(found if len(found) == 3 and _MEETING.search(title) else found[:2])

    def _is_state(self, actor: str) -> bool:
        return is_state(actor, self.reading.register)

    def joint(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the parties that 双方, 两国, 三国领导人, 与会各国 stand for."""
        if _EVERY.match(text) and not self.reading.parties:
            return self._gathering(offset)
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

    def _gathering(self, offset: int) -> tuple[str, ...]:
        """Return the group named last before 与会领导人; all states where there is none."""
        for mention in self._before(offset, 1500):
            for one in mention.actors:
                known = self.reading.register.actors.get(one)
                if known and known.kind in ("group", "organisation") and one != "UNSC":
                    return (one,)
        return ("UN",)

    def nearest(self, offset: int, text: str) -> tuple[str, ...]:
        """Return the actor that 该公司, 他, 政府 take up again."""
        quotation = self.reading.quotation_at(offset)
        if text[:1] not in "该公集其他她" and quotation and len(quotation.principals) == 1:
            return quotation.principals
        if is_official(self.reading) and _BODY.match(text) and self.reading.home:
            return (self.reading.home,)
        if text[:1] not in "该集其":
            told = self.topic(offset, text)
            if told:
                return told
        for mention in self._before(offset, 400):
            if text[:1] in "他她" and mention.person is None:
                continue
            if not self._suits(mention, text):
                continue
            if mention.actors:
                return mention.actors if len(mention.actors) == 1 else mention.actors[:1]
        if quotation and quotation.principals:
            return quotation.principals
        if _FIRM.search(text):
            return own_firm(self.reading) or ((self.reading.home,) if self.reading.home else ())
        if self.reading.home:
            return (self.reading.home,)
        return () if _FIRM.search(text) or text[:1] in "他她其" else self._own_state()

    def _suits(self, mention: Mention, text: str) -> bool:
        """Tell whether a pronoun can mean an actor: 该公司 a firm, 政府 a state."""
        return not mention.actors or self.fits_pronoun(mention.actors[0], text)

    def fits_pronoun(self, actor: str, text: str) -> bool:
        """Tell whether an actor is of the kind that a pronoun or common noun takes up."""
        if _FIRM.search(text):
            return is_firm(actor, self.reading.register)
        if text[:1] not in "该其他她":
            return self._is_state(actor)
        return True

    def _before(self, offset: int, reach: int) -> list[Mention]:
        place = bisect_left(self.reading._starts, offset)
        found = []
        for mention in reversed(self.reading.mentions[max(0, place - 40) : place]):
            if mention.start < offset - reach:
                break
            found.append(mention)
        return found
