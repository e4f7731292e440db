"""Chinese clauses to acts: each cue with its agent, lists, second acts under one cue."""

import re
from typing import NamedTuple

from pledgegraph.extract.amounts.chinese import find_amount
from pledgegraph.extract.dates.chinese import find_deadline
from pledgegraph.extract.frames.chinese_clauses import Clause, cover, read_clauses
from pledgegraph.extract.frames.chinese_heads import Head, HeadReader
from pledgegraph.extract.frames.chinese_subjects import (
    LINK,
    NOBODY,
    Subject,
    SubjectReader,
    topic_before,
)
from pledgegraph.extract.reading import Reading
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Passage

LEADS = re.compile(
    r"^[^，。]{1,24}(?:同意|决定|承诺|商定|将|致力于|愿|计划|重申|一致同意|达成)"
    r"(?:如下|以下|采取以下)?(?:重要|多项|[一二三四五六七八九十]{1,2}[点项条])?(?:共识|措施|行动|事项|成果共识)?[:：]$"
)
LISTED = re.compile(r"[—\-•]|[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．](?!\d)")
_REPEATED = re.compile(r"(?:重申|再次承诺|同意|商定|决定|保证|发誓|担保|答应|宣誓)$")
_FRAMED = re.compile(
    r"(?:重申|重申了|同意|承诺|宣布|确认|决定|一致同意|商定|再次承诺|再次重申|保证|发誓|担保|答应|宣誓)$"
)
_ONLOOKER = re.compile(
    r"[^，]{0,24}(?:专家|学者|分析|评论员|观察|经济学家|智库|研究员|教授|业内人士|投资者|网民|市民|居民|媒体)[^，]{0,14}"
    r"(?:认为|判断|预计|预测|预期|估计|推测|指出|说|称|表示|相信|直言|坦言|分析|解读)$"
)


class Found(NamedTuple):
    """A head with its agent and the clause it stands in."""

    clause: int
    head: Head
    subject: Subject
    quote_start: int


def find_acts(
    clauses: list[Clause],
    heads: HeadReader,
    subjects: SubjectReader,
    passage: Passage,
    reading: Reading,
) -> list[Found]:
    """Return the acts of a sentence in order."""
    found: list[Found] = []
    text = subjects.text
    topic: Subject | None = None
    main: Subject | None = None
    for number, clause in enumerate(clauses):
        if _ONLOOKER.match(clause.text):
            break
        head = heads.head(clause)
        until = head.start if head else clause.end
        own = subjects.subject(clause.start, until, whole=head is None)
        by_agent = _by_agent(head, clause, subjects) if head else None
        if by_agent is not None:
            own = by_agent
        if own is NOBODY:
            topic = NOBODY if own is NOBODY and topic is None else topic
            if head is None or head.rule.family not in ("noun", "inside"):
                topic = NOBODY
                continue
        leads = head is not None or (own is not None and own.start - clause.start <= 4)
        if own is not None and own is not NOBODY and leads:
            topic = main = own
        if topic is NOBODY and text[clause.start - 1 : clause.start] == "并":
            topic = main
        if head is None:
            follower = _follower(number, clauses, found, subjects)
            if follower is not None:
                found.append(follower)
            continue
        if _embedded(head, clause, found, number, text) and own is None:
            continue
        subject = own or topic
        if head.family == "noun":
            owner = _owner(clause, head, subjects)
            subject = owner or subject
        if head.rule.family == "noun" and own in (None, NOBODY):
            subject = _owner(clause, head, subjects) or topic
        if subject is None:
            subject = topic_before(passage, reading) or _home(subjects, clause)
        if subject is None or subject is NOBODY or not subject.actors:
            continue
        if not heads.fits(head, clause, subject, own is not None, subjects):
            continue
        start = own.start if own is not None and own.start >= 0 else clause.start
        if head.family == "noun" and text[clause.start : start].endswith("是"):
            start = clause.start
        start = max(clause.start, start) if own is None or own is NOBODY else start
        frame = subjects.words.frame.search(text, clause.start, max(start, clause.start))
        if frame and frame.group() not in ("欢迎", "赞赏", "很高兴", "指望"):
            start = clause.start
        before = clauses[number - 1] if number else None
        if (
            before is not None
            and _FRAMED.search(before.text)
            and (not found or found[-1].clause != number - 1 or found[-1].head.end >= before.end)
        ):
            start = before.start if _REPEATED.search(before.text) or own is None else start
            if found and found[-1].clause == number - 1:
                if own is None or found[-1].head.rule.family == "carrier":
                    head = head._replace(rules=[*found[-1].head.rules, *head.rules])
                found.pop()
        found.append(Found(number, head, subject, start))
    return [
        one for one in found if one.head.rule.family != "carrier" or heads.bare(one.head, clauses)
    ]


_DUE = re.compile(r"(?:在|到|至|于)?20\d\d年(?:\d{1,2}月)?(?:底|末|初|前|之前|时)?")
_OWN_REPORT = re.compile(r"工作报告|施政报告|施政方针|国情咨文|白皮书|规划纲要|政纲|竞选纲领|党纲")
_BACKING = re.compile(r"(?:坚定不移地?|坚决|坚定|大力|继续|全力|地)*(?:支持|援助|声援)")


