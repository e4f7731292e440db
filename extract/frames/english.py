"""English passages to drafts of statements."""

import re

from pledgegraph.extract.amounts.english import find_amount
from pledgegraph.extract.dates.english import find_deadline
from pledgegraph.extract.frames.english_asked import is_asked
from pledgegraph.extract.frames.english_cues import (
    Cue,
    Sentence,
    find_cues,
    passages_before,
    read_sentence,
)
from pledgegraph.extract.frames.english_heads import read_heads
from pledgegraph.extract.frames.english_recipients import (
    find_addressees,
    find_pronoun_recipient,
    find_recipients,
    find_spared,
)
from pledgegraph.extract.frames.english_records import Head
from pledgegraph.extract.frames.english_scope import has_verb, is_question
from pledgegraph.extract.frames.english_spans import action_end, split_parts
from pledgegraph.extract.frames.english_strength import is_negative, is_reaffirmed, read_strength
from pledgegraph.extract.frames.english_terms import find_condition, find_instrument
from pledgegraph.extract.frames.english_voices import attributed, home, is_party, speaker_at
from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.extract.rules import Rule
from pledgegraph.ontology.records import Passage

_AGAIN = re.compile(r"\b(?:reaffirm|reiterat|renew|restat|reconfirm)\w* (?:the )?$")
_NOTHING = re.compile(r"[ ,]{0,3}(?:to|that|the following)? ?:?|.{0,2}", re.IGNORECASE)
_LIST_DATE = re.compile(r"\bfollowing\b.*:\s*$", re.DOTALL)


def read_frames(passage: Passage, reading: Reading) -> list[Draft]:
    """Return the statements of a passage, in order."""
    if len(passage.folded) < 12:
        return []
    sentence = read_sentence(passage, reading)
    if is_question(sentence) or is_asked(sentence):
        return []
    cues = find_cues(sentence)
    heads = read_heads(sentence, cues) if cues else []
    drafts: list[Draft] = []
    for number, head in enumerate(heads):
        following = heads[number + 1] if number + 1 < len(heads) else None
        limit = len(sentence.text)
        if following is not None:
            limit = (
                following.subject.start
                if following.subject.start > head.chain[-1].end
                else following.group
            )
            limit = max(limit, head.chain[-1].end)
        before = heads[number - 1].chain[-1].start if number else -1
        drafts.extend(_drafts(sentence, head, limit, before))
    if not drafts and passage.kind == "item":
        return _item(sentence)
    return drafts


def _drafts(sentence: Sentence, head: Head, limit: int, before: int) -> list[Draft]:
    last = head.chain[-1]
    start = head.subject.start if head.subject.start <= head.group else head.group
    if start <= before or head.group - start > 120 or ";" in sentence.text[start : head.group]:
        start = head.group
    end = action_end(sentence, last.end, limit)
    said = sentence.text[last.end : end]
    if _NOTHING.fullmatch(said) or not re.search(r"[A-Za-z]{2}", said):
        return []
    verbs = "|".join(sentence.reading.grammar.words["verbs"])
    return [
        _draft(sentence, head, part, first=number == 0)
        for number, part in enumerate(split_parts(sentence, start, end, verbs))
    ]


