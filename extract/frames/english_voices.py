# ruff: noqa: E501 (a pattern is read as one line)
"""English sentences to who speaks in them: whom "we", "the parties" and "the government" mean."""

import re
from collections import Counter

from pledgegraph.extract.frames.english_companies import find_company
from pledgegraph.extract.frames.english_cues import Sentence, passages_before
from pledgegraph.extract.reading import Mention, Quotation
from pledgegraph.extract.slugs.english import make_slug

_TWO = re.compile(
    r"\b(?:our|the|both|two|three) (?:two |three |four )?(?:countries|nations|sides|governments|leaders|peoples)\b"
)
_NAME = r"(?:[A-Z][\w&.'-]*[\w&])(?: (?:of |for |and |& )?[A-Z][\w&.'-]*[\w&]){0,4}"
_OF = re.compile(rf"(?:of|at|for|from) (?:the )?({_NAME})")


def quotation_of(sentence: Sentence, offset: int) -> Quotation | None:
    """Return the quotation or turn around a place of the sentence."""
    return sentence.reading.quotation_at(sentence.base + offset)


def we_at(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """Return whom "we" stands for at a place of the sentence."""
    reading = sentence.reading
    quotation = quotation_of(sentence, offset)
    if quotation is not None and quotation.principals:
        if quotation.speaker == "joint-statement" or not quotation.principals:
            return reading.parties or quotation.principals
        return quotation.principals
    if quotation is not None and not quotation.principals:
        said = sentence.reading.folded[quotation.end : quotation.end + 70]
        if _MANAGER.match(said):
            firm = antecedent(sentence, offset, persons=False, kinds=("company",))
            if firm:
                return firm
            firm = find_company(sentence, offset)
            if firm:
                return firm
    if quotation is not None and (quotation.depth > 1 or _is_news(sentence)):
        near = _nearest(sentence, offset)
        if near:
            return near
    if reading.parties:
        return reading.parties
    return _under_heading(sentence) or home(sentence) or _most_named(sentence)


_MANAGER = re.compile(
    r"[^.;]{0,40}\b(?:chair(?:man|woman)?|chief executive|CEO|CFO|COO|chief (?:financial|operating|technology) officer|founder|co-founder|managing director|vice president of)\b"
)


def _is_news(sentence: Sentence) -> bool:
    """Tell whether a newsroom reports: its own name is nobody's voice."""
    publisher = sentence.reading.document.publisher or ""
    return bool(_NEWSROOM.search(publisher)) and not home(sentence)


def _most_named(sentence: Sentence) -> tuple[str, ...]:
    """Return the state that a speech without title or publisher most often names."""
    reading = sentence.reading
    publisher, known = reading.document.publisher or "(", reading.register.actors
    if not publisher.startswith("("):
        return ()
    named = Counter(
        actor
        for mention in reading.mentions[:300]
        for actor in mention.actors
        if actor in known and known[actor].kind == "state"
    )
    return tuple(actor for actor, times in named.most_common(1) if times > 1)


def _under_heading(sentence: Sentence) -> tuple[str, ...]:
    """Return the speaker whom the heading above names, as in collections of speeches."""
    for passage in passages_before(sentence, 40):
        if passage.kind != "heading":
            continue
        for mention in sentence.reading.mentions_in(passage.start, passage.end):
            if mention.form in ("person", "office") and mention.actors:
                return mention.actors
        return ()
    return ()


def home(sentence: Sentence) -> tuple[str, ...]:
    """Return the actor in whose name the document speaks."""
    reading = sentence.reading
    if reading.parties:
        return reading.parties
    publisher = reading.document.publisher or ""
    if publisher.startswith("("):  # a note, no name
        publisher = ""
    own = reading.register.actors.get(reading.home or "")
    titled = None if publisher else _PLATFORM.search(reading.document.title or "")
    if titled:
        publisher = titled.group("name") or titled.group("other")
    if _PARTY.search(publisher) and (own is None or own.kind == "state"):
        slug = make_slug(publisher)
        return (slug,) if slug else ()
    if own is not None and own.kind == "media":
        return ()
    if reading.home:
        return (reading.home,)
    slug = make_slug(publisher)
    return (slug,) if slug and not _NEWSROOM.search(publisher) else ()


_PLATFORM = re.compile(
    rf"(?:[Mm]anifesto|[Pp]latform|[Pp]rogramme) (?:of|by) (?:the )?(?P<name>{_NAME})|(?P<other>{_NAME})(?:'s)? (?:[Ee]lection )?(?:[Mm]anifesto|[Pp]latform)"
)
_SPEECH = re.compile(
    r"\b(?:Address|Speech|Remarks|Statement by|Statement of|Keynote|State of the|Lecture|Intervention by)\b"
)
_PARTY = re.compile(
    r"\b(?:Part(?:y|ei|ido|i)|Greens|Democrats|Conservatives|Liberals|Republicans|Movement|Alliance|Coalition|Front|Congress Party|League|Inc|Corp|Corporation|Company|Ltd|Limited|Group|Holdings|plc|AG|SA|Airlines|Airways|Motors|Energy|Steel|Pharma\w*|Telecom|Foundation|Institute)\b"
)
_NEWSROOM = re.compile(
    r"\b(?:Reuters|News|Times|Post|Press|Daily|Agency|Herald|Journal|Insight|Guardian|Telegraph|Tribune|Bloomberg|BBC|CNN|AFP|AP|Xinhua|TASS|Kyodo|Yonhap|ANSA|EFE|DPA|Al Jazeera|Radio|Television|TV|Broadcast\w*|Monitor|Gazette|Observer|Chronicle|Mail|Independent|Economist|Standard|Nikkei|Politico|Euractiv|Wire|Sun|Star|Globe|Review|Today|Voice|Media)\b|\.com\b",
)


def is_party(sentence: Sentence) -> bool:
    """Tell whether a party's programme speaks."""
    own, known = home(sentence), sentence.reading.register.actors
    if len(own) != 1:
        return False
    if own[0] in known:
        return known[own[0]].kind == "party"
    document = sentence.reading.document
    return bool(
        re.search(
            r"[Mm]anifesto|[Pp]latform|[Ee]lection|Party", f"{document.title} {document.publisher}"
        )
    )


_OFFICIAL = re.compile(
    r"Parliament|Government|Ministry|House of|Hansard|Department|White House|Senate|Congress|Cabinet|Kantei|Office|Kremlin"
)


def speaks_officially(sentence: Sentence, offset: int) -> bool:
    """Tell whether an office's own text or its officer's turn speaks at a place."""
    quotation = quotation_of(sentence, offset)
    if quotation is not None and quotation.principals:
        return True
    document = sentence.reading.document
    return bool(_OFFICIAL.search(f"{document.publisher} {document.title}")) and bool(
        sentence.reading.home
    )


def joint_at(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """Return whom "both sides", "the two countries" or "the parties" mean at a place."""
    reading = sentence.reading
    if len(reading.parties) > 1 or (
        reading.parties
        and reading.parties[0] in reading.register.actors
        and reading.register.actors[reading.parties[0]].kind != "state"
    ):
        return reading.parties
    companies = bool(
        re.match(r"[^,;.]{0,14}\b(?:companies|firms|groups)\b", sentence.text[offset:])
    )
    known = reading.register.actors
    passages = [sentence.passage, *passages_before(sentence, 8)]
    end = sentence.base + offset
    for passage in passages:
        found: list[str] = []
        for mention in reading.mentions_in(passage.start, min(passage.end, end)):
            if mention.form != "generic":
                found.extend(
                    a
                    for a in mention.actors
                    if (not companies and a.isupper())
                    or (a in known and known[a].kind == "company")
                )
        found = list(dict.fromkeys(found))
        if len(found) >= 2:
            return tuple(found[:2]) if passage is not sentence.passage else tuple(found)
        end = 10**12
    quotation = quotation_of(sentence, offset)
    if quotation is not None and quotation.principals:
        return quotation.principals
    return reading.parties or home(sentence)


def _nearest(sentence: Sentence, offset: int) -> tuple[str, ...]:
    known = sentence.reading.register.actors

    def counts(mention: Mention) -> bool:
        return (
            bool(mention.actors)
            and mention.form != "adjective"
            and not (mention.actors[0] in known and known[mention.actors[0]].kind == "media")
        )

    first = [m for m in sentence.mentions if counts(m)]
    outside = [m for m in first if sentence.reading.quotation_at(m.start) is None]
    if outside:
        return outside[0].actors
    for passage in passages_before(sentence, 3):
        for mention in sentence.reading.mentions_in(passage.start, passage.end):
            if counts(mention):
                return mention.actors
    return ()


_PLACE = re.compile(r"(?:^|[,;.] |that )(?:In|in|Across|across|From|from) (?:the )?$")
"""What makes of a country's name only the place of an act: "In Vietnam, it will …"."""


def antecedent(
    sentence: Sentence, offset: int, persons: bool, kinds: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return whom "he", "she", "it" or "they" means: the first actor before it that fits.

    Args:
        sentence: The sentence of the pronoun.
        offset: Its place.
        persons: Only persons and offices ("he", "she").
        kinds: Only actors of these kinds of the register ("the company"); any, if empty.
    """
    known = sentence.reading.register.actors

    def fits(mention: Mention) -> bool:
        if not mention.actors or mention.form in ("adjective",):
            return False
        if mention.actors[0] in known and known[mention.actors[0]].kind == "media":
            return False
        if kinds and not any(
            (known[a].kind if a in known else "company") in kinds for a in mention.actors
        ):
            return False
        return not persons or mention.form in ("person", "office", "title")

    inside = [
        m
        for m in sentence.mentions
        if m.end <= sentence.base + offset
        and fits(m)
        and not _PLACE.search(sentence.text[: m.start - sentence.base])
    ]
    if inside:
        return inside[0].actors
    for passage in passages_before(sentence, 4):
        named = [m for m in sentence.reading.mentions_in(passage.start, passage.end) if fits(m)]
        if named:
            return named[0].actors
    quotation = quotation_of(sentence, offset)
    in_turn = persons and quotation is not None and quotation.depth == 1
    if in_turn and quotation is not None and (quotation.principals or not _is_news(sentence)):
        return quotation.principals or home(sentence)
    if persons:
        return antecedent(sentence, offset, persons=False)
    if kinds:
        return ()
    quotation = quotation_of(sentence, offset)
    return quotation.principals if quotation is not None else ()


def speaker_at(sentence: Sentence, offset: int) -> str | None:
    """Return who voices a place of the sentence in the text."""
    quotation = quotation_of(sentence, offset)
    if quotation is not None and quotation.speaker:
        return quotation.speaker
    return "joint-statement" if sentence.reading.parties else None


def is_bare_speech(sentence: Sentence, offset: int) -> bool:
    """Tell whether a place stands in a speech's own text, told by nobody else."""
    return (
        quotation_of(sentence, offset) is None
        and not sentence.reading.parties
        and bool(_SPEECH.search(sentence.reading.document.title or ""))
    )


def attributed(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """Return who says what stands at a place: quoted speaker, joint parties or the home actor."""
    quotation = quotation_of(sentence, offset)
    if quotation is not None:
        return quotation.principals
    if sentence.reading.parties:
        return sentence.reading.parties
    said = re.search(
        r"\b(?:said|says|stated|added|stressed|noted|notes|stresses|underlines|underlined|emphasi[sz]ed|insisted|warned|declared|told [a-z]+)\b",
        sentence.text,
    )
    if said is None:
        return home(sentence) if _SPEECH.search(sentence.reading.document.title or "") else ()
    named = [
        m
        for m in sentence.mentions
        if m.actors and m.form != "adjective" and abs(m.start - sentence.base - said.start()) < 60
    ]
    return named[0].actors if named else ()
