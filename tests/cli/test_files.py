"""Files of every format go through the commands; a PDF's page is shown."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tests.extract.test_formats import MAIL, PAGE, pdf, word


def test_every_format_goes_into_one_store(run: Run, tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "store"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE, "utf-8")
    (folder / "b.pdf").write_bytes(pdf("The weather was fine.", "Norway pledged to aid Moldova."))
    (folder / "c.docx").write_bytes(word())
    (folder / "d.eml").write_bytes(MAIL)
    (folder / "e.md").write_text("Norway **pledged** to [support](/a) Moldova.\r\n", "utf-8")
    result = run("add", folder, "--store", store)
    assert (result.exit_code, "5 added" in result.stderr) == (0, True), result.stderr
    found = [
        json.loads(line)
        for line in run("query", "--from", "Norway", "--format", "jsonl", "--store", store)
        .stdout.splitlines()
    ]  # fmt: skip
    assert {one["doc"] for one in found} == {"a.html", "b.pdf", "c.docx", "d.eml", "e.md"}
    (one,) = [one["id"] for one in found if one["doc"] == "b.pdf"]
    shown = " ".join(run("show", one, "--store", store).stdout.split())
    assert "page 2 place" in shown


def test_a_broken_file_fails_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no archive")
    (tmp_path / "good.md").write_text("Norway pledged to support Moldova.", "utf-8")
    result = run("add", tmp_path, "--store", tmp_path / "store")
    assert result.exit_code == 2
    assert "bad.docx: this is no DOCX file" in result.stderr
    assert "1 added; 1 statements" in result.stderr
