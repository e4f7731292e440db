"""What a text says and what is said of it: figures, units, negations and modals compared.

English: "will provide 10 billion dollars" is not said by "will provide 100 billion yen".
Chinese: 不派兵 is not said by 派兵. Japanese: 派遣しない is not said by 派遣する.
Words of the four languages are compared by what they mean, so that an English summary of a Chinese
quote is held to it too.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from pledgegraph.extract.numerals import NUMBER, parse_number
from pledgegraph.extract.rules import load_grammar
from pledgegraph.ontology.folding import fold

GROUPS: Final = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh", "ja": "ja"}

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9,
    "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0, "k": 1e3,
}  # fmt: skip
_SMALL = {
    word: float(number)
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"), 2
    )
} | {"twelve": 12.0, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0,
     "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0}  # fmt: skip
_FIGURE = re.compile(
    r"(?<![A-Za-z0-9_.])(?P<number>(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?![\d.,]*[十百千万萬亿億兆多余]))"
    r"(?P<scales>(?:[\s-]?(?:hundred|thousand|million|billion|trillion|dozen|mn|bn|tn)\b|[mbk]\b)*)"
    r"|\b(?P<word>" + "|".join(_SMALL) + r")\b"
    r"(?P<more>(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)\b)*)",
    re.IGNORECASE,
)
_HAN_FIGURE = re.compile(NUMBER)
_CERTAIN = re.compile(r"\d|[万萬亿億兆百千]|.{2,}")
_ONE_HAN = re.compile(r"[〇零一二三四五六七八九两兩十]")
# Each is one thing whatever the language; the first that fits counts.
_UNITS: Final[dict[str, str]] = {
    "AUD": r"A\$|AU\$|Australian dollars?|澳元|豪ドル",
    "CAD": r"C\$|CA\$|Canadian dollars?|加元|カナダドル",
    "TWD": r"NT\$|新台币|台币|台湾ドル",
    "HKD": r"HK\$|港元|港币|香港ドル",
    "USD": r"\$|\bdollars?\b|\bUSD\b|美元|美金|ドル",
    "JPY": r"\byen\b|\bJPY\b|日元|日圆|日币|円(?!滑|卓)",
    "CNY": r"\byuan\b|\brenminbi\b|\bRMB\b|\bCNY\b|人民币|人民元",
    "EUR": r"€|\beuros?\b|\bEUR\b|欧元|ユーロ",
    "GBP": r"£|\bpounds?\b|\bGBP\b|英镑|ポンド",
    "KRW": r"\bwon\b(?= |$|[.,])|韩元|韩圆|ウォン",
    "INR": r"₹|\brupees?\b|\bINR\b|卢比|ルピー",
    "points": r"percentage points?|个百分点|ポイント",
    "percent": r"%|\bper ?cent\b|百分之|パーセント",
    "persons": r"\b(?:troops|soldiers|personnel|people|persons|officers|experts|students|workers)\b"
    r"|[0-9十百千万]名|[0-9十百千万]人|官兵|士兵|部隊員",
    "ships": r"\b(?:ships?|vessels?|frigates?|destroyers?)\b|艘|隻|艦船|军舰|舰艇|護衛艦",
    "aircraft": r"\b(?:aircraft|planes?|jets?)\b|战机|飞机|航空機|戦闘機",
    "tonnes": r"\bton(?:ne)?s?\b|吨|トン",
    "doses": r"\bdoses?\b|剂|回分",
    "MW": r"\b(?:megawatts?|MW)\b|兆瓦|メガワット",
    "GW": r"\b(?:gigawatts?|GW)\b|吉瓦|ギガワット",
    "km": r"\b(?:kilomet(?:er|re)s?|km)\b|公里|キロメートル",
    "years": r"\d (?:more )?years?\b|\b(?:two|three|four|five|six|seven|eight|nine|ten)[ -]years?\b"
    r"|[0-9一二三四五六七八九十]年(?:内|间|间|以内|間)|[0-9一两二三四五六七八九十]个?年度",
    "months": r"\bmonths?\b|个月|か月|カ月|ヶ月",
    "weeks": r"\bweeks?\b|周内|星期|週間",
    "days": r"\b\d+ days?\b|天内|日以内|日間",
}  # fmt: skip
_CURRENCIES = ("AUD", "CAD", "TWD", "HKD", "USD", "JPY", "CNY", "EUR", "GBP", "KRW", "INR")


class Evidence(NamedTuple):
    """The patterns of a language for what must not change."""

    denied: re.Pattern[str]
    firm: re.Pattern[str]
    negators: re.Pattern[str]
    modals: dict[str, re.Pattern[str]]
    cut_before: re.Pattern[str]
    cut_after: re.Pattern[str]
    figure_goes_on: re.Pattern[str]
    receiver_before: re.Pattern[str]
    receiver_after: re.Pattern[str]
    passive_after: re.Pattern[str]
    subject_after: re.Pattern[str]


@cache
def load_evidence(group: str) -> Evidence:
    """Return the patterns of ``en``, ``zh`` or ``ja`` from its grammar folder."""
    words = dict(load_grammar(group).words["evidence"])
    modals = {name: re.compile(pattern) for name, pattern in words.pop("modals").items()}
    return Evidence(modals=modals, **{name: re.compile(one) for name, one in words.items()})


@cache
def _unit_patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in _UNITS.items()}


def figures(text: str, lang: str, *, certain: bool) -> frozenset[float]:
    """Return the values of the figures in a text.

    Args:
        text: Words of a quote or of a reader.
        lang: Their language.
        certain: Whether to leave out what may be no figure (一 in 一起, 二 in 二氧化碳).
    """
    folded = fold(text, lang)
    found = set(_latin_figures(folded))
    if GROUPS[lang] != "en":  # 12亿 is no 12
        found |= set(_han_figures(folded, certain))
    return frozenset(found)


def _latin_figures(folded: str) -> Iterator[float]:
    for match in _FIGURE.finditer(folded):
        if match["word"]:
            value, scales = _SMALL[match["word"].lower()], match["more"]
        else:
            value, scales = float(match["number"].replace(",", "")), match["scales"]
        for scale in re.findall(r"[a-z]+", scales.lower()):
            value *= _SCALES[scale]
        yield round(value, 6)


def _han_figures(folded: str, certain: bool) -> Iterator[float]:
    for match in _HAN_FIGURE.finditer(folded):
        if certain and not _CERTAIN.match(match.group()):
            continue
        value = parse_number(match.group())
        if value is not None:
            yield round(value, 6)
    if not certain:
        for match in _ONE_HAN.finditer(folded):
            single = parse_number(match.group())
            if single is not None:
                yield single


def units(text: str, lang: str) -> frozenset[str]:
    """Return the units that a text names: currencies, shares, persons, ships, spans of time."""
    folded = fold(text, lang)
    found: set[str] = set()
    for name, pattern in _unit_patterns().items():
        if pattern.search(folded):
            found.add(name)
            folded = pattern.sub(lambda match: " " * len(match.group()), folded)
    return frozenset(found)


def is_denied(text: str, lang: str) -> bool:
    """Tell whether a text denies its act: will not send, 不会派遣, 派遣しない."""
    evidence = load_evidence(GROUPS[lang])
    return evidence.denied.search(_without_firm(text, lang)) is not None


def is_negated(text: str, lang: str) -> bool:
    """Tell whether any word of a text negates."""
    evidence = load_evidence(GROUPS[lang])
    return evidence.negators.search(_without_firm(text, lang)) is not None


def _without_firm(text: str, lang: str) -> str:
    return load_evidence(GROUPS[lang]).firm.sub("", fold(text, lang))


def modals(text: str, lang: str) -> frozenset[str]:
    """Return the kinds of modals in a text: obligation, will, possibility, advice, intention."""
    folded = fold(text, lang)
    found = load_evidence(GROUPS[lang]).modals
    return frozenset(name for name, pattern in found.items() if pattern.search(folded))


def differences(said: str, said_lang: str, quote: str, lang: str) -> list[str]:
    """Return what words say that a quote does not: figures, units, negations, modals.

    Args:
        said: The words of a reader about the quote.
        said_lang: Their language.
        quote: The quote, as it stands in the document.
        lang: Its language.
    """
    faults = []
    more = figures(said, said_lang, certain=True) - figures(quote, lang, certain=False)
    if more:
        listed = ", ".join(f"{one:,.15g}" for one in sorted(more))
        faults.append(f"says the figure {listed}, which the quote does not have")
    other = units(said, said_lang) - units(quote, lang)
    if other:
        faults.append(f"says {', '.join(sorted(other))}, which the quote does not")
    if is_negated(said, said_lang) and not is_negated(quote, lang):
        faults.append("negates what the quote does not negate")
    foreign = modals(said, said_lang) - modals(quote, lang)
    if said_lang != lang or lang == "ja":
        foreign -= {"will"}  # 派遣する is "will send"
    if foreign:
        faults.append(f"has a modal of {', '.join(sorted(foreign))}, which the quote has not")
    return faults


def is_currency(unit: str) -> bool:
    """Tell whether a unit is a currency that texts name in words known here."""
    return unit in _CURRENCIES
