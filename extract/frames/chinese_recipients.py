"""Chinese actions to recipients: whom an act is for, 向/为/给/对 … or as the object of help."""

import re
from collections.abc import Sequence

from pledgegraph.extract.frames.chinese_clauses import Words
from pledgegraph.extract.reading import Mention

_GIVEN = re.compile(
    r"^[^，。；]{0,24}?(?:提供|供应|交付|援助|捐|拨|派遣|派出|开放|赠|贷款|保证|承诺|运送|输送|出售|伸出|追加|移交|发放|支付|偿还|减免|免除|培训|支持|施以援手|给予|转让|保护|防务|安全|训练|启动训练|开展|输出|帮助|增派|实行免签|免签|注资|出口)"
)
_TO = re.compile(r"(?:向|给|为|给予|对|面向|替|予|赋予)(?:包括|我们的|盟友|邻国|了|整个)?$")
_GIVE = re.compile(r"(?:给予|授予|赠予)(?:了)?$")
_HELP = re.compile(
    r"(?:(?<!对)支持|捐赠|捐助|捐|支援|援助|帮助|协助|资助|保卫|防卫|保护|捍卫|声援|邀请|赠送|赠予|供应|提供|援|助力|武装|救助|补偿|赔偿|拯救|力挺|欢迎)(?:了|包括|盟友|盟国|友邦|我们的盟友|邻国)?$"
)
_NOUN = re.compile(
    r"^[^，。；]{0,30}?(?:的)?(?:[^，。；的]{0,10})(?:承诺|支持|防卫|防务|援助|义务|支援|保护|保证|帮助)"
)
_LINK = re.compile(r"\s*(?:、|和|与|及|以及|等|，)\s*")
_OWNED = re.compile(
    r"^(?:的(?!安全|防务|防卫|主权|独立)|产品|商品|企业|公司|市场|经济|进口|出口|货物|籍|公民|游客|人质|制裁|原产|海峡|导弹|大使|媒体|侵略|入侵)(?!.{0,10}(?:承诺|防卫|防务|安全保障|支持|援助))"
)
_HOSTILE = re.compile(
    r"制裁|加征|(?<!零)关税|打击|威慑|禁运|反制|限制|施压|施加压力|谴责|报复|惩罚|对抗|起诉|宣战|脱钩|围堵"
)
_HIDDEN = re.compile(r"[（(]□*[)）]|\s+$")
_FOR = re.compile(r"(?<![作成视认称列因以])(?:为|替|给)$")
_CAUSE = re.compile(
    r"的(?:安全|主权|国防|防务|独立|领土|重建|发展|人民|抗疫|稳定|经济|工业化|努力|能力|核心|立场|自卫|防空|中心地位|改革|平等)|经济"
)
_SIDE = re.compile(r"(?:与|同|和|跟)(?:盟友|我们的盟友)?$")
_STAND = re.compile(r"^[^，。；]{0,8}(?:站在一起|并肩(?:而立|战斗)?|站在一边|同在)")


