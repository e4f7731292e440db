"""Each export is read back by a tool that nobody here wrote."""

import csv
import gc
import io
import json
import os
import resource
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import openpyxl
import pyarrow.parquet
import pytest
import rdflib
from pyld import jsonld

from pledgegraph.graph.exports import export_bytes, write_chosen
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.exports.howto import RECIPES, read_recipe
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError, QueryError
from tests.graph.conftest import Make

EVERYTHING = Filters()
OA = "http://www.w3.org/ns/oa#"
# What the standard's context says of the terms used here; its own file is on the network only.
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "oa": OA,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "describing": "oa:describing",
    "linking": "oa:linking",
    "identifying": "oa:identifying",
    "tagging": "oa:tagging",
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}


def choose(store: Store, filters: Filters = EVERYTHING, **how: Any) -> Chosen:
    return Chosen(store, tuple(find_statements(store, filters)), **how)


def written(store: Store, form: str, **how: Any) -> str:
    return export_bytes(form, choose(store, **how)).decode()


@pytest.mark.parametrize(("form", "name"), [("turtle", "turtle"), ("nquads", "nquads")])
def test_rapper_reads_as_many_triples(store: Store, form: str, name: str, tmp_path: Path) -> None:
    rapper = shutil.which("rapper")
    if rapper is None and os.environ.get("CI") != "true":
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    assert rapper is not None
    output = tmp_path / "graph"
    write_chosen(form, choose(store), output)
    ran = subprocess.run(
        [rapper, "-q", "-i", name, "-o", "ntriples", str(output), "http://x/"],
        capture_output=True,
        check=True,
    )
    lines = set(ran.stdout.decode().splitlines())
    expected = rdflib.Graph().parse(data=written(store, "turtle"), format="turtle")
    assert len(lines) == len(expected)


def test_the_vocabulary_can_come_along(store: Store) -> None:
    graph = rdflib.Graph().parse(data=written(store, "turtle", vocabulary=True), format="turtle")
    pledge = rdflib.URIRef("https://w3id.org/pledgegraph/ns#Commitment")
    assert graph.value(pledge, rdflib.RDF.type) == rdflib.OWL.Class
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]
    assert (pledge, None, None) not in rdflib.Graph().parse(data=written(store, "turtle"))


@pytest.mark.parametrize(("form", "how"), [("csv", "vocabulary"), ("turtle", "aggregate")])
def test_an_option_that_a_format_cannot_take_is_told(store: Store, form: str, how: str) -> None:
    with pytest.raises(GraphError, match=f"{form} cannot take"):
        export_bytes(form, choose(store, Filters(), **{how: True}))


def test_pyld_reads_the_jsonld_without_the_network(store: Store) -> None:
    found = jsonld.to_rdf(json.loads(written(store, "jsonld")))["@default"]
    expected = rdflib.Graph().parse(data=written(store, "turtle"), format="turtle")
    assert len(found) == len(expected)


def test_annotations_quote_every_sentence_at_its_place(store: Store) -> None:
    def load(address: str, _: Any) -> dict[str, Any]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXT}}

    page = json.loads(written(store, "annotations"))
    lines = jsonld.to_rdf(
        page, {"documentLoader": load, "format": "application/n-quads", "safe": True}
    )
    graph = rdflib.Graph().parse(data=lines, format="nt")
    oa = rdflib.Namespace(OA)
    quotes = {one.quote for one in store.statements()}
    assert {str(one) for one in graph.objects(None, oa.exact)} == quotes
    assert len(list(graph.subjects(rdflib.RDF.type, oa.Annotation))) == 7
    assert rdflib.URIRef("https://example.org/summit") in set(graph.objects(None, oa.hasSource))
    assert set(graph.objects(None, oa.hasPurpose)) == {
        oa.describing, oa.linking, oa.identifying, oa.tagging
    }  # fmt: skip
    text = store.document("峰會.txt").text
    for target in (item["target"] for item in page["items"]):
        if isinstance(target["selector"], list):
            quote, place = target["selector"]
            if quote["exact"] in text:
                assert text[place["start"] : place["end"]] == quote["exact"]


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape"])
def test_networkx_reads_every_edge_with_an_id_of_its_own(store: Store, form: str) -> None:
    chosen = choose(store)
    network = _network(written(store, form), form)
    expected = [edge for edge in chosen.edges if edge.recipient is not None]
    assert network.number_of_edges() == len(expected)
    assert network.nodes["JPN"]["label"] == "Japan"
    data = [values for _, _, values in network.edges(data=True)]
    assert {one["statement"] for one in data} == {e.statement.id for e in expected}
    assert "美國承諾不會放棄烏克蘭" in {one["quote"] for one in data}


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape"])
def test_networkx_reads_weights_of_united_edges(store: Store, form: str) -> None:
    network = _network(written(store, form, aggregate=True), form)
    edge = network.get_edge_data("USA", "JPN")
    edge = edge if "weight" in edge else next(iter(edge.values()))
    assert (edge["weight"], edge["commitments"], edge["derived"]) == (2, 2, 1)


