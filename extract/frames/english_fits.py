# ruff: noqa: E501 (a pattern is read as one line)
"""English cues to whether the rule's conditions hold where they stand."""

import re

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    Cue,
    Sentence,
)
from pledgegraph.extract.frames.english_records import Subject
from pledgegraph.extract.frames.english_scope import (
    about_onlookers,
    has_verb,
    is_denied,
    is_voluntary,
)
from pledgegraph.extract.frames.english_voices import (
    attributed,
    home,
    is_bare_speech,
    is_party,
    quotation_of,
)

BE = re.compile(
    r"(?:\b(?:is|are|am|was|were|be|been|being|remains?|stands?|re|m|stood|remained|stay)|'s|^s)\b"
)


def fits_family(
    sentence: Sentence, cue: Cue, group: int, verb_group: str, subject: Subject
) -> bool:
    """Tell whether the conditions of a cue's family and options hold."""
    rule, options = cue.rule, cue.rule.options
    if about_onlookers(sentence, group) and subject.kind not in ("first",):
        return False
    if "be" in options and not BE.search(verb_group):
        return False
    if "verb_after" in options and not has_verb(sentence, cue.end):
        return False
    if "headline" in options and not _is_headline(sentence, cue, group, subject):
        return False
    if rule.family == "modal":
        return _modal_fits(sentence, cue, subject)
    if rule.family == "should":
        return _should_fits(sentence, cue, subject)
    if "own" in options or "first_person_or_actor" in options:
        own = (
            subject.kind in ("first", "joint")
            or set(subject.actors) <= set(home(sentence))
            or quotation_of(sentence, cue.start) is not None
        )
        if "own" in options and not own:
            return False
        if (
            "first_person_or_actor" in options
            and subject.kind in ("pronoun", "relative")
            and not own
        ):
            return False
    if (
        "progressive" in options
        and re.search(r"\b(?:was|were|had|did)\b", verb_group)
        and not REPORT.search(sentence.text[:group])
    ):
        return False
    if (
        "progressive" in options
        and cue.text.lower().startswith("discuss")
        and not cue.text.lower().endswith("ing")
    ):
        return False
    if is_denied(sentence, cue.start) and not re.match(
        r"(?:seek|intend|plan|sought)", cue.text.lower()
    ):
        return False
    if (
        rule.family == "call"
        and BE.search(verb_group)
        and not cue.text.lower().split()[0].endswith("ing")
    ):
        return False
    return "named" not in options or names_addressee(sentence, cue)


_ADDRESSEE = re.compile(
    rf" (?:that )?(?:the |all |both ){{0,3}}(?:[{ACTOR}]{{1,80}}|other countries|all (?:parties|states|countries)|relevant parties|relevant countries)[^,.;]{{0,40}}? (?:to|not to|will|would|against|should) "
)


def names_addressee(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether "expects", "told" and the like have an actor who is to do something."""
    after = sentence.masked[cue.end : cue.end + 90]
    return bool(_ADDRESSEE.match(after)) and not re.search(
        r" to (?:grow|be|remain|rise|fall|have|become|win|suffer|see)\b", after
    )


def _is_headline(sentence: Sentence, cue: Cue, group: int, subject: Subject) -> bool:
    text = sentence.text
    if text[-1:] in ".:;!" or len(text) > 160 or sentence.passage.kind == "item":
        return False
    return (
        subject.kind in ("actors", "slug")
        and not text[: subject.start].strip()
        and cue.start - subject.start < 70
    )


REPORT = re.compile(
    r"\b(?:said|says|announced|promised|pledged|vowed|agreed|decided|declared|added|confirmed|told|stated|warned|insisted|assured|indicated|reiterated|stressed|reaffirmed|affirmed|restated|explained|wrote|noted|guaranteed|revealed|disclosed)\b"
)


_SAID_AFTER = re.compile(
    r",[\"”]? (?:[\w .'-]{2,60}? )?(?:said|told [\w ]{3,30}|added|announced|confirmed|reported|according to [\w ]{3,40})\b[^;]{0,60}$"
)


def _modal_fits(sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    if subject.kind == "passive":
        return True
    promised = subject.kind == "first" and is_party(sentence)  # "We would publish …"
    if "reported" in cue.rule.options and not promised:
        before = sentence.text[: cue.start]
        if not REPORT.search(before) and not _SAID_AFTER.search(sentence.text[cue.end :]):
            return False
        if re.match(r" (?:also )?(?:like|rather|have|be)\b", sentence.text[cue.end :]):
            return False
    return is_voluntary(sentence, cue.end)


def _should_fits(sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    """Tell whether a political voice tells another actor what it should do."""
    who = attributed(sentence, cue.start)
    if (
        not who
        or subject.kind == "first"
        or (subject.kind != "joint" and set(subject.actors) & set(who))
        or (subject.kind != "actors" and is_bare_speech(sentence, cue.start))
    ):
        return False
    if re.search(
        r"\b(?:view|belief|opinion|conviction|believes?|thinks?|hopes?|understanding)(?: that)? $",
        sentence.text[: subject.start],
    ):
        return False
    return not re.match(
        r" be (?:noted|seen|pleased|proud|able|said)\b", sentence.text[cue.end : cue.end + 30]
    )
