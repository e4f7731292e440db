"""The server's own description drives requests of every kind at it: no answer may be a fault."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.graph.test_web import make_store, running

schemathesis = pytest.importorskip("schemathesis")
pytestmark = pytest.mark.filterwarnings("default")


def test_no_request_makes_the_server_fail(tmp_path: Path) -> None:
    names = set()
    with make_store(tmp_path / "store") as store, running(store, seconds=1, rows=50) as address:
        described = schemathesis.openapi.from_url(f"{address}/openapi.json")
        for found in described.get_all_operations():
            operation = found.ok()
            names.add(operation.path)
            _fuzz(operation)
    assert {"/api/statements", "/statement/{identifier}", "/sparql"} <= names


def _fuzz(operation: Any) -> None:
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        answer = case.call()
        # 503 tells that a query took too long, which is no fault.
        assert answer.status_code < 500 or answer.status_code == 503, answer.text

    answers()
