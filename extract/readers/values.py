"""The values of a claim held to its quote: amount, deadline, polarity, strength."""

import re
from importlib import import_module
from typing import Final

from pledgegraph.extract.readers.claims import Claim
from pledgegraph.extract.readers.wording import (
    GROUPS,
    figures,
    is_currency,
    is_denied,
    is_negated,
    modals,
    units,
)
from pledgegraph.extract.rules import load_grammar
from pledgegraph.ontology.folding import fold

_LANGUAGES: Final = {"en": "english", "zh": "chinese", "ja": "japanese"}
_DENIAL: Final = {"en": (15, 25), "zh": (6, 8), "ja": (24, 8)}  # characters before, after a cue
_UNIT_NAMES: Final = {"%": "percent", "%GDP": "percent", "percentage points": "points"}


def value_faults(claim: Claim, quote: str, lang: str, date: str | None) -> list[str]:
    """Return what the values of a claim say that its quote does not.

    Args:
        claim: What a reader says.
        quote: The words of the quote, without marks and doubled blanks.
        lang: Its language.
        date: The document's date.
    """
    faults = _amount_faults(claim, quote, lang)
    faults += _deadline_faults(claim, quote, lang, date)
    if claim.polarity == "negative" and not is_negated(quote, lang):
        faults.append("polarity negative, but the quote denies nothing")
    if claim.polarity == "positive" and is_denied(_around_cue(claim.cue, quote, lang), lang):
        faults.append("polarity positive, but the quote says not to")
    kinds = modals(quote, lang)
    if claim.strength > 1 and "possibility" in kinds and not _binds(claim.cue, quote, lang):
        faults.append(f"strength {claim.strength}, but the quote only weighs a possibility")
    if claim.strength == 5 and claim.kind == "commitment" and not _obliges(quote, lang, kinds):
        faults.append("strength 5, but the quote has no word of obligation")
    return faults


def _amount_faults(claim: Claim, quote: str, lang: str) -> list[str]:
    if claim.amount is None:
        return []
    if round(claim.amount.value, 6) not in figures(quote, lang, certain=False):
        return [f"amount {claim.amount.value:,.15g}: no such figure in the quote"]
    unit = _UNIT_NAMES.get(claim.amount.unit, claim.amount.unit)
    known = unit in _UNIT_NAMES.values() or is_currency(unit)
    found = units(quote, lang)
    # 元 alone is the local currency.
    local = unit == "CNY" and re.search(r"元|¥", fold(quote, lang))
    if known and unit not in found and not local:
        return [f"amount in {claim.amount.unit}: the quote has no such unit"]
    return []


def _deadline_faults(claim: Claim, quote: str, lang: str, date: str | None) -> list[str]:
    if claim.deadline is None:
        return []
    folded = fold(quote, lang)
    year = float(claim.deadline[:4])
    if year in figures(quote, lang, certain=False) or claim.deadline[:4] in folded:
        return []
    dates = import_module(f"pledgegraph.extract.dates.{_LANGUAGES[GROUPS[lang]]}")
    found = dates.find_deadline(folded, date)
    if found is not None and (found.startswith(claim.deadline) or claim.deadline.startswith(found)):
        return []
    return [f"deadline {claim.deadline}: the quote does not say so"]


def _around_cue(cue: str, quote: str, lang: str) -> str:
    """Return the part of a quote in which a negation denies the act that a cue binds to.

    English and Chinese deny after the cue or in it (pledged not to, 承诺不), Japanese before it
    (しないことを約束した); where the cue does not stand so, the whole quote.
    """
    text, word = fold(quote, lang), fold(" ".join(cue.split()), lang)
    place = text.find(word)
    if place < 0:
        return text
    before, after = _DENIAL[GROUPS[lang]]
    return text[max(0, place - before) : place + len(word) + after]


def _binds(cue: str, quote: str, lang: str) -> bool:
    """Tell whether a claim's cue is one of the grammar, of strength 2 and more."""
    text, word = fold(quote, lang), fold(" ".join(cue.split()), lang)
    place = text.find(word)
    rules = [rule for rule in load_grammar(GROUPS[lang]).rules if rule.strength > 1]
    return place >= 0 and any(
        match.start() < place + len(word) and place < match.end()
        for rule in rules
        for match in rule.pattern.finditer(text)
    )


def _obliges(quote: str, lang: str, kinds: frozenset[str]) -> bool:
    if "obligation" in kinds:
        return True
    folded = fold(quote, lang)
    rules = load_grammar(GROUPS[lang]).rules
    return any(rule.strength == 5 and rule.pattern.search(folded) for rule in rules)
