"""Chinese sentences to clauses, with the word lists of the grammar compiled once."""

import re
from functools import lru_cache
from typing import NamedTuple

from pledgegraph.extract.rules import Grammar, Rule

_CUT = re.compile(
    r"[，；;：:—\u3000]+| {2,}|(?<=[\u4e00-\u9fff]{4}) (?=[\u4e00-\u9fff]{4})|(?<!\d),|,(?!\d)"
)
_COVER = re.compile(r"《[^《》]{0,60}》|[（(][^（）()]{0,80}[)）]")
_LEAD = re.compile(
    r"[\s“”‘’「」『』•·●*#\-]*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?\s*"
    r"(?:并且|并|且|同时|此外|另外|而且|而|但|不过|因此|为此|对此|其中|以及|与此同时|下一步|最后|首先|其次|随后|然后|未来|接下来|今后|在此|在会上|会上|会谈中)?"
)


class Clause(NamedTuple):
    """A stretch between two cuts of a sentence; offsets into the passage."""

    start: int
    end: int
    text: str


class Words(NamedTuple):
    """Patterns made of the word lists of the grammar."""

    frame: re.Pattern[str]
    joint: re.Pattern[str]
    pronoun: re.Pattern[str]
    first: re.Pattern[str]
    titles: re.Pattern[str]
    things: re.Pattern[str]
    things_free: re.Pattern[str]
    thin: re.Pattern[str]
    preposition: re.Pattern[str]
    stops: re.Pattern[str]
    exploring: re.Pattern[str]
    intending: re.Pattern[str]
    forecast: re.Pattern[str]
    taking: re.Pattern[str]
    legal: re.Pattern[str]


class Cues(NamedTuple):
    """All cue families in one alternation; ``rules`` are in the order of its groups."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


@lru_cache(maxsize=4)
def _words(lists: tuple[tuple[str, str], ...]) -> Words:
    raw = dict(lists)
    kinds = ("joint", "first", "third", "second")
    pronouns = "|".join(f"(?P<{kind}>{raw[kind]})" for kind in kinds)
    adverbs = f"(?:{raw['adverbs']}|\\s|{_TIME})*"
    return Words(
        frame=re.compile(raw["frame"]),
        joint=re.compile(raw["joint"]),
        pronoun=re.compile(pronouns),
        first=re.compile(raw["first"]),
        titles=re.compile(f"(?:的|各国|{raw['titles']})*(?:{raw['titles']})"),
        things=re.compile(f"(?:{raw['things']})"),
        things_free=re.compile(f"(?:{raw['things_free']})"),
        thin=re.compile(adverbs),
        preposition=re.compile(f"(?:{raw['agents_before']})$"),
        stops=re.compile(raw["stops"]),
        exploring=re.compile(f"{adverbs}(?:{raw['exploring']})"),
        intending=re.compile(f"{adverbs}(?:{raw['intending']})"),
        forecast=re.compile(f"(?:{raw['forecast']})"),
        taking=re.compile(f"(?:{raw['taking']})"),
        legal=re.compile(raw["legal_titles"]),
    )


_TIME = (
    r"(?:在|于|从|到|自)?(?:今后|未来|接下来|明年|今年|年内|本月|下月|近期|随后|之后|明天|今天|日前|近日|\d{1,4}[年月日](?:底|初|前|起)?"
    r"|(?:未来|今后)[\d一二三四五六七八九十两]{1,3}[年个月天](?:内|里|间)?)"
)


_WORDS: dict[int, tuple[Grammar, Words]] = {}


def read_words(grammar: Grammar) -> Words:
    """Return the compiled word lists of a grammar, made once a grammar."""
    known = _WORDS.get(id(grammar))
    if known is None or known[0] is not grammar:
        lists = tuple((k, str(v)) for k, v in sorted(grammar.words.items()))
        known = _WORDS[id(grammar)] = (grammar, _words(lists))
    return known[1]


_CUES: dict[int, tuple[Grammar, Cues]] = {}


def read_cues(grammar: Grammar) -> Cues:
    """Return the alternation of all rules of a grammar, compiled once a grammar."""
    known = _CUES.get(id(grammar))
    if known is None or known[0] is not grammar:
        source = "|".join(f"(?P<r{n}>{rule.cue})" for n, rule in enumerate(grammar.rules))
        known = (grammar, Cues(re.compile(source or r"(?!)"), grammar.rules))
        _CUES[id(grammar)] = known
    return known[1]


def cover(text: str) -> str:
    """Return the text with the inside of titles and brackets hidden; same length."""
    if "《" not in text and "（" not in text and "(" not in text:
        return text
    return _COVER.sub(lambda m: m.group()[0] + "□" * (len(m.group()) - 2) + m.group()[-1], text)


def read_clauses(text: str) -> list[Clause]:
    """Cut a sentence at commas, semicolons, colons and dashes; leading connectives are left out."""
    clauses: list[Clause] = []
    start = 0
    for end, after in [(m.start(), m.end()) for m in _CUT.finditer(text)] + [(len(text), 0)]:
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        stop = end
        while stop > begin and text[stop - 1] in "。！？!?”’」』 .":
            stop -= 1
        if stop > begin:
            clauses.append(Clause(begin, stop, text[begin:stop]))
        start = after
    return clauses
