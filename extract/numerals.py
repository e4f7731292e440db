"""Figures in Chinese and Japanese text to numbers: 1.5万亿, 6,000万, 二〇五〇, 300多亿, 2兆."""

import re

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN = "〇零○一二三四五六七八九两兩壹贰叁肆伍十百千拾佰仟"
_ARABIC = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?"

NUMBER = (
    rf"(?:(?:{_ARABIC})[多余餘]?(?:[十百千]?[多余餘]?[万萬亿億兆]{{1,2}}[多余餘]?"
    rf"(?:\d{{1,4}}[万萬]?)?|[百千](?![年]))?"
    rf"|[{_HAN}][{_HAN}点點多余餘万萬亿億兆]{{0,14}})"
)
"""Source of a regular expression for such a figure."""

_TOKEN = re.compile(
    rf"(?P<number>{_ARABIC})|(?P<han>[{_HAN}])|(?P<big>[万萬亿億兆])|(?P<point>[点點])"
)
_YEAR = re.compile(r"[〇零○一二三四五六七八九]{2,}")


def parse_number(folded: str) -> float | None:
    """Return the value of a figure, or None where the text is none.

    Args:
        folded: A figure as it stands, with "more than" marks (多, 余) if any.
    """
    text = re.sub(r"[多余餘\s]", "", folded)
    if not text:
        return None
    if _YEAR.fullmatch(text):
        return float("".join(str(_DIGITS[character]) for character in text))
    if not re.fullmatch(rf"(?:{_ARABIC}|[{_HAN}]|[万萬亿億兆点點])+", text):
        return None
    return _sum(text)


def _sum(text: str) -> float | None:
    total, section, current = 0.0, 0.0, None
    decimals = 0
    for match in _TOKEN.finditer(text):
        if match["number"]:
            current = float(match["number"].replace(",", ""))
        elif match["point"]:
            decimals = 1
        elif match["big"]:
            factor = _BIG[match["big"]]
            base = section + (current or 0.0)
            if base == 0.0:  # 万亿: the second magnitude multiplies the first
                if total == 0.0:
                    return None
                total *= factor
            else:
                total, section = total + base * factor, 0.0
            current, decimals = None, 0
        elif match["han"] in _TENS:
            factor = _TENS[match["han"]]
            section += (1.0 if current is None else current) * factor
            current = None
        elif decimals:
            current = (current or 0.0) + _DIGITS[match["han"]] / 10**decimals
            decimals += 1
        else:
            current = float(_DIGITS[match["han"]])
    return round(total + section + (current or 0.0), 6)
