"""The example notebook runs from start to end and shows what it promises."""

import os
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[1] / "examples" / "notebook.ipynb"
MISSING = "needs nbclient, ipykernel and pandas"


@pytest.mark.filterwarnings("default")
def test_the_example_notebook_runs(tmp_path: Path) -> None:
    if os.environ.get("CI") != "true":
        for name in ("nbclient", "ipykernel", "pandas"):
            pytest.importorskip(name, reason=MISSING)
    import nbformat
    from nbclient import NotebookClient

    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
    )
    client.execute()
    shown = [
        (kind, text)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for kind, text in output.get("data", {}).items()
    ]
    tables = [text for kind, text in shown if kind == "text/html"]
    assert len(tables) == 4
    assert "防卫的承诺" in tables[0]
    assert "ウクライナ" in tables[1]
    assert any("<svg" in text and "日本" in text for kind, text in shown if kind == "image/svg+xml")
    assert not any("<script" in text for text in tables)
