"""A quote as a reader gives it to its place in the document: exact, or by a labelled level.

Every level is a declared, reversible normalisation: it is applied to a copy of the text that
knows for each of its characters where it stands in the document. What counts as evidence is
afterwards the document's own words, never the reader's. No level knows similarity: a character
too few or too many is no quote.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Final, Literal, NamedTuple

from pledgegraph.extract.plain import read_plain
from pledgegraph.ontology.folding import fold_chinese, fold_width
from pledgegraph.ontology.records import Document

Level = Literal["exact", "marks", "blanks", "width", "script"]
LEVELS: Final[tuple[Level, ...]] = ("exact", "marks", "blanks", "width", "script")
"""In order: letter by letter; without marks of Markdown, HTML and wrapped Chinese or Japanese
lines; runs of blanks and single line ends as one; widths and typographic marks as one;
Traditional and Simplified characters as one (Chinese only)."""

_WIDE = re.compile(r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uff00-\uffef]")
_BLANK = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]*(?:\r?\n[ \t\u00a0\u3000>]*)?")
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_ALIKE = str.maketrans(
    "“”„‟«»‘’‚‹›–—―‐‑−，：；！？（）［］｛｝～｢｣",
    '""""""\'\'\'\'\'------,:;!?()[]{}~「」',
)


class Place(NamedTuple):
    """Where a quote stands in the document, and at which level it was found."""

    start: int
    end: int
    level: Level


class _Twin(NamedTuple):
    """A normalised copy: ``offsets[i]`` is where its character ``i`` stands in the document."""

    text: str
    offsets: tuple[int, ...]


class QuoteFinder:
    """Finds quotes in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def _plain(self) -> _Twin:
        plain = read_plain(self.document)
        text = plain.document.text
        return _Twin(text, tuple(plain.raw_offset(place) for place in range(len(text))))

    @cached_property
    def _blanks(self) -> _Twin:
        return _one_blank(self._plain)

    @cached_property
    def _width(self) -> _Twin:
        return _Twin(_narrow(self._blanks.text), self._blanks.offsets)

    @cached_property
    def _script(self) -> _Twin:
        return _Twin(_simplified(self._width.text), self._width.offsets)

    def places(self, quote: str) -> Iterator[Place]:
        """Yield every place of a quote, all of one level before those of the next.

        Args:
            quote: Words as a reader gave them; blanks around them do not count.
        """
        words = quote.strip()
        if not words:
            return
        for place in _find(self.document.text, words):
            yield Place(place, place + len(words), "exact")
        yield from self._twins(words)

    def _twins(self, words: str) -> Iterator[Place]:
        bare = _one_blank(_Twin(words, tuple(range(len(words))))).text.strip()
        narrow = _narrow(bare)
        yield from self._within(self._plain, words, "marks")
        yield from self._within(self._blanks, bare, "blanks")
        yield from self._within(self._width, narrow, "width")
        if self.document.lang.startswith("zh"):
            yield from self._within(self._script, _simplified(narrow), "script")

    @staticmethod
    def _within(twin: _Twin, words: str, level: Level) -> Iterator[Place]:
        for place in _find(twin.text, words):
            last = place + len(words) - 1
            yield Place(twin.offsets[place], twin.offsets[last] + 1, level)

    def words(self, start: int, end: int) -> str:
        """Return the words of a span as they are read: without marks, blanks made one."""
        twin = self._blanks
        first, last = bisect_left(twin.offsets, start), bisect_left(twin.offsets, end)
        return twin.text[first:last]

    def find(self, quote: str, within: tuple[int, int] | None = None) -> Place | None:
        """Return the first place of a quote at the first level that has one.

        Args:
            quote: Words as a reader gave them.
            within: Offsets that the place must lie between; the whole document without them.
        """
        left, right = within or (0, len(self.document.text))
        return next((p for p in self.places(quote) if left <= p.start and p.end <= right), None)


def _find(text: str, words: str) -> Iterator[int]:
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _one_blank(twin: _Twin) -> _Twin:
    """Make runs of blanks one; between wide characters none. A blank line ends a paragraph."""
    letters: list[str] = []
    offsets: list[int] = []
    text, place = twin.text, 0
    while place < len(text):
        if text[place] in _NO_WIDTH:
            place += 1
            continue
        run = _BLANK.match(text, place)
        end = run.end() if run else place
        if end == place:
            letters.append(text[place])
            offsets.append(twin.offsets[place])
            place += 1
            continue
        wide = letters and end < len(text) and (_WIDE.match(letters[-1]) or _WIDE.match(text[end]))
        if not wide or text[end : end + 1] == "\n":
            letters.append(" ")
            offsets.append(twin.offsets[place])
        place = end
    return _Twin("".join(letters), tuple(offsets))


def _narrow(text: str) -> str:
    return fold_width(text).translate(_ALIKE)


@cache
def _simple(character: str) -> str:
    folded = fold_chinese(character)
    return folded if len(folded) == 1 else character


def _simplified(text: str) -> str:
    """Fold character by character: what stands around a quote must not change its reading."""
    return "".join(map(_simple, text))
