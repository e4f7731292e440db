"""A store of the examples, made once, and a runner of commands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pledgegraph.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
Run = Callable[..., Result]


@pytest.fixture(scope="session")
def run() -> Run:
    def command(*words: str | Path, text: str | None = None) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=text)

    return command


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, run: Run) -> Path:
    path = tmp_path_factory.mktemp("cli") / "store"
    result = run("add", EXAMPLES, "--store", path)
    assert result.exit_code == 0, result.output
    assert "12 added" in result.stderr
    return path
