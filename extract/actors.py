"""Folded text to mentions: which actors are named where, on the document's date."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pledgegraph.extract.reading import Mention
from pledgegraph.ontology.actors import Alias, Register
from pledgegraph.ontology.folding import fold

_WORD = re.compile(r"[A-Za-z0-9]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
# A word of three letters or fewer, or all capitals, must stand exactly so: "US" is not "us".
_RANK = {
    "decoy": -1,
    "person": 0,
    "office": 1,
    "name": 2,
    "compound": 3,
    "body": 4,
    "capital": 5,
    "side": 6,
    "adjective": 7,
    "title": 8,
    "generic": 9,
}


class AliasIndex:
    """All aliases of a language group in one automaton."""

    def __init__(self, register: Register, group: str) -> None:
        langs = {"en": {"en"}, "zh": {"zh", "zh-Hans", "zh-Hant", "en"}, "ja": {"ja", "en"}}[group]
        self._aliases: dict[str, list[Alias]] = {}
        for alias in register.aliases:
            if alias.lang not in langs or (
                group != "en"
                and alias.lang == "en"
                and alias.form in ("adjective", "title", "generic")
            ):
                continue
            key = fold(alias.text, "zh-Hans" if group == "zh" else group)
            if len(key) > 1 or alias.form not in ("name", "capital", "person"):
                self._aliases.setdefault(key, []).append(alias)
        for entries in self._aliases.values():
            entries.sort(key=lambda one: _RANK[one.form])
        self._keys = list(self._aliases)
        self._automaton = AhoCorasick(
            self._keys or ["\0"],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, folded: str) -> list[tuple[int, int, list[Alias]]]:
        """Return (start, end, aliases) of the longest names, leftmost first, without overlaps."""
        hits = [
            (start, end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                folded, overlapping=True
            )
            if not _inside_word(folded, start, end)
            and not _refused(self._keys[number], folded, start, end)
        ]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        found: list[tuple[int, int, list[Alias]]] = []
        last = 0
        for start, end, number in hits:
            aliases = self._aliases[self._keys[number]]
            if start >= last:
                last = end
                if aliases[0].form != "decoy":
                    found.append((start, end, aliases))
        return found


# Short Han forms whose ends belong to other words: (form, what before, what after refuses it).
_TRAPS = [
    (
        re.compile(r"日(?!本)."),
        re.compile(r"[0-9〇一二三四五六七八九十今昨当同近本翌每毎前]"),
        None,
    ),
    (re.compile(r"中(?!国|方)."), re.compile(r"[其程谈期间之空手]"), None),
    (re.compile(r".{1,2}方"), None, re.compile(r"面(?!临)|便|式|案")),
    (re.compile(r".加"), None, re.compile(r"[强快大入深征剧速息税码]")),
    (re.compile(r".以"), None, re.compile(r"[及来]")),
    (re.compile(r"以巴"), None, re.compile(r"[西黎基]")),
    (re.compile(r"中共"), None, re.compile(r"[同有计享识赢]")),
    (re.compile(r"中美"), None, re.compile(r"洲")),
    (re.compile(r"美中"), None, re.compile(r"不足|西部")),
    (re.compile(r"中英"), None, re.compile(r"文")),
    (re.compile(r"中法"), None, re.compile(r"律")),
    (re.compile(r"中意"), None, re.compile(r"[识见]")),
    (re.compile(r"中老"), None, re.compile(r"年")),
    (re.compile(r"美印"), None, re.compile(r"太")),
    (re.compile(r"中日"), None, re.compile(r"益")),
]


@cache
def _traps(form: str) -> list[tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [(before, after) for own, before, after in _TRAPS if own.fullmatch(form)]


def _refused(form: str, text: str, start: int, end: int) -> bool:
    """Tell whether a short Han form is part of other words here (5日中方, 其中美国, 中方面)."""
    if len(form) > 3:
        return False
    return any(
        (before is not None and start > 0 and before.match(text, start - 1))
        or (after is not None and after.match(text, end))
        for before, after in _traps(form)
    )


def _inside_word(text: str, start: int, end: int) -> bool:
    left = _WORD.match(text[start]) and start > 0 and _WORD.match(text[start - 1])
    right = _WORD.match(text[end - 1]) and end < len(text) and _WORD.match(text[end])
    if left or right:
        return True
    kana_left = _KATAKANA.match(text[start]) and start > 0 and _KATAKANA.match(text[start - 1])
    kana_right = end < len(text) and _KATAKANA.match(text[end - 1]) and _KATAKANA.match(text[end])
    return bool(kana_left or kana_right)


@lru_cache(maxsize=8)
def alias_index(register: Register, group: str) -> AliasIndex:
    """Return the automaton of a register for ``en``, ``zh`` or ``ja``, built once."""
    return AliasIndex(register, group)


def find_mentions(folded: str, register: Register, group: str, date: str | None) -> list[Mention]:
    """Find the actors named in a folded text.

    Neighbouring parts of one designation become one mention: adjective or state + body or title
    + person ("Japanese Prime Minister Fumio Kishida", 美国总统拜登, 韩国外交部).

    Args:
        folded: Folded text of the document.
        register: The actor register.
        group: ``en``, ``zh`` or ``ja``.
        date: The document's date, for holders of offices; None takes their last office.
    """
    single = [
        _mention(start, end, folded, aliases, register, date)
        for start, end, aliases in alias_index(register, group).find(folded)
    ]
    if group == "zh":
        single = sorted([*single, *_officers(folded, single, register)], key=lambda one: one.start)
    if group != "en":
        single = sorted(
            [*single, *_letters(folded, single, register, group)], key=lambda one: one.start
        )
    return list(_merged(single, folded, register, date))


_COMPANY = (
    r"(?=双方|两国|三国|四国|两军|两党|各方|元首|首脑|领导人|外长|防长|政府|关系|同盟|联盟|三边|双边|四边|之间|合作|贸易|经贸|峰会|会谈|会晤|联合|共同"
    r"|両国|両首脳|両政府|首脳|同盟|関係|外相|防衛|間|３か国|三か国|3か国|联合声明|自贸|战略|协定|条约|间|都|均|将|同意|在|高层|建交|友好)"
)


@lru_cache(maxsize=8)
def _company(register: Register, group: str) -> re.Pattern[str]:
    letters = "".join(register.one_letters.get(group, {})) or "\0"
    return re.compile(
        rf"(?<![\u4e00-\u9fff々])[{letters}]{{2,5}}{_COMPANY}|[{letters}]{{2,5}}(?=双方|两国|三国|両国|両首脳|関係|关系|同盟)"
    )


def _letters(
    folded: str, known: Sequence[Mention], register: Register, group: str
) -> Iterator[Mention]:
    """Yield compounds of one-letter names in company: 中美双方, 日米韓, 美日菲三国."""
    taken = {place for one in known for place in range(one.start, one.end)}
    letters = register.one_letters.get(group, {})
    for match in _company(register, group).finditer(folded):
        if not taken.intersection(range(match.start(), match.end())):
            actors = tuple(dict.fromkeys(letters[letter] for letter in match.group()))
            if len(actors) == match.end() - match.start():
                yield Mention(match.start(), match.end(), match.group(), "compound", actors)


_NO_STATE = "中新老加以本副前原"


def _officers(folded: str, known: Sequence[Mention], register: Register) -> Iterator[Mention]:
    """Yield the one-letter state right before a Chinese title or body: 俄外长, 英首相, 印总理."""
    taken = {place for one in known for place in range(one.start, one.end)}
    letters = register.one_letters.get("zh", {})
    for one in known:
        place = one.start - 1
        if one.form not in ("title", "generic") or place < 0 or place in taken:
            continue
        letter, before = folded[place], folded[place - 1 : place]
        if letter not in letters or letter in _NO_STATE or (letter == "日" and before.isdigit()):
            continue
        yield Mention(place, one.start, letter, "name", (letters[letter],))


def _mention(
    start: int, end: int, folded: str, aliases: list[Alias], register: Register, date: str | None
) -> Mention:
    text = folded[start:end]
    alias = aliases[0]
    if alias.form == "person":
        person = _person_on(aliases, register, date)
        principal = register.principal(person, date)
        return Mention(start, end, text, "person", (principal,) if principal else (person,), person)
    if alias.form == "office" and alias.office is not None:
        return Mention(
            start,
            end,
            text,
            "office",
            alias.actors,
            register.holder(alias.office, date),
            alias.office,
        )
    if alias.form in ("title", "generic"):
        return Mention(start, end, text, alias.form, (), None, alias.office)
    return Mention(start, end, text, alias.form, alias.actors)


def _person_on(aliases: list[Alias], register: Register, date: str | None) -> str:
    persons = [one.person for one in aliases if one.person is not None]
    for person in persons:
        if date is not None and register.principal(person, date):
            return person
    return persons[0]


_JOINER = {"en": re.compile(r"(?:'s)?[ ]{0,2}"), "zh": re.compile(r"的?"), "ja": re.compile(r"の?")}


def _merged(
    mentions: Sequence[Mention], folded: str, register: Register, date: str | None
) -> Iterator[Mention]:
    current: Mention | None = None
    for mention in mentions:
        if current is not None and _continues(current, mention, folded):
            current = _united(current, mention, register, date, folded)
            continue
        if current is not None:
            yield current
        current = mention
    if current is not None:
        yield current


def _continues(left: Mention, right: Mention, folded: str) -> bool:
    gap = folded[left.end : right.start]
    if gap not in ("", " ", "'s ", "の", "・"):
        return False
    if right.form == "person":
        return left.form in ("office", "title") or (
            left.form in ("name", "adjective") and gap in ("", " ")
        )
    if left.form == "person":
        return right.form == "title" and gap == ""
    if right.form in ("title", "generic"):
        return left.form in ("name", "adjective", "body", "compound") and (
            gap in ("", " ") or (gap == "の" or gap == "'s ")
        )
    return False


def _united(
    left: Mention, right: Mention, register: Register, date: str | None, folded: str
) -> Mention:
    person = right.person or left.person
    actors = left.actors or right.actors
    if right.form == "person" and right.actors and left.form == "title":
        actors = right.actors
    if left.form == "person":
        actors = left.actors
    form = "person" if person else "office" if "title" in (left.form, right.form) else "body"
    title = right.title or left.title
    return Mention(
        left.start, right.end, folded[left.start : right.end], form, actors, person, title
    )
