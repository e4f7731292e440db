"""Edges and documents to the page's content: plain values, offsets as a browser counts them."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pledgegraph.graph.pages.names import gather_aliases, name_actor, plain
from pledgegraph.graph.pages.offsets import Ruler, find_span
from pledgegraph.graph.pages.picture import Arrow, draw_network
from pledgegraph.graph.pages.related import assessment_rows, change_rows, find_outside, link_rows
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.records import Document, Statement
from pledgegraph.ontology.values import LANGS

if TYPE_CHECKING:
    from pledgegraph.graph.pages.content import Content
    from pledgegraph.graph.queries import Edge

TEXT_CAP = (
    300_000  # characters; a longer document is not carried whole; its quotes and their context are
)
TEXTS_CAP = 6_000_000
QUOTE_CAP = 5_000
TITLE_CAP = 400
CONTEXT = 240
# What the panel shows before a quote; the same figures stand in panel.js.
CONTEXT_EN, CONTEXT_HAN = 220, 90


def build_payload(content: "Content", register: Register, cap: int, lang: str) -> dict[str, Any]:
    """Return what the page shows, ready for JSON.

    Args:
        content: Edges, documents, links and changes; documents not cited are left out.
        register: Where the names of actors come from.
        cap: Most commitments to show: the strongest, then the latest ones are kept.
        lang: Interface language of the first view.
    """
    by_key = {one.name: one for one in content.documents}
    kept, total = select_statements(content.edges, by_key, cap)
    outside = find_outside(content, kept)
    whole = {by_key[one.doc].name for one in kept if one.doc in by_key}
    cited = whole | {by_key[one.doc].name for one in outside if one.doc in by_key}
    texts = [by_key[name] for name in sorted(cited)]
    library = Library(texts, _carried(texts, whole))
    arrows = _arrows(content.edges, {one.id: at for at, one in enumerate(kept)})
    ids = {end for arrow in arrows for end in (arrow.committer, arrow.recipient) if end}
    actors = [name_actor(one, register) for one in sorted(ids)]
    aliases = gather_aliases(ids, register)
    for one in actors:
        one["names"] = aliases[one["id"]]
    told = [*kept, *outside]
    number = {one.id: at for at, one in enumerate(told)}
    return {
        "shown": len(kept),
        "total": total,
        "statements": [statement_record(one, library, aliases) for one in told],
        "documents": [document_record(one, one.name in library.carried) for one in texts],
        "actors": actors,
        "people": _people(told, ids, register),
        "topics": _topics(told),
        "edges": [[a.statement, a.committer, a.recipient, int(a.derived)] for a in arrows],
        "links": link_rows(content.links, number),
        "assessments": assessment_rows(content.assessments, number),
        "changes": change_rows(content.comparison, number),
        "picture": draw_network(actors, arrows, lang),
    }


class Library:
    """The documents of a page by name, each with its place and its ruler."""

    def __init__(self, documents: Sequence[Document], carried: Collection[str]) -> None:
        self.carried = carried
        self._found = {one.name: (at, one, Ruler(one.text)) for at, one in enumerate(documents)}

    def find(self, doc: str) -> tuple[int, Document, Ruler] | None:
        """Return the number, record and ruler of a document; None for one not here."""
        return self._found.get(doc)


def _carried(documents: Iterable[Document], whole: Collection[str]) -> set[str]:
    """Choose whose text the page carries: the latest first, as long as there is room."""
    room, chosen = TEXTS_CAP, set()
    for one in sorted(documents, key=lambda one: one.date or "", reverse=True):
        size = len(one.text)
        if one.name in whole and size <= min(room, TEXT_CAP):
            chosen.add(one.name)
            room -= size
    return chosen


def select_statements(
    edges: Iterable["Edge"], documents: Mapping[str, Document], cap: int
) -> tuple[list[Statement], int]:
    """Return the statements of the edges up to a cap, latest document first, and how many."""
    found = {edge.statement.id: edge.statement for edge in edges}

    def date(one: Statement) -> str:
        return (documents[one.doc].date or "") if one.doc in documents else ""

    chosen = sorted(found.values(), key=lambda one: (date(one), one.id), reverse=True)
    chosen.sort(key=lambda one: -one.strength)
    kept = sorted(chosen[:cap], key=lambda one: (one.doc, one.start, one.id))
    kept.sort(key=date, reverse=True)
    return kept, len(found)


def _arrows(edges: Iterable["Edge"], number: Mapping[str, int]) -> list[Arrow]:
    found = {
        Arrow(
            number[edge.statement.id],
            edge.committer,
            edge.recipient,
            edge.statement.strength,
            edge.derived,
            edge.statement.kind == "call",
        )
        for edge in edges
        if edge.statement.id in number
    }
    return sorted(found, key=lambda one: (one.statement, one.committer, one.recipient or ""))


def document_record(document: Document, carried: bool) -> dict[str, Any]:
    """Return a document for the page, with its text where the page carries it."""
    return {
        "name": plain(document.name),
        "title": plain((document.title or document.name)[:TITLE_CAP]),
        "publisher": plain((document.publisher or "")[:TITLE_CAP]),
        "date": document.date,
        "url": safe_url(document.url),
        "lang": document.lang,
        "text": document.text if carried else None,
    }


def safe_url(url: str | None) -> str | None:
    """Return a web address that may be linked to, or None for any other scheme."""
    if not url or any(not c.isprintable() or c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def statement_record(
    one: Statement, library: Library, aliases: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Return a statement for the page; empty fields are left out.

    Args:
        one: The statement.
        library: The documents that the page knows.
        aliases: Names of actors, by which the committer is found in the quote.
    """
    found = library.find(one.doc)
    record: dict[str, Any] = {
        "id": one.id,
        "doc": found[0] if found else -1,
        "kind": one.kind,
        "committers": one.committers,
        "recipients": one.recipients,
        "optional": one.recipients_optional,
        "strength": one.strength,
        "negative": one.polarity == "negative",
        "reaffirmed": one.reaffirmed,
        "deadline": one.deadline,
        "amount": _amount(one),
        "speaker": one.speaker,
        "lang": one.lang,
        "condition": _cut(one.condition),
        "instrument": _cut(one.instrument),
        "topics": one.topics,
        "chain": [(voice.role, voice.actor) for voice in one.attribution],
        "confidence": one.confidence,
        "rule": f"{one.extractor}: {one.rule}"[:TITLE_CAP],
    }
    quote = _cut(one.quote) or ""
    record["cue"] = find_span(quote, one.cue)
    record["action"] = find_span(quote, one.action)
    record["committer"] = _committer_span(one, quote, library, aliases)
    record |= _place(one, quote, library)
    return {key: value for key, value in record.items() if value not in (None, (), [], "")}


