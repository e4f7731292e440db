"""A draft and its place in the text to how sure the reading is: a share of right statements.

The weights are fitted on gold texts by ``tests/quality/calibrate.py``: of a hundred statements
with a confidence of .8, about eighty should be statements with the right parties. They say how
far the reader can be trusted, not how firm a commitment is.
"""

import math
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.ontology.errors import GrammarError
from pledgegraph.ontology.strict_yaml import load_yaml
from pledgegraph.ontology.values import Lang

FILE: Final = Path(__file__).parent / "grammar" / "confidence.yaml"
LONG: Final = 160  # characters of a quote in English; a third of it in Chinese and Japanese


def read_signs(draft: Draft, reading: Reading, lang: Lang) -> Iterator[str]:
    """Yield the names of what speaks for or against a draft.

    Args:
        draft: A statement as the frames gave it.
        reading: The document it stands in.
        lang: Language of its passage.
    """
    yield f"lang.{lang}"
    yield f"kind.{draft.kind}"
    yield f"strength.{draft.strength}"
    yield f"committer.{_where_named(draft, reading)}"
    if len(draft.committers) > 1:
        yield "committer.several"
    if any(one not in reading.register.actors for one in draft.committers):
        yield "committer.outside"
    yield "recipient.named" if draft.recipients else "recipient.none"
    if reading.quotation_at(draft.cue[0]) is not None:
        yield "quoted"
    if draft.end - draft.start > (LONG if lang == "en" else LONG // 3):
        yield "long"
    if draft.confidence < 0.9:
        yield "doubted"  # by the frames themselves


def _where_named(draft: Draft, reading: Reading) -> str:
    """Say whether the committers are named in the quote, shortly before it, or nowhere near."""
    wanted = set(draft.committers)
    inside = {actor for one in reading.mentions_in(draft.start, draft.end) for actor in one.actors}
    if wanted <= inside:
        return "inside"
    before = reading.mentions_in(max(0, draft.start - 120), draft.end)
    near = {actor for one in before for actor in one.actors}
    return "near" if wanted <= near else "far"


def rate(signs: Iterable[str]) -> float:
    """Return the share of statements with such signs that are right, two digits."""
    weights = read_weights()
    total = weights["base"] + sum(weights.get(sign, 0.0) for sign in signs)
    return round(min(max(1 / (1 + math.exp(-total)), 0.05), 0.99), 2)


@cache
def read_weights() -> dict[str, float]:
    """Return the weight of each sign, in logits, and ``base``.

    Raises:
        GrammarError: for a weight that is no number, or without ``base``.
    """
    table: dict[str, str] = load_yaml(FILE, GrammarError)
    try:
        weights = {sign: float(value) for sign, value in table.items()}
    except (TypeError, ValueError) as fault:
        msg = f"{FILE}: {fault}; each weight is a number"
        raise GrammarError(msg) from fault
    if "base" not in weights:
        msg = f"{FILE}: has no base; write it with tests/quality/calibrate.py"
        raise GrammarError(msg)
    return weights
