"""The server over a large store: first page, search, and many readers at once on loopback.

Run: PYTHONPATH=. python benchmarks/serve_figures.py [STATEMENTS] [READERS] [SECONDS]
"""

import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from benchmarks.graph_figures import documents
from pledgegraph.graph.store import Store

PAGES = (
    "/",
    "/statements?from=USA&to=JPN",
    "/statements?since=2024-06&page=3",
    "/actor/JPN",
    "/document/7.txt",
    "/api/statements?from=FRA&size=20",
    "/api/stats",
    "/sparql?query=SELECT%20%3Fs%20%7B%20%3Fs%20pg%3Acommitter%20pga%3AITA%20%7D%20LIMIT%2020",
)
HEADERS = {"accept": "text/html, application/json;q=0.9, */*;q=0.8"}


def fill(folder: Path, count: int) -> None:
    """Make a store of so many commitments."""
    with Store.open(folder) as store:
        for document, found in documents(count, random.Random(1)):
            store.add(document, found)


def told(name: str, values: list[float]) -> None:
    """Print the median and the slowest of some times."""
    middle = statistics.median(values) * 1000
    sys.stdout.write(f"{name:42} {middle:8.0f} ms median, {max(values) * 1000:.0f} ms slowest\n")


def measure(address: str) -> None:
    """Print how long pages and searches take, one after the other."""
    with httpx.Client(base_url=address, timeout=60, headers=HEADERS) as client:

        def times(paths: list[str]) -> list[float]:
            found = []
            for path in paths:
                start = time.perf_counter()
                client.get(path).raise_for_status()
                found.append(time.perf_counter() - start)
            return found

        told("first page, first visit", times(["/"]))
        told("first page", times(["/"] * 20))
        words = [f"/statements?text=matter%20{n}." for n in range(20)]
        told("search in quotes, each word new", times(words))
        told("search in quotes, again", times(words))
        told("network of 500 statements", times(["/network?from=USA"] * 5))
        for path in PAGES[1:]:
            told(path[:40], times([path] * 10))


def crowd(address: str, readers: int, seconds: float) -> None:
    """Print what many readers at once get."""
    faults: list[str] = []
    values: list[float] = []
    until = time.monotonic() + seconds

    def read(number: int) -> None:
        draw = random.Random(number)
        with httpx.Client(base_url=address, timeout=60, headers=HEADERS) as client:
            while time.monotonic() < until:
                start = time.perf_counter()
                try:
                    answer = client.get(draw.choice(PAGES))
                    if answer.status_code != 200:
                        faults.append(f"{answer.status_code} {answer.text[:80]}")
                except httpx.HTTPError as fault:
                    faults.append(repr(fault))
                values.append(time.perf_counter() - start)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    told(f"{readers} readers for {seconds:g} s, {len(values)} answers", values)
    sys.stdout.write(f"faults: {len(faults)} {faults[:3]}\n")


def main() -> None:
    """Fill a store, serve it, measure."""
    count, readers, seconds = (
        int(one) for one in (*sys.argv[1:], *("100000", "50", "60")[len(sys.argv) - 1 :])
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        fill(place, count)
        command = [
            sys.executable,
            "-m",
            "pledgegraph",
            "serve",
            "--port",
            "0",
            "--store",
            str(place),
        ]
        start = time.perf_counter()
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            address = process.stderr.readline().strip()
            sys.stdout.write(
                f"{count} statements; listening after {time.perf_counter() - start:.1f} s\n"
            )
            measure(address)
            crowd(address, readers, seconds)
            process.terminate()


if __name__ == "__main__":
    main()
