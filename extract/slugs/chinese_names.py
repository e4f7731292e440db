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
    found: list[Mention] = []
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
