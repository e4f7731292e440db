"""cldr.yaml is what Babel's CLDR gives: rebuilt here and compared, in process."""

from importlib import resources
from pathlib import Path

import pytest

from pledgegraph.ontology.strict_yaml import load_yaml

babel = pytest.importorskip("babel")
build_states = pytest.importorskip("pledgegraph.ontology.register.build_states")

CLDR = Path(str(resources.files("pledgegraph.ontology.register") / "cldr.yaml"))


def test_the_committed_file_is_what_this_babel_gives() -> None:
    written_with = build_states.read_version(CLDR.read_text(encoding="utf-8"))
    if written_with != babel.__version__:
        pytest.skip(f"cldr.yaml was written with Babel {written_with}, not {babel.__version__}")
    assert build_states.main(["--check"]) == 0


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert build_states.main(["--output", str(first)]) == 0
    assert build_states.main(["--output", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("content", [None, "- id: XXX\n"])
def test_a_missing_or_different_file_fails_the_check_and_stays(
    tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cldr.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert build_states.main(["--check", "--output", str(path)]) == 1
    assert "run without --check" in capsys.readouterr().out
    assert (path.read_text(encoding="utf-8") if path.exists() else None) == content


def test_all_states_stand_in_it_once_with_names_in_four_languages() -> None:
    entries = load_yaml(CLDR)
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(set(ids))
    assert len(ids) == 193 + 4
    assert {"TWN", "PSE", "XKX", "VAT", "NOR"} <= set(ids)
    for entry in entries:
        assert list(entry["names"]) == ["en", "zh-Hans", "zh-Hant", "ja"], entry["id"]
        assert all(name.strip() for names in entry["names"].values() for name in names)


def test_names_are_spelled_as_texts_spell_them() -> None:
    names = {entry["id"]: entry["names"] for entry in load_yaml(CLDR)}
    assert names["MMR"]["en"] == ["Myanmar", "Burma"]
    assert names["COD"]["ja"] == ["コンゴ民主共和国"]
    assert "Saint Kitts and Nevis" in names["KNA"]["en"]
    assert "Côte d'Ivoire" in names["CIV"]["en"]
    assert names["JPN"]["zh-Hant"] == ["日本"]
    assert {"沙烏地阿拉伯", "沙地阿拉伯"} <= set(names["SAU"]["zh-Hant"])
