"""A corpus of the examples as JSON Lines, and what a run of it must give."""

import json
from pathlib import Path

import pytest

from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import plan_partitions

EXAMPLES = Path(__file__).parents[2] / "examples"
SIZE = 10
BROKEN = '{"name": "broken.txt", "text": "Japan pledged'


def lines(count: int) -> list[str]:
    """Documents of the examples, each with a number that makes it another one."""
    texts = [one.read_text("utf-8") for one in sorted(EXAMPLES.glob("*.txt"))]
    return [
        json.dumps(
            {
                "name": f"speech-{place:03d}.txt",
                "text": f"{texts[place % len(texts)]}\nNo. {place}",
                "date": "2024-05-01",
                "publisher": "Example Post",
                "room": place,
            },
            ensure_ascii=False,
        )
        for place in range(count)
    ]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 documents in two files, and among them one line that is no JSON."""
    folder = tmp_path_factory.mktemp("corpus")
    found = lines(60)
    (folder / "first.jsonl").write_text("\n".join([*found[:25], BROKEN, *found[25:40]]) + "\n")
    (folder / "second.jsonl").write_text("\n".join(found[40:]))
    return folder


def files(output: Path) -> dict[str, bytes]:
    """The files of the partitions, by name."""
    return {one.name: one.read_bytes() for one in sorted((output / "parts").iterdir())}


@pytest.fixture(scope="session")
def expected(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files that one process writes, without any engine."""
    output = tmp_path_factory.mktemp("expected")
    (output / "parts").mkdir()
    for one in plan_partitions(corpus, SIZE):
        run_partition(one, str(output))
    return files(output)
