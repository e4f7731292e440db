"""Chinese actions to amounts: 2000亿美元, GDP的2%, 至少1.6万亿日圆, 300名专家."""

import re

from pledgegraph.extract.numerals import NUMBER, parse_number
from pledgegraph.ontology.records import Amount

_CURRENCY = {
    "美元": "USD", "美金": "USD", "日元": "JPY", "日圆": "JPY", "日币": "JPY", "欧元": "EUR",
    "人民币": "CNY", "英镑": "GBP", "港元": "HKD", "港币": "HKD", "澳元": "AUD", "新台币": "TWD",
    "台币": "TWD", "韩元": "KRW", "韩圆": "KRW", "卢布": "RUB", "卢比": "INR", "加元": "CAD",
    "瑞士法郎": "CHF", "新元": "SGD", "新加坡元": "SGD", "兰特": "ZAR", "比索": "PHP",
    "泰铢": "THB",
    "雷亚尔": "BRL", "里拉": "TRY", "迪拉姆": "AED", "瑞典克朗": "SEK", "挪威克朗": "NOK",
    "丹麦克朗": "DKK",
}  # fmt: skip
_MONEY = re.compile(
    rf"(?P<p>新台币|台币|人民币|港币|新元)?(?P<n>{NUMBER})(?P<u>{'|'.join(_CURRENCY)}|元|块钱)(?P<after>人民币|港币|新台币|台币|美金)?"
)
_BEFORE = re.compile(
    rf"(?P<u>US\$|USD|HK\$|HKD|A\$|AUD|NT\$|TWD|RMB|CNY|EUR|JPY|GBP|€|£|¥|\$)[ ]?(?P<n>{NUMBER})"
)
_SIGNS = {
    "US$": "USD", "$": "USD", "HK$": "HKD", "A$": "AUD", "NT$": "TWD", "RMB": "CNY",
    "€": "EUR", "£": "GBP", "¥": "CNY",
}  # fmt: skip
_GDP = re.compile(
    rf"(?:GDP|国内生产总值|国民生产总值|国内生产毛额|经济总量)[^，。；]{{0,8}}?(?P<n>{NUMBER})(?:%|个百分点)|(?:GDP|国内生产总值|国内生产毛额)□*(?:的)?百分之(?P<m>{NUMBER})"
)
_POINTS = re.compile(rf"(?P<n>{NUMBER})个百分点")
_PERCENT = re.compile(rf"(?P<n>{NUMBER})[ ]?%|百分之(?P<m>{NUMBER})")
_PERSONS = re.compile(
    rf"(?<![数几上成])(?P<n>{NUMBER})(?:多|余)?(?:名|位|人次|个?(?:人|就业岗位|工作岗位|就业机会))"
)
_COUNTED = re.compile(
    rf"(?P<n>{NUMBER})(?P<u>剂|支疫苗|吨|公吨|架|辆|艘|套|枚|公里|兆瓦|吉瓦|千瓦|桶|立方米|公顷|亩|所|座|台|个项目|个)"
)
_COUNTS = {
    "剂": "doses", "支疫苗": "doses", "吨": "tonnes", "公吨": "tonnes", "架": "aircraft",
    "辆": "vehicles", "艘": "ships", "套": "sets", "枚": "missiles", "公里": "km", "兆瓦": "MW",
    "吉瓦": "GW", "千瓦": "kW", "桶": "barrels", "立方米": "m3", "公顷": "hectares", "亩": "mu",
    "所": "schools", "座": "sites", "台": "units", "个项目": "projects",
}  # fmt: skip
_HAN_SMALL = re.compile(r"[一二两三四五六七八九十]")


def find_amount(action: str, local: str = "CNY") -> Amount | None:
    """Return the main figure of an action, or None: money first, then shares, persons, counts.

    Args:
        action: Folded text of the promised act; what stands in brackets after a figure is left
            out ("3亿美元（约23亿港元）").
        local: The currency that a bare 元 stands for.
    """
    text = re.sub(r"[（(][^（）()]{0,40}[)）]", lambda match: "□" * len(match.group()), action)
    return _gdp(text) or _money(text, local) or _share(text) or _counted(text)


def _gdp(text: str) -> Amount | None:
    match = _GDP.search(text)
    value = parse_number(match["n"] or match["m"]) if match else None
    return Amount(value=value, unit="%GDP") if value is not None else None


def _money(text: str, local: str) -> Amount | None:
    for match in _MONEY.finditer(text):
        value = parse_number(match["n"])
        if value is not None and value >= 1:
            named = match["p"] or match["after"] or ""
            unit = _CURRENCY.get(match["u"]) or _CURRENCY.get(named, local)
            return Amount(value=value, unit=unit)
    for match in _BEFORE.finditer(text):
        value = parse_number(match["n"])
        if value is not None:
            return Amount(value=value, unit=_SIGNS.get(match["u"], match["u"]))
    return None


def _share(text: str) -> Amount | None:
    match = _POINTS.search(text)
    value = parse_number(match["n"]) if match else None
    if value is not None:
        return Amount(value=value, unit="percentage points")
    match = _PERCENT.search(text)
    value = parse_number(match["n"] or match["m"]) if match else None
    return Amount(value=value, unit="%") if value is not None else None


def _counted(text: str) -> Amount | None:
    for match in _PERSONS.finditer(text):
        value = parse_number(match["n"])
        if value is not None and not (value < 20 and _HAN_SMALL.match(match["n"])):
            return Amount(value=value, unit="persons")
    for match in _COUNTED.finditer(text):
        value = parse_number(match["n"])
        if value is not None and match["u"] in _COUNTS and not _HAN_SMALL.match(match["n"]):
            return Amount(value=value, unit=_COUNTS[match["u"]])
    return None
