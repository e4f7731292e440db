"""The model reader against a server that is busy, breaks off, answers wrongly or is killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pledgegraph.extract.readers.asking import ClaimReader
from pledgegraph.extract.readers.budget import Budget, count_tokens, estimate
from pledgegraph.extract.readers.cache import AnswerCache
from pledgegraph.extract.readers.model import ModelSettings, ModelSource
from pledgegraph.extract.readers.protocol import Readout
from pledgegraph.extract.readers.questions import Question
from pledgegraph.ontology.errors import ReaderError
from pledgegraph.ontology.records import Document
from tests.readers.model_server import ModelServer, Script, promise, serving

TEXT = "Japan will train 40 officers in Fiji.\n\nFiji will build a new port.\n\nIt rained."
DOCUMENT = Document(name="talks.txt", text=TEXT, lang="en", date="2026-03-01")


def read(
    server: ModelServer, answers: Path, budget: Budget | None = None, **changes: object
) -> Readout:
    settings = ModelSettings(
        "stub",
        server.address,
        size=1,
        waits=(0.01,) * 5,
        **changes,  # type: ignore[arg-type]
    )
    source = ModelSource(settings, AnswerCache(answers), budget or Budget())
    with ClaimReader(source) as reader:
        return reader.read(DOCUMENT)


def test_statements_come_from_the_quotes_of_a_model(tmp_path: Path) -> None:
    with serving() as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert [one.quote for one in readout.statements] == [
        "Japan will train 40 officers in Fiji",
        "Fiji will build a new port",
    ]
    assert [one.committers for one in readout.statements] == [("JPN",), ("FJI",)]
    assert {one.extractor for one in readout.statements} == {"llm"}
    assert readout.rejections == ()
    form = server.bodies[0]["response_format"]
    assert form["type"] == "json_schema"
    assert "quote" in json.dumps(form)
    assert "start" not in json.dumps(form["json_schema"]["schema"]["properties"])


def test_an_answer_is_paid_for_once(tmp_path: Path) -> None:
    with serving() as server:
        first = read(server, tmp_path / "a.sqlite")
        second = read(server, tmp_path / "a.sqlite")
    assert first == second
    assert set(server.asked.values()) == {1}


def _first(status: int, content: str) -> Script:
    def script(text: str, before: int) -> tuple[int, str]:
        return (status, content) if before == 0 else promise(text, before)

    return script


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int, tmp_path: Path) -> None:
    with serving(_first(status, "busy")) as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert len(readout.statements) == 2
    assert set(server.asked.values()) == {2}


@pytest.mark.parametrize(
    "content",
    ['{"statements": [{"quote": "Japan will tr', '{"statements": [{"quote": 5}]}', "I cannot."],
    ids=["cut off", "wrong schema", "words"],
)
def test_an_answer_of_a_wrong_form_is_asked_for_again(content: str, tmp_path: Path) -> None:
    with serving(_first(200, content)) as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert len(readout.statements) == 2
    assert readout.rejections == ()


def test_a_model_that_never_keeps_the_form_is_told_and_costs_no_statement(tmp_path: Path) -> None:
    with serving(lambda text, before: (200, "{")) as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert readout.statements == ()
    assert len(readout.rejections) == 3
    assert "no answer of the form" in readout.rejections[0].reasons[0]


def _falsified(text: str, before: int) -> tuple[int, str]:
    status, content = promise(text, before)
    return status, content if "not accepted" in text else content.replace("40", "400")


def test_a_refused_claim_is_asked_again_with_the_reason(tmp_path: Path) -> None:
    with serving(_falsified) as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert readout.statements[0].quote == "Japan will train 40 officers in Fiji"
    (refused,) = readout.rejections
    assert refused.attempt == 1
    assert "does not stand in the text" in refused.reasons[0]
    assert any("400 officers" in text and "does not stand" in text for text in server.asked)


def test_a_claim_that_stays_false_stays_refused(tmp_path: Path) -> None:
    def script(text: str, before: int) -> tuple[int, str]:
        status, content = promise(text, before)
        return status, content.replace("40", "400")

    with serving(script) as server:
        readout = read(server, tmp_path / "a.sqlite")
    assert [one.quote for one in readout.statements] == ["Fiji will build a new port"]
    assert [one.attempt for one in readout.rejections] == [1, 2]


@pytest.mark.parametrize(("status", "step"), [(401, "set a valid key"), (404, "no such model")])
def test_a_refusal_of_the_server_says_what_to_do(status: int, step: str, tmp_path: Path) -> None:
    refusing = serving(lambda text, before: (status, "sk-secret-of-the-user"))
    with refusing as server, pytest.raises(ReaderError, match=step) as fault:
        read(server, tmp_path / "a.sqlite")
    assert "sk-secret" not in str(fault.value)


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    with serving() as server:
        pass
    with pytest.raises(ReaderError, match="cannot be reached"):
        read(server, tmp_path / "a.sqlite")


def test_keys_come_from_the_environment_and_are_stored_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLEDGEGRAPH_LLM_KEY", "sk-of-the-test")
    with serving() as server:
        read(server, tmp_path / "a.sqlite")
    assert server.keys == {"Bearer sk-of-the-test"}
    for file in tmp_path.iterdir():
        assert b"sk-of-the-test" not in file.read_bytes()
        assert server.address.encode() not in file.read_bytes()
    with pytest.raises(ReaderError, match="environment"):
        ModelSource(
            ModelSettings("stub", "http://me:sk-1@127.0.0.1/v1"),
            AnswerCache(tmp_path / "b.sqlite"),
            Budget(),
        )


def test_no_more_is_spent_than_allowed_and_a_higher_limit_goes_on(tmp_path: Path) -> None:
    price = (1000.0, 1000.0)
    one = Budget(price).cost(estimate([Question("talks.txt", (0, 1), 1, "x" * 400)]))
    with serving() as server:
        with pytest.raises(ReaderError, match="--max-cost"):
            read(server, tmp_path / "a.sqlite", Budget(price, one), parallel=1)
        asked = sum(server.asked.values())
        assert asked == 1
        read(server, tmp_path / "a.sqlite", Budget(price, 100.0), parallel=1)
    assert set(server.asked.values()) == {1}


def test_questions_run_side_by_side_and_not_faster_than_allowed(tmp_path: Path) -> None:
    with serving(delay=0.2) as server:
        read(server, tmp_path / "a.sqlite", parallel=3)
    assert server.most_at_once > 1
    with serving() as server:
        start = time.monotonic()
        read(server, tmp_path / "b.sqlite", per_minute=120)
        assert time.monotonic() - start >= 1.0


def test_tokens_are_counted_by_script() -> None:
    assert count_tokens("日本将提供援助") == 7
    assert count_tokens("a" * 40) == 10


SENTENCES = [f"Canada will send {n} trucks to Fiji in May." for n in range(2, 202)]


def _command(folder: Path, address: str, name: str) -> list[str]:
    return [
        sys.executable, "-m", "pledgegraph", "extract", str(folder / "long.txt"),
        "--format", "jsonl", "--reader", "llm", "--model", "stub", "--base-url", address,
        "--answers", str(folder / f"{name}.sqlite"), "--chars", "1", "--parallel", "4",
    ]  # fmt: skip


def test_a_run_that_is_killed_goes_on_without_asking_twice(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(SENTENCES), "utf-8")
    with serving() as server:
        whole = subprocess.run(
            _command(tmp_path, server.address, "whole"), capture_output=True, check=True
        )
    assert len(whole.stdout.splitlines()) == 200
    with serving(delay=0.05) as server:
        for answered in (30, 110):
            process = subprocess.Popen(
                _command(tmp_path, server.address, "killed"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while sum(server.asked.values()) < answered and process.poll() is None:
                time.sleep(0.01)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        with sqlite3.connect(tmp_path / "killed.sqlite") as base:
            (kept,) = base.execute("select count(*) from answers").fetchone()
        base.close()
        assert 50 < kept < 200
        asked_before = sum(server.asked.values())
        resumed = subprocess.run(
            _command(tmp_path, server.address, "killed"), capture_output=True, check=True
        )
    assert resumed.stdout == whole.stdout
    # What was answered is not asked again; only what was under way at a kill may be.
    assert sum(server.asked.values()) - asked_before == 200 - kept
    assert sum(count - 1 for count in server.asked.values()) <= 2 * 4