def _network(text: str, form: str) -> Any:
    if form == "graphml":
        return nx.parse_graphml(text)
    if form == "gexf":
        return nx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    return nx.cytoscape_graph(json.loads(text))


def test_parallel_edges_have_ids_and_kinds_that_differ(store: Store) -> None:
    import xml.etree.ElementTree as ET

    space = {"g": "http://gexf.net/1.3"}
    edges = ET.fromstring(written(store, "gexf")).findall(".//g:edge", space)
    kinds = [(one.get("source"), one.get("target"), one.get("kind")) for one in edges]
    assert len(set(kinds)) == len(kinds)
    assert ("USA", "JPN", "commitment 2") in kinds
    for edge_ids in (
        [one.get("id") for one in edges],
        [e["data"]["id"] for e in json.loads(written(store, "cytoscape"))["elements"]["edges"]],
    ):
        assert len(set(edge_ids)) == len(edge_ids) > 5


@pytest.fixture
def odd(store: Store, make: Make) -> Store:
    """A store with a text that spreadsheets would run, and one that XML cannot hold."""
    from pledgegraph.ontology.records import Document

    text = '=1+2 will be paid; "quoted", \x0bbelled\n＋cmd will be run.'
    document = Document(name="=odd.txt", text=text, lang="en", title="@title")
    quotes = ("=1+2 will be paid", '"quoted", \x0bbelled', "＋cmd will be run")
    made = [make(document, one, action=one, recipients=("USA",)) for one in quotes]
    store.add(document, made)
    return store


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_xml_cannot_hold_is_replaced(odd: Store, form: str) -> None:
    network = _network(written(odd, form), form)
    assert '"quoted", \ufffdbelled' in {one["quote"] for _, _, one in network.edges(data=True)}


def test_csv_opens_in_excel_and_runs_nothing(odd: Store, tmp_path: Path) -> None:
    output = tmp_path / "rows.csv"
    assert write_chosen("csv", choose(odd), output) == 10
    assert output.read_bytes().startswith(b"\xef\xbb\xbfid,")
    with output.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 10
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "＋")]
    assert {"'=1+2 will be paid", "'＋cmd will be run", "'=odd.txt", "'@title"} <= set(cells)
    assert "\ufeff" not in written(odd, "csv")
    joint = next(row for row in rows if row["amount"])
    assert (joint["who"], joint["amount"], joint["unit"]) == (
        "Japan; United States", "1500000000", "USD"
    )  # fmt: skip
    assert joint["joint_with"] == "United States; Japan"


def test_openpyxl_reads_one_row_a_statement_and_no_formula(odd: Store, tmp_path: Path) -> None:
    output = tmp_path / "rows.xlsx"
    write_chosen("xlsx", choose(odd), output)
    sheet = openpyxl.load_workbook(output).active
    assert sheet is not None
    head, *rows = sheet.iter_rows()
    assert len(rows) == 10
    assert all(cell.data_type != "f" for row in rows for cell in row)
    columns = [cell.value for cell in head]
    found = [dict(zip(columns, (cell.value for cell in row), strict=True)) for row in rows]
    assert {"=1+2 will be paid", "美國承諾不會放棄烏克蘭"} <= {one["quote"] for one in found}
    assert 1_500_000_000 in {one["amount"] for one in found}
    assert export_bytes("xlsx", choose(odd)) == output.read_bytes()


def test_duckdb_and_pyarrow_read_the_parquet(store: Store, tmp_path: Path) -> None:
    output = tmp_path / "rows.parquet"
    write_chosen("parquet", choose(store), output)
    table = pyarrow.parquet.read_table(output)
    assert table.num_rows == 7
    found = (
        duckdb.connect()
        .execute(
            f"SELECT quote, amount FROM '{output}' WHERE list_contains(who_ids, 'JPN')"
            " AND strength >= 4 AND amount IS NOT NULL"
        )
        .fetchall()
    )
    assert found == [("Japan and the United States pledged to build a radar by 2027", 1.5e9)]
    assert table.schema.field("topics").type == pyarrow.list_(pyarrow.string())


