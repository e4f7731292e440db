"""English cues to heads: chains of cues that make one statement, each with its subject."""

import re
from dataclasses import dataclass, field, replace

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    ADJECTIVE,
    TITLE,
    Cue,
    Sentence,
    passages_before,
)
from pledgegraph.extract.frames.english_scope import (
    PARTICIPLE,
    about_onlookers,
    has_verb,
    is_attack,
    is_denied,
    is_stance,
    is_unreal,
    is_voluntary,
)
from pledgegraph.extract.frames.english_subjects import (
    Subject,
    find_subject,
    group_start,
    sentence_subject,
)
from pledgegraph.extract.frames.english_voices import attributed, home, quotation_of, we_at
from pledgegraph.extract.slugs.english import make_slug

_GAP = re.compile(
    r"^(?: (?:to|that|a|an|the|our|its|their|his|her|your|this|of|on|in|for|and|also|both|all|new|firm|strong|full|mutual|shared|common|continued|unwavering|"
    r"iron-?clad|steadfast|enduring|deep|long-?standing|longstanding|joint|collective|clear|renewed|political|solemn|sincere|ambitious|respective|concrete|be|remain|have|work|is|are|were|was|"
    r"together|today|it|they|unshakable|unshakeable|resolute|lasting|national|previous|earlier|existing|abiding|sacred|historic|international|ready|here|fully|bilateral|multi-?year|upcoming|formal|first|"
    r"[a-z]+ly|[\u13a0-\u13a2]+(?:'s)?))*,? $"
)
_INFINITIVE = re.compile(r"(?:^|[^A-Za-z])(?:to|let's|and to)$")
_LET_ME = re.compile(r"\b(?:[Ll]et (?:me|us)|I (?:would|want|wish|'d)(?: like)?(?: to)?|[Aa]llow me to|[Ww]e (?:would like|wish|want) to|(?:we|I|We) must(?: also)?|(?:we|We) (?:would|can)(?: also)?)(?: also| again| once again| once more| therefore)?$")
_NOMINAL = re.compile(
    rf"(?:\b(?:[Oo]ur|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Mm]y|[Aa]n?|[Tt]he|[Tt]hese|[Tt]hose|[Ii]ssued|joint|urgent|repeated|renewed|strong|growing|international)|[{ACTOR}]'s|'s) (?:[a-z]+ ){{0,2}}$"
)
_BE = re.compile(r"(?:\b(?:is|are|am|was|were|be|been|being|remains?|stands?|re|m|stood|remained|stay)|'s)\b")
_POSSESSIVE = re.compile(rf"(?P<who>\b[Oo]ur|\b[Mm]y|\b[Ii]ts|\b[Tt]heir|\b[Hh]is|\b[Hh]er|[{ACTOR}]+(?: [{TITLE}]+)?'s?|[{ADJECTIVE}]+(?:'s)?(?: [a-z]+'s?)?|[Tt]he (?:Kingdom|Republic|Government|Union|Administration|Commission|government|administration|company|country)'s|[{ACTOR}]+)(?: (?!of\b|to\b|in\b|and\b|for\b|has\b|is\b|the\b|a\b)[a-z-]+){{0,4}} $")


@dataclass(slots=True)
class Head:
    """A chain of cues with its subject: what becomes a statement."""

    chain: list[Cue]
    group: int
    subject: Subject
    limit: int = 0
    borrowed: Subject | None = field(default=None)


def read_heads(sentence: Sentence, cues: list[Cue]) -> list[Head]:
    """Return the heads of a sentence, in order."""
    heads: list[Head] = []
    for one in cues:
        nominal = one.noun is not None and _is_nominal(sentence, one)
        cue = one.noun if one.noun and nominal else one
        if heads and _continues(sentence, heads[-1], cue):
            heads[-1].chain.append(cue)
            continue
        head = _head(sentence, cue, heads)
        if head is None:
            continue
        if heads and _complements(sentence, heads[-1], head):
            last = heads[-1]
            if last.chain[-1].rule.family == "call" or head.chain[0].rule.family == "noun":
                continue
            last.chain.extend(head.chain)
            if head.subject.kind not in ("pronoun", "generic"):
                last.borrowed = head.subject
            continue
        heads.append(head)
    return [head for head in heads if _stands(sentence, head)]


