"""The review at the terminal: keys decide, the file keeps it, a new extraction loses none of it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "Japan pledged to help Ukraine. NATO will open an office. Canada plans to send 5 tanks."


@pytest.fixture
def place(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLEDGEGRAPH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("PLEDGEGRAPH_REVIEWER", "ana")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("add", tmp_path / "a.txt").exit_code == 0
    return tmp_path


def found(run: Run) -> list[dict[str, object]]:
    lines = run("query", "--no-derived", "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


def by_actor(run: Run) -> dict[str, dict[str, object]]:
    return {one["committers"][0]: one for one in found(run)}  # type: ignore[index]


def keys(run: Run, *words: str) -> str:
    """What is answered for statements of a committer, one after the other."""
    result = run("review", *words[:-1], text=words[-1])
    assert result.exit_code == 0, result.output
    return result.stderr


def test_keys_decide(run: Run, place: Path) -> None:
    keys(run, "--from", "Japan", "r\nno promise\n")
    keys(run, "--from", "NATO", "e\nstrength=4\nrecipients=日本, Ukraine\n\n")
    told = keys(run, "--from", "Canada", "a\n\n")
    assert "3 decided, 2 withdrawn, 1 corrected" in told
    left = by_actor(run)
    assert set(left) == {"NATO", "CAN"}
    assert (left["NATO"]["strength"], left["NATO"]["recipients"]) == (4, ["JPN", "UKR"])
    lines = (place / "store" / "decisions.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["rejected", "edited", "accepted"]
    assert all(json.loads(line)["by"] == "ana" for line in lines)
    assert "nothing waits" in keys(run, "")


def test_undo_goes_back_and_decides_again(run: Run, place: Path) -> None:
    told = keys(run, "r\n\nu\na\n\nq\n")
    assert "undone: rejected" in told
    assert "1 decided, 0 withdrawn" in told
    assert len(found(run)) == 3


def test_a_fault_asks_again(run: Run, place: Path) -> None:
    told = keys(
        run, "--from", "Japan", "e\nstrength=9\n\ne\nrecipients=Nowhereland\n\nd\nffff\nq\n"
    )
    assert "strength 9" in told
    assert "unknown actor 'Nowhereland'" in told
    assert "unknown statement 'ffff'" in told
    assert len(found(run)) == 3


def test_decisions_survive_adding_again_and_a_changed_text(run: Run, place: Path) -> None:
    keys(run, "--from", "Japan", "r\n\n")
    (place / "a.txt").write_text("A new first sentence. " + TEXT, encoding="utf-8")
    assert run("add", place / "a.txt").exit_code == 0
    assert "JPN" not in by_actor(run)
    run("remove", "a.txt")
    assert run("add", place / "a.txt").exit_code == 0
    assert "JPN" not in by_actor(run)


def test_a_file_elsewhere_is_taken_in_and_added_to(run: Run, place: Path) -> None:
    keys(run, "--from", "Japan", "r\n\n")
    shared = place / "shared.jsonl"
    keys(run, "--decisions", str(shared), "--from", "Canada", "a\n\n")
    assert len(shared.read_text("utf-8").splitlines()) == 2
    other = place / "other"
    assert run("add", place / "a.txt", "--store", other).exit_code == 0
    result = run("review", "--summary", "--decisions", shared, "--store", other)
    assert "2 decided, 1 withdrawn" in result.stderr


def test_label_studio_and_back(run: Run, place: Path) -> None:
    tasks = place / "tasks.json"
    assert run("export", "-f", "label-studio", "-o", tasks).exit_code == 0
    content = json.loads(tasks.read_text("utf-8"))
    content[0]["annotations"] = [{"result": content[0]["predictions"][0]["result"]}]
    tasks.write_text(json.dumps(content), encoding="utf-8")
    result = run("review", "--import", tasks)
    assert "3 new decisions" in result.stderr
    assert "nothing waits" in keys(run, "")
    result = run("review", "--gold", place / "gold")
    assert "1 documents, 3 statements" in result.stderr
    assert run("evaluate", place / "gold").exit_code == 0


def test_a_broken_file_is_told_before_anything_is_decided(run: Run, place: Path) -> None:
    (place / "store" / "decisions.jsonl").write_text("{}\n", encoding="utf-8")
    result = run("review", text="a\n\n")
    assert result.exit_code == 2
    assert "decisions.jsonl:1" in result.stderr


def test_decisions_are_in_a_backup(run: Run, place: Path) -> None:
    keys(run, "--from", "Japan", "r\n\n")
    assert run("backup", place / "copy").exit_code == 0
    assert (place / "copy" / "decisions.jsonl").exists()
