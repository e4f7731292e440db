"""The page in Chromium, part by part, in two interface languages: from an edge to its sentence."""

import re
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.pages.page import read_strings
from tests.conftest import BROWSER
from tests.pages.conftest import Open

pytestmark = BROWSER
BOTH = pytest.mark.parametrize("lang", ["en", "ja"])
DEFENCE = "commitment to defend Japan"


def word(key: str, lang: str, **values: Any) -> str:
    return read_strings()[key][lang].format(**values)


def cards(page: Any) -> int:
    count: int = page.locator("#panel .card").count()
    return count


@BOTH
def test_network_pairs_fans_and_ego_view(open_page: Open, summit_file: Path, lang: str) -> None:
    page = open_page(summit_file, f"tab=network&lang={lang}")
    assert page.locator("html").get_attribute("lang") == lang
    page.click("#listing-pairs")
    pair = page.locator("[data-pair='JPN>PHL']")
    count = int(pair.locator(".count").inner_text())
    assert count >= 2
    pair.click()
    assert cards(page) == count
    button = page.get_by_role("button", name=word("panel.fan", lang))
    before = page.evaluate("window.pledgegraph.lines()")
    button.click()
    assert page.evaluate("window.pledgegraph.lines()") == before + count - 1
    page.get_by_role("button", name=word("panel.fold", lang)).click()
    assert page.evaluate("window.pledgegraph.lines()") == before
    page.locator("#panel .card").first.click()
    page.locator("#panel .headline button").first.click()
    page.click("#ego")
    assert "actor=JPN" in page.url
    assert page.evaluate("window.pledgegraph.lines()") < before


@BOTH
def test_search_takes_a_name_in_any_language(open_page: Open, summit_file: Path, lang: str) -> None:
    page = open_page(summit_file, f"tab=network&lang={lang}")
    for name in ("美國", "アメリカ", "United States", "USA"):
        page.fill("#search", name)
        page.keyboard.press("Enter")
        heading = page.locator("#panel h2").inner_text()
        assert {"en": "United States", "ja": "アメリカ"}[lang] in heading
    page.fill("#search", "patrol boats")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash.includes('text=')")
    page.click("#panel .back")
    assert 1 <= cards(page) <= 3


@BOTH
def test_detail_leads_from_the_act_to_its_sentence(
    open_page: Open, summit_file: Path, lang: str
) -> None:
    page = open_page(summit_file, f"tab=list&lang={lang}")
    rows = page.locator("#view-list tbody tr", has_text="its unwavering commitment")
    rows.first.locator("button").click()
    panel = page.locator("#panel")
    assert DEFENCE in panel.locator("mark").inner_text()
    assert panel.locator(".in-cue").first.inner_text() == "reaffirmed"
    assert panel.locator(".in-committer").first.inner_text() == "United States"
    assert panel.locator(".in-action").count() >= 1
    facts = panel.locator("dl").first.inner_text()
    for key in ("detail.strength", "detail.chain", "detail.source", "again.reaffirmed"):
        assert word(key, lang) in facts
    assert panel.locator("a").get_attribute("href") == "https://example.org/summit-2024"
    links = panel.locator(".links").inner_text()
    assert word("links.chain", lang) in links
    assert word("links.same", lang) in links
    chain = panel.locator(".chain > li")
    assert chain.count() == 2
    assert chain.first.locator("b").inner_text() == "2022-05-23"
    assert chain.nth(1).get_attribute("aria-current") == "step"
    languages = panel.locator(".others .quote").evaluate_all("all => all.map(one => one.lang)")
    assert {"ja", "zh-Hant"} <= set(languages)
    chain.first.locator("button").click()
    assert "2022-05-23" in panel.locator("dl").first.inner_text()
    page.click("#read")
    assert DEFENCE in page.locator("#view-documents mark.current").inner_text()


