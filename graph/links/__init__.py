"""Statements to links between them: the same act elsewhere, and what a later one takes up.

``link_acts`` sees the set of acts alone: the order in which they came makes no difference.
"""

from collections.abc import Iterable

from pledgegraph.graph.links.acts import Act
from pledgegraph.graph.links.blocking import find_pairs
from pledgegraph.graph.links.clusters import keep_apart
from pledgegraph.graph.links.reaffirmation import read_link
from pledgegraph.ontology.records import Link

__all__ = ["Act", "link_acts"]


def link_acts(acts: Iterable[Act]) -> list[Link]:
    """Return the links between acts, by id.

    An act takes up one earlier act at most: the most alike, then the latest.
    """
    found = list(acts)
    same: list[Link] = []
    best: dict[str, tuple[tuple[float, str, str], Link]] = {}
    for earlier, later in find_pairs(found):
        link = read_link(earlier, later)
        if link is None:
            continue
        if link.kind == "sameStatementAs":
            same.append(link)
            continue
        rank = (link.confidence, earlier.date or "", link.object)
        if link.subject not in best or rank > best[link.subject][0]:
            best[link.subject] = (rank, link)
    links = [*keep_apart(found, same), *(link for _, link in best.values())]
    return sorted(links, key=lambda one: one.id)
