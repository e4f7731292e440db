"""`load`: a corpus in partitions becomes the store that `add` makes of the same texts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.corpus.notes import make_manifest
from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import knowledge_stamp, plan_partitions
from pledgegraph.graph.store import Store
from pledgegraph.ontology import vocabulary as v
from tests.cli.conftest import EXAMPLES, Run
from tests.remote.conftest import endpoint, oxigraph

__all__ = ["endpoint", "oxigraph"]  # fixtures
# What `add` notes of a file, and a corpus does not know: where it lay.
ORIGIN = (v.PG + "source", v.PG + "folder", v.PG + "linkedState")


def make_corpus(source: Path, output: Path) -> Path:
    """Read a folder in partitions of five, in this process."""
    (output / "parts").mkdir(parents=True, exist_ok=True)
    notes = [run_partition(one, str(output)) for one in plan_partitions(source, 5)]
    (output / "manifest.json").write_text(make_manifest(knowledge_stamp(), notes).model_dump_json())
    return output


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_corpus(EXAMPLES, tmp_path_factory.mktemp("corpus"))


def told(path: Path) -> Iterator[str]:
    with Store.open_to_read(path) as store:
        for quad in store.engine:
            entry = quad.graph_name.value == v.STORE_GRAPH
            if not entry or quad.predicate.value in (v.PG + "graphDigest", v.PG + "statementCount"):
                yield str(quad)


def test_a_loaded_corpus_is_the_store_that_add_makes(
    run: Run, corpus: Path, store: Path, tmp_path: Path
) -> None:
    loaded = run("load", corpus, "--store", tmp_path / "loaded")
    assert loaded.exit_code == 0, loaded.output
    assert "12 added" in loaded.stderr
    assert sorted(told(tmp_path / "loaded")) == sorted(told(store))
    again = run("load", corpus, "--store", tmp_path / "loaded")
    assert "12 unchanged" in again.stderr
    assert run("stats", "--verify", "--store", tmp_path / "loaded").exit_code == 0


def test_a_document_of_a_known_name_is_replaced(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "speeches.jsonl"
    for place, whom in enumerate(("Ukraine", "Moldova")):
        record = {"name": "a.txt", "text": f"Japan pledged to support\u2028{whom}."}
        source.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        made = make_corpus(source, tmp_path / f"out{place}")
        loaded = run("load", made, "--store", tmp_path / "store", "--no-links")
        assert ("added", "replaced")[place] in loaded.stderr
    with Store.open_to_read(tmp_path / "store") as store:
        assert store.document("a.txt").text.endswith("\u2028Moldova.")
        assert len(store.documents()) == 1


def test_a_corpus_goes_to_an_endpoint(run: Run, corpus: Path, endpoint: str) -> None:
    loaded = run("load", corpus, "--store", endpoint, "--no-links")
    assert "12 added" in loaded.stderr, loaded.output
    counts = json.loads(run("stats", "--format", "json", "--store", endpoint).stdout)
    assert counts["documents"] == 12


def test_what_is_no_finished_corpus_is_told_and_nothing_is_made(run: Run, tmp_path: Path) -> None:
    result = run("load", tmp_path, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "no manifest of a finished corpus" in result.stderr
    source = tmp_path / "a.jsonl"
    source.write_text('{"name": "a.txt", "text": "Japan pledged to help."}')
    made = make_corpus(source, tmp_path / "out")
    (part,) = (made / "parts").glob("*.nq")
    part.write_bytes(part.read_bytes()[:-40])
    result = run("load", made, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "is not what the manifest says" in result.stderr
