"""Text to its folded twin of the same length: widths, spaces and Han variants made one.

Offsets found in folded text are offsets into the raw text, because every character is folded to
exactly one character (full-width Ａ to A, ideographic space to space, 國 to 国).
"""

import re
import unicodedata
from functools import cache

import opencc

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\t\r\n\x0b\x0c"
)
_CONTROLS = re.compile(r"[\t-\r]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKS = {"’": "'", "ʼ": "'", "｡": "。", "､": "、", "，": "，"}
# Widths are narrowed for letters, digits and these signs; CJK sentence marks stay as they are.
_NARROW = "％＄￥￡－＋．／＆＃＠＝＊＜＞"


@cache
def _width_table() -> dict[int, str]:
    table = {ord(space): " " for space in _SPACES + _INVISIBLE}
    table.update({ord(mark): plain for mark, plain in _MARKS.items()})
    for code in range(0xFF01, 0xFF5F):
        wide = chr(code)
        if wide in _NARROW or wide.isalnum():
            table[code] = unicodedata.normalize("NFKC", wide)
    return table


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold_width(text: str) -> str:
    """Return text of the same length with narrow letters and digits and plain spaces."""
    if text.isascii() and not _CONTROLS.search(text):
        return text
    return text.translate(_width_table())


def fold_chinese(text: str) -> str:
    """Return text of the same length in Simplified characters."""
    folded: str = _simplifier().convert(text)
    if len(folded) == len(text):
        return folded
    return "".join(_one_character(character) for character in text)


@cache
def _one_character(character: str) -> str:
    folded: str = _simplifier().convert(character)
    return folded if len(folded) == 1 else character


_JA_FIGURE = re.compile(r"(?<=\d)，(?=\d{3})")
_JA_COMMA = re.compile(r"，|(?<=[\u3041-\u30ff\u4e00-\u9fff)）」』]),")
_JA_STOP = re.compile(
    r"(?<=[\u3041-\u30ff\u4e00-\u9fff)）」』])\.(?=\s|$|[\u3041-\u30ff\u4e00-\u9fff])"
)


def fold_japanese(text: str) -> str:
    """Return text of the same length whose comma is 、 and whose stop is 。 throughout.

    Official texts write ，and ．: 両首脳は，協力で一致した．
    """
    if "，" in text:
        text = _JA_FIGURE.sub(",", text)
    if "，" in text or "," in text:
        text = _JA_COMMA.sub("、", text)
    return _JA_STOP.sub("。", text) if "." in text else text


def fold(text: str, lang: str) -> str:
    """Return the folded twin of a text in one of the four languages."""
    narrow = fold_width(text)
    if lang.startswith("zh"):
        return fold_chinese(narrow)
    return fold_japanese(narrow) if lang == "ja" else narrow
