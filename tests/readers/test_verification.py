"""Falsified quotes are never evidence; verbatim ones are found wherever and however they stand."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import opencc
import pytest

from pledgegraph.extract.readers.claims import Claim
from pledgegraph.extract.readers.quotes import LEVELS, QuoteFinder
from pledgegraph.extract.readers.verification import Maker, Verdict, Verifier
from pledgegraph.extract.readers.wording import differences, figures, units
from pledgegraph.ontology.records import Document
from pledgegraph.ontology.strict_yaml import load_yaml

HERE = Path(__file__).parent
FALSIFIED: list[dict[str, Any]] = load_yaml(HERE / "falsified.yaml")
VERBATIM: list[dict[str, Any]] = load_yaml(HERE / "verbatim.yaml")
MAKER = Maker("llm", "llm test")


def claim_of(case: dict[str, Any], **changes: Any) -> Claim:
    """Make the claim of a case of the fixed sets."""
    inferred = case.get("inferred") == "true"
    party: dict[str, Any] = {"id": case["by"], "inferred": inferred}
    if not inferred:
        party["words"] = case.get("words") or case["quote"]
    quote = case["quote"]
    fields: dict[str, Any] = {
        "quote": quote,
        "kind": "commitment",
        "committers": [party],
        "strength": int(case.get("strength", "3")),
        "polarity": case.get("polarity", "positive"),
        "cue": case.get("cue", "will"),
        "action": case.get("action", quote),
        "amount": case.get("amount"),
        "deadline": case.get("deadline"),
    }
    return Claim.model_validate(fields | changes)


def judged(case: dict[str, Any]) -> Verdict:
    document = Document(name="case.txt", text=case["text"], lang=case["lang"], date="2026-03-01")
    return Verifier(document).verify(claim_of(case), MAKER)


def _name(case: dict[str, Any]) -> str:
    return f"{case['lang']}-{case.get('how', '')}-{case['quote'][:12]}"


def test_the_falsified_set_is_large_and_of_four_languages() -> None:
    langs = Counter(case["lang"] for case in FALSIFIED)
    assert set(langs) == {"en", "zh-Hans", "zh-Hant", "ja"}
    assert min(langs.values()) >= 10
    assert sum(langs.values()) >= 40


@pytest.mark.parametrize("case", FALSIFIED, ids=_name)
def test_a_falsified_quote_is_no_evidence(case: dict[str, Any]) -> None:
    verdict = judged(case)
    assert verdict.statement is None
    assert all(verdict.reasons)


# The forms in which a document may hold a sentence (text of the document, text of the reader).
def _wrapped(text: str, mark: str = "\n") -> str:
    if text.isascii() or " " in text[:20]:
        return re.sub(r"(.{40,60}?) ", rf"\1{mark}", text)
    place = next(n for n in range(27, 45) if not text[n - 1].isascii() and not text[n].isascii())
    return text[:place] + mark + text[place:]


def _wide(text: str) -> str:
    if text.isascii() or " " in text[:20]:
        return text
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def _bold(text: str) -> str:
    start = text.index(" ") + 1 if " " in text[:20] else 2
    end = text.index(" ", start) if " " in text[:20] else 4
    return f"{text[:start]}**{text[start:end]}**{text[end:]}"


_OTHER_SCRIPT = {"zh-Hans": opencc.OpenCC("s2t"), "zh-Hant": opencc.OpenCC("t2s")}
Form = Callable[[str], tuple[str, str]]
FORMS: dict[str, Form] = {
    "as it is": lambda text: (text, text),
    "wrapped": lambda text: (_wrapped(text), text),
    "wrapped by the reader": lambda text: (text, _wrapped(text)),
    "wrapped in a mail": lambda text: (_wrapped(text, "\n> "), text),
    "wrapped with CRLF": lambda text: (_wrapped(text, "\r\n"), text),
    "wide": lambda text: (_wide(text), text),
    "narrow": lambda text: (text, _wide(text)),
    "with zero-width marks": lambda text: (text[:9] + "\u200b" + text[9:], text),
    "in bold": lambda text: (_bold(text), text),
    "with plain quotation marks": lambda text: (text, text.translate(str.maketrans("“”–", '""-'))),
}


def _told() -> Iterator[tuple[str, dict[str, Any], str, str]]:
    for case in VERBATIM:
        for name, form in FORMS.items():
            stands, told = form(case["quote"])
            if name == "as it is" or (stands, told) != (case["quote"], case["quote"]):
                yield name, case, stands, told
        if case["lang"] in _OTHER_SCRIPT:
            told = _OTHER_SCRIPT[case["lang"]].convert(case["quote"])
            yield "in the other script", case, case["quote"], told
            yield "other script, wrapped", case, _wrapped(case["quote"]), told


TOLD = list(_told())
_AROUND = {
    "en": ("The talks lasted two days.\n\n", ". Both sides were content.\n"),
    "zh-Hans": ("会谈持续了两天。\n\n", "。双方都表示满意。\n"),
    "zh-Hant": ("會談持續了兩天。\n\n", "。雙方都表示滿意。\n"),
    "ja": ("会談は二日間続いた。\n\n", "。双方とも満足した。\n"),
}


def test_the_verbatim_set_is_large() -> None:
    assert len(TOLD) >= 80
    assert {case["lang"] for _, case, _, _ in TOLD} == set(_AROUND)


@pytest.mark.parametrize(
    ("form", "case", "stands", "told"),
    TOLD,
    ids=[f"{t[1]['lang']}-{t[0]}-{t[1]['quote'][:8]}" for t in TOLD],
)
def test_a_verbatim_quote_is_found_with_exact_offsets(
    form: str, case: dict[str, Any], stands: str, told: str
) -> None:
    before, after = _AROUND[case["lang"]]
    document = Document(
        name="case.txt", text=before + stands + after, lang=case["lang"], date="2026-03-01"
    )
    place = QuoteFinder(document).find(told)
    assert place is not None
    assert (place.start, place.end) == (len(before), len(before) + len(stands))
    assert place.level in LEVELS
    assert (place.level == "exact") == (stands == told)
    verdict = Verifier(document).verify(claim_of(case, quote=told, action=told), MAKER)
    assert verdict.reasons == ()
    assert verdict.statement is not None
    assert verdict.statement.quote == stands
    assert verdict.statement.committers == (case["by"],)


def test_a_quote_of_another_passage_is_refused_with_its_reason() -> None:
    document = Document(name="a.txt", text="Japan will help Fiji. Fiji will pay.", lang="en")
    case = {"by": "JPN", "words": "Japan", "quote": "Japan will help Fiji"}
    verdict = Verifier(document).verify(claim_of(case), MAKER, within=(22, 36))
    assert verdict.reasons == (
        "the quote stands elsewhere in the document, not in the passages asked about",
    )


def test_an_action_in_another_language_is_compared_by_what_it_means() -> None:
    chinese = "美國將向菲律賓提供5億美元軍援"
    assert differences("give 500 million dollars of military aid", "en", chinese, "zh-Hant") == []
    assert differences("give 5 billion dollars of aid", "en", chinese, "zh-Hant") != []
    assert differences("not give 500 million dollars", "en", chinese, "zh-Hant") != []


def test_figures_and_units_are_the_same_in_four_languages() -> None:
    said = {
        "en": "1.2 billion dollars and three hundred troops",
        "zh-Hans": "12亿美元和300名士兵",
        "zh-Hant": "12億美元和300名士兵",
        "ja": "12億ドルと300名の部隊員",
    }
    for lang, text in said.items():
        assert figures(text, lang, certain=True) == {1.2e9, 300.0}, lang
        assert {"USD", "persons"} <= units(text, lang), lang


def test_inferred_parties_cost_confidence_and_are_named_in_the_rule() -> None:
    document = Document(
        name="a.txt", text="Japan met Fiji. We will build a new port.", lang="en", parties=("JPN",)
    )
    case = {"by": "JPN", "inferred": "true", "quote": "We will build a new port"}
    statement = Verifier(document).verify(claim_of(case), MAKER).statement
    assert statement is not None
    assert statement.confidence < 0.75
    assert "inferred JPN" in statement.rule
