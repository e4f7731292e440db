"""Register files to actors: who is who, under which names, and who held which office when."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple, Self

from pydantic import Field

from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.folding import fold_chinese, fold_width
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.register_files import Office, Person, RegisterFiles, read_register_files

REGISTER = Path(__file__).parent / "register"


class Membership(Record):
    """Membership of a state or organisation in a group, with dates as far as known."""

    actor: str
    since: str | None = None
    until: str | None = None


class Actor(Record):
    """A state, organisation, group, company or other party to statements.

    ``labels`` holds one preferred name a language, ``names`` all of them.
    """

    id: str
    kind: str
    labels: dict[str, str]
    names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    wikidata: str | None = None
    stands_for: str | None = None
    part_of: str | None = None
    members: tuple[Membership, ...] = ()


class Alias(NamedTuple):
    """A name as it stands in texts of one language and what it refers to.

    ``form`` is one of name, adjective, capital, side, body, generic, title, office, compound,
    person, decoy. ``actors`` is empty for a generic body, a bare title and a person; ``person``
    is the person's id, ``office`` the office's.
    """

    text: str
    lang: str
    form: str
    actors: tuple[str, ...] = ()
    person: str | None = None
    office: str | None = None


class Register:
    """All actors, persons and offices known by name; states can be asked on a date."""

    def __init__(self, files: RegisterFiles) -> None:
        self.actors: dict[str, Actor] = {one.id: one for one in _actors(files)}
        self.persons: dict[str, Person] = {one.id: one for one in files.persons}
        self.offices: dict[str, Office] = {one.id: one for one in files.offices}
        self._files = files

    @classmethod
    def read(cls, folder: Path = REGISTER) -> Self:
        """Read and check all files of a register folder.

        Raises:
            GrammarError: naming the file and every fault in it.
        """
        return cls(read_register_files(folder))

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """Every name of every actor, person, office and body, in all languages."""
        return tuple(_aliases(self._files, self.actors))

    @cached_property
    def one_letters(self) -> dict[str, dict[str, str]]:
        """One-letter forms of states by language group: ``{"zh": {"美": "USA"}, "ja": …}``."""
        letters: dict[str, dict[str, str]] = {"zh": {}, "ja": {}}
        for state in self._files.states:
            for lang, letter in state.one_letter.items():
                letters[lang][fold_chinese(letter) if lang == "zh" else letter] = state.id
        return letters

    def terms(self, person: str) -> list[tuple[str, str, str | None]]:
        """Return the (office, from, to) of a person, earliest first."""
        known = self.persons.get(person)
        if known is None:
            return []
        return sorted((term.office, term.since, term.until) for term in known.offices)

    def principal(self, person: str, date: str | None) -> str | None:
        """Return the actor a person spoke for on a date: state or organisation, or None.

        Args:
            person: Slug of a person.
            date: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None takes the last office held.
        """
        terms = sorted(self.terms(person), key=lambda term: term[1])
        if date is None:
            return self.offices[terms[-1][0]].of if terms else None
        held = [term for term in terms if _covers(term[1], term[2], date)]
        return self.offices[held[-1][0]].of if held else None

    def holder(self, office: str, date: str | None) -> str | None:
        """Return the person who held an office on a date; None where unknown or shared."""
        known = self.offices.get(office)
        if date is None or (known is not None and known.shared):
            return None
        found = [
            person.id
            for person in self._holders.get(office, ())
            if any(t.office == office and _covers(t.since, t.until, date) for t in person.offices)
        ]
        return found[-1] if found else None

    @cached_property
    def _holders(self) -> dict[str, list[Person]]:
        holders: dict[str, list[Person]] = {}
        for person in self._files.persons:
            for term in person.offices:
                holders.setdefault(term.office, []).append(person)
        return holders

    def members(self, group: str, date: str | None = None) -> tuple[str, ...]:
        """Return the ids of a group's members on a date (all recorded ones without a date)."""
        actor = self.actors.get(group)
        if actor is None:
            return ()
        return tuple(
            one.actor
            for one in actor.members
            if date is None or _covers(one.since or "0001", one.until, date)
        )

    def label(self, actor: str, lang: str = "en") -> str:
        """Return a readable name: the register's, or the slug's words for an unlisted actor."""
        known = self.actors.get(actor)
        if known is not None:
            return known.labels.get(lang) or known.labels.get("en") or actor
        person = self.persons.get(actor)
        if person is not None:
            names = person.names.get(lang) or person.names.get("en")
            return names[0] if names else actor
        return actor.replace("-", " ")

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for alias in self.aliases:
            if len(alias.actors) == 1 and alias.form in ("name", "capital", "body", "side"):
                found.setdefault(_name_key(alias.text), alias.actors[0])
        for person in self._files.persons:
            for names in person.names.values():
                for name in names:
                    found.setdefault(_name_key(name), person.id)
        for actor in (*self.actors, *self.persons):
            found[_name_key(actor)] = actor
        return found

    def resolve(self, name: str) -> str:
        """Return the actor id of a name in any of the four languages.

        Raises:
            QueryError: for an unknown name, with near ones.
        """
        key = _name_key(name)
        if key in self._by_name:
            return self._by_name[key]
        for letters in self.one_letters.values():
            if fold_chinese(name) in letters:
                return letters[fold_chinese(name)]
        hint = closest(key, tuple(self._by_name)) or " See `pledgegraph actors`."
        msg = f"unknown actor {name!r}.{hint}"
        raise QueryError(msg)


