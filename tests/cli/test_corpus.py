"""`corpus run`: partitions with a manifest, run again without work, faults told."""

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, Run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "speeches.jsonl"
    texts = ["Japan pledged to support Ukraine.", "日本は支援を約束した。", "中国承诺支持非洲。"]
    records = [{"name": f"{place}.txt", "text": text} for place, text in enumerate(texts)]
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records))
    return path


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no file grow beyond 600 bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_corpus_becomes_partitions_and_again_the_same(
    run: Run, source: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    words = ("corpus", "run", source, output, "--workers", "1", "--size", "2")
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "3 documents, 3 statements in 2 partitions" in result.stderr
    manifest = json.loads((output / "manifest.json").read_text())
    assert [one["documents"] for one in manifest["partitions"]] == [2, 1]
    before = {one: one.stat().st_mtime_ns for one in (output / "parts").iterdir()}
    assert len(before) == 6
    assert run(*words).exit_code == 0
    assert {one: one.stat().st_mtime_ns for one in (output / "parts").iterdir()} == before
    # Fewer documents: the partition that the input has no more goes.
    source.write_text("\n".join(source.read_text().splitlines()[:2]))
    assert "2 documents, 2 statements in 1 partitions" in run(*words).stderr
    assert len(list((output / "parts").iterdir())) == 3


def test_documents_left_out_are_told(run: Run, source: Path, tmp_path: Path) -> None:
    source.write_text(source.read_text() + '\n{"name": "no text"}')
    words = ("corpus", "run", source, tmp_path / "out", "--workers", "1", "--no-table")
    result = run(*words)
    assert result.exit_code == 0
    assert "1 left out" in result.stderr
    (line,) = (tmp_path / "out" / "dead-letters.jsonl").read_text().splitlines()
    assert json.loads(line)["reason"].startswith("speeches.jsonl:4: text is missing")
    assert run(*words, "--strict").exit_code == 1
    assert not list((tmp_path / "out" / "parts").glob("*.parquet"))


def test_a_disk_that_is_full_is_told_and_a_second_run_goes_on(
    run: Run, source: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    words = ("corpus", "run", source, tmp_path / "out", "--workers", "1")
    request.getfixturevalue("small_files")
    result = run(*words)
    resource.setrlimit(
        resource.RLIMIT_FSIZE,
        (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]),
    )
    assert result.exit_code == 2
    assert "cannot be written (File too large); make room, then run again" in result.stderr
    assert not list((tmp_path / "out" / "parts").iterdir())
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert run(*words).exit_code == 0


def test_places_that_do_not_fit_are_told(run: Run, source: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.doc").touch()
    for place, output, reason in (
        (tmp_path / "none.jsonl", tmp_path / "out", "no such file or folder"),
        (source, source, "is a file; name a folder"),
        (source, tmp_path / "other", "is a folder of something else (letter.doc)"),
        (EXAMPLES, EXAMPLES / "out", "lies within the input"),
    ):
        result = run("corpus", "run", place, output, "--workers", "1")
        assert result.exit_code == 2
        assert reason in result.stderr
    assert not (EXAMPLES / "out").exists()


def test_a_cluster_that_does_not_answer_is_told(run: Run, source: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    words = ("--engine", "dask", "--cluster", "nowhere")
    result = run("corpus", "run", source, tmp_path / "out", *words)
    assert result.exit_code == 2
    assert "nowhere: no scheduler of Dask answers" in result.stderr
