"""What a document's sidecar and title say about who speaks in it."""

import re

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.slugs.english import make_slug
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.records import Document

_JOINT = re.compile(
    r"joint(?! (?:press|news) (?:conf|avail|brief))|communiqu|declaration|leaders['’]? statement|"
    r"agreement|treaty|memorandum|联合声明|共同声明|共同文件|宣言|公报|协定|条约|"
    r"共同発表|コミュニケ|協定|条約",
    re.IGNORECASE,
)

# A title that names its speaker goes before the publisher: "Address by the President of Kenya".
_GIVEN_BY = re.compile(
    r"\b(?:by|of|from) (?:H\.?E\.?|His|Her|the|[A-Z])[^,]*?\b"
    r"(?:[Pp]resident|[Mm]inister|[Aa]mbassador|[Kk]ing|[Ss]ecretary|"
    r"[Cc]hancellor|[Pp]remier|[Rr]epresentative)"
    r"|\b(?:Address|Speech|Remarks|Statement|Keynote|Intervention|"
    r"Spokes\w+|Minister|President|Ambassador|Secretary)\b"
)
_GIVERS = re.compile(r"\b(?:by|of|between|with|from|and)\b")
# A headline that only tells of a joint text to come: 安倍：日本拟主导…联合声明.
_NEWS = re.compile(
    r"(?:拟|欲|望|或将|主导|呼吁|考虑|推动|商讨|回应|批评|反对).{0,16}(?:联合|共同)(?:声明|宣言|公报)"
)
_TOLD = re.compile(r"(?:发表|签署|会[谈晤]|访).{0,8}(?:联合|共同)(?:声明|宣言|公报)")


def _named(text: str, document: Document, register: Register) -> list[str]:
    group = document.lang[:2]
    found: list[str] = []
    for mention in find_mentions(fold(text, document.lang), register, group, document.date):
        found.extend(mention.actors)
    return list(dict.fromkeys(found))


def document_parties(document: Document, register: Register) -> tuple[str, ...]:
    """Return the actors in whose name a joint document speaks; empty for other texts.

    The sidecar's ``parties`` come first; else the actors that a title such as "Joint Statement
    of …" and the publisher's bracket name. A group (G7, AUKUS) speaks as itself.
    """
    if document.parties:
        return tuple(dict.fromkeys(register.resolve(party) for party in document.parties))
    title = document.title or ""
    folded = fold(title, document.lang)
    if not _JOINT.search(folded) or (document.lang.startswith("zh") and _NEWS.search(folded)):
        return ()
    named = _named(title, document, register)
    bracket = re.search(r"[（(]([^（()）]*)[)）]", document.publisher or "")
    published = _named(bracket.group(1), document, register) if bracket else []
    groups = [
        one for one in (*named, *published) if (a := register.actors.get(one)) and a.kind == "group"
    ]
    if groups:
        return (groups[0],)
    if len(named) == 1 and len(published) < 2 and _TOLD.search(fold(title, document.lang)):
        return ()  # A report of a joint statement, and only the guest in its headline.
    if document.lang == "en" and len(named) == 1 and not _GIVERS.search(title):
        # "Washington Summit Declaration" of NATO: the city is but the place.
        own = [
            one
            for one in _named(document.publisher or "", document, register)
            if (a := register.actors.get(one)) and a.kind in ("organisation", "group")
        ]
        if own:
            return (own[0],)
    # What the bracket lists are the parties; the title may name others ("… Attack Against").
    return tuple(sorted(published if len(published) > 1 else named))


# Institutions that a Chinese title names without their state: the script tells whose they are.
_OWN_HANT = re.compile(
    r"(?P<HKG>^(?!.*澳门)[^，。]{0,12}(?:施政报告|行政长官|特区政府|立法会|财政预算案|政务司|财政司))"
    r"|(?P<TWN>^(?:(?!中国|大陆|陆方|北京|[美日韩英法德俄印国]).){0,8}(?:立法院|行政院|总统府|施政方针|陆委会|国防部|外交部|国发会|经济部))"
)
_OWN_HANS = re.compile(
    r"(?P<CHN>^(?:20\d\d年)?[^，。]{0,12}?(?<![国罗本斯俄日韩朝英法德印伊以乌澳加越菲泰土埃沙美])"
    r"(?:国务院|政府工作报告|中共中央|全国人大|外交部|商务部|国防部|国台办|国新办|发改委))"
)


def _institution(document: Document) -> str | None:
    """Return whose ministry, parliament or report a Chinese title opens with."""
    pattern = _OWN_HANT if document.lang == "zh-Hant" else _OWN_HANS
    for text in (document.title, document.publisher):
        match = pattern.match(fold(text, document.lang)) if text else None
        if match and match.lastgroup:
            return match.lastgroup
    return None


# Who runs for office speaks in its own name: "Manifesto of the Green Party", 民主黨政綱.
_PLATFORM = re.compile(
    r"\b(?:manifesto|(?:party|election|electoral) (?:platform|programme|pledges))\b"
    r"|(?:党|黨).{0,6}(?:政纲|纲领|竞选政见)|マニフェスト|政権公約|選挙公約|重点政策",
    re.IGNORECASE,
)
_PARTY_NAME = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:(?:of|for|and|the) )*){1,4}(?:Party|Alliance|Union)\b"
)
_OPENING = 300  # characters in which a platform says whose it is


def _platform_party(document: Document, register: Register) -> str | None:
    """Return the party whose platform a document is; None for other texts and news about one."""
    title = document.title or ""
    opening = f"{title}\n{document.text[:_OPENING]}" if document.lang == "en" else title
    if not _PLATFORM.search(fold(opening, document.lang)):
        return None
    for text in (title, document.publisher or "", opening):
        for actor in _named(text, document, register):
            if (known := register.actors.get(actor)) and known.kind == "party":
                return actor
        name = _PARTY_NAME.search(text) if document.lang == "en" else None
        if name:
            words = re.sub(
                r"^(?:Manifesto|Platform|Programme|The)\s+(?:of\s+)?(?:the\s+)?", "", name[0]
            )
            return make_slug(words)
    return None


def home_actor(document: Document, register: Register) -> str | None:
    """Return the actor whose officer or publisher speaks: from the title, else the publisher.

    In English the publisher goes before a title that names no speaker, and newsrooms speak for
    nobody: "Vilnius Summit" of NATO is NATO's, not Lithuania's.
    """
    party = _platform_party(document, register)
    if party:
        return party
    if document.lang.startswith("zh"):
        told = _institution(document)
        if told:
            return told
    places = [document.title, document.publisher]
    if document.lang == "en" and not _GIVEN_BY.search(document.title or ""):
        places.reverse()
    found = [one for text in places if text for one in _named(text, document, register)[:1]]
    known = register.actors
    voices = [one for one in found if one not in known or known[one].kind != "media"]
    return next(iter(voices if document.lang == "en" else found), None)
