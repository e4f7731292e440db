"""A format, or a tool, to the recipe of getting an export into it."""

from typing import Final

from pledgegraph.graph.review.label_studio import CONFIGURATION
from pledgegraph.ontology.errors import QueryError, closest

_PROTEGE: Final = """\
Protégé (5.6 or later)
  pledgegraph export -f turtle --with-vocabulary -o graph.ttl
  File > Open… > graph.ttl. Classes and properties stand in the tabs, commitments under Individuals.
  Names: View > Custom rendering… > by annotation skos:prefLabel, with your language.
  Dates are xsd:date, which OWL 2 reasoners refuse: open the file without starting one."""
_GRAPHDB: Final = """\
GraphDB, Jena, Oxigraph and other RDF stores
  pledgegraph export -f trig -o graph.trig
  GraphDB: Import > Upload RDF files > graph.trig, target graphs "From data".
  Keep one named graph a document; without graphs take -f turtle.
  Who committed to whom, in any of them:
    PREFIX pg: <https://w3id.org/pledgegraph/ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?who ?what ?whom WHERE {
      ?one a pg:Commitment ; pg:committer/skos:prefLabel ?who ; pg:actionText ?what ;
           pg:recipient/skos:prefLabel ?whom .
      FILTER(langMatches(lang(?who), "en") && langMatches(lang(?whom), "en"))
    }
  (in GraphDB as it comes; Jena asks the union with a GRAPH ?g { … } around the pattern)"""
_WIKIDATA: Final = """\
Tools that know Wikidata (OpenRefine, SPARQL federation)
  pledgegraph export -f turtle -o graph.ttl
  Actors carry schema:sameAs to http://www.wikidata.org/entity/Q…, where that was checked:
    PREFIX schema: <https://schema.org/>
    SELECT ?actor ?entity WHERE { ?actor schema:sameAs ?entity }
  OpenRefine: reconcile on the Q number (Reconcile > Use values as identifiers)."""
_N10S: Final = """\
Neo4j with neosemantics (n10s)
  pledgegraph export -f turtle -o graph.ttl
  pledgegraph export -f neo4j -o neo4j-files
  Run neo4j-files/n10s.cypher with the path of graph.ttl in it. Its settings keep the labels in all
  four languages (handleMultival ARRAY, keepLangTag true); the plug-in's own keep one of them."""
_NEO4J: Final = """\
Neo4j without a plug-in
  pledgegraph export -f neo4j -o neo4j-files
  neo4j-files/README.txt has the command of neo4j-admin; first-look.cypher asks a first question.
  Headers are typed (strength:int, amount:double), quotes keep their lines: --multiline-fields=true.
  A name that ends with .zip gives one archive instead of a folder."""
_GEPHI: Final = """\
Gephi (0.10 or later)
  pledgegraph export -f gexf -o network.gexf
  File > Open…; graph type Directed; edge merge strategy "Don't merge": parallel commitments have
  kinds of their own ("commitment 1", "commitment 2").
  For one edge a pair with its weight:
  pledgegraph export -f gexf --aggregate -o pairs.gexf"""
_GRAPHML: Final = """\
yEd, igraph, NetworkX (GraphML)
  pledgegraph export -f graphml -o network.graphml
  networkx.read_graphml("network.graphml") gives a MultiDiGraph, igraph.Graph.Read_GraphML a graph.
  Gephi unites parallel edges of GraphML: take -f gexf for it, or --aggregate."""
_CYTOSCAPE: Final = """\
Cytoscape (3.10 or later) and Cytoscape.js
  pledgegraph export -f cytoscape -o network.cyjs
  Desktop: File > Import > Network from File…; in a page: cytoscape({elements: content.elements}).
  Every edge has an id; label edges by "label", width by "strength" ("weight" with --aggregate)."""
_EXCEL: Final = """\
Excel, LibreOffice, Numbers
  pledgegraph export -f xlsx -o commitments.xlsx
  One row a statement, filters in the head, texts as texts. Needs pip install 'pledgegraph[xlsx]'.
  Without that:
  pledgegraph export -f csv -o commitments.csv
  The file starts with a byte order mark, so that Chinese and Japanese open with a double click;
  a cell that starts with = + - @ gets an apostrophe before it."""
_PARQUET: Final = """\
DuckDB, pandas, Polars, Spark (Parquet)
  pledgegraph export -f parquet -o commitments.parquet
  SELECT who, to_whom, strength FROM 'commitments.parquet' WHERE list_contains(who_ids, 'JPN');
  Lists stay lists (who, to_whom, topics). Needs pip install 'pledgegraph[parquet]'."""
_ANNOTATIONS: Final = """\
Annotation tools (Web Annotation data model)
  pledgegraph export -f annotations -o annotations.json
  An AnnotationPage; every annotation quotes its sentence with the words before and after. A
  document with an address is annotated there, any other by its place in the text. Its context is
  the standard's own, which a JSON-LD processor loads from w3.org; -f jsonld needs no network."""
_JSONLD: Final = """\
JSON-LD processors, MongoDB, scripts
  pledgegraph export -f jsonld -o graph.jsonld
  The context stands in the file: nothing is loaded from elsewhere. "@graph" lists the nodes."""

_TESTED: Final = """\
(The commands and queries are run by the tests of pledgegraph, and the files read back by other
libraries; the menus of a tool may differ from version to version.)"""

_LABEL_STUDIO: Final = f"""\
Label Studio (1.8 or later)
  pledgegraph export -f label-studio -o tasks.json
  New project > Labeling Setup > Custom template, with this configuration:
{CONFIGURATION}
  Import > tasks.json. The statements come as predictions: correct them, delete what is none,
  submit. Export > JSON, and take back what was decided (new spans are not taken) with
  `pledgegraph review --import project.json`."""

RECIPES: Final[dict[str, tuple[str, ...]]] = {
    "turtle": (_PROTEGE, _GRAPHDB, _N10S, _WIKIDATA),
    "trig": (_GRAPHDB,),
    "nquads": (_GRAPHDB,),
    "jsonld": (_JSONLD,),
    "annotations": (_ANNOTATIONS,),
    "graphml": (_GRAPHML,),
    "gexf": (_GEPHI,),
    "cytoscape": (_CYTOSCAPE,),
    "csv": (_EXCEL,),
    "xlsx": (_EXCEL,),
    "parquet": (_PARQUET,),
    "neo4j": (_NEO4J, _N10S),
    "label-studio": (_LABEL_STUDIO,),
    "protege": (_PROTEGE,),
    "graphdb": (_GRAPHDB,),
    "wikidata": (_WIKIDATA,),
    "n10s": (_N10S,),
    "gephi": (_GEPHI,),
    "excel": (_EXCEL,),
    "duckdb": (_PARQUET,),
}


def read_recipe(name: str) -> str:
    """Return how an export of a format gets into the tools that take it.

    Raises:
        QueryError: for a name that is neither a format nor a tool.
    """
    key = name.lower().replace("é", "e")
    if key not in RECIPES:
        hint = closest(key, list(RECIPES))
        msg = f"no recipe for {name!r}.{hint or ' Known: ' + ', '.join(RECIPES)}"
        raise QueryError(msg)
    return "\n\n".join((*RECIPES[key], _TESTED))
