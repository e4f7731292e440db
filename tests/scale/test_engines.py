"""Two worker processes of each engine, one of them killed in the middle: the same files."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.scale.conftest import SIZE, files, lines

NEEDS = {"local": "pledgegraph", "dask": "distributed", "spark": "pyspark"}
SECONDS = 240  # until a run that hangs is ended


def at_work(output: Path) -> list[tuple[int, str, int]]:
    """The processes that read a partition now, with its id and the place they are at."""
    found = []
    for trail in (output / "parts").glob("*.trail"):
        try:
            words = trail.read_text().rpartition("start ")[2].split()
        except FileNotFoundError:
            continue
        if len(words) > 1 and words[-1] != "end":
            found.append((int(words[0]), trail.stem, int(words[-1])))
    return found


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def kill_one(output: Path, engine: str) -> int | None:
    """Kill a worker that is in the middle of a partition, once another one is finished."""
    if not list((output / "parts").glob("*.json")):
        return None
    for pid, _, place in at_work(output):
        if place >= 1:
            # The process of Python belongs to a daemon, and that to the executor of Spark.
            return end(parent(parent(pid)) if engine == "spark" else pid)
    return None


def end(pid: int) -> int | None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return None  # its trail is still there, for the next process to see
    return pid


def run_killing(
    source: Path, output: Path, engine: str, kill: Callable[[], int | None], times: int = 1
) -> tuple[subprocess.CompletedProcess[str], list[int]]:
    """Run the command beside a thread that kills what ``kill`` chooses, some times."""
    killed: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set() and len(killed) < times:
            found = kill()
            killed.extend([] if found is None else [found])
            time.sleep(0.002 if found is None else 0.2)

    thread = threading.Thread(target=watch)
    thread.start()
    words = ["corpus", "run", str(source), str(output), "--engine", engine]
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pledgegraph", *words, "--workers", "2", "--size", str(SIZE)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    finally:
        over.set()
        thread.join()
    return ran, killed


@pytest.mark.parametrize("engine", NEEDS)
def test_a_killed_worker_changes_nothing(
    engine: str, corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    missing = find_spec(NEEDS[engine]) is None or (engine == "spark" and not shutil.which("java"))
    if missing and os.environ.get("CI") != "true":
        pytest.skip(f"{NEEDS[engine]} is not installed: pip install 'pledgegraph[{engine}]'")
    output = tmp_path / "out"
    ran, killed = run_killing(corpus, output, engine, lambda: kill_one(output, engine))
    assert ran.returncode == 0, ran.stderr
    assert len(killed) == 1
    assert "60 documents" in ran.stderr
    assert "1 left out" in ran.stderr
    assert files(output) == expected
    manifest = json.loads((output / "manifest.json").read_text())
    assert (manifest["documents"], manifest["dead"]) == (60, 1)


def test_a_document_that_ends_its_process_costs_itself_only(tmp_path: Path) -> None:
    found = lines(30)
    long = "\n".join(json.loads(one)["text"] for one in found) * 4
    found[14] = json.dumps({"name": "deadly.txt", "text": long})
    source, output = tmp_path / "speeches.jsonl", tmp_path / "out"
    source.write_text("\n".join(found))

    def kill() -> int | None:
        for pid, partition, place in at_work(output):
            if partition.endswith("000001") and place == 4:
                return end(pid)
        return None

    ran, killed = run_killing(source, output, "local", kill, times=5)
    assert ran.returncode == 0, ran.stderr
    assert len(killed) == 2
    dead = [json.loads(one) for one in (output / "dead-letters.jsonl").read_text().splitlines()]
    assert [one["place"] for one in dead] == ["speeches.jsonl:15"]
    assert "ended the process twice" in dead[0]["reason"]
    assert json.loads((output / "manifest.json").read_text())["documents"] == 29
