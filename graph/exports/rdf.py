"""Chosen statements to the syntaxes of RDF."""

from pledgegraph.graph.exports import jsonld, turtle
from pledgegraph.graph.exports.chosen import Chosen


def turtle_text(chosen: Chosen) -> str:
    """Return one Turtle graph."""
    return turtle.turtle_text(chosen.quads())


def trig_text(chosen: Chosen) -> str:
    """Return TriG, graph by graph."""
    return turtle.trig_text(chosen.quads())


def nquads_text(chosen: Chosen) -> str:
    """Return sorted N-Quads; where nothing is chosen a remark, so that no file is empty."""
    return turtle.nquads_text(chosen.quads()) or "# no statements\n"


def jsonld_text(chosen: Chosen) -> str:
    """Return one JSON-LD document."""
    return jsonld.jsonld_text(chosen.quads())
