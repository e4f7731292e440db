"""Chinese passages to drafts of statements: cues, agents, scope and values of every clause."""

import re
from dataclasses import replace

from pledgegraph.extract.frames.chinese_acts import (
    as_duty,
    declared,
    find_acts,
)
from pledgegraph.extract.frames.chinese_clauses import (
    Clause,
    Words,
    cover,
    read_clauses,
    read_cues,
    read_words,
)
from pledgegraph.extract.frames.chinese_force import is_reaffirmed, polarity_of, strength_of
from pledgegraph.extract.frames.chinese_heads import Found, Head, HeadReader
from pledgegraph.extract.frames.chinese_lists import LEADS, LISTED, find_listed
from pledgegraph.extract.frames.chinese_recipients import (
    UNNAMED,
    read_addressees,
    read_recipients,
)
from pledgegraph.extract.frames.chinese_subjects import SubjectReader
from pledgegraph.extract.frames.chinese_values import (
    read_amount,
    read_condition,
    read_deadline,
    read_instrument,
)
from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Passage

_VALUED = re.compile(r"^(?:(?!认识到|强调)[^。])*(?:重要性|必要性|的意义)$")


def read_frames(passage: Passage, reading: Reading) -> list[Draft]:
    """Return the statements of a passage, in order."""
    listed = passage.kind == "item" or LISTED.match(passage.folded)
    cued = read_cues(reading.grammar).pattern.search(passage.folded)
    if not listed and not cued and not _is_treaty(reading):
        return []
    text = cover(passage.folded)
    heads = HeadReader(reading.grammar, text, reading.document.title or "")
    clauses = read_clauses(text)
    if heads.is_question():
        clauses = heads.before_question(clauses)
    if not clauses or (LEADS.search(text) and "，" not in text):
        return []
    subjects = SubjectReader(passage, reading)
    found = find_acts(clauses, heads, subjects, passage, reading)
    if LEADS.search(text):
        found = [one for one in found if one.head.end < len(text.rstrip(":： "))]
    if not found:
        found = find_listed(passage, reading, clauses)
    if not found and heads.legal and reading.parties:
        found = declared(clauses, subjects)
    drafts = []
    for place, one in enumerate(found):
        until = found[place + 1] if place + 1 < len(found) else None
        end = _end(one, until, clauses, subjects)
        one = as_duty(one, subjects, heads) if heads.legal else one
        draft = _draft(one, end, subjects, passage, reading)
        if draft is not None:
            condition = read_condition(clauses, one.clause, end)
            if condition is not None:
                condition = (passage.start + condition[0], passage.start + condition[1])
            drafts.append(replace(draft, condition=condition))
    return drafts


def _is_treaty(reading: Reading) -> bool:
    """Tell whether plain sentences bind: those of a treaty's parties."""
    if not reading.parties:
        return False
    title = fold(reading.document.title or "", "zh-Hant")
    return read_words(reading.grammar).legal.search(title) is not None


def _end(one: Found, until: Found | None, clauses: list[Clause], subjects: SubjectReader) -> int:
    end = max(clauses[one.clause].end, one.head.end)
    empty = one.head.end >= clauses[one.clause].end - 1 and one.head.family != "noun"
    for number in range(one.clause + 1, len(clauses)):
        clause = clauses[number]
        if until is not None and (until.clause == number or until.quote_start <= clause.start):
            break
        gap = subjects.text[clauses[number - 1].end : clause.start]
        if not empty and (_TURN.search(gap) or subjects.words.stops.match(clause.text)):
            break
        listed = _SPLIT.search(gap) and _LISTING.search(subjects.text, one.head.end, clause.start)
        if not empty and not listed and _opens_anew(clause, subjects):
            break
        end = clause.end
        empty = False
    return end


_SPLIT = re.compile(r"[；;]")
_LISTING = re.compile(r"包括|例如|诸如|如下|其中")
_THEIRS = re.compile(r"(?:他|她|它|其)们?的")
_TURN = re.compile(r"但(?!不限)|然而|不过|因此|为此|对此")
_JOINED = re.compile(r"^(?:以|使|让|为|从而|包括|并|以及|其中|确保|共同|支持|帮助|协助)")


_FORBIDS = re.compile(
    r"[^，。]{0,14}?(?<![也还都但])(?:不要|不得|切勿|不应|勿(?!忘)|别(?![的人国处是具致]))"
)
_BRIEFING = re.compile(r"记者会|答记者问|发言人|谈话|讲话|致辞|演讲")
_ORIGINAL = re.compile(r"\s?[（(]\s*[A-Za-z“\"'][^（）()\u4e00-\u9fff]{20,}[)）]?$")


def _own_work(head: Head) -> bool:
    """Tell whether encouraging stands under a promise with nobody addressed: 愿继续鼓励投资."""
    return (
        head.rule.id.endswith("encourage")
        and head.rules[0].kind == "commitment"
        and head.rules[0].family != "carrier"
    )


