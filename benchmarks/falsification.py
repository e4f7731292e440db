"""Falsified and verbatim quotes, given to pledgegraph and to langextract as a model's answer.

pip install langextract; PYTHONPATH=. python benchmarks/falsification.py

Both get the same text and the same quote, langextract through a model that only repeats it. A
quote counts as accepted where the tool gives it a place in the text. Only what concerns the words
of the quote is compared: fields and cut quotes are checked by pledgegraph alone.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import langextract
from langextract.core.base_model import BaseLanguageModel
from langextract.core.data import ExampleData, Extraction
from langextract.core.types import ScoredOutput

from pledgegraph.extract.readers.quotes import QuoteFinder
from pledgegraph.extract.readers.verification import Verifier
from pledgegraph.ontology.records import Document
from tests.readers.test_verification import _AROUND, FALSIFIED, MAKER, TOLD, claim_of

EXAMPLE = ExampleData(
    text="Chad will help Mali.", extractions=[Extraction("commitment", "Chad will help Mali")]
)


class Repeating(BaseLanguageModel):
    """A model that answers with one quote."""

    def __init__(self, quote: str) -> None:
        super().__init__()
        self.quote = quote

    def infer(self, batch_prompts: Sequence[str], **_: Any) -> Iterator[Sequence[ScoredOutput]]:
        """Yield the quote for every prompt."""
        told = json.dumps({"extractions": [{"commitment": self.quote}]}, ensure_ascii=False)
        for _prompt in batch_prompts:
            yield [ScoredOutput(score=1.0, output=told)]


def langextract_place(text: str, quote: str) -> tuple[int, int] | None:
    """Return where langextract says that a quote stands."""
    found = langextract.extract(
        text_or_documents=text,
        prompt_description="Find commitments.",
        examples=[EXAMPLE],
        model=Repeating(quote),
        fence_output=False,
        show_progress=False,
        max_char_buffer=10_000,
    )
    for one in found.extractions:
        span = one.char_interval
        if span is not None and span.start_pos is not None:
            return span.start_pos, span.end_pos
    return None


def main() -> None:
    """Print how many falsified quotes each accepts, and how many verbatim ones each finds."""
    counts: Counter[str] = Counter()
    for case in FALSIFIED:
        if case["quote"] in case["text"]:
            continue
        document = Document(name="a", text=case["text"], lang=case["lang"], date="2026-03-01")
        counts["falsified"] += 1
        counts["ours"] += Verifier(document).verify(claim_of(case), MAKER).statement is not None
        counts["langextract"] += langextract_place(case["text"], case["quote"]) is not None
    for _, case, stands, told in TOLD:
        before, after = _AROUND[case["lang"]]
        text, span = before + stands + after, (len(before), len(before) + len(stands))
        place = QuoteFinder(Document(name="a", text=text, lang=case["lang"])).find(told)
        theirs = langextract_place(text, told)
        counts["verbatim"] += 1
        counts["ours exact"] += place is not None and place[:2] == span
        counts["langextract found"] += theirs is not None
        counts["langextract exact"] += theirs == span
    sys.stdout.write(
        f"falsified quotes {counts['falsified']}: accepted by pledgegraph {counts['ours']},"
        f" by langextract {counts['langextract']}\n"
        f"verbatim quotes {counts['verbatim']}: place exact in pledgegraph"
        f" {counts['ours exact']}, in langextract {counts['langextract exact']}"
        f" (found {counts['langextract found']})\n"
    )


if __name__ == "__main__":
    main()
