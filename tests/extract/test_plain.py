"""Marks between the words change nothing in what is found, and every offset stays true."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.pipeline import explain_silence, extract_statements
from pledgegraph.extract.plain import read_plain
from pledgegraph.ontology.records import Document, Statement

PIECES = (
    *"ab日本支援を]()*_>#<\\[ \n\u200b",
    *("**", "![", "](u)", "  ", "\r\n", "\n> ", "  \n", "<b>", "</b>", "[1]"),
    *("Norway pledged to support Moldova.", "日本は支援を約束した。"),
)
MARKED = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(MARKED)
def test_every_character_is_found_again(text: str) -> None:
    plain = read_plain(Document(name="t.md", text=text, lang="en"))
    places = [plain.raw_offset(offset) for offset in range(len(plain.document.text))]
    assert "".join(text[place] for place in places) == plain.document.text
    assert places == sorted(set(places))


@settings(max_examples=60, deadline=None)
@given(MARKED)
def test_quotes_are_verbatim_and_a_second_run_is_identical(text: str) -> None:
    document = Document(name="t.md", text=text, lang="en")
    found = extract_statements(document)
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.action in one.quote
    assert found == extract_statements(document)


def test_a_text_without_marks_is_its_own_plain_text() -> None:
    document = Document(name="t.txt", text="Norway will act.\nSweden - too (1).", lang="en")
    assert read_plain(document).document is document


def _found(text: str) -> list[Statement]:
    return extract_statements(read_text(text, "a.md"))


def _facts(text: str) -> list[tuple[object, ...]]:
    return [
        (one.committers, one.recipients, one.strength, one.deadline, one.rule)
        for one in _found(text)
    ]


EN = "Norway pledged to support Moldova with pilots and storehouses by 2030."
HANS = "挪威承诺在2030年前向摩尔多瓦提供港口援助。"
HANT = "挪威承諾在2030年前向摩爾多瓦提供港口援助。"
JA = "ノルウェーは2030年までにモルドバの港湾を支援することを約束した。"


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        (EN, "**Norway** [pledged](https://a.org/b_(c)) to *support* Moldova with pilots[2] and "
         "storehouses by 2030."),
        (EN, "Norway pledged to [support Moldova][a] with pilots \\- and storehouses by 2030."),
        (EN, "Norway  pledged\u00a0 to sup\u00adport Moldova with pilots\r\n  and storehouses by "
         "2030."),
        (EN, "> Norway pledged to support Moldova with pilots\n> and storehouses by 2030.\n>\n> A"),
        (EN, ">> Norway pledged to support Moldova with pilots \n>> and storehouses by 2030."),
        (EN, "Norway pledged  \nto <b>support</b> Moldova with pilots and storehouses by 2030."),
        (HANS, "挪威**承诺**在2030年前向[摩尔多瓦](http://a.org)提供\u200b港口援助。"),
        (HANT, "挪威[承諾](/a)在2030年前向摩爾多瓦<span class='x'>提供</span>港口\ufeff援助。"),
        (JA, "ノルウェーは2030年までにモルドバの**港湾**を[支援](/a)するこ\u200bとを約束した。"),
        (JA, "ノルウェーは 2030 年までにモルドバの港湾を支援することを約束した。"),
        (JA, "ノルウェーは2030年までに  \nモルドバの港湾を支援することを約束した。"),
    ],
)  # fmt: skip
def test_marks_change_nothing_in_what_is_found(plain: str, marked: str) -> None:
    assert len(_facts(plain)) == 1
    assert _facts(marked) == _facts(plain)
    (one,) = _found(marked)
    assert marked[one.start : one.end] == one.quote


def test_marks_at_the_edges_are_no_part_of_the_quote() -> None:
    (one,) = _found("Today **Norway pledged to support Moldova**. The weather was fine.")
    assert one.quote.startswith("Norway")
    assert one.quote.endswith("Moldova")


def test_wrapped_japanese_is_read_over_the_end_of_the_line() -> None:
    filler = "昨日は雨が降り、港の周りの道は一日中とても混んでいたと伝えられて"
    pledge = "いる。続いて、ノルウェーは2030年までにモルドバの港湾を支\n援することを約束した。"
    text = f"{filler}\n{pledge}\n"
    assert [one.committers for one in _found(text)] == [("NOR",)]
    (one,) = _found(text)
    assert "支\n援" in one.quote


def test_wrapped_chinese_is_read_over_the_end_of_the_line() -> None:
    text = (
        "昨日大雨不止，港口一带的道路整天拥堵，两国部长会谈后一同会见了记者，挪威承诺在\n"
        "2030 年前向摩尔多瓦提供港口援助。天气随后转晴。\n"
    )
    (one,) = _found(text)
    assert (one.committers, one.recipients, one.deadline) == (("NOR",), ("MDA",), "2030")


def test_a_headline_is_not_joined_to_the_text_below() -> None:
    text = "諾威承諾援助摩爾多瓦港口建設並派遣工程師前往當地 - 晨報\n" + "天氣很好。" * 20
    assert "\n" in read_plain(Document(name="t", text=text, lang="zh-Hant")).document.text


def test_bold_lines_stay_headings() -> None:
    text = "**Harbour accord**\nNorway will act."
    assert read_plain(Document(name="t.md", text=text, lang="en")).document.text == text


def test_mixed_languages_in_one_file() -> None:
    found = _found(f"{EN}\n\n{JA}\n\n{HANS}\n")
    assert {one.lang for one in found} == {"en", "ja", "zh-Hans"}
    assert {one.committers for one in found} == {("NOR",)}


def test_silence_is_told_at_the_place_in_the_file() -> None:
    document = read_text(
        "**The** weather was fine.\n\nNorway **pledged** to support Moldova.", "a.md"
    )
    places = [place for place, _, _ in explain_silence(document, extract_statements(document))]
    assert places == [2]


@pytest.mark.parametrize(
    "piece", ["[a](", "**a ", "[a](<b", "  \n", "> ", "![", "\\", "日本\n", " "]
)
def test_a_million_marks_are_cut_in_seconds(piece: str) -> None:
    text = (piece * 1_000_000)[:1_000_000]
    start = time.process_time()
    read_plain(Document(name="t", text=text, lang="en"))
    assert time.process_time() - start < 5
