"""Documents to passages: headings, list items and sentences with exact offsets."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pledgegraph.extract.languages import detect_language, is_chinese_only
from pledgegraph.ontology.folding import fold, fold_width
from pledgegraph.ontology.records import Document, Passage
from pledgegraph.ontology.values import Lang

_BULLET = re.compile(
    r"[ \t\u3000]*(?:[-*+•·●○◆■□▪‣➢]|\(?[0-9０-９]{1,2}[.)）、．](?![0-9])|\([a-zivx]{1,4}\)|"
    r"[一二三四五六七八九十]{1,2}、)[ \t\u3000]?"
)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]|[ \t]*\*\*[^*\n]+\*\*[ \t]*$")
_ENDS = "。．.!?！？…：:;；"
_CLOSERS = "”’」』】）)\"'»"
_WIDE = re.compile(r"[\u2e80-\U0010ffff]")
_CJK_END = re.compile(r"[。！？!?｡]+[”’」』）)\"'】]*|(?<!…)…{2,}[”’」』）)]+")
_EN_END = re.compile(r"[.!?]+[”’\"')\]]*(?=\s+[“‘\"'(\[]*[A-Z0-9•]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Adm|Capt|Rep|Sen|Gov|Amb|Hon|hon|Rt|rt|St|Jr|Sr|No|Nos|Art|Sec|Fig|vs|Inc|Co|"
    r"Corp|Ltd|approx|al|cf|e\.g|i\.e|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m)"
    r"|\b[A-Z])\.$"
)
_STARTER = re.compile(
    r"\s{1,20}(?:The|We|In|It|This|These|They|He|She|But|And|On|At|Our|That|To|A|An|As|If|For)\s"
)


class Block(NamedTuple):
    """A paragraph, list item or heading: offsets into the document."""

    start: int
    end: int
    kind: str


def read_blocks(text: str) -> list[Block]:
    """Cut a text into paragraphs, list items and headings; lines wrapped by width are joined."""
    blocks: list[Block] = []
    start: int | None = None
    end, kind, previous = 0, "sentence", ""
    for line_start, line in _lines(text):
        stripped = line.strip(" \t\u3000\r\n\u200b\ufeff")
        if not stripped:
            if start is not None:
                blocks.append(Block(start, end, kind))
                start = None
            continue
        new = "heading" if _HEADING.match(line) else "item" if _BULLET.match(line) else "sentence"
        if start is not None and (new != "sentence" or not _is_wrapped(previous, line)):
            blocks.append(Block(start, end, kind))
            start = None
        if start is None:
            start, kind = line_start + line.index(stripped[0]), new
        end = line_start + len(line.rstrip())
        previous = line
        if new == "heading":
            blocks.append(Block(start, end, kind))
            start = None
    if start is not None:
        blocks.append(Block(start, end, kind))
    return blocks


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _is_wrapped(line: str, following: str) -> bool:
    """Tell whether a line break only wraps a sentence that goes on in the next line."""
    body = line.rstrip()
    if following[:1] == "\u3000" or not body:
        return False
    if body[-1] in "、,，" or line.endswith("  "):
        return True
    width = len(body) + len(_WIDE.findall(body))
    if body[-1] in "」』】":
        return False
    if body.rstrip(_CLOSERS)[-1:] in _ENDS:
        return width >= 40 and body[-1] in ".:;" and ord(body[-1]) < 128
    return width >= 40 and (len(body) * 1.5 > width or _is_next_row(width, following.rstrip()))


def _is_next_row(width: int, following: str) -> bool:
    """Tell whether a Han or kana line is cut by width: the next is no longer, or its last row.

    A headline is followed by a longer line, an item of a list by one without a full stop.
    """
    wide = len(following) + len(_WIDE.findall(following))
    if wide > width * 1.1:
        return False
    return wide > width * 0.85 or following.rstrip(_CLOSERS)[-1:] in _ENDS


def goes_on(line: str, following: str) -> bool:
    """Tell whether a line's sentence goes on in the next line: wrapped, no heading, no item."""
    if _HEADING.match(line) or _HEADING.match(following) or _BULLET.match(following):
        return False
    return _is_wrapped(line, following)


