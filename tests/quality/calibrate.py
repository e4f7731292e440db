"""Fit the weights of ``extract/grammar/confidence.yaml`` and print how far they can be trusted.

Run: python tests/quality/calibrate.py FOLDER… [--write]. Each folder holds gold texts in the
form of ``pledgegraph evaluate``. The table shows, per band of confidence, how many statements
were right (found in the gold, with its committers and recipients) when the weights had been
fitted without the document they stand in.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pledgegraph.extract import confidence
from pledgegraph.extract.evaluation import compare_statements, is_frame_right
from pledgegraph.extract.gold import read_gold
from pledgegraph.extract.pipeline import signed_statements

PENALTY = 2.0  # of squared weights: few texts must not make sure weights
ROUNDS = 400
BANDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Case(NamedTuple):
    """A statement with its document, its signs, and whether it was right."""

    doc: str
    signs: tuple[str, ...]
    right: bool


def read_cases(folder: Path) -> list[Case]:
    """Return a case for each statement found in the texts of a folder; borderline ones are out."""
    cases = []
    for text in read_gold(folder):
        found = list(signed_statements(text.document))
        signs = {statement.id: marks for statement, marks in found}
        comparison = compare_statements(text.records, [one for one, _ in found])
        for match in comparison.matches:
            right = is_frame_right(match)
            cases.append(Case(text.document.name, signs[match.found.id], right))
        for one in comparison.false_alarms:
            cases.append(Case(text.document.name, signs[one.id], right=False))
    return cases


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return weights by logistic regression with a squared penalty, by descent with momentum."""
    signs = sorted({sign for case in cases for sign in case.signs})
    weights = dict.fromkeys(["base", *signs], 0.0)
    speed = dict.fromkeys(weights, 0.0)
    step = 0.1 / max(1, len(cases))
    for _ in range(ROUNDS):
        slope = {sign: -PENALTY * weights[sign] for sign in signs} | {"base": 0.0}
        for case in cases:
            error = case.right - predicted(weights, case.signs)
            for sign in ("base", *case.signs):
                slope[sign] += error
        for sign, value in slope.items():
            speed[sign] = 0.9 * speed[sign] + step * value
            weights[sign] += speed[sign]
    return weights


def predicted(weights: dict[str, float], signs: Iterable[str]) -> float:
    """Return the probability that weights give."""
    total = weights["base"] + sum(weights.get(sign, 0.0) for sign in signs)
    return 1 / (1 + math.exp(-total))


def left_out(cases: Sequence[Case], parts: int = 8) -> list[tuple[float, bool]]:
    """Return what each case is given by weights that never saw its document, and the truth."""
    names = sorted({case.doc for case in cases})
    pairs = []
    for part in range(parts):
        hidden = set(names[part::parts])
        weights = fit([case for case in cases if case.doc not in hidden])
        pairs += [(predicted(weights, c.signs), c.right) for c in cases if c.doc in hidden]
    return pairs


def table(pairs: Sequence[tuple[float, bool]]) -> str:
    """Return the reliability table, the Brier score and the expected calibration error."""
    lines = ["| confidence | statements | mean confidence | right |", "| --- | --- | --- | --- |"]
    error = 0.0
    for low, high in pairwise(BANDS):
        band = [(p, right) for p, right in pairs if low <= p < high]
        if not band:
            continue
        mean = sum(p for p, _ in band) / len(band)
        share = sum(right for _, right in band) / len(band)
        error += abs(mean - share) * len(band) / len(pairs)
        lines.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(band)} | {mean:.2f} | {share:.2f} |")
    brier = sum((p - right) ** 2 for p, right in pairs) / len(pairs)
    base = sum(right for _, right in pairs) / len(pairs)
    lines.append(
        f"\n{len(pairs)} statements, {base:.2f} right; Brier {brier:.3f} (always {base:.2f}:"
        f" {base * (1 - base):.3f}); expected calibration error {error:.3f}"
    )
    return "\n".join(lines)


def main() -> None:
    """Fit, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    cases = [case for folder in given.folders for case in read_cases(folder)]
    sys.stdout.write(table(left_out(cases)) + "\n")
    if given.write:
        lines = [f"{sign}: {weight:.2f}" for sign, weight in fit(cases).items()]
        head = "# Weights of signs in logits, fitted by tests/quality/calibrate.py.\n"
        confidence.FILE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
