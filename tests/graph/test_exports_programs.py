"""Exports opened by whole programs: a spreadsheet, igraph, a reasoner, a maker of pages."""

import csv
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest
import rdflib

from pledgegraph.graph.exports import write_chosen
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Document
from tests.graph.conftest import Make


def needed(name: str, found: object, hint: str) -> None:
    """Skip without a program, but never where all checks run."""
    if not found and os.environ.get("CI") != "true":
        pytest.skip(f"{name} is not installed ({hint})")
    assert found, f"{name} is not installed ({hint})"


@pytest.fixture
def odd(store: Store, make: Make) -> Store:
    """A store with a text that a spreadsheet would run."""
    document = Document(name="=odd.txt", text="=1+2 will be paid.\n@日本は払う", lang="en")
    quotes = ("=1+2 will be paid", "@日本は払う")
    store.add(document, [make(document, one, action=one, recipients=("USA",)) for one in quotes])
    return store


def written(store: Store, form: str, output: Path) -> Path:
    write_chosen(form, Chosen(store, tuple(find_statements(store, Filters()))), output)
    return output


def calc(source: Path, kind: str, folder: Path, *options: str) -> Path:
    """Let LibreOffice open a file and save it as another kind."""
    program = shutil.which("soffice")
    needed("LibreOffice", program, "Debian: libreoffice-calc-nogui")
    assert program is not None
    words = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options]
    ran = subprocess.run(
        [program, *words, "--convert-to", kind, "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    output = folder / source.with_suffix("." + kind.partition(":")[0]).name
    assert output.exists(), ran.stderr
    return output


def test_libreoffice_shows_the_cells_of_the_workbook(odd: Store, tmp_path: Path) -> None:
    source = written(odd, "xlsx", tmp_path / "rows.xlsx")
    saved = calc(source, "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)
    with saved.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 9
    quotes = {row["quote"] for row in rows}
    # Had the cell been run, it would show 3.
    assert {"=1+2 will be paid", "@日本は払う", "美國承諾不會放棄烏克蘭"} <= quotes
    assert "日本計畫在2025年6月前提供𠮷村製作的設備" in quotes
    assert [row["amount"] for row in rows if row["amount"]] == ["1500000000"]


def test_libreoffice_opens_the_csv_without_running_a_cell(odd: Store, tmp_path: Path) -> None:
    source = written(odd, "csv", tmp_path / "rows.csv")
    saved = calc(source, "xlsx", tmp_path, "--infilter=CSV:44,34,76,1")
    sheet = openpyxl.load_workbook(saved).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"'=1+2 will be paid", "美國承諾不會放棄烏克蘭"} <= {cell.value for cell in cells}
    assert 1_500_000_000 in {cell.value for cell in cells}


# A process of its own: igraph is under the GPL and no part of this package.
_IGRAPH = """
import sys, igraph
network = igraph.Graph.Read_GraphML(sys.argv[1])
print(network.is_directed(), network.vcount(), network.ecount())
for edge in network.es:
    source, target = network.vs[edge.source]["label"], network.vs[edge.target]["label"]
    print(source, target, edge["statement"], edge["quote"], sep="|")
"""


def test_igraph_reads_every_edge_of_the_graphml(store: Store, tmp_path: Path) -> None:
    needed("igraph", find_spec("igraph"), "pip install igraph")
    source = written(store, "graphml", tmp_path / "network.graphml")
    ran = subprocess.run(
        [sys.executable, "-c", _IGRAPH, str(source)], capture_output=True, text=True, check=True
    )
    head, *lines = ran.stdout.splitlines()
    edges = [one for one in find_statements(store, Filters()) if one.recipient is not None]
    ends = {one.committer for one in edges} | {str(one.recipient) for one in edges}
    directed, nodes, count = head.split()
    assert (directed, int(count)) == ("True", len(edges))
    assert int(nodes) >= len(ends)
    assert sorted(one.split("|")[2] for one in lines) == sorted(e.statement.id for e in edges)
    assert next(one for one in lines if one.startswith("United States|Ukraine|")).endswith(
        "美國承諾不會放棄烏克蘭"
    )


def reasoned(graph: rdflib.Graph, folder: Path) -> list[str]:
    """Return the classes that a reasoner finds impossible, or ``Nothing`` for the whole."""
    needed("Java", shutil.which("java"), "Debian: openjdk-17-jre-headless")
    needed("owlready2", find_spec("owlready2"), "pip install owlready2")
    import owlready2

    path = folder / "graph.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return ["Nothing"]
    return [one.name for one in world.inconsistent_classes()]


def vocabulary() -> rdflib.Graph:
    return rdflib.Graph().parse(v.VOCABULARY_FILE).parse(v.TOPICS_FILE)


def test_a_reasoner_finds_no_fault_in_vocabulary_and_data(store: Store, tmp_path: Path) -> None:
    graph = vocabulary().parse(written(store, "turtle", tmp_path / "graph.ttl"))
    # A date is outside of OWL 2's datatypes; reasoners stop at it.
    outside = {rdflib.XSD.date, rdflib.XSD.gYear, rdflib.XSD.gYearMonth}
    for subject, predicate, term in list(graph):
        if isinstance(term, rdflib.Literal) and term.datatype in outside:
            graph.remove((subject, predicate, term))
            graph.add((subject, predicate, rdflib.Literal(str(term))))
    assert len(graph) > 1000
    assert reasoned(graph, tmp_path) == []


def test_a_reasoner_finds_a_commitment_that_is_a_call(tmp_path: Path) -> None:
    graph, one = vocabulary(), rdflib.URIRef("https://example.org/both")
    for name in ("Commitment", "Call"):
        graph.add((one, rdflib.RDF.type, rdflib.URIRef(v.PG + name)))
    assert reasoned(graph, tmp_path) == ["Nothing"]


def test_pylode_makes_a_page_of_every_class_and_property(tmp_path: Path) -> None:
    needed("pyLODE", find_spec("pylode"), "pip install 'pylode<3.3'")
    output = tmp_path / "vocabulary.html"
    program = Path(sys.executable).with_name("pylode")
    subprocess.run(
        [program, str(v.VOCABULARY_FILE), "-o", str(output)], capture_output=True, check=True
    )
    page = output.read_text("utf-8")
    graph = rdflib.Graph().parse(v.VOCABULARY_FILE)
    kinds = (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    ours = {
        str(one)
        for kind in kinds
        for one in graph.subjects(rdflib.RDF.type, kind)
        if str(one).startswith(v.PG)
    }
    assert len(ours) > 30
    shown = set(re.findall(r"<code>(https://w3id\.org/pledgegraph/ns#\w+)</code>", page))
    assert ours <= shown, ours - shown
    assert "承诺" in page
