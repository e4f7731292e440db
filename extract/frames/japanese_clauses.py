"""Japanese clauses: is what follows a subject with が its main clause, or one within another."""

import re

_IN_CONDITION = re.compile(
    r"[^、。「」]{1,40}?(?:(?:[いるたの]なら(?:ば)?|であれば|[えけせてねべめれげ]ば|[るたい]場合(?:に)?(?:は)?|い限り(?:は)?|[っし]たら)、"
    r"|の(?:であれば|なら(?:ば)?)|[るたい]場合(?:に)?は)"
)


# が within a clause that qualifies a noun: 同社が開発を進める新型車両, 両国が合意した枠組み.
_QUALIFIES = re.compile(
    r"[^、。「」]{0,44}?(?:(?:(?<!いわゆ)(?<!あらゆ)(?<!な)(?<!対す)(?<!関す)(?<!に係)(?<!によ)(?<!おけ)(?<!めぐ)(?<!わた)(?<!向け)る|(?:[いっんきぎしちにびみりえけげせぜてねべめれ]|ま)た|んだ"
    r"|[行続開築置引働向招](?:く|う)|[課示出促目差移果指残許増減足動離]す|[含進望読組住生]む|[持立放保]つ|[選及]ぶ|という)"
    r"(?:[一-龥ァ-ヶA-Z「『]|こと(?![をでにも、]{0,2}[^、。]{0,8}(?:決|発表|合意|一致|約|誓|確認|表明|明らか|求|要|説明|述べ|語|指摘|紹介|伝え|強調|報告))|もの(?!と)|ため|際|中)"
    r"|(?:する|した)(?:よう(?!に)|場合|の[にはがを]))"
    r"(?<!る方)(?<!る計)(?<!る考)(?<!る意)(?<!る予)(?<!る決)(?<!る用)(?<!る構)(?<!る姿)(?<!す方)(?<!す計)(?<!す考)(?<!す意)(?<!く方)(?<!う方)"
    r"(?<!る見)(?<!る目)(?<!る旨)(?<!る義)(?<!う考)(?<!う意)(?<!む方)(?<!つ方)(?<!る立)(?<!む考)"
)


def is_subordinate(text: str) -> bool:
    """Tell whether a subject belongs to a condition or to a clause that qualifies a noun.

    Args:
        text: What follows the subject's particle, up to the predicate in question.
    """
    if _IN_CONDITION.match(text):
        return True
    return text[:1] != "、" and len(text) > 7 and bool(_QUALIFIES.match(text))
