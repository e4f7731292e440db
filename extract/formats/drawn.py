"""What a format's reader gives: a text, and what the file says about itself."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text drawn out of a file; ``about`` has the keys of a sidecar, whose word goes before."""

    text: str
    about: dict[str, Any] = field(default_factory=dict)
