"""Statements to pairs worth comparing: neighbours by date among those that share a rare feature.

Every statement looks at a bounded number of others, so that the work grows with n·log n.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pledgegraph.graph.links.acts import Act

PROBES: Final = 8  # the rarest features of a statement, by which its partners are looked up
WINDOW: Final = 12  # neighbours on either side, by date, in the list of a feature


def find_pairs(acts: Sequence[Act]) -> list[tuple[Act, Act]]:
    """Return the pairs to compare, the earlier first; their order depends on their ids alone."""
    ordered = sorted(acts, key=lambda one: one.place)
    lists: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, act in enumerate(ordered):
        for feature in act.features:
            for key in _keys(act, feature):
                lists[key].append(at)
    sizes: dict[str, int] = defaultdict(int)
    for (_, _, feature), found in lists.items():
        sizes[feature] += len(found)
    pairs: set[tuple[int, int]] = set()
    for at, act in enumerate(ordered):
        rare = sorted(act.features, key=lambda one: (sizes[one], one))[:PROBES]
        for feature in rare:
            for key in _keys(act, feature):
                pairs.update(_around(at, lists[key]))
    return [(ordered[a], ordered[b]) for a, b in sorted(pairs)]


def _keys(act: Act, feature: str) -> Iterator[tuple[str, str, str]]:
    for committer in sorted(act.committers):
        yield act.statement.kind, committer, feature


def _around(at: int, found: Sequence[int]) -> Iterator[tuple[int, int]]:
    from bisect import bisect_left

    place = bisect_left(found, at)
    for other in found[max(0, place - WINDOW) : place]:
        yield other, at
    for other in found[place + 1 : place + 1 + WINDOW]:
        yield at, other
