"""Documents and statements to quads, and quads back to statements, without loss.

A quad is four terms as N-Quads writes them, so that a document's quads are its text in a store.
Committers, recipients, topics and parties are sets: they come back sorted.
"""

import calendar
import json
import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final
from urllib.parse import quote, unquote

from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Amount, Document, Statement, Voice
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import Kind, strength_name

Quad = tuple[str, str, str, str]

CONTEXT: Final = 32  # characters kept before and after a quotation, so that it can be found again
_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(code): f"\\u{code:04X}" for code in (*range(9), 11, 12, *range(14, 32), 127)}
)
_DATE_TYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
_FIRST_DAY = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def iri(namespace: str, local: str = "") -> str:
    """Return an IRI in angle brackets; a local name outside ASCII is percent-encoded."""
    return f"<{namespace}{quote(local, safe='-._~')}>"


def text(value: str, lang: str | None = None) -> str:
    """Return a literal of a text, with a language tag where given."""
    return f'"{value.translate(_ESCAPES)}"' + (f"@{lang}" if lang else "")


def typed(value: str, datatype: str) -> str:
    """Return a literal of an XML Schema datatype such as ``integer``."""
    return f'"{value}"^^<{v.XSD}{datatype}>'


def decimal(value: float) -> str:
    """Return a canonical xsd:decimal; the float comes back the same.

    Raises:
        GraphError: for an infinite number or none at all.
    """
    if not math.isfinite(value):
        msg = f"amount {value} is no finite number; correct the statement"
        raise GraphError(msg)
    digits = format(Decimal(repr(value)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return typed("0" if digits in ("-0", "") else digits, "decimal")


def date(value: str) -> str:
    """Return a date literal of the precision it is written with."""
    return typed(value, _DATE_TYPES[len(value)]) if last_day(value) else text(value)


def last_day(value: str) -> str | None:
    """Return the last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or None if there is none."""
    found = _FIRST_DAY.match(value)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12 or year == 0:
        return None
    days = calendar.monthrange(year, month)[1]
    day = int(found[3] or days)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= days else None


def document_id(document: Document) -> str:
    """Return the last part of a document's IRI, which is also the name of its graph."""
    return document.digest[:16]


def document_iri(document: Document) -> str:
    """Return the IRI of a document and of its named graph, without brackets."""
    return v.DOCUMENT + document_id(document)


def strength_iri(kind: Kind, strength: int) -> str:
    """Return the concept of a strength, such as ``pgv:strength-4-pledge``, in brackets."""
    prefix = "strength" if kind == "commitment" else "call"
    return iri(v.PGV, f"{prefix}-{strength}-{strength_name(kind, strength)}")


A: Final = iri(v.RDF, "type")
Pair = tuple[str, str]


def _document_pairs(document: Document) -> Iterator[Pair]:
    yield A, iri(v.PG, "Document")
    yield iri(v.DCTERMS, "identifier"), text(document.name)
    yield iri(v.PG, "digest"), text(document.digest)
    yield iri(v.SCHEMA, "inLanguage"), text(document.lang)
    yield iri(v.SCHEMA, "text"), text(document.text)
    if document.title is not None:
        yield iri(v.DCTERMS, "title"), text(document.title, document.lang)
    if document.publisher is not None:
        yield iri(v.DC, "publisher"), text(document.publisher)
    if document.date is not None:
        yield iri(v.DCTERMS, "date"), date(document.date)
    if document.url is not None:
        yield iri(v.SCHEMA, "url"), text(document.url)
    if document.genre is not None:
        yield iri(v.SCHEMA, "genre"), text(document.genre)
    for party in document.parties:
        yield iri(v.PG, "party"), iri(v.ACTOR, party)
    if document.extra:
        extra = json.dumps(document.extra, ensure_ascii=False, sort_keys=True, default=str)
        yield iri(v.PG, "sidecar"), text(extra)


def _statement_pairs(statement: Statement, document: Document) -> Iterator[Pair]:
    lang = statement.lang
    yield A, iri(v.PG, statement.kind.capitalize())
    yield iri(v.PG, "statedIn"), iri(document_iri(document))
    for field, actors in (
        ("committer", statement.committers),
        ("recipient", statement.recipients),
        ("optionalRecipient", statement.recipients_optional),
        ("speaker", [statement.speaker] if statement.speaker is not None else []),
    ):
        for actor in actors:
            yield iri(v.PG, field), iri(v.ACTOR, actor)
    yield iri(v.PG, "strength"), strength_iri(statement.kind, statement.strength)
    yield iri(v.PG, "polarity"), iri(v.PGV, f"polarity-{statement.polarity}")
    yield iri(v.PG, "reaffirmed"), typed(str(statement.reaffirmed).lower(), "boolean")
    yield iri(v.SCHEMA, "inLanguage"), text(lang)
    yield iri(v.PG, "cue"), text(statement.cue, lang)
    yield iri(v.PG, "actionText"), text(statement.action, lang)
    for topic in statement.topics:
        yield iri(v.DCTERMS, "subject"), iri(v.PGT, topic)
    yield iri(v.PG, "confidence"), decimal(statement.confidence)
    yield iri(v.PG, "extractor"), text(statement.extractor)
    yield iri(v.PG, "rule"), text(statement.rule)
    if document.date is not None:
        yield iri(v.DCTERMS, "date"), date(document.date)
    if statement.condition is not None:
        yield iri(v.PG, "condition"), text(statement.condition, lang)
    if statement.instrument is not None:
        yield iri(v.PG, "instrument"), text(statement.instrument)
    if statement.deadline is not None:
        yield iri(v.PG, "deadline"), text(statement.deadline)
        day = last_day(statement.deadline)
        if day is not None:
            yield iri(v.PG, "deadlineDay"), typed(day, "date")


def _amount_pairs(amount: Amount) -> Iterator[Pair]:
    yield A, iri(v.PG, "Amount")
    yield iri(v.SCHEMA, "value"), decimal(amount.value)
    yield iri(v.SCHEMA, "unitText"), text(amount.unit)
    if re.fullmatch(r"[A-Z]{3}", amount.unit):
        yield iri(v.SCHEMA, "currency"), text(amount.unit)


def _evidence_nodes(statement: Statement, document: Document) -> Iterator[tuple[str, list[Pair]]]:
    whole, lang = document.text, statement.lang
    selector = iri(v.OA, "hasSelector")
    yield (
        "-evidence",
        [
            (A, iri(v.PG, "Evidence")),
            (iri(v.OA, "hasSource"), iri(document_iri(document))),
            (selector, iri(v.STATEMENT, statement.id + "-quote")),
            (selector, iri(v.STATEMENT, statement.id + "-span")),
        ],
    )
    quoted = [
        (A, iri(v.OA, "TextQuoteSelector")),
        (iri(v.OA, "exact"), text(statement.quote, lang)),
    ]
    before = whole[max(0, statement.start - CONTEXT) : statement.start]
    after = whole[statement.end : statement.end + CONTEXT]
    quoted += [(iri(v.OA, "prefix"), text(before, lang))] if before else []
    quoted += [(iri(v.OA, "suffix"), text(after, lang))] if after else []
    yield "-quote", quoted
    yield (
        "-span",
        [
            (A, iri(v.OA, "TextPositionSelector")),
            (iri(v.OA, "start"), typed(str(statement.start), "integer")),
            (iri(v.OA, "end"), typed(str(statement.end), "integer")),
        ],
    )


def _principal(voice: Voice, day: str | None) -> str | None:
    """Return the state or organisation that a speaker spoke for on a day, as far as known."""
    register = load_register()
    if voice.role != "speaker":
        return None
    return voice.actor if voice.actor in register.actors else register.principal(voice.actor, day)


def _nodes(statement: Statement, document: Document) -> Iterator[tuple[str, list[Pair]]]:
    own = list(_statement_pairs(statement, document))
    own.append((iri(v.PG, "evidence"), iri(v.STATEMENT, statement.id + "-evidence")))
    yield from _evidence_nodes(statement, document)
    if statement.amount is not None:
        own.append((iri(v.PG, "amount"), iri(v.STATEMENT, statement.id + "-amount")))
        yield "-amount", list(_amount_pairs(statement.amount))
    for place, voice in enumerate(statement.attribution, start=1):
        name = f"-voice-{place}"
        own.append((iri(v.PG, "attribution"), iri(v.STATEMENT, statement.id + name)))
        step = [
            (A, iri(v.PG, "Attribution")),
            (iri(v.PG, "order"), typed(str(place), "integer")),
            (iri(v.PROV, "agent"), iri(v.ACTOR, voice.actor)),
            (iri(v.PG, "role"), iri(v.PGV, f"role-{voice.role}")),
        ]
        principal = _principal(voice, document.date)
        step += [(iri(v.PG, "onBehalfOf"), iri(v.ACTOR, principal))] if principal else []
        yield name, step
    yield "", own


def statement_quads(document: Document, statements: Iterable[Statement]) -> list[Quad]:
    """Return all quads of a document and its statements, in the graph named like the document.

    Raises:
        GraphError: if a statement belongs to another document or does not quote the text.
    """
    graph = iri(document_iri(document))
    quads = [(graph, predicate, term, graph) for predicate, term in _document_pairs(document)]
    for statement in statements:
        if statement.doc != document.name:
            msg = f"{document.name}: statement {statement.id} is of {statement.doc}; add it there"
            raise GraphError(msg)
        if document.text[statement.start : statement.end] != statement.quote:
            msg = (
                f"{document.name}:{statement.start}: statement {statement.id} does not quote"
                " the text there; extract the document again"
            )
            raise GraphError(msg)
        for part, pairs in _nodes(statement, document):
            node = iri(v.STATEMENT, statement.id + part)
            quads += [(node, predicate, term, graph) for predicate, term in pairs]
    return list(dict.fromkeys(quads))


def revised_quads(document: Document, statement: Statement, graph: str) -> list[Quad]:
    """Return the quads of a corrected statement in a graph that is not its document's."""
    place = iri(graph)
    return [
        (iri(v.STATEMENT, statement.id + part), predicate, term, place)
        for part, pairs in _nodes(statement, document)
        for predicate, term in pairs
    ]


def mentioned_actors(document: Document, statements: Iterable[Statement]) -> set[str]:
    """Return the ids of all actors that a document's triples name."""
    found = set(document.parties)
    for one in statements:
        found.update(one.committers, one.recipients, one.recipients_optional)
        found.update(voice.actor for voice in one.attribution)
        found.update([one.speaker] if one.speaker is not None else [])
    return found


def nquads(quads: Iterable[Quad]) -> str:
    """Return quads as sorted N-Quads."""
    return "".join(sorted(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads))


def local_name(address: str, namespace: str) -> str:
    """Return what stands after the namespace of an IRI, decoded."""
    return unquote(address.removeprefix(namespace))
