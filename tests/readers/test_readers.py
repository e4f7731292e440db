"""Readers on the command line: recorded answers, both readers, what is rejected, dry runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pledgegraph.cli import app
from pledgegraph.extract.documents import read_file
from pledgegraph.extract.readers.both import weighed
from pledgegraph.extract.readers.protocol import RuleReader
from tests.readers.model_server import serving

TEXT = (
    "Japan pledged to train 40 officers in Fiji.\n\n"
    "Canada will not send troops to Haiti.\n\n"
    "In Suva the hosts gave their word: Fiji is to be home to a new port.\n"
)


def claim(quote: str, actor: str, words: str, cue: str, **more: object) -> dict[str, object]:
    party = {"id": actor, "words": words}
    fields = {"quote": quote, "kind": "commitment", "committers": [party], "strength": 3}
    return fields | {"cue": cue, "action": quote} | more


ANSWERS = [
    claim("Japan pledged to train 40 officers in Fiji", "JPN", "Japan", "pledged", strength=4),
    claim("Canada will send troops to Haiti", "CAN", "Canada", "will"),
    claim("Fiji is to be home to a new port", "FJI", "Fiji", "is to be"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talks.txt").write_text(TEXT, "utf-8")
    line = {"doc": "talks.txt", "answer": {"statements": ANSWERS}}
    (tmp_path / "answers.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    return tmp_path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def found(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_recorded_answers_are_read_without_a_model(folder: Path) -> None:
    result = run(
        "extract", folder / "talks.txt", "--format", "jsonl", "--reader", "llm",
        "--replay", folder / "answers.jsonl", "--rejected", folder / "rejected.jsonl",
    )  # fmt: skip
    quotes = [one["quote"] for one in found(result)]
    assert quotes == [ANSWERS[0]["quote"], ANSWERS[2]["quote"]]
    (line,) = (folder / "rejected.jsonl").read_text("utf-8").splitlines()
    rejected = json.loads(line)
    assert rejected["claim"]["quote"] == ANSWERS[1]["quote"]
    assert "does not stand in the text" in rejected["reasons"][0]


def test_what_is_not_believed_is_said_where_no_file_is_given(folder: Path) -> None:
    result = run(
        "extract", folder / "talks.txt", "--reader", "llm", "--replay", folder / "answers.jsonl"
    )
    assert "talks.txt:0: not believed: the quote does not stand in the text" in result.stderr


def test_both_readers_agree_or_are_marked(folder: Path) -> None:
    store = folder / "store"
    result = run(
        "add", folder / "talks.txt", "--store", store, "--reader", "both",
        "--replay", folder / "answers.jsonl",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    told = {one["quote"]: one for one in found(run("query", "--store", store, "--format", "jsonl"))}
    agreed = told["Japan pledged to train 40 officers in Fiji"]
    refused = told["Canada will not send troops to Haiti"]
    alone = told["Fiji is to be home to a new port"]
    assert agreed["extractor"] == "rules+llm"
    rules = RuleReader().read(read_file(folder / "talks.txt")).statements
    assert agreed["confidence"] > max(one.confidence for one in rules)
    assert "second reader: nothing" in refused["rule"]
    assert alone["extractor"] == "llm"
    assert refused["confidence"] < min(one.confidence for one in rules)
    assert alone["confidence"] < 0.5


def test_readers_that_differ_about_who_commits_are_marked_for_a_person(folder: Path) -> None:
    rules = RuleReader().read(read_file(folder / "talks.txt")).statements
    other = [one.model_copy(update={"committers": ("USA",)}) for one in rules[:1]]
    first = weighed(rules[:1], other)[0]
    assert first.committers == ("JPN",)
    assert first.confidence < 0.4
    assert first.extractor == "rules+llm"
    assert "second reader: committers USA" in first.rule


def test_a_run_can_be_recorded_and_replayed(folder: Path) -> None:
    (folder / "talks.txt").write_text("Japan will train 40 officers in Fiji.\n", "utf-8")
    with serving() as server:
        live = run(
            "extract", folder / "talks.txt", "--format", "jsonl", "--reader", "llm",
            "--model", "stub", "--base-url", server.address, "--answers", folder / "a.sqlite",
            "--record", folder / "recorded.jsonl",
        )  # fmt: skip
    again = run(
        "extract", folder / "talks.txt", "--format", "jsonl", "--reader", "llm",
        "--replay", folder / "recorded.jsonl",
    )  # fmt: skip
    ids = [one["id"] for one in found(live)]
    assert len(ids) == 1
    assert [one["id"] for one in found(again)] == ids


def test_a_dry_run_asks_nothing(folder: Path) -> None:
    with serving() as server:
        result = run(
            "extract", folder / "talks.txt", "--reader", "llm", "--model", "stub",
            "--base-url", server.address, "--answers", folder / "a.sqlite",
            "--price", "1,2", "--dry-run",
        )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert not server.asked
    assert "1 questions (0 answered before), about" in result.stderr
    assert "nothing was asked" in result.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--reader", "llm"], "needs --model NAME"),
        (["--reader", "llm", "--model", "m", "--max-cost", "1"], "--max-cost needs --price"),
        (["--reader", "llm", "--model", "m", "--price", "cheap"], "is not IN,OUT"),
        (["--reader", "llm", "--model", "m", "--base-url", "localhost"], "is no address"),
        (["--reader", "both", "--replay", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_options_that_do_not_go_together_say_what_would(
    folder: Path, options: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    result = run("extract", folder / "talks.txt", *options)
    assert result.exit_code == 2
    assert told in result.stderr


def test_recordings_of_the_examples_give_what_is_right_and_refuse_what_is_wrong() -> None:
    place = Path(__file__).parent / "recordings" / "focac.jsonl"
    examples = Path(__file__).parents[2] / "examples"
    result = run("extract", examples, "--format", "jsonl", "--reader", "llm", "--replay", place)
    told = found(result)
    assert len({one["id"] for one in told}) == 12
    assert result.stderr.count("not believed") == 9
    levels = {one["rule"].split("quote ")[1].split(";")[0] for one in told}
    assert levels == {"exact", "width", "script"}
