"""Files to hashes: what would be read from a file, and by which version of the extractor."""

import hashlib
from functools import cache
from pathlib import Path

import pledgegraph
from pledgegraph.extract.sidecars import find_sidecar
from pledgegraph.ontology.errors import DocumentError

_ROOMS = ("extract", "ontology")


def read_fingerprint(path: Path, name: str, about: str = "") -> str:
    """Return the hash of a file, its sidecar and what was said beside them.

    Args:
        path: A text.
        name: Name of its document.
        about: What else the document depends on.

    Raises:
        DocumentError: if the file cannot be read.
    """
    digest = hashlib.sha256(f"{name}\0{about}\0".encode())
    try:
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
        sidecar = find_sidecar(path)
        if sidecar is not None:
            digest.update(sidecar.name.encode() + b"\0" + sidecar.read_bytes())
    except OSError as fault:
        msg = f"{path}: {fault.strerror or fault}"
        raise DocumentError(msg) from fault
    return digest.hexdigest()


@cache
def extractor_version() -> str:
    """Return the hash of everything that decides what is read out of a text.

    A rule, a name of the register or a line of code that changes makes another version.
    """
    home, digest = Path(pledgegraph.__file__).parent, hashlib.sha256()
    for room in _ROOMS:
        files = (
            one for one in (home / room).resolve().rglob("*") if one.suffix in (".py", ".yaml")
        )
        for path in sorted(files):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
