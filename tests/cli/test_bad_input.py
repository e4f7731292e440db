"""Bad input: one clear line, exit 2, nothing written, and the other files still done."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

GOOD = "Japan pledged to support Ukraine."


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("pledgegraph:")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", b"\x00\x01\x02\x03", "binary file"),
        ("broken.txt", b"abc \xff\xfe\x80\x81 \xc3\x28 \xa0\xff", "byte 4: neither UTF-8"),
        ("table.xyz", b"text", "cannot read .xyz"),
        (None, None, "no such file or folder"),
    ],
)
def test_a_bad_file_fails_alone(
    run: Run, tmp_path: Path, name: str | None, content: bytes | None, said: str
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / (name or "none.txt")
    good.write_text(GOOD, "utf-8")
    if content is not None:
        bad.write_bytes(content)
    result = run("add", bad, good, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert len(_lines(result.stderr)) == 1
    assert said in result.stderr
    assert "1 added; 1 statements" in result.stderr
    assert "1 failed" in result.stderr


def test_a_call_that_reads_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    assert run("add", tmp_path / "none.txt", "--store", tmp_path / "store").exit_code == 2
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("sidecar", "content", "said"),
    [
        ("a.meta.json", "{", "a.meta.json:1: no JSON"),
        ("a.meta.yaml", "title: [", "a.meta.yaml:"),
        ("a.meta.yaml", "lang: klingon", "lang 'klingon' is not one of"),
        ("a.meta.yaml", "parties: [Atlantis]", "unknown actor 'Atlantis'"),
    ],
)
def test_a_broken_sidecar_is_named(
    run: Run, tmp_path: Path, sidecar: str, content: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / sidecar).write_text(content, "utf-8")
    result = run("add", tmp_path / "a.txt", "--store", tmp_path / "store")
    assert (result.exit_code, len(_lines(result.stderr))) == (2, 1)
    assert said in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "--from", "Atlantis"), "unknown actor 'Atlantis'"),
        (("query", "--from", "Japann"), "Did you mean"),
        (("query", "--topic", "cooking"), "unknown topic 'cooking'"),
        (("query", "--since", "yesterday"), "--since 'yesterday'"),
        (("query", "--min-strength", "9"), "--min-strength 9"),
        (("show", "ffffffff"), "unknown statement 'ffffffff'"),
        (("remove", "none.txt"), "unknown document 'none.txt'"),
        (("view", "--lang", "fr"), "unknown language 'fr'"),
        (("sparql", "none.rq"), "none.rq"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused(
    run: Run, store: Path, words: tuple[str, ...], said: str
) -> None:
    result = run(*words, "--store", store)
    assert (result.exit_code, len(_lines(result.stderr))) == (2, 1), result.output
    assert said in result.stderr


def test_a_store_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.write_text("no store", "utf-8")
    result = run("stats", "--store", path)
    assert (result.exit_code, len(_lines(result.stderr))) == (2, 1)
    assert path.read_text("utf-8") == "no store"


def test_a_store_that_is_not_there_is_not_made_by_a_question(run: Run, tmp_path: Path) -> None:
    result = run("stats", "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert not (tmp_path / "store").exists()
