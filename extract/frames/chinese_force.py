"""Chinese cues in a row to force: strength, reaffirmed and polarity, by the stacking rule."""

import re

from pledgegraph.extract.frames.chinese_clauses import Words
from pledgegraph.extract.rules import Rule

_AGAIN = re.compile(
    r"重申|(?<!可)再次(?!执政|当选|连任|入主|举行|召开|访|发射)|再度|继续|一如既往|仍将|依然|仍然|始终|持续(?=高质量|深化|推进|支持|加强|向|为|开展|推动|与|同|和|提供|加大|扩大|强化|协助|参与|关注|落实|优化|改善|完善|促进|投入|增加|对|在|密切|努力|透过|通过|打造|发挥)|一贯|一直"
)
_NOT = re.compile(
    r"(?:在任何[^，。]{0,16}?|在[^，。]{1,16}?(?:期间|内|前|后|时|中|方面)|未来[^，。]{0,8}?内|，|共同|也|都|将|坚持|始终|继续|绝|决|坚决|永远|永|会|我们|他们){0,5}(?:不(?!断|懈|惜|吝|遗余力|仅|只|遗余力|同|畏|可分割|但|动摇|可动摇|移)|避免|绝不|决不|停止不)"
)
_WORK = re.compile(r"(?:我们|他们|将|还|也|共同|积极|一道|，)*(?:努力|争取)")


def strength_of(rules: list[Rule], action: str, words: Words) -> int:
    """Return the strength of stacked cues with the action they govern.

    Args:
        rules: The cues in order.
        action: Folded text after the last of them.
        words: Word lists of the grammar.
    """
    forces = [rule.strength for rule in rules]
    names = {rule.id.rsplit(".", 1)[1] for rule in rules}
    if 1 in forces or words.exploring.match(action):
        return 1
    if names & {"treaty_scope", "obligation", "imposed", "borne", "charged"}:
        return 5
    if names & {"intend", "willing", "noun_intent"} or words.intending.match(action):
        return 2
    return max(forces)


def is_reaffirmed(rules: list[Rule], frame: str, action: str) -> bool:
    """Tell whether the text presents the act as made before or going on."""
    if any(rule.reaffirmed or rule.id.endswith("continue") for rule in rules):
        return True
    return bool(_AGAIN.search(frame) or _AGAIN.search(action[:24]))


def polarity_of(rules: list[Rule], action: str, frame: str = "") -> str:
    """Return ``negative`` for a promise or call not to do."""
    if any(rule.negative for rule in rules) or _NOT.match(action) or frame.endswith("禁止"):
        return "negative"
    return "positive"
