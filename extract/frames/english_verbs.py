# ruff: noqa: E501 (a pattern is read as one line)
"""English verbs to their subjects, stated, elided or meant by a passive."""

import re

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    Cue,
    Sentence,
    passages_before,
)
from pledgegraph.extract.frames.english_fits import BE
from pledgegraph.extract.frames.english_records import Subject
from pledgegraph.extract.frames.english_scope import (
    PARTICIPLE,
)
from pledgegraph.extract.frames.english_subjects import find_subject, sentence_subject
from pledgegraph.extract.frames.english_voices import attributed, home, quotation_of, we_at

_INFINITIVE = re.compile(r"(?:^|[^A-Za-z])(?:to|let's|and to)$")


_LET_ME = re.compile(
    r"\b(?:[Ll]et (?:me|us)|I (?:would|want|wish|'d)(?: like)?(?: to)?|[Aa]llow me to|[Ww]e (?:would like|wish|want) to|[Ww]e (?:are|were) (?:very |also )?(?:pleased|proud|delighted|happy|glad|honou?red) to|I am (?:very |also )?(?:pleased|proud|delighted|happy|glad|honou?red) to|(?:we|I|We) must(?: also)?|(?:we|We) (?:would|can)(?: also)?)(?: also| again| once again| once more| therefore)?$"
)


_PLEASED = re.compile(
    r" (?:is|are|was|were) (?:very |also )?(?:pleased|proud|delighted|happy|glad|honou?red) to(?: jointly| also)?$"
)
_RESOLUTION = re.compile(
    r"[Rr]esolution|[Dd]ecision|[Cc]onclusions|[Cc]ommuniqu|[Dd]eclaration|[Ss]tatement|Council|Assembly"
)


def _resolving_body(sentence: Sentence) -> tuple[str, ...]:
    """Return whose resolution it is where a paragraph begins with its verb: "Decides to …"."""
    for passage in passages_before(sentence, 40):
        named = sentence.reading.mentions_in(passage.start, passage.end)
        if (
            passage.text.endswith(",")
            and len(passage.text) < 90
            and passage.text.startswith(("The ", "THE "))
            and named
            and named[0].actors
        ):
            return named[0].actors
    document = sentence.reading.document
    if sentence.reading.parties or _RESOLUTION.search(f"{document.title} {document.publisher}"):
        return home(sentence)
    return ()


_DOCUMENT_OF = re.compile(
    r"\b(?:statement|resolution|letter|message|appeal|declaration|communiqu[eé])s? (?:from|by|of|issued by) [^,;.]{3,120}$"
)


def find_verb_subject(
    sentence: Sentence, cue: Cue, group: int, verb_group: str, earlier: Subject | None
) -> Subject | None:
    """Return the subject of a verb, also for "let me urge" and ", pledging to"."""
    left = sentence.text[:group].rstrip()
    word = cue.text.split()[0].lower()
    if cue.rule.family not in ("modal", "should"):
        let_me = _LET_ME.search(left)
        if let_me:
            return Subject(we_at(sentence, let_me.start()), let_me.start(), "first")
        pleased = _PLEASED.search(left)
        if pleased:
            return find_subject(sentence, pleased.start(), earlier)
        if _INFINITIVE.search(left) or (
            cue.rule.family == "verb" and left.endswith((" of", " for"))
        ):
            return None
        be = bool(BE.search(verb_group))
        if word.endswith("ing") and not be:
            if word == "continuing":
                return None
            if cue.rule.family == "call" and _DOCUMENT_OF.search(left):
                named = sentence.mentions_in(0, group)
                return Subject(named[-1].actors, group, "actors") if named else None
            if re.search(r"(?:,|^\W*|[,;] (?:and|while|by))$", left):
                return sentence_subject(sentence, group) if left else None
            return None
        if cue.rule.family == "adjective" and not be:
            return (
                sentence_subject(sentence, group) or Subject(home(sentence), group, "first")
                if not left or left.endswith(",")
                else None
            )
    found = find_subject(sentence, group, earlier)
    if found is not None and found.kind == "none":
        if cue.start - group < 40 and word.endswith(("s", "ed")):
            return Subject(_resolving_body(sentence), group, "first")
        return None
    if (
        (found is None or (found.kind == "slug" and sentence.reading.parties))
        and cue.rule.id in ("en.commitment.will", "en.commitment.shall")
        and PARTICIPLE.match(sentence.text[cue.end : cue.end + 60])
    ):
        return _passive(sentence, cue, group)
    return found


_PASSIVE_ACTS = re.compile(
    r"\bbe (?:[a-z]+ly )?(?:established|launched|created|set up|provided|held|convened|allocated|implemented|introduced|strengthened|built|increased|reduced|expanded|"
    r"extended|made available|invested|deployed|delivered|given|abolished|lifted|cut|doubled|tripled|raised|phased out|developed|adopted|offered|supported|promoted|maintained|taken|enhanced|deepened|accelerated|banned|prohibited|published|paid|transferred|upgraded|brought|drawn|put|sent|made|begun|spent|laid|set|borne|met|shared|kept|sold|bought|shut|written|[a-z]+ed)\b(?<!expected)(?<!required)(?<!needed)(?<!affected)(?<!pleased)(?<!remembered)(?<!forced)(?<!based)(?<!limited)(?<!faced)(?<!judged)(?<!interested)(?<!considered)(?<!tempted)(?<!tested)(?<!allowed)(?<!linked)(?<!determined)"
)


_OWN_VOICE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b")


def _is_own_voice(sentence: Sentence) -> bool:
    """Tell whether the document speaks in the first person outside quotations."""
    found = re.search(
        r"\b[Ww]e (?:will|are|have)\b|\b[Mm]y (?:[Gg]overnment|[Mm]inisters) will\b",
        sentence.reading.folded[:4000],
    )
    return found is not None and sentence.reading.quotation_at(found.start()) is None


def _passive(sentence: Sentence, cue: Cue, group: int) -> Subject | None:
    if not _PASSIVE_ACTS.search(sentence.text[cue.end : cue.end + 60]):
        return None
    by = re.search(rf" by (?:the )?(?P<who>[{ACTOR}]+)", sentence.masked[cue.end :])
    if by:
        actors = tuple(
            a for m in sentence.mentions_in(cue.end, cue.end + by.end()) for a in m.actors
        )[:1]
    elif (
        sentence.reading.parties
        or sentence.passage.kind == "item"
        or quotation_of(sentence, cue.start) is not None
        or _OWN_VOICE.search(sentence.text)
        or _is_own_voice(sentence)
    ):
        actors = we_at(sentence, cue.start)
    else:
        actors = attributed(sentence, cue.start)
    start = max(sentence.text.rfind(mark, 0, group) for mark in ',;:."“') + 1
    return Subject(actors, start, "passive") if actors else None
