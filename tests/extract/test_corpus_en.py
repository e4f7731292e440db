"""English texts of the project's own and the statements that follow from them."""

from pathlib import Path
from typing import Any

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.strict_yaml import load_yaml

CORPUS = Path(__file__).parents[1] / "corpus" / "en.yaml"
CASES: list[dict[str, Any]] = load_yaml(CORPUS)


def same(found: object, wanted: object) -> bool:
    if isinstance(wanted, list):
        return sorted(map(str, found)) == sorted(wanted)  # type: ignore[call-overload]
    return str(found).lower() == str(wanted).lower()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_text_gives_its_statements(case: dict[str, Any]) -> None:
    about = {"lang": "en", "date": "2025-03-10"} | dict(case.get("about", {}))
    found = extract_statements(read_text(case["text"], "case.txt", about))
    wanted = case.get("statements", [])
    assert len(found) == len(wanted), [(one.rule, one.quote) for one in found]
    for one, fields in zip(found, wanted, strict=True):
        for name, value in fields.items():
            assert same(getattr(one, name), value), (name, getattr(one, name), one.quote)