@BOTH
def test_status_is_what_a_person_found_or_the_deadline_says(
    open_page: Open, summit_file: Path, lang: str
) -> None:
    page = open_page(summit_file, f"tab=list&lang={lang}&status=in-progress")
    page.locator("#view-list .open").first.click()
    panel = page.locator("#panel")
    assert word("status.in-progress", lang) in panel.locator(".assessments").inner_text()
    assert "A. Reader" in panel.locator(".assessments").inner_text()
    assert panel.locator(".assessments a").get_attribute("href") == "https://x.test/r"
    page = open_page(summit_file, f"tab=list&lang={lang}&status=overdue")
    page.locator("#view-list .open").first.click()
    panel = page.locator("#panel")
    assert panel.locator(".stands-overdue").inner_text() == word("status.overdue", lang)


@BOTH
def test_filters_narrow_everything_and_the_address_brings_them_back(
    open_page: Open, summit_file: Path, lang: str
) -> None:
    page = open_page(summit_file, f"tab=network&lang={lang}")
    whole = cards(page)
    for facet, value in (
        ("from", "JPN"), ("to", "PHL"), ("topic", None), ("kind", "call"), ("strength", "4"),
        ("year", "2022"), ("again", "reaffirmed"), ("doc", "summit-2022-en.txt"),
        ("edge", "derived"),
    ):  # fmt: skip
        box = page.locator(f"[data-facet={facet}]")
        if box.get_attribute("open") is None:
            box.locator("summary").click()
        name = f"[data-value='{facet}={value}']" if value else "input"
        label = box.locator("label", has=page.locator(name)).first
        count = int(label.locator(".count").inner_text())
        label.locator("input").check()
        assert 0 < cards(page) == count < whole
        address = page.url
        page.click("#clear")
        assert cards(page) == whole
        if facet not in ("to", "again", "doc"):
            continue
        page.evaluate("hash => { location.hash = hash }", address.split("#")[1])
        page.wait_for_function(
            f"() => document.querySelectorAll('#panel .card').length === {count}"
        )
        page.click("#clear")
    page.locator("details.facet", has=page.locator("#since")).locator("summary").click()
    page.fill("#since", "2023-01-01")
    page.fill("#until", "2023-12-31")
    assert 0 < cards(page) < whole
    assert "since=2023-01-01&until=2023-12-31" in page.url
    assert "2023-03-22" in page.locator("#panel .card").first.inner_text()


@BOTH
def test_list_is_sorted_read_by_keyboard_and_saved(
    open_page: Open, summit_file: Path, lang: str
) -> None:
    page = open_page(summit_file, f"tab=list&lang={lang}&kind=commitment")
    head = page.locator("#view-list th", has_text=word("detail.strength", lang))
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    strengths = page.locator("#view-list .pill").all_inner_texts()
    assert strengths == sorted(strengths, key=lambda one: one[0])
    page.locator("#view-list .open").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote").is_visible()
    assert page.evaluate("document.activeElement.className").startswith("plain open")
    with page.expect_download() as download:
        page.click("#csv")
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == len(strengths) + 1
    assert lines[0].startswith('"id","date","kind","committers"')


@BOTH
def test_timeline_shows_chains_by_actor_and_by_topic(
    open_page: Open, summit_file: Path, lang: str
) -> None:
    page = open_page(summit_file, f"tab=timeline&lang={lang}")
    assert page.locator("#view-timeline .year").all_inner_texts() == ["2022", "2023", "2024"]
    assert page.locator("#view-timeline .arcs path").count() >= 1
    page.uncheck("#chains")
    assert page.locator("#view-timeline .arcs").count() == 0
    page.check("#chains")
    page.click("#by-topics")
    assert page.locator("#view-timeline .dot").count() >= 3
    page.locator("#view-timeline .others button").first.click()
    assert page.locator("#panel .chain > li").count() >= 2
    page.click("#by-actors")
    page.locator("#view-timeline .dot[data-row=NATO]").first.click()
    assert "from=NATO" in page.url


@BOTH
def test_matrix_leads_to_a_pair(open_page: Open, summit_file: Path, lang: str) -> None:
    page = open_page(summit_file, f"tab=matrix&lang={lang}")
    cell = page.locator("#view-matrix .cell").first
    label = cell.get_attribute("aria-label")
    count = int(re.findall(r"\d+", label)[-1])
    cell.click()
    assert cards(page) == count
    assert page.locator("#view-matrix .cell.joint").count() >= 1


