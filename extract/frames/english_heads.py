# ruff: noqa: E501 (a pattern is read as one line)
"""English cues to heads: chains of cues that make one statement, each with its subject."""

import re

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    Cue,
    Sentence,
)
from pledgegraph.extract.frames.english_fits import REPORT, fits_family, names_addressee
from pledgegraph.extract.frames.english_nouns import read_count_on, read_noun_head
from pledgegraph.extract.frames.english_records import Head, Subject
from pledgegraph.extract.frames.english_scope import (
    is_attack,
    is_stance,
    is_unreal,
)
from pledgegraph.extract.frames.english_subjects import group_start, sentence_subject
from pledgegraph.extract.frames.english_verbs import find_verb_subject
from pledgegraph.extract.frames.english_voices import home

_GAP = re.compile(
    r"^(?: (?:to|that|a|an|the|our|its|their|his|her|your|this|of|on|in|for|and|also|both|all|new|firm|strong|full|mutual|shared|common|continued|unwavering|"
    r"iron-?clad|steadfast|enduring|deep|long-?standing|longstanding|joint|collective|clear|renewed|political|solemn|sincere|ambitious|respective|concrete|be|remain|have|work|is|are|were|was|"
    r"together|today|it|they|unshakable|unshakeable|resolute|lasting|national|previous|earlier|existing|abiding|sacred|historic|international|ready|here|fully|bilateral|multi-?year|upcoming|formal|first|"
    r"[a-z]+ly|[\u13a0-\u13a2]+(?:'s)?))*,? $"
)


_NOMINAL = re.compile(
    rf"(?:\b(?:[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Mm]y|[Aa]n?|[Tt]he|[Tt]hese|[Tt]hose|[Ii]ssued|joint|urgent|repeated|renewed|strong|growing|international)|[{ACTOR}]'s|'s) (?:[a-z]+ ){{0,2}}$"
)


def read_heads(sentence: Sentence, cues: list[Cue]) -> list[Head]:
    """Return the heads of a sentence, in order."""
    heads: list[Head] = []
    for one in cues:
        nominal = one.noun is not None and _is_nominal(sentence, one)
        cue = one.noun if one.noun and nominal else one
        if heads and _is_spared(sentence, heads[-1], cue):
            continue
        if heads and _continues(sentence, heads[-1], cue):
            heads[-1].chain.append(cue)
            continue
        head = _head(sentence, cue, heads)
        if head is None:
            continue
        if heads and _complements(sentence, heads[-1], head):
            last = heads[-1]
            if last.chain[-1].rule.family == "call" or head.chain[0].rule.family == "noun":
                continue
            last.chain.extend(head.chain)
            if head.subject.kind not in ("pronoun", "generic", "passive"):
                last.borrowed = head.subject
            continue
        heads.append(head)
    return [head for head in heads if _stands(sentence, head)]


def _is_spared(sentence: Sentence, head: Head, cue: Cue) -> bool:
    """Tell whether a call is only what one will not do: "we will not ask farmers to pay"."""
    last = head.chain[-1]
    return (
        cue.rule.kind == "call"
        and last.rule.family == "modal"
        and bool(re.search(r"(?:not|n't|never)$", last.text))
        and not sentence.text[last.end : cue.start].strip()
    )


_OFFICER = re.compile(
    r"(?:minister|president|leader|government|ministry|spokes\w+|secretary|chief|official|chancellor|premier|king|parliament|side|ambassador|envoy|governor|mayor|party|authorities|leaders|ministers|officials|company|commission|council|committee|union|agency|sides|parties|countries|nations|governments|states|members|allies|partners|delegations|presidents|premiers|organi[sz]ations|groups|companies|firms|lawmakers|assembly|board|bank|government|court) $",
    re.IGNORECASE,
)


_NOUN_FORM = re.compile(
    r"(?:calls?|appeals?|demands?|requests?|urge|plans?|aims?|promises?|pledges?|vows?|guarantees?|proposals?|[a-z]{1,20}(?:ments?|ions?|ness|olve|als?|goals?|targets?|ments?))\b",
    re.IGNORECASE,
)


