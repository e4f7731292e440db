"""Japanese sentences to cues: the predicates that commit or call, and what blocks them.

A promise stands before its predicate (…することで合意した), so that a cue is read from its right
end: a bare verb under a verb of announcing (実施する + と発表した) becomes one cue with it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pledgegraph.extract.rules import Grammar, Rule, load_grammar

_MODAL = re.compile(r"(?:こと|方針|考え|意向|見通し|旨|との|とのこと)")
_THAT = re.compile(
    r"と(?:し|の|述|語|話|発|明|表|強|説|指|伝|報|書|約|誓|宣|主|訴|答|応|断|記|言|警|改|コメント|ツイート|投稿|い[うっわ]|も述|うた|つづ|、?[^、。]{0,12}(?:述べ|語|表明|説明|発表|強調|話し|明らか))"
)
_NOMINAL = frozenset({"headline", "platform"})
_TOLD_OF = re.compile(
    r"との(?:報道|情報|発表)|こと(?:を|も)(?:改めて)?(?:強調|明らか|発表|表明|明言|公表|報じ|伝え|認め|決め|決定)"
)
# An act told only as the ground of another (…を公表したことについて, …を決めた後).
_BACKGROUND = re.compile(
    r"こと(?:に(?:つい|関し|対し|より|伴)|を(?:受け|踏まえ|理由)|から|で(?=、)|など)|後[、に]|際(?:に|、)|のを受け|との見方"
)
_CAUSED = re.compile(r"(?:させ|[らわかさまたばがえ]せ)(?:る|ます|な|ま|て)")
_RANK = {
    "act": 4,
    "chained": 2,
    "headline": 3,
    "platform": 3,
    "noun": 3,
    "final": 2,
    "finite": 1,
    "plain": 0,
}


class Cue(NamedTuple):
    """A predicate that commits or calls; offsets into the passage."""

    rule: Rule
    start: int
    end: int
    inner: "Cue | None" = None

    @property
    def rank(self) -> int:
        """How high the cue's family stands over what it overlaps."""
        return _RANK.get(self.rule.family, 0)


class CueReader:
    """Finds the cues of a sentence by the rules of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        endings = grammar.words.get("endings", {})
        sahen = str(endings.get("sahen", ""))
        finite = f"(?:{grammar.words.get('finite', '')})"
        self._rules = grammar.rules
        self._patterns = [
            re.compile(
                rule.cue.replace("@finite?", "").replace("@finite", finite).replace("@sahen", sahen)
            )
            for rule in grammar.rules
        ]
        self._stative = re.compile(f"(?:{grammar.words.get('stative', '(?!)')})")
        self._courtesy = re.compile(str(grammar.words.get("courtesy", "(?!)")))
        self._happens = re.compile(
            f"(?:{grammar.words.get('happens', '(?!)')})(?:(?![にをはがで])[ぁ-ん]){{0,7}}$"
        )
        self._blocks = [
            re.compile(one.cue)
            for one in grammar.modifiers_of("block")
            if one.direction == "backward"
        ]
        self._onlookers = [one.pattern for one in grammar.modifiers_of("onlooker")]

    def find(self, text: str, endings: frozenset[str]) -> list[Cue]:
        """Return the cues of a folded sentence, left to right, each with what it governs.

        Args:
            text: The folded sentence.
            endings: Families of nominal endings that count here: those of a headline, those of a
                party's platform.
        """
        found = [
            Cue(rule, match.start(), match.end())
            for rule, pattern in zip(self._rules, self._patterns, strict=True)
            if rule.family not in _NOMINAL or rule.family in endings
            if not rule.hints or any(hint in text for hint in rule.hints)
            for match in pattern.finditer(text)
            if self._holds(rule, match, text)
        ]
        return self._united(sorted(found, key=lambda cue: (cue.end, cue.rank)), text)

    def is_onlooker(self, text: str) -> bool:
        """Tell whether an analyst, a resident or the market is what the sentence speaks of."""
        return any(pattern.search(text) for pattern in self._onlookers)

    def _holds(self, rule: Rule, match: re.Match[str], text: str) -> bool:
        if rule.kind == "commitment" and rule.family in ("act", *_NOMINAL):
            head = text[max(0, match.start() - 40) : match.start() + 3]
            return not any(pattern.search(head) for pattern in self._blocks)
        if rule.family in ("plain", "finite"):
            if not self._is_finite(text, match.end(), rule.strength):
                return False
            if text[max(0, match.end() - 8) : match.end()].endswith(
                ("ものとする", "可能とする", "必要とする", "できる", "約束しない", "確約しない")
            ):
                return False
            if self._courtesy.search(text, max(0, match.start() - 9), match.end()):
                return False
            own = text[max(0, match.start() - 6) : match.end()]
            passive = rule.family == "plain" or rule.negative
            if passive and self._happens.search(own) and not _CAUSED.search(own):
                return False
            verb = re.split(
                r"[をにがはでとへも、」「]", text[max(0, match.start() - 8) : match.end()]
            )
            stem = text[max(0, match.start() - 4) : match.end()]
            if verb[-1].endswith(("させる", "させます")):
                return True
            last = (verb[-1] if len(verb[-1]) > 1 else stem).replace("引き続き", "")
            return rule.family == "finite" or not self._stative.search(last)
        return True

    @staticmethod
    def _is_finite(text: str, end: int, strength: int) -> bool:
        """Tell whether a verb closes its clause: とともに joins it to the next of its strength."""
        if text.startswith("とともに", end):
            return strength < 3
        return not text.startswith("と", end) or bool(_THAT.match(text, end))

    def _united(self, cues: list[Cue], text: str) -> list[Cue]:
        kept: list[Cue] = []
        for cue in cues:
            inner = None
            while kept and self._governs(kept[-1], cue, text):
                inner = kept.pop() if inner is None else (kept.pop(), inner)[1]
            if kept and cue.start < kept[-1].end:
                continue
            kept.append(cue._replace(inner=inner))
        return [one for one in kept if not self._is_open(one, text)]

    @staticmethod
    def _governs(left: Cue, right: Cue, text: str) -> bool:
        gap = text[left.end : right.start] if left.end < right.start else ""
        if left.end > right.start:
            return right.rank >= left.rank or right.end > left.end + 2
        if "、" in gap or left.rule.family == "noun":
            return False
        near = len(gap) <= 12 and bool(
            _MODAL.match(text, left.end) or text.startswith(("と", "」"), left.end)
        )
        return near and right.rank >= left.rank

    @staticmethod
    def _is_open(cue: Cue, text: str) -> bool:
        """Tell whether a bare verb only qualifies a noun (…することを通じて)."""
        return (
            cue.rank <= 1
            and bool(_MODAL.match(text, cue.end))
            and not text.startswith("とのこと", cue.end)
            and not _TOLD_OF.match(text, cue.end)
            and bool(text[cue.end + 2 : cue.end + 4].strip("。」"))
        ) or (cue.rule.kind == "commitment" and bool(_BACKGROUND.match(text, cue.end)))


@lru_cache(maxsize=1)
def cue_reader() -> CueReader:
    """Return the reader of the Japanese grammar, built once."""
    return CueReader(load_grammar("ja"))
