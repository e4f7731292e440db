"""Scores of the open gold sets, with the definitions of the gold's own ``score.py``.

Run by itself it prints the floors that the present scores would allow; ``--write`` stores those
that are higher than the ones on file.
"""

import importlib.util
import json
import math
import sys
from pathlib import Path
from typing import Any

import yaml

from pledgegraph.extract.documents import read_file
from pledgegraph.extract.pipeline import extract_statements

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FLOORS = Path(__file__).parent / "floors.yaml"
SETS = ("seeds", "dev")
SLACK = 0.005  # a floor lies this much below what was measured


def read_score_module() -> Any:
    """Return the scorer of the gold folder as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(name: str) -> dict[str, dict[str, float | None]]:
    """Return the score rows of one set by ``kind/lang``."""
    scorer = read_score_module()
    langs = json.loads((GOLD / name / "langs.json").read_text("utf-8"))
    gold, stems = scorer.load(GOLD / name)
    files = {path.stem: path for path in (GOLD / name).rglob("*.txt")}
    groups: dict[str, tuple[list[Any], list[Any], list[Any]]] = {}
    for stem in stems:
        document = read_file(files[stem])
        found = [one.model_dump(mode="json") for one in extract_statements(document)]
        wanted = [record for record in gold if record["doc"] == f"{stem}.txt"]
        for part, records in zip(range(3), scorer.pair(wanted, found), strict=True):
            for record in records:
                kind = (record[0] if part == 0 else record)["kind"]
                key = f"{kind}/{langs[stem]}"
                groups.setdefault(key, ([], [], []))[part].append(record)
    return {key: scorer.score(*parts) for key, parts in sorted(groups.items())}


def main() -> None:
    """Print or store the floors."""
    floors = yaml.safe_load(FLOORS.read_text("utf-8")) or {}
    for name in SETS:
        for key, row in measure(name).items():
            known = floors.setdefault(name, {}).setdefault(key, {})
            for field in ("find", "frame"):
                value = math.floor(1000 * ((row[field] or 0.0) - SLACK)) / 1000
                known[field] = max(known.get(field, 0.0), max(0.0, value))
    head = "".join(line for line in FLOORS.read_text("utf-8").splitlines(True) if line[0] == "#")
    text = head + yaml.safe_dump(floors, sort_keys=True)
    if "--write" in sys.argv:
        FLOORS.write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
