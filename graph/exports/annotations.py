"""Chosen statements to Web Annotations: what a quote says, tied to its place in the text.

A document with an address is annotated there, by its words alone: the position counts only in the
text as it was read, which is then named as ``dcterms:source`` of the target.
"""

import json
from typing import Any, Final

from pledgegraph.graph.actors import actor_label
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.triples import CONTEXT, document_iri, iri
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Document, Statement
from pledgegraph.ontology.values import strength_name

STANDARD: Final = "http://www.w3.org/ns/anno.jsonld"


def _address(namespace: str, local: str) -> str:
    return iri(namespace, local)[1:-1]


def _comment(one: Statement) -> str:
    who = ", ".join(actor_label(actor) for actor in one.committers)
    to = ", ".join(actor_label(actor) for actor in one.recipients)
    deadline = f", by {one.deadline}" if one.deadline else ""
    what = f"{one.kind}, {strength_name(one.kind, one.strength)}{deadline}"
    return f"{who} → {to}: {what}" if to else f"{who}: {what}"


def _bodies(one: Statement) -> list[dict[str, Any]]:
    actors = dict.fromkeys([*one.committers, *one.recipients])
    return [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": _comment(one),
        },
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": _address(v.STATEMENT, one.id),
        },
        *(
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": _address(v.ACTOR, actor),
            }
            for actor in actors
        ),
        *(
            {"type": "SpecificResource", "purpose": "tagging", "source": _address(v.PGT, topic)}
            for topic in one.topics
        ),
    ]


def _target(one: Statement, document: Document) -> dict[str, Any]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": one.quote}
    before = document.text[max(0, one.start - CONTEXT) : one.start]
    after = document.text[one.end : one.end + CONTEXT]
    quote |= ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})
    if document.url is not None:
        read = {"dcterms:source": {"id": document_iri(document)}}
        return {"source": document.url, "selector": quote, **read}
    place = {"type": "TextPositionSelector", "start": one.start, "end": one.end}
    return {"source": document_iri(document), "selector": [quote, place]}


def annotations_text(chosen: Chosen) -> str:
    """Return a page of Web Annotations as JSON-LD, one for each statement."""
    items = [
        {
            "id": _address(v.STATEMENT, one.id + "-annotation"),
            "type": "Annotation",
            "motivation": "describing",
            "body": _bodies(one),
            "target": _target(one, chosen.documents[one.doc]),
        }
        for one in chosen.statements()
    ]
    page = {"@context": STANDARD, "type": "AnnotationPage", "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"
