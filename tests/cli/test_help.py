"""Help shows an example of every command; the examples and the README's blocks run."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from pledgegraph.cli import app
from tests.cli.conftest import EXAMPLES, Run

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
README = EXAMPLES.parent / "README.md"


def _blocks() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line[2:] for line in lines if line.startswith("$ pledgegraph")]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"pledgegraph {name}" in result.stdout


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found is not None
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    names: dict[str, list[object]] = {}
    exec(found.group(1), {}, names)
    assert names["edges"]


@pytest.mark.parametrize("line", _blocks())
def test_the_commands_of_the_readme_run(
    run: Run, store: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(line)[1:]
    if ">" in words:
        words = words[: words.index(">")]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.setenv("PLEDGEGRAPH_STORE", str(tmp_path / "store"))
    assert run("add", EXAMPLES).exit_code == 0
    if words[0] == "check":
        assert run("export", "-f", "turtle", "-o", words[-1]).exit_code == 0
    assert run(*words).exit_code == 0
