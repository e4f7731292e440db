"""Grammar files to compiled rules: cue families, modifiers and word lists of one language."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from pledgegraph.ontology.errors import GrammarError
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.strict_yaml import load_yaml
from pledgegraph.ontology.values import Kind

GRAMMAR = Path(__file__).parent / "grammar"


class Example(Record):
    """A text that a rule must read: checked fields only where given."""

    text: str
    committers: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    action: str | None = None
    quote: str | None = None
    strength: int | None = None
    polarity: str | None = None
    reaffirmed: bool | None = None
    deadline: str | None = None
    parties: tuple[str, ...] = ()
    date: str | None = None
    title: str | None = None
    publisher: str | None = None
    lang: str | None = None


class Rule(Record):
    """A cue family: how an act is said, with what it proves and what it must leave alone.

    ``content`` says where the promised act stands from the cue; ``subject`` what kind of subject
    it needs; ``options`` are switches that the frames of the language know; ``hints`` are words of
    which a text must hold one, else the cue is not looked for.
    """

    id: str = Field(pattern=r"^(en|zh|ja)\.[a-z_]+\.[a-z0-9_]+$")
    kind: Kind = "commitment"
    strength: int = Field(ge=1, le=5)
    cue: str
    content: Literal["after", "before", "both", "inside"] = "after"
    family: str = "plain"
    reaffirmed: bool = False
    negative: bool = False
    options: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    matches: tuple[Example, ...] = Field(min_length=1)
    rejects: tuple[str | Example, ...] = Field(min_length=1)

    @field_validator("cue")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _checked_pattern(value)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cue, compiled."""
        return re.compile(self.cue)


class Modifier(Record):
    """A word that changes or blocks what stands in its scope, as in ConText.

    ``effect`` is one of negation, exploration, intention, condition, report, history, need,
    hope, ability, support, importance, continuance, again, question, decoy and the like: the
    frames of the language say what each does. In ``matches`` and ``rejects`` a bar marks the place
    of the cue that is changed.
    """

    id: str = Field(pattern=r"^(en|zh|ja)\.[a-z_]+\.[a-z0-9_]+$")
    effect: str
    cue: str
    direction: Literal["forward", "backward", "both", "terminate", "decoy"] = "forward"
    options: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()

    @field_validator("cue")
    @classmethod
    def _compiles(cls, value: str) -> str:
        return _checked_pattern(value)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The cue, compiled."""
        return re.compile(self.cue)


class Grammar(Record):
    """The rules, modifiers and named word lists of one language."""

    lang: str
    rules: tuple[Rule, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    words: dict[str, Any] = Field(default_factory=dict)

    def modifiers_of(self, effect: str) -> tuple[Modifier, ...]:
        """Return the modifiers with one effect."""
        return tuple(one for one in self.modifiers if one.effect == effect)


def _checked_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as fault:
        msg = f"no regular expression: {fault}"
        raise ValueError(msg) from fault
    return value


def _faults(path: Path, fault: ValidationError, entries: Any) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for one in fault.errors():
        place = one["loc"][0] if one["loc"] else 0
        entry = entries[place] if isinstance(place, int) and place < len(entries) else {}
        name = entry.get("id", f"entry {place}") if isinstance(entry, dict) else f"entry {place}"
        number = next((n for n, line in enumerate(lines, 1) if f"id: {name}" in line), 1)
        field = ".".join(str(step) for step in one["loc"][1:])
        yield f"{path}:{number}: {name}: {field}: {one['msg']}"


@lru_cache(maxsize=8)
def load_grammar(lang: str, folder: Path = GRAMMAR) -> Grammar:
    """Read the grammar of a language group.

    Files whose name begins with ``scope`` hold modifiers, ``words`` mappings of word lists, all
    others rules.

    Args:
        lang: ``en``, ``zh`` or ``ja``.
        folder: Folder with one sub-folder a language.

    Raises:
        GrammarError: with every fault of the first broken file.
    """
    rules: list[Rule] = []
    modifiers: list[Modifier] = []
    words: dict[str, Any] = {}
    for path in sorted((folder / lang).glob("*.yaml")):
        content = load_yaml(path) or []
        try:
            if path.name.startswith("words"):
                words.update(content)
            elif path.name.startswith("scope"):
                modifiers.extend(TypeAdapter(list[Modifier]).validate_python(content))
            else:
                rules.extend(TypeAdapter(list[Rule]).validate_python(content))
        except ValidationError as fault:
            raise GrammarError("\n".join(_faults(path, fault, content))) from fault
    ids = [one.id for one in rules] + [one.id for one in modifiers]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        msg = f"{folder / lang}: ids used twice: {', '.join(twice)}"
        raise GrammarError(msg)
    return Grammar(lang=lang, rules=tuple(rules), modifiers=tuple(modifiers), words=words)
