"""Who committed what to whom: commitments read out of diplomatic texts, as a graph.

>>> from pledgegraph import read_text, extract_statements
>>> document = read_text("Japan pledged to support Ukraine.", "note.txt")
>>> [one.committers for one in extract_statements(document)]
[('JPN',)]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pledgegraph.extract.documents import read_file, read_text
    from pledgegraph.extract.pipeline import extract_statements
    from pledgegraph.graph.answers import Graph
    from pledgegraph.graph.queries import Filters, find_statements
    from pledgegraph.graph.store import Store
    from pledgegraph.ontology.errors import PledgegraphError
    from pledgegraph.ontology.records import Call, Commitment, Document, Statement

__all__ = [
    "Call",
    "Commitment",
    "Document",
    "Filters",
    "Graph",
    "PledgegraphError",
    "Statement",
    "Store",
    "extract_statements",
    "find_statements",
    "read_file",
    "read_text",
]

_HOMES = {
    "Call": "ontology.records",
    "Commitment": "ontology.records",
    "Document": "ontology.records",
    "Filters": "graph.queries",
    "Graph": "graph.answers",
    "PledgegraphError": "ontology.errors",
    "Statement": "ontology.records",
    "Store": "graph.store",
    "extract_statements": "extract.pipeline",
    "find_statements": "graph.queries",
    "read_file": "extract.documents",
    "read_text": "extract.documents",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that starting stays quick."""
    if name not in _HOMES:
        msg = f"module 'pledgegraph' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"pledgegraph.{_HOMES[name]}"), name)
