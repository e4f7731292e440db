"""Who issues a Chinese text: a ministry or government itself, or the firm of a notice."""

import re
from functools import lru_cache

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.reading import Mention, Reading
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.folding import fold

_RUNNING = re.compile(
    r"(?:参选人|候选人)(?:\d+号)?([\u4e00-\u9fff]{2,4}?)(?:[^\u4e00-\u9fff]|的|政见|$)"
)
_HONG_KONG = re.compile(r"香港|本港|港府|澳门")
_OFFICIAL = re.compile(
    r"外交部|国防部|商务部|财政部|政府|国务院|行政院|总统府|立法院|施政报告|施政方针|预算案|记者会|新闻说明会|国台办|发改委"
    r"|陆委会|答记者问"
)
_PLATFORM = re.compile(
    r"([\u4e00-\u9fff]{1,8}党)(?:\d{4}年?)?(?:竞选|选举|大选|政策|施政)*(?:纲领|政纲|党纲|白皮书|宣言|政见|承诺)"
)
_NOTICE = re.compile(r"([\u4e00-\u9fff]{2,10}?)(?:关于.*公告|[:：].*公告)")
_FULL = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:股份有限公司|有限公司|集团公司|集团|银行|公司)")


@lru_cache(maxsize=64)
def titled(title: str, register: Register, date: str | None) -> tuple[Mention, ...]:
    """Return the actors that a title names, looked up once."""
    return tuple(find_mentions(title, register, "zh", date))


def is_state(actor: str, register: Register) -> bool:
    """Tell whether an actor is a state, a region of its own or a union that acts like one."""
    if actor in ("NATO", "EU", "ASEAN", "AU"):
        return True
    known = register.actors.get(actor)
    named = len(actor) == 3 and actor.isalpha() and actor.isupper()
    return known.kind in ("state", "region") if known and named else named


def is_firm(actor: str, register: Register) -> bool:
    """Tell whether an actor is of a kind that 该公司 can take up."""
    known = register.actors.get(actor)
    other = ("state", "region", "person", "media", "party")
    return not actor.isupper() and not (known and known.kind in other)


def is_official(reading: Reading) -> bool:
    """Tell whether a ministry or government itself publishes the text."""
    about, home = reading.document, reading.home
    if home is None or not is_state(home, reading.register):
        return False
    named = fold(f"{about.title or ''} {about.publisher or ''}", about.lang)
    return _OFFICIAL.search(named) is not None


def own_firm(reading: Reading) -> tuple[str, ...]:
    """Return the firm whose notice a text is: 本公司 by the title or the publisher."""
    about = reading.document
    for text in (about.title, about.publisher):
        folded = fold(text or "", about.lang)
        for mention in titled(folded, reading.register, about.date):
            if mention.actors and is_firm(mention.actors[0], reading.register):
                return mention.actors[:1]
        full = _FULL.search(folded) or _NOTICE.match(folded)
        if full:
            return (full.group(full.lastindex or 0),)
    return ()


def own_party(reading: Reading) -> tuple[str, ...]:
    """Return the party whose platform a text is, where the register does not know it."""
    if reading.home:
        return ()
    named = _PLATFORM.search(fold(reading.document.title or "", "zh-Hant"))
    return (named[1],) if named else ()


def last_resort(reading: Reading) -> tuple[str, ...]:
    """Return whose "we" it is where nobody is named: a candidate, else the script's state."""
    running = _RUNNING.search(fold(reading.document.title or "", "zh-Hant"))
    if running:
        return (running[1],)
    if reading.document.lang == "zh-Hans":
        return ("CHN",)
    return () if _HONG_KONG.search(reading.folded) else ("TWN",)
