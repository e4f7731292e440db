"""Chinese clauses to acts: each cue with its agent, lists, second acts under one cue."""

import re

from pledgegraph.extract.amounts.chinese import find_amount
from pledgegraph.extract.dates.chinese import find_deadline
from pledgegraph.extract.frames.chinese_clauses import Clause
from pledgegraph.extract.frames.chinese_heads import Found, Head, HeadReader
from pledgegraph.extract.frames.chinese_recipients import UNNAMED
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

_REPEATED = re.compile(r"(?:重申|再次承诺|同意|商定|决定|保证|发誓|担保|答应|宣誓)$")
_FRAMED = re.compile(
    r"(?:重申|重申了|同意|承诺|宣布|确认|决定|一致同意|商定|再次承诺|再次重申|保证|发誓|担保|答应|宣誓)$"
)
_ONLOOKER = re.compile(
    r"[^，]{0,24}(?:专家|学者|分析|评论员|观察|经济学家|智库|研究员|教授|业内人士|投资者|网民|市民|居民|媒体)[^，]{0,14}"
    r"(?:认为|判断|预计|预测|预期|估计|推测|指出|说|称|表示|相信|直言|坦言|分析|解读)$"
)


_KEPT = re.compile(r"重申|确认|申明|强调|肯定|表达")
_TELLS_ON = re.compile(
    r"(?:并|且|还|也|同时|一致|再次)*(?:强调|重申|表示|指出|申明|确认|承诺|同意|愿|认为|相信)"
)


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
    voice: Subject | None = None
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
        if own is None and _TELLS_ON.match(clause.text):
            topic = voice or topic
        leads = head is not None or (own is not None and own.start - clause.start <= 4)
        conditional = topic is not None and topic is not NOBODY and _IF.match(clause.text)
        if own is not None and own is not NOBODY and leads and not conditional:
            topic = main = own
            voice = voice or own
        if topic is NOBODY and text[clause.start - 1 : clause.start] == "并":
            topic = main
        if head is None:
            follower = _follower(number, clauses, found, subjects)
            if follower is not None:
                found.append(follower)
            continue
        if _embedded(head, clause, found, number, text) and own is None:
            continue
        if own is None and topic is None and _BEFOREHAND.match(clause.text):
            own = _later(clauses, number, subjects)
        subject = own or _unnamed(head, clause, text) or topic
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
        if _KEPT.search(text, clause.start, max(start, clause.start)):
            start = clause.start
        frame_at = _framing(clauses, number)
        before = clauses[frame_at] if frame_at >= 0 else None
        if before is not None and (
            _by_means(before, found, frame_at)
            or (
                _FRAMED.search(before.text)
                and (not found or found[-1].clause != frame_at or found[-1].head.end >= before.end)
            )
        ):
            if _REPEATED.search(before.text) or own is None:
                start = before.start if own is None or not found else found[-1].quote_start
            if found and found[-1].clause == frame_at:
                if own is None or found[-1].head.rule.family == "carrier":
                    head = head._replace(rules=[*found[-1].head.rules, *head.rules])
                found.pop()
        found.append(Found(number, head, subject, start))
    return [
        one for one in found if one.head.rule.family != "carrier" or heads.bare(one.head, clauses)
    ]


_IF = re.compile(
    r"(?:但|而|不过)?(?:如果|若|倘若|假如|一旦|只要|除非|如(?=美|日|中|有|对|台|朝|俄))"
)
_BEFOREHAND = re.compile(r"(?:在|继|自|于)[^，]+(?:后|时|前|之际|同时)$")
_ASIDE = re.compile(
    r"无论|不论|不管|尽管|虽然|即使|如果|若|只要|根据|按照|依据|依照|本着|秉持|基于|鉴于|通过|围绕|除非"
    r"|(?:在|自|从|于|到)[^，]{1,30}(?:中|下|上|时|后|前|内|间|里|期间|起|年|月|日)$"
)


_MEANS = re.compile(
    r"(?:将|继续|共同|积极|进一步|充分)*(?:通过|以|在|根据|本着|按照|秉持|围绕|就|依托|利用|发挥|基于|从)[^，]*"
    r"(?:机制|方式|基础上|框架[内下]|精神|原则|渠道|平台|契机|为契机|为基础|途径|手段|领域|方面|[下中内上]|为指导|优势|作用)$"
)


def _by_means(before: Clause, found: list["Found"], place: int) -> bool:
    """Tell whether a cue's clause names only a means, its verb coming after: 愿通过…机制，."""
    if not found or found[-1].clause != place or found[-1].head.rule.kind == "call":
        return False
    return _MEANS.fullmatch(before.text, found[-1].head.end - before.start) is not None


def _framing(clauses: list[Clause], number: int) -> int:
    """Return the clause before one, asides left out: 双方同意，无论…，都将…; -1 for none."""
    place = number - 1
    while place > 0 and number - place < 3 and _ASIDE.match(clauses[place].text):
        place -= 1
    return place


_DUE = re.compile(r"(?:在|到|至|于)?20\d\d年(?:\d{1,2}月)?(?:底|末|初|前|之前|时)?")
_OWN_REPORT = re.compile(r"工作报告|施政报告|施政方针|国情咨文|白皮书|规划纲要|政纲|竞选纲领|党纲")
_BACKING = re.compile(r"(?:坚定不移地?|坚决|坚定|大力|继续|全力|地)*(?:支持|援助|声援)")


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


def _later(clauses: list[Clause], number: int, subjects: SubjectReader) -> Subject | None:
    """Return the agent that only the clause after a time clause names: 在宣布…后，腾讯决定."""
    if number + 1 >= len(clauses):
        return None
    following = clauses[number + 1]
    agent = subjects.subject(following.start, following.end)
    if agent is None or not agent.actors or agent.start > following.start + 2:
        return None
    return Subject(agent.actors, -1, -1, agent.person)


def _unnamed(head: Head, clause: Clause, text: str) -> Subject | None:
    """Return a subject without a name for 有关各方应…: a call, nobody in the list addressed."""
    some = UNNAMED.match(text, clause.start)
    if head.family != "should" or some is None or some.end() > head.start:
        return None
    return Subject(("",), clause.start, some.end())


def _home(subjects: SubjectReader, clause: Clause) -> Subject | None:
    quotation = subjects.reading.quotation_at(subjects.passage.start + clause.start)
    if quotation and quotation.principals:
        return Subject(quotation.principals, -1, -1, quotation.speaker)
    if subjects.reading.parties:
        return Subject(subjects.reading.parties, -1, -1)
    if _OWN_REPORT.search(fold(subjects.reading.document.title or "", "zh-Hant")):
        return Subject(subjects.speaker(subjects.passage.start + clause.start), -1, -1)
    return None
