"""Chinese clauses to acts: each cue with its agent, lists, second acts under one cue."""

import re

from pledgegraph.extract.amounts.chinese import find_amount
from pledgegraph.extract.dates.chinese import find_deadline
from pledgegraph.extract.frames.chinese_agents import (
    bound,
    by_agent,
    home,
    later,
    owner,
    promiser,
    topic_before,
    unnamed,
)
from pledgegraph.extract.frames.chinese_clauses import Clause
from pledgegraph.extract.frames.chinese_heads import Found, Head, HeadReader
from pledgegraph.extract.frames.chinese_subjects import (
    NOBODY,
    Subject,
    SubjectReader,
)
from pledgegraph.extract.reading import Reading
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
    r"(?:并|且|还|也|同时|一致|再次)*(?:强调|重申|表示|指出|申明|确认|认为|相信)"
)
_FRAMES = re.compile(r"(?:强调|重申|表示|指出|申明|确认|认为|相信|评价|赞赏|说|称)$")


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
    told = False
    for number, clause in enumerate(clauses):
        if _ONLOOKER.match(clause.text):
            break
        if found and found[-1].clause >= number - 2 and clause.text.startswith("包括"):
            continue
        head = heads.head(clause)
        until = head.start if head else clause.end
        own = subjects.subject(clause.start, until, whole=head is None)
        own = (by_agent(head, clause, subjects) if head else None) or own
        if own is NOBODY and head is not None and number:
            own = promiser(clauses[number - 1], found, number) or own
        if own is NOBODY:
            topic = NOBODY if own is NOBODY and topic is None else topic
            if head is None or head.rule.family not in ("noun", "inside"):
                topic = NOBODY
                continue
        if (own is None and _TELLS_ON.match(clause.text)) or (
            topic is NOBODY and head and head.start - clause.start <= 2 and told
        ):
            topic = voice or topic
        leads = head is not None or (own is not None and own.start - clause.start <= 4)
        conditional = topic is not None and topic is not NOBODY and _IF.match(clause.text)
        if own is not None and own is not NOBODY and leads and not conditional:
            topic = main = _host(clause, own, subjects) or own
            voice = voice or topic
            told = told or (voice is topic and _FRAMES.search(clause.text) is not None)
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
            own = later(clauses, number, subjects)
        subject = own or unnamed(head, clause, text) or topic
        if own is NOBODY or own is None:
            subject = bound(head, heads, clause, subjects) or subject
        if head.family == "noun":
            subject = owner(clause, head, subjects) or subject
        if head.rule.family == "noun" and own in (None, NOBODY):
            subject = owner(clause, head, subjects) or topic
        if subject is None:
            subject = topic_before(passage, reading) or home(subjects, clause)
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
                same = own is None or set(own.actors) == set(found[-1].subject.actors)
                pledged = found[-1].head.rule.id.endswith(".pledge") and same
                if pledged:
                    start = found[-1].quote_start
                if own is None or pledged or found[-1].head.rule.family == "carrier":
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
_WELCOMED = re.compile(r"赞赏|欢迎|感谢|祝贺")


def _host(clause: Clause, own: Subject, subjects: SubjectReader) -> Subject | None:
    """Return who welcomes another's act; of whom the next clause tells: 中方赞赏洪方重申…，愿."""
    frame = _WELCOMED.search(subjects.text, clause.start, max(clause.start, own.start))
    if frame is None:
        return None
    outer = subjects.subject(clause.start, frame.start())
    return outer if outer and outer.actors else None


_ASIDE = re.compile(
    r"作为|做为|无论|不论|不管|尽管|虽然|即使|如果|若|只要|根据|按照|依据|依照|本着|秉持|基于|鉴于|通过|围绕|除非"
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
_BACKING = re.compile(r"(?:坚定不移地?|坚决|坚定|大力|继续|全力|地)*+(?:支持|援助|声援)")


_DECLARED = re.compile(
    r"(?:[^，。；]{0,40}?)(?:不|互不|互相|相互|共同|严格|长期|全面|定期|每年|立即|及时|按照|根据|依照|遵循|恪守|遵守|尊重|保障|保证|保护"
    r"|提供|交换|通报|给予|开展|加强|发展|促进|推动|建立|设立|采取|协助|支付|承担|举行|负责|维护|禁止|限制|简化|取消|便利|为|对|向|在|就)"
)
_PREAMBLE = re.compile(
    r"(?:认为|基于|注意到|希望|坚信|回顾|指出|强调|满意|愿|可|有权|的|是|已|为了|本着|鉴于|赞赏|欢迎|支持|反对|谴责|认识到|忆及|对[^，。]{1,20}表示|未|如)"
)


def declared(clauses: list[Clause], subjects: SubjectReader) -> list[Found]:
    """Read a treaty's plain sentence about its parties as duty: 缔约双方不使用武力."""
    first = clauses[0]
    agent = subjects.subject(first.start, first.end)
    if agent is None or not agent.actors or agent.start > first.start + 1:
        return []
    if not set(agent.actors) <= set(subjects.reading.parties):
        return []
    rest = subjects.text[agent.end : first.end]
    if _PREAMBLE.match(rest) or not _DECLARED.match(rest):
        return []
    duty = next(r for r in subjects.reading.grammar.rules if r.id == "zh.commitment.obligation")
    head = Head(agent.end, agent.end, [duty], "plain")
    return [Found(0, head, agent, agent.start)]


def as_duty(one: Found, subjects: SubjectReader, heads: HeadReader) -> Found:
    """Read a party's 应, 须 or plain 不 in a treaty as its obligation."""
    refuses = one.head.rule.id.endswith(".refusal") and subjects.reading.parties
    if refuses and not heads.cue_is_modal(one.head):
        duty = next(r for r in subjects.reading.grammar.rules if r.id == "zh.commitment.obligation")
        return one._replace(head=one.head._replace(rules=[duty, *one.head.rules]))
    if one.head.family != "should" or one.subject.start < 0:
        return one
    named = subjects.text[one.subject.start : one.subject.end]
    if (
        named
        and not subjects.words.joint.match(named)
        and not set(one.subject.actors) <= set(subjects.reading.parties)
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


def _embedded(head: Head, clause: Clause, found: list[Found], number: int, text: str) -> bool:
    """Tell whether a call is only the content of the promise before: 承诺采取行动，敦促."""
    if head.rule.kind != "call" or not found or found[-1].clause != number - 1:
        return False
    lead = text[max(0, clause.start - 3) : clause.start]
    before = found[-1].head
    promised = before.rule.kind == "commitment" or before.family == "should"
    return promised and not re.search("[并且；;同时]", lead)
