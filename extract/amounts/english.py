# ruff: noqa: E501 (a pattern is read as one line)
"""English text to the figure an act is about: money, shares, persons and counted things."""

import re

from pledgegraph.ontology.records import Amount

_SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "hundred": 1e2,
    "dozen": 12,
    "crore": 1e7,
    "lakh": 1e5,
}
_CURRENCIES = {
    "US$": "USD", "$": "USD", "USD": "USD", "dollar": "USD", "U.S. dollar": "USD", "US dollar": "USD", "€": "EUR",
    "EUR": "EUR", "euro": "EUR", "£": "GBP", "GBP": "GBP", "pound": "GBP", "¥": "JPY", "JPY": "JPY", "yen": "JPY",
    "CNY": "CNY", "RMB": "CNY", "yuan": "CNY", "renminbi": "CNY", "A$": "AUD", "AU$": "AUD", "AUD": "AUD",
    "Australian dollar": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "Canadian dollar": "CAD", "₹": "INR",
    "INR": "INR", "Rs": "INR", "Rs.": "INR", "rupee": "INR", "ruble": "RUB", "rouble": "RUB", "RUB": "RUB", "₽": "RUB",
    "won": "KRW", "KRW": "KRW", "₩": "KRW", "CHF": "CHF", "Swiss franc": "CHF", "krona": "SEK", "kronor": "SEK",
    "SEK": "SEK", "krone": "NOK", "kroner": "NOK", "NOK": "NOK", "DKK": "DKK", "NT$": "TWD", "HK$": "HKD",
    "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "rand": "ZAR", "ZAR": "ZAR", "naira": "NGN", "zloty": "PLN",
    "shekel": "ILS", "lira": "TRY", "riyal": "SAR", "dirham": "AED", "peso": "MXN", "real": "BRL", "reais": "BRL",
}  # fmt: skip
_WORDS = {
    word: float(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        1,
    )
} | {
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
}
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?|"
    + "|".join(_WORDS)
    + "|half a)"
)
_SCALE = r"(?:[\s-]?(?:thousand|million|billion|trillion|hundred|dozen|crore|lakh|mn|bn|tn)\b|(?:[mkb]|bn|tn)\b)"
_SIGNS = sorted((s for s in _CURRENCIES if not s[0].islower()), key=len, reverse=True)
_NAMES = sorted((s for s in _CURRENCIES if s[-1].islower()), key=len, reverse=True)
_BEFORE = re.compile(
    r"(?<![A-Za-z])(?P<sign>"
    + "|".join(re.escape(s) for s in _SIGNS)
    + rf")\s?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?"
)
_AFTER = re.compile(
    rf"\b(?P<number>{_NUMBER})(?P<scale>{_SCALE}{{0,2}})\s?(?P<sign>"
    + "|".join(re.escape(s) for s in (*_NAMES, "€", "USD", "EUR", "CNY", "RMB", "JPY", "GBP"))
    + r")(?:s\b|\b|(?<=€))"
)
_PERCENT = re.compile(
    rf"\b(?P<number>{_NUMBER})\s?(?P<unit>percentage points?|per ?cent|%|basis points)(?P<gdp>\s+of\s+(?:its |their |our |the |each |national |annual )*(?:GDP|gross domestic product|economic output))?"
)
_PERSONS = (
    "troops|soldiers|personnel|people|persons|men|women|police officers|officers|refugees|workers|students|experts|peacekeepers|jobs|children|migrants|"
    "trainees|teachers|doctors|nurses|staff|servicemen|civilians|households|families|scholars|scholarships|professionals|engineers|volunteers|prisoners|hostages|"
    "employees|apprentices|recruits|participants|youth|farmers|security men|military officers|advisers|observers|monitors|inspectors|citizens|trainers|workers"
)
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<number>{_NUMBER})(?P<scale>{_SCALE})?\s+(?:(?:additional|new|more|extra|further|of|its|the|young|skilled|local|foreign|[A-Z][a-z]+(?:n|ese|ish|i)|Chinese|American|African|"
    r"Japanese|security|police|military|electric|modern|high-tech|[a-z]+-[a-z]+|[a-z]+(?:ed|al|ic|ar|ine|ble)) ){0,2}(?P<noun>[a-z][a-z-]{2,})"
)
_NOT_COUNTED = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|countries|nations|states|sides|parties|leaders|times|of|and|or|to|in|on|per|percent|cent|"
    r"members?|pillars?|priorities|areas|points?|principles|governments|ministers|presidents|other|others|st|th|nd|rd|centuries|century|rounds?|steps|"
    r"way|ways|occasions|phases|documents|seas|continents|peoples|heads|is|was|will|that|which|more|most|another|key|main|capitals|allies|by|for|at)$"
)


def find_amount(text: str) -> Amount | None:
    """Return the main figure of a text: the first sum of money, else a share, else a count.

    Args:
        text: Folded text of an action.
    """
    if not any(c.isdigit() for c in text) and not _COUNTED.search(text):
        return None
    money = [m for m in (_BEFORE.search(text), _AFTER.search(text)) if m]
    if money:
        first = min(money, key=lambda m: m.start())
        return Amount(value=_figure(first), unit=_CURRENCIES[first.group("sign")])
    share = _PERCENT.search(text)
    if share:
        return Amount(value=_figure(share), unit=_share_unit(share))
    for match in _COUNTED.finditer(text):
        noun = match.group("noun")
        value = _figure(match)
        described = re.match(r" (?:[a-z-]+ )?([a-z]+s)\b", text[match.end() :])
        if noun.endswith("ly") and described:
            noun = described.group(1)
        if _NOT_COUNTED.match(noun) or (match.group("scale") is None and _is_year(match)):
            continue
        if re.fullmatch(_PERSONS, noun):
            return Amount(
                value=value,
                unit="persons" if noun not in ("jobs", "households", "families") else noun,
            )
        if (value >= 10 and noun.endswith("s")) or match.group("scale"):
            return Amount(value=value, unit=noun)
    return None


def _is_year(match: re.Match[str]) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", match.group("number")))


def _share_unit(match: re.Match[str]) -> str:
    unit = match.group("unit")
    if unit.startswith("percentage"):
        return "percentage points"
    if unit.startswith("basis"):
        return "basis points"
    return "%GDP" if match.group("gdp") else "%"


def _figure(match: re.Match[str]) -> float:
    word = match.group("number").replace(",", "")
    value = _WORDS[word] if word in _WORDS else 0.5 if word == "half a" else float(word)
    for scale in re.findall(r"[a-z]+", (match.groupdict().get("scale") or "").lower()):
        value *= _SCALES.get(scale, 1)
    return value
