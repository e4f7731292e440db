"""Chosen edges to files of network tools: GraphML, GEXF and Cytoscape, written by NetworkX.

Every edge has an id of its own. Parallel edges get kinds that differ ("commitment 1",
"commitment 2"), because Gephi unites those of the same kind.
"""

import json
import re
from typing import TYPE_CHECKING, Any, Final

from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.network import aggregate_network, read_network

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 cannot hold, lone surrogates included.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def _numbered(chosen: Chosen) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network = read_network(chosen.edges)
    found.add_nodes_from((actor, _clean(values)) for actor, values in network.nodes(data=True))
    uses: dict[tuple[str, ...], int] = {}
    for source, target, statement, values in network.edges(keys=True, data=True):
        parallel = (source, target, values["kind"])
        uses[parallel] = uses.get(parallel, 0) + 1
        uses[(statement,)] = uses.get((statement,), 0) + 1
        key = f"{statement}-{uses[(statement,)]}"
        marks = {
            "id": key,
            "statement": statement,
            "label": values["kind"],
            "parallel": f"{values['kind']} {uses[parallel]}",
        }
        found.add_edge(source, target, key=key, **_clean(values), **marks)
    return found


def _united(chosen: Chosen) -> "nx.DiGraph[str]":
    network = aggregate_network(chosen.edges)
    for place, (_, _, values) in enumerate(network.edges(data=True), start=1):
        values |= {"id": str(place), "label": f"{values['weight']} statements"}
    return network


def build_network(chosen: Chosen) -> "nx.DiGraph[str]":
    """Return the network to write: an edge a statement, or one a pair of actors with its weight."""
    return _united(chosen) if chosen.aggregate else _numbered(chosen)


def graphml_text(chosen: Chosen) -> str:
    """Return GraphML."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True, edge_id_from_attribute="id")
    writer.add_graph_element(build_network(chosen))
    return f"<?xml version='1.0' encoding='utf-8'?>\n{writer}\n"


def gexf_text(chosen: Chosen) -> str:
    """Return GEXF 1.3, in which parallel edges may have different kinds."""
    from networkx.readwrite.gexf import GEXFWriter

    network = build_network(chosen)
    kinds = {values["id"]: values.pop("parallel", "") for _, _, values in network.edges(data=True)}
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(network)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # the same edges give the same bytes
    for edge in writer.xml.iter("edge"):
        if kinds[edge.attrib["id"]]:
            edge.set("kind", kinds[edge.attrib["id"]])
    return f"<?xml version='1.0' encoding='utf-8'?>\n{writer}\n"


def cytoscape_text(chosen: Chosen) -> str:
    """Return the JSON of Cytoscape and Cytoscape.js, edges with ids."""
    import networkx as nx

    network = build_network(chosen)
    content = nx.cytoscape_data(network)
    for node in content["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
