"""Every rule of the Japanese grammar reads its own examples and leaves its rejects alone."""

from collections.abc import Iterator

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.extract.rules import Example, Rule, load_grammar
from pledgegraph.ontology.records import Statement

FIELDS = ("committers", "recipients", "strength", "polarity", "reaffirmed", "deadline")


def statements_of(example: Example) -> list[Statement]:
    about = {
        "lang": "ja",
        "date": example.date,
        "title": example.title,
        "publisher": example.publisher,
        "parties": list(example.parties),
    }
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


@pytest.mark.parametrize(
    ("text", "condition", "instrument"),
    [
        (
            "ロシアが攻撃を続けるなら、欧州連合は追加制裁を科すと表明した。",
            "ロシアが攻撃を続けるなら",
            None,
        ),
        (
            "イスラエルが撤退しない限り、ハマスは人質を解放しないと述べた。",
            "イスラエルが撤退しない限り",
            None,
        ),
        (
            "米国は日米安全保障条約第5条に基づき日本を防衛すると約束した。",
            None,
            "日米安全保障条約第5条",
        ),
        ("インドは例えば農業分野で支援を行うと述べた。", None, None),
    ],
)
def test_condition_and_instrument_are_read(
    text: str, condition: str | None, instrument: str | None
) -> None:
    found = statements_of(Example(text=text))
    assert len(found) == 1
    assert (found[0].condition, found[0].instrument) == (condition, instrument)


@pytest.mark.parametrize(
    "text",
    [
        "スロバキアの首相は、派兵は戦争の拡大を招くと述べた。",
        "外相は、この計画には賛成しないと言明した。",
        "個別の事案についてコメントすることは差し控えます。",
        "政府は、関税は物価の上昇を加速させると説明した。",
    ],
)
def test_a_judgement_is_no_promise(text: str) -> None:
    assert statements_of(Example(text=text)) == []
