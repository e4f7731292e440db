"""Bytes to text: the encodings that texts in the four languages come in, found or refused."""

import re

import charset_normalizer

from pledgegraph.ontology.errors import DocumentError

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


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