def _opens_anew(clause: Clause, subjects: SubjectReader) -> bool:
    if _JOINED.match(clause.text):
        return False
    for mention in subjects.named:
        if mention.start > clause.start:
            return False
        if mention.start >= clause.start and mention.end < clause.end:
            return subjects.text[mention.end : mention.end + 1] not in "的、"
    return False


def _draft(
    one: Found, end: int, subjects: SubjectReader, passage: Passage, reading: Reading
) -> Draft | None:
    words = read_words(reading.grammar)
    head, base = one.head, passage.start
    text = passage.folded
    action = text[head.end : end]
    cue = text[head.start : head.end]
    kind = head.rule.kind
    committers = one.subject.actors
    recipients: tuple[str, ...] = ()
    optional: list[str] = []
    start = one.quote_start
    if head.family == "should":
        voice = _voice(one, subjects)
        if not voice or set(voice) & set(committers):
            return None
        committers, recipients = voice, tuple(one for one in committers if one)
    elif kind == "call":
        addressed, until = read_addressees(text, head.end, words, subjects.receivers, committers)
        if not addressed and head.family == "named" and not UNNAMED.match(text, head.end):
            return None
        if set(addressed) & set(committers) and addressed != committers:
            return None
        recipients, action = addressed, text[until:end]
        if (not addressed or set(addressed) == set(committers)) and _own_work(head):
            recipients = ()
            kind = "commitment"
        if kind == "call" and not recipients and not _political(one, subjects, head.rule.strength):
            return None
    else:
        region = head.start if head.family != "noun" else one.subject.end
        firm, optional = read_recipients(text, max(region, 0), end, subjects.receivers, committers)
        recipients = tuple(firm)
    if head.family != "should" and kind == "commitment" and head.family == "noun":
        action = ""
    if text[end : end + 1] == "”" and text.count("“", start, end) > text.count("”", start, end):
        end += 1
    foreign = _ORIGINAL.search(text, start, end)
    end = foreign.start() if foreign else end
    quote = text[start:end]
    if kind == "commitment" and head.family != "noun" and _VALUED.search(quote):
        return None
    quotation = reading.quotation_at(base + head.start)
    if quotation is not None:
        end = min(end, quotation.end - base)
        if quotation.depth > 1 and start < quotation.start - base <= head.start:
            start = quotation.start - base
    return Draft(
        start=base + start,
        end=base + end,
        kind=kind,
        committers=committers,
        strength=_strength(head, action, words, subjects),
        rule=head.rule.id,
        cue=(base + head.start, base + head.end),
        action=(base + min(head.end, end), base + end),
        recipients=recipients,
        recipients_optional=tuple(optional),
        polarity="negative"
        if polarity_of(head.rules, action, cue) == "negative"
        or (kind == "call" and _FORBIDS.match(action))
        else "positive",
        reaffirmed=is_reaffirmed(head.rules, text[start : head.end], action),
        deadline=read_deadline(text, start, end, reading.document.date),
        amount=read_amount(quote, committers),
        instrument=read_instrument(passage, start, end),
        speaker=_speaker(one, quotation.speaker if quotation else None, reading),
    )


def _strength(head: Head, action: str, words: Words, subjects: SubjectReader) -> int:
    if head.rule.kind == "call":
        return head.rule.strength
    if "不得" in subjects.text[head.start : head.end]:
        return 5  # Only treaties and joint texts keep such a head.
    return strength_of(head.rules, action, words)


def _speaker(one: Found, quoted: str | None, reading: Reading) -> str | None:
    if quoted:
        return quoted
    if reading.parties and len(reading.parties) > 1:
        return "joint-statement"
    return one.subject.person


def _voice(one: Found, subjects: SubjectReader) -> tuple[str, ...]:
    quotation = subjects.reading.quotation_at(subjects.passage.start + one.head.start)
    if quotation and quotation.principals:
        return quotation.principals
    frames = list(subjects.words.frame.finditer(subjects.text, 0, one.head.start))
    if frames:
        framed = subjects.subject(0, frames[-1].start())
        if framed and framed.actors:
            return framed.actors
    own = _BRIEFING.search(fold(subjects.reading.document.title or "", "zh-Hant"))
    told = subjects.reading.parties or _earlier_voice(subjects)
    return told or ((subjects.reading.home,) if own and subjects.reading.home else ())


def _earlier_voice(subjects: SubjectReader) -> tuple[str, ...]:
    for earlier in subjects.reading.sentences_before(subjects.passage, 3):
        if earlier.block != subjects.passage.block:
            break
        reader = SubjectReader(earlier, subjects.reading)
        frame = reader.words.frame.search(reader.text)
        framed = reader.subject(0, frame.start()) if frame else None
        if framed and framed.actors:
            return framed.actors
    return ()


def _political(one: Found, subjects: SubjectReader, strength: int) -> bool:
    quotation = subjects.reading.quotation_at(subjects.passage.start + one.head.start)
    return bool(quotation or subjects.reading.parties or (strength > 2 and one.subject.start >= 0))
