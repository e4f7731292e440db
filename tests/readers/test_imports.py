"""What langextract and Label Studio marked becomes statements only where the words bear it out."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pledgegraph.cli import app

ENGLISH = "🙂 The talks went on.\n\nJapan pledged to train 40 officers in Fiji.\n"
CHINESE = "会谈持续两天。中国承诺不向该地区派兵。"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def stored(store: Path) -> list[dict[str, Any]]:
    result = run("query", "--store", store, "--format", "jsonl")
    return [json.loads(line) for line in result.stdout.splitlines()]


def langextract(doc: str, text: str, quote: str, **attributes: str) -> str:
    extraction: dict[str, Any] = {"extraction_class": "commitment", "extraction_text": quote}
    extraction |= {"char_interval": {"start_pos": 0, "end_pos": 5}, "attributes": attributes}
    line = {"document_id": doc, "text": text, "extractions": [extraction]}
    return json.dumps(line, ensure_ascii=False) + "\n"


def test_langextract_lines_become_statements_or_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "marked.jsonl"
    file.write_text(
        langextract("en.txt", ENGLISH, "Japan pledged to train 40 officers in Fiji", actor="Japan")
        + langextract("zh.txt", CHINESE, "中国承诺向该地区派兵", actor="CHN"),
        "utf-8",
    )
    result = run("import", file, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "1 statements taken" in result.stderr
    assert "zh.txt: not believed: the quote does not stand in the text" in result.stderr
    (one,) = stored(tmp_path / "store")
    assert one["committers"] == ["JPN"]
    assert one["extractor"] == "import"
    assert ENGLISH[one["start"] : one["end"]] == one["quote"]
    assert one["cue"].startswith("pledged")


def region(name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": "r1", "from_name": name, "to_name": "text", "type": kind, "value": value}


def test_a_span_added_in_label_studio_becomes_a_statement(tmp_path: Path) -> None:
    text = tmp_path / "zh.txt"
    text.write_text(CHINESE, "utf-8")
    store = tmp_path / "store"
    assert run("add", text, "--store", store).exit_code == 0
    before = len(stored(store))
    quote = "中国承诺不向该地区派兵"
    start = CHINESE.index(quote)
    span = {"start": start, "end": start + len(quote)}
    results = [
        region("kind", "labels", span | {"labels": ["call"]}),
        region("committers", "textarea", span | {"text": ["中国"]}),
        region("strength", "rating", span | {"rating": 4}),
        region("polarity", "choices", span | {"choices": ["negative"]}),
    ]
    task = {"data": {"doc": "zh.txt", "text": CHINESE}, "annotations": [{"result": results}]}
    file = tmp_path / "tasks.json"
    file.write_text(json.dumps([task]), "utf-8")
    assert run("import", file, "--store", store).exit_code == 0
    told = stored(store)
    assert len(told) == before + 1
    added = next(one for one in told if one["extractor"] == "import")
    assert (added["kind"], added["polarity"], added["strength"]) == ("call", "negative", 4)
    assert added["quote"] == quote
    again = run("import", file, "--store", store)
    assert "0 statements taken" in again.stderr


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1]", "plain words"])
def test_a_file_of_another_kind_is_named(content: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.json"
    file.write_text(content, "utf-8")
    result = run("import", file, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "odd.json" in result.stderr
    assert "langextract" in result.stderr