def _is_nominal(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a word that may be verb or noun ("plans", "calls") stands as a noun."""
    left = sentence.masked[max(0, cue.start - 60) : cue.start]
    if not _NOUN_FORM.match(cue.text) or _OFFICER.search(
        sentence.text[max(0, cue.start - 30) : cue.start]
    ):
        return False
    return bool(_NOMINAL.search(left))


def _continues(sentence: Sentence, head: Head, cue: Cue) -> bool:
    last = head.chain[-1]
    if "named" in cue.rule.options and not names_addressee(sentence, cue):
        return False
    if cue.rule.family in ("modal", "should", "count_on") and cue.rule.id != "en.commitment.is_to":
        return False
    gap = sentence.masked[last.end : cue.start]
    if last.rule.family == "noun" and cue.rule.family == "noun" and " and" in gap:
        return True
    return (
        len(gap) < 90
        and bool(_GAP.match(gap))
        and not (" and" in gap and last.rule.family != "again")
    )


def _complements(sentence: Sentence, head: Head, inner: Head) -> bool:
    """Tell whether a head is the that-clause of the one before: announced that X plans to …."""
    last = head.chain[-1]
    if inner.subject.kind == "passive" and last.rule.family in ("verb", "announce", "again"):
        # "We promise that no child will be turned away": the passive is what is promised.
        return bool(re.match(r" that\b[^;.\"]*$", sentence.text[last.end : inner.group]))
    if inner.subject.start < last.end:
        return False
    between = sentence.masked[last.end : inner.subject.start]
    if inner.chain[0].rule.family == "noun":
        return _is_inside(sentence, head, inner)
    if "named" in last.rule.options and re.fullmatch(r" (?:that )?(?:the )?", between):
        return True  # "We hope the Philippines will return"
    if last.rule.family == "call" and re.match(r" that\b[^,;.\"]*$", between):
        return True
    if last.rule.family in ("announce", "verb", "again", "noun", "modal", "call"):
        return (
            bool(re.match(rf"^ (?:(?:[a-z]+|[{ACTOR}]+) ){{0,4}}?that(?: the)? ?$| ?$", between))
            and "that" in sentence.text[last.end - 5 : inner.group]
        )
    return False


def _is_inside(sentence: Sentence, head: Head, inner: Head) -> bool:
    """Tell whether a noun ("their promise to") only belongs to what the head before asks."""
    between = sentence.masked[head.chain[-1].end : inner.group]
    owner = sentence.text[inner.group : inner.group + 6].lower()
    return not re.search(r"[,;:.] ", between) and owner.startswith(
        ("its ", "their ", "his ", "her ", "our ")
    )


def _stands(sentence: Sentence, head: Head) -> bool:
    only = head.chain[0].rule
    if len(head.chain) == 1:
        if only.family == "again":
            return False
        if only.id == "en.commitment.assure" and re.match(
            r"[^.;]{1,60}? that\b(?!.*\b(?:will|would|shall|can|could|continues?)\b)",
            sentence.text[head.chain[0].end :],
        ):
            return False
        if "chained_only" in only.options:
            return False
        if only.id in ("en.commitment.agree", "en.commitment.decide", "en.commitment.assure"):
            return not re.match(
                r" (?:that|on the (?:importance|need)|upon the (?:importance|need))\b",
                sentence.text[head.chain[0].end : head.chain[0].end + 30],
            )
        if only.id in ("en.commitment.intend",) and re.match(
            r" that\b", sentence.text[head.chain[0].end :]
        ):
            return False
    return True


def _head(sentence: Sentence, cue: Cue, heads: list[Head]) -> Head | None:
    earlier = heads[-1].subject if heads else None
    family = cue.rule.family
    if family == "noun" or (family == "call" and _is_nominal(sentence, cue)):
        return read_noun_head(sentence, cue, earlier)
    if family == "count_on":
        return read_count_on(sentence, cue)
    if family == "owner":
        actors = [a for m in sentence.mentions_in(cue.end, cue.end + 60) for a in m.actors][:1]
        if (
            actors
            and _speaks_for(sentence, actors[0])
            and re.search(r"(?:welcom|applaud|celebrat)", sentence.text[: cue.start], re.IGNORECASE)
        ):
            return Head([cue], cue.start, Subject(tuple(actors), cue.start, "owner"))
        return None
    if is_stance(cue, sentence) and family != "modal":
        return None
    if family == "launch" and is_attack(cue, sentence):
        return None
    group = group_start(sentence, cue.start)
    if cue.text.lower() in ("ll", "d") and sentence.text[cue.start - 1 : cue.start] == "'":
        group = min(group, cue.start - 1)
    elif cue.text.lower() in ("ll", "d"):
        return None
    verb_group = sentence.text[group : cue.start]
    if "treaty" in cue.rule.options:
        return _treaty_head(sentence, cue, heads)
    subject = find_verb_subject(sentence, cue, group, verb_group, earlier)
    if subject is None or (not subject.actors and subject.kind != "passive"):
        return None
    if is_unreal(sentence, subject.start) and cue.rule.id != "en.commitment.would":
        if not (
            family == "modal"
            and re.search(
                r"\b(?:if|unless)\b", sentence.text[max(0, subject.start - 12) : subject.start]
            )
        ):
            return None
        return None
    if not fits_family(sentence, cue, group, verb_group, subject):
        return None
    return Head([cue], group, subject)


_TREATY = re.compile(r"\bArticles? [IVX\d]+|[Tt]reaty|\bobligations? under")


def _treaty_head(sentence: Sentence, cue: Cue, heads: list[Head]) -> Head | None:
    """Read the restated scope of a treaty: reaffirmed that Article V applies to …."""
    if not _TREATY.search(sentence.text[max(0, cue.start - 120) : cue.start]):
        return None
    if heads:
        heads[-1].chain.append(cue)
        return None
    subject = sentence_subject(sentence, cue.start)
    if subject is None or not re.search(REPORT, sentence.text[: cue.start]):
        return None
    return Head([cue], subject.start, subject)


def _speaks_for(sentence: Sentence, actor: str) -> bool:
    """Tell whether an actor is the document's own voice or the group of its parties."""
    own = set(home(sentence))
    return actor in own or (bool(own) and own <= set(sentence.reading.register.members(actor)))
