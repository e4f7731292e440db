"""Quads of a store or an RDF file back to the documents and statements they were made from."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pledgegraph.graph.triples import local_name
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Amount, Call, Commitment, Document, Statement, Voice

# Predicate IRI to the plain values (IRI or lexical form) of one node.
Node = dict[str, list[str]]
Lookup = Callable[[str], Node]

_CLASSES: Final[dict[str, type[Statement]]] = {v.PG + "Commitment": Commitment, v.PG + "Call": Call}
_TYPE: Final = v.RDF + "type"


def _one(node: Node, predicate: str, place: str) -> str:
    values = node.get(predicate, [])
    if len(values) != 1:
        msg = f"{place}: has {len(values)} values of {predicate}, must have one; see `check`"
        raise GraphError(msg)
    return values[0]


def _maybe(node: Node, predicate: str) -> str | None:
    values = node.get(predicate)
    return values[0] if values else None


def _ids(node: Node, predicate: str, namespace: str) -> tuple[str, ...]:
    return tuple(sorted(local_name(value, namespace) for value in node.get(predicate, ())))


def read_document(node: Node, place: str = "document") -> Document:
    """Return the document of a node.

    Args:
        node: The document's own triples.
        place: Its IRI, for messages.

    Raises:
        GraphError: if name, text or language are missing.
    """
    extra = _maybe(node, v.PG + "sidecar")
    return Document.model_validate(
        {
            "name": _one(node, v.DCTERMS + "identifier", place),
            "text": _one(node, v.SCHEMA + "text", place),
            "lang": _one(node, v.SCHEMA + "inLanguage", place),
            "title": _maybe(node, v.DCTERMS + "title"),
            "publisher": _maybe(node, v.DC + "publisher"),
            "date": _maybe(node, v.DCTERMS + "date"),
            "url": _maybe(node, v.SCHEMA + "url"),
            "genre": _maybe(node, v.SCHEMA + "genre"),
            "parties": _ids(node, v.PG + "party", v.ACTOR),
            "extra": json.loads(extra) if extra else {},
        }
    )


def read_statement(address: str, doc: str, lookup: Lookup) -> Statement:
    """Return the statement of an IRI.

    Args:
        address: IRI of the statement, without brackets.
        doc: Name of its document.
        lookup: Gives the triples of a node by its IRI.

    Raises:
        GraphError: if a part is missing.
    """
    node = lookup(address)
    kind = _CLASSES.get(_one(node, _TYPE, address))
    if kind is None:
        msg = f"{address}: is no pg:Commitment or pg:Call; run `pledgegraph check`"
        raise GraphError(msg)
    quote, start, end = _evidence(_one(node, v.PG + "evidence", address), lookup)
    place = {"id": local_name(address, v.STATEMENT), "doc": doc, "start": start, "end": end}
    return kind.model_validate(
        {
            **place,
            "quote": quote,
            "committers": _ids(node, v.PG + "committer", v.ACTOR),
            "recipients": _ids(node, v.PG + "recipient", v.ACTOR),
            "recipients_optional": _ids(node, v.PG + "optionalRecipient", v.ACTOR),
            "topics": _ids(node, v.DCTERMS + "subject", v.PGT),
            "attribution": _voices(node.get(v.PG + "attribution", ()), lookup),
            **_required(node, address),
            **_possible(node, lookup),
        }
    )


def _required(node: Node, address: str) -> dict[str, object]:
    return {
        "strength": int(_one(node, v.PG + "strength", address).split("-")[1]),
        "polarity": _one(node, v.PG + "polarity", address).rpartition("-")[2],
        "reaffirmed": _one(node, v.PG + "reaffirmed", address) == "true",
        "lang": _one(node, v.SCHEMA + "inLanguage", address),
        "cue": _one(node, v.PG + "cue", address),
        "action": _one(node, v.PG + "actionText", address),
        "confidence": float(_one(node, v.PG + "confidence", address)),
        "extractor": _one(node, v.PG + "extractor", address),
        "rule": _one(node, v.PG + "rule", address),
    }


def _possible(node: Node, lookup: Lookup) -> dict[str, object]:
    speaker = _maybe(node, v.PG + "speaker")
    amount = _maybe(node, v.PG + "amount")
    return {
        "speaker": local_name(speaker, v.ACTOR) if speaker else None,
        "amount": _amount(amount, lookup) if amount else None,
        "deadline": _maybe(node, v.PG + "deadline"),
        "condition": _maybe(node, v.PG + "condition"),
        "instrument": _maybe(node, v.PG + "instrument"),
    }


def _evidence(address: str, lookup: Lookup) -> tuple[str, int, int]:
    parts: Node = {}
    for selector in lookup(address).get(v.OA + "hasSelector", ()):
        parts |= lookup(selector)
    return (
        _one(parts, v.OA + "exact", address),
        int(_one(parts, v.OA + "start", address)),
        int(_one(parts, v.OA + "end", address)),
    )


def _amount(address: str, lookup: Lookup) -> Amount:
    node = lookup(address)
    value = float(_one(node, v.SCHEMA + "value", address))
    return Amount(value=value, unit=_one(node, v.SCHEMA + "unitText", address))


def _voices(addresses: Iterable[str], lookup: Lookup) -> tuple[Voice, ...]:
    steps = []
    for address in addresses:
        node = lookup(address)
        actor = local_name(_one(node, v.PROV + "agent", address), v.ACTOR)
        role = _one(node, v.PG + "role", address).rpartition("-")[2]
        steps.append((int(_one(node, v.PG + "order", address)), Voice(actor=actor, role=role)))
    return tuple(voice for _, voice in sorted(steps, key=lambda step: step[0]))


def read_statements(triples: Iterable[tuple[str, str, str]]) -> list[Statement]:
    """Return all statements of a set of triples, in document order.

    Args:
        triples: Subject, predicate and object as plain IRIs and lexical forms.

    Raises:
        GraphError: if a statement lacks a part.
    """
    nodes: dict[str, Node] = {}
    for subject, predicate, value in triples:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(value)
    found = list(_statements(nodes))
    return sorted(found, key=lambda one: (one.doc, one.start, one.end, one.id))


def _statements(nodes: dict[str, Node]) -> Iterator[Statement]:
    for address, node in nodes.items():
        if not _CLASSES.keys() & set(node.get(_TYPE, ())):
            continue
        document = _one(node, v.PG + "statedIn", address)
        name = _one(nodes.get(document, {}), v.DCTERMS + "identifier", document)
        yield read_statement(address, name, lambda part: nodes.get(part, {}))
