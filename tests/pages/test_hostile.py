"""Hostile names, titles, quotes and ids in Chromium: they are shown as text and run nothing."""

from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.compare import Change
from pledgegraph.graph.pages.content import Comparison, Content
from pledgegraph.graph.pages.page import write_page
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.records import Amount, Commitment, Document, Link, Voice
from tests.conftest import BROWSER
from tests.pages.conftest import Open

pytestmark = BROWSER

ATTACKS = (
    "</script><script>window.ran=1</script>",
    "<!--<script>",
    '"><img src=x onerror="window.ran=1">',
    "' onmouseover='window.ran=1' autofocus onfocus='window.ran=1",
    '<a href="javascript:window.ran=1">x</a>',
    "<svg/onload=window.ran=1>",
    "]]></style><style>*{display:none}</style>",
    "{{ 7*7 }}${window.ran=1}",
    "\u202etxt.exe\u2066\u200f",
    "__proto__",
    "constructor",
    "a>b=c#d&e,f%zz",
    "\x00\x07\u2028\ufffe",
    "-+=@cmd|' /C calc'!A0",
)
TABS = ("network", "list", "timeline", "matrix", "documents", "changes")


def entry(number: int, attack: str) -> tuple[Document, list[Edge], Link]:
    """A document whose every field is an attack, two statements in it, and a link."""
    text = f"{attack} promised 😀 {attack}.\nMore of {attack} later."
    document = Document(
        name=f"{number}{attack}.txt",
        text=text,
        lang="en",
        title=attack,
        publisher=attack,
        date=f"20{number + 10}-01-01",
        url=f"javascript:window.ran={number}" if number % 2 else f"https://x.test/{attack}",
    )
    spans = [(0, text.index("\n") - 1), (text.index("\n") + 1, len(text) - 1)]
    statements = [
        Commitment(
            id=f"{number}-{place}-{attack}",
            doc=document.name,
            quote=text[start:end],
            start=start,
            end=end,
            committers=tuple(dict.fromkeys((attack, f"{number}"))),
            recipients=(f"to {attack}",),
            recipients_optional=(attack,),
            strength=number % 5 + 1,
            amount=Amount(value=float("inf") if number % 3 else 5.0, unit=attack),
            speaker=attack,
            lang="en",
            cue="promised",
            action=attack,
            condition=attack,
            instrument=attack,
            topics=(attack,),
            attribution=(Voice(actor=attack, role="publisher"),),
            extractor=attack,
            rule=attack,
        )
        for place, (start, end) in enumerate(spans)
    ]
    edges = [
        Edge(committer=one.committers[0], recipient=one.recipients[0], statement=one)
        for one in statements
    ]
    first, second = (one.id for one in statements)
    link = Link(
        id=f"{number}", subject=second, kind="reaffirms", object=first, state="asserted",
        confidence=1.0, reason=attack,
    )  # fmt: skip
    return document, edges, link


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = [entry(number, attack) for number, attack in enumerate(ATTACKS)]
    edges = tuple(edge for _, found, _ in entries for edge in found)
    sides = [edge.statement for edge in edges]
    changes = [
        Change(kinds=("stronger",), before=before, after=after, score=0.5)
        for before, after in zip(sides[::2], sides[1::2], strict=True)
    ]
    content = Content(
        edges=edges,
        documents=tuple(document for document, _, _ in entries),
        links=tuple(link for _, _, link in entries),
        comparison=Comparison(before=ATTACKS[0], after=ATTACKS[2], changes=tuple(changes)),
    )
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    assert write_page(content, path, title="".join(ATTACKS)) == 2 * len(ATTACKS)
    return path


def test_every_view_shows_attacks_as_text(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile)
    assert page.locator("h1").inner_text().startswith("</script><script>window.ran=1</script>")
    for tab in TABS:
        page.click(f"#tab-{tab}")
        shown = page.locator("body").inner_text()
        assert "</script><script>window.ran=1</script>" in shown
        assert not set("\u202e\u2066\u200f") & set(shown)
    assert page.evaluate("Object.prototype.window") is None


def test_every_statement_opens_and_every_document_is_read(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile, "tab=list")
    count = page.locator("#view-list tbody tr").count()
    assert count == 2 * len(ATTACKS)
    for row in range(0, count, 2):
        page.locator("#view-list .open").nth(row).click()
        assert page.locator("#panel blockquote mark").inner_text().strip()
        assert page.locator("#panel .chain li").count() == 2
        assert page.locator("#panel a").count() in (0, 1)
    page.click("#tab-documents")
    for option in page.locator("#document option").evaluate_all("all => all.map(one => one.value)"):
        page.select_option("#document", option)
        assert page.locator("#view-documents mark.said").count() >= 2


def test_filters_search_and_the_address_carry_attacks(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile, "tab=network")
    for attack in (ATTACKS[0], "__proto__", "a>b=c#d&e,f%zz"):
        page.fill("#search", attack)
        page.locator("#found li").last.click()
        assert page.locator("#panel .card").count() >= 1
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_selector("html[data-ready=yes]")
        assert page.locator("#panel .card").count() >= 1
        page.click("#clear")
    page.evaluate(
        "location.hash = 'id=%3Cscript%3E&scope=pair:%zz&lang=<x>&tab=constructor&since=9&doc=%'"
    )
    assert page.locator("#view-changes").is_visible()


def test_a_pair_of_hostile_names_is_opened_from_the_list(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile, "tab=network")
    page.click("#listing-pairs")
    pairs = page.locator("#panel .pairs button")
    assert pairs.count() == len(ATTACKS)
    for number in range(0, pairs.count(), 4):
        pairs.nth(number).click()
        assert page.locator("#panel .card").count() == 2
        page.click("#panel .back")


def test_a_spreadsheet_takes_no_cell_for_a_formula(open_page: Open, hostile: Path) -> None:
    page = open_page(hostile, "tab=list")
    with page.expect_download() as download:
        page.click("#csv")
    saved = Path(download.value.path()).read_text("utf-8-sig")
    assert "\"'-+=@cmd" in saved
    assert '"-+=@cmd' not in saved


@pytest.fixture(scope="module")
def huge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "Japan will " + "build <b>ten</b> ships and " * 400_000 + "stop."
    document = Document(name="huge.txt", text=text, lang="en", title=text[:100_000], date="2024")
    statement = Commitment(
        id="f" * 16, doc="huge.txt", quote=text, start=0, end=len(text), committers=("JPN",),
        recipients=("USA",), strength=4, lang="en", cue="will", action=text[11:], rule="x",
        condition=text, instrument=text,
    )  # fmt: skip
    path = tmp_path_factory.mktemp("huge") / "page.html"
    edge = Edge(committer="JPN", recipient="USA", statement=statement)
    write_page(Content(edges=(edge,), documents=(document,)), path, title=text)
    return path


def test_a_quote_of_ten_megabytes_opens(open_page: Open, huge: Path) -> None:
    assert huge.stat().st_size < 1_500_000
    page = open_page(huge, f"id={'f' * 16}")
    shown: Any = page.locator("#panel blockquote mark").inner_text()
    assert shown.startswith("Japan will build <b>ten</b> ships")
    assert len(shown) < 6000
    for tab in TABS[:5]:
        page.click(f"#tab-{tab}")
