"""The server in Chromium: nothing foreign runs, the editor answers, the explorer leads on."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import BROWSER
from tests.graph.test_web import make_store, running

pytestmark = BROWSER


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with (
        make_store(tmp_path_factory.mktemp("web") / "store") as store,
        running(store, rows=50) as found,
    ):
        yield found


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("request", lambda one: faults.append(one.url))
    page.on("pageerror", lambda one: faults.append(str(one)))
    page.on("dialog", lambda _: faults.append("dialog"))
    page.on("console", lambda one: faults.append(one.text))  # a refused policy is told here
    yield page
    assert page.evaluate("window.ran") is None
    allowed = (address, "data:", "blob:", "Failed to load resource: the server responded with a")
    assert [one for one in faults if not one.startswith(allowed)] == []
    context.close()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_reader_goes_from_actor_to_sentence(tab: Any, address: str, lang: str) -> None:
    tab.goto(f"{address}/?lang={lang}")
    tab.locator('input[name="from"]').fill("アメリカ")
    tab.locator('input[name="to"]').fill("日本")
    tab.locator("form.question button").first.click()
    tab.locator(".statement blockquote a").first.click()
    assert tab.locator("mark").count() == 1
    assert tab.locator("html").get_attribute("lang") == lang
    tab.locator("dd a[href*='/document/']").click()
    assert tab.locator("article .marked").count() >= 2


def test_hostile_texts_are_shown_as_text(tab: Any, address: str) -> None:
    for path in (
        "/",
        "/statements",
        "/network",
        "/actor/evil-%3Cb%3E",
        "/statements?text=%3Cscript",
    ):
        tab.goto(address + path)
        assert tab.locator("img").count() == 0


def test_the_explorer_leads_to_stable_addresses(tab: Any, address: str) -> None:
    tab.goto(f"{address}/network?to=JPN")
    tab.wait_for_selector("html[data-ready=yes]", timeout=10_000)
    tab.locator("#tab-list").click()
    tab.locator("#view-list tbody button.open").first.click()
    link = tab.locator("#panel a[href^='/statement/']").first
    link.click()
    assert "/statement/" in tab.url
    assert tab.locator("mark").count() == 1


def test_the_editor_answers_and_tells_faults(tab: Any, address: str) -> None:
    tab.goto(f"{address}/sparql")
    tab.locator("#query").press("Control+Enter")
    tab.wait_for_selector("#answer td a")
    assert tab.locator("#answer th").all_inner_texts() == ["committer", "recipient", "quote"]
    tab.locator("#query").fill("SELEC")
    tab.locator("#editor button").click()
    tab.wait_for_function("() => document.getElementById('told').textContent.includes('SPARQL')")
    assert tab.locator("#answer td").count() == 0
    tab.locator("#query").fill("SELECT * { ?s ?p ?o }")
    tab.locator("#editor button").click()
    tab.wait_for_function("() => document.getElementById('told').textContent.includes('50 rows')")


def test_an_answer_can_be_taken_home(tab: Any, address: str) -> None:
    tab.goto(f"{address}/sparql")
    with tab.expect_download() as download:
        tab.locator("#format").select_option("text/csv")
    assert download.value.suggested_filename == "answer.csv"
