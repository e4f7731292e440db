"""Japanese names outside the register to slugs: companies, parties, prefectures, bodies."""

import re

from pledgegraph.extract.slugs.romaji import romanised

_BRACKET = re.compile(r"[（(]([A-Za-z][A-Za-z0-9 .&'-]{1,40})[）)]")
# ruff: noqa: E501
_PREFECTURES = (
    "北海道:hokkaido 青森:aomori 岩手:iwate 宮城:miyagi 秋田:akita 山形:yamagata 福島:fukushima 茨城:ibaraki 栃木:tochigi "
    "群馬:gunma 埼玉:saitama 千葉:chiba 神奈川:kanagawa 新潟:niigata 富山:toyama 石川:ishikawa 福井:fukui 山梨:yamanashi "
    "長野:nagano 岐阜:gifu 静岡:shizuoka 愛知:aichi 三重:mie 滋賀:shiga 京都:kyoto 大阪:osaka 兵庫:hyogo 奈良:nara "
    "和歌山:wakayama 鳥取:tottori 島根:shimane 岡山:okayama 広島:hiroshima 山口:yamaguchi 徳島:tokushima 香川:kagawa "
    "愛媛:ehime 高知:kochi 福岡:fukuoka 佐賀:saga 長崎:nagasaki 熊本:kumamoto 大分:oita 宮崎:miyazaki "
    "鹿児島:kagoshima 沖縄:okinawa"
)
_ROMAN = dict(pair.split(":") for pair in _PREFECTURES.split())
_PREFECTURE = re.compile(rf"(?P<name>{'|'.join(_ROMAN)})(?:県|府|道)")
_SUFFIX = r"ホールディングス|グループ本社|電力|製薬|自動車|銀行|証券|重工業|商事|製作所|航空|鉄道|化学|電機|通信|モーターズ|エナジー|テクノロジーズ"
_COMPANY = re.compile(
    rf"株式会社(?P<a>[A-Za-z0-9&ァ-ヶー一-龥]{{2,20}})|(?P<b>[A-Za-z0-9&ァ-ヶー一-龥]{{2,20}}?)(?:株式会社|\(株\)|（株）)"
    rf"|(?P<c>[A-Zァ-ヶー一-龥]{{1,12}}(?:{_SUFFIX}))|(?P<d>[A-Zァ-ヶー][A-Za-zァ-ヶー]{{2,20}})社(?=[はがもの、])"
)
_NOT_COMPANY = re.compile(
    r"(?:電気|乗用|新型|小型|国産|中国製|普通|中古)自動車$|(?:中央|各|国内|民間|地方)銀行$|^(?:航空|鉄道|化学|通信|電力|高速鉄道)$"
)
_PARTY = re.compile(r"(?<![一-龥ァ-ヶー])(?P<name>[一-龥ァ-ヶー]{2,10}党)(?=[はがもの、」]|$)")
_NOT_PARTY = re.compile(r"(?:与|野|両|各|同|我が|新|政|諸|徒)党$")


def find_slugs(folded: str) -> list[tuple[int, int, str]]:
    """Return (start, end, slug) of the names in a folded text that have the form of an actor."""
    found: list[tuple[int, int, str]] = []
    if "県" in folded or "府" in folded or "北海道" in folded:
        found += [
            (m.start(), m.end(), f"{_ROMAN[m['name']]}-prefecture")
            for m in _PREFECTURE.finditer(folded)
        ]
    if "社" in folded or re.search(_SUFFIX, folded):
        for match in _COMPANY.finditer(folded):
            name = match["a"] or match["b"] or match["c"] or match["d"]
            if not _NOT_COMPANY.search(name):
                found.append((match.start(), match.end(), make_slug(name, folded[match.end() :])))
    if "党" in folded:
        for match in _PARTY.finditer(folded):
            if not _NOT_PARTY.search(match["name"]):
                found.append(
                    (match.start(), match.end(), make_slug(match["name"], folded[match.end() :]))
                )
    return sorted(found)


_NEWSROOM = re.compile(
    r"新聞|日報|ニュース|通信社?$|通信[（(]|放送|テレビ|NHK|ロイター|時事|共同通信|タイムズ|ポスト|ジャーナル|メディア"
    r"|スプートニク|Sputnik|ブログ|note|Wikipedia|ウィキ|https?:|\.(?:com|jp|net|org)"
)
_SELF = re.compile(
    r"(?P<a>[^\s、。「」（(【】:：]{2,24})[（(](?:本社|本店|所在地|代表|証券コード|コード番号|東証|以下[、]?|社長)"
    r"|(?P<b>[A-Za-z0-9&ァ-ヶー一-龥]{2,20})株式会社|株式会社(?P<c>[A-Za-z0-9&ァ-ヶー一-龥]{2,20})"
)
_HEADED = re.compile(r"(?P<name>[A-Zァ-ヶー][A-Za-z0-9ァ-ヶー・]{2,20})(?:、|が|は)")


def is_publisher(name: str) -> bool:
    """Tell whether a name is that of a newsroom, which speaks for nobody."""
    return bool(_NEWSROOM.search(name))


def find_company(title: str, head: str) -> str | None:
    """Return the slug of the company that a press text speaks for (〇〇（本社：…）は, 当社).

    Args:
        title: Folded title.
        head: The folded first lines.
    """
    if match := _SELF.search(head):
        name = match["a"] or match["b"] or match["c"]
        return make_slug(re.sub(r"^株式会社|株式会社$", "", name))
    match = _HEADED.match(title) or _HEADED.match(head)
    return make_slug(match["name"]) if match else None


def make_slug(name: str, after: str = "") -> str:
    """Return the slug of a name: from Latin letters in the bracket after it, else of itself."""
    bracket = _BRACKET.match(after)
    chosen = bracket.group(1) if bracket else romanised(name)
    return re.sub(r"[^0-9a-z\u3041-\u9fff]+", "-", chosen.lower()).strip("-") or name
