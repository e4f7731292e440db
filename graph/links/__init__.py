"""Statements to links between them: the same act elsewhere, and what a later one takes up.

``link_acts`` sees the set of acts alone: the order in which they came makes no difference.
"""

from collections.abc import Iterable

from pledgegraph.graph.links.acts import Act
from pledgegraph.graph.links.blocking import find_pairs
from pledgegraph.graph.links.clusters import keep_apart
from pledgegraph.graph.links.embedding import Embed, make_surer
from pledgegraph.graph.links.reaffirmation import read_link
from pledgegraph.ontology.records import Link

__all__ = ["Act", "link_acts"]


def link_acts(acts: Iterable[Act], embed: Embed | None = None) -> list[Link]:
    """Return the links between acts, by id.

    An act takes up one earlier act at most: the most alike, then the latest.

    Args:
        acts: Statements ready to be compared.
        embed: Gives the vector of a text, for links that the words leave open.
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
    known = {act.statement.id: act for act in found}
    same = keep_apart(known, make_surer(same, known, embed))
    taken = make_surer((link for _, link in best.values()), known, embed)
    return sorted([*same, *taken], key=lambda one: one.id)
