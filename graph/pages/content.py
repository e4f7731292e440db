"""A store and some of its edges to what a page tells of them: documents, links, changes."""

from collections.abc import Iterable, Sequence

from pledgegraph.graph.assessments import read_assessments
from pledgegraph.graph.compare import Change
from pledgegraph.graph.links.known import read_links
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.store import Store
from pledgegraph.ontology.records import Assessment, Document, Link, Record, Statement


class Comparison(Record):
    """What changed between two sets of documents, and what they are called."""

    before: str
    after: str
    changes: tuple[Change, ...]


class Content(Record):
    """What a page shows.

    ``outside`` are statements that the edges do not hold but links or changes lead to;
    ``documents`` are those of all statements.
    """

    edges: tuple[Edge, ...] = ()
    documents: tuple[Document, ...] = ()
    links: tuple[Link, ...] = ()
    outside: tuple[Statement, ...] = ()
    comparison: Comparison | None = None
    assessments: tuple[Assessment, ...] = ()


def read_content(
    store: Store,
    edges: Sequence[Edge],
    comparison: Comparison | None = None,
    links: Iterable[Link] | None = None,
) -> Content:
    """Gather what a page shows of edges.

    Args:
        store: The open store that the edges come from.
        edges: As ``find_statements`` returns them.
        comparison: Changes to be shown beside the edges.
        links: Links to choose from; all of the store when None.
    """
    own = {edge.statement.id for edge in edges}
    known = read_links(store) if links is None else links
    chosen = [one for one in known if {one.subject, one.object} & own]
    ends = {end for one in chosen for end in (one.subject, one.object)}
    outside = {end: store.statement(end) for end in sorted(ends - own)}
    if comparison is not None:
        sides = [side for one in comparison.changes for side in (one.before, one.after)]
        outside |= {side.id: side for side in sides if side is not None and side.id not in own}
    told = [*(edge.statement for edge in edges), *outside.values()]
    names = dict.fromkeys(one.doc for one in told)
    return Content(
        edges=tuple(edges),
        documents=tuple(store.document(name) for name in names),
        links=tuple(chosen),
        outside=tuple(outside.values()),
        comparison=comparison,
        assessments=tuple(read_assessments(store)),
    )
