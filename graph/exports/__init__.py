"""Edges of a store to files of other tools: every format is one function of its quads."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from pledgegraph.graph.exports.jsonld import jsonld_text
from pledgegraph.graph.exports.selection import select_quads
from pledgegraph.graph.exports.turtle import nquads_text, trig_text, turtle_text
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import Quad
from pledgegraph.ontology.errors import GraphError, closest

FORMATS: Final[dict[str, Callable[[Iterable[Quad]], str]]] = {
    "turtle": turtle_text,
    "trig": trig_text,
    "nquads": nquads_text,
    "jsonld": jsonld_text,
}


def export_text(store: Store, form: str, edges: Iterable[Edge]) -> str:
    """Return the statements of edges, with their documents, actors and links, in a format.

    The same store and edges give the same bytes on every run.

    Args:
        store: The store that the edges come from.
        form: ``turtle``, ``trig``, ``nquads`` or ``jsonld``.
        edges: As ``find_statements`` returns them.

    Raises:
        GraphError: for an unknown format.
    """
    if form not in FORMATS:
        hint = closest(form, list(FORMATS))
        msg = f"unknown format {form!r}.{hint or ' Known: ' + ', '.join(FORMATS)}"
        raise GraphError(msg)
    return FORMATS[form](select_quads(store, (edge.statement for edge in edges)))


def write_export(store: Store, form: str, edges: Iterable[Edge], output: Path) -> int:
    """Write the statements of edges to a file, whole or not at all; return how many they are.

    Raises:
        GraphError: for an unknown format, or a file that cannot be written.
    """
    chosen = list(edges)
    text = export_text(store, form, chosen)
    part = output.with_name(output.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(output)
    except OSError as fault:
        part.unlink(missing_ok=True)
        msg = f"{output}: cannot be written ({fault.strerror}); name a file in a writable folder"
        raise GraphError(msg) from fault
    return len({edge.statement.id for edge in chosen})
