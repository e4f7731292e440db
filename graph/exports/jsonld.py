"""Quads to one JSON-LD document with its context inside, nodes and keys sorted."""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from pledgegraph.graph.exports.turtle import short
from pledgegraph.graph.triples import A, Quad
from pledgegraph.ontology.vocabulary import PREFIXES, XSD

_LITERAL: Final = re.compile(r'^"(.*)"(?:@([A-Za-z-]+)|\^\^<([^<>]*)>)?$', re.DOTALL)
_UNESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_LETTERS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _unescaped(value: str) -> str:
    def one(found: re.Match[str]) -> str:
        mark = found[1]
        return (
            chr(int(mark[1:], 16))
            if mark[0] in "uU" and len(mark) > 1
            else _LETTERS.get(mark, mark)
        )

    return _UNESCAPE.sub(one, value)


def _name(term: str) -> str:
    shortened = short(term)
    return shortened[1:-1] if shortened.startswith("<") else shortened


def _value(term: str) -> Any:
    found = _LITERAL.match(term)
    if found is None:
        return {"@id": _name(term)}
    value, lang, datatype = _unescaped(found[1]), found[2], found[3]
    if lang:
        return {"@value": value, "@language": lang}
    if datatype == XSD + "boolean" and value in ("true", "false"):
        return value == "true"
    if datatype == XSD + "integer" and str(abs(int(value))) == value.lstrip("-"):
        return int(value)
    return {"@value": value, "@type": _name(f"<{datatype}>")} if datatype else value


def jsonld_text(quads: Iterable[Quad]) -> str:
    """Return all triples as one JSON-LD document; it needs no other file to be read."""
    nodes: dict[str, dict[str, Any]] = {}
    for subject, predicate, term in sorted({(s, p, o) for s, p, o, _ in quads}):
        node = nodes.setdefault(subject, {"@id": _name(subject)})
        if predicate == A:
            node.setdefault("@type", []).append(_name(term))
        else:
            node.setdefault(_name(predicate), []).append(_value(term))
    for node in nodes.values():
        for key, values in node.items():
            if key != "@id" and len(values) == 1:
                node[key] = values[0]
    content = {"@context": PREFIXES, "@graph": list(nodes.values())}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
