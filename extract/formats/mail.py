"""E-mails to their text: flowed lines joined, quote prefixes and signature taken off."""

import email
import re
from datetime import datetime
from email import policy
from typing import Any

from pledgegraph.extract.formats.drawn import Drawn
from pledgegraph.ontology.errors import DocumentError

_PREFIX = re.compile(r"^(?:> ?)+")


def draw_text(raw: bytes, place: str) -> Drawn:
    """Return the body of a mail; the subject is its title, the sender is kept as ``sender``.

    Raises:
        DocumentError: for a mail without a text.
    """
    message = email.message_from_bytes(raw, policy=policy.default)
    about: dict[str, Any] = {"title": message["subject"], "sender": message["from"]}
    date = getattr(message["date"], "datetime", None)
    if isinstance(date, datetime):
        about["date"] = date.date().isoformat()
    about = {key: str(value) for key, value in about.items() if value}
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None or not message.keys():
        msg = f"{place}: no text in this mail; save it with its headers as .eml"
        raise DocumentError(msg)
    if body.get_content_subtype() == "html":
        from pledgegraph.extract.formats.html import draw_text as draw_page

        page = body.get_payload(decode=True)
        return Drawn(draw_page(page if isinstance(page, bytes) else b"", place).text, about)
    text = str(body.get_content()).replace("\r\n", "\n")
    params = body["content-type"].params if body["content-type"] else {}
    flowed = str(params.get("format", "")).lower() == "flowed"
    text = unflow(text, flowed, str(params.get("delsp", "")).lower() == "yes")
    if not text.strip():
        msg = f"{place}: no text in this mail"
        raise DocumentError(msg)
    return Drawn(text, about)


def unflow(text: str, flowed: bool, delete_space: bool) -> str:
    """Return a mail's text without quote prefixes and signature.

    Args:
        text: Lines as sent.
        flowed: Whether a space at a line's end means that the line goes on (RFC 3676).
        delete_space: Whether that space is no part of the text (Chinese and Japanese).
    """
    lines: list[str] = []
    open_depth: int | None = None
    for raw in text.split("\n"):
        prefix = _PREFIX.match(raw)
        depth = prefix.group().count(">") if prefix else 0
        line = raw[prefix.end() :] if prefix else raw
        if flowed and not prefix:
            line = line.removeprefix(" ")  # stuffed
        if line == "-- " and depth == 0:
            break
        if open_depth == depth and line:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = flowed and line.endswith(" ")
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if goes_on else None
    return "\n".join(lines)
