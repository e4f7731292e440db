"""Katakana names to Latin letters: デンカ is denka, キーエンス kiensu."""

# ruff: noqa: E501

import re

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ",
    "m": "マミムメモ", "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_ONE = {kana: row + vowel for row, kanas in _ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)} | {
    "シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ヤ": "ya", "ユ": "yu", "ヨ": "yo",
    "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu",
}  # fmt: skip
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo", "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_KATAKANA = re.compile(r"[ァ-ヴー・]+")


def romanised(name: str) -> str:
    """Return a name in katakana in Latin letters, any other name as it is.

    >>> romanised("デンカ"), romanised("三井")
    ('denka', '三井')
    """
    if not _KATAKANA.fullmatch(name):
        return name
    found = ""
    for kana in name:
        if kana == "・":
            found += "-"
        elif kana == "ッ":
            found += "ッ"
        elif kana in _SMALL:
            found = _joined(found, _SMALL[kana])
        elif kana in _ONE:
            found += _ONE[kana]
    return re.sub(r"ッ(.?)", lambda match: ("t" if match[1] == "c" else match[1]) + match[1], found)


def _joined(before: str, small: str) -> str:
    """Return a syllable and the small kana that changes it (キ + ャ = kya, フ + ァ = fa)."""
    stem = before[:-1]
    glide = small[1:] if stem.endswith(("sh", "ch", "j")) and small[0] == "y" else small
    return stem + glide
