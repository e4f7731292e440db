"""Chinese list items to acts: each governed by the lead-in before the list."""

import re

from pledgegraph.extract.frames.chinese_clauses import Clause, cover, read_clauses
from pledgegraph.extract.frames.chinese_heads import Found, Head, HeadReader
from pledgegraph.extract.frames.chinese_subjects import Subject, SubjectReader
from pledgegraph.extract.reading import Reading
from pledgegraph.ontology.records import Passage

LEADS = re.compile(
    r"^(?:[^，。]{1,16}，){0,2}[^，。]{1,24}(?:同意|决定|承诺|商定|将|会|致力于|愿|计划|重申|一致同意|达成)"
    r"(?:如下|以下|采取以下)?(?:重要|多项|[一二三四五六七八九十]{1,2}[点项条])?(?:共识|措施|行动|事项|成果共识)?[:：]$"
    r"|^[^。]{1,40}(?:同意|决定|承诺|商定|将|会|致力于|愿|计划|达成|同意将)[^。]{0,40}"
    r"(?:以下|如下|下列|下述)[^，。]{0,16}[:：]$"
)
LISTED = re.compile(r"[—\-•]|[（(]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．](?!\d)")


def find_listed(passage: Passage, reading: Reading, clauses: list[Clause]) -> list[Found]:
    """Read a list item as governed by the lead-in before the list: 双方同意：——扩大."""
    if passage.kind != "item" and not LISTED.match(passage.folded):
        return []
    for earlier in reading.sentences_before(passage, 24):
        text = cover(earlier.folded)
        if earlier.kind == "item" or LISTED.match(text):
            continue
        if not LEADS.search(text):
            return []
        heads = HeadReader(reading.grammar, text, "")
        for clause in read_clauses(text):
            head = heads.head(clause) or _will(clause, reading)
            reader = SubjectReader(earlier, reading)
            agent = reader.subject(clause.start, head.start) if head else None
            if head and agent and agent.actors:
                start = clauses[0].start
                lasting = [one for one in head.rules if not one.id.endswith("continue")]
                moved = head._replace(start=start, end=start, rules=lasting or head.rules)
                return [Found(0, moved, Subject(agent.actors, -1, -1, agent.person), start)]
        return []
    return []


def _will(clause: Clause, reading: Reading) -> Head | None:
    """Return the 将 or 会 that ends a lead-in, its verbs in the items: 绿党将：."""
    if not clause.text.endswith(("将", "会")):
        return None
    rule = next(one for one in reading.grammar.rules if one.id == "zh.commitment.will")
    return Head(clause.end - 1, clause.end, [rule], "modal")
