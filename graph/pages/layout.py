"""Actors and pairs to positions: a picture computed before the page opens, labels kept apart."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

GAP = 26.0
ROW_HEIGHT = 82.0
ROUNDS = 160
STRESSED = 400  # actors; a larger part keeps the places that the springs gave
LENGTH = 150.0
STRETCH = 1.25


class Point(NamedTuple):
    """A place on the canvas, in its units; y grows downwards."""

    x: float
    y: float


class Box(NamedTuple):
    """A placed part of the picture: positions, left and top edge, width and height."""

    points: dict[str, Point]
    left: float
    top: float
    width: float
    height: float


def place_actors(
    widths: Mapping[str, float], pairs: Mapping[tuple[str, str], int]
) -> dict[str, Point]:
    """Return a position for every actor, the same on every run.

    Args:
        widths: Actor id to the width its label needs, in canvas units.
        pairs: (committer, recipient) to the number of acts between them.
    """
    boxes = []
    for part in _components(widths, pairs):
        points = _spread(part, pairs)
        boxes.append(_measured(_pushed_apart(points, widths), widths))
    return _packed(boxes)


def label_width(label: str, size: float = 16.0) -> float:
    """Return the width of a label's longest line: Han and kana are one em wide, Latin half."""
    lines = label.split("\n")
    return max(sum(1.0 if ord(c) > 0x2E7F else 0.56 for c in line) for line in lines) * size


def _components(
    widths: Mapping[str, float], pairs: Mapping[tuple[str, str], int]
) -> list[list[str]]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(widths))
    graph.add_edges_from(sorted(pairs))
    parts = [sorted(part) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part))


def _spread(part: Sequence[str], pairs: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """Return places of a connected part: by springs, then, unless it is large, by distances."""
    import rustworkx as rx

    graph = rx.PyGraph(multigraph=False)
    index = dict(zip(part, graph.add_nodes_from(list(part)), strict=True))
    for (one, other), acts in sorted(pairs.items()):
        if one in index and other in index and one != other:
            # Strong pairs stand a little nearer, never on top of each other.
            graph.add_edge(index[one], index[other], 1.0 + 0.2 * math.log1p(acts))
    places = rx.spring_layout(
        graph, seed=7, num_iter=ROUNDS, k=1.6 / math.sqrt(len(part)), weight_fn=float
    )
    side = (68.0 if len(part) > 6 else 42.0) * math.sqrt(len(part))
    found = [(places[at][0] * side * 1.5, places[at][1] * side) for at in index.values()]
    if 2 < len(part) <= STRESSED:
        found = _relaxed(rx.distance_matrix(graph), found)
    return {
        actor: Point(round(x, 1), round(y, 1)) for actor, (x, y) in zip(index, found, strict=True)
    }


def _relaxed(hops: Any, places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Move points until their distances come near to the number of hops between them.

    Stress majorisation: each round puts all points where the weighted errors of the round before
    are least. Far pairs weigh less, by the square of their distance.
    """
    import numpy as np

    # Actors with many partners have large marks and labels: they get more room between them.
    partners = (hops == 1).sum(axis=1)
    room = 0.45 * partners / partners.max()
    wanted = np.where(hops > 0, hops + room[:, None] + room[None, :], 0.0) * LENGTH
    with np.errstate(divide="ignore"):
        weights = np.where(wanted > 0, 1.0 / wanted**2, 0.0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    points = np.array(places, dtype=float)
    for _ in range(ROUNDS // 2):
        gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = np.where(gaps > 1e-9, weights * wanted / np.maximum(gaps, 1e-9), 0.0)
        points = inverse @ (np.diag(pull.sum(axis=1)) - pull) @ points
    middle = points - points.mean(axis=0)
    # The longer axis lies along the screen's.
    _, axes = np.linalg.eigh(middle.T @ middle)
    turned = middle @ axes[:, ::-1]
    turned *= np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return [(float(x) * STRETCH, float(y)) for x, y in turned]


def _pushed_apart(points: dict[str, Point], widths: Mapping[str, float]) -> dict[str, Point]:
    """Move actors until no two labels touch, each time along the axis that needs less."""
    x = {actor: point.x for actor, point in points.items()}
    y = {actor: point.y for actor, point in points.items()}
    actors = sorted(points)
    for _ in range(ROUNDS):
        if not _push_once(actors, x, y, widths):
            break
    return {actor: Point(round(x[actor], 1), round(y[actor], 1)) for actor in actors}


def _push_once(
    actors: Sequence[str], x: dict[str, float], y: dict[str, float], widths: Mapping[str, float]
) -> bool:
    moved = False
    order = sorted(actors, key=lambda actor: y[actor])
    for number, one in enumerate(order):
        for other in order[number + 1 :]:
            tall = ROW_HEIGHT - abs(y[other] - y[one])
            if y[other] - y[one] > 2 * ROW_HEIGHT:
                break
            wide = (widths[one] + widths[other]) / 2 + GAP - abs(x[other] - x[one])
            if tall <= 0.5 or wide <= 0.5:
                continue
            moved = True
            axis, step = (y, tall / 2) if tall <= wide else (x, wide / 2)
            sign = 1.0 if axis[other] >= axis[one] else -1.0
            axis[one] -= sign * step
            axis[other] += sign * step
    return moved


def _measured(points: dict[str, Point], widths: Mapping[str, float]) -> Box:
    left = min(point.x - widths[actor] / 2 for actor, point in points.items())
    right = max(point.x + widths[actor] / 2 for actor, point in points.items())
    top = min(point.y for point in points.values()) - ROW_HEIGHT / 2
    bottom = max(point.y for point in points.values()) + ROW_HEIGHT / 2
    return Box(points, left, top, right - left, bottom - top)


def _packed(boxes: Sequence[Box]) -> dict[str, Point]:
    """Set boxes in rows, largest first, in a picture about as wide as a screen."""
    area = sum((box.width + GAP) * (box.height + GAP) for box in boxes)
    room = max([math.sqrt(area * 1.7), *(box.width for box in boxes)], default=0.0)
    placed: dict[str, Point] = {}
    across, down, tallest = 0.0, 0.0, 0.0
    for box in boxes:
        if across and across + box.width > room:
            across, down, tallest = 0.0, down + tallest + GAP, 0.0
        for actor, point in box.points.items():
            placed[actor] = Point(
                round(point.x - box.left + across, 1), round(point.y - box.top + down, 1)
            )
        across += box.width + 2 * GAP
        tallest = max(tallest, box.height)
    return placed
