import re
from collections import Counter

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS

from pledgegraph.graph.actors import _KINDS
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import CALL_STRENGTHS, LANGS, STRENGTHS

FILES = [v.VOCABULARY_FILE, v.SHAPES_FILE, v.TOPICS_FILE]


def graph(path: object) -> rdflib.Graph:
    return rdflib.Graph().parse(str(path), format="turtle")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_has_blank_nodes(path: object) -> None:
    terms = [term for triple in graph(path) for term in triple]
    assert not [term for term in terms if isinstance(term, rdflib.BNode)]
    assert all(str(term).isascii() for term in terms if isinstance(term, rdflib.URIRef))


def test_every_term_is_declared_once_with_labels_in_four_languages() -> None:
    text = v.VOCABULARY_FILE.read_text(encoding="utf-8")
    subjects = Counter(line.split()[0] for line in text.splitlines() if re.match(r"\S+ a ", line))
    assert [term for term, times in subjects.items() if times > 1] == []
    known = graph(v.VOCABULARY_FILE)
    ours = {one for one in known.subjects() if str(one).startswith((v.PG, v.PGV))}
    for term in ours:
        labels = [*known.objects(term, RDFS.label), *known.objects(term, SKOS.prefLabel)]
        assert Counter(getattr(label, "language", None) for label in labels) == dict.fromkeys(
            LANGS, 1
        ), term


def test_every_foreign_term_of_an_axiom_is_declared() -> None:
    known = graph(v.VOCABULARY_FILE)
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.range, RDFS.domain):
        for term in known.objects(None, predicate):
            if not str(term).startswith(str(v.XSD)):
                assert (term, RDF.type, None) in known, term
    assert (rdflib.URIRef(v.PG + "committer"), RDF.type, OWL.ObjectProperty) in known


def test_every_strength_has_its_notation() -> None:
    known = graph(v.VOCABULARY_FILE)
    for prefix, names in (("strength", STRENGTHS), ("call", CALL_STRENGTHS)):
        for number, name in names.items():
            concept = rdflib.URIRef(f"{v.PGV}{prefix}-{number}-{name}")
            assert known.value(concept, SKOS.notation) == rdflib.Literal(number)


def test_every_shape_says_what_is_wrong_and_what_would_be_right() -> None:
    shapes = graph(v.SHAPES_FILE)
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        if shapes.value(shape, SH.path) != SKOS.inScheme:
            assert shapes.value(shape, SH.message), shape
            assert shapes.value(shape, SH.description), shape


def test_every_kind_of_actor_of_the_register_has_a_concept() -> None:
    known = graph(v.VOCABULARY_FILE)
    for kind in (*_KINDS, "other", *{one.kind for one in load_register().actors.values()}):
        assert (rdflib.URIRef(f"{v.PGV}actor-{kind}"), RDF.type, SKOS.Concept) in known, kind


def test_topics_turtle_is_made_from_the_yaml() -> None:
    assert v.TOPICS_FILE.read_text(encoding="utf-8") == v.topics_turtle()


def test_about_thirty_topics_have_words_in_four_languages() -> None:
    topics = v.read_topics()
    narrow = [one for one in topics.values() if one.broader]
    assert 28 <= len(narrow) <= 36
    for topic in narrow:
        assert set(topic.keywords) == set(LANGS)
        assert all(8 <= len(words) <= 20 for words in topic.keywords.values()), topic.id
        assert all(len(set(words)) == len(words) for words in topic.keywords.values()), topic.id
