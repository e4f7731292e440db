"""The steps from a document to its statements, in order: the file to read first.

document → plain text → folded text → passages → mentions → quotations → frames (cues, scope,
who and whom, values) → statements with content-derived ids.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.confidence import rate, read_signs
from pledgegraph.extract.parties import document_parties, home_actor
from pledgegraph.extract.passages import read_passages
from pledgegraph.extract.plain import PlainText, read_plain
from pledgegraph.extract.quotations import SpeakerReader
from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.extract.rules import Grammar, load_grammar
from pledgegraph.extract.slugs.chinese_names import introduced
from pledgegraph.extract.topics import find_topics
from pledgegraph.ontology.actors import Register, load_register
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import (
    Call,
    Commitment,
    Document,
    Passage,
    Statement,
    Voice,
    statement_id,
)

GROUPS = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh", "ja": "ja"}
FRAMES = {"en": "english", "zh": "chinese", "ja": "japanese"}


class FrameReader(Protocol):
    """A language's way from a passage to drafts of statements."""

    def read_frames(self, passage: Passage, reading: Reading) -> list[Draft]:
        """Return the statements of a passage in order."""


@lru_cache(maxsize=4)
def _frame_reader(group: str) -> FrameReader:
    return cast("FrameReader", import_module(f"pledgegraph.extract.frames.{FRAMES[group]}"))


def read_document(
    document: Document, register: Register | None = None, grammar: Grammar | None = None
) -> Reading:
    """Prepare a document for its frames: passages, mentions, quotations, parties."""
    register = register or load_register()
    group = GROUPS[document.lang]
    grammar = grammar or load_grammar(group)
    folded = fold(document.text, document.lang)
    passages = read_passages(document, folded)
    mentions = find_mentions(folded, register, group, document.date)
    mentions = introduced(folded, mentions) if group == "zh" else mentions
    quotations = SpeakerReader(grammar, register, document, folded).read(mentions)
    return Reading(
        document=document,
        folded=folded,
        passages=passages,
        mentions=tuple(mentions),
        quotations=quotations,
        register=register,
        grammar=grammar,
        parties=document_parties(document, register),
        home=home_actor(document, register),
        turns=tuple(one for one in quotations if one.depth == 1),
        _starts=tuple(mention.start for mention in mentions),
    )


def extract_statements(document: Document, register: Register | None = None) -> list[Statement]:
    """Return the commitments and calls of a document, in order of their quotes.

    Args:
        document: The text with what is known about it.
        register: Actor register; the package's own by default.
    """
    return [statement for statement, _ in signed_statements(document, register)]


def signed_statements(
    document: Document, register: Register | None = None
) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Yield each statement with the signs that its confidence was worked out from.

    Args:
        document: The text with what is known about it.
        register: Actor register; the package's own by default.
    """
    readings: dict[str, Reading] = {}
    drafts: list[Draft] = []
    plain = read_plain(document)
    base = read_document(plain.document, register)
    readings[GROUPS[document.lang]] = base
    for passage in base.passages:
        group = GROUPS[passage.lang]
        if group not in readings:
            other = read_document(base.document.model_copy(update={"lang": passage.lang}), register)
            readings[group] = other
        drafts.extend(_frame_reader(group).read_frames(passage, readings[group]))
    drafts.sort(key=lambda draft: (draft.start, draft.end))
    yield from _statements(drafts, base, plain, document)


def explain_silence(
    document: Document, statements: list[Statement], register: Register | None = None
) -> Iterator[tuple[int, str, str]]:
    """Yield (start, sentence, reason) for every passage in which no statement begins.

    Args:
        document: The text.
        statements: What ``extract_statements`` found in it.
        register: Actor register; the package's own by default.
    """
    starts = [one.start for one in statements]
    plain = read_plain(document)
    for passage in read_document(plain.document, register).passages:
        start, end = plain.raw_span((passage.start, passage.end))
        if any(start <= one < end for one in starts):
            continue
        grammar = load_grammar(GROUPS[passage.lang])
        cues = [rule.id for rule in grammar.rules if rule.pattern.search(passage.folded)]
        scope = [one.id for one in grammar.modifiers if one.pattern.search(passage.folded)]
        reason = f"cue of {', '.join(cues[:3])} refused" if cues else "no cue of the grammar"
        if cues and scope:
            reason += f", in the scope of {', '.join(scope[:3])} or without a committer"
        yield start, passage.text, reason


def _statements(
    drafts: list[Draft], reading: Reading, plain: PlainText, document: Document
) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    text, seen, digest = reading.document.text, set[str](), document.digest

    def raw(span: tuple[int, int]) -> str:
        return document.text[slice(*plain.raw_span(span))]

    for draft in drafts:
        start, end = plain.raw_span(_trimmed(text, draft.start, draft.end))
        key = statement_id(digest, start, end, draft.kind, draft.committers)
        if key in seen or end <= start or not draft.committers:
            continue
        seen.add(key)
        place = bisect_right(reading.passages, draft.cue[0], key=lambda one: one.start) - 1
        lang = reading.passages[place].lang
        action = _trimmed(text, *draft.action)
        signs = tuple(read_signs(draft, reading, lang))
        statement = (Commitment if draft.kind == "commitment" else Call)(
            id=key,
            doc=document.name,
            quote=document.text[start:end],
            start=start,
            end=end,
            committers=tuple(sorted(set(draft.committers))),
            recipients=tuple(sorted(set(draft.recipients))),
            recipients_optional=tuple(
                sorted(set(draft.recipients_optional) - set(draft.recipients))
            ),
            strength=draft.strength,
            polarity=draft.polarity,
            reaffirmed=draft.reaffirmed,
            deadline=draft.deadline,
            amount=draft.amount,
            speaker=draft.speaker,
            lang=lang,
            cue=raw(draft.cue),
            action=raw(action),
            condition=raw(draft.condition) if draft.condition else None,
            instrument=draft.instrument,
            topics=find_topics(fold(text[slice(*action)], lang), GROUPS[lang]),
            attribution=tuple(_voices(draft, document)),
            confidence=rate(signs),
            rule=draft.rule,
        )
        yield statement, signs


def _voices(draft: Draft, document: Document) -> Iterator[Voice]:
    if document.publisher:
        yield Voice(actor=document.publisher, role="publisher")
    if draft.speaker:
        yield Voice(actor=draft.speaker, role="speaker")
    for committer in sorted(set(draft.committers)):
        yield Voice(actor=committer, role="principal")


_EDGE = re.compile(r"[\s\u3000\u200b。．.!?！？;；,，、:：]")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop space and closing punctuation from the edges of a span."""
    while start < end and _EDGE.match(text[start]):
        start += 1
    while end > start and _EDGE.match(text[end - 1]):
        end -= 1
    return start, end
