"""Chinese acts to their values: by when, how much, on what condition, under which instrument."""

import re

from pledgegraph.extract.amounts.chinese import find_amount
from pledgegraph.extract.dates.chinese import find_deadline
from pledgegraph.extract.frames.chinese_clauses import Clause
from pledgegraph.ontology.records import Amount, Passage

_LOCAL = {"TWN": "TWD", "HKG": "HKD", "SGP": "SGD", "JPN": "JPY"}
_WHEN = re.compile(
    r"^(?:在|到|自|从|于|至|截至|未来|今后|[^，]{0,4}(?:明|今|后|本)(?:年|月|天)|\d)[^，。]{0,14}$"
)
_IF = re.compile(
    r"^(?:但|不过|而|并)?(?:如果|倘若|假如|若是|若"
    r"|如(?!期|实|此|同|何|下|今|约|数|上|常)|只要|只有|一旦|除非|在[^，。]{2,24}的(?:情况|前提|条件)下)"
)
_INSTRUMENT = re.compile(
    r"(?:根据|依据|依照|按照|遵照|基于|履行|落实|遵守|执行)[^，。《]{0,8}?"
    r"(《[^《》]{2,60}》(?:第[一二三四五六七八九十百\d]{1,4}条)?)"
)
_BARE = re.compile(
    r"(?:根据|依据|依照|按照|遵照)"
    r"([^，。《]{0,12}?(?:条约|协定|协议|公约|宪章|议定书|备忘录)"
    r"(?:第[一二三四五六七八九十百\d]{1,4}条)?)"
)


def read_deadline(text: str, start: int, end: int, date: str | None) -> str | None:
    """Return when the act in ``text[start:end]`` is due, also from a time clause before it.

    Args:
        text: Folded text of the sentence.
        start: Where the quote begins.
        end: Where it ends.
        date: The document's date; counted back by a year after 去年.
    """
    before = text[:start].rstrip("，, ")
    if date and re.search(r"去年[^，。]{0,12}$", before):
        date = f"{int(date[:4]) - 1:04d}{date[4:]}"
    listed = text.find("包括", start, end)
    own = find_deadline(text[start : listed if listed > start else end], date)
    if own is not None or start == 0 or text[start - 1] not in "，,":
        return own
    opening = re.split(r"[，,；。]", before)[-1]
    return find_deadline(opening, date) if _WHEN.match(opening) else None


def read_amount(quote: str, committers: tuple[str, ...]) -> Amount | None:
    """Return the main figure of an act; a bare 元 is the committer's currency."""
    return find_amount(quote, _LOCAL.get(committers[0], "CNY") if committers else "CNY")


def read_condition(clauses: list[Clause], number: int, end: int) -> tuple[int, int] | None:
    """Return the clause that conditions an act: the ones before it, or one within its quote."""
    for place in range(number, max(-1, number - 3), -1):
        if _IF.match(clauses[place].text):
            return clauses[place].start, clauses[place].end
    for clause in clauses[number + 1 :]:
        if clause.start < end and _IF.match(clause.text):
            return clause.start, clause.end
    return None


def read_instrument(passage: Passage, start: int, end: int) -> str | None:
    """Return the treaty or text that an act is done under, as written."""
    text = passage.folded
    before = text.rfind("，", 0, max(0, start - 1)) + 1
    if text[start - 1 : start] == "，" and text.startswith(
        ("根据", "依据", "依照", "按照"), before
    ):
        start = before
    match = _INSTRUMENT.search(text, start, end) or _BARE.search(text, start, end)
    if match is None:
        return None
    return passage.text[match.start(1) : match.end(1)] or None
