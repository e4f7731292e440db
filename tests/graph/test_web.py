"""The server over HTTP: pages, JSON, SPARQL, stable addresses, and what it refuses."""

import asyncio
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib
import uvicorn

from pledgegraph.graph.store import Store
from pledgegraph.graph.web.accepting import choose_format
from pledgegraph.graph.web.application import make_application
from pledgegraph.graph.web.highlights import split_text
from pledgegraph.graph.web.room import Reviewer
from pledgegraph.ontology.records import Document
from tests.graph.conftest import english, make_statement

HOSTILE = "<script>window.ran=1</script><img src=x onerror=window.ran=1>\u202e"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a pg:Commitment }"
# Every statement with every other, four times over: no machine gets to the end of it.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"


@contextmanager
def running(store: Store, **options: Any) -> Iterator[str]:
    """The application on a free port of this machine; yields its address."""
    app = make_application(store, **options)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def make_store(folder: Path) -> Store:
    store = Store.open(folder)
    document, statements = english()
    store.add(document, statements)
    text = f"{HOSTILE} will help 日本. 中国承诺支持联合国。"
    hostile = Document(name=f"a/{HOSTILE}.txt", text=text, lang="en", title=HOSTILE, date="2025")
    quotes = [
        make_statement(hostile, f"{HOSTILE} will help 日本", committers=("evil-<b>",)),
        make_statement(hostile, "will help 日本", committers=("USA",), recipients=("JPN",)),
        make_statement(hostile, "中国承诺支持联合国", committers=("CHN",), recipients=("UN",)),
    ]
    store.add(hostile, quotes)
    return store


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with (
        make_store(tmp_path_factory.mktemp("web") / "store") as store,
        running(store, seconds=2, rows=5) as found,
    ):
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as one:
        yield one


def ask(client: httpx.Client, query: str, accept: str = "*/*", **more: Any) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more}, headers={"accept": accept})


def test_pages_are_in_the_language_of_the_browser(client: httpx.Client) -> None:
    header = {"accept": "text/html", "accept-language": "zh-TW,zh;q=0.9"}
    page = client.get("/", headers=header)
    assert page.status_code == 200
    assert "份文件" in page.text
    assert 'lang="zh-Hant"' in page.text
    assert "件の文書" in client.get("/?lang=ja", headers=header).text


def test_no_page_carries_markup_of_a_text(client: httpx.Client) -> None:
    found = client.get("/api/statements", params={"since": "2025", "size": 9}).json()
    ids = [one["statement"]["id"] for one in found["statements"]]
    name = found["statements"][0]["statement"]["doc"]
    paths = ["/", "/statements", "/actor/evil-<b>", f"/document/{name}", "/nowhere/<script>"]
    for path in [*paths, *(f"/statement/{one}" for one in ids)]:
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code in (200, 404), path
        assert "<script>window" not in page.text, path
        assert "<img" not in page.text, path
        assert "\u202e" not in page.text, path
        assert "script-src 'self'" in page.headers["content-security-policy"], path


def test_lists_are_filtered_and_paged(client: httpx.Client) -> None:
    whole = client.get("/api/statements", params={"size": 100}).json()
    assert whole["total"] == len(whole["statements"]) > 3
    pages = [
        client.get("/api/statements", params={"size": 1, "page": at + 1}).json()["statements"][0]
        for at in range(whole["total"])
    ]
    assert pages == whole["statements"]
    dates = [one["date"] for one in whole["statements"]]
    assert dates == sorted(dates, reverse=True)
    some = client.get("/api/statements", params={"from": "アメリカ", "to": "日本"}).json()
    assert some["total"] < whole["total"]
    assert all("USA" in one["statement"]["committers"] for one in some["statements"])
    past = client.get("/api/statements", params={"page": 1000}).json()
    assert past["statements"] == []


