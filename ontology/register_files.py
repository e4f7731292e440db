"""The YAML files of a register folder, read strictly and checked as a whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from pledgegraph.ontology.errors import GrammarError
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.strict_yaml import load_yaml

Names = dict[str, tuple[str, ...]]
Shape = TypeVar("Shape")


class NamedState(Record):
    """Names of a state as CLDR has them."""

    id: str
    names: Names


class State(Record):
    """What is written by hand about a state."""

    id: str
    wikidata: str | None = None
    official: Names = Field(default_factory=dict)
    names: Names = Field(default_factory=dict)
    adjectives: Names = Field(default_factory=dict)
    capital: Names = Field(default_factory=dict)
    side: Names = Field(default_factory=dict)
    one_letter: dict[str, str] = Field(default_factory=dict)


class Body(Record):
    """A ministry, force, seat or building that stands for a state."""

    id: str
    stands_for: str
    names: Names


class Compound(Record):
    """A joint form such as 日米 or U.S.-Japan."""

    actors: tuple[str, ...]
    names: Names


class Member(Record):
    """A member of an organisation with its dates."""

    state: str | None = None
    org: str | None = None
    since: str | None = Field(default=None, alias="from")
    until: str | None = Field(default=None, alias="to")

    @property
    def actor(self) -> str:
        """Id of the member."""
        return self.state or self.org or ""


class Organisation(Record):
    """An organisation, group, company, party or other actor that is no state."""

    id: str
    kind: str
    names: Names
    wikidata: str | None = None
    part_of: str | None = None
    stands_for: str | None = None
    members: tuple[Member, ...] | str = ()

    @property
    def member_list(self) -> tuple[Member, ...]:
        """Members by name; empty where the file says ``all``."""
        return () if isinstance(self.members, str) else self.members


class TitleKind(Record):
    """Words for one kind of office without its state: President, 首相, 外長."""

    kind: str
    words: Names


class Office(Record):
    """An office and its titles with the state in them.

    A ``shared`` office has several holders at once, such as vice premiers and spokespersons.
    """

    id: str
    of: str
    kind: str | None = None
    shared: bool = False
    titles: Names = Field(default_factory=dict)


class Term(Record):
    """A term of office."""

    office: str
    since: str = Field(alias="from")
    until: str | None = Field(default=None, alias="to")


class Person(Record):
    """A holder of offices."""

    id: str
    names: Names
    offices: tuple[Term, ...] = ()


class RegisterFiles(Record):
    """Everything a register folder holds."""

    cldr: tuple[NamedState, ...] = ()
    states: tuple[State, ...] = ()
    bodies: tuple[Body, ...] = ()
    generic: Names = Field(default_factory=dict)
    compounds: tuple[Compound, ...] = ()
    decoys: Names = Field(default_factory=dict)
    organisations: tuple[Organisation, ...] = ()
    entities: tuple[Organisation, ...] = ()
    kinds: tuple[TitleKind, ...] = ()
    offices: tuple[Office, ...] = ()
    persons: tuple[Person, ...] = ()

    @property
    def all_states(self) -> tuple[State, ...]:
        """The states written by hand, and after them those that only CLDR names."""
        known = {one.id for one in self.states}
        return (*self.states, *(State(id=one.id) for one in self.cldr if one.id not in known))


def read_register_files(folder: Path) -> RegisterFiles:
    """Read the register folder.

    Raises:
        GrammarError: with every fault of the first broken file.
    """
    bodies = _content(folder / "bodies.yaml", dict) or {}
    offices = _content(folder / "offices.yaml", dict) or {}
    return RegisterFiles(
        cldr=_records(folder / "cldr.yaml", tuple[NamedState, ...]),
        states=_records(folder / "states.yaml", tuple[State, ...]),
        bodies=_checked(folder / "bodies.yaml", tuple[Body, ...], bodies.get("bodies", [])),
        generic=_checked(folder / "bodies.yaml", Names, bodies.get("generic", {})),
        compounds=_records(folder / "compounds.yaml", tuple[Compound, ...]),
        decoys=_checked(folder / "decoys.yaml", Names, _content(folder / "decoys.yaml", dict)),
        organisations=_records(folder / "organisations.yaml", tuple[Organisation, ...]),
        entities=_records(folder / "entities.yaml", tuple[Organisation, ...]),
        kinds=_checked(folder / "offices.yaml", tuple[TitleKind, ...], offices.get("kinds", [])),
        offices=_checked(folder / "offices.yaml", tuple[Office, ...], offices.get("offices", [])),
        persons=tuple(_persons(folder / "persons")),
    )


def _persons(folder: Path) -> Iterator[Person]:
    for path in sorted(folder.glob("*.yaml")):
        yield from _records(path, tuple[Person, ...])


def _content(path: Path, kind: type) -> Any:
    found = load_yaml(path) if path.exists() else kind()
    if not isinstance(found, kind):
        msg = f"{path}:1: a {kind.__name__} belongs here"
        raise GrammarError(msg)
    return found


def _records(path: Path, shape: type[Shape]) -> Shape:
    return _checked(path, shape, _content(path, list))


def _checked(path: Path, shape: type[Shape], content: object) -> Shape:
    try:
        return TypeAdapter(shape).validate_python(content)
    except ValidationError as fault:
        lines = [
            f"{path}: entry {'.'.join(str(step) for step in one['loc'])}: {one['msg']}"
            for one in fault.errors()
        ]
        raise GrammarError("\n".join(lines)) from fault
