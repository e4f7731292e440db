"""Every rule of the English grammar reads its own matches and leaves its rejects alone."""

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.extract.rules import Example, Modifier, Rule, load_grammar
from pledgegraph.ontology.records import Statement

RULES = load_grammar("en").rules
FIELDS = (
    "committers", "recipients", "action", "quote", "strength", "polarity", "reaffirmed", "deadline",
)  # fmt: skip


def read(example: Example | str) -> list[Statement]:
    one = Example(text=example) if isinstance(example, str) else example
    about = {"lang": "en", "date": one.date or "2025-03-10", "parties": list(one.parties)}
    return extract_statements(read_text(one.text, "example.txt", about))


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES for example in rule.matches],
    ids=lambda value: value.id if isinstance(value, Rule) else value.text[:40],
)
def test_a_rule_reads_its_example(rule: Rule, example: Example) -> None:
    found = [one for one in read(example) if one.rule == rule.id]
    assert found, example.text
    wanted = {name: getattr(example, name) for name in FIELDS if getattr(example, name) is not None}
    assert {name: getattr(found[0], name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES for example in rule.rejects],
    ids=lambda value: value.id if isinstance(value, Rule) else str(value)[:40],
)
def test_a_rule_leaves_its_counterexample_alone(rule: Rule, example: Example | str) -> None:
    assert not [one.quote for one in read(example) if one.rule == rule.id]


def test_every_rule_has_three_situations_and_a_counterexample() -> None:
    assert all(len(rule.matches) >= 3 and rule.rejects for rule in RULES)


def in_scope(modifier: Modifier, example: str) -> bool:
    left, bar, right = example.partition("|")
    assert bar, f"{modifier.id}: no bar in {example!r}"
    if modifier.direction == "backward":
        return modifier.pattern.search(left) is not None
    if modifier.direction == "forward":
        return modifier.pattern.match(right) is not None
    return modifier.pattern.search(left + right) is not None


@pytest.mark.parametrize("modifier", load_grammar("en").modifiers, ids=lambda one: one.id)
def test_a_modifier_holds_for_its_examples_alone(modifier: Modifier) -> None:
    assert len(modifier.matches) >= 3
    assert len(modifier.rejects) >= 3
    assert [one for one in modifier.matches if not in_scope(modifier, one)] == []
    assert [one for one in modifier.rejects if in_scope(modifier, one)] == []
