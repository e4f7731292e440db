"""Japanese passages to drafts of statements."""

from pledgegraph.extract.reading import Draft, Reading
from pledgegraph.ontology.records import Passage


def read_frames(passage: Passage, reading: Reading) -> list[Draft]:
    """Return the statements of a passage, in order."""
    return []
