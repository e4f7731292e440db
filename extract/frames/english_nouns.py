# ruff: noqa: E501 (a pattern is read as one line)
"""English nouns that carry an act to heads: "our commitment to …", "Japan's decision to …"."""

import re
from dataclasses import replace

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    ADJECTIVE,
    TITLE,
    Cue,
    Sentence,
)
from pledgegraph.extract.frames.english_records import Head, Subject
from pledgegraph.extract.frames.english_scope import is_abandoned
from pledgegraph.extract.frames.english_subjects import find_subject, group_start, sentence_subject
from pledgegraph.extract.frames.english_voices import we_at
from pledgegraph.extract.slugs.english import make_slug

_POSSESSIVE = re.compile(
    rf"(?P<who>\b[Oo]ur|\b[Mm]y|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[{ACTOR}]{{1,80}}(?: [{TITLE}]{{1,60}})?'s?|[{ADJECTIVE}]{{1,60}}(?:'s)?(?: [a-z]{{1,20}}'s?)?|[Tt]he (?:Kingdom|Republic|Government|Union|Administration|Commission|government|administration|company|country)'s|[{ACTOR}]{{1,80}})(?: (?!of\b|to\b|in\b|and\b|for\b|has\b|is\b|the\b|a\b)[a-z-]{{1,25}}){{0,4}} $"
)


_MADE = re.compile(
    r"\b(?:made|make|makes|gave|give|given|have|has|reached|reach|set|sets|took|take|issued|issue|issues|outlined|set out|adopted|secured|laid out)"
    r"(?: (?:an?|the|that|this|several|clear|firm|new|joint|formal|public|solemn|strong|urgent|binding|voluntary|historic|similar))* $"
)


def read_noun_head(sentence: Sentence, cue: Cue, earlier: Subject | None) -> Head | None:
    """Return the head of a noun that carries an act, with its owner or giver."""
    if is_abandoned(sentence, cue.start):
        return None
    left = sentence.masked[max(0, cue.start - 90) : cue.start]
    match = _POSSESSIVE.search(left)
    base = max(0, cue.start - 90)
    made = _MADE.search(left)
    named = sentence.mentions_in(cue.start, cue.end)
    if named and re.search(r" (?:of|by) ", cue.text):
        article = re.search(r"\b(?:an?|the)\b [^,;.]{0,40}$", left)
        start = base + article.start() if article else cue.start
        return Head([cue], start, Subject(named[0].actors, start, "actors"))
    if match and not made:
        who = match.group("who").lower()
        start = base + match.start()
        if who in ("our", "my"):
            return Head([cue], start, Subject(we_at(sentence, start), start, "first"))
        if who in ("its", "their", "his", "her"):
            owner = earlier or sentence_subject(sentence, start)
            return (
                Head([cue], start, replace(owner, start=start)) if owner and owner.actors else None
            )
        actors = tuple(a for m in sentence.mentions_in(start, cue.start) for a in m.actors)
        if not actors:
            actors = _titled_owner(sentence, start)
        return Head([cue], start, Subject(actors, start, "actors")) if actors else None
    giver = re.match(
        rf" (?:from|by) (?:the )?(?:(?P<known>[{ACTOR}]+)|(?P<name>[A-Z][\w'&.-]*(?: (?:and |of |for )?[A-Z][\w'&.-]*)+))",
        sentence.masked[cue.end : cue.end + 120],
    )
    if giver:
        actors = _resolved_giver(sentence, cue, giver)
        article = re.search(r"\b(?:an?|the|new|further)\b [^,;.]{0,30}$", left)
        start = base + article.start() if article else cue.start
        return Head([cue], start, Subject(actors, start, "actors")) if actors else None
    if made:
        owner = find_subject(sentence, group_start(sentence, base + made.start()), earlier)
        if owner and owner.actors:
            return Head([cue], base + made.start(), owner)
    return None


def _titled_owner(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return whose "the Kingdom's" is: in a welcome the party that does not welcome."""
    subject = sentence_subject(sentence, start)
    parties = sentence.reading.parties
    if subject is not None and re.search(r"welcom|applaud|commend|prais", sentence.text[:start]):
        return tuple(one for one in parties if one not in subject.actors)
    return subject.actors if subject is not None else ()


def _resolved_giver(sentence: Sentence, cue: Cue, giver: re.Match[str]) -> tuple[str, ...]:
    if giver.group("known"):
        inside = sentence.mentions_in(cue.end, cue.end + giver.end())
        return tuple(actor for mention in inside for actor in mention.actors)
    slug = make_slug(giver.group("name"))
    return (slug,) if slug else ()


def read_count_on(sentence: Sentence, cue: Cue) -> Head | None:
    """Return the head of "X can count on us": we commit, X receives."""
    after = sentence.masked[cue.end : cue.end + 60]
    if re.match(r" (?:us|our|me)\b", after):
        actors = we_at(sentence, cue.end)
    else:
        named = re.match(rf" (?:the )?[{ACTOR}]+", after)
        actors = (
            tuple(a for m in sentence.mentions_in(cue.end, cue.end + named.end()) for a in m.actors)
            if named
            else ()
        )
    found = find_subject(sentence, cue.start, None)
    start = found.start if found else cue.start
    return Head([cue], start, Subject(actors, start, "first")) if actors else None
