import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from pledgegraph.graph.exports import FORMATS, export_bytes, export_text, write_export
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.exports.turtle import turtle_text
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.reading import read_statements
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError

if TYPE_CHECKING:
    from pledgegraph.graph.triples import Quad

GOLDEN = Path(__file__).parent / "golden"
READERS = {
    "turtle": ("turtle", ox.RdfFormat.TURTLE),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "nquads": ("nquads", ox.RdfFormat.N_QUADS),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}


def quads(written: str, form: str) -> list[Any]:
    data = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of its own calls
        data.parse(data=written, format=form)
        return list(data.quads())


def text(store: Store, form: str, filters: Filters | None = None) -> str:
    return export_text(store, form, find_statements(store, filters or Filters()))


@pytest.mark.parametrize("form", READERS)
def test_rdflib_and_pyoxigraph_read_the_same_triples(store: Store, form: str) -> None:
    written = text(store, form)
    name, kind = READERS[form]
    there = {(s, p, o) for s, p, o, _ in quads(written, name)}
    here = ox.Store()
    here.load(written.encode(), format=kind)
    expected = rdflib.Graph().parse(data=text(store, "turtle"), format="turtle")
    assert there == set(expected)
    assert len({(one.subject, one.predicate, one.object) for one in here}) == len(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_gives_the_same_bytes(store: Store, entries: Any, form: str) -> None:
    with Store.in_memory() as other:
        for document, statements in reversed(entries):
            other.add(document, reversed(statements))
        edges, again = (find_statements(one, Filters()) for one in (store, other))
        assert export_bytes(form, Chosen(other, tuple(again))) == export_bytes(
            form, Chosen(store, tuple(edges))
        )


def test_statements_come_back_from_exported_turtle(store: Store) -> None:
    graph = rdflib.Graph().parse(data=text(store, "turtle"), format="turtle")
    found = read_statements((str(s), str(p), str(o)) for s, p, o in graph)
    assert sorted(found, key=lambda one: one.id) == sorted(
        store.statements(), key=lambda one: one.id
    )


def test_an_export_has_no_blank_nodes_and_no_texts_but_names_of_all_actors(store: Store) -> None:
    graph = rdflib.Graph().parse(data=text(store, "turtle"), format="turtle")
    assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)]
    assert not list(graph.triples((None, rdflib.URIRef("https://schema.org/text"), None)))
    actors = {
        o for o in graph.objects() if str(o).startswith("https://w3id.org/pledgegraph/actor/")
    }
    assert all(graph.value(one, rdflib.SKOS.prefLabel) for one in actors)
    assert len(actors) > 5


def test_language_tags_are_written_as_everywhere(store: Store) -> None:
    assert "@zh-Hant" in text(store, "turtle")
    assert "@zh-hant" not in text(store, "turtle")


def test_filters_leave_the_rest_out(store: Store) -> None:
    written = text(store, "turtle", Filters(from_="NATO"))
    assert "NATO will open an office" in written
    assert "峰會.txt" not in written
    assert written.count("a pg:Commitment") == 1


def test_nothing_found_is_a_readable_file(store: Store) -> None:
    for form, (name, _) in READERS.items():
        assert quads(text(store, form, Filters(from_="FRA")), name) == []


def test_jsonld_needs_no_other_file(store: Store) -> None:
    context = json.loads(text(store, "jsonld"))["@context"]
    assert isinstance(context, dict)
    assert context["pg"] == "https://w3id.org/pledgegraph/ns#"


def test_turtle_is_the_golden_one(store: Store) -> None:
    edges = find_statements(store, Filters(doc="峰會.txt"))
    written = rdflib.Graph().parse(data=export_text(store, "turtle", edges), format="turtle")
    golden = rdflib.Graph().parse(GOLDEN / "summit-zh.ttl")
    assert set(written) == set(golden)


def test_a_file_is_whole_and_leaves_no_part(store: Store, tmp_path: Path) -> None:
    edges = find_statements(store, Filters())
    assert write_export(store, "turtle", edges, tmp_path / "out.ttl") == 7
    assert (tmp_path / "out.ttl").read_text(encoding="utf-8") == export_text(store, "turtle", edges)
    assert [one.name for one in tmp_path.iterdir()] == ["out.ttl"]


def test_a_place_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "no" / "out.ttl"):
        with pytest.raises(GraphError, match="cannot be written"):
            write_export(store, "turtle", [], place)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_told_with_near_ones(store: Store) -> None:
    with pytest.raises(GraphError, match="turtle"):
        export_text(store, "turtel", [])


def test_odd_local_names_and_strings_survive_turtle() -> None:
    odd = 'a"b\\n\\\\'
    quads: list[Quad] = [
        (
            "<https://w3id.org/pledgegraph/actor/a%2Fb>",
            "<http://x/p.>",
            '"a\\"b\\\\n\\\\\\\\"',
            "<x:g>",
        ),
        ("<https://w3id.org/pledgegraph/actor/-x.>", "<http://x/p.>", '"1"@en', "<x:g>"),
        ("<https://w3id.org/pledgegraph/actor/>", "<http://x/p.>", '"^^<x>"', "<x:g>"),
    ]
    graph = rdflib.Graph().parse(data=turtle_text(quads), format="turtle")
    assert {str(o) for o in graph.objects()} == {odd, "1", "^^<x>"}