def find_listed(
    passage: Passage, reading: Reading, clauses: list[Clause], subjects: SubjectReader
) -> list[Found]:
    """Read a list item as governed by the lead-in before the list: 双方同意：——扩大."""
    if passage.kind != "item" and not LISTED.match(passage.folded):
        return []
    for earlier in reading.sentences_before(passage, 12):
        text = cover(earlier.folded)
        if earlier.kind == "item" or LISTED.match(text):
            continue
        if not LEADS.search(text):
            return []
        heads = HeadReader(reading.grammar, text, "")
        for clause in read_clauses(text):
            head = heads.head(clause)
            reader = SubjectReader(earlier, reading)
            agent = reader.subject(clause.start, head.start) if head else None
            if head and agent and agent.actors:
                start = clauses[0].start
                moved = head._replace(start=start, end=start)
                return [Found(0, moved, Subject(agent.actors, -1, -1, agent.person), start)]
        return []
    return []


def as_duty(one: Found, subjects: SubjectReader) -> Found:
    """Read a party's 应 or 须 in a treaty as its obligation."""
    if one.head.family != "should" or one.subject.start < 0:
        return one
    named = subjects.text[one.subject.start : one.subject.end]
    if not subjects.words.joint.match(named) and not set(one.subject.actors) <= set(
        subjects.reading.parties
    ):
        return one
    duty = next(r for r in subjects.reading.grammar.rules if r.id == "zh.commitment.obligation")
    return one._replace(head=one.head._replace(rules=[duty], family="plain"))


def _follower(
    number: int, clauses: list[Clause], found: list[Found], subjects: SubjectReader
) -> Found | None:
    """Return the second act under one cue where its amount or whom it is for differs."""
    if not found or found[-1].clause < number - 2 or found[-1].head.rule.kind != "commitment":
        return None
    clause, text = clauses[number], subjects.text
    lead = text[max(0, clause.start - 2) : clause.start]
    before = text[found[-1].quote_start : clause.start]
    due = _DUE.match(clause.text)
    first = find_deadline(before, None) if due else None
    if due and first and find_deadline(due.group(), None) not in (None, first):
        head = found[-1].head._replace(start=clause.start, end=clause.start)
        return Found(number, head, found[-1].subject, clause.start)
    if not re.search("[并且；;]", lead):
        return None
    both_pay = find_amount(clause.text) is not None and find_amount(before) is not None
    backs = _BACKING.match(clause.text)
    backed = backs and any(
        m.start == clause.start + backs.end() and m.actors for m in subjects.named
    )
    if not both_pay and not backed:
        return None
    head = found[-1].head._replace(start=clause.start, end=clause.start)
    return Found(number, head, found[-1].subject, clause.start)


def _by_agent(head: Head | None, clause: Clause, subjects: SubjectReader) -> Subject | None:
    """Return whom 由 names in a passive: 基金将由两国共同设立."""
    if (
        head is None
        or head.rule.family != "modal"
        or subjects.text[head.end : head.end + 1] != "由"
    ):
        return None
    agent = subjects.subject(head.end + 1, clause.end)
    if agent is None or not agent.actors or agent.start > head.end + 3:
        return None
    return Subject(agent.actors, clause.start, agent.end, agent.person)


def _embedded(head: Head, clause: Clause, found: list[Found], number: int, text: str) -> bool:
    """Tell whether a call is only the content of the promise before: 承诺采取行动，敦促."""
    if head.rule.kind != "call" or not found or found[-1].clause != number - 1:
        return False
    lead = text[max(0, clause.start - 3) : clause.start]
    return found[-1].head.rule.kind == "commitment" and not re.search("[并且；;同时]", lead)


def _owner(clause: Clause, head: Head, subjects: SubjectReader) -> Subject | None:
    last = clause.start
    for frame in subjects.words.frame.finditer(subjects.text, clause.start, head.end):
        last = frame.end()
    last += 1 if subjects.text[last : last + 1] == "了" else 0
    named = [m for m in subjects.named if last <= m.start and m.end <= head.end]
    for mention in named:
        if mention.start != last and subjects.text[mention.start - 1] != "是":
            continue
        actors = [*subjects.resolve(mention)]
        end = mention.end
        for other in named:
            if LINK.fullmatch(subjects.text, end, max(end, other.start)) and other.start > end:
                actors.extend(subjects.resolve(other))
                end = other.end
        if actors:
            return Subject(tuple(dict.fromkeys(actors)), mention.start, end, mention.person)
    return None


def _home(subjects: SubjectReader, clause: Clause) -> Subject | None:
    quotation = subjects.reading.quotation_at(subjects.passage.start + clause.start)
    if quotation and quotation.principals:
        return Subject(quotation.principals, -1, -1, quotation.speaker)
    if subjects.reading.parties:
        return Subject(subjects.reading.parties, -1, -1)
    if _OWN_REPORT.search(fold(subjects.reading.document.title or "", "zh-Hant")):
        return Subject(subjects.speaker(subjects.passage.start + clause.start), -1, -1)
    return None
