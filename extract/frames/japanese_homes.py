"""Japanese documents to those whom 政府, 当社, 私 and 両首脳 mean where no name is said."""

import re
from bisect import bisect_left

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.frames.japanese_actors import PLACE, actors_in
from pledgegraph.extract.reading import Mention, Reading
from pledgegraph.extract.slugs.japanese import find_company, find_slugs, is_publisher, make_slug
from pledgegraph.ontology.folding import fold

_OFFICIAL = re.compile(
    r"国会|衆議院|参議院|内閣|首相官邸|官邸|外務省|防衛省|経済産業省|財務省|文部科学|厚生労働省|環境省"
    r"|国土交通省|農林水産省|総務省|法務省|金融庁|所信表明|施政方針|官房長官"
)
_FOREIGN = re.compile(r"ロシア|中国|韓国|米国|北朝鮮|台湾|ウクライナ")
_OFFICER = re.compile(r"首相|総理|官房長官|政府|外相|防衛相|財務相|閣議")
_PLATFORM = re.compile(r"マニフェスト|公約|政策集|重点政策|基本政策|私たちの約束")
_MEETING = re.compile(r"サミット|フォーラム|会議|会合|総会|理事会")
_TALKS = re.compile(
    r"(?:両国)?(?:首脳|外相|防衛相|国防相|財務相|閣僚|電話|テレビ|夕食会|昼食会|ワーキング|共同|・)*"
    r"(?:会談|協議|会見|ランチ|会合|発表|声明|宣言)"
)
_HELD = re.compile(r"会談|協議|会見|会合|ランチ|ディナー|懇談")
_DATELINE = re.compile(r"[【(（](?P<place>[^】)）0-9=＝]{2,12})[^】)）]{0,12}[】)）]")
_OWN = re.compile(
    r"日本政府|首相官邸|官房長官|日本側|自民党|我が国|国会|石破|岸田|高市|菅首相|安倍"
)


def home_of(reading: Reading) -> tuple[str, ...]:
    """Return whose officer or publisher speaks where nothing else is said.

    A newsroom speaks for nobody; a meeting in the title gives way to the speaker named beside it.
    """
    document = reading.document
    title, publisher = document.title or "", document.publisher or ""
    own = reading.register.actors.get(reading.home or "")
    if own is not None and own.kind in ("party", "company"):
        return (own.id,)
    if _OFFICIAL.search(f"{title} {publisher}") and not _FOREIGN.search(publisher):
        foreign = re.match(r"[^、。]{0,14}(?:中国|ロシア|韓国|米国)(?:外交部|外務省|国防省)", title)
        if not foreign:
            return ("JPN",)
    known = reading.register.actors
    home = reading.home
    if home is not None and home in known and known[home].kind == "media":
        home = None
    if home is not None and _MEETING.search(title):
        speakers = [m for m in _mentions(title, reading) if m.person or m.title]
        home = speakers[0].actors[0] if speakers and speakers[0].actors else home
    if home is not None and not (is_publisher(publisher) and not _heads(title, reading)):
        return (home,)
    if publisher and not is_publisher(publisher):
        slugs = find_slugs(publisher) or find_slugs(title)
        if slugs:
            return (slugs[0][2],)
        if _PLATFORM.search(title):
            return (make_slug(publisher),)
    if _OFFICER.search(title):
        return ("JPN",)
    company = find_company(fold(title, "ja"), reading.folded[:400])
    return (company,) if company else ()


def _heads(title: str, reading: Reading) -> bool:
    """Tell whether a headline's first actor is who acts in it (韓国大統領「…」, 日本、…へ)."""
    found = [one for one in _mentions(title, reading) if one.actors]
    return bool(found) and bool(
        re.match(r"[^、。に]{0,12}?(?:、|は|が|「|＝|=|も)", title[found[0].end :])
    )


