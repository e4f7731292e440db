"""Japanese cues to strength, polarity and repetition, by the stacking rule of the codebook."""

import re
from functools import lru_cache

from pledgegraph.extract.frames.japanese_cues import Cue
from pledgegraph.extract.rules import load_grammar

_EXPLORE = re.compile(
    r"(?:検討|模索|協議|議論|探る|探求|研究|話し合い?|意見交換)(?:を(?:進め|開始|深め|継続|続け|行))?(?:する|し|る|していく|う|続ける|の(?:開始|継続)|を)?(?:こと|と|方針|考え|用意|計画|予定|意向)?[をでに」ともす]{0,3}$"
)
_INTEND = re.compile(
    r"(?:計画|方針|意向|意図|意思|意志|予定|目標|つもり|考え|決意|決心|目指す|目指し|用意|覚悟|姿勢|構想|ロードマップ)(?:がある|だ|である)?(?:こと)?(?:[」をでにともがの]{0,3})(?:改めて|正式に|新たに|共に|ともに)?[^、。]{0,6}$"
)
_SAYING = re.compile(
    r"(?:改めて|正式に|新たに|共に)?(?:合意|妥結|一致|同意|約束|誓約|確約|決定|決断|発表|公表|表明|宣言|明言|明らか|明か|再確認|確認|示し|打ち出|固め|掲げ|伝え|述べ|強調|説明|決め|誓[っうい]|盛り込|踏み切|着手|概説|ある|あり)"
)
_WISH = re.compile(r"たい(?:旨|こと)(?:を|の)?[^、。]{0,10}、?$")
_PROGRAMME = re.compile(
    r"て(?:まいり|参り|いき)ます|^努め(?:る|ます)|^全力を(?:尽くす|尽くします|挙げる|挙げます)"
)
_STRONG = re.compile(r"強く(?:[^、。]{0,4})?$|強く(?:求|要求|要請|促|呼|訴)")
_DEMAND = re.compile(r"要求|命令|命じ")
_SOFT = re.compile(r"促し|促す|奨励|要望|お願い|依頼|働きかけ")


def find_strength(cue: Cue, words: str, *, treaty: bool) -> int:
    """Return 1 to 5 for a cue with its clause.

    Args:
        cue: The predicate.
        words: Folded text of the whole clause, the cue at its end.
        treaty: Whether the document is the text of a treaty.
    """
    said = words[max(0, len(words) - (cue.end - cue.start)) :]
    if cue.rule.kind == "call":
        return _call_strength(cue.rule.strength, words[-30:], said, cue.rule.id)
    if treaty and "協議" in said and not re.search(r"検討|可能性", said):
        return 5
    if cue.inner is not None and cue.inner.rule.strength == 1:
        return 1
    if cue.rule.negative and re.search(r"(?:つもり|考え|意図|意思)は", said):
        return 2
    if re.search(r"適用(?:され|など|を|の)", words) and re.search(
        r"条約|同条|第[0-9一二三四五六七八九十]+条", words
    ):
        return 5
    verbs = list(_SAYING.finditer(words, max(0, len(words) - 26)))
    head = words[: verbs[-1].start()] if verbs else words
    if cue.rule.family in ("act", "noun") and _EXPLORE.search(head):
        return 1
    if cue.rule.family == "act" and _WISH.search(words[-30:]):
        return 2
    if (cue.inner is not None and cue.inner.rule.strength == 2) or (
        cue.rule.family == "act" and _INTEND.search(head)
    ):
        return 2
    if cue.rule.id == "ja.intention.effort" and _PROGRAMME.search(said):
        return 3
    if treaty and cue.rule.family in ("plain", "finite") and cue.rule.strength == 3:
        return 5
    inner = cue.inner.rule.strength if cue.inner else 0
    return max(cue.rule.strength, inner) if cue.rule.strength > 2 else cue.rule.strength


def _call_strength(base: int, tail: str, said: str, rule: str) -> int:
    if rule.endswith("invite"):
        return base
    if _DEMAND.search(said):
        return 5
    if _STRONG.search(tail):
        return 4
    return 2 if _SOFT.search(said) else base


@lru_cache(maxsize=1)
def _again() -> re.Pattern[str]:
    cues = [one.cue for one in load_grammar("ja").modifiers_of("again")]
    return re.compile("|".join(cues) or "(?!)")


def is_reaffirmed(cue: Cue, words: str) -> bool:
    """Tell whether the clause presents its act as promised or done before (改めて, 引き続き)."""
    if cue.rule.reaffirmed or (cue.inner is not None and cue.inner.rule.reaffirmed):
        return True
    outside = re.sub(r"「[^」]{0,60}」", "", words)
    return bool(_again().search(outside))


_NOT = re.compile(r"(?<![なは])ない(?:こと|と|よう|方針|考え|旨|意向|立場|決意)")


def is_negative(cue: Cue, words: str) -> bool:
    """Tell whether the act is one not to be done (…しないと約束した, …しないよう求めた)."""
    if cue.rule.negative:
        return True
    if cue.rule.strength == 5 and cue.rule.id.endswith((".must", ".duty")):
        return False
    if cue.inner is not None and cue.inner.rule.negative:
        return True
    tail = words[-(cue.end - cue.start) - 10 :]
    return bool(_NOT.search(tail)) and "なければ" not in tail
