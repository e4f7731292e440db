"""Web pages, PDF, Word and mail: the text people read, and one clear error for the rest."""

import importlib
import io
import re
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgegraph.extract.documents import read_file
from pledgegraph.extract.formats import FORMATS, read_format
from pledgegraph.extract.formats.mail import unflow
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.errors import DocumentError

PAGE = """<!doctype html><html lang="en"><head><title>Joint note of two ministers</title>
<meta property="article:published_time" content="2024-03-05"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">Our newsroom</a></li></ul></nav>
<main><article><h1>Joint note of two ministers</h1>
<p>Norway <b>pledged</b> to <a href="/aid">provide</a> 20 million dollars to Moldova by 2026,
and both ministers spoke at length about harbours, rivers and the trade in grain.</p>
<ul><li>Norway will train 40 pilots of the Moldovan rescue service.</li></ul>
<table><tr><td>Grain</td><td>Moldova will open two storehouses.</td></tr></table>
</article></main><footer>All rights reserved by the ministry</footer></body></html>"""


def pdf(*pages: str) -> bytes:
    """Write a PDF with a line of Helvetica for each line of each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in page.split("\n"))
        stream = f"BT /F1 11 Tf 14 TL 72 720 Td {shown} ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R"
            f" >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {size}\n0000000000 65535 f \n{table}" + end).encode("latin-1")


def word(write: Callable[..., None] | None = None) -> bytes:
    document = docx.Document()
    document.core_properties.title = "Harbour accord"
    document.add_heading("Harbour accord", 1)
    first = document.add_paragraph("Norway ")
    first.add_run("pledged").bold = True
    first.add_run(" to support Moldova.")
    document.add_paragraph("Norway will train 40 pilots.", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Grain"
    table.cell(0, 1).text = "Moldova will open two storehouses."
    if write:
        write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(raw: bytes, name: str, content: bytes) -> bytes:
    """Replace a part of an archive."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


MAIL = (
    b"From: Desk <desk@example.org>\r\nSubject: Harbour accord\r\n"
    b"Date: Tue, 5 Mar 2024 09:00:00 +0000\r\n"
    b'Content-Type: text/plain; charset="utf-8"; format=flowed\r\n\r\n'
    b"As told:\r\n> Norway pledged to support \r\n> Moldova.\r\n\r\nRegards\r\n-- \r\nDesk\r\n"
)


def test_of_a_page_the_main_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "note.html"
    path.write_text(PAGE, "utf-8")
    document = read_file(path)
    assert (document.title, document.date) == ("Joint note of two ministers", "2024-03-05")
    assert "Norway pledged to provide 20 million dollars to Moldova by 2026, and" in document.text
    assert "- Norway will train 40 pilots" in document.text
    assert "\n\nMoldova will open two storehouses." in document.text
    assert "newsroom" not in document.text
    assert "rights reserved" not in document.text
    assert [one.committers for one in extract_statements(document)][:1] == [("NOR",)]


@pytest.mark.parametrize("name", ["utf-8", "gb2312", "utf-16"])
def test_a_page_is_read_in_its_encoding(tmp_path: Path, name: str) -> None:
    page = f"<html><meta charset={name}><body><p>中国承诺向发展中国家提供帮助。</p></body></html>"
    path = tmp_path / "page.htm"
    path.write_bytes(page.encode(name))
    assert read_file(path).text == "中国承诺向发展中国家提供帮助。"


def test_a_short_page_keeps_its_paragraphs_and_loses_its_menu() -> None:
    page = (
        "<html><title>晨報</title><div class='menu'><a href=/>首頁</a></div><div id=text>"
        "<h1>港口協議</h1><p>挪威承諾提供援助。</p><p>瑞典宣布建橋。<br>天氣很好。</p></div>"
        "<div id=footer>版權所有</div></html>"
    )
    found = read_format(page.encode("big5"), ".html", "a.html")
    assert found.text.split("\n\n") == [
        *("# 港口協議", "挪威承諾提供援助。", "瑞典宣布建橋。", "天氣很好。")
    ]


def test_a_large_page_loses_what_its_tags_call_chrome() -> None:
    line = "<p>Norway will build bridge number {} of the <b>river</b>.</p>"
    lines = "".join(map(line.format, range(60_000)))
    page = (
        f"<html><title>Bridges</title><body><nav>Our newsroom</nav>{lines}<footer>Rights</footer>"
    )
    start = time.process_time()
    found = read_format(page.encode(), ".html", "a.html")
    assert time.process_time() - start < 20
    assert found.about == {"title": "Bridges"}
    assert found.text.startswith("Norway will build bridge number 0 of the river.\n\nNorway")
    assert "Rights" not in found.text


def test_a_sidecar_goes_before_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "note.html").write_text(PAGE, "utf-8")
    (tmp_path / "note.meta.yaml").write_text("date: 2024-03-04\n", "utf-8")
    assert read_file(tmp_path / "note.html").date == "2024-03-04"


def test_a_pdf_knows_the_page_of_every_statement(tmp_path: Path) -> None:
    path = tmp_path / "accord.pdf"
    pages = [f"Accord of the harbours\nThe river of page {n} is long.\n{n}" for n in range(1, 4)]
    pages[1] = (
        "Accord of the harbours\nNorway pledged to support Moldova in all matters of its har-\n"
        "bours, pilots and storehouses.\n2"
    )
    path.write_bytes(pdf(*pages))
    document = read_file(path)
    assert "harbours, pilots" in document.text
    assert "Accord of" not in document.text
    (statement,) = extract_statements(document)
    assert document.page_at(statement.start) == 2
    assert document.text[document.extra["pages"][2] :].startswith("The river of page 3")


