"""The page in Chromium: it opens offline, runs nothing foreign, and leads from edge to quote."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.pages.page import write_page
from pledgegraph.ontology.records import Call, Document
from tests.graph.test_page import HOSTILE, content, edge

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
CHROMIUM = shutil.which("chromium")
MISSING = not CHROMIUM or importlib.util.find_spec("playwright") is None
# In CI a missing browser must fail, not hide: then nothing is skipped.
pytestmark = [
    pytest.mark.skipif(
        MISSING and os.environ.get("CI") != "true", reason="needs chromium and playwright"
    ),
    pytest.mark.filterwarnings("default"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM or "/usr/bin/chromium", args=ARGUMENTS.split()
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = f"Japan pledged to halve it. NATO pledged to help Japan. {HOSTILE} urged on China."
    one = Document(name="a.txt", text=text, lang="en", title=HOSTILE, date="2024-05-01")
    later = Document(
        name="b.txt", text="😀 日本は支援を約束した。", lang="ja", title="乙", date="2025"
    )
    edges = [
        edge(one, "Japan pledged to halve it", "JPN", "USA"),
        edge(one, "NATO pledged to help Japan", "NATO", "JPN", strength=3),
        edge(one, f"{HOSTILE} urged on China", HOSTILE, None),
        edge(later, "日本は支援を約束した", "JPN", "USA", id="f" * 16, strength=5),
    ]
    call = Call(**edges[1].statement.model_dump() | {"kind": "call"})
    edges[1] = edges[1].model_copy(update={"statement": call})
    path = tmp_path_factory.mktemp("page") / "page.html"
    write_page(content(edges, [one, later]), path, title=HOSTILE)
    return path


@pytest.fixture
def page(browser: Any, file: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    faults: list[str] = []
    tab.on("request", lambda request: faults.append(request.url))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda message: faults.append(message.text))
    tab.on("dialog", lambda _: faults.append("dialog"))
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready=yes]", timeout=10_000)
    yield tab
    assert tab.evaluate("window.ran") is None
    assert [one for one in faults if not one.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def cards(page: Any) -> int:
    count: int = page.locator("#panel .card").count()
    return count


def test_hostile_text_is_shown_and_does_not_run(page: Any) -> None:
    assert "</script>" in page.locator("h1").inner_text()
    assert "\u202e" not in page.locator("body").inner_text()
    for tab in ("list", "timeline", "matrix", "documents"):
        page.click(f"#tab-{tab}")
    assert page.locator("img").count() == 0


def test_a_click_on_an_edge_lists_its_commitments(page: Any) -> None:
    box = page.locator("#canvas").bounding_box()
    # An edge is drawn on a canvas: look along the picture until the click meets the pair.
    page.evaluate("location.hash = 'from=JPN'")
    page.wait_for_function("document.querySelectorAll('#panel .card').length === 2")
    page.click("#zoom-fit")
    page.wait_for_timeout(1200)
    hits = []
    for step in range(1, 40):
        page.mouse.click(box["x"] + box["width"] * step / 40, box["y"] + box["height"] * 0.47)
        heading = page.locator("#panel h2").inner_text()
        if "→" in heading:
            hits.append(heading)
            break
    for share in range(1, 40) if not hits else ():
        page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * share / 40)
        heading = page.locator("#panel h2").inner_text()
        if "→" in heading:
            hits.append(heading)
            break
    assert hits
    assert re.match(r"Japan → United States", hits[0])
    assert cards(page) == 2
    page.locator("#panel .card").first.click()
    assert "日本は支援を約束した" in page.locator("#panel blockquote mark").inner_text()
    assert "2025" in page.locator("#panel dl").inner_text()


def test_filters_narrow_list_and_address(page: Any) -> None:
    assert cards(page) == 4
    page.check("input[data-value='year=2025']")
    assert cards(page) == 1
    assert "year=2025" in page.url
    page.uncheck("input[data-value='year=2025']")
    page.check("input[data-value='kind=call']")
    assert cards(page) == 1
    page.click("#clear")
    page.check("input[data-value='actor=NATO']")
    assert cards(page) == 1
    assert "help Japan" in page.locator("#panel").inner_text()


def test_the_interface_speaks_four_languages(page: Any) -> None:
    for lang, word in (
        ("zh-Hans", "网络"),
        ("zh-Hant", "網絡"),
        ("ja", "ネットワーク"),
        ("en", "Network"),
    ):
        page.select_option("#lang", lang)
        assert page.locator("#tab-network").inner_text() == word
        assert page.locator("html").get_attribute("lang") == lang


def test_search_finds_an_actor_by_a_name_in_another_language(page: Any) -> None:
    page.fill("#search", "北约")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().strip().startswith("North Atlantic")


def test_a_statement_is_read_in_its_document(page: Any) -> None:
    page.click("#tab-documents")
    page.select_option("#document", label="2025 · 乙 (1)")
    page.locator("#view-documents mark").first.click()
    assert page.locator("mark.current").inner_text() == "日本は支援を約束した"
    assert page.locator("#panel blockquote").is_visible()


def test_an_act_toward_nobody_is_listed_at_its_actor(page: Any) -> None:
    page.fill("#search", "onerror")
    page.keyboard.press("Enter")
    assert "To nobody named" in page.locator("#panel").inner_text()
    assert cards(page) == 1
