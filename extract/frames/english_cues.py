"""English sentences to cues: where a rule of the grammar begins, found by the first letters."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pledgegraph.extract.reading import Mention, Reading
from pledgegraph.extract.rules import Grammar, Rule
from pledgegraph.ontology.records import Passage

ACTOR, ADJECTIVE, TITLE = "\u13a0", "\u13a1", "\u13a2"
_WORD = re.compile(r"[A-Za-z]+")
_PARSER: Any = re._parser  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule's cue in a sentence; offsets into the sentence."""

    start: int
    end: int
    rule: Rule
    text: str
    noun: "Cue | None" = None


@dataclass(slots=True)
class Sentence:
    """A passage with its mentions masked: one Cherokee character a letter of an actor's name."""

    passage: Passage
    reading: Reading
    text: str
    masked: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def base(self) -> int:
        """Offset of the sentence in the document."""
        return self.passage.start

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within a span of the sentence that name an actor."""
        low, high = self.base + start, self.base + end
        return [m for m in self.mentions if m.actors and low <= m.start and m.end <= high]


def read_sentence(passage: Passage, reading: Reading) -> Sentence:
    """Mask the actors of a passage."""
    mentions = reading.mentions_in(passage.start, passage.end)
    text = _lowered(passage.folded)
    letters = list(text)
    for mention in mentions:
        mark = (
            TITLE
            if not mention.actors
            else ADJECTIVE
            if mention.form in ("adjective", "compound")
            else ACTOR
        )
        start, end = mention.start - passage.start, mention.end - passage.start
        letters[start:end] = mark * (end - start)
    return Sentence(passage, reading, text, "".join(letters), mentions)


_SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,}){0,5}\b")
_RESOLVES = re.compile(
    r"\b(?:URGE|CALL|REQUEST|ENCOURAGE|INVITE|APPEAL|DEMAND|DECIDE|AGREE|REAFFIRM|REITERATE|PLEDGE|COMMIT|UNDERTAKE|RENEW|UNDERLINE|STRESSE|EXPRESSE|DIRECT|INSTRUCT)(?:S|ED|D)?\b"
)


def _lowered(text: str) -> str:
    """Write the verbs of a resolution small ("URGES the parties", "REITERATES ITS APPEAL")."""
    if not _RESOLVES.search(text):
        return text
    if text.isupper():  # "WE HEREBY COMMIT TO:"
        return text.lower() if len(text) < 120 else text
    return _SHOUTED.sub(
        lambda run: run.group().lower() if _RESOLVES.search(run.group()) else run.group(), text
    )


def _prefixes(items: Any, size: int = 3) -> set[str] | None:
    """Return the strings of up to ``size`` letters with which a parsed pattern can begin."""
    found = {""}
    for code, value in items:
        name = str(code)
        grown: set[str] | None
        if name == "LITERAL":
            grown = {chr(value)}
        elif name == "SUBPATTERN":
            grown = _prefixes(value[-1], size)
        elif name == "BRANCH":
            parts = [_prefixes(part, size) for part in value[1]]
            grown = None if None in parts else {x for part in parts if part for x in part}
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            inner = _prefixes(value[2], size)
            grown = None if inner is None else inner | ({""} if value[0] == 0 else set())
        elif name in ("ASSERT", "ASSERT_NOT", "AT"):
            continue
        elif name == "IN" and all(str(c) == "LITERAL" for c, _ in value):
            grown = {chr(v) for _, v in value}
        else:
            grown = None
        if grown is None:
            return None if found == {""} else found
        found = {(a if len(a) >= size else a + b)[:size] for a in found for b in grown}
        if all(len(one) >= size for one in found):
            break
    return found


@lru_cache(maxsize=4)
def _index(grammar_key: int) -> dict[str, list[tuple[Rule, re.Pattern[str]]]]:
    grammar = _GRAMMARS[grammar_key]
    index: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {}
    for rule in grammar.rules:
        pattern = re.compile(rule.cue, re.IGNORECASE)
        for prefix in _prefixes(_PARSER.parse(rule.cue)) or {""}:
            word = re.match(r"[a-z]*", prefix.lower())
            key = word.group() if word else ""
            entries = index.setdefault(key, [])
            if all(one.id != rule.id for one, _ in entries):
                entries.append((rule, pattern))
    return index


_GRAMMARS: dict[int, Grammar] = {}


def passages_before(sentence: Sentence, count: int) -> list[Passage]:
    """Return up to ``count`` passages before the sentence's, nearest first."""
    passages = sentence.reading.passages
    place = bisect_left(passages, sentence.passage.start, key=lambda one: one.start)
    return list(reversed(passages[max(0, place - count) : place]))


def _rank(cue: Cue) -> tuple[int, bool, bool]:
    """Order the cues that begin together: longer, then by name last, a verb before its noun."""
    return cue.end, "named" not in cue.rule.options, cue.rule.family != "noun"


def find_cues(sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence, leftmost first, longest where several begin together."""
    grammar = sentence.reading.grammar
    _GRAMMARS.setdefault(id(grammar), grammar)
    index = _index(id(grammar))
    text = sentence.text
    cues: list[Cue] = []
    last = 0
    for word in _WORD.finditer(sentence.masked):
        start = word.start()
        if start < last:
            continue
        head = word.group()[:3].lower()
        best: Cue | None = None
        noun: Cue | None = None
        for rule, pattern in index.get(head, ()):
            match = pattern.match(text, start)
            if match is None or match.end() == start:
                continue
            found = Cue(start, match.end(), rule, match.group())
            if rule.family == "noun":
                noun = found
            if best is None or _rank(found) > _rank(best):
                best = found
        if best is not None:
            cues.append(best if noun in (None, best) else replace(best, noun=noun))
            last = best.end
    return cues