def test_empty_fields_of_a_form_ask_for_nothing(client: httpx.Client) -> None:
    form = {"from": "", "to": "", "topic": "", "min_strength": "", "since": "", "text": ""}
    page = client.get("/statements", params=form, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert page.text.count('class="statement ') > 3


def test_a_word_finds_both_scripts(client: httpx.Client) -> None:
    found = client.get("/api/statements", params={"text": "承諾支持"}).json()
    assert [one["statement"]["committers"] for one in found["statements"]] == [["CHN"]]


def test_faults_are_told(client: httpx.Client) -> None:
    unknown = client.get("/api/statements", params={"from": "Japn"})
    assert unknown.status_code == 400
    assert "Did you mean" in unknown.json()["error"]
    wrong = client.get("/api/statements", params={"since": "May"})
    assert wrong.status_code == 422
    assert "since 'May'" in wrong.json()["error"]
    assert client.get(f"/statement/{'0' * 16}").status_code == 404
    assert client.get("/document/none.txt").status_code == 404
    assert client.get("/actor/nobody-at-all").status_code == 404
    page = client.get("/actor/nobody-at-all", headers={"accept": "text/html"})
    assert "nobody-at-all" in page.text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own
def test_an_address_answers_in_the_form_asked_for(client: httpx.Client) -> None:
    one = client.get("/api/statements", params={"from": "US", "until": "2024"}).json()
    identifier = one["statements"][0]["statement"]["id"]
    for path in (f"/statement/{identifier}", "/actor/JPN", "/document/summit-en.txt"):
        turtle = client.get(path, headers={"accept": "text/turtle"})
        linked = client.get(path, params={"format": "jsonld"})
        graphs = [
            rdflib.Graph().parse(data=turtle.text, format="turtle"),
            rdflib.Graph().parse(data=linked.text, format="json-ld"),
        ]
        assert len(graphs[0]) == len(graphs[1]) > 2
        assert set(graphs[0].subjects()) == set(graphs[1].subjects())
        assert client.get(path, params={"format": "json"}).json()
        assert client.get(path, headers={"accept": "text/html"}).text.startswith("<!doctype html>")
        assert client.get(path, headers={"accept": "image/png"}).status_code == 406
        assert client.get(path, params={"format": "pdf"}).status_code == 406


def test_an_actor_answers_under_every_name(client: httpx.Client) -> None:
    told = [client.get(f"/api/actors/{name}").json() for name in ("JPN", "日本", "Japan")]
    assert told[0] == told[1] == told[2]
    assert told[0]["received"] >= 2


def test_the_network_page_is_the_explorer_of_view(client: httpx.Client) -> None:
    page = client.get("/network", params={"to": "JPN"}, headers={"accept": "text/html"})
    payload = json.loads(page.text.split('id="payload">')[1].split("</script>")[0])
    assert payload["shown"] == payload["total"] >= 2
    assert payload["addresses"] == {"statement": "/statement/{id}"}
    assert 'href="/statements?to=JPN' in page.text


class TestSparql:
    def test_a_query_may_come_in_three_ways(self, client: httpx.Client) -> None:
        direct = {"content-type": "application/sparql-query"}
        answers = [
            ask(client, COUNT),
            client.post("/sparql", data={"query": COUNT}),
            client.post("/sparql", content=COUNT, headers=direct),
        ]
        counts = [one.json()["results"]["bindings"][0]["n"]["value"] for one in answers]
        assert counts[0] == counts[1] == counts[2] != "0"

    @pytest.mark.parametrize(
        ("accept", "kind"),
        [
            ("application/sparql-results+json", "application/sparql-results+json"),
            ("application/sparql-results+xml", "application/sparql-results+xml"),
            ("text/csv", "text/csv"),
            ("text/tab-separated-values", "text/tab-separated-values"),
            ("text/csv;q=0.1, application/sparql-results+xml", "application/sparql-results+xml"),
            ("*/*", "application/sparql-results+json"),
        ],
    )
    def test_rows_come_in_the_formats_of_the_standard(
        self, client: httpx.Client, accept: str, kind: str
    ) -> None:
        query = 'SELECT ?a ?b WHERE { VALUES (?a ?b) { ("x, \\"y\\"" <urn:a>) (UNDEF "日本"@ja) } }'
        answer = ask(client, query, accept)
        assert answer.headers["content-type"].startswith(kind)
        formats = {"json": "json", "xml": "xml", "csv": "csv", "tab": "tsv"}
        form = next(name for mark, name in formats.items() if mark in kind)
        read = rdflib.query.Result.parse(source=_stream(answer.content), format=form)
        rows: list[Any] = list(read)
        assert len(rows) == 2
        assert str(rows[0][0]) == 'x, "y"'

    def test_truth_and_graphs(self, client: httpx.Client) -> None:
        assert ask(client, "ASK { ?s a pg:Commitment }").json()["boolean"] is True
        xml = ask(client, "ASK { ?s a pg:None }", "application/sparql-results+xml").text
        assert "<boolean>false</boolean>" in xml
        query = "CONSTRUCT { ?s a pg:Commitment } WHERE { ?s a pg:Commitment } LIMIT 2"
        for accept, form in (("text/turtle", "turtle"), ("application/rdf+xml", "xml")):
            assert len(rdflib.Graph().parse(data=ask(client, query, accept).text, format=form)) == 2

    def test_a_client_may_choose_graphs(self, client: httpx.Client) -> None:
        query = "SELECT ?s WHERE { ?s a pg:Commitment }"
        rows = ask(client, query, **{"default-graph-uri": "urn:none"}).json()
        assert rows["results"]["bindings"] == []

    @pytest.mark.parametrize(
        ("query", "status", "told"),
        [
            ("SELEC ?s {}", 400, "no valid SPARQL query"),
            ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 400, "SERVICE"),
            ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 400, "no valid SPARQL query"),
        ],
    )
    def test_what_is_no_question_is_refused(
        self, client: httpx.Client, query: str, status: int, told: str
    ) -> None:
        answer = ask(client, query)
        assert answer.status_code == status
        assert told in answer.json()["error"]

    def test_updates_are_refused(self, client: httpx.Client) -> None:
        before = ask(client, COUNT).text
        update = "DELETE WHERE { ?s ?p ?o }"
        kind = {"content-type": "application/sparql-update"}
        assert client.post("/sparql", content=update, headers=kind).status_code == 403
        assert client.post("/sparql", data={"update": update}).status_code == 403
        assert client.put("/sparql", content=update).status_code == 405
        assert client.post("/sparql", data={"query": update}).status_code == 400
        assert ask(client, COUNT).text == before

    def test_a_query_without_end_is_stopped_and_others_go_on(self, client: httpx.Client) -> None:
        started = time.monotonic()
        answer = ask(client, ENDLESS)
        assert answer.status_code == 503
        assert "longer than 2 s" in answer.json()["error"]
        assert time.monotonic() - started < 20
        assert ask(client, COUNT).status_code == 200

    def test_a_long_answer_is_cut_and_says_so(self, client: httpx.Client) -> None:
        answer = ask(client, "SELECT * WHERE { ?s ?p ?o }")
        assert len(answer.json()["results"]["bindings"]) == 5
        assert answer.headers["pledgegraph-cut"].startswith("5 rows")
        assert "pledgegraph-cut" not in ask(client, COUNT).headers

    def test_only_formats_that_fit(self, client: httpx.Client) -> None:
        assert ask(client, COUNT, "image/png").status_code == 406
        assert (
            client.post("/sparql", content=b"x", headers={"content-type": "x/y"}).status_code == 415
        )
        assert client.get("/sparql").status_code == 400


