"""Actors and pairs to the elements of an SVG document, in the inks of the page."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from pledgegraph.graph.pages.layout import label_width
from pledgegraph.graph.pages.page import read_inks


class Spot(NamedTuple):
    """A drawn actor: its centre, the radius of its mark, the size of its letters."""

    x: float
    y: float
    radius: float
    letters: float
    kind: str
    label: str
    loose: int


def ink(name: str) -> str:
    """Return a colour of the page's light dress, such as ``s4`` or ``surface``."""
    return read_inks()[name]


def escaped(words: str) -> str:
    """Return words that stand in an element or an attribute."""
    from xml.sax.saxutils import escape

    return escape(words, {'"': "&quot;"})


def half_width(spot: Spot) -> float:
    """Return how far an actor with its label reaches to either side."""
    return max(label_width(spot.label, spot.letters) / 2, spot.radius + 18)


def draw_line(one: Mapping[str, Any], spots: Mapping[str, Spot]) -> str:
    """Draw a pair as a bow from rim to rim, with a head where the commitment goes."""
    start, end = spots[one["from"]], spots[one["to"]]
    colour, width = ink(f"s{one['strongest']}"), min(8.0, 1.2 + 1.1 * math.log2(one["acts"]))
    across, down = end.x - start.x, end.y - start.y
    far = math.hypot(across, down) or 1.0
    bow = 0.06 if one["dashes"] else 0.16
    middle = (
        start.x + across / 2 + bow * down * 1.2,
        start.y + down / 2 - bow * across * 1.2,
    )
    head = min(7 + 1.6 * width, far / 4)
    tip = _rim(end, middle, end.radius + 2)
    base = _rim(end, middle, end.radius + 2 + head * 0.8)
    tail = _rim(start, middle, start.radius + 2 + (head * 0.8 if one["dashes"] else 0))
    dash = ' stroke-dasharray="7 6"' if one["dashes"] else ""
    path = (
        f'<path d="M{tail[0]:.1f} {tail[1]:.1f}Q{middle[0]:.1f} {middle[1]:.1f}'
        f' {base[0]:.1f} {base[1]:.1f}" fill="none" stroke="{colour}" stroke-width="{width:.1f}"'
        f' stroke-opacity="0.9"{dash}/>'
    )
    heads = [_head(tip, base, head, colour, one["calls"])]
    if one["dashes"]:
        heads.append(_head(_rim(start, middle, start.radius + 2), tail, head, colour, one["calls"]))
    return path + "".join(heads)


def _rim(spot: Spot, toward: tuple[float, float], reach: float) -> tuple[float, float]:
    across, down = toward[0] - spot.x, toward[1] - spot.y
    far = math.hypot(across, down) or 1.0
    return spot.x + across / far * reach, spot.y + down / far * reach


def _head(
    tip: tuple[float, float], base: tuple[float, float], size: float, colour: str, open_: bool
) -> str:
    across, down = tip[0] - base[0], tip[1] - base[1]
    far = math.hypot(across, down) or 1.0
    back = (tip[0] - across / far * size, tip[1] - down / far * size)
    side = (-down / far * size * 0.42, across / far * size * 0.42)
    corners = [(back[0] + side[0], back[1] + side[1]), tip, (back[0] - side[0], back[1] - side[1])]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    if open_:  # calls alone: an open head, as on the page
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
    return f'<polygon points="{points}" fill="{colour}"/>'


def draw_shape(kind: str, x: float, y: float, r: float) -> str:
    """Draw the mark of a kind of actor around a centre."""
    fill = f'fill="{ink(f"node-{kind}")}" stroke="{ink("surface")}" stroke-width="1.5"'
    if kind == "state":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {fill}/>'
    if kind == "company":
        side = 1.76 * r
        return (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}"'
            f' height="{side:.1f}" {fill}/>'
        )
    if kind == "organisation":
        corners = [(x, y - r * 1.15), (x + r * 1.15, y), (x, y + r * 1.15), (x - r * 1.15, y)]
    else:
        corners = [(x, y - r * 1.1), (x + r * 1.05, y + r * 0.8), (x - r * 1.05, y + r * 0.8)]
    return f'<polygon points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in corners)}" {fill}/>'


def draw_mark(spot: Spot) -> str:
    """Draw an actor, with the number of acts it addressed to nobody."""
    drawn = draw_shape(spot.kind, spot.x, spot.y, spot.radius)
    if not spot.loose:
        return drawn
    count = str(spot.loose)
    wide = 9 + 6.5 * len(count)
    x, y = spot.x + spot.radius * 0.75 + wide / 2 - 2, spot.y - spot.radius * 0.85
    return drawn + draw_badge(x, y, wide, count)


def draw_badge(x: float, y: float, wide: float, count: str) -> str:
    """Draw a small number around a centre."""
    return (
        f'<rect x="{x - wide / 2:.1f}" y="{y - 7.5:.1f}" width="{wide:.1f}" height="15" rx="7.5"'
        f' fill="{ink("badge")}" stroke="{ink("surface")}"/>'
        f'<text x="{x:.1f}" y="{y + 3.6:.1f}" font-size="10" font-weight="600"'
        f' text-anchor="middle" fill="{ink("badge-ink")}">{count}</text>'
    )


def draw_label(spot: Spot) -> str:
    """Write the name of an actor under its mark."""
    lines = spot.label.split("\n")
    return "".join(
        draw_text(
            spot.x,
            spot.y + spot.radius + spot.letters * (1.15 + at * 1.15),
            line,
            spot.letters,
            "ink",
            halo=True,
        )
        for at, line in enumerate(lines)
    )


def draw_text(
    x: float,
    y: float,
    words: str,
    size: float,
    colour: str,
    *,
    weight: int = 400,
    halo: bool = False,
) -> str:
    """Write a line of words; with a halo it is centred and stands out from the lines."""
    around = (
        f' text-anchor="middle" stroke="{ink("surface")}" stroke-width="4"'
        ' stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" font-weight="{weight}"'
        f' fill="{ink(colour)}"{around}>{escaped(words)}</text>'
    )
