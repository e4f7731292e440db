"""Japanese actions to deadlines: 2030年までに, 令和8年度, 今後5年間で, 年内, 来月, あす."""

import datetime
import re

from pledgegraph.extract.numerals import parse_number

_N = r"[\d〇一二三四五六七八九十]{1,4}"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR = r"(?:19|20|21)\d\d|二[〇零][〇一二三四五六七八九]{2}|二千[一二三四五六七八九十]{1,3}"
_DUE = re.compile(
    rf"(?:(?P<year>{_YEAR})|(?P<era>令和|平成|昭和)(?P<n>{_N}|元))年度?(?!代|比|以来|の(?:協定|合意|共同|声明|宣言|条約|首脳|大会|調査))"
    r"(?:[（(][^)）]{0,10}[)）])?(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日)?)?"
)
_PAST = re.compile(
    r"^(?:[^、。]{0,4})?(?:の?(?:水準|実績|時点)|に(?:採択|署名|発効|合意|締結|発表)|以来|比)"
)
_MONTH_DAY = re.compile(
    r"(?<!昨年)(?<!前年)(?<!一昨年)(?<!去る)(?<!先の)(?<![\d年])(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?!以来|以降に)"
    r"(?P<till>[^、。]{0,4}(?:まで|末|から|以降|をめど|をめどに|を目途))?"
)
_DAY = re.compile(
    r"(?<![\d月年第.,])(?P<day>\d{1,2})日(?P<till>まで|をもって|から|以降|付で|付けで)?(?![間本前後])"
)
_SPAN = re.compile(
    rf"(?:今後|向こう|これから|これからの)(?P<n>{_N})(?:年間|年|か年|カ年)(?:で|に|以内|を|の間|、)?|(?P<m>{_N})年(?:以内|後)"
)
_SHORT = re.compile(
    r"(?<![\d令和成.,])(?P<n>\d\d)年度?(?=末|まで|に|中|春|夏|秋|冬|の(?:開始|運転|完成|発効|実用|稼働))"
)
_RELATIVE = re.compile(
    r"(?P<nextyear>来年度?|翌年|来春|来夏|来秋|来冬|年明け|年始)|(?P<afternext>再来年)|(?P<thisyear>(?:今年|本年)度?(?!の(?!春|夏|秋|冬|末|うち|間))|今年中|年内|年末|今年末|今春|今夏|今秋|今冬|年度内|今年度末|年度末)"
    r"|(?P<nextmonth>来月)|(?P<thismonth>今月|月内|月末)|(?P<tomorrow>明日|あす|あした|翌日)|(?P<today>本日(?!開催|付|の)|今日|きょう|同日中|即日)"
)
_PROGRAMME = re.compile(
    r"[『「][^「」『』]{0,40}\d{4}[^「」『』]{0,20}[』」]|(?:アジェンダ|ビジョン|計画|戦略|アジア)\s?20\d\d|20\d\d(?:アジェンダ|ビジョン)"
)


def find_deadline(action: str, date: str | None) -> str | None:
    """Return when an action is due: ``2027``, ``2024-07``, ``2023-05-19`` or None.

    Args:
        action: Folded text of the promised act with its clause.
        date: The document's date, the anchor of 来年, 来月, 今後5年間.
    """
    text = _PROGRAMME.sub(lambda match: "、" * len(match.group()), action)
    found = [match for match in _DUE.finditer(text) if not _PAST.match(text, match.end())]
    found = [m for m in found if not _PAST.match(text[m.end() : m.end() + 12])]
    later = [m for m in found if date is None or (_year(m) or 0) >= int(date[:4])]
    if later:
        due = next(
            (m for m in later if re.match(r"[^、。]{0,4}(?:まで|末)", text[m.end() : m.end() + 8])),
            later[0],
        )
        return _written(_year(due) or 0, due["month"], due["day"])
    short = _SHORT.search(text)
    if short and date and 0 <= (gap := int(f"{date[:2]}{short['n']}") - int(date[:4])) < 40:
        return str(int(date[:4]) + gap)
    anchor = _anchor(date)
    return _relative(text, date or "", anchor) if anchor else None


def _year(match: re.Match[str]) -> int | None:
    if match["year"]:
        value = parse_number(match["year"])
        return int(value) if value else None
    count = 1 if match["n"] == "元" else parse_number(match["n"])
    return _ERAS[match["era"]] + int(count) if count else None


def _written(year: int, month: str | None, day: str | None) -> str:
    months, days = int(parse_number(month or "") or 0), int(parse_number(day or "") or 0)
    if not 1 <= months <= 12:
        return f"{year}"
    if not 1 <= days <= 31:
        return f"{year}-{months:02d}"
    return f"{year}-{months:02d}-{days:02d}"


def _anchor(date: str | None) -> datetime.date | None:
    parts = [int(part) for part in date.split("-")] if date else []
    if not parts:
        return None
    year, month, day = (*parts, *(1, 1, 1)[len(parts) :])
    return datetime.date(year, month, min(day, 28) if len(parts) < 3 else day)


def _relative(text: str, date: str, anchor: datetime.date) -> str | None:
    for month_day in _MONTH_DAY.finditer(text):
        month = int(month_day["month"])
        gap = anchor.month - month if len(date) >= 7 else 0
        told = re.search(r"(?:今年|ことし|本年)(?:の)?$", text[: month_day.start()])
        if gap > 0 and not month_day["till"] and (gap < 7 or told):
            continue  # 8月の文に「5月の会談」: what has been.
        same = gap == 0 and len(date) == 10 and month_day["day"] and not month_day["till"]
        if same and int(month_day["day"]) < anchor.day:
            continue
        return _written(anchor.year + (gap > 0), month_day["month"], month_day["day"])
    day = _future_day(text, anchor) if len(date) == 10 else None
    if day:
        return day
    span = _SPAN.search(text)
    if span:
        years = parse_number(span["n"] or span["m"])
        return str(anchor.year + int(years)) if years and years < 200 else None
    match = _RELATIVE.search(text)
    if match is None:
        return None
    return _named_time(match.lastgroup or "", date, anchor)


def _future_day(text: str, anchor: datetime.date) -> str | None:
    """Return the day of the document's month that is still to come (29日に, 28日をもって)."""
    for match in _DAY.finditer(text):
        day = int(match["day"])
        if day > 31 or (day <= anchor.day and not match["till"]):
            continue
        return f"{anchor.year}-{anchor.month:02d}-{day:02d}"
    return None


def _named_time(kind: str, date: str, anchor: datetime.date) -> str | None:
    years = {"nextyear": 1, "afternext": 2, "thisyear": 0}
    if kind in years:
        return str(anchor.year + years[kind])
    if len(date) < 7:
        return None
    if kind in ("nextmonth", "thismonth"):
        month = anchor.month + (kind == "nextmonth")
        return f"{anchor.year + (month > 12)}-{(month - 1) % 12 + 1:02d}"
    if len(date) < 10:
        return None
    return str(anchor + datetime.timedelta(days=kind == "tomorrow"))
