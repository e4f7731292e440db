# ruff: noqa: E501 (a pattern is read as one line)
"""English cues to their subjects: the actors who stand before the verb group."""

import re

from pledgegraph.extract.frames.english_companies import find_company
from pledgegraph.extract.frames.english_cues import ACTOR, ADJECTIVE, TITLE, Sentence
from pledgegraph.extract.frames.english_names import is_own_body, name_slug, state_of_agency
from pledgegraph.extract.frames.english_phrases import ARTICLES, subject_patterns
from pledgegraph.extract.frames.english_records import Subject
from pledgegraph.extract.frames.english_voices import (
    antecedent,
    home,
    is_party,
    joint_at,
    speaks_officially,
    we_at,
)

_AUX = re.compile(
    r"(?:(?<![A-Za-z])(?:has|have|had|is|are|am|was|were|be|been|being|will|would|shall|do|does|did|ve|re|m|not|never|further|"
    r"jointly|today|now|therefore|thus|hereby|both|all|each|again|then|once|even|only|still|remains?|remained|stands?|stood|just|also|"
    r"already|always|are|too|accordingly|continues? to|continue|d|ll|instead|later|recently|separately|together|soon|so|currently|"
    r"(?!(?:[Aa]ssembly|Italy|July|[Ff]amily|[Ss]upply|[Aa]lly|Sicily|[Rr]eply|[Mm]onopoly)\b)[A-Za-z][a-z]+ly|(?<=[A-Za-z\u13a0]')s)(?![A-Za-z'])(?: -)?,? *)*$"
)


_TIME = re.compile(
    r"(?:,? ?\b(?:(?:on|last|this|late|early|next|in) )*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|week|month|year|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|\d{1,2}|earlier|morning|evening|night|afternoon)\b,?)+ ?$"
)


_PREPOSITION = re.compile(
    r"(?:^|[^A-Za-z])(?:of|with|in|on|for|from|against|to|between|by|at|into|over|towards?|about|under|near|within|across|among|"
    r"through|via|like|than|inside|around|throughout|including|involving|and|or|beyond|behind|without|per|such as)(?: the| both| all)? ?$",
    re.IGNORECASE,
)


_COORDINATED = re.compile(
    r"(?:(?:^|[ ,;—–-])(?:and|or|but|then|while|nor|and then|as well as)|[,;—–])$"
)


def group_start(sentence: Sentence, start: int) -> int:
    """Return where the verb group of a cue begins, with its auxiliaries and adverbs."""
    low = max(0, start - 70)
    match = _AUX.search(sentence.masked, low, start) if start else None
    return match.start() if match else start


def find_subject(sentence: Sentence, left_end: int, earlier: Subject | None) -> Subject | None:
    """Return the subject of a verb group that begins at ``left_end``.

    Args:
        sentence: The sentence.
        left_end: Where the verb group begins.
        earlier: Subject of the statement before in the same sentence, for "and will …".
    """
    low = max(0, left_end - 260)
    left = sentence.masked[low:left_end].rstrip(" '")
    cut = max(left.rfind(mark) for mark in ';:“"')
    offset = low + cut + 1
    left = left[cut + 1 :]
    if not left.strip() or re.fullmatch(r"\W*(?:\(?[a-z0-9ivx]{1,3}[.)])?\W*", left):
        if sentence.text.startswith(("Both ", "both "), left_end):
            return Subject(joint_at(sentence, left_end), left_end, "joint")
        return earlier if earlier is not None else Subject((), left_end, "none")
    listed = _adjacent(sentence, left[:-1], offset) if left.endswith(",") else None
    if listed is not None and listed.kind == "actors" and len(listed.actors) > 1:
        return listed
    for _ in range(4):
        found = _adjacent(sentence, left, offset)
        if found is not None:
            return found
        shorter = _TIME.sub("", left)
        if shorter == left and left.endswith(")"):
            shorter = left[: left.rfind("(")].rstrip()
        if shorter == left and left.endswith(",") and left.count(",") > 1:
            shorter = left[: left.rstrip(",").rfind(",")]
        if shorter == left or not shorter:
            break
        left = shorter.rstrip(" ")
    if _COORDINATED.search(left):
        return earlier or sentence_subject(sentence, left_end)
    return None


# Kinds of subjects in the order they are tried; characters that one may have before its cue.
_LONGEST = {
    "first": 24,
    "actors": 200,
    "joint": 120,
    "firm": 120,
    "generic": 160,
    "pronoun": 16,
    "slug": 120,
}


