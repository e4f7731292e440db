"""What English sentences hold on the way to drafts: subjects and heads."""

from dataclasses import dataclass, field

from pledgegraph.extract.frames.english_cues import Cue


@dataclass(frozen=True, slots=True)
class Subject:
    """Who stands before a cue: actors, where the phrase begins, and what kind of phrase it is."""

    actors: tuple[str, ...]
    start: int
    kind: str


@dataclass(slots=True)
class Head:
    """A chain of cues with its subject: what becomes a statement."""

    chain: list[Cue]
    group: int
    subject: Subject
    limit: int = 0
    borrowed: Subject | None = field(default=None)
