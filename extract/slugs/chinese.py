"""Actors outside the register in Chinese text: firms, parties, funds by the form of the name."""

import re
from collections.abc import Iterator

_KIND = (
    r"(?:股份有限公司|有限公司|集团公司|控股公司|公司|集团|银行|基金会|航空|汽车|重工|电子|化工|制药"
    r"|证券|保险|联合会|协会|工会|联盟党|党|省政府|市政府|州政府|省|自治区)"
)
_ACTS = (
    r"(?:则|也|亦|还|已|均|都|方面|发言人|随后|同时|同日|今日|今天|昨日|周[一二三四五六日]|\d{1,2}日)*"
    r"[「“]?(?:将|计划|宣布|承诺|拟|表示|打算|决定|同意|有意|正|考虑|保证|不打算|不会|拒绝|呼吁|敦促|要求|会(?![议员场长])|力争|致力)"
)
_WORDS = r"[A-Z][A-Za-z0-9&.\-]{1,24}(?: [A-Z][A-Za-z0-9&.\-]{1,24}){0,4}"
_HAN = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>(?:绿党|工党)|[\u4e00-\u9fff]{{2,8}}?(?:[（(][\u4e00-\u9fff]{{2,4}}[)）])?{_KIND})"
    rf"(?P<latin>[（(][A-Z][A-Za-z0-9&.\- ]{{1,40}}[)）])?(?={_ACTS}|称|会|[（(]|，)"
)
_LATIN = re.compile(rf"(?<![A-Za-z0-9])(?P<name>{_WORDS})(?:公司|集团|基金会|银行)?(?={_ACTS})")
_BRACKET = re.compile(rf"(?P<han>[\u4e00-\u9fff]{{2,12}})[（(](?P<latin>{_WORDS})[)）](?={_ACTS})")
_NO_NAME = re.compile(
    r"^(?:该|这|本|一|各|其|多|两|某|我|此|全|数|有|他"
    r"|在|与|向|对|据|大|国|新|外|美国|日本|中国|由|被|让|以|从|为|和|若|目前|未来)"
)


def slug(latin: str) -> str:
    """Return the slug of a Latin name: ``Hewlett Foundation`` to ``hewlett-foundation``."""
    return re.sub(r"[^a-z0-9]+", "-", latin.lower().replace("&", " and ")).strip("-")


def find_slugs(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, slug) of names outside the register that stand as agents."""
    for match in _BRACKET.finditer(folded):
        yield match.start(), match.end(), slug(match["latin"])
    for match in _LATIN.finditer(folded):
        yield match.start(), match.end(), slug(match["name"])
    for match in _HAN.finditer(folded):
        if match["latin"]:
            yield match.start(), match.end(), slug(match["latin"][1:-1])
        elif not _NO_NAME.match(match["name"]):
            yield match.start(), match.end(), match["name"]
