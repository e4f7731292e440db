"""Files to what is said about them: ``NAME.meta.json`` or ``NAME.meta.yaml`` beside a text."""

import json
from pathlib import Path
from typing import Any

from pledgegraph.ontology.errors import DocumentError
from pledgegraph.ontology.strict_yaml import load_yaml

SIDECARS = (".meta.json", ".meta.yaml", ".meta.yml")


def read_sidecar(path: Path) -> dict[str, Any]:
    """Return what the sidecar of a text says, or nothing where it has none.

    Args:
        path: The text; its sidecar is named ``text.meta.json`` or ``text.txt.meta.json``.

    Raises:
        DocumentError: for a sidecar that is no mapping, with file and line.
    """
    sidecar = find_sidecar(path)
    return {} if sidecar is None else _read_mapping(sidecar)


def find_sidecar(path: Path) -> Path | None:
    """Return the sidecar of a text, None where it has none."""
    stem = path.with_suffix("")
    for ending in SIDECARS:
        for sidecar in (stem.with_name(stem.name + ending), path.with_name(path.name + ending)):
            if sidecar.is_file():
                return sidecar
    return None


def _read_mapping(path: Path) -> dict[str, Any]:
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
