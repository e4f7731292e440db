"""Japanese actions to amounts: 2000億円, 3億ドル余り, 国内総生産の2%, 5万人, 300基."""

# ruff: noqa: E501
import re

from pledgegraph.extract.numerals import NUMBER, parse_number
from pledgegraph.ontology.records import Amount

_MONEY = {
    "米ドル": "USD", "ドル": "USD", "豪ドル": "AUD", "カナダドル": "CAD", "円": "JPY", "ユーロ": "EUR",
    "人民元": "CNY", "元": "CNY", "ポンド": "GBP", "ウォン": "KRW", "ルピー": "INR", "ルーブル": "RUB",
    "ランド": "ZAR", "レアル": "BRL", "ペソ": "PHP", "バーツ": "THB", "台湾ドル": "TWD", "香港ドル": "HKD",
    "シンガポールドル": "SGD", "スイスフラン": "CHF", "クローナ": "SEK", "クローネ": "NOK", "ルピア": "IDR", "リヤル": "SAR",
}  # fmt: skip
_COUNTED = {
    "人": "persons", "名": "persons", "回分": "doses", "万回": "doses", "トン": "tonnes", "基": "units", "隻": "ships", "機": "aircraft",
    "台": "units", "両": "vehicles", "か所": "sites", "カ所": "sites", "ヶ所": "sites", "箇所": "sites", "校": "schools", "発": "missiles",
    "メガワット": "MW", "ギガワット": "GW", "キロワット": "kW", "ヘクタール": "hectares", "キロメートル": "km", "キロ": "km", "社": "companies", "件": "projects",
    "戸": "homes", "本": "units", "頭": "animals", "バレル": "barrels", "床": "beds", "便": "flights", "種類": "types",
}  # fmt: skip
_CURRENCY = "|".join(sorted(_MONEY, key=len, reverse=True))
_UNITS = "|".join(sorted(_COUNTED, key=len, reverse=True)).replace("両", "両(?=[をのが、。に編]|$)")
_FIND = re.compile(
    rf"(?P<gdp>(?:国内総生産|GDP)[^、。]{{0,12}}?(?:の|比(?:で)?)(?:約|少なくとも)?(?P<share>{NUMBER})(?:%|パーセント))"
    rf"|(?:約|最大|総額|合計|計|少なくとも|およそ)?(?P<number>{NUMBER})(?:余り|超|以上|強|弱|ほど|程度)?"
    rf"(?:(?P<money>{_CURRENCY})|(?P<points>(?:%|パーセント)?ポイント)|(?P<percent>%|パーセント)|(?P<unit>{_UNITS})(?!残さ|一人|ひとり|ずつ|目|口|的|間|以内|員|材|権|々|類|道|質|格|文|身|工|内))"
)
_POINT = re.compile(r"(?<=\d)・(?=\d)")
_SKIP = re.compile(r"第\s*$|[A-Za-z]$|[\d.]$")


def find_amount(folded: str) -> Amount | None:
    """Return the main figure of an action: money first, then a share, then what is counted.

    Args:
        folded: Folded text of the promised act.
    """
    folded = _POINT.sub(".", folded)
    best: tuple[int, Amount] | None = None
    for match in _FIND.finditer(folded):
        if _SKIP.search(folded[: match.start()][-2:]):
            continue
        rank, unit = _kind(match)
        value = parse_number(match["share"] or match["number"])
        if value is not None and (best is None or rank < best[0]):
            best = rank, Amount(value=value, unit=unit)
    return best[1] if best else None


def _kind(match: re.Match[str]) -> tuple[int, str]:
    if match["gdp"]:
        return 0, "%GDP"
    if match["money"]:
        return 0, _MONEY[match["money"]]
    if match["points"]:
        return 1, "percentage points"
    if match["percent"]:
        return 1, "%"
    return 2, _COUNTED[match["unit"]]