def test_duckdb_reads_the_files_of_neo4j_and_every_end_is_a_node(
    odd: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "neo4j"
    write_chosen("neo4j", choose(odd), folder)
    names = ("actors", "documents", "topics", "statements")
    nodes = " UNION ALL ".join(
        f"SELECT \"id:ID\" AS id FROM read_csv('{folder}/{name}.csv', all_varchar=true)"
        for name in names
    )
    ids = [one for (one,) in duckdb.connect().execute(nodes).fetchall()]
    assert len(set(ids)) == len(ids)
    ends = (
        duckdb.connect()
        .execute(
            f'SELECT ":START_ID", ":END_ID", ":TYPE" FROM read_csv(\'{folder}/relationships.csv\')'
        )
        .fetchall()
    )
    assert {end for one in ends for end in one[:2]} <= set(ids)
    assert {"MADE", "TO", "COMMITTED_TO", "CALLS_ON", "STATED_IN", "ABOUT"} <= {e[2] for e in ends}
    assert not [one for one in folder.glob("*.csv") if one.read_bytes().startswith(b"\xef\xbb")]
    with (folder / "statements.csv").open(encoding="utf-8", newline="") as stream:
        quotes = {one["quote"] for one in csv.DictReader(stream)}
    assert quotes == {one.quote for one in odd.statements()}
    assert "handleMultival: 'ARRAY', keepLangTag: true" in (folder / "n10s.cypher").read_text()


def test_neo4j_comes_as_a_zip_too_with_the_same_bytes(store: Store, tmp_path: Path) -> None:
    output = tmp_path / "neo4j.zip"
    write_chosen("neo4j", choose(store), output)
    with zipfile.ZipFile(output) as archive:
        assert archive.testzip() is None
        assert "relationships.csv" in archive.namelist()
    assert output.read_bytes() == export_bytes("neo4j", choose(store))


def test_a_folder_that_exists_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    for form in ("neo4j", "csv"):
        with pytest.raises(GraphError, match="exists already"):
            write_chosen(form, choose(store), tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep"
    with pytest.raises(GraphError, match="cannot be written"):
        write_chosen("neo4j", choose(store), tmp_path / "no" / "neo4j")
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


# What openpyxl leaves half open then is collected here, and not during another test.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", ["csv", "turtle", "graphml", "xlsx", "parquet", "neo4j"])
def test_a_full_disk_is_told_and_the_old_file_stays(
    store: Store, tmp_path: Path, form: str
) -> None:
    output = tmp_path / ("files" if form == "neo4j" else "rows.out")
    if form != "neo4j":
        output.write_text("old")
    chosen = choose(store)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file may grow beyond this, as on a disk without room.
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with pytest.raises(GraphError, match="cannot be written \\(File too large\\)"):
            write_chosen(form, chosen, output)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        gc.collect()
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == (
        [] if form == "neo4j" else [("rows.out", "old")]
    )


def test_an_extra_that_is_not_installed_is_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(GraphError, match=r"pip install 'pledgegraph\[xlsx\]'"):
        export_bytes("xlsx", choose(store))


@pytest.mark.parametrize("form", ["annotations", "graphml", "gexf", "cytoscape", "csv"])
def test_nothing_found_is_a_readable_file_in_every_format(store: Store, form: str) -> None:
    empty = export_bytes(form, choose(store, Filters(from_="FRA"))).decode()
    if form == "csv":
        assert empty.startswith("id,kind,who")
    elif form == "annotations":
        assert json.loads(empty)["items"] == []
    else:
        assert _network(empty, form).number_of_nodes() == 0


def test_nothing_found_is_no_empty_file_of_quads(store: Store) -> None:
    import pyoxigraph

    empty = export_bytes("nquads", choose(store, Filters(from_="FRA")))
    assert empty
    assert list(pyoxigraph.parse(empty, format=pyoxigraph.RdfFormat.N_QUADS)) == []


def test_the_query_of_the_graphdb_recipe_answers(store: Store) -> None:
    recipe = read_recipe("GraphDB")
    start, end = recipe.index("PREFIX pg:"), recipe.rindex("}") + 1
    end = recipe.index("\n    }", start) + 6
    graph = rdflib.Graph().parse(data=written(store, "turtle"), format="turtle")
    names = {(str(row[0]), str(row[2])) for row in graph.query(recipe[start:end])}  # type: ignore[index]
    assert ("United States", "Japan") in names


def test_recipes_are_there_for_every_format_and_near_names_are_told() -> None:
    from pledgegraph.graph.exports import FORMATS

    assert set(FORMATS) <= set(RECIPES)
    assert read_recipe("Protégé") == read_recipe("protege")
    with pytest.raises(QueryError, match="gephi"):
        read_recipe("gephy")
