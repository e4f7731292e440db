"""A statement with what its comparison needs: actors spelt out, date, wording."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pydantic import Field

from pledgegraph.graph.links.wording import Wording, read_wording
from pledgegraph.ontology.records import Document, Record, Statement
from pledgegraph.ontology.register import load_register

_OFFICIAL: Final = (
    "joint", "statement", "communique", "communiqué", "declaration", "treaty", "agreement",
    "official", "speech",
)  # fmt: skip
# Sidecar keys by which a document says that it is a translation, or that it is the original.
_TRANSLATION: Final = ("translation", "translation_of", "translated_from")
_ORIGINAL: Final = "original"
_CHINESE: Final = frozenset({"CHN", "TWN", "HKG", "MAC", "SGP"})


class Act(Record):
    """A statement ready to be compared; groups are spelt out as their members.

    ``official`` tells that its document is the act's own text, not a report; ``original`` that it
    is in a language of the committers, not translated.
    """

    statement: Statement
    date: str | None
    official: bool
    original: bool
    committers: frozenset[str]
    recipients: frozenset[str]
    wording: Wording
    features: tuple[str, ...] = Field(default=())

    @property
    def place(self) -> tuple[str, str, int, str]:
        """Its place among all acts: by date, then by document."""
        one = self.statement
        return (self.date or "", one.doc, one.start, one.id)


@lru_cache(maxsize=4096)
def _members(actor: str, date: str | None) -> frozenset[str]:
    return frozenset(load_register().members(actor, date)) or frozenset((actor,))


def _spelt_out(actors: tuple[str, ...], date: str | None) -> frozenset[str]:
    # Large organisations act as one; only small groups stand for the list of their members.
    found: set[str] = set()
    for actor in actors:
        members = _members(actor, date)
        found |= members if len(members) <= 4 else {actor}
    return frozenset(found)


def is_official(document: Document) -> bool:
    """Tell whether a document is the act's own text, not a report of it."""
    genre = (document.genre or "").casefold()
    return any(word in genre for word in _OFFICIAL)


def is_original(document: Document, statement: Statement) -> bool:
    """Tell whether a statement stands in the words that were used.

    The sidecar decides where it says so (``original``, ``translation_of``); else the text is
    taken as original if its language is one of the committers'.
    """
    told = document.extra.get(_ORIGINAL)
    if isinstance(told, bool):
        return told
    if any(document.extra.get(key) for key in _TRANSLATION):
        return False
    committers = set(statement.committers)
    if document.lang == "ja":
        return "JPN" in committers
    if document.lang.startswith("zh"):
        return bool(committers & _CHINESE)
    return bool(committers - {"JPN", "CHN", "TWN"})


def document_acts(document: Document, statements: Iterable[Statement]) -> list[Act]:
    """Return the statements of a document ready to be compared."""
    official = is_official(document)
    return [
        read_act(one, document.date, official, is_original(document, one)) for one in statements
    ]


def read_act(
    statement: Statement, date: str | None, official: bool = False, original: bool = True
) -> Act:
    """Return a statement ready to be compared."""
    wording = read_wording(statement)
    features = [*wording.shared, *wording.own, *(f"#{one}" for one in wording.numbers)]
    return Act(
        statement=statement,
        date=date,
        official=official,
        original=original,
        committers=_spelt_out(statement.committers, date),
        recipients=_spelt_out(statement.recipients, date),
        wording=wording,
        features=tuple(sorted(features)),
    )
