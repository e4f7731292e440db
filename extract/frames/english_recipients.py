# ruff: noqa: E501 (a pattern is read as one line)
"""English actions to recipients: who receives the promised act, who is called on."""

import re

from pledgegraph.extract.frames.english_cues import (
    ACTOR,
    ADJECTIVE,
    TITLE,
    Sentence,
    passages_before,
)
from pledgegraph.extract.frames.english_phrases import subject_patterns
from pledgegraph.extract.frames.english_voices import antecedent, home, joint_at

_X = rf"(?:the |both |all |our |its |their |partner |ally |allies |neighbou?r(?:ing)? |a |an |[Pp]resident |people of |people in |peoples of |government of |Government of |countries like |such as ){{0,4}}(?:[{ACTOR}]{{1,80}}|[{ADJECTIVE}]{{1,60}}(?= (?:soldiers|troops|pilots|officers|students|refugees|farmers|workers|citizens|teachers|doctors|government|people|authorities|side|leaders|forces|military|army|navy|officials|allies|economy|companies)|(?: [a-z]+)? [{TITLE}]))"
_LIST = rf"(?P<list>{_X}(?:(?:, | and |, and | as well as | or ){_X}){{0,8}})"
_ADVERBS = r"(?: [a-z]+ly| also| further| fully| jointly| directly)?"
_BENEFIT = (
    r"support(?:s|ed|ing)?|help(?:s|ed|ing)?|assist(?:s|ed|ing)?|aid(?:s|ed|ing)?|back(?:s|ing)?|defend(?:s|ed|ing)?|protect(?:s|ed|ing)?|arm(?:s|ing)?|"
    r"equip(?:s|ping)?|train(?:s|ing)?|fund(?:s|ing)?|financ(?:e|es|ing)|provid(?:e|es|ed|ing)|supply(?:ing)?|supplies|giv(?:e|es|ing)|pay(?:s|ing)?|"
    r"offer(?:s|ed|ing)?|grant(?:s|ed|ing)?|lend(?:s|ing)?|send(?:s|ing)?|compensat(?:e|es|ing)|reimburs(?:e|es|ing)|rebuild(?:ing)?|reconstruct(?:ing)?|"
    r"safeguard(?:ing)?|shield(?:ing)?|host(?:s|ing)?|invit(?:e|es|ed|ing)|welcom(?:e|es|ing)|enabl(?:e|es|ing)|allow(?:s|ing)?|empower(?:s|ing)?|assur(?:e|es|ed|ing)|"
    r"reassur(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|guarante(?:e|es|ed|eing)|stand(?:s|ing)?(?: [a-z]+){0,3} (?:with|by|alongside|beside|behind)|show|accompany(?:ing)?|repay(?:ing)?|"
    r"consult(?: with)?|inform|notify|meet(?: the needs of)?|brief|attack|invade|threaten|harm"
)
_DIRECT = re.compile(
    rf"\b(?:{_BENEFIT}){_ADVERBS} (?:(?:up to |over |about |more than )?[\d,]{{1,9}} )?{_LIST}"
)
_GOODS = (
    r"support|assistance|aid|help|funding|funds?|loans?|credits?|grants?|weapons?|arms|missiles?|tanks?|jets?|ammunition|munitions|equipment|relief|donations?|donate|"
    r"provid(?:e|es|ed|ing)|deliver(?:s|ed|ing|y|ies)?|giv(?:e|es|ing)|send(?:s|ing)?|sent|supply(?:ing)?|supplies|extend(?:s|ing)?|offer(?:s|ed|ing)?|transfer(?:s|ring)?|grant(?:ing)?|allocat(?:e|es|ing)|"
    r"pay(?:s|ing)?|payments?|contribut(?:e|es|ing)|contributions?|commitments?|committed|commits?|pledge[sd]?|guarantees?|assurances?|promises?|promised|guaranteed|lend(?:ing)?|disburs(?:e|es|ing|ement)|sell(?:ing)?|"
    r"sales?|exports?|export|backing|access|available|invitation|debt relief|vaccines?|doses|troops|gas|oil|grain|fertili[sz]ers?|food|medicines?|systems?|vehicles|vessels|ships|helicopters|"
    r"million|billion|resources|protection|security|defen[cs]e|training|investments?|solidarity|return(?:ing)?|humanitarian"
)
_TO = re.compile(
    rf"\b(?:{_GOODS})\b(?:(?:[^,;.:{ACTOR}{ADJECTIVE}]|(?<=\d)[,.](?=\d)){{0,60}}?) (?:to|for|towards?|in support of) {_LIST}"
)
_GUARDED = re.compile(
    rf"\b(?:to|towards?|of) (?:the |supporting the |ensuring the |strengthening the )*(?:[a-z]+ (?:and )?)?(?:defen[cs]e|security|protection|reconstruction|recovery|sovereignty|independence|territorial integrity) of {_LIST}"
)
_HOSTILE = re.compile(
    r"\b(?:sanctions?|tariffs?|attacks?|strikes?|war|measures|action|restrictions?|threats?|ban|embargo|complaint|pressure|duties|charges) (?:on|against|from) ?$"
)
_ADDRESSEES = (
    (
        re.compile(
            r"\b(?:all|other|every|each|any) (?:[a-z]+ ){0,2}?(?:states?|countries|nations?|member states|members?|governments?|Member States|States|Governments)\b|\bmember states\b|\bMember States\b|\bthe (?:international|global|world) community\b|\bthe world\b"
        ),
        "UN",
    ),
)
_NAMED = re.compile(_LIST)
_STOP = re.compile(
    r" (?:to|that|not to|for|in order|will|should|must|against|over|after|on [A-Z][a-z]+day)\b|[,;:.]| [a-z]+(?:ing)\b"
)


