"""Every rule of the Japanese grammar reads its own examples and leaves its rejects alone."""

from collections.abc import Iterator

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.extract.rules import Example, Rule, load_grammar
from pledgegraph.ontology.records import Statement

FIELDS = ("committers", "recipients", "strength", "polarity", "reaffirmed", "deadline")


def statements_of(example: Example) -> list[Statement]:
    about = {"lang": "ja", "date": example.date, "parties": list(example.parties)}
    return extract_statements(read_text(example.text, "example.txt", about))


def examples(kind: str) -> Iterator[object]:
    for rule in load_grammar("ja").rules:
        for number, one in enumerate(getattr(rule, kind)):
            example = Example(text=one) if isinstance(one, str) else one
            yield pytest.param(rule, example, id=f"{rule.id}-{number}")


@pytest.mark.parametrize(("rule", "example"), list(examples("matches")))
def test_a_rule_reads_its_example(rule: Rule, example: Example) -> None:
    found = [one for one in statements_of(example) if one.rule == rule.id]
    assert found, f"{rule.id} reads nothing in {example.text}"
    for name in FIELDS:
        wanted = getattr(example, name)
        if wanted is not None:
            got = getattr(found[0], name)
            assert (set(got) == set(wanted)) if isinstance(wanted, tuple) else got == wanted, name


@pytest.mark.parametrize(("rule", "example"), list(examples("rejects")))
def test_a_rule_leaves_its_reject_alone(rule: Rule, example: Example) -> None:
    assert not [one for one in statements_of(example) if one.rule == rule.id]
