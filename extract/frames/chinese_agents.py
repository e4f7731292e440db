"""Chinese heads to their agents where no name stands before the cue: passives, topics, homes."""

import re

from pledgegraph.extract.frames.chinese_clauses import Clause, read_clauses
from pledgegraph.extract.frames.chinese_heads import Found, Head, HeadReader
from pledgegraph.extract.frames.chinese_recipients import UNNAMED
from pledgegraph.extract.frames.chinese_subjects import (
    GOES_ON,
    LINK,
    NOBODY,
    TELLS,
    Subject,
    SubjectReader,
)
from pledgegraph.extract.reading import Reading
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Passage

_OWN_REPORT = re.compile(
    r"记者会|答记者问|发言人|谈话|讲话|致辞|演讲|工作报告|施政报告|施政方针|国情咨文|白皮书|规划纲要|政纲|竞选纲领|党纲"
)
_REPORTER = re.compile(r"记者|[问：:]问|问[：:]")


def by_agent(head: Head | None, clause: Clause, subjects: SubjectReader) -> Subject | None:
    """Return whom 由 names in a passive: 基金将由两国共同设立."""
    if head is not None and head.rule.family in ("imposed", "borne"):
        agent = subjects.subject(head.end, clause.end)
        if agent is None or not agent.actors or agent.start > head.end + 3:
            return NOBODY
        return Subject(agent.actors, clause.start, agent.end, agent.person)
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


def owner(clause: Clause, head: Head, subjects: SubjectReader) -> Subject | None:
    """Return whose promise a noun names: 美国对日本的承诺."""
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


_DUTY_OF_ALL = re.compile(
    r"应当?(?:通过|经|提交|以书面|及时|迅速|尽快|依照|按照|根据|予以|给予|由双方|在[^，]{1,20}(?:内|前))(?!.*(?:生效|为准))"
)


def bound(head: Head, heads: HeadReader, clause: Clause, subjects: SubjectReader) -> Subject | None:
    """Return the parties of a treaty for a duty without an agent: 争议应通过协商解决."""
    parties = subjects.reading.parties
    if not (heads.legal and parties and head.family == "should"):
        return None
    if not _DUTY_OF_ALL.match(subjects.text, head.start):
        return None
    return Subject(parties, clause.start, clause.start)


_PLEDGED = re.compile(r"(?:承诺|保证|重申|宣布)$")


def promiser(before: Clause, found: list[Found], number: int) -> Subject | None:
    """Return who promises that a thing will be so: 公司重申，先进制程仍将留在台湾."""
    if found and found[-1].clause == number - 1 and _PLEDGED.search(before.text):
        return found[-1].subject._replace(start=-1, end=-1)
    return None


def later(clauses: list[Clause], number: int, subjects: SubjectReader) -> Subject | None:
    """Return the agent that only the clause after a time clause names: 在宣布…后，腾讯决定."""
    if number + 1 >= len(clauses):
        return None
    following = clauses[number + 1]
    agent = subjects.subject(following.start, following.end)
    if agent is None or not agent.actors or agent.start > following.start + 2:
        return None
    return Subject(agent.actors, -1, -1, agent.person)


_GENERIC = re.compile(
    r"(?!我们|你们|他们|这|那|我国)[^，。]{0,14}(?:企业|债权人|政府|机构|组织|当局|公司|银行|媒体|传媒|记者|人士|议员|国际社会|成员国"
    r"|领导人|大国|邻国|盟友|伙伴|集团|部门|平台|业者|厂商|供应商|发达国家|国家)(?:也|还|都|均|更|就)?$"
)


def unnamed(head: Head, clause: Clause, text: str) -> Subject | None:
    """Return a subject without a name for 有关各方应…: a call, nobody in the list addressed."""
    if head.family != "should":
        return None
    some = UNNAMED.match(text, clause.start)
    if some is None or some.end() > head.start:
        some = _GENERIC.match(text, clause.start, head.start)
    return Subject(("",), clause.start, some.end()) if some else None


def home(subjects: SubjectReader, clause: Clause) -> Subject | None:
    """Return who speaks where a sentence names nobody: the quoted, the parties, the reporter."""
    quotation = subjects.reading.quotation_at(subjects.passage.start + clause.start)
    if quotation and quotation.principals:
        return Subject(quotation.principals, -1, -1, quotation.speaker)
    if subjects.reading.parties:
        return Subject(subjects.reading.parties, -1, -1)
    asked = quotation is not None and _REPORTER.search(
        subjects.reading.folded, max(0, quotation.start - 12), quotation.start
    )
    if not asked and _OWN_REPORT.search(fold(subjects.reading.document.title or "", "zh-Hant")):
        return Subject(subjects.speaker(subjects.passage.start + clause.start), -1, -1)
    return None


def topic_before(passage: Passage, reading: Reading) -> Subject | None:
    """Return the agent that the sentences before leave as topic, within the same paragraph."""
    quotation = reading.quotation_at(passage.start)
    for earlier in reading.sentences_before(passage, 3):
        near = passage.block - earlier.block
        if near and (near > 1 or not GOES_ON.match(passage.folded)):
            break
        reader = SubjectReader(earlier, reading)
        if quotation and earlier.start < quotation.start:
            break
        clauses = read_clauses(reader.text)
        for clause in reversed(clauses):
            subject = reader.subject(clause.start, clause.end)
            told = TELLS.search(reader.text, clause.start, clause.end)
            if told and not (subject and subject.actors):
                subject = reader.subject(clause.start, told.start())
            if subject and subject.actors and reader.leads(clause.start, subject):
                return Subject(subject.actors, -1, -1, subject.person)
    return None