def government_of(reading: Reading) -> tuple[str, ...]:
    """Return whose government a bare 政府 is: that of a foreign dateline or title, else Japan."""
    head = reading.folded[:120]
    title = reading.document.title or ""
    line = _DATELINE.search(head)
    for place in (line["place"] if line else "", title):
        found = [m for m in _mentions(place, reading) if m.form not in ("organisation", "group")]
        states = [a for m in found for a in m.actors if len(a) == 3 and a.isupper()]
        if states and "JPN" not in states and not _OWN.search(reading.folded):
            return (states[0],)
    home = home_of(reading)
    return (
        home
        if home and len(home[0]) == 3 and home[0].isupper() and not _OWN.search(reading.folded)
        else ("JPN",)
    )


def meeting_parties(reading: Reading, start: int) -> tuple[str, ...]:
    """Return who met whom: 両首脳 after …日米首脳会談を行った, else the title's pair.

    Args:
        reading: The document's reading.
        start: Where 両首脳 stands.
    """
    titled = _pair_in_title(reading)
    if titled:
        return titled
    place = bisect_left(reading.passages, start, key=lambda one: one.start)
    for passage in reversed(reading.passages[max(0, place - 8) : place + 1]):
        end = min(passage.end, start)
        if not _HELD.search(reading.folded, passage.start, end):
            continue
        found = actors_in(reading, passage.start, end)
        for mention in found:
            talks = _TALKS.match(reading.folded, mention.end)
            if talks and 1 < len(mention.actors) < 4 and _is_held(reading.folded, talks.end()):
                return mention.actors
        persons = [
            m for m in found if (m.person or m.title) and not PLACE.match(reading.folded, m.end)
        ]
        actors = tuple(dict.fromkeys(a for m in persons for a in m.actors))
        if len(actors) == 2:
            return actors
    return ()


def _is_held(text: str, place: int) -> bool:
    return bool(
        re.match(r"(?:を|が)?(?:行|実施|開催|開い|開か|し[たてま、]|持)", text[place : place + 6])
    )


def _pair_in_title(reading: Reading) -> tuple[str, ...]:
    title = reading.document.title or ""
    if not _HELD.search(title) and not re.search(r"共同|首脳|外相|[2２]プラス[2２]", title):
        return ()
    found = [m for m in _mentions(title, reading) if not _MEETING.match(title, m.end)]
    for mention in found:
        if len(mention.actors) > 1:
            return mention.actors
    actors = tuple(dict.fromkeys(a for m in found for a in m.actors))
    return actors if len(actors) == 2 else ()


def _mentions(text: str, reading: Reading) -> list[Mention]:
    if not text:
        return []
    date = reading.document.date
    return find_mentions(fold(text, "ja"), reading.register, "ja", date)


def bearer_of(reading: Reading, surname: str, offset: int) -> tuple[str, ...]:
    """Return for whom a surname speaks: 松野氏 after 松野博一官房長官, バイデン氏.

    Args:
        reading: The document's reading.
        surname: The name before 氏.
        offset: Where it stands.
    """
    for mention in reversed(reading.mentions_in(max(0, offset - 3000), offset)):
        if mention.person and mention.actors and surname in mention.text:
            return mention.actors
    full = re.compile(
        rf"{re.escape(surname)}[^、。「」は]{{0,16}}?(?:官房(?:副)?長官|大臣|[一-龥]相|首相|局長|次官)"
    )
    if full.search(reading.folded, max(0, offset - 3000), offset):
        return government_of(reading)
    return ()


def company_before(reading: Reading, offset: int) -> tuple[str, ...]:
    """Return the last company named before 同社, one that is subject first."""
    known = reading.register.actors
    near = [
        one
        for one in actors_in(reading, max(0, offset - 800), offset)
        if not one.actors[0].endswith("-prefecture")
        and (one.actors[0] not in known or known[one.actors[0]].kind in ("company", "media"))
    ]
    subjects = [one for one in near if reading.folded[one.end : one.end + 1] in ("は", "が", "も")]
    return (subjects or near)[-1].actors if near else ()