def read_recipients(
    text: str, start: int, end: int, named: Sequence[Mention], committers: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return (recipients, optional ones) of an act.

    Args:
        text: Folded text of the passage.
        start: Where the act begins in it.
        end: Where it ends.
        named: Mentions of the passage, offsets into it.
        committers: Who binds itself; never also recipient.
    """
    firm: list[str] = []
    optional: list[str] = []
    before_was = False
    last_end = -1
    for mention in named:
        if mention.start < start or mention.end > end or not mention.actors:
            continue
        others = [one for one in mention.actors if one not in committers]
        if not others:
            optional.extend(mention.actors)
            continue
        linked = last_end >= 0 and _LINK.fullmatch(text[last_end : mention.start]) is not None
        is_firm = (linked and before_was) or _receives(text, start, end, mention)
        (firm if is_firm else optional).extend(others)
        before_was, last_end = is_firm, mention.end
    return list(dict.fromkeys(firm)), list(dict.fromkeys(optional))


def _receives(text: str, start: int, end: int, mention: Mention) -> bool:
    head = _HIDDEN.sub("", text[max(start, mention.start - 16) : mention.start])
    tail = text[mention.end : min(end, mention.end + 40)]
    if _OWNED.match(tail) and not (_HELP.search(head) and _CAUSE.match(tail)):
        return False
    if _FOR.search(head):
        return not _HOSTILE.search(tail[:16])
    if _GIVE.search(head) and not tail.startswith("的"):
        return not _HOSTILE.search(tail[:16])
    if _TO.search(head):
        if _HOSTILE.search(tail[:16]):
            return False
        return bool(_GIVEN.match(tail) or _NOUN.match(tail))
    if _SIDE.search(head):
        return bool(_STAND.match(tail))
    if _RELIEVED.search(head) and _OWED.match(tail):
        return True
    return bool(_HELP.search(head))


def read_addressees(
    text: str,
    start: int,
    words: Words,
    named: Sequence[Mention],
    committers: Sequence[str] = (),
) -> tuple[tuple[str, ...], int]:
    """Return (who is called on, where their name ends) right after a call's cue.

    Args:
        text: Folded text of the passage.
        start: End of the cue.
        words: Word lists of the grammar.
        named: Mentions of the passage, offsets into it.
        committers: Who calls, for calls on one's own ministries.
    """
    written = [
        one
        for one in named
        if one.actors
        and one.end <= start
        and _WRITES.search(text, max(0, one.start - 8), one.start)
    ]
    if written:
        return written[-1].actors, start
    own = _MINISTRIES.match(text, start)
    if own:
        return tuple(committers), own.end()
    found: list[str] = []
    place = start
    thin = _ADDRESS.match(text, place)
    place = thin.end() if thin else place
    every = _ALL.match(text, place)
    if every:
        return ("UN",), every.end()
    some = UNNAMED.match(text, place)
    if some:
        return (), some.end()
    for mention in named:
        if mention.start < place:
            continue
        gap = text[place : mention.start]
        title = words.titles.match(gap) if found else None
        gap = gap[title.end() :] if title else gap
        if mention.start != place and not (found and _LINK.fullmatch(gap)):
            break
        if not mention.actors:
            break
        found.extend(mention.actors)
        place = mention.end
    if found and re.match(r"的(?!领导)|问题|海峡|局势", text[place : place + 4]):
        return (), start
    return tuple(dict.fromkeys(found)), place


_RELIEVED = re.compile(r"(?:免除|减免|豁免|勾销|取消|暂停|延长|推迟|缓缴)(?:了)?$")
_OWED = re.compile(r"[^，。；]{0,14}(?:债务|欠款|贷款|债款|还款)")
_WRITES = re.compile(r"(?:致信|致函|去信|发函|写信给|上书|喊话|函请|电请)$")
UNNAMED = re.compile(
    r"(?:(?:有关|相关|当事|冲突|争端|直接|其他|域外|涉事|主要)+(?:各方|方面|国家|当事方|双方|方|国|当局|机构|企业|公司)"
    r"|(?:这些|上述|相关|有关)(?:企业|公司|国家|机构|组织|媒体|人士)|各方|当事(?:国|方)|国际社会|国际组织|世界各地)+"
)
_ADDRESS = re.compile(r"(?:了|得到|看到|未来|今后|所有|包括|新任|我们的|其|地|\s)*")
_MINISTRIES = re.compile(
    r"(?:(?:我们)?各自的(?:国防部|外交部|财政部|商务部|外长|防长|部长|官员|机构|团队|和)+|(?:我国|政府)?各(?:部会|部委|部门|级政府|主管机关|相关部会))"
)
_ALL = re.compile(
    r"(?:所有|各)?(?:联合国)?(?:会员国|成员国(?=不|全面|采|履|遵|共|切|进|立|加|支))|(?:所有|世界)?各国|(?:所有|全体)国家"
)
