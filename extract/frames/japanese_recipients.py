"""Japanese clauses to recipients: who is aided, defended, supplied or called on."""

import re
from functools import lru_cache

from pledgegraph.extract.frames.japanese_actors import actors_in
from pledgegraph.extract.frames.japanese_homes import government_of
from pledgegraph.extract.reading import Reading
from pledgegraph.extract.rules import load_grammar

_TAIL = r"(?:など|ら|等|側|政府|国民|軍|の?当局|当局|諸国|各国|の(?:国民|人々|復興|防衛|安全))?"
_TOWARD = re.compile(
    rf"{_TAIL}(?:に対し|に対する|に対して|への|へ(?!の?攻)|向けの?|向けて|のために?|の側に立|に寄り添|に[、]?)"
)
_OBJECT = re.compile(
    rf"{_TAIL}を(?:[^、。]{{0,6}})?(?:支援|支え|守|防衛|援助|助け|支持|防護|保護|招待|招請|救|参加させ|受け入れ|加え)"
    r"|の[^、。はが]{1,24}を(?:[^、。を]{0,14})?(?:支援|後押し|支え|援助)(?!を)"
    r"|の[^、。はが]{0,24}(?:支援|援助|復興|再建|戦費|購入|調達|整備)[^、。はが]{0,14}のため(?:の|、|に)"
)
_NOUN = re.compile(
    r"(?:の)?(?:復旧|復興|再建|人道|財政|経済|開発|緊急|・)*(?:防衛|支援|援助|復興|再建)(?=に|へ|を|の|コ|の約)"
)
_BESIDE = re.compile(rf"{_TAIL}(?:と(?!い|し|述|の間で対)|との|、|及び|および|並びに|や)")
_CALLED = re.compile(
    rf"{_TAIL}(?:に対し(?:て)?|に(?!対|関|つい|お|よ)|へ(?!の)|は|が|こそ|も|側に|を(?=[^、。]{{0,20}}招))"
)
_GOVERNMENT = re.compile(
    r"(?<![一-龥ァ-ヶーのい])(?:国(?:や(?:自治体|県|都道府県))?(?=に|へ)|政府(?=に|へ|は|が))(?!によ|にとって)"
)
_GIVEN = re.compile(
    r"(?:供与|提供|派遣|無償|借款|引き渡|寄贈|拠出|貸与|支援|援助)(?:を|し|する|す)"
)
_SAME = re.compile(r"(?<![一-龥])同国")
_OPEN = re.compile(
    r"(?:国|者|社会|側|当局|勢力|組織)に(?:対し、?)?(?:[^、。に]{0,6})?(?:求|要|呼|訴|促)"
)
_ABOUT = re.compile(r"(?:側|政府)?の[^、。]{1,16}(?:について|に関して)は?、?")
_JOIN = re.compile(r"(?:と|や|、|及び|および|並びに|・)")


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_grammar("ja").words
    return re.compile(words["hostile"]), re.compile(words["benefit"])


def find_recipients(
    reading: Reading, start: int, end: int, committers: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the recipients of a promised act and those a reader may add.

    日本はウクライナに対し…を供与する gives Ukraine; 中国と協力する names a counterpart, who is
    optional; the target of a hostile act (対ロシア制裁) receives nothing.
    """
    hostile, benefit = _words()
    text = reading.folded
    firm: list[str] = []
    optional: list[str] = []
    waiting: list[str] = []
    for match in _SAME.finditer(text, start, end):
        near = [
            actor
            for mention in actors_in(reading, max(0, start - 300), match.start())
            for actor in mention.actors
            if actor not in committers
        ]
        actors = near[-1:]
        if actors and _is_benefit(text[match.end() : end][:60], hostile, benefit):
            firm.extend(actors)
    for mention in actors_in(reading, start, end):
        others = [actor for actor in mention.actors if actor not in committers]
        optional.extend(mention.actors)
        if not others:
            continue
        after = text[mention.end : min(end, mention.end + 60)]
        if _JOIN.fullmatch(after[:1]) and len(after) > 1 and not _TOWARD.match(after):
            waiting.extend(others)
        if _is_benefit(after, hostile, benefit):
            firm.extend([*waiting, *others])
            waiting = []
        elif not _JOIN.fullmatch(after[:1]):
            waiting = []
    others = [one for one in reading.parties if one not in committers]
    if not firm and len(reading.parties) == 2 and len(others) == 1:
        # In a paper of two parties what one of them gives is for the other.
        firm.extend(others if _GIVEN.search(text, max(start, end - 30), end) else [])
    return tuple(dict.fromkeys(firm)), tuple(
        dict.fromkeys([one for one in optional if one not in firm] + [*reading.parties])
    )


def _is_benefit(after: str, hostile: re.Pattern[str], benefit: re.Pattern[str]) -> bool:
    if _OBJECT.match(after) or _NOUN.match(after):
        return True
    toward = _TOWARD.match(after)
    if toward is None:
        return False
    rest = after[toward.end() :]
    if toward.group().endswith("に"):
        rest = re.split(r"よう|[るた](?=[一-龥])|[して]、", rest[:44])[0]
    found, foe = benefit.search(rest), hostile.search(rest[:14])
    return found is not None and (foe is None or found.start() < foe.start())


def find_called(
    reading: Reading, start: int, end: int, callers: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is called on: 〜に(対し) before the cue, or the subject of what should be done."""
    text = reading.folded
    found: list[str] = []
    waiting: list[str] = []
    mentions = actors_in(reading, start, end)
    facing = [one for one in mentions if text.startswith("に対し", one.end)]
    tail = _OPEN.search(text, max(start, end - 16), end)
    for mention in mentions:
        others = [actor for actor in mention.actors if actor not in callers]
        after = text[mention.end : min(end, mention.end + 16)]
        nested = after[:1] in ("が", "は") and facing and mention not in facing
        nested = nested or bool(tail and mention.end < tail.start() - 4)
        if others and _CALLED.match(after) and (mention in facing or not nested):
            found.extend([*waiting, *others])
            waiting = []
        elif others and _JOIN.match(after):
            waiting.extend(others)
        else:
            waiting = []
    own = _GOVERNMENT.search(text, start, end)
    if own and not found and (who := government_of(reading)) != callers:
        found.extend(who)
    if not found:
        for mention in mentions:
            if _ABOUT.match(text, mention.end, end):
                found.extend(actor for actor in mention.actors if actor not in callers)
    every = [actor for mention in mentions for actor in mention.actors]
    firm = tuple(dict.fromkeys(found))
    return firm, tuple(one for one in dict.fromkeys(every) if one not in firm)
