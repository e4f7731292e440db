"""Chromium with a detector of foreign scripts, and a store of texts written for these tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.extract.documents import find_files, read_file
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.assessments import add_assessment, make_assessment
from pledgegraph.graph.compare import compare_documents, pick_documents
from pledgegraph.graph.links.linked import relink
from pledgegraph.graph.pages.content import Comparison, Content, read_content
from pledgegraph.graph.pages.page import write_page
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store

TEXTS = Path(__file__).parent / "texts"
# Told by the browser itself, not by the page's scripts: refused sources, and elements that act.
DETECTOR = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
  (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""
ACTING = """() => [...document.querySelectorAll("*")].filter((one) =>
  ["IFRAME", "OBJECT", "EMBED", "BASE", "FORM", "IMG", "VIDEO", "AUDIO"].includes(one.tagName)
  || [...one.attributes].some((each) => each.name.startsWith("on")
    || (/^\\s*(javascript|data|vbscript):/i.test(each.value) && one.rel !== "icon"))
).map((one) => one.outerHTML.slice(0, 200))"""

Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Open a file as a page; at the end nothing foreign has run, been asked for or been refused."""
    contexts: list[Any] = []
    faults: list[str] = []
    tabs: list[Any] = []

    def opened(file: Path, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        tab.add_init_script(DETECTOR)
        tab.on("request", lambda request: faults.append(request.url))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("console", lambda message: faults.append(message.text))
        tab.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        tab.on("popup", lambda _: faults.append("popup"))
        tab.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        tab.wait_for_selector("html[data-ready=yes]")
        tabs.append(tab)
        return tab

    yield opened
    for tab in tabs:
        assert tab.evaluate("window.ran") is None
        assert tab.evaluate("window.refused") == []
        assert tab.evaluate(ACTING) == []
        assert tab.locator("script").count() == 3
    assert [one for one in faults if not one.startswith(("file:", "data:", "blob:"))] == []
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def summit() -> Content:
    """Two joint statements and three reports on them, with their links and what changed."""
    with Store.in_memory() as store:
        for path in find_files([TEXTS]):
            document = read_file(path, path.name)
            store.add(document, extract_statements(document))
        relink(store)
        edges = find_statements(store, Filters())
        radar = next(
            e.statement for e in edges if "radar station on Yonaguni by 2029" in e.statement.quote
        )
        add_assessment(
            store,
            make_assessment(
                radar, "in-progress", "2025-03", "A. Reader", "https://x.test/r", "Dug."
            ),
        )
        old, new = pick_documents(store, "2022"), pick_documents(store, "2024")
        comparison = Comparison(
            before="2022", after="2024", changes=tuple(compare_documents(store, old, new))
        )
        return read_content(store, edges, comparison)


@pytest.fixture(scope="session")
def summit_file(summit: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("summit") / "page.html"
    write_page(summit, path, title="Two allies, 2022 and 2024")
    return path
