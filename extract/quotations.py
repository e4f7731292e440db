"""Passages to quotations: who is speaking where, over nested marks and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.passages import Block, read_blocks
from pledgegraph.extract.reading import Mention, Quotation
from pledgegraph.extract.rules import Grammar
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.records import Document

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»"}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_MARK = re.compile(r"[\"“”‘’「」『』«»]")
_LETTER = re.compile(r"[A-Za-z]")
_TOLD = re.compile(r"(?:(?<![面针])对|向)[^，。；：“”]{0,14}\Z")
_HE = re.compile(r"[他她](?:还|也|又|并|同时|随后|进一步|[^，。“”]{0,6})?\Z")
_STOP = re.compile(r"[。！？.!?]")
_FAR = 1500  # characters; no speaker stands farther before a quotation in its sentence


def find_quoted(text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """Return (start, end, depth) of what stands between quotation marks, in order.

    A quotation that a paragraph leaves open runs to the paragraph's end; straight marks pair
    within a paragraph.
    """
    spans: list[tuple[int, int, int]] = []
    for block in blocks:
        stack: list[tuple[str, int]] = []
        for found in _MARK.finditer(text, block.start, block.end):
            place, mark = found.start(), found.group()
            if mark in _PAIRS:
                stack.append((mark, place + 1))
            elif mark == '"':
                if stack and stack[-1][0] == '"':
                    spans.append((stack.pop()[1], place, len(stack) + 1))
                else:
                    stack.append(('"', place + 1))
            elif not _is_apostrophe(text, place):
                opening = _CLOSING[mark]
                if any(one == opening for one, _ in stack):
                    while stack[-1][0] != opening:
                        stack.pop()
                    spans.append((stack.pop()[1], place, len(stack) + 1))
        if stack and stack[0][0] != '"' and block.end - stack[0][1] > 20:
            spans.append((stack[0][1], block.end, 1))
    return sorted(spans)


def _is_apostrophe(text: str, place: int) -> bool:
    after = text[place + 1 : place + 2]
    return (
        text[place] == "’" and bool(_LETTER.match(after)) and bool(_LETTER.match(text[place - 1]))
    )


_SUBJECT = re.compile(r"[^、。「」とに]{0,16}?(?:は|が|も)")
_ABOUT = re.compile(r"(?:側|政府)?(?:に対し|に対する|について|に関し|をめぐ|への|をめぐり|との)")


class NamedMentions:
    """Those mentions that name an actor or a person, found by place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = [one for one in mentions if one.actors or one.person]
        self._starts = [one.start for one in self._mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie whole within a span, in order."""
        near = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [one for one in near if one.end <= end]


class SpeakerReader:
    """Finds who speaks, from the mentions and the speech verbs of one language.

    The word lists ``speech_before`` (a verb that stands before the quotation, as in 他说：“),
    ``speech_after`` (after it: 」と述べた, ” said Biden) and ``transcript`` (the name at the head
    of a speaker's turn) are regular expressions of the grammar, matched on folded text.
    """

    def __init__(
        self, grammar: Grammar, register: Register, document: Document, folded: str
    ) -> None:
        words = grammar.words
        self._before = _pattern(words.get("speech_before"))
        self._after = _pattern(words.get("speech_after"))
        self._transcript = _pattern(words.get("transcript"))
        self._register = register
        self._document = document
        self._folded = folded

    def read(self, mentions: Sequence[Mention]) -> tuple[Quotation, ...]:
        """Return all quotations of the document and the turns of a transcript, in order."""
        blocks = read_blocks(self._document.text)
        named = NamedMentions(mentions)
        found = self._turns(blocks, named)
        last: tuple[str | None, tuple[str, ...]] = (None, ())
        last_block = last_end = -2
        edges = [block.start for block in blocks]
        for start, end, depth in find_quoted(self._document.text, blocks):
            number = bisect_right(edges, start) - 1
            voice = self._speaker(start, end, blocks[number], named)
            if self._document.lang.startswith("zh") and last_block == number:
                voice = self._taken_up(start, last_end, blocks[number], named, last) or voice
            if voice[0] is None and number - last_block <= 1 and end - start > 20:
                voice = last
            if voice[0] is not None and depth == 1 and end - start > 8:
                last, last_block, last_end = voice, number, end
            found.append(Quotation(start, end, voice[0], voice[1], depth + 1))
        return tuple(sorted(found, key=lambda one: (one.start, one.depth)))

    def _turns(self, blocks: Sequence[Block], named: "NamedMentions") -> list[Quotation]:
        if self._transcript is None:
            return []
        heads: list[tuple[int, tuple[str | None, tuple[str, ...]]]] = []
        for block in blocks:
            match = self._transcript.match(self._folded, block.start, block.end)
            # A name before a quotation opens no turn.
            after = self._folded[match.end() : match.end() + 9].lstrip()[:1] if match else ""
            if match and after not in (*_PAIRS, '"'):
                inside = named.within(match.start(), match.end())
                if not inside and match.group().isascii():
                    # A head in capitals, "PRESIDENT RUTO:", names nobody as it stands.
                    head = match.group().title()
                    inside = find_mentions(head, self._register, "en", self._document.date)
                    inside = [m for m in inside if m.actors or m.person]
                heads.append((match.end(), self._voice(inside[-1]) if inside else (None, ())))
        ends = [*(place for place, _ in heads[1:]), len(self._folded)][: len(heads)]
        return [Quotation(s, e, v[0], v[1], 1) for (s, v), e in zip(heads, ends, strict=True)]

    def _speaker(
        self, start: int, end: int, block: Block, named: "NamedMentions"
    ) -> tuple[str | None, tuple[str, ...]]:
        """Return who speaks a quotation: named before it with a speech verb, or after it."""
        head = max(block.start, start - 120)
        match = _last(self._before, self._folded, head, start) if self._before else None
        if match is not None and not _STOP.search(self._folded, match.end(), start - 1):
            found = named.within(head, match.start() + 1)
            if self._document.lang.startswith("zh"):
                # 拜登对来访的岸田说: the one addressed does not speak.
                found = [m for m in found if not _TOLD.search(self._folded, head, m.start)] or found
                if _HE.search(self._folded, head, match.start()):
                    found = self._persons(head, found) or found
            if found:
                return self._voice(found[-1])
        limit = min(block.end, end + 60)
        match = self._after.search(self._folded, end, limit) if self._after else None
        if match is not None:
            after = named.within(end, min(block.end, match.end() + 90))
            # 「…」と首相は述べた: in Japanese what follows the verb is another sentence.
            reach = 0 if self._document.lang == "ja" else 30
            after = [one for one in after if one.start <= match.end() + reach]
            if self._document.lang == "ja":
                after = [
                    one
                    for one in after
                    if _SUBJECT.match(self._folded, one.end)
                    and "「" not in self._folded[end : one.start]
                ]
            if self._document.lang == "en":
                # ”, its chairman said. Apple …: the next sentence names somebody else.
                stop = self._folded.find(". ", match.end(), match.end() + 60)
                after = [one for one in after if stop < 0 or one.start < stop]
            low = max(block.start, start - _FAR)
            sentence = max(self._folded.rfind(mark, low, start) for mark in "。！？.") + 1
            found = after or named.within(max(sentence, low), start - 1)
            if self._document.lang == "ja" and not after:
                found = self._acting(found, max(sentence, block.start))
            if found:
                return self._voice(found[0])
        return None, ()

    def _taken_up(
        self,
        start: int,
        before: int,
        block: Block,
        named: "NamedMentions",
        last: tuple[str | None, tuple[str, ...]],
    ) -> tuple[str | None, tuple[str, ...]] | None:
        """Return the speaker of the quotation before where only 他并称 stands between the two."""
        between = max(block.start, before)
        match = _last(self._before, self._folded, between, start) if self._before else None
        if match is None or last[0] is None or start - between > 40:
            return None
        if named.within(between, match.start() + 1):
            return None
        return last if _HE.search(self._folded, between, match.start()) else None

    def _acting(self, found: list[Mention], start: int) -> list[Mention]:
        """Leave out whom Japanese speech is about (Xに対しては「…」) and an officer's body."""
        text = self._folded
        found = [
            m for m in found if text.count("「", start, m.start) <= text.count("」", start, m.start)
        ]
        found = [one for one in found if not _ABOUT.match(self._folded, one.end)]
        if len(found) > 1 and found[1].person and found[1].start - found[0].end <= 1:
            return found[1:]
        return found

    def _persons(self, head: int, found: list[Mention]) -> list[Mention]:
        """Return the first person of the nearest sentence that names one: 他 takes it up."""
        persons = [one for one in found if one.person or one.form in ("person", "office")]
        if not persons:
            return []
        marks = [self._folded.rfind(mark, head, persons[-1].start) for mark in "。！？"]
        return [one for one in persons if one.start > max(marks)][:1]

    def _voice(self, mention: Mention) -> tuple[str | None, tuple[str, ...]]:
        if mention.person is not None:
            return mention.person, mention.actors or (mention.person,)
        return (mention.actors[0] if mention.actors else None), mention.actors


def _pattern(source: object) -> re.Pattern[str] | None:
    return re.compile(str(source)) if source else None


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found
