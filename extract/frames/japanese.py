"""Japanese passages to drafts of statements."""

import re
from functools import lru_cache

from pledgegraph.extract.amounts.japanese import find_amount
from pledgegraph.extract.dates.japanese import find_deadline
from pledgegraph.extract.frames.japanese_actors import actors_in, quotation_around
from pledgegraph.extract.frames.japanese_circumstances import find_condition, find_instrument
from pledgegraph.extract.frames.japanese_cues import Cue, cue_reader
from pledgegraph.extract.frames.japanese_homes import meeting_parties
from pledgegraph.extract.frames.japanese_joint import joined_by
from pledgegraph.extract.frames.japanese_recipients import find_called, find_recipients
from pledgegraph.extract.frames.japanese_spans import clause_start, outside_phrases, pieces_of
from pledgegraph.extract.frames.japanese_strength import find_strength, is_negative, is_reaffirmed
from pledgegraph.extract.frames.japanese_subjects import Subject, SubjectReader
from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.extract.rules import load_grammar
from pledgegraph.extract.slugs.japanese import make_slug
from pledgegraph.ontology.records import Passage

_TREATY = re.compile(r"条約|協定|議定書|憲章|規約|規定書")
_POLITE_NOT = re.compile(r"ません(?:[。」]|$)|(?:ことは|は)(?:いたし|し)ません")
_PARTY = re.compile(r"党$|維新|れいわ|政党|チームみらい|ファーストの会")
_TOPICAL = re.compile(
    r"(?<![でにとてらり中際時後合上日月間])は(?!じめ)|(?<![てで])が(?!ら)(?=[^、])"
)
_UNTIL_NOW = re.compile(r"(?:これまで|過去)に[^、。]{0,60}(?:決め|決定し|発表し|表明し)ている$")
_QUOTED = re.compile(r"「[^「」]*」")
_EVERYBODY = re.compile(
    r"(?:各国|諸国|関係国|国際社会|当事者|全ての国|すべての国|関係者)(?:が|も|は|に)"
)
_REPORTED = re.compile(
    r"(?:と|こと[をも])(?:[^、。「」]{0,10})?(?:発表|明らか|伝え|報じ|説明し|公表)"
)
_CLOSES = re.compile(r"。|ほか、")
_SPEECH = re.compile(
    r"演説|所信|公約|マニフェスト|重点政策|基本政策|政権構想|約束|スピーチ|施政方針|白書|青書|大綱|国家戦略|基本計画|基本方針|骨太|アクションプラン|施策"
)
_STRANGER = re.compile(
    r"(?:^[\s　]*|(?:国|[ァ-ヶー]{2}|本|ツ|ス)の)(?:[一-龥]{1,8}(?:大手|企業)(?:の)?)?"
    r"(?P<name>[A-Za-z]{0,6}[ァ-ヶー・A-Za-z]{4,24})(?<!サービス)(?<!システム)(?<!ミサイル)"
    r"(?<!メディア)(?<!グループ)(?<!チーム)(?<!リーダー)(?<!メンバー)(?<!プロジェクト)(?<!ワクチン)(?<!データ)"
    r"(?<!プログラム)(?<!センター)(?<!ドローン)社?は"
)
_INNER = re.compile(
    r"(?:^|、|(?<=は))(?P<name>[^、。「」]{1,14})(?<![にでとら年月日後回期])は[^。「」は]{1,40}を(?=[^。「」]{0,200}$)"
)
_OBJECT = re.compile(r"[^、。]を")
_QUESTION = re.compile(r"(?:か|でしょうか|ますか|のか)[。」?？]?$")


