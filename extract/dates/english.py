# ruff: noqa: E501 (a pattern is read as one line)
"""English text to the date by which, or from which, an act is due."""

import datetime
import re

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = r"(?P<month>" + "|".join(name.title() for name in _MONTHS) + r")"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "a": 1, "an": 1}
_LEAD = (
    r"(?:\b(?:by|in|from|until|before|after|since|no later than|not later than|starting|beginning|effective|as of|on|"
    r"as early as|through|till|up to|within|during|for|target of|later in|due)\s+)"
)
_WHEN = r"(?:(?:the\s+)?(?:end|start|beginning|middle|close|(?:first|second|third|fourth|last)\s+(?:quarter|half))\s+of\s+|(?:early|late|mid|the year|fiscal(?: year)?|FY|financial year|around|about|at least|the|spring|summer|autumn|fall|winter)[\s-]{0,3}){0,4}"
_PATTERNS = (
    (
        "day",
        re.compile(
            _LEAD
            + r"(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?(?:"
            + _MONTH
            + r"\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
            r"(?:\s+"
            + _YEAR
            + r")?|(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+"
            + _MONTH.replace("month", "month2")
            + r",?(?:\s+"
            + _YEAR.replace("year", "year2")
            + r")?)\b"
        ),
    ),
    (
        "month",
        re.compile(_LEAD + _WHEN + _MONTH + r",?(?:\s+(?:of\s+)?" + _YEAR + r")?\b(?!\s+\d)"),
    ),
    ("fiscal", re.compile(r"\b(?:FY|fiscal(?:\s+year)?|financial year)\s*" + _YEAR + r"\b")),
    (
        "year",
        re.compile(_LEAD + _WHEN + _YEAR + r"\b(?!\s*(?:Agenda|Action|Plan|Strategy|Roadmap))"),
    ),
    (
        "year",
        re.compile(r"(?<=[Tt]he\s)" + _YEAR + r"(?=\s+(?:target|deadline|summit|budget year))"),
    ),
    (
        "relative",
        re.compile(
            r"\b(?P<rel>tomorrow|tonight|today|(?:by|before|until|later|during|in|at)?\s?(?:the\s)?(?:end of\s)?(?:the|this|next) "
            r"(?:month|year|week|calendar year|fiscal year|financial year)|(?:over|in) the coming year|year[- ]end|(?:by|before|at) the end of the decade)\b"
        ),
    ),
    (
        "within",
        re.compile(
            r"\b(?:within\s+(?:the\s+)?(?:next\s+|coming\s+)?|in\s+(?:the\s+)?(?:next\s+|coming\s+)?|(?:over|during)\s+(?:the\s+)?(?:next|coming)\s+)(?P<number>\d+|[a-z]+)\s+(?P<unit>day|week|month|year|decade)s?\b(?! period)"
        ),
    ),
)
_PROGRAMME = re.compile(
    r"(?:Agenda|Vision|Horizon|Plan|Strategy|Roadmap|Compact|Expo|COP|Framework)(?:\s+for)?\s*$"
)
_PAST = re.compile(
    r"\b(?:since|signed|adopted|agreed|reached|made|announced|held|imposed|set forth|issued|launched|concluded)\s+(?:[A-Za-z]+\s+){0,3}?(?:in|on|by|of)?\s*$"
)


def find_deadline(text: str, anchor: str | None) -> str | None:
    """Return the first date in a text by which something is due, ``YYYY[-MM[-DD]]``.

    Args:
        text: Folded text of an action.
        anchor: The document's date, which resolves "this year", "within two years" or "in June".
    """
    found: list[tuple[int, str]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if _names_programme(text, match):
                continue
            value = _value(kind, match, anchor)
            if value is not None and not (anchor and value[:4] < anchor[:4]):
                found.append((match.start(), value))
                break
        if found and kind in ("day", "month"):
            break
    return min(found)[1] if found else None


def _names_programme(text: str, match: re.Match[str]) -> bool:
    head = text[max(0, match.start() - 30) : match.start()]
    if match.group().lower().startswith("since"):
        return True
    return bool(_PROGRAMME.search(head) or _PAST.search(head))


def _value(kind: str, match: re.Match[str], anchor: str | None) -> str | None:
    if kind == "relative":
        return _relative(match.group("rel").strip().lower(), anchor)
    if kind == "within":
        return _within(match.group("number").lower(), match.group("unit"), anchor)
    groups = match.groupdict()
    year = groups.get("year") or groups.get("year2")
    if kind in ("year", "fiscal"):
        return year
    month = groups.get("month") or groups.get("month2")
    if month is None:
        return None
    number = _MONTHS.index(month.lower()) + 1
    year = year or _year_of(number, anchor)
    if year is None:
        return None
    if kind == "month":
        return f"{year}-{number:02d}"
    day = int(groups.get("day") or groups.get("day2") or 0)
    return f"{year}-{number:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{number:02d}"


def _year_of(month: int, anchor: str | None) -> str | None:
    if anchor is None:
        return None
    if len(anchor) >= 7 and month < int(anchor[5:7]):
        return str(int(anchor[:4]) + 1)
    return anchor[:4]


def _relative(words: str, anchor: str | None) -> str | None:
    if anchor is None:
        return None
    year = int(anchor[:4])
    if "decade" in words:
        return str(year // 10 * 10 + 10)
    if "year" in words:
        return str(year + 1) if "next" in words or "coming" in words else str(year)
    if len(anchor) >= 7 and "month" in words:
        month = int(anchor[5:7]) + ("next" in words)
        return f"{year + (month > 12)}-{(month - 1) % 12 + 1:02d}"
    if len(anchor) == 10:
        days = 1 if "tomorrow" in words else 7 if "next week" in words else 0
        if days or words in ("today", "tonight"):
            return (
                (datetime.date.fromisoformat(anchor) + datetime.timedelta(days)).isoformat()
                if words == "tomorrow"
                else None
            )
    return None


def _within(word: str, unit: str, anchor: str | None) -> str | None:
    number = int(word[:4]) if word.isdigit() else _NUMBERS.get(word, 0)
    if anchor is None or not number:
        return None
    year = int(anchor[:4])
    if unit in ("year", "decade"):
        return str(year + number * (10 if unit == "decade" else 1))
    try:
        if unit == "month" and len(anchor) >= 7:
            month = year * 12 + int(anchor[5:7]) - 1 + number
            return f"{month // 12}-{month % 12 + 1:02d}"
        if len(anchor) == 10:
            days = number * (7 if unit == "week" else 1)
            return (datetime.date.fromisoformat(anchor) + datetime.timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return None
    return None
