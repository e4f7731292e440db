"""What a notebook gets: answers as a sequence, a frame, a table, a page, a picture."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph import Graph, PledgegraphError
from pledgegraph.ontology.records import Document
from tests.graph.conftest import Entry, make_statement


@pytest.fixture
def graph(entries: list[Entry]) -> Iterator[Graph]:
    with Graph.in_memory() as opened:
        for document, statements in entries:
            assert opened.add(document, statements) == "added"
        yield opened


def test_actors_are_asked_for_by_any_name(graph: Graph) -> None:
    for name in ("US", "美国", "アメリカ", "USA"):
        assert [edge.recipient for edge in graph.query(from_=name, to="烏克蘭")] == ["UKR"]
    with pytest.raises(PledgegraphError, match="Atlantiss"):
        graph.query(from_="Atlantiss")


def test_answers_are_a_sequence_of_edges(graph: Graph) -> None:
    found = graph.query(derived=False)
    assert len(found) == len(list(found)) == 9
    assert len(found.statements()) == 7
    assert found[0].date == "2022"
    assert len(found[:2]) == 2
    assert repr(found[:2]).startswith("<Answers: 2 statements")


def test_a_frame_has_typed_columns_and_a_row_an_edge(graph: Graph) -> None:
    pd = pytest.importorskip("pandas")
    frame = graph.query(lang="ja").to_frame()
    assert len(frame) == len(graph.query())
    assert frame["strength"].dtype == "int64"
    assert frame["amount"].max() == 1.5e9
    assert set(frame.loc[frame["derived"], "who"]) == {"日本", "アメリカ合衆国"}
    assert frame.loc[frame["date"] == "2022", "quote"].item() == "「全力で取り組む」と約束した"
    empty = graph.query(from_="FRA").to_frame()
    assert isinstance(empty, pd.DataFrame)
    assert list(empty.columns) == list(frame.columns)
    assert len(empty) == 0


def test_without_pandas_the_extra_is_named(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PledgegraphError, match=r"pledgegraph\[notebook\]"):
        graph.query().to_frame()


def test_a_table_is_escaped_and_says_what_it_leaves_out() -> None:
    attack = "</td><script>window.ran=1</script>\u202e"
    text = "\n".join(f"{attack} pledged act {number}." for number in range(60))
    document = Document(name=f"{attack[:5]}.txt", text=text, lang="en", date="2024")
    quotes = [f"{attack} pledged act {number}." for number in range(60)]
    with Graph.in_memory() as opened:
        made = [make_statement(document, quote, committers=("japan-x",)) for quote in quotes]
        opened.add(document, made)
        table = opened.query()._repr_html_()
    assert "<script" not in table
    assert "&lt;script&gt;window.ran=1" in table
    assert "\u202e" not in table
    assert table.count("<tr") == 51
    assert "10 more" in table
    assert not re.search(r"\son\w+=", table.replace(attack, ""))


def test_nothing_found_is_said(graph: Graph) -> None:
    assert "nothing found" in graph.query(from_="FRA")._repr_html_()


def test_a_page_and_a_picture_come_from_answers(graph: Graph, tmp_path: Path) -> None:
    found = graph.query(to="日本", lang="zh-Hant")
    assert found.save_page(tmp_path / "a.html", "承諾") == 2
    assert '<html lang="zh-Hant">' in (tmp_path / "a.html").read_text("utf-8")
    picture = found.draw("承諾")._repr_svg_()
    assert picture.startswith("<svg")
    assert ">承諾<" in picture


def test_a_store_on_disk_is_opened(graph: Graph, tmp_path: Path, entries: list[Entry]) -> None:
    from pledgegraph import Store

    with Store.open(tmp_path / "store", create=True) as store:
        store.add(*entries[0])
    with Graph.open(tmp_path / "store") as opened:
        assert len(opened.query().statements()) == 4
