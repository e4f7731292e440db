"""A store to what waits for a person: the least sure first, what was decided left out."""

from collections.abc import Iterable, Mapping

from pledgegraph.graph.links.linked import read_links
from pledgegraph.graph.queries import Edge
from pledgegraph.graph.review.weighing import Standing
from pledgegraph.graph.store import Store
from pledgegraph.ontology.records import Link, Statement


def statements_to_review(
    edges: Iterable[Edge], standings: Mapping[str, Standing], *, again: bool = False
) -> list[Statement]:
    """Return the statements of edges that nobody has decided on, the least sure first.

    Args:
        edges: As ``find_statements`` returns them.
        standings: Where each target stands, by id.
        again: Whether those decided on come too.
    """
    found = {edge.statement.id: edge.statement for edge in edges}
    waiting = [
        one
        for one in found.values()
        if one.extractor != "review" and (again or _is_open(one.id, standings))
    ]
    return sorted(waiting, key=lambda one: (one.confidence, one.doc, one.start, one.id))


def links_to_review(
    store: Store, standings: Mapping[str, Standing], *, again: bool = False
) -> list[tuple[Link, Statement, Statement]]:
    """Return possible links that nobody has decided on, with both ends, the likeliest first.

    Args:
        store: An open store.
        standings: Where each target stands, by id.
        again: Whether those decided on come too.
    """
    waiting = [
        one
        for one in read_links(store)
        if (one.state == "possible" and _is_open(one.id, standings))
        or (again and not _is_open(one.id, standings))
    ]
    waiting.sort(key=lambda one: (-one.confidence, one.id))
    return [(one, store.statement(one.subject), store.statement(one.object)) for one in waiting]


def _is_open(target: str, standings: Mapping[str, Standing]) -> bool:
    return target not in standings or standings[target].last is None
