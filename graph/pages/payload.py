"""Edges and documents to the page's content: plain values, offsets as a browser counts them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pledgegraph.graph.pages.names import gather_aliases, name_actor, plain
from pledgegraph.graph.pages.offsets import Ruler, find_span
from pledgegraph.graph.pages.picture import Arrow, draw_network
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.records import Document, Statement
from pledgegraph.ontology.values import LANGS

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge

TEXT_CAP = 300_000  # a longer document is not carried whole; its quotes and their context are
QUOTE_CAP = 5_000
TITLE_CAP = 400
CONTEXT = 240


def build_payload(
    edges: Sequence["Edge"], documents: Sequence[Document], register: Register, cap: int, lang: str
) -> dict[str, Any]:
    """Return what the page shows, ready for JSON.

    Args:
        edges: Edges as found by the query, derived ones included.
        documents: Documents the statements stand in; others are left out.
        register: Where the names of actors come from.
        cap: Most commitments to show: the strongest, then the latest ones are kept.
        lang: Interface language of the first view.
    """
    by_key = {key: one for one in documents for key in (one.digest, one.name)}
    kept, total = select_statements(edges, by_key, cap)
    cited = sorted({by_key[one.doc].name for one in kept if one.doc in by_key})
    texts = [by_key[name] for name in cited]
    number = {one.name: at for at, one in enumerate(texts)}
    rulers = [Ruler(one.text) for one in texts]
    arrows = _arrows(edges, {one.id: at for at, one in enumerate(kept)})
    ids = {end for arrow in arrows for end in (arrow.committer, arrow.recipient) if end}
    actors = [name_actor(one, register) for one in sorted(ids)]
    aliases = gather_aliases(ids, register)
    for one in actors:
        one["names"] = aliases[one["id"]]
    shown = []
    for statement in kept:
        document = by_key.get(statement.doc)
        at = number[document.name] if document else -1
        shown.append(_statement(statement, at, document, rulers[at] if document else None, aliases))
    return {
        "shown": len(kept),
        "total": total,
        "statements": shown,
        "documents": [_document(one) for one in texts],
        "actors": actors,
        "people": _people(kept, ids, register),
        "topics": _topics(kept),
        "edges": [[a.statement, a.committer, a.recipient, int(a.derived)] for a in arrows],
        "picture": draw_network(actors, arrows, lang),
    }


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
        )
        for edge in edges
        if edge.statement.id in number
    }
    return sorted(found, key=lambda one: (one.statement, one.committer, one.recipient or ""))


def _document(document: Document) -> dict[str, Any]:
    whole = len(document.text) <= TEXT_CAP
    return {
        "name": plain(document.name),
        "title": plain((document.title or document.name)[:TITLE_CAP]),
        "publisher": plain((document.publisher or "")[:TITLE_CAP]),
        "date": document.date,
        "url": safe_url(document.url),
        "lang": document.lang,
        "text": document.text if whole else None,
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


def _statement(
    one: Statement,
    at: int,
    document: Document | None,
    ruler: Ruler | None,
    aliases: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": one.id,
        "doc": at,
        "kind": one.kind,
        "committers": one.committers,
        "recipients": one.recipients,
        "optional": one.recipients_optional,
        "strength": one.strength,
        "negative": one.polarity == "negative",
        "reaffirmed": one.reaffirmed,
        "deadline": one.deadline,
        "amount": one.amount.model_dump() if one.amount else None,
        "speaker": one.speaker,
        "lang": one.lang,
        "condition": one.condition,
        "instrument": one.instrument,
        "topics": one.topics,
        "chain": [(voice.role, voice.actor) for voice in one.attribution],
        "confidence": one.confidence,
        "rule": f"{one.extractor}: {one.rule}",
    }
    quote = one.quote if len(one.quote) <= QUOTE_CAP else one.quote[:QUOTE_CAP] + " …"
    record["cue"] = find_span(quote, one.cue)
    record["action"] = find_span(quote, one.action)
    record["committer"] = find_span(quote, _named(quote, one.committers, aliases))
    record |= _place(one, quote, document, ruler)
    return {key: value for key, value in record.items() if value not in (None, (), [], "")}


def _place(
    one: Statement, quote: str, document: Document | None, ruler: Ruler | None
) -> dict[str, Any]:
    """Say where the quote stands; carry its words where the document's text is not carried."""
    if document is None or ruler is None or document.text[one.start : one.end] != one.quote:
        return {"quote": quote, "source": plain(one.doc)}
    if len(document.text) > TEXT_CAP:
        before = document.text[max(0, one.start - CONTEXT) : one.start]
        return {
            "quote": quote,
            "before": before,
            "after": document.text[one.end : one.end + CONTEXT],
        }
    return {"start": ruler.units(one.start), "end": ruler.units(one.end)}


def _named(
    quote: str, committers: Sequence[str], aliases: Mapping[str, Sequence[str]]
) -> str | None:
    """Return the longest name of a committer that stands in the quote, as it is written there."""
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
