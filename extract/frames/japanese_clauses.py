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


_CLOSED = re.compile(
    r"(?:[一-龥][しみりびきちい]|[てでえけせれべめ]|る中|た中|く中|たが|るが|ものの|一方|ほか|ており)、"
)
_SAID = re.compile(
    r"[^。「」]{0,24}(?:と|旨|ことを|よう)[^。「」]{0,12}"
    r"(?:述べ|語|表明|強調|主張|訴え|指摘|求め|明らか|発表|話)"
)
_ASIDE = re.compile(
    r"(?<=も)(?:[^、。]{0,8}(?:対象|含め|視野|招|加え(?!ない)|迎え)|[^、。]{0,14}(?:出席|参加|同席|同行)し(?:て)?、)"
)


def is_closed(text: str, start: int, following: int, end: int) -> bool:
    """Tell whether a topic's clause closes before the next topic (Aは…し、Bは…を示す).

    Args:
        text: The folded document.
        start: Where the first topic ends.
        following: Where the next topic starts.
        end: Where the predicate begins; a verb of saying after it has the first topic as subject.
    """
    return bool(_CLOSED.search(text, start, following)) and not _SAID.match(text, end - 1)


def is_aside(text: str, end: int) -> bool:
    """Tell whether an actor with も is but included or present (ベラルーシも対象にする).

    Args:
        text: The folded document.
        end: Where the particle ends.
    """
    return bool(_ASIDE.match(text, end))
