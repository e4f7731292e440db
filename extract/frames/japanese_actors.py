"""Japanese stretches to the actors and the speaker in them, beyond the register's names."""

import re
from bisect import bisect_left
from functools import lru_cache

from pledgegraph.extract.reading import Mention, Quotation, Reading
from pledgegraph.extract.slugs.japanese import find_slugs

PLACE = re.compile(r"(?:で(?!は|も|の)|にて|市内|の首都|を訪れ|に到着)")
"""What stands after the name of a city that is but the place of a meeting."""


def quotation_around(reading: Reading, offset: int) -> Quotation | None:
    """Return the innermost quotation around an offset that has a speaker, else any."""
    place = bisect_left(reading.quotations, offset + 1, key=lambda one: one.start)
    best: Quotation | None = None
    for one in reversed(reading.quotations[max(0, place - 80) : place]):
        if one.end > offset and (best is None or (not best.principals and one.principals)):
            best = one
            if best.principals:
                break
    return best


class _Held:
    """A reading as the key of a cache: one and the same object, not an equal one."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.reading is other.reading

    def __hash__(self) -> int:
        return id(self.reading)


def actors_in(reading: Reading, start: int, end: int) -> list[Mention]:
    """Return the mentions of a stretch with an actor, those outside the register as slugs."""
    found, starts = _actors_of(_Held(reading))
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return [one for one in found[first:last] if one.end <= end]


@lru_cache(maxsize=2)
def _actors_of(held: _Held) -> tuple[list[Mention], list[int]]:
    """Return all mentions with an actor of a document, and where they start."""
    reading = held.reading
    found = [
        one for one in reading.mentions if one.actors and not _in_katakana(reading.folded, one)
    ]
    taken = bytearray(len(reading.folded))
    for one in found:
        taken[one.start : one.end] = b"1" * (one.end - one.start)
    letters = reading.register.one_letters.get("ja", {})
    for match in _compound(tuple(sorted(letters))).finditer(reading.folded):
        if not any(taken[match.start() : match.end()]):
            states = tuple(letters[c] for c in match.group())
            found.append(Mention(match.start(), match.end(), match.group(), "compound", states))
    for left, right, slug in find_slugs(reading.folded):
        if not any(taken[left:right]):
            found.append(Mention(left, right, reading.folded[left:right], "slug", (slug,)))
    found.sort(key=lambda one: one.start)
    return found, [one.start for one in found]


_KATAKANA = re.compile(r"[ァ-ヴー]")


def _in_katakana(text: str, mention: Mention) -> bool:
    left, right = text[mention.start : mention.start + 1], text[mention.end - 1 : mention.end]
    if _KATAKANA.match(right) and _KATAKANA.match(text[mention.end : mention.end + 1]):
        return True
    if text.startswith("太平洋", mention.end):
        return True
    return bool(
        mention.start and _KATAKANA.match(left) and _KATAKANA.match(text[mention.start - 1])
    )


@lru_cache(maxsize=4)
def _compound(letters: tuple[str, ...]) -> re.Pattern[str]:
    one = "".join(re.escape(letter) for letter in letters) or "\0"
    return re.compile(
        rf"(?<![一-龥])[{one}]{{2,4}}(?![一-龥])|(?<![一-龥])[{one}]{{2,4}}(?=両|首脳|外相|間|関係|同盟|政府|共同|防衛|3|三|軍|安全|安保)"
    )
