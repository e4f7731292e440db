"""PDF files to their text, page by page, without running heads and page numbers."""

import io
import re
import unicodedata
from collections import Counter
from functools import cache

import pypdf

from pledgegraph.extract.formats.drawn import Drawn
from pledgegraph.ontology.errors import DocumentError

PAGES = 3_000
LARGEST = 20_000_000  # code points
_NUMBER = re.compile(
    r"(?:page |p\. ?|第 ?)?[-–—‐ ]*\d{1,4}[-–—‐ ]*(?:[页頁]|ページ)?(?:(?: of | ?/ ?)\d{1,4})?",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<![A-Za-z])([A-Za-z]{0,40}[a-z])-\n[ \t]{0,40}([a-z]{1,40})")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
# Radicals without a decomposition of their own in Unicode, and the characters that they stand for.
_RADICALS = "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻲"
_IDEOGRAPHS = "民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟麦黄斉齐歯齿竜龙亀"
_BROKEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")


def draw_text(raw: bytes, place: str) -> Drawn:
    """Return the text of all pages; ``about["pages"]`` holds the offset where each page starts.

    Raises:
        DocumentError: for a locked file, one of too many pages, or one of pictures only.
    """
    pages = _without_running_heads(_page_texts(raw, place))
    words = {word for page in pages for word in _WORD.findall(page)}
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        starts.append(length)
        part = _without_hyphens(page, words)
        if part:
            parts.append(part)
            length += len(part) + 1
    text = "\n".join(parts)
    if not text.strip():
        msg = f"{place}: no text in this PDF, only pictures; give one with text (run OCR over it)"
        raise DocumentError(msg)
    # Pages at the end that hold no text start where the text ends.
    return Drawn(text, {"pages": [min(start, len(text)) for start in starts]})


def _page_texts(raw: bytes, place: str) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        msg = f"{place}: this PDF is locked with a password; save it without one"
        raise DocumentError(msg)
    count = len(reader.pages)
    if count > PAGES:
        msg = f"{place}: {count:,} pages are more than the {PAGES:,} allowed; split the file"
        raise DocumentError(msg)
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        texts.append(_as_written(page.extract_text()))
        length += len(texts[-1])
        if length > LARGEST:
            msg = f"{place}: over {LARGEST:,} characters of text; split the file"
            raise DocumentError(msg)
    return texts


@cache
def _letters() -> dict[int, str]:
    """Return what fonts put in the place of letters, to the letters that were typed."""
    shapes = (*range(0xFB00, 0xFB07), *range(0x2F00, 0x2FD6), 0x2E9F, 0x2EF3)
    table = {shape: unicodedata.normalize("NFKC", chr(shape)) for shape in shapes}
    return table | dict(zip(map(ord, _RADICALS), _IDEOGRAPHS, strict=True))


def _as_written(text: str) -> str:
    return _BROKEN.sub("", text.translate(_letters())).replace("\r\n", "\n")


def _without_running_heads(pages: list[str]) -> list[str]:
    """Take off page numbers, and first and last lines that most pages share."""
    cut = [[line for line in page.split("\n") if line.strip()] for page in pages]
    edges: Counter[str] = Counter()
    for lines in cut:
        edges.update({_edge_key(line) for line in (*lines[:2], *lines[-2:])})
    often = max(3, len(pages) // 2)

    def is_chrome(line: str) -> bool:
        return bool(_NUMBER.fullmatch(line.strip())) or edges[_edge_key(line)] >= often

    for lines in cut:
        while lines and is_chrome(lines[0]):
            lines.pop(0)
        while lines and is_chrome(lines[-1]):
            lines.pop()
    return ["\n".join(lines) for lines in cut]


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _without_hyphens(page: str, words: set[str]) -> str:
    """Join words cut at a line's end; a hyphen stays where the text writes the word with it."""

    def joined(found: re.Match[str]) -> str:
        left, right = found.groups()
        keep = f"{left}-{right}" in words and f"{left}{right}" not in words
        return f"{left}-{right}" if keep else f"{left}{right}"

    return _HYPHEN.sub(joined, page)
