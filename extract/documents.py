"""Files to documents: texts of every format with a sidecar or front matter."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pledgegraph.extract.encodings import decode
from pledgegraph.extract.formats import FORMATS, read_format
from pledgegraph.extract.languages import detect_language
from pledgegraph.extract.sidecars import read_sidecar
from pledgegraph.ontology.errors import DocumentError, closest
from pledgegraph.ontology.records import Document
from pledgegraph.ontology.strict_yaml import parse_yaml
from pledgegraph.ontology.values import LANGS

TEXTS = (".txt", ".md", ".markdown")
SUFFIXES = (*TEXTS, *FORMATS)
LARGEST = 50_000_000
_KNOWN = ("title", "publisher", "date", "url", "genre", "parties")
_LANG_FORMS = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant": "zh-Hant",
    "ja-jp": "ja",
    "ja": "ja",
    "en-us": "en",
    "en-gb": "en",
    "en": "en",
}
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_DATE = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the texts among files and folders, folders searched in order of name.

    Raises:
        DocumentError: for a path that does not exist, a folder without texts, or a file of a kind
            that cannot be read.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()
            )
            if not files:
                endings = ", ".join(SUFFIXES)
                msg = f"{path}: no texts in this folder; it needs files ending in {endings}"
                raise DocumentError(msg)
            yield from files
        elif not path.exists():
            msg = f"{path}: no such file or folder"
            raise DocumentError(msg)
        else:
            yield path


def read_file(
    path: Path | str, name: str | None = None, about: dict[str, Any] | None = None
) -> Document:
    """Read one text with its sidecar or front matter.

    Args:
        path: A ``.txt`` or ``.md`` file in UTF-8, UTF-16, GBK, Big5, Shift_JIS or EUC, an e-mail
            (``.eml``), or, with the extra ``docs``, HTML, PDF or DOCX. Of these the document
            keeps the text that was drawn out of them; a PDF's ``extra["pages"]`` holds the offset
            at which each page starts.
        name: Name of the document in the store; by default the file's name.
        about: What goes before the sidecar's word.

    Raises:
        DocumentError: naming the file, the place and what would be right.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if path.is_file() and suffix not in SUFFIXES:
        ending = path.suffix or "files without an ending"
        msg = f"{path}: cannot read {ending}; give one of {', '.join(SUFFIXES)}"
        raise DocumentError(msg)
    raw = _bytes(path)
    said = {**read_sidecar(path), **(about or {})}
    if suffix in FORMATS:
        found = read_format(raw, suffix, str(path))
        return _document(found.text, name or path.name, {**found.about, **said}, str(path))
    return read_text(decode(raw, str(path)), name or path.name, said, str(path))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            msg = f"{path}: {size:,} bytes are more than the {LARGEST:,} allowed; split the file"
            raise DocumentError(msg)
        return path.read_bytes()
    except OSError as fault:
        msg = f"{path}: {fault.strerror or fault}"
        raise DocumentError(msg) from fault


def read_text(
    text: str, name: str, about: dict[str, Any] | None = None, place: str | None = None
) -> Document:
    """Make a document of a text.

    Args:
        text: The text; Markdown front matter at its head is read and taken off.
        name: Name of the document.
        about: What a sidecar says: title, publisher, date, url or source, lang, parties, genre.
        place: File named in errors.

    Raises:
        DocumentError: for an empty text or a value that cannot be meant.
    """
    place = place or name
    about = dict(about or {})
    front = _FRONT_MATTER.match(text)
    if front:
        found = parse_yaml(front.group(1), place, DocumentError)
        if not isinstance(found, dict):
            msg = f"{place}:2: front matter must be a list of `key: value`"
            raise DocumentError(msg)
        about = {**found, **about}
        text = text[front.end() :]
    return _document(text, name, about, place)


def _document(text: str, name: str, about: dict[str, Any], place: str) -> Document:
    if not text.strip():
        msg = f"{place}: the file is empty; nothing to read"
        raise DocumentError(msg)
    lang = _language(about.pop("lang", None), text, place)
    fields = {key: about.pop(key) for key in _KNOWN if about.get(key) not in (None, "", "null")}
    for key in _KNOWN:
        about.pop(key, None)
    fields["url"] = fields.get("url") or about.get("source")
    fields["date"] = _date(fields.get("date"), place)
    fields["parties"] = tuple(_listed(fields.get("parties", ()), place))
    for key in ("title", "publisher", "genre", "url"):
        if fields.get(key) is not None:
            fields[key] = str(fields[key])
    return Document(name=name, text=text, lang=lang, extra=about, **fields)


def _language(value: object, text: str, place: str) -> Any:
    if value in (None, "", "null"):
        return detect_language(text) or "en"
    known = _LANG_FORMS.get(str(value).lower())
    if known is None:
        hint = closest(str(value), LANGS)
        msg = f"{place}: lang {value!r} is not one of {', '.join(LANGS)}.{hint}"
        raise DocumentError(msg)
    if known.startswith("zh") and str(value).lower() == "zh":
        return detect_language(text) or known
    return known


def _date(value: object, place: str) -> str | None:
    if value in (None, "", "null"):
        return None
    text = str(value).strip()[:10]
    if not _DATE.match(text):
        msg = f"{place}: date {str(value)!r} is not YYYY, YYYY-MM or YYYY-MM-DD"
        raise DocumentError(msg)
    return text


def _listed(value: object, place: str) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, (list, tuple)):
        return [str(part) for part in value]
    msg = f"{place}: parties must be a list of actor names"
    raise DocumentError(msg)
