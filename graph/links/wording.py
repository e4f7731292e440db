"""The words of a statement to features that can be compared across scripts and languages.

Concepts of the lexicon are the same in every language; what they leave over is kept as pairs of
Han characters (Japanese and Traditional forms folded) or as English words.
"""

import re
from functools import cache
from typing import Final

import ahocorasick_rs
import opencc

from pledgegraph.ontology.concepts import read_concepts
from pledgegraph.ontology.folding import fold_chinese, fold_width
from pledgegraph.ontology.records import Record, Statement
from pledgegraph.ontology.register import load_register

_HAN: Final = re.compile(r"[\u3400-\u9fff]{2,}")
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z-]+")
_NUMBER: Final = re.compile(
    r"(\d+(?:[.,]\d+)*)\s*((?:hundred|thousand|million|billion|trillion)\b|[百千]?[万亿]|兆)?"
)
_SCALES: Final = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "兆": 12,
}  # fmt: skip
# An article of a treaty names an instrument; its number is no figure.
_ARTICLE: Final = re.compile(r"第([0-9一二三四五六七八九十]+)条|\barticle ([0-9ivx]+)\b")
_DIGITS: Final = dict(zip("一二三四五六七八九", "123456789", strict=True)) | {
    "I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "IX": "9", "X": "10",
}  # fmt: skip
# Words that carry the act or its actors, not its object.
_HAN_TOLD: Final = (
    "我们 他们 双方 两国 两位 领导 导人 首相 总统 美国 日本 日美 美日 中国 中方 国家 重申 承诺 致力"
    " 继续 加强 强化 合作 共同 努力 进一 一步 表示 表明 宣布 发表 同意 一致 确认 确信 决心 打算"
    " 计划 计画 将会 将在 包括 其中 以及 为了 通过 方面 领域 能够 可能 实现 推进 推动 促进 支持"
    " 进行 美两 首脑 两首 岸田 田首 拜登 登总 统重 相和 和拜 人重 们重 人承 们承 田文 文雄"
    " 米国 米两 日米 约束 合意 检讨 目指 的承 对的 的合 密切 更加 各自 所有 问题 提供"
    " 开始 大统 统领"
)
_ENGLISH_TOLD: Final = (
    "the and for with that this will shall their our its they both also has have from into each"
    " other including between through which were been are was would pledged committed commitment"
    " commit reaffirmed reaffirm reiterated announced announce agreed agree intend plan plans"
    " continue continued work working together support supporting new further strengthen leaders"
    " president prime minister united states japan japanese china countries all two said not any"
    " more than under over during while upon these those one"
)
_IDLE_HAN: Final = frozenset(_HAN_TOLD.split())
_IDLE_WORDS: Final = frozenset(_ENGLISH_TOLD.split())


class Wording(Record):
    """What a statement is about: features with the same meaning in every language, and the rest.

    ``shared`` holds concepts, acronyms and articles; ``own`` pairs of Han characters or English
    words; ``han`` tells which of the two; ``numbers`` the figures of the quote.
    """

    shared: frozenset[str]
    own: frozenset[str]
    numbers: frozenset[str]
    han: bool


@cache
def _finder(group: str) -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    actors = _actor_names()
    # What the lexicon and the register both know is one feature, whichever of its words stands.
    known = {form: actor for names in actors.values() for form, actor in names.items()}
    folded: dict[str, str] = {}
    for one in read_concepts().values():
        forms = [fold_words(form) for form in one.forms()]
        feature = next((known[form] for form in forms if form in known), one.id)
        own = {"en": one.en, "zh": one.en + one.zh, "ja": one.en + one.ja}[group]
        folded |= {fold_words(form): feature for form in own}
    folded |= actors["en"] | actors[group]
    automaton = ahocorasick_rs.AhoCorasick(
        list(folded), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    return automaton, list(folded.values())


@cache
def _actor_names() -> dict[str, dict[str, str]]:
    """Return names of states, organisations and groups with their feature, by language group.

    Bodies that stand for a state are left out: their names tell more than the state's.
    """
    names: dict[str, dict[str, str]] = {"en": {}, "zh": {}, "ja": {}}
    for actor in load_register().actors.values():
        if actor.stands_for is not None:
            continue
        for lang, forms in actor.names.items():
            least = 4 if lang == "en" else 2  # "US" is also a pronoun
            found = (fold_words(form) for form in forms if len(form) >= least)
            names[lang[:2]] |= dict.fromkeys(found, f"@{actor.id}")
    return names


@cache
def _japanese() -> opencc.OpenCC:
    return opencc.OpenCC("jp2t")


def fold_words(text: str) -> str:
    """Return text in lower case with all Han characters in their Simplified form."""
    # Folded before and after: 併 has a Simplified form, its Japanese twin 倂 has none.
    narrow = fold_chinese(fold_width(text))
    return fold_chinese(str(_japanese().convert(narrow))).lower()


def read_wording(statement: Statement) -> Wording:
    """Return what a statement is about, its cue left out."""
    narrow = fold_width(statement.quote)
    folded = fold_words(statement.quote)
    articles = {
        "article " + _DIGITS.get((a or b).upper(), a or b) for a, b in _ARTICLE.findall(folded)
    }
    folded = _ARTICLE.sub(" ", folded)
    concepts, rest = _take_concepts(folded, statement.lang[:2])
    cue = fold_words(statement.cue)
    rest = rest.replace(cue, " ") if len(cue) > 1 else rest
    acronyms = {
        word.lower() for word in _LATIN.findall(narrow) if len(word) > 1 and word.isupper()
    } & set(_LATIN.findall(rest)) - _IDLE_WORDS
    han = not statement.lang.startswith("en")
    own = _han_pairs(rest) if han else _english_words(rest, acronyms)
    numbers = {_figure(digits, scale) for digits, scale in _NUMBER.findall(folded)}
    return Wording(
        shared=frozenset(concepts | acronyms | articles),
        own=frozenset(own),
        numbers=frozenset(numbers),
        han=han,
    )


def _figure(digits: str, scale: str) -> str:
    """Return 16000000 for 16 million and for 1600万."""
    try:
        return f"{float(digits.replace(',', '')) * 10 ** _SCALES.get(scale, 0):.12g}"
    except ValueError:  # 1.2.3 is a section, no figure
        return digits


def _take_concepts(text: str, group: str) -> tuple[set[str], str]:
    automaton, ids = _finder(group)
    concepts: set[str] = set()
    rest: list[str] = []
    last = 0
    for index, start, end in automaton.find_matches_as_indexes(text):
        if text[start].isascii() and not _whole_word(text, start, end):
            continue
        concepts.add(ids[index])
        rest += [text[last:start], " "]
        last = end
    return concepts, "".join([*rest, text[last:]])


def _whole_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before.isascii() and before.isalnum():
        return False
    ending = after[1:] if after[:1] == "s" else after[:1]
    return not (ending.isascii() and ending.isalnum())


def _han_pairs(text: str) -> set[str]:
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return pairs - _IDLE_HAN


def _english_words(text: str, acronyms: set[str]) -> set[str]:
    words = {word for word in _LATIN.findall(text) if len(word) > 2}
    return {word.removesuffix("s") for word in words - _IDLE_WORDS - acronyms}
