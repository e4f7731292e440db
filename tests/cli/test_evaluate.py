"""`pledgegraph evaluate`: a table that fits, JSON, and the faults by example."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "Norway pledged to support Moldova. Sweden pledged to build a bridge for Finland."


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    first = {"doc": "a.txt", "start": 0, "end": 33, "kind": "commitment", "strength": 4}
    records = [
        {**first, "committers": ["NOR"], "recipients": ["UKR"], "quote": TEXT[:33]},
        {**first, "kind": "call", "committers": ["NOR"], "quote": TEXT[:33]},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    return tmp_path


@pytest.mark.parametrize("width", [40, 60, 80, 140])
@pytest.mark.parametrize("by", ["lang", "doc", "all"])
def test_the_table_fits_the_terminal(
    run: Run, gold: Path, monkeypatch: pytest.MonkeyPatch, width: int, by: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    result = run("evaluate", gold, "--by", by)
    assert result.exit_code == 0, result.output
    table = result.stdout.split("\n\nfind:")[0]
    assert max(map(len, table.splitlines())) <= width
    assert "commitment all" in table


def test_json_has_the_scores_and_the_faults(run: Run, gold: Path) -> None:
    result = run("evaluate", gold / "a.jsonl", "--errors", "1", "--format", "json")
    scores = json.loads(result.stdout)
    assert set(scores) == {
        *("commitment/en", "commitment/all", "call/en", "call/all"),
        "errors",
    }
    row = scores["commitment/en"]
    assert (row["gold"], row["predicted"], row["find_r"]) == (1, 2, 1.0)
    assert (row["committers"], row["recipients"], row["frame"]) == (1.0, 0.0, 0.0)
    faults = {one["fault"]: one for one in scores["errors"]}
    assert faults["missed"]["kind"] == "call"
    assert faults["false alarm"]["committers"] == ["SWE"]
    assert faults["wrong frame"]["gold"]["recipients"] == ["UKR"]


def test_errors_are_told_in_words(run: Run, gold: Path) -> None:
    said = run("evaluate", gold, "--errors", "3").stdout
    assert "missed: a.txt:0 call NOR “Norway pledged" in said
    assert "wrong frame: a.txt:0 commitment NOR → MDA, gold NOR → UKR" in said
    assert "[en." in said


def test_broken_gold_is_bad_input(run: Run, gold: Path) -> None:
    (gold / "a.jsonl").write_text("{", "utf-8")
    result = run("evaluate", gold)
    assert result.exit_code == 2
    assert "a.jsonl:1: no JSON" in result.stderr
