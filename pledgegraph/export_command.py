"""The command `export`: filtered statements to a file of another tool."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import GraphError
from pledgegraph.options import with_filters

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store


class GraphFormat(StrEnum):
    """What `export` writes."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    ANNOTATIONS = "annotations"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CYTOSCAPE = "cytoscape"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    NEO4J = "neo4j"
    LABEL_STUDIO = "label-studio"


def _print_recipe(name: str | None) -> None:
    if name is not None:
        from pledgegraph.graph.exports.howto import read_recipe
        from pledgegraph.terminal import put

        put(read_recipe(name))
        raise typer.Exit


@with_filters
def export(
    store: "Store",
    edges: "list[Edge]",
    form: Annotated[GraphFormat, typer.Option("-f", "--format", help="Format to write.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File (neo4j: folder or .zip), or - for stdout.")
    ] = Path("-"),
    vocabulary: Annotated[
        bool, typer.Option("--with-vocabulary", help="RDF: also classes, properties and topics.")
    ] = False,
    aggregate: Annotated[
        bool,
        typer.Option("--aggregate", help="Networks: one edge from actor to actor, with a weight."),
    ] = False,
    howto: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            callback=_print_recipe,
            is_eager=True,
            help="Tell how to open a format, or how to fill a tool (gephi, protege …), and stop.",
        ),
    ] = None,
) -> None:
    """Write the graph for other tools, filtered as in `query`.

    Examples: `pledgegraph export -f turtle --from US -o us.ttl`,
    `pledgegraph export -f xlsx --since 2024 -o year.xlsx`, `pledgegraph export --howto gephi`
    """
    from pledgegraph.graph.exports import export_bytes, write_chosen
    from pledgegraph.graph.exports.chosen import Chosen

    near = store.nearby(dict.fromkeys(edge.statement.doc for edge in edges))
    chosen = Chosen(near, tuple(edges), vocabulary=vocabulary, aggregate=aggregate)
    if str(output) != "-":
        written = write_chosen(form.value, chosen, output)
        say(f"{output}: {written} statements as {form.value}")
        return
    if form in (GraphFormat.XLSX, GraphFormat.PARQUET, GraphFormat.NEO4J) and sys.stdout.isatty():
        msg = f"{form.value} is no text for a terminal; name a file with -o"
        raise GraphError(msg)
    sys.stdout.buffer.write(export_bytes(form.value, chosen))
    sys.stdout.flush()
