# ruff: noqa: E501 (a pattern is read as one line)
"""English statements to their terms: the condition they hang on, the instrument they invoke."""

import re

from pledgegraph.extract.frames.english_cues import Sentence

_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Pp]rovided(?: that)?(?= [a-z])|[Pp]roviding that|[Ss]ubject to|[Aa]s long as|[Ss]o long as|[Oo]n (?:the )?condition that|[Ii]n the event (?:of|that)|[Aa]ssuming that|[Oo]nly (?:if|when|after)|[Cc]onditional on|[Cc]ontingent (?:up)?on|[Pp]ending|(?:^|(?<=, ))[Ss]hould(?= [A-Z]))\b"
    r"[^;:\"]{4,200}?(?=[,;:\"]|\.?$| (?:we|it|they|he|she) (?:will|would|shall)\b)"
)
_NAME = (
    r"[A-Z][\w'-]+(?:[ -](?:(?:of|on|for|and|in|the|between|against|with) ){0,2}[A-Z][\w'-]+){0,7}"
)
_INSTRUMENT = re.compile(
    rf"\b(?:Articles? (?:[IVX]+|\d+)(?:\(\d+\))?(?: (?:of|to) (?:the |this )?(?:{_NAME}|[a-z-]+ (?:[a-z]+ )?treaty))?|"
    r"(?:[A-Z][\w'-]+[ -](?:(?:of|on|for|and|in|between|with|against|to) (?:the )?)?){1,8}(?:Treaty|Agreement|Convention|Charter|Protocol|Declaration|Accords?|Memorandum|Pact|Compact|Resolution \d+|Covenant|Communiqu\w+|Agenda|Framework)(?: (?:on|of|for) (?:the )?[A-Z][\w'-]+(?: (?:and |of |the )*[A-Z][\w'-]+){0,5})?|"
    r"[Rr]esolutions? \d{3,4}(?: \(\d{4}\))?)"
)


def find_condition(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Return where the condition of a statement stands: in it, right before or right after it.

    Args:
        sentence: The sentence.
        start: Begin of the statement's quote.
        end: Its end.
    """
    text = sentence.text
    if not re.search(
        r"\b(?:if|If|unless|provid|subject to|long as|condition|event of|event that|should|assuming|only|contingent|pending)",
        text,
        re.IGNORECASE,
    ):
        return None
    low = max(text.rfind(mark, 0, start) for mark in ";:") + 1
    for match in _CONDITION.finditer(text, low):
        if re.search(
            r"\b(?:as|even|what|see|asked|know|ask) $",
            text[max(0, match.start() - 6) : match.start()],
        ):
            continue
        between = text[match.end() : start] if match.end() <= start else text[end : match.start()]
        if match.start() > end + 3 and re.search(r"[;:]|\. ", between):
            continue
        if match.start() > end + 40 or start - match.end() > 30:
            continue
        return sentence.base + match.start(), sentence.base + match.end()
    return None


def find_instrument(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the treaty, article, resolution or declaration that a statement names."""
    match = _INSTRUMENT.search(sentence.text, start, end)
    if match is None:
        return None
    raw = sentence.passage.text[match.start() : match.end()]
    return re.sub(r"\s+", " ", raw).strip()
