"""The command `export`: recipes run as they stand, refusals are one line."""

import shlex
from pathlib import Path

import pytest

from pledgegraph.export_command import GraphFormat
from pledgegraph.graph.exports import FORMATS
from pledgegraph.graph.exports.howto import RECIPES
from tests.cli.conftest import Run

LINES = sorted(
    {
        line.strip()
        for parts in RECIPES.values()
        for part in parts
        for line in part.splitlines()
        if line.strip().startswith("pledgegraph ")
    }
)


def test_the_command_offers_every_format() -> None:
    assert {one.value for one in GraphFormat} == set(FORMATS)


@pytest.mark.parametrize("line", LINES)
def test_the_commands_of_the_recipes_run(
    run: Run, store: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*shlex.split(line)[1:], "--store", store)
    assert result.exit_code == 0, result.output
    assert len(list(tmp_path.iterdir())) == 1


def test_a_recipe_needs_no_store_and_no_format(run: Run) -> None:
    result = run("export", "--howto", "gephi")
    assert result.exit_code == 0
    assert "pledgegraph export -f gexf" in result.stdout
    assert run("export", "--howto", "nonsense").exit_code == 2


def test_csv_on_stdout_has_no_mark_and_filters_count(run: Run, store: Path) -> None:
    result = run("export", "-f", "csv", "--from", "NATO", "--store", store)
    assert result.stdout.startswith("id,kind,who")
    assert "NATO" in result.stdout


def test_an_existing_folder_is_one_line(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("export", "-f", "neo4j", "-o", tmp_path, "--store", store)
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert "Traceback" not in result.output
