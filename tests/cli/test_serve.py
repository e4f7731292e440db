"""The server as a command: it says its address, answers, ends on a signal, and lets go."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

from tests.cli.conftest import Run


def test_it_serves_until_it_is_told_to_stop(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Japan pledged to help Ukraine.", encoding="utf-8")
    store = tmp_path / "store"
    assert run("add", tmp_path / "a.txt", "--store", store).exit_code == 0
    command = [sys.executable, "-m", "pledgegraph", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\n", line)
        assert found, line
        assert httpx.get(found[1] + "api/stats", timeout=30).json()["statements"] == 1
        read = run("stats", "--store", store)
        held = run("remove", "a.txt", "--store", store)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert "is from its copy" in read.stderr
    assert (held.exit_code, str(process.pid) in held.stderr) == (2, True)
    assert run("stats", "--store", store).exit_code == 0


def test_others_are_let_in_only_with_a_token(run: Run, tmp_path: Path) -> None:
    answer = run("serve", "--host", "0.0.0.0", "--store", tmp_path / "none")
    assert answer.exit_code == 2
    assert "--token" in answer.stderr


def test_a_missing_store_is_told(run: Run, tmp_path: Path) -> None:
    answer = run("serve", "--store", tmp_path / "none")
    assert answer.exit_code == 2
    assert "there is no store" in answer.stderr
