"""A store or a Turtle file to the faults that the SHACL shapes find in it, in plain words."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.exports.selection import select_quads
from pledgegraph.graph.exports.turtle import short
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import nquads
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Record

if TYPE_CHECKING:
    import rdflib


class Fault(Record):
    """One thing wrong in a graph.

    ``node`` is the short name of what is faulty, ``quote`` the words of the statement it belongs
    to, ``problem`` what is wrong, ``value`` the wrong value if there is one, ``remedy`` what
    would be right.
    """

    node: str
    problem: str
    remedy: str
    value: str | None = None
    quote: str | None = None

    def __str__(self) -> str:
        """Return the fault as one line."""
        words = f" “{self.quote}”" if self.quote else ""
        value = f" ({self.value})" if self.value else ""
        return f"{self.node}{words}: {self.problem}{value}; must have {self.remedy}"


def check_store(store: Store) -> list[Fault]:
    """Return the faults of all statements of a store, with their documents, actors and links."""
    import rdflib

    quads = select_quads(store, store.statements())
    triples = nquads({(s, p, o, "") for s, p, o, _ in quads})
    return _check(rdflib.Graph().parse(data=triples, format="nt"))


def check_file(path: Path) -> list[Fault]:
    """Return the faults of a Turtle file.

    Raises:
        GraphError: if the file is missing or no Turtle.
    """
    import rdflib
    from rdflib.exceptions import ParserError

    try:
        data = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: cannot be read ({fault}); name a Turtle file in UTF-8"
        raise GraphError(msg) from fault
    try:
        return _check(rdflib.Graph().parse(data=data, format="turtle"))
    except (SyntaxError, ParserError) as fault:
        line = getattr(fault, "lines", None)
        place = f"{path}:{line + 1}" if isinstance(line, int) else str(path)
        msg = f"{place}: is no Turtle ({_reason(fault)}); correct the file"
        raise GraphError(msg) from fault


def _reason(fault: Exception) -> str:
    return str(getattr(fault, "_why", fault)).splitlines()[0]


def _check(graph: "rdflib.Graph") -> list[Fault]:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(v.SHAPES_FILE)
    known = rdflib.Graph().parse(v.VOCABULARY_FILE).parse(v.TOPICS_FILE)
    # Values are known by their scheme, so the vocabulary must be part of the data.
    _, report, _ = pyshacl.validate(graph + known, shacl_graph=shapes, inference="none")
    if not isinstance(report, rdflib.Graph):
        msg = f"the shapes could not be checked: {report!r}"
        raise GraphError(msg)
    sh = rdflib.SH
    faults = {_fault(result, report, graph, shapes) for result in report.objects(None, sh.result)}
    return sorted(faults, key=lambda one: (one.node, one.problem, one.value or ""))


def _fault(
    result: Any, report: "rdflib.Graph", graph: "rdflib.Graph", shapes: "rdflib.Graph"
) -> Fault:
    import rdflib

    sh = rdflib.SH
    focus = report.value(result, sh.focusNode)
    value = report.value(result, sh.value)
    shape = report.value(result, sh.sourceShape)
    constraint = report.value(result, sh.sourceConstraint)
    remedy = shapes.value(shape, sh.description) or shapes.value(constraint, sh.description)
    return Fault(
        node=_named(focus),
        quote=_quote(focus, graph),
        problem=str(report.value(result, sh.resultMessage) or "is faulty"),
        value=None if value is None else _named(value),
        remedy=str(remedy or "what the shape asks for"),
    )


def _named(term: Any) -> str:
    import rdflib

    return short(f"<{term}>") if isinstance(term, rdflib.URIRef) else str(term)


def _quote(focus: Any, graph: "rdflib.Graph") -> str | None:
    """Return the quotation of the statement that a node is, or is a part of."""
    import rdflib

    head, _, local = str(focus).rpartition("/")
    if head + "/" != v.STATEMENT:
        return None
    address = rdflib.URIRef(v.STATEMENT + local.split("-")[0])
    exact = rdflib.URIRef(v.OA + "exact")
    for evidence in graph.objects(address, rdflib.URIRef(v.PG + "evidence")):
        for selector in graph.objects(evidence, rdflib.URIRef(v.OA + "hasSelector")):
            for words in graph.objects(selector, exact):
                return str(words)
    return None