def _cut(words: str | None) -> str | None:
    return words if words is None or len(words) <= QUOTE_CAP else words[:QUOTE_CAP] + " …"


def _amount(one: Statement) -> dict[str, Any] | None:
    if one.amount is None or not math.isfinite(one.amount.value):
        return None
    return {"value": one.amount.value, "unit": one.amount.unit[:TITLE_CAP]}


def _place(one: Statement, quote: str, library: Library) -> dict[str, Any]:
    """Say where the quote stands; carry its words where the document's text is not carried."""
    found = library.find(one.doc)
    if found is None or found[1].text[one.start : one.end] != one.quote:
        return {"quote": quote, "source": plain(one.doc)}
    _, document, ruler = found
    if document.name in library.carried:
        return {"start": ruler.units(one.start), "end": ruler.units(one.end)}
    before = document.text[max(0, one.start - CONTEXT) : one.start]
    after = document.text[one.end : one.end + CONTEXT]
    return {"quote": quote, "before": before, "after": after}


def _committer_span(
    one: Statement, quote: str, library: Library, aliases: Mapping[str, Sequence[str]]
) -> tuple[int, int] | None:
    """Return where a committer is named: in the quote, or else last before it (then below 0)."""
    span = find_span(quote, _named(quote, one.committers, aliases))
    found = library.find(one.doc)
    if span is not None or found is None or found[1].text[one.start : one.end] != one.quote:
        return span
    _, document, ruler = found
    reach = CONTEXT_EN if one.lang == "en" else CONTEXT_HAN
    before = document.text[max(0, one.start - reach) : one.start]
    name = _named(before, one.committers, aliases)
    if name is None:
        return None
    start = one.start - len(before) + before.rfind(name)
    base = ruler.units(one.start)
    return ruler.units(start) - base, ruler.units(start + len(name)) - base


def _named(
    quote: str, committers: Sequence[str], aliases: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the longest name of a committer that stands in the words, as it is written there."""
    lowered = quote.lower()
    if len(lowered) != len(quote):
        lowered = quote
    names = (name for actor in committers for name in aliases.get(actor, ()) if len(name) > 1)
    for name in sorted(names, key=len, reverse=True):
        start = lowered.find(name)
        if start >= 0:
            return quote[start : start + len(name)]
    return None


def _people(
    statements: Iterable[Statement], actors: set[str], register: Register
) -> dict[str, dict[str, str]]:
    """Name everyone the detail panel may mention who is no node of the picture."""
    ids: set[str] = set()
    for one in statements:
        ids.update(one.committers, one.recipients, one.recipients_optional)
        ids.update(voice.actor for voice in one.attribution)
        ids.update({one.speaker} if one.speaker else ())
    return {
        actor: {lang: plain(register.label(actor, lang)) for lang in LANGS}
        for actor in sorted(ids - actors - {"joint-statement"})
    }


def _topics(statements: Iterable[Statement]) -> dict[str, dict[str, str]]:
    from pledgegraph.ontology.vocabulary import read_topics

    used: dict[str, dict[str, str]] = defaultdict(dict)
    known = read_topics()
    for topic in sorted({topic for one in statements for topic in one.topics}):
        labels = dict(known[topic].labels) if topic in known else {}
        used[topic] = {lang: plain(labels.get(lang, topic)) for lang in LANGS}
    return dict(used)