@BOTH
def test_changes_stand_side_by_side(open_page: Open, summit_file: Path, lang: str) -> None:
    page = open_page(summit_file, f"lang={lang}")
    assert page.locator("#view-changes").is_visible()
    page.locator("[data-kind='changed amount']").click()
    row = page.locator("#view-changes tbody tr")
    assert row.count() == 1
    assert page.locator("#view-changes ins").all_inner_texts() == ["plans", "300", "pledged", "500"]
    row.locator("button").last.click()
    assert word("detail.amount", lang) in page.locator("#panel").inner_text()
    page.locator("[data-kind='changed amount']").click()
    page.locator("[data-kind=dropped]").click()
    assert page.locator("#view-changes td.nothing").count() >= 2


@BOTH
def test_tabs_and_documents_by_keyboard(open_page: Open, summit_file: Path, lang: str) -> None:
    page = open_page(summit_file, f"tab=network&lang={lang}")
    page.focus("#tab-network")
    for tab in ("list", "timeline", "matrix", "documents", "changes"):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.id") == f"tab-{tab}"
        assert page.locator(f"#view-{tab}").is_visible()
        assert page.locator(f"#tab-{tab}").inner_text() == word(f"tab.{tab}", lang)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.locator("#view-documents mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote").is_visible()
    assert page.locator("mark.current").count() >= 1


def test_hover_dims_all_but_the_neighbours(open_page: Open, summit_file: Path) -> None:
    page = open_page(summit_file, "tab=network")
    place = page.evaluate("window.pledgegraph.place('PHL')")
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + place["x"] + 30, box["y"] + place["y"] - 60)
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"], steps=5)
    page.wait_for_function("() => window.pledgegraph.opacity('UKR') < 0.5")
    assert page.evaluate("window.pledgegraph.opacity('JPN')") == 1
    page.mouse.move(box["x"] + 2, box["y"] + 2, steps=5)
    page.wait_for_function("() => window.pledgegraph.opacity('UKR') === 1")


def test_a_double_click_fans_a_pair_out(open_page: Open, summit_file: Path) -> None:
    page = open_page(summit_file, "tab=network&from=JPN&to=PHL")
    ends = [page.evaluate(f"window.pledgegraph.place('{one}')") for one in ("JPN", "PHL")]
    box = page.locator("#canvas").bounding_box()
    across, down = (ends[1][axis] - ends[0][axis] for axis in "xy")
    assert page.evaluate("window.pledgegraph.lines()") == 1
    for bow in (0.08, -0.08, 0.1, -0.1, 0.06, -0.06):
        page.mouse.dblclick(
            box["x"] + ends[0]["x"] + across / 2 + bow * down,
            box["y"] + ends[0]["y"] + down / 2 - bow * across,
        )
        if page.evaluate("window.pledgegraph.lines()") > 1:
            break
    assert page.evaluate("window.pledgegraph.lines()") >= 2


def test_dark_phone_and_print(open_page: Open, summit_file: Path, tmp_path: Path) -> None:
    page = open_page(
        summit_file, "tab=network", viewport={"width": 390, "height": 844}, color_scheme="dark"
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(20, 23, 27)"
    for tab in ("network", "list", "timeline", "matrix", "documents", "changes"):
        page.click(f"#tab-{tab}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, tab
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(29, 35, 43)"
    )
    page.emulate_media(media="screen")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(244, 243, 239)"
    page.emulate_media(media="print")
    assert not page.locator("#search").is_visible()
    assert not page.locator("#filters").is_visible()


def test_every_control_has_a_name(open_page: Open, summit_file: Path) -> None:
    page = open_page(summit_file)
    nameless = """() => [...document.querySelectorAll("button, select, input, [role=button]")]
      .filter((one) => one.checkVisibility() && !(one.innerText || "").trim()
        && !one.getAttribute("aria-label") && !(one.labels && one.labels.length))
      .map((one) => one.outerHTML.slice(0, 120))"""
    for tab in ("network", "list", "timeline", "matrix", "documents", "changes"):
        page.click(f"#tab-{tab}")
        assert page.evaluate(nameless) == []
        assert page.locator("[role=tab][aria-selected=true]").count() == 1
