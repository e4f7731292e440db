"""Text to its language, by the characters that only one of the four writing systems uses."""

import re
from functools import cache

import opencc

from pledgegraph.ontology.values import Lang

_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WIDE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


@cache
def _own_script(character: str) -> str:
    """Return ``s`` or ``t`` for a character of Simplified or Traditional script alone, else ''."""
    simplified, traditional = _converter("t2s"), _converter("s2t")
    if simplified.convert(character) != character:
        return "t"
    return "s" if traditional.convert(character) != character else ""


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def _is_japanese(character: str) -> bool:
    """Tell whether Japanese writes a Han character: 国 and 諾, but neither 國 nor 诺."""
    to_japanese = _converter("t2jp")
    if to_japanese.convert(character) != character:
        return False
    traditional: str = _converter("s2t").convert(character)
    returned: str = to_japanese.convert(traditional)
    return character in (traditional, returned)


def is_chinese_only(text: str) -> bool:
    """Tell whether a text without kana is Chinese even among Japanese ones.

    Several of its characters must be of no Japanese use; one alone may stand in a name.
    """
    sample = text[:2000]
    if _KANA.search(sample):
        return False
    han = _HAN.findall(sample)
    foreign = sum(not _is_japanese(character) for character in han)
    return foreign >= 2 and foreign * 12 >= len(han)


def detect_language(text: str) -> Lang | None:
    """Return the language of a text, or None where no letter decides.

    Kana mean Japanese; among Han texts the characters that exist in one script alone decide, and
    a tie goes to Simplified.
    """
    sample = text[:20_000]
    if _WIDE.search(sample) is None:
        return "en" if _LATIN.search(sample) else None
    han, latin = len(_HAN.findall(sample)), len(_LATIN.findall(sample))
    kana = len(_KANA.findall(sample))
    if kana and kana * 12 >= han:
        return "ja"
    if han == 0:
        return "en" if latin else None
    if latin > han * 6:
        return "en"
    marks = [_own_script(character) for character in _HAN.findall(sample[:4000])]
    return "zh-Hant" if marks.count("t") > marks.count("s") else "zh-Hans"
