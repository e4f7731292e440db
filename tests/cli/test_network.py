"""The commands `network`: tables, JSON, one-line refusals."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    ("central",),
    ("reciprocity",),
    ("communities", "--by", "topic"),
    ("change", "2023:2024-06", "2024-07:2024-12"),
]


@pytest.mark.parametrize("words", COMMANDS)
def test_every_measure_is_a_table_and_json(run: Run, store: Path, words: tuple[str, ...]) -> None:
    table = run("network", *words, "--top", "3", "--store", store)
    assert table.exit_code == 0, table.output
    assert len(table.stdout.splitlines()) > 3
    found = run("network", *words, "--format", "json", "--store", store)
    assert json.loads(found.stdout)


@pytest.mark.parametrize("name", [words[0] for words in COMMANDS])
def test_help_tells_method_and_an_example(run: Run, name: str) -> None:
    help_text = run("network", name, "--help").stdout
    assert f"pledgegraph network {name}" in help_text


def test_names_come_in_the_language_asked_for(run: Run, store: Path) -> None:
    result = run("network", "central", "--lang", "ja", "--format", "json", "--store", store)
    assert "日本" in {one["label"] for one in json.loads(result.stdout)}


def test_calls_can_be_measured_and_overlaps_are_refused(run: Run, store: Path) -> None:
    assert run("network", "central", "--kind", "call", "--store", store).exit_code == 0
    result = run("network", "change", "2024", "2024-05", "--store", store)
    assert result.exit_code == 2
    assert "overlap" in result.stderr
