"""Web pages to their main text: paragraphs, headings and list items, without menus and footers."""

import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from pledgegraph.extract.encodings import decode
from pledgegraph.extract.formats.drawn import Drawn
from pledgegraph.ontology.errors import DocumentError

LARGEST = 10_000_000
# Weighing each block takes time by the square of their number: larger pages lose only the parts
# that their tags name as menus, headers and footers.
WEIGHED = 1_000_000
SHORT = 300  # characters; of less than that the weighing makes one line, menus and all
DEEPEST = 500  # elements within elements; pages that people read have some dozens
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,30})", re.I
)
# What browsers take these names for.
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
}
_CHROME = ("nav", "header", "footer", "aside", "script", "style", "noscript", "form", "button")
_CHROME_NAMES = frozenset(
    ("nav", "navbar", "menu", "footer", "sidebar", "breadcrumb", "breadcrumbs")
)
_BLOCK = re.compile(
    r"address|article|blockquote|br|cell|d[dlt]|div|fig\w+|h[1-6r]|head|item|l[bi]|list|main|[ou]l|p|pre|"
    r"quote|row|section|t(?:able|body|[dhr])"
)


def draw_text(raw: bytes, place: str) -> Drawn:
    """Return a page's main text; title, date and address as the page states them.

    Raises:
        DocumentError: for a page that is too large, too deep or has no text.
    """
    if len(raw) > LARGEST:
        msg = f"{place}: {len(raw):,} bytes of HTML are more than the {LARGEST:,} allowed; split it"
        raise DocumentError(msg)
    page = _decoded(raw, place)
    tree = _tree(page, place)
    _refuse_depth(tree, place)
    text, about = "", dict[str, Any]()
    if len(page) <= WEIGHED:
        text, about = _main_text(page)
    if len(text) < SHORT:
        title = tree.findtext(".//title")
        about = about or ({"title": " ".join(title.split())} if title else {})
        text = _joined(_without_chrome(tree)) or text
    if not text:
        msg = f"{place}: no text in this page; save the page when it has loaded, or copy its text"
        raise DocumentError(msg)
    return Drawn(text, about)


def _main_text(page: str) -> tuple[str, dict[str, Any]]:
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = getattr(found, "body", None)
    return _joined(body) if body is not None else "", _about(found)


def _decoded(raw: bytes, place: str) -> str:
    named = _CHARSET.search(raw[:4096])
    if named and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = named.group(1).decode("ascii").lower()
        try:
            return raw.decode(_CODECS.get(name, name))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # the page states an encoding that it has not: find it as in any text
    return decode(raw, place)


def _tree(page: str, place: str) -> Any:
    try:
        return lxml_html.fromstring(page.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        msg = f"{place}: this is no HTML page ({fault}); save it anew, or copy its text"
        raise DocumentError(msg) from fault


def _parser() -> Any:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def _refuse_depth(tree: Any, place: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            msg = f"{place}: elements nested over {DEEPEST} deep; copy the page's text into a file"
            raise DocumentError(msg)


def _without_chrome(tree: Any) -> Any:
    named = [one for one in tree.iter(etree.Element) if _is_chrome(one)]
    for element in named:
        if element.getparent() is not None:
            element.drop_tree()
    bodies = tree.xpath("//body")
    return bodies[0] if bodies else tree


def _is_chrome(element: Any) -> bool:
    if element.tag in _CHROME or element.get("role") == "navigation":
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return element.tag in ("div", "ul", "section") and not _CHROME_NAMES.isdisjoint(names)


def _joined(body: Any) -> str:
    lines = (" ".join(line.split()) for line in "".join(_pieces(body)).split("\n"))
    return "\n\n".join(line for line in lines if line not in ("", "-", "#"))


def _pieces(body: Any) -> Iterator[str]:
    """Yield the text with a line's end around every block; spaces are still as in the page."""
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if _BLOCK.fullmatch(tag):
                yield "\n"
            if tag in ("li", "item"):
                yield "- "
            elif tag == "head" or re.fullmatch(r"h[1-6]", tag):
                yield "# "
            if element.text and tag:
                yield re.sub(r"\s+", " ", element.text)
        else:
            if event == "end" and _BLOCK.fullmatch(tag):
                yield "\n"
            if element.tail and element is not body:
                yield re.sub(r"\s+", " ", element.tail)


def _about(found: Any) -> dict[str, Any]:
    about = {
        "title": getattr(found, "title", None),
        "publisher": getattr(found, "sitename", None),
        "date": getattr(found, "date", None),
        "url": getattr(found, "url", None),
    }
    return {key: value for key, value in about.items() if value}
