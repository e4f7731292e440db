"""Engines of `corpus run` beside plain multiprocessing, once warm: documents a second.

python benchmarks/corpus_engines.py 20000 local dask spark
"""

import json
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pledgegraph.corpus.engines import Setting, load_engine
from pledgegraph.corpus.notes import Note
from pledgegraph.corpus.partitions import Partition, plan_partitions
from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.contents import read_contents
from pledgegraph.graph.triples import nquads

EXAMPLES = Path(__file__).parents[1] / "examples"
WORKERS = 2
SIZE = 100


def write_corpus(path: Path, count: int) -> None:
    """Write documents of the examples, each of them another one."""
    texts = [one.read_text("utf-8")[:1200] for one in sorted(EXAMPLES.glob("*.txt"))]
    with path.open("w", encoding="utf-8") as stream:
        for place in range(count):
            text = f"{texts[place % len(texts)]}\nNo. {place}"
            stream.write(json.dumps({"name": f"{place}.txt", "text": text}) + "\n")


def plain(task: tuple[Partition, str]) -> int:
    """Do the bare work of a partition: lines to N-Quads, nothing else."""
    partition, folder = task
    with (Path(partition.root) / partition.source).open("rb") as stream:
        stream.seek(partition.start)
        lines = stream.read(partition.stop - partition.start).splitlines()
    with (Path(folder) / f"{partition.id}.nq").open("w", encoding="utf-8") as output:
        for line in lines:
            found = json.loads(line)
            document = read_text(found["text"], found["name"])
            contents = read_contents(document, extract_statements(document))
            output.write(nquads([*contents.quads, *contents.entry]))
    return len(lines)


def plain_counts(partitions: list[Partition], folder: Path) -> Iterator[int]:
    """Yield the documents of each partition as a plain pool finishes it."""
    with multiprocessing.get_context("spawn").Pool(WORKERS) as pool:
        yield from pool.imap_unordered(plain, [(one, str(folder)) for one in partitions])


def engine_counts(name: str, partitions: list[Partition], folder: Path) -> Iterator[int]:
    """Yield the documents of each partition as an engine finishes it."""
    (folder / "parts").mkdir()
    setting = Setting(folder, WORKERS, table=False)
    for note in load_engine(name)(partitions, setting):
        if not isinstance(note, Note):
            raise SystemExit(note.reason)
        yield len(note.documents)


def rate(counts: Iterator[int]) -> float:
    """Return documents a second, from when every worker has given one partition."""
    for _ in range(WORKERS):
        next(counts)
    start = time.perf_counter()
    total = sum(counts)
    return total / (time.perf_counter() - start)


def main() -> None:
    """Print the rate of each engine and what it costs over plain multiprocessing."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    home = Path(tempfile.mkdtemp())
    try:
        write_corpus(home / "corpus.jsonl", count)
        partitions = plan_partitions(home / "corpus.jsonl", SIZE)
        (home / "plain").mkdir()
        base = rate(plain_counts(partitions, home / "plain"))
        sys.stdout.write(f"{count} documents, {WORKERS} workers\nplain  {base:8.1f}/s\n")
        for name in sys.argv[2:] or ["local"]:
            (home / name).mkdir()
            found = rate(engine_counts(name, partitions, home / name))
            sys.stdout.write(f"{name:6} {found:8.1f}/s  {base / found - 1:+.1%}\n")
    finally:
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
