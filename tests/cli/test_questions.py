"""Who committed what to whom, asked on the command line over the examples."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def _found(run: Run, store: Path, *words: str) -> list[dict[str, object]]:
    result = run("query", *words, "--format", "jsonl", "--store", store)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("name", ["US", "USA", "美國", "アメリカ", "United States"])
def test_a_name_in_any_language_asks_the_same(run: Run, store: Path, name: str) -> None:
    ids = [one["id"] for one in _found(run, store, "--from", name, "--to", "Japan")]
    assert ids
    assert ids == [one["id"] for one in _found(run, store, "--from", "USA", "--to", "日本")]


def test_every_quote_stands_in_its_text_at_its_place(run: Run, store: Path) -> None:
    from tests.cli.conftest import EXAMPLES

    found = _found(run, store)
    assert len(found) > 50
    for one in found:
        text = (EXAMPLES / str(one["doc"])).read_text("utf-8")
        assert text[int(str(one["start"])) : int(str(one["end"]))] == one["quote"]


def test_all_four_languages_tell_that_japan_is_defended(run: Run, store: Path) -> None:
    found = _found(run, store, "--from", "US", "--to", "Japan", "--no-derived", "--mentions")
    assert {one["lang"] for one in found} == {"en", "ja", "zh-Hant", "zh-Hans"}


def test_joint_edges_can_be_left_out(run: Run, store: Path) -> None:
    everything = _found(run, store, "--from", "US", "--to", "Japan")
    named = _found(run, store, "--from", "US", "--to", "Japan", "--no-derived")
    assert 0 < len(named) < len(everything)
    assert all(not e["derived"] for one in named for e in one["edges"])  # type: ignore[attr-defined]


def test_filters_narrow(run: Run, store: Path) -> None:
    assert all(one["kind"] == "call" for one in _found(run, store, "--kind", "call"))
    assert all(int(str(o["strength"])) >= 4 for o in _found(run, store, "--min-strength", "4"))
    assert {one["doc"] for one in _found(run, store, "--doc", "nato-2024-en.txt")} == {
        "nato-2024-en.txt"
    }
    assert all(str(one["date"]) >= "2024-09" for one in _found(run, store, "--since", "2024-09"))
    assert all(one["reaffirmed"] for one in _found(run, store, "--reaffirmed"))
    assert _found(run, store, "--min-amount", "1e10", "--unit", "EUR")


def test_the_table_names_people_not_ids(run: Run, store: Path) -> None:
    result = run("query", "--from", "NATO", "--store", store)
    assert "Atlantic" in result.stdout


def test_csv_and_markdown_have_a_row_a_statement(run: Run, store: Path) -> None:
    count = len(_found(run, store, "--from", "China"))
    table = run("query", "--from", "China", "--format", "csv", "--store", store).stdout
    assert len(list(csv.DictReader(io.StringIO(table)))) == count
    markdown = run("query", "--from", "China", "--format", "markdown", "--store", store).stdout
    assert len(markdown.strip().splitlines()) == count + 2


def test_show_gives_the_quote_in_context_and_the_rule(run: Run, store: Path) -> None:
    one = _found(run, store, "--from", "US", "--to", "Japan", "--doc", "washington-2024-ja.txt")[0]
    result = run("show", str(one["id"])[:8], "--store", store)
    assert result.exit_code == 0
    assert str(one["rule"]) in " ".join(result.stdout.split())


def test_sparql_answers_and_refuses_updates(run: Run, store: Path) -> None:
    count = "SELECT (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s a pg:Commitment } }"
    result = run("sparql", "-", "--format", "csv", "--store", store, text=count)
    assert int(result.stdout.split()[1]) > 30
    refused = run("sparql", "-", "--store", store, text="DELETE WHERE { ?s ?p ?o }")
    assert refused.exit_code == 2


def test_nothing_found_is_told_and_strict_makes_it_a_failure(run: Run, store: Path) -> None:
    words = ("query", "--from", "Iceland", "--store", store)
    assert run(*words).exit_code == 0
    assert run(*words, "--strict").exit_code == 1


def test_extract_explains_itself(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("Japan pledged to support Ukraine. The weather was fine.", "utf-8")
    result = run("extract", text, "--explain", "--verbose")
    assert "rule en." in result.stdout
    assert "no cue of the grammar: The weather was fine." in result.stderr


def test_extract_reads_standard_input(run: Run) -> None:
    result = run(
        "extract", "-", "--format", "jsonl", text="日本はウクライナを支援することを約束した。"
    )
    assert json.loads(result.stdout)["committers"] == ["JPN"]


def test_exports_are_the_same_bytes_every_time(run: Run, store: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    for path in (first, second):
        assert run("export", "-f", "turtle", "-o", path, "--store", store).exit_code == 0
    assert first.read_bytes() == second.read_bytes()
    assert run("check", first).exit_code == 0


def test_view_writes_one_page(run: Run, store: Path, tmp_path: Path) -> None:
    page = tmp_path / "view.html"
    assert run("view", "-o", page, "--store", store).exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