class TestGuard:
    def test_a_foreign_name_is_refused(self, client: httpx.Client) -> None:
        assert client.get("/", headers={"host": "evil.example"}).status_code == 421
        assert client.get("/", headers={"host": "localhost:1"}).status_code == 200

    def test_pages_of_others_cannot_post(self, client: httpx.Client) -> None:
        answer = client.post(
            "/sparql", data={"query": COUNT}, headers={"origin": "https://evil.example"}
        )
        assert answer.status_code == 403

    def test_large_requests_are_refused(self, client: httpx.Client) -> None:
        kind = {"content-type": "application/sparql-query"}
        assert client.post("/sparql", content=b"#" * 1_000_001, headers=kind).status_code == 413
        stream = client.post("/sparql", content=iter([b"#" * 600_000] * 2), headers=kind)
        assert stream.status_code == 413

    @pytest.mark.parametrize(
        "path", ["/static/../api.py", "/static/..%2fapi.py", "/document/../../etc/passwd"]
    )
    def test_no_path_leads_out(self, client: httpx.Client, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_a_token_opens_once_and_is_carried_on(self, tmp_path: Path) -> None:
        with (
            make_store(tmp_path / "store") as store,
            running(store, token="secret") as address,
            httpx.Client(base_url=address, timeout=30) as client,
        ):
            assert client.get("/api/stats").status_code == 401
            assert client.get("/api/stats", params={"token": "wrong"}).status_code == 401
            bearer = {"authorization": "Bearer secret"}
            assert client.get("/api/stats", headers=bearer).status_code == 200
            assert client.get("/api/stats").status_code == 401
            opened = client.get("/", params={"token": "secret"}, headers={"accept": "text/html"})
            assert "HttpOnly" in opened.headers["set-cookie"]
            assert "secret" not in opened.text
            assert client.get("/api/stats").status_code == 200


class TestReview:
    @pytest.fixture
    def desk(self, tmp_path: Path) -> Iterator[httpx.Client]:
        reviewer = Reviewer("ana", tmp_path / "decisions.jsonl")
        with (
            make_store(tmp_path / "store") as store,
            running(store, reviewer=reviewer) as address,
            httpx.Client(base_url=address, timeout=30, follow_redirects=True) as client,
        ):
            client.headers["accept"] = "text/html"
            yield client

    def waiting(self, client: httpx.Client) -> str:
        found = re.search(r'action="/review/([0-9a-f]{16})"', client.get("/review").text)
        assert found
        return found[1]

    def total(self, client: httpx.Client) -> int:
        told = client.get("/api/statements", headers={"accept": "application/json"}).json()
        count: int = told["total"]
        return count

    def test_decisions_change_the_answers_and_can_be_taken_back(self, desk: httpx.Client) -> None:
        before, first = self.total(desk), self.waiting(desk)
        page = desk.post(f"/review/{first}", data={"verdict": "rejected", "why": "a <b> joke"})
        assert page.status_code == 200
        assert self.total(desk) == before - 1
        assert self.waiting(desk) != first
        assert "a <b>" not in page.text
        desk.post("/review-undo", data={})
        assert self.total(desk) == before
        assert self.waiting(desk) == first

    def test_a_correction_answers(self, desk: httpx.Client, tmp_path: Path) -> None:
        first = self.waiting(desk)
        form = {"verdict": "edited", "committers": "韓国", "recipients": "Ukraine", "strength": "1"}
        assert desk.post(f"/review/{first}", data=form).status_code == 200
        told = desk.get("/api/statements", params={"from": "KOR"}).json()
        assert told["statements"][0]["statement"]["recipients"] == ["UKR"]
        lines = (tmp_path / "decisions.jsonl").read_text("utf-8").splitlines()
        assert json.loads(lines[0])["by"] == "ana"

    @pytest.mark.parametrize(
        ("form", "status"),
        [
            ({"verdict": "burnt"}, 400),
            ({"verdict": "undone"}, 400),
            ({"verdict": "edited"}, 400),
            ({"verdict": "duplicate", "of": "ffff"}, 400),
            ({"verdict": "edited", "committers": "Nowhereland"}, 400),
            ({"verdict": "edited", "committers": "Japan", "deadline": "soon"}, 400),
        ],
    )
    def test_what_does_not_fit_is_told(
        self, desk: httpx.Client, form: dict[str, str], status: int, tmp_path: Path
    ) -> None:
        assert desk.post(f"/review/{self.waiting(desk)}", data=form).status_code == status
        assert not (tmp_path / "decisions.jsonl").exists()

    def test_a_foreign_page_cannot_decide(self, desk: httpx.Client) -> None:
        first = self.waiting(desk)
        foreign = {"origin": "https://evil.example"}
        answer = desk.post(f"/review/{first}", data={"verdict": "rejected"}, headers=foreign)
        assert answer.status_code == 403

    def test_it_leads_nowhere_else(self, desk: httpx.Client) -> None:
        form = {"verdict": "accepted", "back": "https://evil.example/"}
        answer = desk.post(f"/review/{self.waiting(desk)}", data=form, follow_redirects=False)
        assert answer.headers["location"] == "/review"

    def test_without_a_reviewer_nothing_can_be_decided(self, client: httpx.Client) -> None:
        assert client.get("/review").status_code == 404
        assert client.post(f"/review/{'0' * 16}", data={"verdict": "accepted"}).status_code == 404


def _stream(content: bytes) -> Any:
    import io

    return io.BytesIO(content)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (None, "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/y"),
        ("a/x;q=0.2, b/y;q=0.8", "b/y"),
        ("a/x;q=0, */*", "b/y"),
        ("c/z", None),
        ("a/x;q=zero", None),
    ],
)
def test_the_best_format_is_chosen(header: str | None, found: str | None) -> None:
    assert choose_format(header, ["a/x", "b/y"]) == found


def test_overlapping_statements_are_cut_into_pieces() -> None:
    document = Document(name="a.txt", text="xx abc def yy", lang="en")
    outer = make_statement(document, "abc def")
    inner = make_statement(document, "def yy")
    pieces = split_text(document.text, [outer, inner])
    assert [one.text for one in pieces] == ["xx ", "abc ", "def", " yy"]
    assert [len(one.over) for one in pieces] == [0, 1, 2, 1]
    assert "".join(one.text for one in pieces) == document.text
