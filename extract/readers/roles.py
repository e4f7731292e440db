"""Who is said to bind itself and to whom, held to the words: names, receivers, inferred actors."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.readers.claims import Party
from pledgegraph.extract.readers.quotes import QuoteFinder
from pledgegraph.extract.readers.wording import GROUPS, load_evidence
from pledgegraph.extract.reading import Mention
from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.folding import fold

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMING = ("name", "person", "office", "body", "compound", "capital", "side")
_HEAD = re.compile(r"(?:the |both |但|而|其中|此外[，,]|また、|一方、|さらに、)?", re.IGNORECASE)


class Quoted(NamedTuple):
    """A quote that was found: its words folded, its language, its span, who is known nearby."""

    folded: str
    lang: str
    start: int
    end: int
    date: str | None
    known: frozenset[str]


class RoleJudge:
    """Judges the parties of claims about one document."""

    def __init__(self, register: Register, finder: QuoteFinder) -> None:
        self.register = register
        self.finder = finder

    def actor(self, name: str) -> str:
        """Return the actor id that a reader's id or name stands for.

        Raises:
            QueryError: for a name that is neither in the register nor a slug.
        """
        if name in self.register.actors or name in self.register.persons:
            return name
        try:
            return self.register.resolve(name)
        except QueryError:
            if _SLUG.fullmatch(name):
                return name
            hint = closest(name, tuple(self.register.actors))
            msg = f"actor {name!r} is not in the register and is no lower-case slug.{hint}"
            raise QueryError(msg) from None

    def faults(self, party: Party, role: str, quoted: Quoted) -> list[str]:
        """Return why a party cannot be believed; empty where it can.

        Args:
            party: As the reader gave it.
            role: ``committer`` or ``recipient``.
            quoted: The quote that the claim rests on.
        """
        try:
            actor = self.actor(party.id)
        except QueryError as fault:
            return [str(fault)]
        if party.words is None or party.inferred:
            return self._inferred(actor, party, role, quoted)
        if not self._stands(party.words, role, quoted):
            return [f"{role} {actor}: the words {party.words!r} do not stand there"]
        return [*self._named(actor, party.words, role, quoted)]

    def _stands(self, words: str, role: str, quoted: Quoted) -> bool:
        """Tell whether words stand in the quote, or for a committer anywhere before its end."""
        if self.finder.find(words, (quoted.start, quoted.end)):
            return True
        return self.finder.find(words, (0, quoted.end + 200)) is not None

    def _inferred(self, actor: str, party: Party, role: str, quoted: Quoted) -> list[str]:
        if not party.inferred:
            return [f"{role} {actor}: give the words that name it, or mark it inferred"]
        if not self._covers(quoted.known, actor):
            return [f"{role} {actor}: inferred, but the document names it nowhere"]
        return []

    def _named(self, actor: str, words: str, role: str, quoted: Quoted) -> list[str]:
        mentions = self._mentions(words, quoted)
        named = _actors(mentions)
        if not named:
            return self._slug_faults(actor, words, role, mentions)
        if not self._covers(named, actor):
            said = ", ".join(sorted(named))
            return [f"{role} {actor}: {words!r} names {said}, not {actor}"]
        if role == "committer" and self._receives(words, quoted):
            return [f"committer {actor}: in the quote {words!r} is who receives"]
        return []

    def _slug_faults(
        self, actor: str, words: str, role: str, mentions: Iterable[Mention]
    ) -> list[str]:
        listed = actor in self.register.actors or actor in self.register.persons
        if listed:
            return [f"{role} {actor}: {words!r} does not name it; mark it inferred if it is meant"]
        parts = set(re.findall(r"[a-z0-9]+", words.lower()))
        if parts and not parts & set(actor.split("-")):
            return [f"{role} {actor}: the slug has no word of {words!r}"]
        return []

    def _mentions(self, words: str, quoted: Quoted) -> list[Mention]:
        return find_mentions(
            fold(words, quoted.lang), self.register, GROUPS[quoted.lang], quoted.date
        )

    def _covers(self, named: frozenset[str], actor: str) -> bool:
        """Tell whether named actors stand for one: a group for its members, all members for it."""
        members = set(self.register.members(actor))
        if members and members <= named:
            return True
        return any(actor in self._stood_for(name) for name in named)

    def _stood_for(self, actor: str) -> set[str]:
        """Return an actor with its members and whom it speaks for."""
        found = {actor, *self.register.members(actor)}
        known = self.register.actors.get(actor)
        if known is not None:
            found |= {one for one in (known.stands_for, known.part_of) if one}
        if actor in self.register.persons:
            found |= {
                self.register.offices[office].of for office, _, _ in self.register.terms(actor)
            }
        return found

    def _receives(self, words: str, quoted: Quoted) -> bool:
        evidence = load_evidence(GROUPS[quoted.lang])
        name = fold(words, quoted.lang).strip()
        places = [m.start() for m in re.finditer(re.escape(name), quoted.folded)]
        return bool(places) and all(
            evidence.receiver_before.search(quoted.folded[:place])
            or evidence.receiver_after.search(quoted.folded[place + len(name) :])
            for place in places
        )

    def head_faults(self, committers: Iterable[str], quoted: Quoted) -> list[str]:
        """Return a fault where the quote begins with another actor that acts."""
        evidence = load_evidence(GROUPS[quoted.lang])
        head = _HEAD.match(quoted.folded)
        place = head.end() if head else 0
        mentions = find_mentions(quoted.folded, self.register, GROUPS[quoted.lang], quoted.date)
        first = next((one for one in mentions if one.start == place), None)
        if first is None or first.form not in _NAMING or not first.actors:
            return []
        after = quoted.folded[first.end :]
        if evidence.passive_after.match(after) or not evidence.subject_after.match(after):
            return []
        acting = _actors([first])
        if any(self._covers(acting, one) for one in committers):
            return []
        named = ", ".join(first.actors)
        return [f"the quote names {named} as who acts, the claim {', '.join(sorted(committers))}"]


def _actors(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the actors and persons of mentions."""
    found = {one for mention in mentions for one in (*mention.actors, mention.person) if one}
    return frozenset(found)
