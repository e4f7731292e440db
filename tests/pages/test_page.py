"""The page as text: what is escaped, what is allowed to run, what the payload says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.pages.content import Content
from pledgegraph.graph.pages.layout import ROW_HEIGHT, label_width, place_actors
from pledgegraph.graph.pages.offsets import Ruler, find_span
from pledgegraph.graph.pages.page import FOLDER, read_strings, script_json, write_page
from pledgegraph.graph.pages.payload import safe_url
from pledgegraph.graph.queries import Edge
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Commitment, Document

HOSTILE = '</script><script>window.ran=1</script><img src=x onerror="window.ran=1">\u2028\u202e'


def edge(
    document: Document, quote: str, committer: str, recipient: str | None, **more: Any
) -> Edge:
    start = document.text.index(quote)
    derived = more.pop("derived", False)
    fields: dict[str, Any] = {
        "id": f"{start:016x}",
        "committers": (committer,),
        "recipients": (recipient,) if recipient and not derived else (),
        "strength": 4,
        "cue": "pledged",
        "action": quote[-8:],
    }
    statement = Commitment(
        doc=document.name,
        quote=quote,
        start=start,
        end=start + len(quote),
        lang="en",
        rule="en.commitment.pledge",
        **(fields | more),
    )
    return Edge(committer=committer, recipient=recipient, statement=statement, derived=derived)


def content(edges: list[Edge], documents: list[Document], **more: Any) -> Content:
    return Content(edges=tuple(edges), documents=tuple(documents), **more)


def payload_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="payload">(.*?)</script>', page, re.S)
    assert found
    content: dict[str, Any] = json.loads(found[1])
    return content


@pytest.fixture
def document() -> Document:
    text = f"😀 Japan pledged to halve it. {HOSTILE} Japan pledged to stay."
    return Document(
        name=f"{HOSTILE}.txt",
        text=text,
        lang="en",
        title=HOSTILE,
        date="2024-05",
        url="javascript:1",
    )


@pytest.fixture
def page(document: Document, tmp_path: Path) -> str:
    edges = [
        edge(document, "Japan pledged to halve it", "JPN", "USA"),
        edge(document, HOSTILE, HOSTILE, None),
    ]
    assert write_page(content(edges, [document]), tmp_path / "page.html", title=HOSTILE) == 2
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_hostile_text_opens_no_element(page: str) -> None:
    assert page.count("<script") - page.count('"<script>"') == 3
    assert "<img" not in page
    assert "\u2028" not in page
    assert "javascript:1" not in page


def test_the_page_names_its_language_policy_and_width(page: str) -> None:
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert 'name="viewport"' in page
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]


def test_nothing_is_fetched_from_elsewhere(page: str) -> None:
    assert not re.search(r"<[^>]+\b(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "@import" not in page
    assert "url(" not in (FOLDER / "page.css").read_text(encoding="utf-8")


def test_the_page_s_own_scripts_never_write_markup() -> None:
    for script in sorted((FOLDER / "script").glob("*.js")):
        source = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", source)


def test_offsets_count_utf_16_units(page: str) -> None:
    found = payload_of(page)
    one = found["statements"][0]
    units = found["documents"][0]["text"].encode("utf-16-le")
    assert (
        units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") == "Japan pledged to halve it"
    )
    assert one["start"] == 3
    assert Ruler("a😀b").units(2) == 3
    assert find_span("😀 will", "will") == (3, 7)
    assert find_span("will", "shall") is None


def test_a_committer_named_only_before_the_quote_is_marked_there(tmp_path: Path) -> None:
    text = "😀 Tokyo spoke last. Japan was clear: it pledged to build ten ships."
    document = Document(name="a.txt", text=text, lang="en", date="2024")
    edges = [edge(document, "it pledged to build ten ships", "JPN", "USA")]
    write_page(content(edges, [document]), tmp_path / "page.html", title="x")
    one = payload_of((tmp_path / "page.html").read_text(encoding="utf-8"))["statements"][0]
    units = text.encode("utf-16-le")
    start, end = (one["start"] + place for place in one["committer"])
    assert units[2 * start : 2 * end].decode("utf-16-le") == "Japan"


def test_an_act_toward_nobody_gets_no_edge(page: str) -> None:
    picture = payload_of(page)["picture"]
    assert [(one["from"], one["to"]) for one in picture["edges"]] == [("JPN", "USA")]
    assert len(picture["nodes"]) == 3
    assert picture["options"]["physics"] == {"enabled": False}


def test_joint_acts_are_one_dashed_line(document: Document, tmp_path: Path) -> None:
    quote = "Japan pledged to stay"
    pair = [("JPN", "USA"), ("USA", "JPN")]
    edges = [
        edge(document, quote, one, other, derived=True, committers=("JPN", "USA"))
        for one, other in pair
    ]
    write_page(content(edges, [document]), tmp_path / "page.html", title="Joint")
    lines = payload_of((tmp_path / "page.html").read_text(encoding="utf-8"))["picture"]["edges"]
    assert [(one["id"], one["dashes"], one["acts"]) for one in lines] == [("JPN~USA", True, 1)]


def test_a_cap_keeps_the_strongest_and_says_so(document: Document, tmp_path: Path) -> None:
    edges = [
        edge(document, "Japan pledged to halve it", "JPN", "USA", strength=2),
        edge(document, "Japan pledged to stay", "JPN", "USA", strength=5),
    ]
    assert write_page(content(edges, [document]), tmp_path / "p.html", title="Cap", cap=1) == 1
    found = payload_of((tmp_path / "p.html").read_text(encoding="utf-8"))
    assert (found["shown"], found["total"]) == (1, 2)
    assert found["statements"][0]["strength"] == 5


def test_only_web_addresses_become_links() -> None:
    assert safe_url("https://example.org/a?b=1") == "https://example.org/a?b=1"
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "//x",
        "http://a b",
        None,
    ):
        assert safe_url(address) is None


def test_a_script_block_cannot_be_ended_by_its_content() -> None:
    text = script_json({"a": "</script><!--&\u2029"})
    assert not set("<>&\u2029") & set(text)
    assert json.loads(text) == {"a": "</script><!--&\u2029"}


def test_every_word_the_scripts_ask_for_is_in_the_table() -> None:
    known = read_strings()
    for path in [*(FOLDER / "script").glob("*.js"), FOLDER / "page.html.j2"]:
        source = path.read_text(encoding="utf-8")
        asked = re.findall(r'\bt\("([\w.-]+)"', source)
        asked += re.findall(r'data-t(?:-label|-placeholder)?="([\w.-]+)"', source)
        assert set(asked) <= set(known), path


def test_labels_do_not_overlap_and_places_are_stable() -> None:
    widths = {f"a{at}": label_width("United Kingdom" if at % 2 else "日本") for at in range(60)}
    pairs = {(f"a{at}", f"a{at * 7 % 60}"): 1 + at % 3 for at in range(40)}
    places = place_actors(widths, pairs)
    assert places == place_actors(widths, pairs)
    for one, here in places.items():
        for other, there in places.items():
            apart = abs(here.x - there.x) >= (widths[one] + widths[other]) / 2
            assert one == other or apart or abs(here.y - there.y) >= ROW_HEIGHT * 0.6


def test_an_empty_answer_still_makes_a_page(tmp_path: Path) -> None:
    assert write_page(Content(), tmp_path / "page.html", title="Nothing") == 0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"missing/page\.html"):
        write_page(Content(), tmp_path / "missing" / "page.html", title="Nothing")