def _draft(sentence: Sentence, head: Head, part: tuple[int, int], *, first: bool) -> Draft:
    start, end = part
    last, base = head.chain[-1], sentence.base
    text = sentence.text
    cue = head.chain[0] if last.rule.kind != "call" else last
    action = text[last.end : end] if first else text[start:end]
    governed = text[head.group : last.end]
    rule = next((c.rule for c in head.chain if c.rule.kind == "call"), _governing(head))
    committers = (head.borrowed or head.subject).actors
    kind = rule.kind
    if rule.family == "should":
        recipients, committers = committers, attributed(sentence, last.start)
        if head.subject.kind == "joint":
            everyone = re.search(
                r"all|every|member|community|world", text[start : last.start].lower()
            )
            recipients = (
                ("UN",) if everyone else tuple(a for a in recipients if a not in committers)
            )
    elif kind == "call":
        committers = head.subject.actors
        recipients = (
            head.borrowed.actors
            if head.borrowed
            else find_addressees(sentence, _asking(head).end, end, committers)
        )
    else:
        area = head.chain[0].start if first else start
        recipients = find_recipients(sentence, area, end) or find_pronoun_recipient(
            sentence, area, end
        )
        if rule.family == "count_on":
            recipients = tuple(a for m in sentence.mentions_in(0, last.start) for a in m.actors)
    negative = is_negative(head.chain, governed, action, kind)
    if re.match(r"(?:neither|no|none of) ", text[head.subject.start : head.group], re.IGNORECASE):
        negative = True
    if negative and kind == "commitment" and rule.family != "count_on":
        recipients = find_spared(sentence, last.start, end)
    strength = read_strength(head.chain, action, governed)
    if strength == 5 and rule.id == "en.commitment.shall" and head.subject.kind == "first":
        strength = 3
    return Draft(
        start=base + start,
        end=base + end,
        kind=kind,
        committers=committers,
        recipients=recipients,
        recipients_optional=_others(sentence, last.end, end, (*recipients, *committers)),
        strength=strength,
        rule=rule.id,
        cue=(base + cue.start, base + cue.end),
        action=(base + (last.end if first else start), base + end),
        polarity="negative" if negative else "positive",
        reaffirmed=is_reaffirmed(
            governed + " " + (" ".join(action.split()[:4]) if kind == "commitment" else "")
        )
        or bool(_AGAIN.search(text[max(0, head.group - 40) : head.group])),
        deadline=find_deadline(text[start:end], sentence.reading.document.date)
        or _leading_date(sentence, start)
        or _list_date(sentence),
        amount=find_amount(action) or find_amount(text[start : last.start]),
        speaker=speaker_at(sentence, last.start),
        condition=find_condition(sentence, start, end),
        instrument=find_instrument(sentence, start, end),
    )


def _asking(head: Head) -> Cue:
    """Return the cue that asks: "calls on X to refrain from" asks with its first."""
    return next((cue for cue in head.chain if cue.rule.kind == "call"), head.chain[-1])


def _governing(head: Head) -> Rule:
    """Return the rule that decides strength: exploration, intention, then the strongest."""
    rules = [cue.rule for cue in head.chain]
    for rule in rules:
        if rule.strength == 1 or (rule.negative and "chained_only" in rule.options):
            return rule
    if rules[0].family == "again" and rules[-1].strength < 5:
        return rules[0]
    intended = [r for r in rules if r.strength == 2 and "own" not in r.options]
    return intended[-1] if intended else max(rules, key=lambda rule: rule.strength)


def _others(sentence: Sentence, start: int, end: int, known: tuple[str, ...]) -> tuple[str, ...]:
    found = [a for m in sentence.mentions_in(start, end) for a in m.actors if a not in known]
    return tuple(dict.fromkeys(found))


_LEAD = re.compile(
    r"^\W*(?:And |But |So )?(?:By|In|From|Before|Until|Tomorrow|Today|Tonight|"
    r"Next|Later|This|On|Starting|Beginning|As of|Within|Over)\b[^;:.]{0,50}$"
)


def _leading_date(sentence: Sentence, start: int) -> str | None:
    """Return the date of an adverbial before the subject: "By 2030, we will …"."""
    words = sentence.text[max(0, start - 70) : start].rpartition(": ")[2]
    lead = _LEAD.match(words) if start < 140 else None
    if lead is None:
        return None
    words = re.sub(r"^\W*(?:And |But |So )?", "", lead.group())
    return find_deadline(words[:1].lower() + words[1:], sentence.reading.document.date)