def _has_han_or_kana(text: str) -> bool:
    return _WIDE.search(text) is not None


def _sentence_ends(text: str, lang: str) -> Iterator[int]:
    if lang != "en":
        for match in _CJK_END.finditer(text):
            yield match.end()
        return
    for match in _EN_END.finditer(text):
        head = text[max(0, match.start() - 12) : match.start() + 1]
        short = match.group().startswith(".") and _ABBREVIATION.search(head)
        if short and not (
            head.endswith(("U.S.", "U.K.", "U.N.")) and _STARTER.match(text, match.end())
        ):
            continue
        yield match.end()


# Characters of the longest sentence read whole, and of the parts of a longer one: no sentence of
# any text we know is as long; what is (a table, a text without stops) must not be slow.
_LONGEST, _PART = {True: 3000, False: 1000}, {True: 800, False: 300}


def _shortened(text: str, cuts: list[int]) -> Iterator[int]:
    """Yield the cuts and, within what is too long for a sentence, more at clause marks."""
    yield cuts[0]
    for left, right in pairwise(cuts):
        if right - left > _LONGEST[False]:
            narrow = not _has_han_or_kana(text[left : left + _LONGEST[True]])
            if right - left > _LONGEST[narrow]:
                yield from _parts(text, left, right, _PART[narrow])
        yield right


def _parts(text: str, start: int, end: int, size: int) -> Iterator[int]:
    while end - start > size:
        low, high = start + size // 2, start + size
        places = (text.rfind(mark, low, high) for mark in ("; ", "；", "，", "、", ", ", "\n", " "))
        start = next((place + 1 for place in places if place > 0), high)
        yield start


def read_passages(document: Document, folded: str | None = None) -> tuple[Passage, ...]:
    """Return the sentences, list items and headings of a document, in order.

    Every passage has its own language, so that mixed documents work. Within Chinese and Japanese
    a sentence also ends inside quotation marks, so that each quoted sentence is a passage.

    Args:
        document: The text.
        folded: Folded twin of the document's text, if already made.
    """
    passages: list[Passage] = []
    text = document.text
    for number, block in enumerate(read_blocks(text)):
        body = text[block.start : block.end]
        lang = _passage_language(body, document.lang)
        narrow = fold(body, "ja") if lang == "ja" else fold_width(body)
        cuts = [
            0,
            *_sentence_ends(narrow, "ja" if _has_han_or_kana(body) and lang != "en" else lang),
        ]
        if cuts[-1] != len(body):
            cuts.append(len(body))
        for left, right in pairwise([*_shortened(narrow, cuts)]):
            raw = body[left:right]
            stripped = raw.strip(" \t\u3000\r\n\u200b\ufeff")
            if not stripped:
                continue
            start = block.start + left + raw.index(stripped[0])
            end = start + len(raw.rstrip(" \t\u3000\r\n\u200b\ufeff")) - raw.index(stripped[0])
            passages.append(
                Passage(
                    start=start,
                    end=end,
                    text=text[start:end],
                    folded=folded[start:end]
                    if folded and lang == document.lang
                    else fold(text[start:end], lang),
                    lang=lang,
                    kind=block.kind,
                    block=number,
                )
            )
    return tuple(passages)


def _passage_language(body: str, known: Lang) -> Lang:
    """Return a block's language; a Han text without a deciding mark keeps the document's."""
    found = detect_language(body)
    if found is None or found == known:
        return known
    if known.startswith("zh") and found.startswith("zh"):
        return known
    if known == "ja" and found != "en" and not is_chinese_only(body):
        return known
    if found == "en" and sum(c.isascii() and c.isalpha() for c in body) < 40:
        return known
    return found