def read_frames(passage: Passage, reading: Reading) -> list[Draft]:
    """Return the statements of a passage, in order."""
    text = passage.folded
    if len(text) < 6:
        return []
    heading = passage.kind == "heading" or (passage.text[-1] not in "。．」!?" and len(text) < 90)
    endings = {"headline"} if heading else set[str]()
    if heading and speaks_for_itself(reading):
        endings.add("platform")
    cues = cue_reader().find(text, frozenset(endings))
    if not cues or _QUESTION.search(text) or cue_reader().is_onlooker(text):
        return []
    subjects = SubjectReader(reading)
    drafts: list[Draft] = []
    cues = outside_phrases(passage, reading, cues)
    pieces = pieces_of(passage, reading, cues)
    for number, (cue, (left, right)) in enumerate(zip(cues, pieces, strict=True)):
        previous = cues[number - 1] if number and pieces[number - 1] == (left, right) else None
        draft = _draft(cue, previous, (left, right), passage, reading, subjects)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _draft(
    cue: Cue,
    previous: Cue | None,
    piece: tuple[int, int],
    passage: Passage,
    reading: Reading,
    subjects: SubjectReader,
) -> Draft | None:
    base = passage.start
    begin = previous.end if previous else piece[0]
    subject = subjects.find(base + piece[0], base + cue.start + 1)
    quote = quotation_around(reading, base + cue.start)
    if subject is not None and cue.rule.id == "ja.call.should" and quote and quote.principals:
        # Within quoted speech the topic of べきだ is who should act, not who says so.
        subject = None if quote.depth > 1 else subject
    applied = passage.folded.startswith("条", cue.start)
    if (subject is None and cue.rule.family in ("noun", "final")) or applied:
        subject = subjects.find_owner(base + piece[0], base + cue.end + 1) or subject
    if subject is None and piece[0] > 0:
        outside = subjects.find(base, base + piece[0])
        if outside is not None:
            subject = outside._replace(start=base + piece[0], end=base + piece[0])
    if (
        subject is not None
        and subject.particle == "は"
        and _REPORTED.match(passage.folded, cue.end)
    ):
        subject = subjects.find_inner(subject.end, base + cue.start + 1) or subject
    if cue.rule.family == "plain" and subject is not None:
        topic = _INNER.search(passage.folded, max(0, subject.end - base), max(0, cue.start))
        if topic and not actors_in(reading, base + topic.start(), base + topic.end("name")):
            return None
    named = subject is not None and subject.particle != "の"
    place = subject.start - base if subject is not None and named else None
    is_topic = subject is not None and subject.particle != "が"
    start = clause_start(passage.folded, begin, cue, place, topic=is_topic)
    if passage.folded[start : cue.end].strip(" 、「」") == "" or (
        cue.start - start < 2 and cue.rule.family not in ("headline", "platform")
    ):
        return None
    committers = _committers(cue, subject, base + cue.start, passage, reading, subjects)
    if not committers or _UNTIL_NOW.search(passage.folded[start : cue.end]):
        return None
    treaty = _is_treaty(reading)
    if "treaty" in cue.rule.options and not treaty:
        return None
    span = (base + start, base + cue.end)
    body = (
        subject.end
        if subject and subject.start >= span[0] and subject.particle != "の"
        else span[0],
        span[1],
    )
    condition = find_condition(passage.folded, begin, cue.start)
    before = subject is None or not named or subject.start >= base + (condition or (0, 0))[1]
    if condition and before and condition[0] <= start < condition[1]:
        start = min(cue.start, condition[1] + passage.folded.startswith("、", condition[1]))
        span = (base + start, base + cue.end)
        body = (max(body[0], span[0]), span[1])
    words = passage.folded[start : cue.end]
    if cue.rule.kind == "call":
        firm, optional = find_called(reading, *body, committers)
        if "named" in cue.rule.options and not firm and not _EVERYBODY.search(words):
            return None
        if not firm and piece[0] > 0:
            firm, _ = find_called(reading, base, base + piece[0], committers)
    else:
        firm, optional = find_recipients(reading, *span, committers)
    return Draft(
        start=span[0],
        end=span[1],
        kind=cue.rule.kind,
        committers=committers,
        strength=find_strength(cue, words, treaty=treaty),
        rule=cue.rule.id,
        cue=(base + cue.start, base + cue.end),
        action=(body[0], base + max(cue.start + 1, body[0] - base + 1)),
        recipients=firm,
        recipients_optional=optional,
        polarity="negative" if is_negative(cue, words) else "positive",
        reaffirmed=is_reaffirmed(cue, words),
        deadline=find_deadline(words, reading.document.date),
        amount=find_amount(words),
        speaker=quote.speaker if quote else subject.speaker if subject else None,
        condition=(base + condition[0], base + condition[1]) if condition else None,
        instrument=find_instrument(words),
    )


