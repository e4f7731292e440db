"""Chinese actions to deadlines: 到2030年, 未来五年, 本财年, 年底前, 明天."""

import datetime
import re
from collections.abc import Callable

from pledgegraph.extract.numerals import parse_number

_N = r"[\d〇零一二三四五六七八九十两百]{1,4}"
_YEAR = r"(?:19|20|21)\d\d|[一二][〇零九○一二][〇零○一二三四五六七八九]{2}"
_DUE = re.compile(
    rf"(?P<year>{_YEAR})(?:日本)?(?:年度|财年|财政年度|年)(?!代|路线|愿景|蓝|议程|可持续|计划|规划|目标(?!前))(?:底|初|末)?"
    r"(?:(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|底|初)?(?:(?P<day>\d{1,2})日)?)?"
)
_MONTH_DAY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?(?!以来)")
_SPAN = re.compile(
    rf"(?:在|于)?(?:未来|今后|接下来|往后|此后|后)(?:的)?(?P<n>{_N})年(?:内|间|里|来|之内|时间)?|(?P<m>{_N})年(?:之?内|后)"
)
_CENTURY = re.compile(r"本世纪(?P<part>末|中叶|中期)")
_TABLE = (
    r"(?P<nextyear>明年)|(?P<afternext>后年)"
    r"|(?P<thisyear>今年|本年度|本财年|年内|年底|年终|今[春夏秋冬])|(?P<nextmonth>下个?月)"
    r"|(?P<thismonth>本月|这个月|月底)|(?P<tomorrow>明天|明日|(?<!一)次日(?!本|美|中|韩|菲)|隔天)|(?P<dayafter>后天)|(?P<today>即日|今晚)"
)
_RELATIVE = re.compile(_TABLE)
_PROGRAMME = re.compile(
    r"[《“‘「『][^《》“”‘’「」『』]{0,60}[》”’」』]|20\d\d年?(?:可持续发展)?议程"
    r"|20\d\d年(?:国家(?:确定的|自主)贡献|(?:净零排放|气候|减排|可持续发展)目标(?!前))|自20\d\d年以来"
    r"|(?:以|较|比|与)20\d\d年(?:度)?(?:为基准|水平|相比)"
)


def find_deadline(action: str, date: str | None) -> str | None:
    """Return when an action is due: ``2027``, ``2024-07``, ``2023-05-19`` or None.

    Args:
        action: Folded text of the promised act with its clause.
        date: The document's date, the anchor of 今年, 明天, 未来五年.
    """
    text = _PROGRAMME.sub(lambda match: "，" * len(match.group()), action)
    absolute = _absolute(text, date)
    if absolute:
        return absolute
    anchor = _anchor(date)
    if anchor is None:
        return None
    return _relative(text, date or "", anchor)


def _absolute(text: str, date: str | None) -> str | None:
    found: list[str] = []
    for match in _DUE.finditer(text):
        year = parse_number(match["year"])
        if year is None:
            continue
        value = f"{int(year):04d}"
        if date and value < date[:4] and "曾" not in text:
            continue
        month = parse_number(match["month"]) if match["month"] else None
        if month and 1 <= month <= 12:
            value += f"-{int(month):02d}"
            if match["day"] and 1 <= int(match["day"]) <= 31:
                value += f"-{int(match['day']):02d}"
        found.append(value)
    if found:
        return found[0]
    century = _CENTURY.search(text)
    if century:
        return "2100" if century["part"] == "末" else "2050"
    match_day = _MONTH_DAY.search(text)
    if match_day and date and _is_past(match_day, date):
        match_day = _MONTH_DAY.search(text, match_day.end())
    if match_day and date and 1 <= int(match_day["month"]) <= 12:
        year_number, month_number = int(date[:4]), int(match_day["month"])
        if date[5:7] and month_number < int(date[5:7]):
            year_number += 1
        day = match_day["day"]
        return f"{year_number}-{month_number:02d}" + (f"-{int(day):02d}" if day else "")
    return None


def _is_past(match: re.Match[str], date: str) -> bool:
    """Tell whether a day of the document's month is over: 2月19日 told on that day."""
    if len(date) < 10 or not match["day"] or int(match["month"]) != int(date[5:7]):
        return False
    day, today = int(match["day"]), int(date[8:10])
    return day < today or (day == today and match.string[match.end() : match.end() + 1] != "起")


def _anchor(date: str | None) -> datetime.date | None:
    if not date:
        return None
    parts = [int(part) for part in date.split("-")]
    try:
        return datetime.date(parts[0], *[*parts[1:], 1, 1][:2])
    except ValueError:
        return None


def _relative(text: str, date: str, anchor: datetime.date) -> str | None:
    span = _SPAN.search(text)
    if span:
        years = parse_number(span["n"] or span["m"])
        if years is not None and 0 < years <= 80:
            return str(anchor.year + int(years))
    match = _RELATIVE.search(text)
    if not match or match.lastgroup is None:
        return None
    if match.lastgroup in _DAYS and len(date) < 10:
        return None
    if match.lastgroup in ("nextmonth", "thismonth") and len(date) < 7:
        return None
    return _VALUES[match.lastgroup](anchor)


def _month(anchor: datetime.date, ahead: int) -> str:
    months = anchor.year * 12 + anchor.month - 1 + ahead
    return f"{months // 12}-{months % 12 + 1:02d}"


_DAYS = ("tomorrow", "dayafter", "today")
_VALUES: dict[str, Callable[[datetime.date], str]] = {
    "nextyear": lambda day: str(day.year + 1),
    "afternext": lambda day: str(day.year + 2),
    "thisyear": lambda day: str(day.year),
    "nextmonth": lambda day: _month(day, 1),
    "thismonth": lambda day: _month(day, 0),
    "tomorrow": lambda day: (day + datetime.timedelta(days=1)).isoformat(),
    "dayafter": lambda day: (day + datetime.timedelta(days=2)).isoformat(),
    "today": lambda day: day.isoformat(),
}