def _ends_named(left: str, begin: int, tail: re.Pattern[str]) -> bool:
    """Tell whether the text ends in a name, or in what may follow one, before the long pattern."""
    place = max(left.rfind(mark) for mark in (ACTOR, ADJECTIVE, TITLE))
    return place >= begin and tail.fullmatch(left, place + 1) is not None


def _adjacent(sentence: Sentence, left: str, offset: int) -> Subject | None:
    patterns = subject_patterns(sentence)
    begin = max(0, left.rfind(". ", 0, -2))
    for kind, longest in _LONGEST.items():
        if kind == "actors" and not _ends_named(left, begin, patterns["tail"]):
            continue
        # "The government" and "both presidents" are titles to the register: match the bare text.
        line = sentence.text[offset : offset + len(left)] if kind in ("joint", "generic") else left
        match = patterns[kind].search(line, max(begin, len(left) - longest))
        if match is None:
            continue
        start = match.start("np")
        if kind == "actors":
            head = left[:start]
            if (
                _PREPOSITION.search(head)
                and not re.search(r"(?:^|[,;] )(?:and|or)(?: the)? ?$", head)
                and not patterns["agent_of"].search(head)
            ):
                return None
        elif kind in ("joint", "generic") and re.search(
            r"\b(?:of|with|by|between|for)(?: the)? ?$", left[:start]
        ):
            return None
        actors = _resolved(
            sentence, kind, match.group("np"), offset + start, offset + match.end("np")
        )
        return Subject(actors, offset + start, kind) if actors else None
    relative = re.search(rf"(?P<np>[{ACTOR}]+),? (?:which|who|that)$", left)
    if relative and not re.match(
        r",? (?:which|who|that) (?:will|would|shall)(?: also)? (?:help|enable|allow|make|ensure|bring|contribute|be\b|benefit|lead)",
        sentence.text[offset + relative.end("np") :],
    ):
        start = offset + relative.start()
        actors = _resolved(sentence, "actors", "", start, offset + relative.end("np"))
        return Subject(actors, start, "relative")
    return None


def _resolved(sentence: Sentence, kind: str, phrase: str, start: int, end: int) -> tuple[str, ...]:
    if kind == "first":
        stated = re.match(
            rf", (?:the )?(?:[a-z]+ ){{0,6}}[^,;]{{0,30}}?[{ACTOR}]+[^,;]{{0,40}},",
            sentence.masked[end:],
        )
        if stated and not sentence.reading.parties:
            named = [a for m in sentence.mentions_in(end, end + stated.end()) for a in m.actors]
            return tuple(dict.fromkeys(named)) or we_at(sentence, start)
        return we_at(sentence, start)
    if kind == "joint":
        own, known = home(sentence), sentence.reading.register.actors
        if re.fullmatch(
            r"(?:all |the )?(?:allies|leaders|ministers|member states|members)", phrase.lower()
        ) and (
            len(own) == 1 and own[0] in known and known[own[0]].kind in ("organisation", "group")
        ):
            return own
        if re.search(r"\bour\b", phrase, re.IGNORECASE) and not re.search(
            r"two|three|four|respective|countries|nations", phrase
        ):
            return we_at(sentence, start)
        return joint_at(sentence, start)
    if kind == "actors":
        found = [a for m in sentence.mentions_in(start, end) for a in m.actors]
        return tuple(dict.fromkeys(found))
    if kind == "firm":
        return _meant(sentence, "firm", start)
    if kind == "generic":
        if re.match(r"our|my|this", phrase, re.IGNORECASE):
            return we_at(sentence, start)
        if is_own_body(sentence, phrase):
            return home(sentence)
        if agency := state_of_agency(sentence, phrase):
            return agency
        if sentence.reading.parties:
            return sentence.reading.parties
        if re.search(
            r"government|ministry|minister|administration|cabinet|department|president|premier|chancellor|treasury|team",
            phrase,
            re.IGNORECASE,
        ) and speaks_officially(sentence, start):
            return we_at(sentence, start)
        if re.match(r"(?:an?|the next|the incoming) .*government$", phrase, re.IGNORECASE):
            return home(sentence) if is_party(sentence) else ()
        return _meant(sentence, phrase, start)
    if kind == "pronoun":
        word = phrase.lower()
        reporter = _reporter(sentence, start) if word == "it" else None
        if reporter is not None:
            return reporter.actors
        if word == "it" and sentence.text[end : end + 12].lstrip().startswith(
            ("is ", "was ", "will be ")
        ):
            return ()
        before = sentence_subject(sentence, start) if word == "they" else None
        if before is not None and len(before.actors) > 1:
            return before.actors
        if word == "they" and sentence.reading.parties:
            return sentence.reading.parties
        return (
            antecedent(sentence, start, persons=word in ("he", "she"))
            or find_company(sentence, start)
            or (home(sentence) if word == "it" else ())
        )
    return name_slug(sentence, phrase)


