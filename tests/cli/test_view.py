"""`view` writes a page, a page with changes, or a picture."""

from pathlib import Path

from tests.cli.conftest import Run


def test_the_ending_of_the_file_chooses_the_format(run: Run, store: Path, tmp_path: Path) -> None:
    for name, start in (("a.html", b"<!doctype html>"), ("a.svg", b"<svg"), ("a.png", b"\x89PNG")):
        result = run("view", "--store", store, "-o", tmp_path / name, "--from", "JPN")
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / name).read_bytes().startswith(start)
        assert name in result.stderr


def test_changes_are_shown_beside_the_network(run: Run, store: Path, tmp_path: Path) -> None:
    names = "washington-2024-en.txt", "washington-2024-ja.txt"
    result = run("view", "--store", store, "-o", tmp_path / "a.html", "--compare", *names)
    assert result.exit_code == 0, result.stderr
    page = (tmp_path / "a.html").read_text("utf-8")
    assert 'id="tab-changes"' in page
    assert "nato-2024" not in page


def test_a_document_that_is_not_there_is_named(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("view", "--store", store, "-o", tmp_path / "a.html", "--compare", "1999", "2024")
    assert result.exit_code == 2
    assert "1999" in result.stderr
    assert not (tmp_path / "a.html").exists()
