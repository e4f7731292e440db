# ruff: noqa: E501 (a pattern is read as one line)
"""The grammar's word lists to the compiled noun phrases that can be subjects."""

import re
from functools import lru_cache
from typing import Any

from pledgegraph.extract.frames.english_cues import ACTOR, ADJECTIVE, TITLE, Sentence

ARTICLES = rf"(?:[Tt]he |[Aa]n? |[Oo]ur |[Hh]is |[Ii]ts )?(?:[A-Za-z-]+ (?=[{ADJECTIVE}{TITLE}]))?"


_TITLES = rf"(?:[{TITLE}]+ )?"


@lru_cache(maxsize=2)
def _patterns(key: int) -> dict[str, re.Pattern[str]]:
    words: dict[str, Any] = _WORDS[key]
    agents = "|".join(words["agents"])
    one = (
        rf"{ARTICLES}(?:[{TITLE}]+ (?:of|for) (?:the )?[{ACTOR}]+|(?:(?:{agents}|[Pp]resident|[Gg]overnment|[Ll]eaders|[Ll]eadership|people) (?:of|from|in) (?:the )?)[{ACTOR}]+|"
        rf"{_TITLES}[{ACTOR}]+(?:'s?)?(?: [{TITLE}]+)?(?: (?:[a-z-]+ )?(?:{agents}|[{TITLE}]+)\b)?(?:[{TITLE}]+)?|[{ADJECTIVE}]+(?:'s)?(?: (?:[a-z-]+ ){{0,2}}(?:{agents})\b|(?: [a-z]+)? [{TITLE}]+|(?: [A-Z][a-z]+){{1,4}}))"
        rf"(?: (?:[A-Z][\w.-]+)(?: [A-Z][\w.-]+)?)?(?: \([^()]{{1,40}}\))?(?: and (?:its|their) (?:[Mm]ember [Ss]tates|[a-z]+ ?(?:allies|partners)))?"
    )
    several = rf"(?:(?:{one}, ){{0,12}}{one},? (?:and|&|as well as|together with|along with|alongside) )?{one}"
    name = r"(?:[A-Z][\w&.'-]*[\w&])(?: (?:(?:of|for|and|&|de) )?[A-Z][\w&.'-]*[\w&.])*"
    return {
        "first": re.compile(
            r"(?:^|[^A-Za-z])(?P<np>" + words["first_person"] + r")'?$", re.IGNORECASE
        ),
        "joint": re.compile(
            r"(?:^|[^A-Za-z])(?P<np>" + "|".join(words["joint_agents"]) + r")$", re.IGNORECASE
        ),
        "actors": re.compile(rf"(?P<np>{several})$"),
        # What an "actors" phrase can have after its last name: the quick look before the long one.
        "tail": re.compile(
            rf"(?:'s?)?(?: (?:[a-z-]+ ){{0,2}}(?:{agents}))?(?: [A-Z][\w.-]*){{0,4}}(?: \([^()]{{1,40}}\))?"
            rf"(?: and (?:its|their) (?:[Mm]ember [Ss]tates|[a-z]+ ?(?:allies|partners)))?"
        ),
        "firm": re.compile(
            rf"(?:^|[^A-Za-z])(?P<np>the (?:(?:[{ADJECTIVE}{ACTOR}]+|[A-Z]?[a-z-]+)(?:'s)? ){{1,3}}(?:company|firm|co-?operative|automaker|carmaker|chipmaker|manufacturer|retailer|airline|lender|conglomerate|giant|maker|utility|miner|group|refiner|shipbuilder|drugmaker))$",
            re.IGNORECASE,
        ),
        "generic": re.compile(
            r"(?:^|[^A-Za-z])(?P<np>(?:"
            + "|".join(words["generic_agents"])
            + r")(?: and (?:its|their) [a-z]+(?: [a-z]+)?)?)$",
            re.IGNORECASE,
        ),
        "pronoun": re.compile(r"(?:^|[^A-Za-z])(?P<np>he|she|it|they|he or she)'?$", re.IGNORECASE),
        "slug": re.compile(rf"(?:^|[ \"“(])(?P<np>(?:[Tt]he )?{name})(?: \([A-Z]+\))?$"),
        "things": re.compile(rf"(?:^|.* )(?:{words['things']})(?: [IVX\d]+)?$"),
        "onlookers": re.compile(rf"\b(?:{words['onlookers']})\b", re.IGNORECASE),
        "agent_of": re.compile(
            rf"(?:{agents}|{TITLE}+)(?: \w+)? (?:of|from|for|in|to|at) (?:the )?$", re.IGNORECASE
        ),
    }


_WORDS: dict[int, dict[str, Any]] = {}


def subject_patterns(sentence: Sentence) -> dict[str, re.Pattern[str]]:
    """Return the compiled phrases of the sentence's grammar."""
    words = sentence.reading.grammar.words
    _WORDS.setdefault(id(words), words)
    return _patterns(id(words))
