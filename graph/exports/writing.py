"""The content of an export to a file or a folder, whole or not at all."""

import os
import shutil
from pathlib import Path
from typing import Final

from pledgegraph.graph.exports.sheets import zip_bytes
from pledgegraph.ontology.errors import GraphError

Content = str | bytes | dict[str, str]
# Excel takes a file without this mark for one in the encoding of the country.
BOM: Final = b"\xef\xbb\xbf"


def encode_content(content: Content) -> bytes:
    """Return content as bytes; several files become one zip archive."""
    if isinstance(content, dict):
        return zip_bytes({name: text.encode() for name, text in content.items()})
    return content.encode() if isinstance(content, str) else content


def write_content(content: Content, output: Path, *, mark: bool = False) -> None:
    """Write content aside and put it in its place when it is complete.

    Args:
        content: Several files become a folder, or a zip archive where the name ends with .zip.
        output: A file is replaced; a folder must not exist yet.
        mark: Whether to write a byte order mark first.

    Raises:
        GraphError: if the place cannot be written or is a folder that exists.
    """
    many = isinstance(content, dict) and output.suffix.lower() != ".zip"
    if output.is_dir() or (many and output.exists()):
        hint = "name a new folder" if many else "name a file"
        msg = f"{output}: cannot be written (it exists already); {hint}, or remove it"
        raise GraphError(msg)
    part = output.with_name(output.name + ".part")
    try:
        if many and isinstance(content, dict):
            _write_folder(content, part)
        else:
            _write_file(part, (BOM if mark else b"") + encode_content(content))
        part.replace(output)
    except OSError as fault:
        _drop(part)
        msg = f"{output}: cannot be written ({fault.strerror}); name a file in a writable folder"
        raise GraphError(msg) from fault


def _write_folder(files: dict[str, str], folder: Path) -> None:
    _drop(folder)  # what a run that was killed has left
    folder.mkdir()
    for name, text in files.items():
        _write_file(folder / name, text.encode())


def _write_file(path: Path, content: bytes) -> None:
    """Write a file down to the disk, so that what is put in its place is never empty."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _drop(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)
