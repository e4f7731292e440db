"""A text and its statements to pieces in a row, each with the statements that lie over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pledgegraph.ontology.records import Statement


@dataclass(frozen=True)
class Piece:
    """A run of a text that lies under the same statements; ``starts`` are those that begin here."""

    text: str
    over: tuple[Statement, ...]
    starts: tuple[Statement, ...]


def split_text(text: str, statements: Iterable[Statement]) -> list[Piece]:
    """Cut a text at every start and end of a statement, so that overlaps can be shown.

    Args:
        text: Text of a document.
        statements: Statements of that document, with offsets into the text.
    """
    placed = [one for one in statements if text[one.start : one.end] == one.quote]
    cuts = sorted({0, len(text), *(at for one in placed for at in (one.start, one.end))})
    pieces = []
    for start, end in pairwise(cuts):
        over = tuple(one for one in placed if one.start <= start and end <= one.end)
        begun = tuple(one for one in over if one.start == start)
        pieces.append(Piece(text[start:end], over, begun))
    return pieces
