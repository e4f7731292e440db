from pathlib import Path

from tests.cli.conftest import Run


def test_backup_restore_and_verify(run: Run, store: Path, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy", tmp_path / "back"
    assert run("backup", copy, "--store", store).exit_code == 0
    assert run("restore", copy, "--store", back).exit_code == 0
    result = run("stats", "--verify", "--store", back)
    assert result.exit_code == 0, result.output
    assert "12 documents verified, no faults" in result.stderr
    again = run("restore", copy, "--store", back)
    assert (again.exit_code, "exists already" in again.stderr) == (2, True)
    assert run("restore", copy, "--store", back, "--replace").exit_code == 0
