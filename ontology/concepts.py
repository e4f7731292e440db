"""The bilingual lexicon: concepts by id, with the words that name them in each language."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from pledgegraph.ontology.errors import GrammarError
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.strict_yaml import load_yaml

CONCEPTS_FILE: Final = Path(__file__).parent / "concepts.yaml"


class Concept(Record):
    """A thing that statements are about; ``zh`` is in Simplified characters."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    en: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)
    ja: tuple[str, ...] = Field(min_length=1)

    def forms(self) -> tuple[str, ...]:
        """Return its words in all languages."""
        return self.en + self.zh + self.ja


@lru_cache(maxsize=1)
def read_concepts() -> dict[str, Concept]:
    """Return all concepts by id, in the order of the file.

    Raises:
        GrammarError: with every fault of ``concepts.yaml``.
    """
    concepts: dict[str, Concept] = {}
    faults: list[str] = []
    for place, entry in enumerate(load_yaml(CONCEPTS_FILE), start=1):
        try:
            concept = Concept.model_validate(entry)
        except ValidationError as fault:
            first = fault.errors()[0]
            faults.append(f"concept {place}: {first['loc']}: {first['msg']}")
            continue
        if concept.id in concepts:
            faults.append(f"concept {place}: {concept.id} stands twice; keep one")
        concepts[concept.id] = concept
    if faults:
        msg = "\n".join(f"{CONCEPTS_FILE}: {fault}" for fault in faults)
        raise GrammarError(msg)
    return concepts
