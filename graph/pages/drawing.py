"""Content to a picture without a browser: the network as SVG, or as PNG through resvg."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pledgegraph.graph.exports.writing import write_content
from pledgegraph.graph.pages.layout import label_width
from pledgegraph.graph.pages.names import plain
from pledgegraph.graph.pages.page import read_strings
from pledgegraph.graph.pages.payload import TITLE_CAP, build_payload
from pledgegraph.graph.pages.picture import SHAPES
from pledgegraph.graph.pages.strokes import (
    Spot,
    draw_badge,
    draw_label,
    draw_line,
    draw_mark,
    draw_shape,
    draw_text,
    escaped,
    half_width,
    ink,
)
from pledgegraph.ontology.actors import Register, load_register
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.values import Lang

if TYPE_CHECKING:
    from pledgegraph.graph.pages.content import Content

LINES = 1200  # pairs drawn; the busiest are kept
MARGIN = 36.0
ROW = 26.0
# First, since resvg takes one family and then any font that has the sign, with serifs or not.
FONTS = {
    "en": "'Noto Sans CJK SC'",
    "zh-Hans": "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei'",
    "zh-Hant": "'Noto Sans CJK TC', 'PingFang TC', 'Microsoft JhengHei'",
    "ja": "'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic'",
}


def write_picture(
    content: "Content",
    path: Path,
    form: str,
    *,
    title: str,
    lang: Lang = "en",
    register: Register | None = None,
    cap: int = 20_000,
) -> int:
    """Write the network as a picture; the file is whole or not there.

    Args:
        content: What is shown, as ``read_content`` gathers it from a store.
        path: File to write or replace.
        form: ``svg`` or ``png``; the latter needs the extra ``pledgegraph[png]``.
        title: Heading of the picture.
        lang: Language of its words.
        register: Names of actors; the package's own when None.
        cap: Most commitments to count.

    Returns:
        How many commitments the picture counts.

    Raises:
        GraphError: when the file cannot be written, or the extra is missing.
    """
    payload = build_payload(content, register or load_register(), cap, lang)
    drawn = draw_svg(payload, title, lang)
    data = drawn.encode("utf-8", "replace") if form == "svg" else _as_png(drawn, path)
    write_content(data, path)
    shown: int = payload["shown"]
    return shown


def _as_png(drawn: str, path: Path) -> bytes:
    try:
        import resvg_py
    except ImportError as fault:
        msg = f'{path}: PNG needs a package more: pip install "pledgegraph[png]"; or name it .svg'
        raise GraphError(msg) from fault
    png: bytes = resvg_py.svg_to_bytes(svg_string=drawn, zoom=2)
    return png


def draw_svg(payload: Mapping[str, Any], title: str, lang: Lang) -> str:
    """Return the network of a page's payload as an SVG document, with a legend.

    Args:
        payload: What ``build_payload`` returned.
        title: Heading, as plain text.
        lang: Language of labels and legend.
    """
    heading = plain(title[:TITLE_CAP]).replace("\n", " ")
    spots = _spots(payload, lang)
    lines = sorted(payload["picture"]["edges"], key=lambda one: (-one["acts"], one["id"]))
    left = min((spot.x - half_width(spot) for spot in spots.values()), default=0.0) - MARGIN
    right = max((spot.x + half_width(spot) for spot in spots.values()), default=560.0) + MARGIN
    width = max(right - left, 760.0)
    left -= (width - (right - left)) / 2
    top = min((spot.y for spot in spots.values()), default=0.0) - MARGIN - 70
    bottom = max((spot.y for spot in spots.values()), default=0.0) + 90
    legend, tall = _legend(payload, left + MARGIN, bottom, width - 2 * MARGIN, lang)
    notes = _notes(payload, len(lines), lang)
    body = [
        draw_text(left + MARGIN, top + 44, heading, 24, "ink", weight=650),
        draw_text(left + MARGIN, top + 68, " · ".join(notes), 14, "soft"),
        *(draw_line(one, spots) for one in lines[:LINES]),
        *(draw_mark(spot) for spot in spots.values()),
        *(draw_label(spot) for spot in spots.values()),
        *legend,
    ]
    box = (left, top, width, bottom - top + tall + 8)
    return _document(body, box, heading, notes, lang)


def _document(
    body: Iterable[str],
    box: tuple[float, float, float, float],
    title: str,
    notes: Iterable[str],
    lang: Lang,
) -> str:
    left, top, width, height = box
    fonts = f"{FONTS[lang]}, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" role="img"'
            f' width="{width:.0f}" height="{height:.0f}"'
            f' viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" font-family="{fonts}">',
            f"<title>{escaped(title)}</title>",
            f"<desc>{escaped(' · '.join(notes))}</desc>",
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f' fill="{ink("surface")}"/>',
            *body,
            "</svg>\n",
        ]
    )


def _notes(payload: Mapping[str, Any], lines: int, lang: Lang) -> list[str]:
    words = read_strings()
    shown, total = payload["shown"], payload["total"]
    given = {"n": shown, "m": total, "a": len(payload["actors"])}
    notes = [words["summary"][lang].format(**given)]
    if shown < total:
        notes.append(words["capped"][lang].format(n=shown, m=total))
    if lines > LINES:
        notes.append(words["lines.cut"][lang].format(n=LINES, m=lines))
    return notes


def _spots(payload: Mapping[str, Any], lang: Lang) -> dict[str, Spot]:
    loose: dict[str, set[int]] = {}
    for statement, committer, recipient, _ in payload["edges"]:
        if recipient is None:
            loose.setdefault(committer, set()).add(statement)
    actors = {one["id"]: one for one in payload["actors"]}
    most = max((node["value"] for node in payload["picture"]["nodes"]), default=1)
    return {
        node["id"]: Spot(
            x=node["x"],
            y=node["y"],
            radius=8 + 15 * node["value"] / most,
            letters=14 + 9 * node["value"] / most,
            kind=actors[node["id"]]["kind"],
            label=actors[node["id"]]["short"][lang],
            loose=len(loose.get(node["id"], ())),
        )
        for node in payload["picture"]["nodes"]
    }


class Sign(NamedTuple):
    """An entry of the legend: what is drawn at a place, and its words."""

    drawn: Callable[[float, float], str]
    words: str


def _signs(payload: Mapping[str, Any], lang: Lang) -> list[list[Sign]]:
    words = read_strings()
    kinds = {one["kind"] for one in payload["actors"]}

    def bar(strength: int, more: str = "") -> Callable[[float, float], str]:
        colour = ink(f"s{strength}")
        return lambda x, y: (
            f'<path d="M{x:.1f} {y:.1f}h28" stroke="{colour}" stroke-width="2.6"{more}/>'
        )

    shapes = [
        Sign(partial(_shape_at, kind), words[f"shape.{kind}"][lang])
        for kind in SHAPES
        if kind in kinds
    ]
    shapes.append(Sign(lambda x, y: draw_badge(x + 14, y, 16, "3"), words["legend.badge"][lang]))
    levels = [
        Sign(bar(level), f"{level} · {words[f'strength.commitment.{level}'][lang]}")
        for level in (5, 4, 3, 2, 1)
    ]
    joint = Sign(bar(3, ' stroke-dasharray="6 4"'), words["legend.joint"][lang])
    return [shapes, [*levels, joint]]


def _shape_at(kind: str, x: float, y: float) -> str:
    return draw_shape(kind, x + 14, y, 7)


def _legend(
    payload: Mapping[str, Any], left: float, top: float, width: float, lang: Lang
) -> tuple[list[str], float]:
    """Return the elements of the legend and its height; entries flow in rows."""
    drawn, down = [], top
    for row in _signs(payload, lang):
        across = left
        for sign in row:
            need = 36 + label_width(sign.words, 13.5) + 22
            if across > left and across + need > left + width:
                across, down = left, down + ROW
            drawn.append(sign.drawn(across, down))
            drawn.append(draw_text(across + 36, down + 4.5, sign.words, 13.5, "ink"))
            across += need
        down += ROW
    return drawn, down - top
