"""The network as a picture without a browser: well-formed, safe, in the words of its language."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from pledgegraph.graph.pages.content import Content
from pledgegraph.graph.pages.drawing import write_picture
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Commitment

SVG = "{http://www.w3.org/2000/svg}"


def words(file: Path) -> list[str]:
    root = ElementTree.parse(file).getroot()
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_an_svg_names_the_actors_in_its_language(summit: Content, tmp_path: Path) -> None:
    for lang, name, sign in (("en", "Japan", "pledge"), ("ja", "フィリピン", "誓約")):
        file = tmp_path / f"{lang}.svg"
        assert write_picture(summit, file, "svg", title="同盟", lang=lang) >= 20  # type: ignore[arg-type]
        found = words(file)
        assert name in found
        assert found[0] == "同盟"
        assert any(sign in one for one in found)


def test_joint_lines_are_dashed_and_kinds_have_shapes(summit: Content, tmp_path: Path) -> None:
    write_picture(summit, tmp_path / "a.svg", "svg", title="x")
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    dashed = [one for one in root.iter(f"{SVG}path") if one.get("stroke-dasharray") == "7 6"]
    assert len(dashed) == 1
    states = list(root.iter(f"{SVG}circle"))
    assert len(states) >= 5  # with the one of the legend
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    for one in states:
        assert left < float(one.get("cx") or 0) < left + width
        assert top < float(one.get("cy") or 0) < top + height


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    name = '</text><script>x</script>"&\u202e\x00]]>'
    statement = Commitment(
        id="1", doc="a", quote="x", start=0, end=1, committers=(name,), recipients=("USA",),
        strength=4, lang="en", cue="x", action="x", rule="x",
    )  # fmt: skip
    content = Content(edges=(Edge(committer=name, recipient="USA", statement=statement),))
    write_picture(content, tmp_path / "a.svg", "svg", title=name)
    assert list(ElementTree.parse(tmp_path / "a.svg").getroot().iter(f"{SVG}script")) == []
    assert any("<script>" in one for one in words(tmp_path / "a.svg"))
    assert "\u202e" not in (tmp_path / "a.svg").read_text("utf-8")


def test_an_empty_network_is_drawn(tmp_path: Path) -> None:
    assert write_picture(Content(), tmp_path / "a.svg", "svg", title="Nothing") == 0
    assert "Nothing" in words(tmp_path / "a.svg")


def test_a_png_shows_the_signs_of_its_language(summit: Content, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    sizes = {}
    for title in ("", "日米の約束"):
        write_picture(summit, tmp_path / "a.png", "png", title=title, lang="ja")
        data = (tmp_path / "a.png").read_bytes()
        assert data.startswith(b"\x89PNG\r\n")
        sizes[title] = len(data)
    assert sizes["日米の約束"] > sizes[""] + 500


def test_a_missing_extra_is_named(
    summit: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(GraphError, match=r"pledgegraph\[png\]"):
        write_picture(summit, tmp_path / "a.png", "png", title="x")
    assert list(tmp_path.iterdir()) == []
