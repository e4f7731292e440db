# ruff: noqa: E501 (a pattern is read as one line)
"""English statements to the span of their quotes: where an action ends and where it splits."""

import re

from pledgegraph.extract.frames.english_cues import Sentence

_CUT = re.compile(
    r",[\"”]? (?:which|who|said|says|saying|adding|noting|citing|stressing|despite|although|though|but|whereas|because|amid|as part of|after|according to|he said|she said|they said|"
    r"it said|he added|she added|the statement|a statement|where|calling|warning|while (?=[A-Z\u13a0]))\b|,? (?:according to|reported|amid|, as) |,[\"”]? [\u13a0\u13a2][^,.;]{0,60}? (?:said|told|added|says)\b"
    r"| (?:as long as|because|but) |,? (?:he|she|they|officials?|[\u13a0]+(?: [a-z]+)?) (?:said|told|added|says)\b|[\"”“]"
    r"|, (?:just )?(?:(?:a|two|three|several|few) )?(?:hours?|days?|weeks?|months?|minutes) (?:before|after|ahead of) "
    r"|, (?:the |a |an |its |his |their |one |two )?[^,;.\"]{1,60}? (?:said|says|told|added|announced|reported)\b[^,;]{0,80}$"
)
_SEMICOLON = re.compile(r"; ?(?:and |or )?(?:\(?[a-zivx]{1,4}\) ?|\d\) ?)?")


def action_end(sentence: Sentence, start: int, limit: int) -> int:
    """Return where the action that begins at ``start`` ends, at most at ``limit``."""
    match = _CUT.search(sentence.masked, start + 4, limit)
    end = match.start() if match else limit
    tail = re.search(
        r"[,;:]?(?: (?:and|but|or|while|as|then|also|that|to|said|added|says|told reporters))* *$",
        sentence.text[start:end],
    )
    return start + tail.start() if tail and tail.start() > 8 else end


def split_parts(sentence: Sentence, start: int, end: int, verbs: str) -> list[tuple[int, int]]:
    """Split an action at semicolons whose parts each have a verb of their own.

    Args:
        sentence: The sentence.
        start: Begin of the first part (of the quote).
        end: End of the action.
        verbs: Alternation of base forms.
    """
    parts: list[tuple[int, int]] = []
    head = start
    for match in _SEMICOLON.finditer(sentence.text, start, end):
        after = sentence.text[match.end() : match.end() + 50]
        if re.match(
            rf"(?:to |also |further |not |[a-z]+ly ){{0,4}}(?:{verbs}|[a-z]+ing)\b(?! in particular)",
            after,
        ) and not re.match(r"including|following|regarding|according", after):
            parts.append((head, match.start()))
            marker = re.search(r"\(?[a-zivx]{1,4}\) ?$|\d\) ?$", match.group())
            head = match.start() + marker.start() if marker else match.end()
    parts.append((head, end))
    return parts
