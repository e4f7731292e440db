"""What a document's sidecar and title say about who speaks in it."""

import re

from pledgegraph.extract.actors import find_mentions
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
    if not _JOINT.search(fold(title, document.lang)):
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
    # What the bracket lists are the parties; the title may name others ("… Attack Against").
    return tuple(sorted(published if len(published) > 1 else named))


def home_actor(document: Document, register: Register) -> str | None:
    """Return the actor whose officer or publisher speaks: from the title, else the publisher.

    In English the publisher goes before a title that names no speaker, and newsrooms speak for
    nobody: "Vilnius Summit" of NATO is NATO's, not Lithuania's.
    """
    places = [document.title, document.publisher]
    if document.lang == "en" and not _GIVEN_BY.search(document.title or ""):
        places.reverse()
    found = [one for text in places if text for one in _named(text, document, register)[:1]]
    known = register.actors
    voices = [one for one in found if one not in known or known[one].kind != "media"]
    return next(iter(voices if document.lang == "en" else found), None)
