"""Names outside the register that a text introduces itself: 印尼外长雷特诺 … 雷特诺表示."""

import re
from collections.abc import Sequence

from pledgegraph.extract.reading import Mention
from pledgegraph.extract.slugs.chinese import slug

_SAYS = re.compile(
    r"(?<![\u4e00-\u9fff·])(?P<name>[\u4e00-\u9fff·]{2,9}?)"
    r"(?:\d{1,2}日|当天|今天|昨天|则|还|也|亦|同时|并|随后){0,2}"
    r"(?=表示|指出|强调|承诺|宣布|呼吁|重申|敦促|称[，：:]|说[，：:]|在[^，。]{1,12}(?:表示|说|强调|宣布))"
)
_NO_NAME = re.compile(
    r"[他她它我你您该其双两各三四本此这那]|.*(?:人士|专家|学者|官员|媒体|分析|公司|会议|声明|报告|文件|领导人|方|政府|部|院|局|委|并|还|再|共同|一致)$"
)
_TITLE = re.compile(
    r"(?:新任|现任|候任|副|总|国家|国防|外交|财政|经济|贸易|商务|能源|农业|内政|常务)*"
    r"(?:总统|主席|总理|首相|外长|部长|大臣|国务卿|大使|发言人|代表|防长|秘书长|书记|议长|国王|司令|行长|总裁|特使|总干事|外相|防卫相|相|主任|执行长|州长|市长)(?:先生|女士)?"
)
_LATIN = re.compile(r"[（(](?P<latin>[A-Z][A-Za-z.\-' ]{2,40})[)）]")


_INDUSTRY = (
    r"(?:半导体|科技|电子|汽车|能源|控股|生物|医药|制药|航空|重工|化工|材料|网络|软件|地产|食品|物流|通信|光电|精密"
    r"|工业|实业|投资|资本|传媒|钢铁|石油|矿业|电力|智能|新能源|集团|证券|银行|保险|基金)"
)
_FIRM = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<stem>[\u4e00-\u9fff]{{2,6}}?){_INDUSTRY}{{0,3}}"
    r"(?:(?:股份|控股)?有限公司|股份公司|集团公司|集团)"
)
_OPENS = re.compile(
    rf"(?P<stem>[\u4e00-\u9fff]{{2,5}}?)(?P<kind>{_INDUSTRY})(?=宣布|拟|计划|将|承诺|签|获|完成|启动|加入|公布|与)"
)
_NO_FIRM = re.compile(
    r"[该这本一各其多两某我此全数有他在与向对据大国新外由被让以从为和若]|.{0,2}(?:中国|美国|日本|公司|企业|政府)$"
)


def _firms(folded: str, covered: set[int]) -> list[Mention]:
    """Return every place of a firm that the text names in full or its headline opens with."""
    opening = _OPENS.match(folded)
    names = [*_FIRM.finditer(folded), *([opening] if opening else [])]
    found: list[Mention] = []
    for match in names[:20]:
        stem, full = match["stem"], match.group()
        if _NO_FIRM.match(stem) or match.start() in covered:
            continue
        kind = re.escape(stem) + rf"(?:{_INDUSTRY})*(?:(?:股份)?有限公司|集团|公司)?"
        for place in re.finditer(kind, folded):
            if place.start() not in covered and place.end() - 1 not in covered:
                covered.update(range(place.start(), place.end()))
                found.append(Mention(place.start(), place.end(), place.group(), "slug", (full,)))
    return found


def _shortened(folded: str, mentions: Sequence[Mention], covered: set[int]) -> list[Mention]:
    """Return the places of a firm's short form after its full one: 苹果公司 … 苹果将."""
    found: list[Mention] = []
    for one in mentions:
        if one.form != "name" or not one.text.endswith(("公司", "集团")) or len(one.text) < 4:
            continue
        for place in re.finditer(re.escape(one.text[:-2]), folded):
            if place.start() > one.start and place.start() not in covered:
                covered.update(range(place.start(), place.end()))
                found.append(Mention(place.start(), place.end(), place.group(), "name", one.actors))
    return found


def introduced(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions and, in order, every place of a name that the text introduces.

    Args:
        folded: The folded document.
        mentions: What the register knows in it.
    """
    names = {m["name"] for m in _SAYS.finditer(folded) if not _NO_NAME.match(m["name"])}
    known = {one.text for one in mentions}
    ends = {one.end: one for one in mentions if len(one.actors) == 1 and one.person is None}
    covered = {place for one in mentions for place in range(one.start, one.end)}
    found = [*_shortened(folded, mentions, covered), *_firms(folded, covered)]
    for name in sorted(names - known, key=len, reverse=True):
        places = [m.start() for m in re.finditer(re.escape(name), folded)]
        places = [one for one in places if one not in covered]
        owner = next((o for one in places if (o := _holder(folded, one, ends))), None)
        if owner is None:
            continue
        latin = next((m for one in places if (m := _LATIN.match(folded, one + len(name)))), None)
        person = slug(latin["latin"]) if latin else None
        for place in places:
            end = place + len(name)
            covered.update(range(place, end))
            found.append(Mention(place, end, name, "person", owner.actors, person))
    return (
        sorted([*mentions, *found], key=lambda one: (one.start, one.end)) if found else [*mentions]
    )


def _holder(folded: str, place: int, ends: dict[int, Mention]) -> Mention | None:
    """Return the state or body whose title stands right before a name."""
    near = ends.get(place)
    if near is not None and near.form == "office":
        return near
    for length in range(1, 9):
        owner = ends.get(place - length)
        if owner is not None and _TITLE.fullmatch(folded, place - length, place):
            return owner
    return None
