"""Word files to their text: paragraphs, headings, list items and the cells of tables."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx

from pledgegraph.extract.formats.drawn import Drawn
from pledgegraph.ontology.errors import DocumentError

UNPACKED = 200_000_000
MARKUP = 40_000_000  # bytes of XML: what has to be held as a tree
PARTS = 5_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACES = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# What holds paragraphs: tables cell by cell, controls, inserted passages.
_HOLDERS = frozenset(
    f"{_W}{name}" for name in ("tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins")
)
# Struck out text, text moved away, and the second form of drawings.
_SKIPPED = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}pPr",
        f"{_W}rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)


def draw_text(raw: bytes, place: str) -> Drawn:
    """Return the text of the body; changes that are tracked count as accepted.

    Raises:
        DocumentError: for a file that unpacks to too much, declares entities or has no text.
    """
    _refuse_bombs(raw, place)
    document = docx.Document(io.BytesIO(raw))
    styles = {one.style_id: one.name or "" for one in document.styles}
    text = "\n\n".join(_blocks(document.element.body, styles))
    if not text:
        msg = f"{place}: no text in this Word file"
        raise DocumentError(msg)
    title = document.core_properties.title
    return Drawn(text, {"title": title} if title else {})


def _refuse_bombs(raw: bytes, place: str) -> None:
    """Refuse what would fill the memory, by the sizes that the archive states and keeps to."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except zipfile.BadZipFile as fault:
        msg = f"{place}: this is no DOCX file ({fault}); save it as .docx in a word processor"
        raise DocumentError(msg) from fault
    parts = archive.infolist()
    markup = [one for one in parts if one.filename.lower().endswith((".xml", ".rels"))]
    for label, size, largest in (
        ("parts", len(parts), PARTS),
        ("bytes unpacked", sum(one.file_size for one in parts), UNPACKED),
        ("bytes of XML unpacked", sum(one.file_size for one in markup), MARKUP),
    ):
        if size > largest:
            msg = f"{place}: {size:,} {label} are more than the {largest:,} allowed; is it a bomb?"
            raise DocumentError(msg)
    for one in markup:
        # UTF-16 hides the word behind zero bytes.
        if b"<!DOCTYPE" in archive.read(one).replace(b"\0", b"")[:1_000_000]:
            msg = f"{place}: {one.filename} declares entities, which no Word file needs; refused"
            raise DocumentError(msg)


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif element.tag in _HOLDERS:
            yield from _blocks(element, styles)


def _paragraph(element: Any, styles: dict[str, str]) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in "".join(_pieces(element)).split("\n")]
    text = "\n".join(line for line in lines if line)
    if not text:
        return
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    if name.startswith(("Heading", "heading", "Title")):
        yield f"# {' '.join(text.split())}"
    elif name.startswith("List") or element.find(f"{_W}pPr/{_W}numPr") is not None:
        yield f"- {text}"
    else:
        yield text


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        elif child.tag == f"{_W}p":  # a text box
            yield "\n"
            yield from _pieces(child)
            yield "\n"
        else:
            yield from _pieces(child)
