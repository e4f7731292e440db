"""`add`: what is unchanged is not read again, what is gone is told, several processes read."""

from pathlib import Path

import pytest

from pledgegraph.graph.store import Store
from pledgegraph.texts import choose_texts, read_texts
from tests.cli.conftest import Run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(3):
        words = f"Japan pledged to send {number + 2} ships to Ukraine by 2030."
        (folder / f"note-{number}.txt").write_text(words, encoding="utf-8")
    return folder


def test_unchanged_texts_are_not_read_again(
    run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    assert "3 added; 3 statements" in run("add", texts, "--store", store).stderr
    (texts / "note-1.txt").write_text("Japan pledged to send 9 ships to Ukraine.", encoding="utf-8")
    assert "2 unchanged, 1 replaced; 1 statements" in run("add", texts, "--store", store).stderr
    (texts / "note-1.meta.json").write_text('{"date": "2024-05-01"}', encoding="utf-8")
    assert "2 unchanged, 1 replaced" in run("add", texts, "--store", store).stderr
    monkeypatch.setattr("pledgegraph.extract.pipeline.extract_statements", None)
    assert "3 unchanged; 0 statements" in run("add", texts, "--store", store).stderr


def test_another_version_of_the_grammar_reads_again(
    run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    run("add", texts, "--store", store)
    monkeypatch.setattr("pledgegraph.extract.fingerprints.extractor_version", lambda: "new")
    assert "3 unchanged; 3 statements" in run("add", texts, "--store", store).stderr
    with Store.open_to_read(store) as opened:
        assert {one.extractor for one in opened.origins().values()} == {"new"}
    assert "3 unchanged; 0 statements" in run("add", texts, "--store", store).stderr


def test_a_lost_file_is_told_and_removed_only_when_asked(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    run("add", texts, "--store", store)
    (texts / "note-2.txt").unlink()
    told = run("add", texts, "--store", store).stderr
    assert "note-2.txt: its file is gone" in told
    assert "--prune removes" in told
    assert "1 removed" in run("add", texts, "--prune", "--store", store).stderr
    with Store.open_to_read(store) as opened:
        assert [one.name for one in opened.documents()] == ["note-0.txt", "note-1.txt"]


def test_several_processes_read_the_same_in_the_same_order(texts: Path) -> None:
    (texts / "empty.txt").write_text("", encoding="utf-8")
    outcomes: dict[str, int] = {}
    chosen = choose_texts([texts], None, outcomes)
    one = list(read_texts(chosen, 1, outcomes))
    assert list(read_texts(chosen, 2, outcomes)) == one
    assert [read.chosen.name for read in one] == ["note-0.txt", "note-1.txt", "note-2.txt"]
    assert outcomes == {"failed": 2}


def test_a_stop_keeps_what_was_read_and_the_next_call_goes_on(
    run: Run, texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    with monkeypatch.context() as patch:

        def stopping(*asked: object) -> object:
            yield next(iter(read_texts(*asked)))  # type: ignore[arg-type]
            raise KeyboardInterrupt

        patch.setattr("pledgegraph.add_command.read_texts", stopping)
        stopped = run("add", texts, "--store", store)
    assert stopped.exit_code == 130
    assert "stopped: 1 added" in stopped.stderr
    assert "1 unchanged, 2 added" in run("add", texts, "--store", store).stderr


def test_links_missed_by_a_kill_are_found_by_the_next_call(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    run("add", texts, "--store", store)
    with Store.open(store) as opened:
        assert not opened.are_links_due()
        document = opened.document("note-0.txt")
        opened.remove("note-0.txt")
        opened.add(document, [])
        assert opened.are_links_due()
    run("add", texts, "--store", store)
    with Store.open_to_read(store) as opened:
        assert not opened.are_links_due()


def test_a_document_that_comes_back_makes_its_links_due(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    run("add", texts, "--store", store)
    with Store.open(store) as opened:
        document = opened.document("note-0.txt")
        statements = list(opened.statements("note-0.txt"))
        opened.remove("note-0.txt")
        opened.add(document, statements)
        assert opened.are_links_due()