_OFFICER = re.compile(r"(?:minister|president|leader|government|ministry|spokes\w+|secretary|chief|official|chancellor|premier|king|parliament|side|ambassador|envoy|governor|mayor|party|authorities|leaders|ministers|officials|company|commission|council|committee|union|agency) $", re.IGNORECASE)
_NOUN_FORM = re.compile(r"(?:calls?|appeals?|demands?|requests?|urge|plans?|aims?|promises?|pledges?|vows?|guarantees?|proposals?|[a-z]+(?:ments?|ions?|ness|olve|als?|goals?|targets?|ments?))\b", re.IGNORECASE)


def _is_nominal(sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a word that may be verb or noun ("plans", "calls") stands as a noun."""
    left = sentence.masked[max(0, cue.start - 60) : cue.start]
    if not _NOUN_FORM.match(cue.text) or _OFFICER.search(sentence.text[max(0, cue.start - 30) : cue.start]):
        return False
    return bool(_NOMINAL.search(left))


def _continues(sentence: Sentence, head: Head, cue: Cue) -> bool:
    last = head.chain[-1]
    if cue.rule.family in ("modal", "should", "count_on") and cue.rule.id != "en.commitment.is_to":
        return False
    gap = sentence.masked[last.end : cue.start]
    if last.rule.family == "noun" and cue.rule.family == "noun" and " and" in gap:
        return True
    return len(gap) < 90 and bool(_GAP.match(gap)) and not (" and" in gap and last.rule.family != "again")


def _complements(sentence: Sentence, head: Head, inner: Head) -> bool:
    """Tell whether a head is the that-clause of the one before: announced that X plans to …."""
    last = head.chain[-1]
    if inner.subject.start < last.end:
        return False
    between = sentence.masked[last.end : inner.subject.start]
    if inner.chain[0].rule.family == "noun":
        return _is_inside(sentence, head, inner)
    if last.rule.family == "call" and re.match(r" that\b[^,;.\"]*$", between):
        return True
    if last.rule.family in ("announce", "verb", "again", "noun", "modal", "call"):
        return bool(re.match(rf"^ (?:(?:[a-z]+|[{ACTOR}]+) ){{0,4}}?that(?: the)? ?$| ?$", between)) and "that" in sentence.text[last.end - 5 : inner.group]
    return False


def _is_inside(sentence: Sentence, head: Head, inner: Head) -> bool:
    """Tell whether a noun ("their promise to") only belongs to what the head before asks."""
    between = sentence.masked[head.chain[-1].end : inner.group]
    owner = sentence.text[inner.group : inner.group + 6].lower()
    return not re.search(r"[,;:.] ", between) and owner.startswith(("its ", "their ", "his ", "her ", "our "))


def _stands(sentence: Sentence, head: Head) -> bool:
    only = head.chain[0].rule
    if len(head.chain) == 1:
        if only.family == "again":
            return False
        if "chained_only" in only.options:
            return False
        if only.id in ("en.commitment.agree", "en.commitment.decide", "en.commitment.assure"):
            return not re.match(r" (?:that|on the (?:importance|need)|upon the (?:importance|need))\b", sentence.text[head.chain[0].end : head.chain[0].end + 30])
        if only.id in ("en.commitment.intend",) and re.match(r" that\b", sentence.text[head.chain[0].end :]):
            return False
    return True


def _head(sentence: Sentence, cue: Cue, heads: list[Head]) -> Head | None:
    earlier = heads[-1].subject if heads else None
    family = cue.rule.family
    if family == "noun" or (family == "call" and _is_nominal(sentence, cue)):
        return _noun_head(sentence, cue, earlier)
    if family == "count_on":
        return _count_on(sentence, cue)
    if family == "owner":
        actors = [a for m in sentence.mentions_in(cue.end, cue.end + 60) for a in m.actors][:1]
        if actors and _speaks_for(sentence, actors[0]) and re.search(r"(?:welcom|applaud|celebrat)", sentence.text[: cue.start], re.IGNORECASE):
            return Head([cue], cue.start, Subject(tuple(actors), cue.start, "owner"))
        return None
    if is_stance(cue, sentence) and family != "modal":
        return None
    if family == "launch" and is_attack(cue, sentence):
        return None
    group = group_start(sentence, cue.start)
    if cue.text.lower() in ("ll", "d") and sentence.text[cue.start - 1 : cue.start] == "'":
        group = min(group, cue.start - 1)
    elif cue.text.lower() in ("ll", "d"):
        return None
    verb_group = sentence.text[group : cue.start]
    if "treaty" in cue.rule.options:
        return _treaty_head(sentence, cue, heads)
    subject = _verb_subject(sentence, cue, group, verb_group, earlier)
    if subject is None or not subject.actors and subject.kind != "passive":
        return None
    if is_unreal(sentence, subject.start) and cue.rule.id != "en.commitment.would":
        if not (family == "modal" and re.search(r"\b(?:if|unless)\b", sentence.text[max(0, subject.start - 12) : subject.start])):
            return None
        return None
    if not _family_fits(sentence, cue, group, verb_group, subject):
        return None
    return Head([cue], group, subject)


_TREATY = re.compile(r"\bArticles? [IVX\d]+|[Tt]reaty|\bobligations? under")


def _treaty_head(sentence: Sentence, cue: Cue, heads: list[Head]) -> Head | None:
    """Read the restated scope of a treaty: reaffirmed that Article V applies to …."""
    if not _TREATY.search(sentence.text[max(0, cue.start - 120) : cue.start]):
        return None
    if heads:
        heads[-1].chain.append(cue)
        return None
    subject = sentence_subject(sentence, cue.start)
    if subject is None or not re.search(_REPORT, sentence.text[: cue.start]):
        return None
    return Head([cue], subject.start, subject)


_RESOLUTION = re.compile(r"[Rr]esolution|[Dd]ecision|[Cc]onclusions|[Cc]ommuniqu|[Dd]eclaration|[Ss]tatement|Council|Assembly")


def _resolving_body(sentence: Sentence) -> tuple[str, ...]:
    """Return whose resolution it is where a paragraph begins with its verb: "Decides to …"."""
    for passage in passages_before(sentence, 40):
        named = sentence.reading.mentions_in(passage.start, passage.end)
        if passage.text.endswith(",") and len(passage.text) < 60 and named and named[0].actors:
            return named[0].actors
    document = sentence.reading.document
    if sentence.reading.parties or _RESOLUTION.search(f"{document.title} {document.publisher}"):
        return home(sentence)
    return ()


def _speaks_for(sentence: Sentence, actor: str) -> bool:
    """Tell whether an actor is the document's own voice or the group of its parties."""
    own = set(home(sentence))
    return actor in own or bool(own) and own <= set(sentence.reading.register.members(actor))


def _verb_subject(sentence: Sentence, cue: Cue, group: int, verb_group: str, earlier: Subject | None) -> Subject | None:
    left = sentence.text[:group].rstrip()
    word = cue.text.split()[0].lower()
    if cue.rule.family not in ("modal", "should"):
        let_me = _LET_ME.search(left)
        if let_me:
            return Subject(we_at(sentence, let_me.start()), let_me.start(), "first")
        if _INFINITIVE.search(left) or (cue.rule.family == "verb" and left.endswith((" of", " for"))):
            return None
        be = bool(_BE.search(verb_group))
        if word.endswith("ing") and not be:
            if word == "continuing":
                return None
            if re.search(r"(?:,|^\W*|[,;] (?:and|while|by))$", left):
                return sentence_subject(sentence, group) if left else None
            return None
        if cue.rule.family == "adjective" and not be:
            return sentence_subject(sentence, group) or Subject(home(sentence), group, "first") if not left or left.endswith(",") else None
    found = find_subject(sentence, group, earlier)
    if found is not None and found.kind == "none":
        if cue.start - group < 40 and word.endswith(("s", "ed")):
            return Subject(_resolving_body(sentence), group, "first")
        return None
    if found is None and cue.rule.id in ("en.commitment.will", "en.commitment.shall") and PARTICIPLE.match(sentence.text[cue.end : cue.end + 60]):
        return _passive(sentence, cue, group)
    return found


_PASSIVE_ACTS = re.compile(
    r"\bbe (?:[a-z]+ly )?(?:established|launched|created|set up|provided|held|convened|allocated|implemented|introduced|strengthened|built|increased|reduced|expanded|"
    r"extended|made available|invested|deployed|delivered|given|abolished|lifted|cut|doubled|tripled|raised|phased out|developed|adopted|offered|supported|promoted|maintained|taken|enhanced|deepened|accelerated|banned|prohibited|published|paid|transferred|upgraded|brought|drawn|put|sent|made|begun|spent|laid|set|[a-z]+ed)\b(?<!expected)(?<!required)(?<!needed)(?<!affected)(?<!pleased)(?<!remembered)(?<!forced)(?<!based)(?<!limited)(?<!faced)(?<!judged)(?<!interested)(?<!considered)(?<!tempted)(?<!tested)(?<!allowed)(?<!linked)(?<!determined)"
)


_OWN_VOICE = re.compile(r"\b[Ww]e\b|\b[Oo]ur\b")


def _is_own_voice(sentence: Sentence) -> bool:
    """Tell whether the document speaks in the first person outside quotations."""
    found = re.search(r"\b[Ww]e (?:will|are|have)\b|\b[Mm]y (?:[Gg]overnment|[Mm]inisters) will\b", sentence.reading.folded[:4000])
    return found is not None and sentence.reading.quotation_at(found.start()) is None


def _passive(sentence: Sentence, cue: Cue, group: int) -> Subject | None:
    if not _PASSIVE_ACTS.search(sentence.text[cue.end : cue.end + 60]):
        return None
    by = re.search(rf" by (?:the )?(?P<who>[{ACTOR}]+)", sentence.masked[cue.end :])
    if by:
        actors = tuple(a for m in sentence.mentions_in(cue.end, cue.end + by.end()) for a in m.actors)[:1]
    elif sentence.reading.parties or sentence.passage.kind == "item" or quotation_of(sentence, cue.start) is not None or _OWN_VOICE.search(sentence.text) or _is_own_voice(sentence):
        actors = we_at(sentence, cue.start)
    else:
        actors = attributed(sentence, cue.start)
    start = max(sentence.text.rfind(mark, 0, group) for mark in ",;:.\"“") + 1
    return Subject(actors, start, "passive") if actors else None


def _family_fits(sentence: Sentence, cue: Cue, group: int, verb_group: str, subject: Subject) -> bool:
    rule, options = cue.rule, cue.rule.options
    if about_onlookers(sentence, group) and subject.kind not in ("first",):
        return False
    if "be" in options and not _BE.search(verb_group):
        return False
    if "verb_after" in options and not has_verb(sentence, cue.end):
        return False
    if "headline" in options and not _is_headline(sentence, cue, group, subject):
        return False
    if rule.family == "modal":
        return _modal_fits(sentence, cue, subject)
    if rule.family == "should":
        return _should_fits(sentence, cue, subject)
    if "own" in options or "first_person_or_actor" in options:
        own = subject.kind in ("first", "joint") or set(subject.actors) <= set(home(sentence)) or quotation_of(sentence, cue.start) is not None
        if "own" in options and not own:
            return False
        if "first_person_or_actor" in options and subject.kind in ("pronoun", "relative") and not own:
            return False
    if "progressive" in options and re.search(r"\b(?:was|were|had|did)\b", verb_group) and not _REPORT.search(sentence.text[:group]):
        return False
    if "progressive" in options and cue.text.lower().startswith("discuss") and not cue.text.lower().endswith("ing"):
        return False
    if is_denied(sentence, cue.start) and not re.match(r"(?:seek|intend|plan|sought)", cue.text.lower()):
        return False
    if rule.family == "call" and _BE.search(verb_group) and not cue.text.lower().split()[0].endswith("ing"):
        return False
    if "named" in options:
        after = sentence.masked[cue.end : cue.end + 90]
        return bool(re.match(rf" (?:that )?(?:the |all |both )*(?:[{ACTOR}]+|other countries|all (?:parties|states|countries)|relevant parties|relevant countries)[^,.;]{{0,40}}? (?:to|not to|will|would|against|should) ", after)) and not re.search(r" to (?:grow|be|remain|rise|fall|have|become|win|suffer|see)\b", after)
    return True


def _is_headline(sentence: Sentence, cue: Cue, group: int, subject: Subject) -> bool:
    text = sentence.text
    if text[-1:] in ".:;!" or len(text) > 160 or sentence.passage.kind == "item":
        return False
    return subject.kind in ("actors", "slug") and not text[:subject.start].strip() and cue.start - subject.start < 70


_REPORT = re.compile(r"\b(?:said|says|announced|promised|pledged|vowed|agreed|decided|declared|added|confirmed|told|stated|warned|insisted|assured|indicated|reiterated|stressed|reaffirmed|affirmed|restated|explained|wrote|noted|guaranteed|revealed|disclosed)\b")


def _modal_fits(sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    if subject.kind == "passive":
        return True
    if "reported" in cue.rule.options:
        before = sentence.text[: cue.start]
        if not _REPORT.search(before):
            return False
        if re.match(r" (?:also )?(?:like|rather|have|be)\b", sentence.text[cue.end :]):
            return False
    return is_voluntary(sentence, cue.end)


def _should_fits(sentence: Sentence, cue: Cue, subject: Subject) -> bool:
    """Tell whether a political voice tells another actor what it should do."""
    who = attributed(sentence, cue.start)
    if not who or subject.kind == "first" or (subject.kind != "joint" and set(subject.actors) & set(who)):
        return False
    return not re.match(r" be (?:noted|seen|pleased|proud|able|said)\b", sentence.text[cue.end : cue.end + 30])


_MADE = re.compile(
    r"\b(?:made|make|makes|gave|give|given|have|has|reached|reach|set|sets|took|take|issued|issue|issues|outlined|set out|adopted|secured|laid out)"
    r"(?: (?:an?|the|that|this|several|clear|firm|new|joint|formal|public|solemn|strong|urgent|binding|voluntary|historic|similar))* $"
)


def _noun_head(sentence: Sentence, cue: Cue, earlier: Subject | None) -> Head | None:
    left = sentence.masked[max(0, cue.start - 90) : cue.start]
    match = _POSSESSIVE.search(left)
    base = max(0, cue.start - 90)
    made = _MADE.search(left)
    if match and not made:
        who = match.group("who").lower()
        start = base + match.start()
        if who in ("our", "my"):
            return Head([cue], start, Subject(we_at(sentence, start), start, "first"))
        if who in ("its", "their", "his", "her"):
            owner = earlier or sentence_subject(sentence, start)
            return Head([cue], start, replace(owner, start=start)) if owner and owner.actors else None
        actors = tuple(a for m in sentence.mentions_in(start, cue.start) for a in m.actors)
        if not actors:
            actors = _titled_owner(sentence, start)
        return Head([cue], start, Subject(actors, start, "actors")) if actors else None
    giver = re.match(rf" (?:from|by) (?:the )?(?:(?P<known>[{ACTOR}]+)|(?P<name>[A-Z][\w'&.-]*(?: (?:and |of |for )?[A-Z][\w'&.-]*)+))", sentence.masked[cue.end : cue.end + 120])
    if giver:
        actors = _resolved_giver(sentence, cue, giver)
        start = group_start(sentence, base + re.search(r"(?:\b(?:an?|the|new|further)\b [^,;.]{0,30})?$", left).start())  # type: ignore[union-attr]
        return Head([cue], start, Subject(actors, start, "actors")) if actors else None
    if made:
        owner = find_subject(sentence, group_start(sentence, base + made.start()), earlier)
        if owner and owner.actors:
            return Head([cue], base + made.start(), owner)
    return None


def _titled_owner(sentence: Sentence, start: int) -> tuple[str, ...]:
    """Return whose "the Kingdom's" is: in a welcome the party that does not welcome."""
    subject = sentence_subject(sentence, start)
    parties = sentence.reading.parties
    if subject is not None and re.search(r"welcom|applaud|commend|prais", sentence.text[:start]):
        return tuple(one for one in parties if one not in subject.actors)
    return subject.actors if subject is not None else ()


def _resolved_giver(sentence: Sentence, cue: Cue, giver: re.Match[str]) -> tuple[str, ...]:
    if giver.group("known"):
        inside = sentence.mentions_in(cue.end, cue.end + giver.end())
        return tuple(actor for mention in inside for actor in mention.actors)
    slug = make_slug(giver.group("name"))
    return (slug,) if slug else ()


def _count_on(sentence: Sentence, cue: Cue) -> Head | None:
    after = sentence.masked[cue.end : cue.end + 60]
    if re.match(r" (?:us|our|me)\b", after):
        actors = we_at(sentence, cue.end)
    else:
        named = re.match(rf" (?:the )?[{ACTOR}]+", after)
        actors = tuple(a for m in sentence.mentions_in(cue.end, cue.end + named.end()) for a in m.actors) if named else ()
    found = find_subject(sentence, cue.start, None)
    start = found.start if found else cue.start
    return Head([cue], start, Subject(actors, start, "first")) if actors else None