def _list_date(sentence: Sentence) -> str | None:
    """Return the date of a lead-in that governs the following paragraphs or items."""
    reading = sentence.reading
    for passage in passages_before(sentence, 6):
        if _LIST_DATE.search(passage.folded):
            return find_deadline(passage.folded, reading.document.date)
    return None


def _item(sentence: Sentence) -> list[Draft]:
    """Read a list item without a cue under a lead-in that has one: "We will:"."""
    reading = sentence.reading
    for passage in passages_before(sentence, 60):
        led = passage.folded.rstrip().endswith(":")
        if not led and (passage.kind == "item" or _is_heading(passage)):
            continue
        if not led:
            break
        lead = read_sentence(passage, reading)
        heads = read_heads(lead, find_cues(lead))
        if not heads:
            return []
        return _item_drafts(sentence, lead, heads[-1])
    return _party_item(sentence)


def _is_heading(passage: Passage) -> bool:
    """Tell whether a passage only heads a part of a list: "On trade"."""
    text = passage.folded.rstrip()
    return passage.kind == "heading" or (len(text) < 70 and text[-1:].isalnum())


def _party_item(sentence: Sentence) -> list[Draft]:
    """Read a bare promise of a party's programme: "- Ban trail hunting"."""
    mark = re.match(r"\W*(?:\(?[a-z0-9]{1,3}[.)])?\W*", sentence.text)
    start = mark.end() if mark else 0
    if not is_party(sentence) or not has_verb(sentence, start):
        return []
    end, base = len(sentence.text.rstrip(" .;,")), sentence.base
    action = sentence.text[start:end]
    return [
        Draft(
            start=base + start,
            end=base + end,
            kind="commitment",
            committers=home(sentence),
            recipients=find_recipients(sentence, start, end),
            strength=3,
            rule="en.commitment.will",
            cue=(base + start, base + min(end, start + 1)),
            action=(base + start, base + end),
            deadline=find_deadline(action, sentence.reading.document.date),
            amount=find_amount(action),
            confidence=0.7,
        )
    ]


def _item_drafts(sentence: Sentence, lead: Sentence, head: Head) -> list[Draft]:
    """Read a list item under a lead-in, each part with a verb of its own for itself."""
    mark = re.match(r"\W*(?:\(?[a-z0-9]{1,3}[.)])?\W*", sentence.text)
    tail = re.search(r"[;,.]? ?(?:and|or)?$", sentence.text)
    start, end = (mark.end() if mark else 0), tail.start() if tail else len(sentence.text)
    verbs = "|".join(sentence.reading.grammar.words["verbs"])
    parts = split_parts(sentence, start, end, verbs)
    return [_item_draft(sentence, lead, head, part) for part in parts]


def _item_draft(sentence: Sentence, lead: Sentence, head: Head, part: tuple[int, int]) -> Draft:
    start, end = part
    governed = lead.text[head.group : head.chain[-1].end]
    action = sentence.text[start:end]
    rule = head.chain[-1].rule if head.chain[-1].rule.kind == "call" else _governing(head)
    base = sentence.base
    call = rule.kind == "call"
    recipients = (
        find_addressees(lead, head.chain[-1].end, len(lead.text), head.subject.actors)
        if call
        else find_recipients(sentence, start, end)
    )
    return Draft(
        start=base + start,
        end=base + end,
        kind=rule.kind,
        committers=head.subject.actors,
        recipients=recipients,
        strength=read_strength(head.chain, " " + action, governed),
        rule=rule.id,
        cue=(base + start, base + min(end, start + 1)),
        action=(base + start, base + end),
        polarity="negative" if is_negative(head.chain, governed, action, rule.kind) else "positive",
        reaffirmed=is_reaffirmed(governed),
        deadline=find_deadline(action, sentence.reading.document.date)
        or find_deadline(lead.text, sentence.reading.document.date),
        amount=find_amount(action),
        speaker=speaker_at(lead, head.group),
        condition=find_condition(sentence, start, end),
        instrument=find_instrument(sentence, start, end),
    )