_FIRM = re.compile(
    r"\b(?:company|firm|automaker|carmaker|chipmaker|manufacturer|retailer|operator|airline|startup|conglomerate|lender|corporation|maker|giant)\b",
    re.IGNORECASE,
)
_STATELY = re.compile(
    r"\b(?:government|administration|ministry|cabinet|treasury|country|nation|republic|kingdom|military|army|navy)\b",
    re.IGNORECASE,
)
_BLOC = re.compile(r"\b(?:bloc|alliance|union)\b", re.IGNORECASE)


def _meant(sentence: Sentence, phrase: str, start: int) -> tuple[str, ...]:
    """Return whom "the company", "the government" or "the bloc" means: the last of its kind."""
    register, own = sentence.reading.register, home(sentence)
    kind = register.actors[own[0]].kind if own and own[0] in register.actors else "company"
    if _FIRM.search(phrase):
        kinds: tuple[str, ...] = ("company",)
        if kind == "company" and own and phrase != "firm":
            return own
    elif _STATELY.search(phrase):
        kinds = ("state",)
    elif _BLOC.search(phrase):
        kinds = ("organisation", "group")
    else:
        kinds = ()
    return (
        (antecedent(sentence, start, persons=False, kinds=kinds) if kinds else ())
        or (find_company(sentence, start) if kinds == ("company",) else ())
        or antecedent(sentence, start, persons=False)
        or find_company(sentence, start)
        or own
    )


_REPORTS = re.compile(
    r"\b(?:said|says|announced|announces|confirmed|stated|pledged|promised|declared|added|insisted|warned|reported|told [^,;.]{3,40})(?: (?:on [A-Z][a-z]+day|today|in a (?:statement|filing|release)|late [A-Z][a-z]+day|that|in (?:the )?[^,;.]{3,30},))* ?$"
)


def _reporter(sentence: Sentence, start: int) -> Subject | None:
    """Return who "it" is in "X said it would": the subject of the verb of saying before it."""
    verb = _REPORTS.search(sentence.text, max(0, start - 90), start)
    if verb is None or verb.start() < 2:
        return None
    found = find_subject(sentence, group_start(sentence, verb.start()), None)
    if found is None or not found.actors or found.kind not in ("actors", "slug", "generic"):
        return None
    return found


_FIRST = re.compile(
    rf"(?:^\W*|, |\bthat )(?P<np>[Ww]e\b|I\b|(?:[Tt]he )?[{ACTOR}]+|[Tt]hey\b|[Bb]oth (?:sides|countries|leaders)\b|[Tt]he (?:two (?:sides|countries|leaders|ministers|presidents)|[Pp]arties|[Ll]eaders|[Mm]inisters)\b|[Hh]e\b|[Ss]he\b|[Ii]t\b|"
    r"(?:[Tt]he |[Oo]ur |[Ii]ts )(?:[a-z]+ )?(?:company|government|ministry|group|firm|bank|commission|council|administration|bloc|agency|military|carmaker|airline)\b|"
    rf"(?:Presidents?|(?:Prime |Foreign |Defen[cs]e |Finance )?Ministers|Secretaries|Chancellors|Premiers|Leaders of(?: the)?|Messrs\.?) [{ACTOR}]+)(?!')"
)


def sentence_subject(sentence: Sentence, before: int) -> Subject | None:
    """Return the first subject of the sentence before a place, for elided subjects."""
    patterns = subject_patterns(sentence)
    for match in _FIRST.finditer(sentence.masked, 0, before):
        end = match.end("np")
        found = _adjacent(sentence, sentence.masked[:end], 0)
        if found is None:
            continue
        joined = re.match(
            rf"(?:, (?:the )?[{ACTOR}]+){{0,12}},? and (?:the )?[{ACTOR}]+", sentence.masked[end:]
        )
        if match.start() == 0 and joined:
            more = patterns["actors"].search(sentence.masked[: joined.end() + end])
            if more:
                actors = _resolved(sentence, "actors", "", more.start(), more.end())
                return Subject(actors, more.start(), "actors")
        return found
    head = re.match(
        rf"\W*{ARTICLES}(?P<np>[{ADJECTIVE}{ACTOR}]+[^,;:.]{{0,60}}?)(?= (?:[a-z]+ed|[a-z]+s|have|are|were|held|met|said)\b)",
        sentence.masked[:before],
    )
    if head:
        actors = _resolved(sentence, "actors", "", head.start(), head.end())
        return Subject(actors, head.start("np"), "actors") if actors else None
    return None
