"""The open gold sets score no lower than what is recorded."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import yaml

_SPEC = importlib.util.spec_from_file_location("measure", Path(__file__).parent / "measure.py")
assert _SPEC is not None
assert _SPEC.loader is not None
measure: Any = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(measure)


@pytest.mark.skipif(not measure.GOLD.is_dir(), reason="the gold sets are not beside this checkout")
@pytest.mark.parametrize("name", measure.SETS)
def test_no_score_falls_under_its_floor(name: str) -> None:
    floors = yaml.safe_load(measure.FLOORS.read_text("utf-8"))[name]
    rows = measure.measure(name)
    fallen = [
        f"{name} {key} {field}: {rows.get(key, {}).get(field, 0.0):.3f} under {floor}"
        for key, fields in floors.items()
        for field, floor in fields.items()
        if rows.get(key, {}).get(field, 0.0) < floor
    ]
    assert not fallen
