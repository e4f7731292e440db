"""Files of other formats to the text drawn out of them: HTML, PDF, DOCX, e-mail."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol, cast

from pledgegraph.extract.formats.drawn import Drawn
from pledgegraph.ontology.errors import DocumentError

# A format's reader is imported when a file of it comes: the core works without the extra.
FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
}


class FormatReader(Protocol):
    """A module that draws the text out of files of one format."""

    def draw_text(self, raw: bytes, place: str) -> Drawn:
        """Return text and what the file says about itself."""


def read_format(raw: bytes, suffix: str, place: str) -> Drawn:
    """Draw the text out of a file.

    Args:
        raw: The file's bytes.
        suffix: A key of ``FORMATS``.
        place: File named in errors.

    Raises:
        DocumentError: for a broken, locked, oversized or empty file, or when the extra ``docs``
            is not installed.
    """
    try:
        reader = import_module(f"pledgegraph.extract.formats.{FORMATS[suffix]}")
    except ModuleNotFoundError as fault:
        msg = f'{place}: reading {suffix} needs more: pip install "pledgegraph[docs]"'
        raise DocumentError(msg) from fault
    with _quiet("pypdf", "trafilatura", "htmldate", "courlan"):
        try:
            return cast("FormatReader", reader).draw_text(raw, place)
        except DocumentError:
            raise
        except Exception as fault:
            # The libraries raise anything at all on broken files; to the user it is one fault.
            reason = " ".join(str(fault).split())[:120] or type(fault).__name__
            msg = f"{place}: broken {suffix} file ({reason}); open it and save it anew, or as text"
            raise DocumentError(msg) from fault


@contextmanager
def _quiet(*names: str) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in names]
    levels = [one.level for one in loggers]
    try:
        for one in loggers:
            one.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
