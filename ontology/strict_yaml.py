"""YAML files of the package to records: no implicit types, no duplicate keys, faults with lines."""

from pathlib import Path
from typing import Any

import yaml

from pledgegraph.ontology.errors import GrammarError, PledgegraphError

# The parser in C, where PyYAML was built with it, is ten times as fast.
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _RepeatedKeyError(Exception):
    """A key that stands twice in one mapping."""


class StrictLoader(_BASE):  # type: ignore[misc]
    """Every scalar a string (``NO`` is Norway), a repeated key an error."""


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            msg = f"{key_node.start_mark.line + 1}: key {key!r} stands twice"
            raise _RepeatedKeyError(msg)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load_yaml(path: Path, error: type[PledgegraphError] = GrammarError) -> Any:
    """Read one YAML file.

    Args:
        path: File in UTF-8.
        error: Class of the error raised for a broken file.

    Raises:
        PledgegraphError: (as ``error``) naming file and line of the fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        msg = f"{path}: byte {fault.start}: no UTF-8; save the file as UTF-8"
        raise error(msg) from fault
    return parse_yaml(text, str(path), error)


def parse_yaml(text: str, place: str, error: type[PledgegraphError] = GrammarError) -> Any:
    """Read YAML from a text; faults name ``place`` and the line.

    Raises:
        PledgegraphError: (as ``error``) for broken YAML or a repeated key.
    """
    try:
        return yaml.load(text, Loader=StrictLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        msg = f"{place}:{line}: {fault.problem}; correct the YAML"
        raise error(msg) from fault
    except yaml.YAMLError as fault:
        msg = f"{place}: {fault}; correct the YAML"
        raise error(msg) from fault
    except _RepeatedKeyError as fault:
        msg = f"{place}:{fault}; keep one"
        raise error(msg) from fault
