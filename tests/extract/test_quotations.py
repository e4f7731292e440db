"""Quotations: nested marks, marks left open, and who is speaking."""

from pledgegraph.extract.passages import read_blocks
from pledgegraph.extract.pipeline import read_document
from pledgegraph.extract.quotations import find_quoted
from pledgegraph.ontology.records import Document


def _quoted(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_quoted(text, read_blocks(text))]


def test_marks_of_all_languages_pair() -> None:
    assert _quoted('他说“好”。彼は「はい」と『言』った。He said "yes" and ‘no’.') == [
        "好",
        "はい",
        "言",
        "yes",
        "no",
    ]


def test_nested_quotations_are_both_found() -> None:
    assert _quoted("他说：“我们提出‘新倡议’。”") == ["我们提出‘新倡议’。", "新倡议"]


def test_an_apostrophe_closes_nothing() -> None:
    assert _quoted("“Japan’s plan” is old.") == ["Japan’s plan"]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“We will act in this matter and in others.\n\n“We will pay,” he said."
    assert _quoted(text)[0] == "We will act in this matter and in others."


def _speakers(text: str, lang: str, date: str = "2024-04-10") -> set[str | None]:
    document = Document(name="t", text=text, lang=lang, date=date)
    return {one.speaker for one in read_document(document).quotations}


def test_the_speaker_stands_before_or_after() -> None:
    assert _speakers("拜登说：“我们将继续支持盟友的防务努力。”", "zh-Hans") == {"joe-biden"}
    text = "岸田首相は「支援を続けていく考えである」と述べた。"
    assert _speakers(text, "ja") == {"fumio-kishida"}
    text = '"We will go on with our support for the alliance," President Biden said.'
    assert _speakers(text, "en") == {"joe-biden"}
