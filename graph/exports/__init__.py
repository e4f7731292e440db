"""Edges of a store to files of other tools: every format is one function of what is chosen."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.exports.writing import Content, encode_content, write_content
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError, closest

# Format → its module here and its function; imported when asked for.
FORMATS: Final[dict[str, tuple[str, str]]] = {
    "turtle": ("rdf", "turtle_text"),
    "trig": ("rdf", "trig_text"),
    "nquads": ("rdf", "nquads_text"),
    "jsonld": ("rdf", "jsonld_text"),
    "annotations": ("annotations", "annotations_text"),
    "graphml": ("networks", "graphml_text"),
    "gexf": ("networks", "gexf_text"),
    "cytoscape": ("networks", "cytoscape_text"),
    "csv": ("sheets", "csv_text"),
    "xlsx": ("sheets", "xlsx_bytes"),
    "parquet": ("sheets", "parquet_bytes"),
    "neo4j": ("neo4j", "neo4j_files"),
    "label-studio": ("tasks", "label_studio_text"),
}


def _content(form: str, chosen: Chosen) -> Content:
    if form not in FORMATS:
        hint = closest(form, list(FORMATS))
        msg = f"unknown format {form!r}.{hint or ' Known: ' + ', '.join(FORMATS)}"
        raise GraphError(msg)
    module, function = FORMATS[form]
    for asked, home, option in (
        (chosen.vocabulary, "rdf", "--with-vocabulary"),
        (chosen.aggregate, "networks", "--aggregate"),
    ):
        if asked and module != home:
            fitting = ", ".join(name for name, (place, _) in FORMATS.items() if place == home)
            msg = f"{form} cannot take {option}; {fitting} can"
            raise GraphError(msg)
    made: Content = getattr(import_module(f"{__name__}.{module}"), function)(chosen)
    return made


def export_text(store: Store, form: str, edges: Iterable[Edge]) -> str:
    """Return the statements of edges, with their documents, actors and links, in a format of text.

    The same store and edges give the same bytes on every run.

    Args:
        store: The store that the edges come from.
        form: A key of ``FORMATS``.
        edges: As ``find_statements`` returns them.

    Raises:
        GraphError: for an unknown format, or one that is no text.
    """
    content = _content(form, Chosen(store, tuple(edges)))
    if not isinstance(content, str):
        msg = f"{form} is no text; write it to a file"
        raise GraphError(msg)
    return content


def export_bytes(form: str, chosen: Chosen) -> bytes:
    """Return what is chosen in any format; several files come as one zip archive.

    Raises:
        GraphError: for an unknown format, an option it cannot take, or an extra not installed.
    """
    return encode_content(_content(form, chosen))


def write_chosen(form: str, chosen: Chosen, output: Path) -> int:
    """Write what is chosen, whole or not at all; return how many statements it is.

    Raises:
        GraphError: as ``export_bytes``, and for a place that cannot be written.
    """
    write_content(_content(form, chosen), output, mark=form == "csv")
    return len(chosen.groups)


def write_export(store: Store, form: str, edges: Iterable[Edge], output: Path) -> int:
    """Write the statements of edges to a file, whole or not at all; return how many they are.

    Raises:
        GraphError: for an unknown format, or a file that cannot be written.
    """
    return write_chosen(form, Chosen(store, tuple(edges)), output)