@lru_cache(maxsize=1)
def _undertaken() -> re.Pattern[str]:
    return re.compile(load_grammar("ja").words["undertaken"])


def _is_treaty(reading: Reading) -> bool:
    title = reading.document.title or ""
    head = reading.folded[:400]
    return bool(
        _TREATY.search(title) and not re.search(r"報告|答弁|会見|声明|ニュース", title)
    ) or bool(re.search(r"第[一1]条|締約国は", head))


def _committers(
    cue: Cue,
    subject: Subject | None,
    offset: int,
    passage: Passage,
    reading: Reading,
    subjects: SubjectReader,
) -> tuple[str, ...]:
    stranger = (
        _STRANGER.search(passage.folded, max(0, cue.start - 300), cue.start)
        if cue.rule.family == "act"
        else None
    )
    if (
        stranger
        and not actors_in(
            reading, passage.start + stranger.start("name"), passage.start + stranger.end()
        )
        and (subject is None or subject.start < passage.start + stranger.start())
    ):
        return (make_slug(stranger["name"]),)
    if subject is not None and cue.rule.id == "ja.decision.agree":
        return joined_by(reading, subject, passage.start + cue.start)
    if subject is not None:
        # A bare verb under が is mostly a relative or subordinate clause.
        bare = "agent" in cue.rule.options and subject.particle == "が" and cue.inner is None
        closed = quoted_that(passage, cue) or _CLOSES.match(passage.folded, cue.end)
        return () if bare and cue.rule.family == "plain" and not closed else subject.actors
    if cue.rule.id == "ja.decision.agree" and not reading.parties:
        met = meeting_parties(reading, offset)
        if met:
            return met
    tail = passage.folded[max(0, cue.start - 8) : cue.end]
    acted = bool(_undertaken().search(tail)) and not _OBJECT.search(
        passage.folded, max(0, cue.start - 300), cue.start
    )
    if (
        cue.rule.family in ("plain", "final")
        and not acted
        and subjects.is_thing(passage.start, offset)
    ):
        return ()
    quote = quotation_around(reading, offset)
    if (
        _POLITE_NOT.search(tail)
        and _undertaken().search(tail)
        and "が" not in passage.folded[-200:]
    ):
        return quote.principals if quote and quote.principals else reading.parties or subjects.home
    if "agent" in cue.rule.options and not (quote and quote.principals):
        bare = not _TOPICAL.search(_outside_quotes(passage.folded[: max(0, cue.start)]))
        if quoted_that(passage, cue) and bare:
            return subjects.dropped(offset, passage)
        bare = bare and cue.rule.family == "plain"
        if speaks_for_itself(reading) and (bare or _transitive(passage.folded, cue.start)):
            return subjects.home
        return subjects.topic_before(passage) if bare else ()
    if (
        cue.rule.family in ("headline", "platform")
        and not (quote and quote.principals)
        and not reading.parties
    ):
        return subjects.home if speaks_for_itself(reading) else ()
    return subjects.dropped(offset, passage)


def speaks_for_itself(reading: Reading) -> bool:
    """Tell whether a text is a party's programme or a speech, whose bare verbs promise."""
    document = reading.document
    return bool(_PARTY.search(document.publisher or "") or _SPEECH.search(document.title or ""))


def _outside_quotes(text: str) -> str:
    """Return a text with its closed quotations blanked out."""
    return _QUOTED.sub(lambda match: "」" * len(match.group()), text)


def _transitive(text: str, end: int) -> bool:
    """Tell whether a verb has an object and no subject with が (制度のあり方は…を見直す)."""
    clause = text[max(text.rfind("。", 0, end), end - 60, 0) : end]
    return bool(re.search(r"を|に(?=取り|当た|努|臨)", clause)) and "が" not in clause[-24:]


def quoted_that(passage: Passage, cue: Cue) -> bool:
    """Tell whether a verb of saying follows (…が参加すると述べた)."""
    return passage.folded.startswith("と", cue.end)