def _name_key(name: str) -> str:
    words = fold_chinese(fold_width(name)).casefold().replace(".", "").split()
    return " ".join(words).removeprefix("the ")


def _covers(since: str, until: str | None, date: str) -> bool:
    """Tell whether a possibly partial date can lie within a term."""
    size = len(date)
    after = since[:size] <= date[: len(since)]
    return after and (until is None or date[: len(until)] <= until[:size])


def _labels(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {lang: forms[0] for lang, forms in names.items() if forms}


def _actors(files: RegisterFiles) -> Iterator[Actor]:
    cldr = {one.id: one.names for one in files.cldr}
    for state in files.all_states:
        names = _joined(cldr.get(state.id, {}), state.official, state.names)
        yield Actor(
            id=state.id, kind="state", labels=_labels(names), names=names, wikidata=state.wikidata
        )
    for one in (*files.organisations, *files.entities):
        members = tuple(
            Membership(actor=m.actor, since=m.since, until=m.until) for m in one.member_list
        )
        if one.members == "all":
            members = tuple(
                Membership(actor=s.id) for s in files.all_states if s.id not in NOT_IN_UN
            )
        yield Actor(
            id=one.id,
            kind=one.kind,
            labels=_labels(one.names),
            names=one.names,
            wikidata=one.wikidata,
            stands_for=one.stands_for,
            part_of=one.part_of,
            members=members,
        )


NOT_IN_UN = frozenset({"TWN", "PSE", "XKX", "VAT"})


def _joined(*parts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    langs = [lang for part in parts for lang in part]
    return {
        lang: tuple(dict.fromkeys(name for part in parts for name in part.get(lang, ())))
        for lang in dict.fromkeys(langs)
    }


def _spread(
    names: dict[str, tuple[str, ...]],
    form: str,
    actors: tuple[str, ...] = (),
    person: str | None = None,
    office: str | None = None,
) -> Iterator[Alias]:
    for lang, forms in names.items():
        for text in forms:
            yield Alias(text, lang, form, actors, person, office)


def _aliases(files: RegisterFiles, actors: dict[str, Actor]) -> Iterator[Alias]:
    for actor in actors.values():
        yield from _spread(actor.names, "name", (actor.stands_for or actor.id,))
    for state in files.states:
        yield from _spread(state.adjectives, "adjective", (state.id,))
        yield from _spread(state.capital, "capital", (state.id,))
        yield from _spread(state.side, "side", (state.id,))
    for body in files.bodies:
        yield from _spread(body.names, "body", (body.stands_for,))
    yield from _spread(files.generic, "generic")
    yield from _spread(files.decoys, "decoy")
    for compound in files.compounds:
        yield from _spread(compound.names, "compound", compound.actors)
    for kind in files.kinds:
        yield from _spread(kind.words, "title", office=kind.kind)
    for office in files.offices:
        yield from _spread(office.titles, "office", (office.of,), office=office.id)
    for person in files.persons:
        yield from _spread(person.names, "person", person=person.id)


@lru_cache(maxsize=1)
def load_register() -> Register:
    """Return the register that comes with the package, read once."""
    return Register.read()
