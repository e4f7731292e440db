"""Every Chinese rule reads its own examples and leaves its counter-examples alone."""

import pytest

from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.extract.rules import Example, Rule, load_grammar
from pledgegraph.ontology.records import Document, Statement

RULES = load_grammar("zh").rules
FIELDS = ("recipients", "strength", "polarity", "reaffirmed", "deadline", "action", "quote")


def _read(example: Example) -> list[Statement]:
    return extract_statements(
        Document(
            name="example",
            text=example.text,
            lang=example.lang or "zh-Hans",
            parties=example.parties,
            date=example.date,
        )
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_reads_its_matches(rule: Rule) -> None:
    assert len(rule.matches) >= 3
    for example in rule.matches:
        found = [one for one in _read(example) if one.rule == rule.id]
        assert found, example.text
        if example.committers is not None:
            assert set(found[0].committers) == set(example.committers), example.text
        for field in FIELDS:
            wanted = getattr(example, field)
            if wanted is not None:
                assert getattr(found[0], field) == wanted, (example.text, field)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_rejects_alone(rule: Rule) -> None:
    for reject in rule.rejects:
        example = Example(text=reject) if isinstance(reject, str) else reject
        assert not [one for one in _read(example) if one.rule == rule.id], example.text
