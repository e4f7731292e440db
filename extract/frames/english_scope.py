# ruff: noqa: E501 (a pattern is read as one line)
"""English cues to what blocks them: questions, forecasts, stances, hopes and things as subjects."""

import re
from functools import cache

from pledgegraph.extract.frames.english_cues import Cue, Sentence
from pledgegraph.extract.frames.english_phrases import subject_patterns
from pledgegraph.extract.rules import load_grammar


@cache
def _scope(effect: str) -> re.Pattern[str]:
    """Return the modifier with an effect, from ``grammar/en/scope.yaml``."""
    return next(one.pattern for one in load_grammar("en").modifiers_of(effect))


PARTICIPLE = re.compile(
    r"^ (?:also |further |jointly |then |thus |thereby |subsequently |fully |not |never |[a-z]+ly ){0,4}be (?:jointly |further |also |fully |[a-z]+ly ){0,4}"
    r"(?:[a-z]+ed|built|held|set up|given|made|put|taken|brought|sent|drawn|spent|sought|begun|kept|paid|led|borne|met|drawn up|sold|bought|shut|cut|won|written|kept)\b"
)
_BE_DOING = re.compile(r"^ (?:also |soon |now |[a-z]+ly ){0,4}be (?:[a-z]+ly )?[a-z]+ing\b")
_BE_ADJECTIVE = re.compile(
    r"^ (?:also |always |[a-z]+ly ){0,4}(?:be|remain|stand|stay) (?:[a-z]+ly |[a-z]+ and )*(?:committed|ready|prepared|willing|determined|resolved|dedicated|engaged|seized|resolute|steadfast|firm|with|by|united|vigilant|there|guided|going|able to count|active|responsible|liable)\b"
)


def is_question(sentence: Sentence) -> bool:
    """Tell whether the sentence only asks."""
    return bool(_scope("question").search(sentence.text[-6:]))


def is_stance(cue: Cue, sentence: Sentence) -> bool:
    """Tell whether a verb takes a stance ("reiterated its support") instead of an act."""
    if cue.rule.id in ("en.commitment.pledge", "en.commitment.commit", "en.commitment.offer"):
        return False
    return bool(_scope("stance").match(sentence.text[cue.end : cue.end + 90]))


def is_unreal(sentence: Sentence, start: int) -> bool:
    """Tell whether what stands before a clause takes its reality: whether, if, fears that."""
    return bool(_scope("unreal").search(sentence.text[max(0, start - 40) : start]))


def is_denied(sentence: Sentence, start: int) -> bool:
    """Tell whether the cue is an act that did not happen: declined to promise, did not agree."""
    return bool(_scope("denied").search(sentence.text[max(0, start - 30) : start]))


def is_abandoned(sentence: Sentence, start: int) -> bool:
    """Tell whether a promise is told as given up or broken."""
    return bool(_scope("abandoned").search(sentence.text[max(0, start - 50) : start]))


def is_attack(cue: Cue, sentence: Sentence) -> bool:
    """Tell whether a launch launches an attack or a probe."""
    return bool(_scope("attack").match(sentence.text[cue.end : cue.end + 80]))


def is_voluntary(sentence: Sentence, end: int) -> bool:
    """Tell whether the verb after a modal can be meant as an act of the subject."""
    after = re.sub(r'["“”]', "", sentence.text[end : end + 80])
    if _BE_ADJECTIVE.match(after) or _BE_DOING.match(after):
        return True
    if re.match(r" (?:also |not |never |always )*be (?:able|allowed|forced|required)", after):
        return False
    if re.search(r"(?:not|n't|never) $", sentence.text[max(0, end - 6) : end] + " ") and re.match(
        r" (?:ever )?(?:depend|need|become|be (?:bound|dependent|drawn|dragged|deterred|intimidated|party|part|silent|swayed))\b",
        after,
    ):
        return True
    words = sentence.reading.grammar.words["involuntary"]
    if re.match(
        rf" (?:also |then |soon |not |never |certainly |eventually |[a-z]+ly ){{0,4}}(?:{words})\b",
        after,
    ):
        return False
    return not re.match(r" (?:also |then |soon |not |never |always |[a-z]+ly ){0,4}be\b", after)


def about_onlookers(sentence: Sentence, start: int) -> bool:
    """Tell whether analysts and the like say or do it."""
    return bool(
        subject_patterns(sentence)["onlookers"].search(sentence.text[max(0, start - 60) : start])
    )


def has_verb(sentence: Sentence, place: int) -> bool:
    """Tell whether a base form from the verb list follows a place."""
    verbs = "|".join(sentence.reading.grammar.words["verbs"])
    return bool(
        re.match(
            rf"\W*(?:(?:and|jointly|further|also|not|[a-z]+ly) ){{0,4}}(?:{verbs})\b",
            sentence.text[place : place + 60],
            re.IGNORECASE,
        )
    )
