"""A statement with what its comparison needs: actors spelt out, date, wording."""

from functools import lru_cache

from pydantic import Field

from pledgegraph.graph.links.wording import Wording, read_wording
from pledgegraph.ontology.records import Document, Record, Statement
from pledgegraph.ontology.register import load_register

_OFFICIAL = ("joint", "statement", "communique", "communiqué", "treaty", "agreement", "official")


class Act(Record):
    """A statement ready to be compared; groups are spelt out as their members.

    ``official`` tells that its document speaks in the name of parties, not as a report.
    """

    statement: Statement
    date: str | None
    official: bool
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


def read_act(statement: Statement, date: str | None, official: bool = False) -> Act:
    """Return a statement ready to be compared."""
    wording = read_wording(statement)
    features = [*wording.shared, *wording.own, *(f"#{one}" for one in wording.numbers)]
    return Act(
        statement=statement,
        date=date,
        official=official,
        committers=_spelt_out(statement.committers, date),
        recipients=_spelt_out(statement.recipients, date),
        wording=wording,
        features=tuple(sorted(features)),
    )
