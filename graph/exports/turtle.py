"""Quads to sorted Turtle, TriG and N-Quads: the same quads give the same bytes."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from pledgegraph.graph.triples import A, Quad, nquads
from pledgegraph.ontology.vocabulary import PREFIXES, XSD

_BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE: Final = re.compile(rf'"(true|false|0|-?[1-9][0-9]*)"\^\^<{re.escape(XSD)}(boolean|integer)>')
_TYPED: Final = re.compile(r'^(".*")\^\^(<[^<>]*>)$', re.DOTALL)
Triple = tuple[str, str, str]


def short(term: str) -> str:
    """Return a term of N-Quads as Turtle abbreviates it."""
    if term.startswith("<"):
        address = term[1:-1]
        for prefix, namespace in _BY_LENGTH:
            if address.startswith(namespace):
                local = address[len(namespace) :]
                return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else term
        return term
    bare = _BARE.fullmatch(term)
    if bare is not None:
        return bare[1]
    found = _TYPED.match(term)
    return f"{found[1]}^^{short(found[2])}" if found else term


def _head() -> list[str]:
    return [f"@prefix {prefix}: <{space}> ." for prefix, space in sorted(PREFIXES.items())]


def _blocks(triples: Iterable[Triple]) -> Iterable[str]:
    for subject, about in groupby(sorted(set(triples), key=_order), key=lambda one: one[0]):
        lines = []
        for predicate, same in groupby(about, key=lambda one: one[1]):
            verb = "a" if predicate == A else short(predicate)
            lines.append(f"{verb} " + ",\n        ".join(short(one[2]) for one in same))
        yield f"{short(subject)} " + " ;\n    ".join(lines) + " ."


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    subject, predicate, obj = triple
    return subject[1:-1], predicate != A, predicate, obj  # a node before its own parts


def turtle_text(quads: Iterable[Quad]) -> str:
    """Return all triples as one Turtle graph, sorted, without blank nodes."""
    blocks = _blocks((s, p, o) for s, p, o, _ in quads)
    return "\n".join(_head()) + "\n\n" + "\n\n".join(blocks) + "\n"


def trig_text(quads: Iterable[Quad]) -> str:
    """Return quads as TriG, graph by graph."""
    parts = []
    for graph, same in groupby(sorted(set(quads), key=lambda one: one[3]), key=lambda one: one[3]):
        blocks = _blocks((s, p, o) for s, p, o, _ in same)
        parts.append(f"{short(graph)} {{\n" + "\n\n".join(blocks) + "\n}")
    return "\n".join(_head()) + "\n\n" + "\n\n".join(parts) + "\n"


def nquads_text(quads: Iterable[Quad]) -> str:
    """Return quads as sorted N-Quads."""
    return nquads(set(quads))