def _actors(sentence: Sentence, start: int, end: int) -> list[str]:
    found: list[str] = []
    for mention in sentence.mentions_in(start, end):
        found.extend(mention.actors)
    return found


def find_recipients(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return who receives the act of a commitment, named in its clause.

    Args:
        sentence: The sentence.
        start: Begin of the action.
        end: Its end.
    """
    masked = sentence.masked[start:end]
    cut = re.search(
        r",? (?:including|such as|which|in response to|against|after|following|because|amid|despite)\b",
        masked,
    )
    found: list[str] = []
    for pattern in (_DIRECT, _TO, _GUARDED):
        for match in pattern.finditer(masked):
            place = match.start("list")
            if cut and place > cut.start():
                continue
            if _HOSTILE.search(masked[:place]) or re.search(
                r"\b(?:access|withdraw|return|export\w*|travel|visit\w*|trips?) $", masked[:place]
            ):
                continue
            tail = masked[match.end("list") : match.end("list") + 30]
            if pattern is _DIRECT and re.match(
                r"(?:'s?)? (?:companies|goods|products|firms|exports|nationals|imports|businesses|airspace)\b",
                tail,
            ):
                continue
            found.extend(_actors(sentence, start + place, start + match.end("list")))
    return tuple(dict.fromkeys(found))


_SPARED = re.compile(
    rf"\b(?:attack|invad|threaten|harm|abandon|target|forget|strike|leave|betray|let down|desert)\w* {_LIST}"
)


def find_spared(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return whom a promise not to do something spares: "will never abandon X"."""
    match = _SPARED.search(sentence.masked, start, end)
    if match is None:
        return ()
    return tuple(dict.fromkeys(_actors(sentence, match.start("list"), match.end("list"))))


def find_pronoun_recipient(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return whom "them", "its security" or "it" after a verb of benefit means."""
    match = re.search(
        r"\b(?:support|help|assist|defend|protect|aid) (?:it|them)\b|\bcommitments? (?:to|towards?) (?:its|their) (?:security|defen[cs]e|sovereignty|people)\b",
        sentence.masked[start:end],
    )
    if match is None:
        return ()
    return antecedent(sentence, start, persons=False) if "commitment" in match.group() else ()


_OWN_BODY = re.compile(
    r"\b(?:the|its|their|our|relevant|competent) (?:European )?(?:Commission|High Representative|Chairperson|Secretariat|Executive Director|Director-General|"
    r"[Mm]inisters|[Mm]inistries|officials|Council|Committee|teams|experts|negotiators|authorities)\b"
)


def _earlier(sentence: Sentence, callers: tuple[str, ...]) -> list[str]:
    """Return whom "urged it to" means: the last actor named before who is not the caller."""
    named: list[str] = []
    for passage in passages_before(sentence, 2):
        for mention in sentence.reading.mentions_in(passage.start, passage.end):
            if mention.form != "adjective":
                named.extend(a for a in mention.actors if a not in callers)
        if named:
            break
    return list(dict.fromkeys(named))[:1]


def find_addressees(
    sentence: Sentence, start: int, end: int, callers: tuple[str, ...]
) -> tuple[str, ...]:
    """Return who is called on: the names between the verb of calling and what is asked.

    Args:
        sentence: The sentence.
        start: End of the verb.
        end: End of the action.
        callers: Who calls; a call on one's own bodies goes to oneself.
    """
    masked = sentence.masked[start:end]
    stop = _STOP.search(masked, 1)
    that = re.match(r" ?that (?:the )?", masked)
    if that:
        stop = re.search(rf"(?<=[{ACTOR}a-z]) (?!and\b|or\b)[a-z]+", masked[that.end() :])
        span = (that.end(), that.end() + stop.start() if stop else len(masked))
    elif stop and stop.group() == "," and re.match(rf", {_X}", masked[stop.start() :]):
        later = re.search(r" (?:to|not to)\b", masked[stop.start() :])
        span = (0, stop.start() + later.start() if later else stop.start())
    else:
        span = (0, stop.start() if stop else len(masked))
    piece = masked[span[0] : span[1]]
    bare = sentence.text[start + span[0] : start + span[1]]
    found: list[str] = []
    for match in _NAMED.finditer(piece):
        if re.search(
            r"\b(?:between|with|against|for|in|of|from) (?:the )?$", piece[: match.start()]
        ) and not re.search(
            r"(?:leaders?|government|authorities|people|president|officials|parliament|parties|rulers) (?:of|in) (?:the )?$",
            piece[: match.start()],
        ):
            continue
        found.extend(
            _actors(sentence, start + span[0] + match.start(), start + span[0] + match.end())
        )
    if not found:
        for pattern, actor in _ADDRESSEES:
            if pattern.search(piece):
                found.append(actor)
        if not found and re.search(
            r"\b(?:both|the two|two|both of the|the three) (?:[a-z]+ )?(?:sides|parties|countries|leaders|nations|neighbou?rs|governments|capitals)\b",
            piece,
        ):
            found.extend(joint_at(sentence, start))
        if not found and re.search(r"\b[Tt]he Secretary-General\b", piece):
            found.append("UN")
        if not found and re.match(
            r" (?:the|its|their) (?:[a-z]+ )?(?:government|administration|authorities|country|kingdom|junta|leadership)\b",
            bare,
        ):
            state = antecedent(sentence, start, persons=False, kinds=("state",))
            known = sentence.reading.register.actors
            state = state or tuple(
                a for a in home(sentence) if a in known and known[a].kind == "state"
            )
            found.extend(one for one in state if one not in callers)
        if not found and re.match(r" (?:it|them|him|her) ", piece + " "):
            found.extend(_earlier(sentence, callers))
        if not found and _OWN_BODY.search(piece):
            found.extend(callers)
    return tuple(dict.fromkeys(found))


__all__ = ["find_addressees", "find_pronoun_recipient", "find_recipients", "subject_patterns"]
