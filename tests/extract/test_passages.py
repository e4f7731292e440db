"""Passages are exact slices of the text; wrapped lines, quotes and scripts are understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.extract.languages import detect_language
from pledgegraph.extract.passages import read_passages
from pledgegraph.ontology.records import Document


def _texts(text: str, lang: str = "en") -> list[str]:
    return [p.text for p in read_passages(Document(name="t", text=text, lang=lang))]


@given(st.text(alphabet="Ab.。！？「」“”\"' \n\t日本美国はを１２-•#\u3000\u200b", max_size=300))
def test_every_passage_is_a_slice_of_the_document(text: str) -> None:
    document = Document(name="t", text=text, lang="ja")
    end = 0
    for passage in read_passages(document):
        assert text[passage.start : passage.end] == passage.text
        assert len(passage.folded) == len(passage.text)
        assert passage.start >= end
        end = passage.end


def test_lines_wrapped_by_width_are_one_sentence() -> None:
    head = "The parties will continue to work together on the matters that were"
    assert _texts(f"{head}\nagreed in May. They met.") == [f"{head}\nagreed in May.", "They met."]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert _texts("The U.S. Navy and Dr. Smith met Mr. Lee. He spoke.") == [
        "The U.S. Navy and Dr. Smith met Mr. Lee.",
        "He spoke.",
    ]


def test_a_list_item_is_a_passage_of_its_own() -> None:
    assert len(_texts("We will:\n- act now\n- pay later\n")) == 3


def test_sentences_inside_a_quotation_are_told_apart() -> None:
    assert _texts("他说：“我们将合作。我们将努力。”会后他离开。", "zh-Hans") == [
        "他说：“我们将合作。",
        "我们将努力。”",
        "会后他离开。",
    ]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Japan will act.", "en"),
        ("我们将继续努力", "zh-Hans"),
        ("我們將繼續努力", "zh-Hant"),
        ("努力を続ける", "ja"),
        ("12345", None),
    ],
)
def test_the_script_tells_the_language(text: str, lang: str | None) -> None:
    assert detect_language(text) == lang


def test_a_mixed_document_has_passages_in_their_own_languages() -> None:
    english = "The United States will support Japan in every way that it can."
    text = f"{english}\n\n日本は支援を続ける。\n\n我们将继续努力。"
    document = Document(name="t", text=text, lang="en")
    assert [p.lang for p in read_passages(document)] == ["en", "ja", "zh-Hans"]


def test_a_headline_before_a_longer_line_is_a_passage_of_its_own() -> None:
    head = "政府、来年度から全国の保育料を無償とする方針を固める"
    body = "政府は来年度から全国の保育料を無償とする方針を固めた。財源には法人税を充てる見込みだ。"
    found = read_passages(Document(name="t", text=f"{head}\n{body}", lang="ja"))
    assert found[0].text == head


def test_rows_cut_by_width_are_one_passage() -> None:
    rows = "両国の外相は海上での救難に関する協力を強め、年に二度の合\n同訓練を行うことで一致した。"
    found = read_passages(Document(name="t", text=rows, lang="ja"))
    assert len(found) == 1
