"""Chinese clauses to heads: the cue that makes a promise or a call, with what is stacked."""

import re
from itertools import islice
from typing import NamedTuple

from pledgegraph.extract.frames.chinese_clauses import Clause, Words, read_cues, read_words
from pledgegraph.extract.frames.chinese_subjects import Subject, SubjectReader
from pledgegraph.extract.rules import Grammar, Modifier, Rule
from pledgegraph.ontology.folding import fold

_STANCE = re.compile(
    r"(?:了|对|将|的|各自|共同|强烈|坚决|坚定|一贯|其|他们|各方|双方|，){0,8}(?:支持|反对|重要|尊重|坚持|奉行|一个中国|一中|两国方案|不会改变|欢迎|谴责|关切|立场|原则|需要|必要|有必要|恪守|承认|台湾|世界只有|愿景|友谊|价值|理念|现有|这|主权|致敬|核武器)"
)
_NOUNISH = re.compile(
    r"^[^，。]{0,60}(?:重要性|必要性|立场|原则|关切|成果|共识|身份|看法|观点|关系|死亡|病例|事实|身亡|真实性|消息|作用|价值|权利|政策|方针|主张|(?<!提供)支持)$"
)
_VALUED = re.compile(
    r"^[^，。]{0,60}(?:重要性|必要性|至关重要|不可或缺的?|的?进展|很重要|的意义|共同理念)$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条")
_OWN_AIM = re.compile(r"重申|申明|表达|肯定|确认|宣示|我们的|他们的|强调")
_WISH = re.compile(
    r"^(?:重申|强调|指出|借此|在此|再次强调|代表|向[^，]{1,14}(?:表示|致|转达)|世界|大家|各位|你们?|您|两国人民|我们的友谊|中.友谊)"
)
_MEANWHILE = re.compile(r"(?:之际|前夕|之前|之时)$")
_REPORT = re.compile(r"工作报告|施政报告|施政方针|白皮书|规划纲要|政纲|竞选纲领|党纲|财政预算案")
_NEAR = 200
_MOST_CUES = 60
_ASKS = re.compile(
    r"何|是否|吗|呢|什么|怎|哪|能否|可否|请问|有没有|多少|谁|会不会|是不是|[？?]|请你|你能|请介绍|评论$"
)
_TOLD = re.compile(r"宣布|称|表示|声明|据|报道|重申|承诺|计划|决定|将")
_MODAL = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_DIRECT = re.compile(r"^[^，。]{0,14}(?:了|过)(?!解)")
_WEAK = re.compile(
    r"^(?:上升|下降|下跌|上涨|恶化|增长|受|面临|存在|影响|引发|成为|保持在|是|有|扩大差距|飙升|走高|走低|蔓延)"
)


_AIMED = re.compile(r"[对为将要可能的]|以(?!色列)|通过")
_THROUGH = re.compile(r"(?:通过|以|任何)$")
_NAMING = re.compile(r"[^，。]{2,30}的[^，。的]{2,8}$")
_PAST = re.compile(r"[了过已曾]|去年|昨[天日]|如何|为何|分析|评论")
_SHORT = re.compile(r"[^。！？]{4,60}")

_SINGLED = ("的", "该", "这", "此", "一项", "其", "这一", "一份", "一部", "一系列", "首个")


class Head(NamedTuple):
    """A cue that governs a clause; ``rules`` holds it and the cues stacked after it."""

    start: int
    end: int
    rules: list[Rule]
    family: str

    @property
    def rule(self) -> Rule:
        """The rule that gives kind and name: the first cue that is more than a frame."""
        calls = [one for one in self.rules if one.kind == "call"]
        if calls:
            return calls[0]
        firm = [one for one in self.rules if one.family != "carrier"]
        return firm[0] if firm else self.rules[0]


class Found(NamedTuple):
    """A head with its agent and the clause it stands in."""

    clause: int
    head: Head
    subject: Subject
    quote_start: int


