"""What stands around a quote to whether it was cut out of a word, a figure, a denial or a doubt.

English: "Japan will send ships" is no evidence where the text says "denied that Japan will send
ships"; Chinese: 派兵 is none where it says 不会派兵. Japanese: 派遣 is none in 派遣しない.
"""

import re

from pledgegraph.extract.readers.wording import GROUPS, load_evidence
from pledgegraph.ontology.folding import fold

_WORD = re.compile(r"[A-Za-z0-9]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_CLAUSE = re.compile(r"[,;:，；：、。！？!?“”「」『』\n]|(?<!\d)\.(?!\d)|\.(?= )| [—–-] ")


def cut_faults(around: tuple[str, str, str], lang: str) -> list[str]:
    """Return why a quote does not stand for what its sentence says; empty where it does.

    Args:
        around: What stands before the quote in its passage, the quote, and what stands after.
        lang: Language of the passage.
    """
    before, quote, after = (fold(one, lang) for one in around)
    if _joined(before[-1:], quote[:1]) or _joined(quote[-1:], after[:1]):
        return ["the quote begins or ends within a word"]
    evidence = load_evidence(GROUPS[lang])
    figure = re.search(r"[\d十百千万亿億兆]$", quote) and evidence.figure_goes_on.match(after)
    if figure or (re.match(r"[.,]?\d", quote) and re.search(r"\d[.,]?$|[$€£¥]$", before)):
        return ["the quote begins or ends within a figure"]
    head = _CLAUSE.split(" ".join(before.split()) + (" " if before[-1:].isspace() else ""))[-1]
    tail = _CLAUSE.split((" " if after[:1].isspace() else "") + " ".join(after.split()))[0]
    denied = evidence.cut_before.search(head)
    if denied:
        return [f"the quote leaves out {denied.group().strip()!r} right before it"]
    denied = evidence.cut_after.search(tail)
    if denied:
        return [f"the quote leaves out {denied.group().strip()!r} right after it"]
    return []


def _joined(left: str, right: str) -> bool:
    if not left or not right:
        return False
    latin = _WORD.match(left) and _WORD.match(right)
    kana = _KATAKANA.match(left) and _KATAKANA.match(right)
    return bool(latin or kana)
