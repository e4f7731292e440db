"""What every reader is: passages with their document in, statements and what was refused out."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.extract.readers.claims import Rejection
from pledgegraph.ontology.records import Document, Statement

Span = tuple[int, int]


class Readout(NamedTuple):
    """The statements a reader found, in order of their quotes, and the claims not believed."""

    statements: tuple[Statement, ...]
    rejections: tuple[Rejection, ...] = ()


class Reader(Protocol):
    """Reads statements out of passages; the document around them is context."""

    @property
    def name(self) -> str:
        """Name of the reader: what ``extractor`` of its statements says."""

    def read(self, document: Document, spans: Sequence[Span] | None = None) -> Readout:
        """Return what the passages at some spans of a document say (all without spans)."""


class RuleReader:
    """The grammar of the package as a reader."""

    name = "rules"

    def read(self, document: Document, spans: Sequence[Span] | None = None) -> Readout:
        """Return what the rules find in the passages."""
        found = extract_statements(document)
        if spans is not None:
            found = [s for s in found if any(a <= s.start and s.end <= b for a, b in spans)]
        return Readout(tuple(found))