def test_letters_are_those_that_were_typed() -> None:
    from pledgegraph.extract.formats.pdf import _as_written

    assert _as_written("昨⽇の⻑い会議、ﬁnal oﬃce") == "昨日の長い会議、final office"


def test_a_word_file_gives_paragraphs_items_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "accord.docx"
    path.write_bytes(word())
    document = read_file(path)
    assert document.title == "Harbour accord"
    assert document.text.split("\n\n") == [
        "# Harbour accord",
        "Norway pledged to support Moldova.",
        "- Norway will train 40 pilots.",
        "Grain",
        "Moldova will open two storehouses.",
    ]


def test_of_tracked_changes_the_new_text_counts() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        f"<w:document {space}><w:body><w:p><w:r><w:t>Norway will </w:t></w:r>"
        "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>pay.</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    raw = repacked(word(), "word/document.xml", body.encode())
    assert read_format(raw, ".docx", "a.docx").text == "Norway will pay."


def test_a_mail_is_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "note.eml"
    path.write_bytes(MAIL)
    document = read_file(path)
    assert document.text == "As told:\nNorway pledged to support Moldova.\n\nRegards"
    assert (document.title, document.date) == ("Harbour accord", "2024-03-05")


def test_flowed_chinese_loses_the_space_of_the_wrap() -> None:
    assert unflow("挪威承诺 \n提供帮助。", flowed=True, delete_space=True) == "挪威承诺提供帮助。"
    assert unflow("Norway \nwill", flowed=False, delete_space=False) == "Norway \nwill"


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.html", b"<html><script>x</script><p> </p></html>", "no text in this page"),
        ("a.html", b"<div>" * 3000 + b"text", "a.html: "),
        ("a.html", b"x" * 10_000_001, "more than the 10,000,000 allowed"),
        ("a.pdf", pdf(""), "run OCR"),
        ("a.pdf", b"no pdf at all", "broken .pdf file"),
        ("a.docx", b"no zip at all", "this is no DOCX file"),
        ("a.docx", repacked(word(), "word/document.xml", BOMB), "declares entities"),
        ("a.docx", repacked(word(), "word/styles.xml", BOMB.decode().encode("utf-16")), "entities"),
        ("a.docx", repacked(word(), "word/document.xml", b" " * 41_000_000), "is it a bomb"),
        ("a.docx", repacked(word(), "word/document.xml", b"<a"), "broken .docx file"),
        ("a.eml", b"no mail at all", "no text in this mail"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, raw: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(DocumentError) as caught:
        read_file(tmp_path / name)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("layers", [1, 2])
def test_a_pdf_that_unpacks_to_too_much_is_refused(layers: int) -> None:
    stream = b" " * 100_000_000
    for _ in range(layers):
        stream = zlib.compress(stream)
    names = b"/FlateDecode " * layers
    head = b"<< /Length %d /Filter [%s] >>" % (len(stream), names)
    old = re.compile(rb"<< /Length \d+ >>\nstream\n.*?\nendstream", re.DOTALL)
    raw = old.sub(lambda _: head + b"\nstream\n" + stream + b"\nendstream", pdf("Norway"))
    with pytest.raises(DocumentError, match=r"a\.pdf: "):
        read_format(raw, ".pdf", "a.pdf")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.delitem(sys.modules, "pledgegraph.extract.formats.pdf", raising=False)
    with pytest.raises(DocumentError, match=r'pip install "pledgegraph\[docs\]"'):
        read_format(b"", ".pdf", "a.pdf")
    monkeypatch.undo()
    importlib.import_module("pledgegraph.extract.formats.pdf")


def test_parts_that_unpack_to_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pledgegraph.extract.formats.docx.UNPACKED", 5_000)
    with pytest.raises(DocumentError, match="bytes unpacked are more than the 5,000"):
        read_format(word(), ".docx", "a.docx")


def _read_or_refused(raw: bytes, suffix: str) -> None:
    """Any other error than a DocumentError fails the test."""
    with suppress(DocumentError):
        assert read_format(raw, suffix, "broken").text.strip()


WHOLE = {".html": PAGE.encode(), ".pdf": pdf("Norway will act.", "So will Moldova."), ".eml": MAIL}


@pytest.mark.parametrize("suffix", sorted({".docx", *WHOLE}))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_broken_file_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    raw = WHOLE[suffix] if suffix in WHOLE else word()
    places = st.integers(0, len(raw))
    for _ in range(data.draw(st.integers(1, 6))):
        left, length = data.draw(places), data.draw(st.integers(0, 40))
        raw = raw[:left] + data.draw(st.binary(max_size=40)) + raw[left + length :]
    if data.draw(st.booleans()):
        raw = raw[: data.draw(places)]
    _read_or_refused(raw, suffix)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(FORMATS)), st.binary(max_size=300))
def test_noise_is_read_or_refused(suffix: str, raw: bytes) -> None:
    _read_or_refused(raw, suffix)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_a_broken_word_body_is_read_or_refused(body: str) -> None:
    raw = repacked(word(), "word/document.xml", body.encode("utf-8", "surrogatepass"))
    with pytest.raises(DocumentError):
        read_format(raw, ".docx", "broken")
