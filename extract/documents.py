"""Files to documents: text or Markdown with a sidecar or front matter, in any usual encoding."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import charset_normalizer

from pledgegraph.extract.languages import detect_language
from pledgegraph.ontology.errors import DocumentError, closest
from pledgegraph.ontology.records import Document
from pledgegraph.ontology.strict_yaml import load_yaml, parse_yaml
from pledgegraph.ontology.values import LANGS

SUFFIXES = (".txt", ".md", ".markdown")
SIDECARS = (".meta.json", ".meta.yaml", ".meta.yml")
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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


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


def read_file(path: Path, name: str | None = None, about: dict[str, Any] | None = None) -> Document:
    """Read one text with its sidecar or front matter.

    Args:
        path: A ``.txt`` or ``.md`` file in UTF-8, UTF-16, GBK, Big5, Shift_JIS or EUC.
        name: Name of the document in the store; by default the file's name.
        about: What goes before the sidecar's word.

    Raises:
        DocumentError: naming the file, the place and what would be right.
    """
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        ending = path.suffix or "files without an ending"
        msg = f"{path}: cannot read {ending}; give one of {', '.join(SUFFIXES)}"
        raise DocumentError(msg)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            msg = f"{path}: {size:,} bytes are more than the {LARGEST:,} allowed; split the file"
            raise DocumentError(msg)
        raw = path.read_bytes()
    except OSError as fault:
        msg = f"{path}: {fault.strerror or fault}"
        raise DocumentError(msg) from fault
    said = {**_sidecar(path), **(about or {})}
    return read_text(decode(raw, str(path)), name or path.name, said, str(path))


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


def decode(raw: bytes, place: str) -> str:
    """Return the text of a file's bytes, its encoding found where it is no UTF-8.

    Raises:
        DocumentError: for binary content or bytes in no known encoding, with their offset.
    """
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if raw.startswith(mark):
            return (
                raw.decode(encoding, errors="strict")
                if encoding != "utf-16"
                else _utf16(raw, place)
            )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _detected(raw, place, fault)
    control = _CONTROL.search(text)
    if control:
        offset = len(text[: control.start()].encode())
        msg = f"{place}: byte {offset}: a control character; this is a binary file, not a text"
        raise DocumentError(msg)
    return text


def _utf16(raw: bytes, place: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError as fault:
        msg = f"{place}: byte {fault.start}: broken UTF-16; save the file as UTF-8"
        raise DocumentError(msg) from fault


_LEGACY = ["gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"]


def _detected(raw: bytes, place: str, fault: UnicodeDecodeError) -> str:
    known = "neither UTF-8 nor GBK, Big5 or Shift_JIS"
    msg = f"{place}: byte {fault.start}: {known}; save the file as UTF-8"
    if b"\x00" in raw[:8000]:
        msg = f"{place}: byte {raw.index(0)}: this is a binary file, not a text"
        raise DocumentError(msg) from fault
    readings = []
    for encoding in _LEGACY:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            readings.append((_plausibility(text), encoding, text))
    if not readings or max(readings)[0] < 0.5:
        best = charset_normalizer.from_bytes(raw, cp_isolation=["cp1252", "latin_1"]).best()
        if (
            best is not None
            and not _CONTROL.search(str(best))
            and sum(map(str.isascii, str(best))) > 0.9 * len(str(best))
        ):
            return str(best)
        raise DocumentError(msg) from fault
    return max(readings)[2]


_COMMON = frozenset(
    "的是和在了不有一中国國日美人会會这這我们們为為对對与與年月将將发發表示"
    "の にはをがとでしたてる、。，"
)


def _plausibility(text: str) -> float:
    """Return the share of everyday characters and kana among the characters beyond ASCII."""
    wide = [character for character in text if ord(character) > 127]
    if not wide:
        return 0.0
    odd = sum(
        0xE000 <= ord(c) <= 0xF8FF or 0xFF61 <= ord(c) <= 0xFF9F or c == "\ufffd" for c in wide
    )
    common = sum(c in _COMMON or 0x3041 <= ord(c) <= 0x30FE for c in wide)
    usual = sum(
        0x4E00 <= ord(c) <= 0x9FA5 or 0x3000 <= ord(c) <= 0x30FF or 0xFF00 <= ord(c) <= 0xFF60
        for c in wide
    )
    return usual / len(wide) + 2 * common / len(wide) - 3 * odd / len(wide)


def _sidecar(path: Path) -> dict[str, Any]:
    stem = path.with_suffix("")
    for ending in SIDECARS:
        for sidecar in (stem.with_name(stem.name + ending), path.with_name(path.name + ending)):
            if sidecar.is_file():
                return _read_sidecar(sidecar)
    return {}


def _read_sidecar(path: Path) -> dict[str, Any]:
    if path.suffix == ".json":
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, UnicodeDecodeError) as fault:
            line = getattr(fault, "lineno", 1)
            msg = f"{path}:{line}: no JSON: {fault}; correct the sidecar"
            raise DocumentError(msg) from fault
    else:
        found = load_yaml(path, DocumentError)
    if not isinstance(found, dict):
        msg = f'{path}:1: a sidecar is a mapping such as {{"date": "2024-04-11"}}'
        raise DocumentError(msg)
    return found


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
