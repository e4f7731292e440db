"""Japanese cues to the stretch they govern: quotations as sentences of their own, clauses."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pledgegraph.extract.frames.japanese_cues import Cue
from pledgegraph.extract.reading import Reading
from pledgegraph.ontology.records import Passage

_LEADING = re.compile(
    r"[\s、。「『・●○◆■□▪‣◯*#>-]*(?:【[^】]{0,24}】"
    r"|[［\[][^］\]]{0,24}[］\]])?[\s-]*(?:ほか、)?(?:[(（]?\d{1,2}(?:[.)）、．]"
    r"| )\s*)?(?:が、)?(?:(?:また|さらに|更に|そして|しかし|だが|ただ|その上で|そのうえで"
    r"|一方で?|このほか|同時に|加えて"
    r"|そのため|このため|次に|第[一二三四五六七八九]に|他方|なお|まず|最後に|特に|したがって|従って|それから|そこで|これに対し|これを受けて)、)?[\s「『]*"
)
_SOURCE = re.compile(
    r"[^、。「」]{0,24}(?:声明|宣言|会談|会見|会合|談話|発表|報告書|報道|演説)(?:では|で|には|によると|によれば|によりますと)、"
)
_DONE = re.compile(
    r"(?:出演|訪問|会談|出席|会見|参加|演説|視察|署名|到着|電話会談|協議|面会|批判|非難|歓迎|評価|指摘|強調"
    r"|称賛|述べ|語り|話し|言及|確認|成功|終了|説明)(?:し|した後"
    r"|して)?、(?!て)"
    r"|(?:した|だ|る|い|ない|ます|です|た|ある)が、|ものの、|(?:する|た|て|した)(?:ほか|一方|一方で)、"
    r"|(?:強調|歓迎|評価|指摘|確認|非難|懸念|支持|反対|表明|批判)(?:する|した)(?:とともに|と同時に)、"
    r"|▼|意見を交わし、|意見交換(?:を行い|し)、|を(?:受け|踏まえ)て?、|であり、|(?<=[てで])おり、|、?(?:こうした"
    r"|この)中、"
)


_VERB_END = re.compile(r"(?:[うくすつぬぶむる]|ない|べきだ|ません)\s*$")


def pieces_of(passage: Passage, reading: Reading, cues: Sequence[Cue]) -> list[tuple[int, int]]:
    """Return for each cue the stretch that is its sentence: the passage, or the quotation in it."""
    quotes = _clauses(passage, reading)
    pieces = []
    for cue in cues:
        around = [(s, e) for s, e in quotes if s <= cue.start and cue.end <= e + 1]
        pieces.append(max(around) if around else (0, len(passage.folded)))
    return pieces


def outside_phrases(passage: Passage, reading: Reading, cues: Sequence[Cue]) -> list[Cue]:
    """Drop the cues within a quotation that only qualifies a noun (「…を可能にする」ため)."""
    clauses = _clauses(passage, reading)
    place = bisect_left(reading.quotations, passage.end, key=lambda one: one.start)
    phrases = [
        (one.start - passage.start, one.end - passage.start)
        for one in reading.quotations[max(0, place - 40) : place]
        if one.depth > 1 and one.start >= passage.start and one.end < passage.end
    ]
    phrases = [one for one in phrases if one not in clauses]
    return [
        cue
        for cue in cues
        if not any(left <= cue.start and cue.end <= right for left, right in phrases)
    ]


def _clauses(passage: Passage, reading: Reading) -> list[tuple[int, int]]:
    """Return the quotations of a passage that hold a clause, not a mere phrase."""
    place = bisect_left(reading.quotations, passage.end, key=lambda one: one.start)
    found = []
    for one in reversed(reading.quotations[max(0, place - 40) : place]):
        if one.depth > 1 and one.end > passage.start:
            start, end = max(one.start, passage.start), min(one.end, passage.end)
            rest = passage.text[end - passage.start + 1 :][:4]
            after = "と" if rest.startswith("などと") else rest[:1]
            cut = one.end > passage.end or one.start < passage.start
            whole = after == "と" or passage.text[-1] not in "。．"
            short = (
                6
                if whole
                and _VERB_END.search(passage.folded[start - passage.start : end - passage.start])
                else 12
            )
            if (cut or end - start >= short) and after in ("", "と", "。", "、", " ", "\n", "「"):
                found.append((start - passage.start, end - passage.start))
    return found


def clause_start(
    folded: str, begin: int, cue: Cue, subject: int | None, *, topic: bool = True
) -> int:
    """Return where the stretch of a cue begins.

    …に出演し、店との提携を検討している begins after the finished clause; a connective (また、) and
    an opening mark are left out.
    """
    start = begin
    for match in _DONE.finditer(folded, begin, max(begin, cue.start - 4)):
        if folded.count("「", begin, match.end()) == folded.count("」", begin, match.end()):
            start = match.end()
    if (
        subject is not None
        and topic
        and begin < subject
        and subject < cue.start
        and subject - start > 60
    ):
        start = subject
    source = _SOURCE.match(folded, start, cue.start)
    if source and (subject is None or subject >= source.end()):
        start = source.end()
    leading = _LEADING.match(folded, start, cue.start)
    return leading.end() if leading and leading.end() < cue.start else start
