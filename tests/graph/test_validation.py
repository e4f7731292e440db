from pathlib import Path

import pytest

from pledgegraph.graph.exports import export_text
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.validation import check_file, check_store
from pledgegraph.ontology.errors import GraphError


@pytest.fixture
def turtle(store: Store) -> str:
    return export_text(store, "turtle", find_statements(store, Filters()))


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "graph.ttl"
    path.write_text(text, encoding="utf-8")
    return [str(one) for one in check_file(path)]


def test_a_store_of_sound_statements_has_no_faults(store: Store) -> None:
    assert check_store(store) == []


def test_its_exported_turtle_has_no_faults(tmp_path: Path, turtle: str) -> None:
    assert faults(tmp_path, turtle) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("pgv:strength-5-obligation", "pgv:call-3-urge", "not for commitments"),
        ("pg:strength pgv:call-3-urge", "pg:strength pgv:strength-4-pledge", "not for calls"),
        ("pgv:polarity-negative", "pgv:perhaps", "unknown one (pgv:perhaps)"),
        ("pg:deadline \"2027\"", "pg:deadline \"soon\"", "deadline that cannot be read (soon)"),
        ("\"0.85\"^^xsd:decimal", "\"1.85\"^^xsd:decimal", "no confidence between 0 and 1"),
        ("pg:committer pga:NATO", "dcterms:creator pga:NATO", "names no actor as committer"),
        ("oa:start 0 ", "oa:start 1 ", "offsets do not fit"),
        ("schema:currency \"USD\"", "schema:currency \"dollars\"", "unknown currency"),
        ("dcterms:subject pgt:korean-peninsula", "dcterms:subject pgt:korea", "unknown topic"),
        ("pg:role pgv:role-publisher", "pg:role pgv:role-friend", "voice has no role"),
        ("dcterms:type pgv:actor-state", "dcterms:type pgv:actor-friend", "actor has no kind"),
        ("a pg:Call", "a pg:Call , pg:Commitment", "more than one kind"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_told_in_plain_words(
    tmp_path: Path, turtle: str, right: str, wrong: str, told: str
) -> None:
    assert right in turtle
    found = faults(tmp_path, turtle.replace(right, wrong))
    assert any(told in one for one in found), found
    assert all("; must have " in one for one in found)


def test_a_fault_quotes_the_statement_it_belongs_to(tmp_path: Path, turtle: str) -> None:
    found = faults(tmp_path, turtle.replace("pg:committer pga:NATO", "pg:cue pga:NATO"))
    assert any("NATO will open an office" in one for one in found)


def test_a_file_that_is_no_turtle_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("@prefix a: <b> .\n\na:b a:c ; .", encoding="utf-8")
    with pytest.raises(GraphError, match=r"x\.ttl.*is no Turtle"):
        check_file(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(GraphError, match="cannot be read"):
        check_file(path)
    with pytest.raises(GraphError, match="cannot be read"):
        check_file(tmp_path / "none.ttl")
