"""Documents to the plain text they are matched on: marks cut out, every offset still known.

What a reader does not read stands between the words of real files: marks of Markdown and of
HTML, quote prefixes of mail, zero-width characters, carriage returns, doubled spaces, and in
Chinese and Japanese the ends of wrapped lines. The document keeps them; the grammar never sees
them; offsets are brought back to the document's own text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pledgegraph.extract.passages import goes_on
from pledgegraph.ontology.records import Document

Span = tuple[int, int]

# Whole matches are cut. Every repetition is bounded or possessive: no text makes them slow.
_CUT = re.compile(
    r"""
    [\u200b\u200c\u200d\u2060\ufeff\u00ad]                      # no width at all
    | \r(?=\n)
    | ^[ \t]*+(?:>[ \t]?)++                                     # "> " of a mail or of Markdown
    | ^[ \t]++(?=\S)
    | (?<=\S)[ \t](?=\r?\n)
    | !\[[^\[\]\n]{0,300}+\]\([^()\n]{0,2000}+\)                # a picture
    | \[\^[\w-]{1,20}\](?!:) | (?<=\S)\[\d{1,3}\](?!\()         # a note's number
    | </?(?:a|b|i|u|em|strong|sup|sub|span)(?:\s[^<>\n]{0,300}+)?>
    | \\(?=[*_\[\]()\#+.!>~|-])
    """,
    re.VERBOSE | re.MULTILINE,
)
_DOUBLED = re.compile(r"[ \t\u00a0]{2,}+")
_ITEM = r"[ \t]*+(?:[\s>#*+•\d-]|[一二三四五六七八九十]{1,2}、)"
# Markdown's line break: the sentence goes on (between wide characters without a space).
_BREAK = re.compile(rf"(?<=\S)[ ]{{2,}}\r?\n(?!{_ITEM})[ \t]*+")
# Of these all but the group is cut.
_AROUND = tuple(
    (mark, re.compile(pattern))
    for mark, pattern in (
        (
            "[",  # a link, by address or by reference
            r"\[((?:[^\[\]\n]|\n(?!\n)){1,300}+)\]"
            r"(?:\((?:<[^>\n]{0,2000}+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?)(?:\s\"[^\"\n]{0,300}+\")?\)"
            r"|\[[^\[\]\n]{0,80}+\])",
        ),
        ("*", r"\*\*(?=\S)((?:[^*\n]|\n(?!\n)){1,400}+)(?<=\S)\*\*"),
        ("*", r"(?<![*A-Za-z0-9])\*(?=[^\s*])([^*\n]{1,300}+)(?<=\S)\*(?![*A-Za-z0-9])"),
        ("_", r"(?<![_\w])_(?=[^\s_])([^_\n]{1,300}+)(?<=\S)_(?![_\w])"),
    )
)
_BOLD_LINE = re.compile(r"^[ \t]*\*\*[^*\n]+\*\*[ \t]*$", re.MULTILINE)  # stays: it is a heading
_WIDE = r"[\u3041-\u30ff\u3400-\u9fff、，]"
_IS_WIDE = re.compile(_WIDE)
_NARROW = r"[A-Za-z0-9]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE}|{_NARROW})|(?<={_NARROW})\n(?={_WIDE})")
# 在 2030 年 is 在2030年
_WIDE_SPACE = re.compile(rf"(?<={_WIDE})[ \u00a0](?=[0-9])|(?<=[0-9%])[ \u00a0](?={_WIDE})")
_WRAPPED = 110  # columns; in a text with longer lines no line is wrapped by width
_RAGGED = 12  # columns by which a wrapped line may fall short of the longest


@dataclass(frozen=True, slots=True)
class PlainText:
    """A document as it is matched on, and the way back.

    ``_places`` are offsets into the plain text before which something is cut, ``_shifts`` how
    many code points are cut up to each of them.
    """

    document: Document
    _places: tuple[int, ...] = ()
    _shifts: tuple[int, ...] = ()

    def raw_offset(self, offset: int) -> int:
        """Return where the character at an offset of the plain text stands in the document."""
        number = bisect_right(self._places, offset)
        return offset + (self._shifts[number - 1] if number else 0)

    def raw_span(self, span: Span) -> Span:
        """Return a span of the plain text as one of the document, without marks at its edges."""
        start, end = span
        if end <= start:
            return self.raw_offset(start), self.raw_offset(start)
        return self.raw_offset(start), self.raw_offset(end - 1) + 1


def read_plain(document: Document) -> PlainText:
    """Cut the marks out of a document; one without marks is its own plain text."""
    spans = _united([*_marks(document.text)])
    plain = _without(document, spans)
    # Wrapped lines show only when the marks are gone.
    breaks = [plain.raw_offset(place) for place in _wide_breaks(plain.document.text)]
    if not breaks:
        return plain
    return _without(document, _united([*spans, *((place, place + 1) for place in breaks)]))


def _marks(text: str) -> Iterator[Span]:
    yield from (found.span() for found in _CUT.finditer(text))
    for found in _DOUBLED.finditer(text):
        start, end = found.span()
        if start and end < len(text) and not (text[start - 1].isspace() or text[end].isspace()):
            yield start, end - 1
    if _IS_WIDE.search(text):
        yield from (found.span() for found in _WIDE_SPACE.finditer(text))
    for found in _BREAK.finditer(text):
        start, end = found.span()
        wide = end < len(text) and _IS_WIDE.match(text[start - 1]) and _IS_WIDE.match(text[end])
        yield start if wide else start + 1, end
    headings = [found.span() for found in _BOLD_LINE.finditer(text)] if "**" in text else []
    starts = [start for start, _ in headings]
    for mark, pattern in _AROUND:
        for found in pattern.finditer(text) if mark in text else ():
            number = bisect_right(starts, found.start())
            if number and found.end() <= headings[number - 1][1]:
                continue
            yield found.start(), found.start(1)
            yield found.end(1), found.end()


def _wide_breaks(text: str) -> Iterator[int]:
    """Yield the ends of lines wrapped by width within Chinese or Japanese sentences."""
    if not _IS_WIDE.search(text):
        return
    longest = max((_width(line) for line in text.split("\n") if _IS_WIDE.search(line)), default=0)
    if longest > _WRAPPED:
        return
    for found in _WIDE_BREAK.finditer(text):
        place = found.start()
        line = text[text.rfind("\n", 0, place) + 1 : place]
        following = text[place + 1 : place + 12].split("\n", 1)[0]
        if _width(line) >= longest - _RAGGED and goes_on(line, following):
            yield place


def _width(line: str) -> int:
    return len(line) + sum(character > "\u2e7f" for character in line)


def _united(spans: list[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        elif end > start:
            united.append((start, end))
    return united


def _without(document: Document, spans: list[Span]) -> PlainText:
    if not spans:
        return PlainText(document)
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    last = cut = 0
    for start, end in spans:
        parts.append(document.text[last:start])
        places.append(start - cut)
        cut += end - start
        shifts.append(cut)
        last = end
    parts.append(document.text[last:])
    plain = document.model_copy(update={"text": "".join(parts)})
    return PlainText(plain, tuple(places), tuple(shifts))
