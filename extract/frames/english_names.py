# ruff: noqa: E501 (a pattern is read as one line)
"""English names outside the register to slugs of companies, parties and persons."""

import re

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    ADJECTIVE,
    TITLE,
    Sentence,
)
from pledgegraph.extract.frames.english_phrases import subject_patterns
from pledgegraph.extract.frames.english_voices import antecedent, home
from pledgegraph.extract.slugs.english import make_slug

_AGENCY = re.compile(
    r"(?:[Tt]he )?(?:(?:Ministry|Department|Bureau|Directorate|Office) (?:of|for) .*|(?:Federal|National) (?:[A-Z]\w+ (?:and )?){1,4}(?:Administration|Agency|Commission|Board|Bureau|Service|Authority))"
)


def state_of_agency(sentence: Sentence, phrase: str) -> tuple[str, ...]:
    """Return the state whose agency a name is: the only one in whose name the text speaks."""
    known = sentence.reading.register.actors
    states = tuple(a for a in home(sentence) if a in known and known[a].kind == "state")
    if _AGENCY.fullmatch(phrase) is None:
        return ()
    return ("USA",) if "USA" in states and "Federal" in phrase else states[:1] * (len(states) == 1)


def is_own_body(sentence: Sentence, phrase: str) -> bool:
    """Tell whether "the Council" is the publishing organisation's own body."""
    document, register = sentence.reading.document, sentence.reading.register
    word = phrase.split()[-1]
    if not word[:1].isupper() or word not in f"{document.publisher} {document.title}":
        return False
    actor = register.actors.get(sentence.reading.home or "")
    return actor is not None and actor.kind != "state"


def name_slug(sentence: Sentence, phrase: str) -> tuple[str, ...]:
    """Return the actor a capitalised name stands for; nothing for things and onlookers."""
    patterns = subject_patterns(sentence)
    name = re.sub(rf"[{ACTOR}{ADJECTIVE}{TITLE}]", "", phrase)
    if (
        name != phrase
        or (patterns["things"].match(phrase) and not phrase.endswith("Europe"))
        or patterns["onlookers"].search(phrase)
    ):
        return ()
    phrase = re.sub(r"^(?:And|But|So|Yet|Then|Today|Tomorrow) ", "", phrase)
    if phrase == "Europe" and home(sentence) == ("EU",):
        return ("EU",)
    words = phrase.split()
    if words[0].lower() == "the" and len(words) > 1:
        if re.fullmatch(
            r"(?:Contracting |State )?(?:Part(?:y|ies)|Sides?|Ministers?|Leaders|Participants|Signatories|Members?)",
            " ".join(words[1:]),
        ):
            return sentence.reading.parties or home(sentence)
        if is_own_body(sentence, phrase):
            return home(sentence)
        if re.fullmatch(
            r"(?:[A-Z]\w+ )?(?:Authority|Summit|Executive|Council|Commission|Assembly|Committee|Government|Union|Board|Secretariat|Conference|Ministry|Company|Group|House|State|Party|President|Heads|Secretary-General)",
            " ".join(words[1:]),
        ):
            return (
                sentence.reading.parties
                or antecedent(sentence, 10**6, persons=False)
                or home(sentence)
            )
    if words[-1] == "Europe":
        return ()
    if len(words) == 1 and (len(phrase) < 4 or not _is_name(sentence, phrase)):
        return ()
    if re.sub(r"^[Tt]he ", "", phrase) in (sentence.reading.document.publisher or ""):
        return home(sentence)
    slug = make_slug(phrase)
    return state_of_agency(sentence, phrase) or ((slug,) if slug else ())


def _is_name(sentence: Sentence, word: str) -> bool:
    """Tell whether a lone capitalised word is a name and not the start of a sentence."""
    if word.lower() in _COMMON:
        return False
    if re.search(r"[a-z][A-Z]|^[A-Z0-9&.-]{2,}$|\d", word):
        return True
    folded = sentence.reading.folded
    if re.search(
        rf"\b{re.escape(word)}\b",
        f"{sentence.reading.document.publisher} {sentence.reading.document.title}",
    ):
        return True
    inside = re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", folded)
    return bool(inside) and not re.search(rf"\b{re.escape(word.lower())}\b", folded)


_COMMON = frozenset(
    [
        "production",
        "exports",
        "imports",
        "officials",
        "ministers",
        "talks",
        "trade",
        "growth",
        "prices",
        "inflation",
        "donors",
        "countries",
        "nations",
        "states",
        "companies",
        "banks",
        "investors",
        "police",
        "farmers",
        "students",
        "workers",
        "rules",
        "tariffs",
        "sanctions",
        "funding",
        "investment",
        "employment",
        "demand",
        "supply",
        "elections",
        "negotiations",
        "scientists",
        "people",
        "women",
        "children",
        "developed",
        "developing",
        "additional",
        "another",
        "reform",
        "cooperation",
        "measures",
        "efforts",
        "details",
        "voters",
        "residents",
        "leaders",
        "troops",
    ]
)
