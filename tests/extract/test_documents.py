"""Files become documents, or one clear error; nothing is guessed in silence."""

from pathlib import Path

import pytest

from pledgegraph.extract.documents import find_files, read_file, read_text
from pledgegraph.ontology.errors import DocumentError

JAPANESE = (
    "日本政府は、二〇三〇年までに排出量を半減することを約束した。\nこれは我が国の方針である。\n"
)
SIMPLIFIED = "中国政府承诺在2030年前实现碳达峰，并将向发展中国家提供帮助。我们欢迎这一进展。\n"
TRADITIONAL = "臺灣政府承諾在2030年前實現減碳目標,並將向友邦提供協助。我們歡迎這個進展。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "lang"),
    [
        (JAPANESE, "shift_jis", "ja"),
        (JAPANESE, "euc_jp", "ja"),
        (JAPANESE, "utf-8", "ja"),
        (JAPANESE, "utf-16", "ja"),
        (SIMPLIFIED, "gbk", "zh-Hans"),
        (SIMPLIFIED, "gb18030", "zh-Hans"),
        (TRADITIONAL, "big5", "zh-Hant"),
        (TRADITIONAL, "utf-8-sig", "zh-Hant"),
    ],
)
def test_usual_encodings_are_found(tmp_path: Path, text: str, encoding: str, lang: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode(encoding))
    document = read_file(path)
    assert document.text.lstrip("\ufeff") == text
    assert document.lang == lang


def test_bytes_of_no_encoding_are_refused_with_their_offset(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(b"abc \xff\xfe\x80\x81 \xc3\x28 \xa0\xff")
    with pytest.raises(DocumentError, match=r"broken\.txt: byte 4: neither UTF-8"):
        read_file(path)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(DocumentError, match="binary file"):
        read_file(path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(" \n\n", "utf-8")
    with pytest.raises(DocumentError, match=r"empty\.txt: the file is empty"):
        read_file(path)


def test_missing_paths_and_folders_without_texts_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file or folder"):
        list(find_files([tmp_path / "none"]))
    with pytest.raises(DocumentError, match="no texts in this folder"):
        list(find_files([tmp_path]))


def test_a_sidecar_gives_title_date_and_parties(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We will act.", "utf-8")
    (tmp_path / "a.meta.yaml").write_text(
        "title: A\ndate: 2024-04\nparties: [USA, JPN]\nlang: en\nroom: 7\n", "utf-8"
    )
    document = read_file(tmp_path / "a.txt")
    assert (document.title, document.date, document.parties) == ("A", "2024-04", ("USA", "JPN"))
    assert document.extra == {"room": "7"}


def test_a_broken_sidecar_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We will act.", "utf-8")
    (tmp_path / "a.meta.json").write_text('{"date": "2024"\n "x"}', "utf-8")
    with pytest.raises(DocumentError, match=r"a\.meta\.json:2: no JSON"):
        read_file(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("line", "message"),
    [("lang: fr", "lang 'fr' is not one of"), ("date: yesterday", "date 'yesterday' is not YYYY")],
)
def test_a_value_that_cannot_be_meant_is_refused(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("We will act.", "utf-8")
    (tmp_path / "a.meta.yaml").write_text(line, "utf-8")
    with pytest.raises(DocumentError, match=message):
        read_file(tmp_path / "a.txt")


def test_front_matter_is_read_and_taken_off() -> None:
    document = read_text("---\ntitle: B\ndate: 2023-05-19\n---\nJapan will act.\n", "b.md")
    assert (document.title, document.date, document.text) == (
        "B",
        "2023-05-19",
        "Japan will act.\n",
    )
