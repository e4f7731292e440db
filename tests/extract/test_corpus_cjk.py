"""Own Chinese and Japanese texts of many genres yield what a careful reader finds."""

from pathlib import Path
from typing import Any

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.records import Statement
from pledgegraph.ontology.strict_yaml import load_yaml

CORPUS = Path(__file__).parents[1] / "corpus"
LANGS = {"zh": "zh-Hans", "ja": "ja"}
KEYS = ("lang", "title", "publisher", "date", "parties")


def faults(wanted: dict[str, Any], got: Statement) -> list[str]:
    found = []
    if got.kind != wanted.get("kind", "commitment"):
        found.append("kind")
    if "by" in wanted and set(got.committers) != set(wanted["by"]):
        found.append(f"committers {got.committers}")
    if set(got.recipients) != set(wanted.get("to", ())):
        found.append(f"recipients {got.recipients}")
    if got.strength != int(wanted["strength"]):
        found.append(f"strength {got.strength}")
    if got.polarity != wanted.get("polarity", "positive"):
        found.append("polarity")
    if got.reaffirmed != (wanted.get("reaffirmed") == "true"):
        found.append("reaffirmed")
    if got.deadline != wanted.get("deadline"):
        found.append(f"deadline {got.deadline}")
    amount = [got.amount.value, got.amount.unit] if got.amount else None
    asked: Any = wanted.get("amount")
    if asked is not None and amount != [float(asked[0]), asked[1]]:
        found.append(f"amount {amount}")
    return found


def compare(entry: dict[str, Any], lang: str) -> list[str]:
    about = {"lang": lang, **{key: entry[key] for key in KEYS if key in entry}}
    statements = extract_statements(read_text(entry["text"], "text.txt", about))
    expected = entry["expect"] or []
    if len(statements) != len(expected):
        return [f"{len(statements)} statements: {[one.quote for one in statements]}"]
    return [
        fault
        for wanted, got in zip(expected, statements, strict=True)
        for fault in faults(wanted, got)
    ]


@pytest.mark.parametrize(
    ("lang", "entry"),
    [
        pytest.param(lang, entry, id=f"{name}-{entry['id']}")
        for name, lang in LANGS.items()
        for entry in load_yaml(CORPUS / f"{name}.yaml")
    ],
)
def test_a_text_yields_its_statements(lang: str, entry: dict[str, Any]) -> None:
    assert compare(entry, lang) == []
