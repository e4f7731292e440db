"""Edges to the network model: actors as nodes, pairs of actors as one edge each, by pyvis."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pledgegraph.graph.pages.layout import label_width, place_actors

SHAPES = {"state": "dot", "organisation": "diamond", "company": "square", "other": "triangle"}
LIBRARY = "vis-9.1.2"


class Arrow(NamedTuple):
    """One statement between two actors; ``recipient`` is None where the text names nobody."""

    statement: int
    committer: str
    recipient: str | None
    strength: int
    derived: bool
    call: bool = False


OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 150,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
    },
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 4,
        "scaling": {
            "min": 9,
            "max": 26,
            "label": {"enabled": True, "min": 16, "max": 26, "maxVisible": 30, "drawThreshold": 5},
        },
    },
    "edges": {
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.14},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}


def draw_network(
    actors: Sequence[Mapping[str, Any]], arrows: Sequence[Arrow], lang: str
) -> dict[str, Any]:
    """Return nodes, edges and options for vis-network, positions included.

    Args:
        actors: Actor records of the payload (id, kind, short labels by language).
        arrows: What was committed by whom to whom.
        lang: Language of the first labels.
    """
    from pyvis.network import Network

    pairs = gather_pairs(arrows)
    counts = Counter(end for arrow in arrows for end in {arrow.committer, arrow.recipient} if end)
    most = max(counts.values(), default=1)
    sizes = {one["id"]: 16.0 + 10.0 * counts[one["id"]] / most for one in actors}
    places = place_actors(
        {one["id"]: _widest(one["short"].values(), sizes[one["id"]]) for one in actors},
        {(pair[0], pair[1]): len(acts) for pair, acts in pairs.items()},
    )
    network = Network(directed=True, height="100%", width="100%")
    for one in actors:
        place = places[one["id"]]
        shape = SHAPES[one["kind"]]
        label = one["short"][lang] or " "
        network.add_node(
            one["id"], label=label, shape=shape, value=counts[one["id"]], x=place.x, y=place.y
        )
    for (committer, recipient, derived), held in sorted(pairs.items()):
        strongest = max(arrow.strength for arrow in held)
        key = f"{committer}~{recipient}" if derived else f"{committer}>{recipient}"
        network.add_edge(
            committer,
            recipient,
            id=key,
            acts=len(held),
            strongest=strongest,
            dashes=derived,
            calls=all(arrow.call for arrow in held),
        )
    network.options = OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _widest(labels: Iterable[str], size: float) -> float:
    return max(label_width(label, size) for label in labels)


def gather_pairs(arrows: Sequence[Arrow]) -> dict[tuple[str, str, bool], list[Arrow]]:
    """Group arrows by pair; derived ones run both ways and become one pair in order of ids.

    What a group owes one of its own (USA, JPN to JPN) draws no loop; the lists keep it.
    """
    pairs: dict[tuple[str, str, bool], dict[int, Arrow]] = {}
    for arrow in arrows:
        if arrow.recipient in (None, arrow.committer):
            continue
        ends = (arrow.committer, str(arrow.recipient))
        one, other = sorted(ends) if arrow.derived else ends
        pairs.setdefault((one, other, arrow.derived), {})[arrow.statement] = arrow
    return {pair: list(held.values()) for pair, held in pairs.items()}


def read_library() -> str:
    """Return the source of vis-network, with its licence, from the installed pyvis package."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "lib" / LIBRARY
    return (folder / "vis-network.min.js").read_text(encoding="utf-8")