class HeadReader:
    """Finds the heads of the clauses of one sentence."""

    def __init__(self, grammar: Grammar, text: str, title: str) -> None:
        self.grammar = grammar
        self.text = text
        self.words: Words = read_words(grammar)
        self.legal = bool(self.words.legal.search(fold(title, "zh-Hant")) or _ARTICLE.match(text))
        self._cues = read_cues(grammar)
        self._blocks: list[Modifier] = [m for m in grammar.modifiers if m.effect == "block"]
        self._questions = grammar.modifiers_of("question")

    def is_question(self) -> bool:
        """Tell whether the sentence asks."""
        return any(one.pattern.search(self.text) for one in self._questions)

    def cue_is_modal(self, head: Head) -> bool:
        """Tell whether a refusal is one of will (将不, 不会) and no plain 不."""
        return re.search("将|会|拒绝|无意|打算", self.text[head.start : head.end]) is not None

    def before_question(self, clauses: list[Clause]) -> list[Clause]:
        """Return what a sentence tells before it asks: 朝鲜宣布将发射，有何评论."""
        asked = next((n for n, one in enumerate(clauses) if _ASKS.search(one.text)), 0)
        told = clauses[:asked]
        return told if any(_TOLD.search(one.text) for one in told) else []

    def head(self, clause: Clause) -> Head | None:
        """Return the first cue of a clause that nothing blocks, with its stack."""
        found = self._cues.pattern.finditer(self.text, clause.start, clause.end)
        for match in islice(found, _MOST_CUES):
            rule = self._rule(match)
            if self._blocked(match, rule, clause):
                other = self._other(match, rule, clause)
                if other is None:
                    continue
                match, rule = other
            return self._stacked(match, rule, clause)
        return None

    def _other(
        self, match: re.Match[str], rule: Rule, clause: Clause
    ) -> tuple[re.Match[str], Rule] | None:
        """Read a word that is no noun of promise after all as the verb it can be."""
        if rule.family != "noun":
            return None
        for verb in self._cues.rules:
            again = verb.pattern.match(self.text, match.start(), clause.end)
            if verb.family != "noun" and again and not self._blocked(again, verb, clause):
                return again, verb
        return None

    def _rule(self, match: re.Match[str]) -> Rule:
        return self._cues.rules[int((match.lastgroup or "r0")[1:])]

    def _blocked(self, match: re.Match[str], rule: Rule, clause: Clause) -> bool:
        before = self.text[max(clause.start, match.start() - _NEAR) : match.start()]
        after = self.text[match.end() : min(clause.end, match.end() + _NEAR)]
        for modifier in self._blocks:
            if "not_calls" in modifier.options and (
                rule.kind == "call" or rule.family in ("noun", "inside")
            ):
                continue
            if "nouns" in modifier.options and rule.family != "noun":
                continue
            if "modal" in modifier.options and rule.family != "modal":
                continue
            if "soft" in modifier.options and rule.family in ("noun", "inside"):
                continue
            side = before if modifier.direction == "backward" else after
            if modifier.pattern.search(side):
                return True
        return self._unfit(rule, match, before, after)

    def _unfit(self, rule: Rule, match: re.Match[str], before: str, after: str) -> bool:
        if _VALUED.search(after) and rule.kind == "commitment":
            return True
        if before.startswith("包括") and (_THROUGH.search(before) or _NAMING.match(after)):
            return True
        if rule.family == "direct" and _AIMED.search(before):
            return True
        if rule.family == "headline" and not _SHORT.fullmatch(self.text):
            return True
        if rule.family == "noun" and match.group() == "目标" and not _OWN_AIM.search(before):
            return True
        if rule.family == "noun":
            return "的" not in before and "对" not in before and "共同" not in before
        if rule.family == "modal" and (not after or _MEANWHILE.search(after)):
            return True
        if rule.family == "modal":
            rest = self._skip(match.end(), match.end() + len(after))
            return bool(
                self.words.taking.match(after)
                or self.words.forecast.match(rest)
                or self.words.forecast.match(after)
            )
        if rule.id.endswith("refusal"):
            if before.endswith("是") or after.endswith("的"):
                return True
            return bool(self.words.forecast.match(after)) or (
                match.group() == "避免" and bool(before)
            )
        if rule.id.endswith("continue"):
            return bool(_WEAK.match(after)) or not after or before.endswith(("的", "果", "若"))
        if rule.id.endswith("willing"):
            return bool(_WISH.match(after))
        return (
            before.endswith(_SINGLED)
            and rule.family not in ("inside", "imposed")
            and before[-1:] != "其"
            and rule.kind != "call"
        )

    def _skip(self, start: int, end: int) -> str:
        thin = self.words.thin.match(self.text, start, end)
        return self.text[thin.end() : end] if thin else self.text[start:end]

    def _stacked(self, match: re.Match[str], rule: Rule, clause: Clause) -> Head:
        rules, end = [rule], match.end()
        noun = rule.family
        for following in self._cues.pattern.finditer(self.text, end, clause.end):
            gap = self.text[end : following.start()]
            other = self._rule(following)
            if other.family in ("noun", "inside") and rule.family == "carrier":
                rules.append(other)
                return Head(match.start(), following.end(), rules, "noun")
            if other.family in ("should", "named", "headline", "direct"):
                break
            thin = self.words.thin.fullmatch(gap) or (rule.family == "carrier" and len(gap) <= 14)
            if not thin:
                if rule.family == "carrier":
                    continue
                break
            if other.family == "modal" and self.words.taking.match(self.text, following.end()):
                break
            rules.append(other)
            end = following.end()
            if other.kind == "call":
                return Head(match.start(), end, rules, other.family)
        return Head(match.start(), end, rules, noun)

    def bare(self, head: Head, clauses: list[Clause]) -> bool:
        """Tell whether a carrier alone (确认, 重申) governs an action and not a stance."""
        clause = next(one for one in clauses if one.start <= head.start < one.end)
        after = self.text[head.end : clause.end]
        if _VALUED.search(after):
            return False
        return bool(after) and not _STANCE.match(after) and not _NOUNISH.match(after)

    def fits(
        self, head: Head, clause: Clause, subject: Subject, own: bool, subjects: SubjectReader
    ) -> bool:
        """Tell whether a head and its agent go together: no forecast, no unnamed thing."""
        rule = head.rule
        if rule.family == "modal" and not own:
            rest = _OPENING.sub("", self.text[clause.start : head.start], count=1)
            return not rest or bool(_ADVERBIAL.match(rest))
        if rule.family == "headline":
            passage = subjects.passage
            heads = passage.kind == "heading" or (passage.block == 0 and passage.start == 0)
            return own and heads and not _PAST.search(self.text)
        if rule.family in ("borne", "charged"):
            return own and self.legal
        if rule.family in ("should", "launch"):
            return own or subject.actors == ("",) or (self.legal and rule.family == "should")
        if rule.family == "direct":
            gap = self.text[max(subject.end, 0) : head.start]
            return own and subject.end > 0 and bool(self.words.thin.fullmatch(_bare(gap)))
        if rule.id.endswith(".continue"):
            return self._speaks(subject, subjects, clause)
        if self.text[head.start : head.end] == "旨在":
            return own
        if rule.id.endswith(".refusal"):
            return self._refuses(head, clause, subject, subjects)
        return True

    def _refuses(
        self, head: Head, clause: Clause, subject: Subject, subjects: SubjectReader
    ) -> bool:
        """Tell whether 不会, 不得 is the agent's own word: no forecast about others, no ban."""
        cue = self.text[head.start : head.end]
        if "不得" in cue:
            return self.legal or bool(subjects.reading.parties)
        quotation = subjects.reading.quotation_at(subjects.passage.start + clause.start)
        if "不会" not in cue or quotation is None or not quotation.principals:
            return True
        return bool(set(subject.actors) & set(quotation.principals)) or subject.start < 0

    def _speaks(self, subject: Subject, subjects: SubjectReader, clause: Clause) -> bool:
        reading = subjects.reading
        quotation = reading.quotation_at(subjects.passage.start + clause.start)
        sides = {*reading.parties, *(quotation.principals if quotation else ())}
        if _REPORT.search(fold(reading.document.title or "", "zh-Hant")) and subject.start < 0:
            return True
        sides.update(subjects.both(subjects.passage.start + clause.start) if quotation else ())
        return set(subject.actors) <= sides


def _bare(gap: str) -> str:
    return _OFFICE.sub("", gap, count=1)


_OFFICE = re.compile(r"^(?:政府|当局|总统|总理|首相|领导人)")
_OPENING = re.compile(
    r"(?:并且|并|且|还|也|则|都|又|同时|以及|此外|另外|因此|为此|对此|而|均|已|近日|今日|今天|明天|明年|今年|\s)*"
)
_ADVERBIAL = re.compile(
    r"(?:在|于|与|同|向|对|为|就|根据|通过|按照|从|以|自|到|至|作为|围绕|除|经|一旦|必要时|未来|今后|\d|从此|如|若|首先|坚决|继续|进一步|今|明|下|本|年|届时|随后|之后|后续|最终|只要|为此|待|等|争取|一定|也|还|都|同样|持续|积极|全力)"
)
