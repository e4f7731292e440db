"""Japanese clauses to their circumstances: the condition and the instrument of a promise."""

import re

_CONDITION = re.compile(
    r"(?:^|(?<=[、。「『]))(?:もし|仮に|万一)?[^、。「」]{2,60}?"
    r"(?:(?<=[いるたのう])なら(?:ば)?|であれば|(?<=[えけせてねべめれげなっぜ])ば|(?<=[るたいの])場合(?:に)?(?:は)?"
    r"|(?<=い)限り(?:は)?|(?<=っ)たら|(?<=し)たら|(?<=れ)たら|(?:こと|の)を条件(?:に|として))、?"
)
_NEEDLESS = re.compile(
    r"(?:例え|たと|なけれ|あれ|すれ|よれ|言え|いえ|見れ|申し上げれ)ば|その場合|必要な場合"
)
_ARTICLE = r"第?[0-9一二三四五六七八九十百]{1,4}条"
_INSTRUMENT = re.compile(
    rf"(?P<name>[一-龥ァ-ヶーA-Za-z0-9・]{{1,24}}(?:条約|協定|議定書|憲章|規約|宣言|覚書|共同声明|コミュニケ|合意文書))"
    rf"(?:の)?(?P<article>{_ARTICLE})?(?=[がはをにでの、)）」]|$)|(?P<alone>同条約|同条|{_ARTICLE})(?=が)"
)


def find_condition(folded: str, begin: int, end: int) -> tuple[int, int] | None:
    """Return the span of the condition under which an act is promised (…しない限り).

    Args:
        folded: Folded text of the passage.
        begin: Where the sentence of the act begins.
        end: Where its cue begins.
    """
    for match in _CONDITION.finditer(folded, begin, end):
        words = match.group().rstrip("、")
        if not _NEEDLESS.search(words[-8:]) and match.end() < end:
            return match.start(), match.start() + len(words)
    return None


def find_instrument(words: str) -> str | None:
    """Return the treaty, article or declaration that a promise names as its ground.

    Args:
        words: Folded text of the clause.
    """
    match = _INSTRUMENT.search(words)
    return match.group() if match else None
