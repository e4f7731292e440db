"""Endpoints that are down, slow, busy, closed or none at all: one clear line, nothing lost."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pledgegraph.graph.remote.endpoint import PASSWORD, TIMEOUT, TOKEN, USER, Endpoint, read_places
from pledgegraph.ontology.errors import GraphError, QueryError
from tests.cli.conftest import EXAMPLES, Run, run
from tests.remote.conftest import free_port

__all__ = ["run"]  # a fixture
EMPTY = b'{"head": {"vars": []}, "results": {"bindings": []}}'
Answer = tuple[int, str, bytes, dict[str, str]]
Serve = Callable[[list[Answer]], tuple[str, list[str]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server that gives some answers in turn, the last one ever after; what it was told."""
    servers: list[HTTPServer] = []

    def start(answers: list[Answer]) -> tuple[str, list[str]]:
        heard: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                heard.append(str(self.headers.get("Authorization")))
                code, kind, body, headers = answers[min(len(heard), len(answers)) - 1]
                self.send_response(code)
                self.send_header("Content-Type", kind)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}", heard

    yield start
    for one in servers:
        one.shutdown()
        one.server_close()


def asked(address: str) -> list[float]:
    """Ask an endpoint; return how long it was waited between the tries."""
    waits: list[float] = []
    Endpoint(address, waits.append).rows("SELECT * { ?s ?p ?o }")
    return waits


def test_an_endpoint_that_is_down_is_told_after_some_tries() -> None:
    waits: list[float] = []
    one = Endpoint(f"http://127.0.0.1:{free_port()}", waits.append)
    with pytest.raises(
        GraphError, match=r"cannot be reached \(Connection refused\), tried 4 times"
    ):
        one.rows("ASK {}")
    assert waits == [0.5, 1.0, 2.0]


def test_an_endpoint_that_is_busy_is_asked_again(serve: Serve) -> None:
    busy: Answer = (503, "text/plain", b"", {"Retry-After": "7"})
    address, heard = serve([busy, (502, "text/plain", b"", {}), (200, "text/json", EMPTY, {})])
    assert asked(address) == [7.0, 1.0]
    assert len(heard) == 3


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((200, "text/html", b"<html>Welcome", {}), "answers text/html, no SPARQL result"),
        ((200, "text/plain", b"hello", {}), "no SPARQL result"),
        ((200, "text/plain", b"[1]", {}), "no SPARQL result"),
        ((200, "text/plain", b'{"head": {}}', {}), "a table without 'vars'"),
        ((401, "text/html", b"", {}), rf"refuses \(401 Unauthorized\); set {USER}"),
        ((403, "text/plain", b"", {}), r"refuses \(403 Forbidden\)"),
        ((302, "text/plain", b"", {"Location": "http://127.0.0.1:9/"}), "points elsewhere"),
        ((404, "text/html", b"<h1>no</h1>", {}), r"fails \(404 Not Found"),
        ((500, "text/plain", b"out of memory", {}), r"fails \(500 .*out of memory"),
    ],
)
def test_an_answer_that_is_none_is_told_at_once(serve: Serve, answer: Answer, reason: str) -> None:
    from pledgegraph.graph.remote.source import RemoteSource

    address, heard = serve([answer])
    with pytest.raises(GraphError, match=reason):
        RemoteSource(Endpoint(address)).select("SELECT * { ?s ?p ?o }")
    assert len(heard) == 1


def test_a_fault_of_the_query_is_told_in_the_words_of_the_endpoint(serve: Serve) -> None:
    address, _ = serve([(400, "text/plain", b"expected\n}", {})])
    with pytest.raises(QueryError, match="finds a fault in the request: expected }"):
        asked(address)


def test_an_endpoint_that_is_slow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setenv(TIMEOUT, "0.2")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(8)
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(GraphError, match=r"no answer within 0\.2 s, tried 4 times"):
            asked(address)


def test_credentials_come_from_the_environment_and_are_never_told(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "ann")
    monkeypatch.setenv(PASSWORD, "s3cret")
    asks = {"WWW-Authenticate": 'Basic realm="x"'}
    address, heard = serve([(401, "text/plain", b"", asks), (200, "text/json", EMPTY, {})])
    asked(address)
    assert heard[0] == "None"
    assert heard[1].startswith("Basic ")
    monkeypatch.setenv(TOKEN, "t0ken")
    address, heard = serve([(403, "text/plain", b"", {})])
    with pytest.raises(GraphError) as fault:
        asked(address)
    assert heard == ["Bearer t0ken"]
    assert not [one for one in ("s3cret", "t0ken", "ann") if one in str(fault.value)]


def test_credentials_in_the_address_are_refused_without_being_shown(run: Run) -> None:
    result = run("query", "--store", "http://ann:s3cret@127.0.0.1:1/")
    assert result.exit_code == 2
    assert "credentials do not belong in the address" in result.stderr
    assert "s3cret" not in result.output


def test_a_command_at_an_endpoint_that_is_down_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    result = run("add", EXAMPLES / "nato-2024-en.txt", "--store", address)
    assert result.exit_code == 2
    assert f"{address}/query: cannot be reached" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("address", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/query", "http://h:7878/query", "http://h:7878/update"),
        ("https://h/ds/", "https://h/ds/query", "https://h/ds/update"),
        ("http://h:8890/sparql", "http://h:8890/sparql", "http://h:8890/sparql"),
    ],
)
def test_the_places_of_usual_servers_are_known(address: str, query: str, update: str) -> None:
    found = read_places(address)
    assert (found.query, found.update) == (query, update)
