"""Real SPARQL servers on this machine: Oxigraph and, from another workshop, Virtuoso."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from pledgegraph.graph.remote.endpoint import Endpoint
from pledgegraph.graph.remote.source import STAGING, RemoteSource
from pledgegraph.ontology import vocabulary as v

SECONDS = 90  # for a server to answer on a busy machine
VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 20
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(words: list[str], folder: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the end of the block; it must answer first."""
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(words, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + SECONDS
        while not _answers(address):
            told = (folder / "server.log").read_text("utf-8", "replace")
            assert server.poll() is None, told
            assert time.monotonic() < end, told
            time.sleep(0.1)
        yield server
    finally:
        server.kill()
        server.wait()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):
            return True
    except (URLError, OSError) as fault:
        return hasattr(fault, "code")


def oxigraph_words(port: int) -> list[str]:
    program = Path(sys.executable).with_name("oxigraph")
    return [str(program), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    words = [*oxigraph_words(port), "--location", "data"]
    with running(words, tmp_path_factory.mktemp("oxigraph"), address):
        yield address


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("virtuoso-t")
    if program is None and os.environ.get("CI") != "true":
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    assert program is not None
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port))
    address = f"http://127.0.0.1:{port}/sparql"
    words = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with running(words, folder, address):
        yield address


@pytest.fixture
def endpoint(oxigraph: str) -> str:
    """The address of Oxigraph, emptied of documents."""
    _empty(oxigraph)
    return oxigraph


def _empty(address: str) -> None:
    one = Endpoint(address)
    graphs = RemoteSource(one).select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    # The register and the vocabulary stay: they are large, and the same for every test.
    ours = (v.DOCUMENT, v.LINKS_GRAPH, STAGING)
    for (graph,) in graphs:
        if graph is not None and graph.startswith(ours):
            one.update(f"DROP SILENT GRAPH <{graph}>")
    for predicate in ("statementCount", "graphDigest"):
        triple = f"?s <{v.PG}{predicate}> ?o"
        documents = f'FILTER(STRSTARTS(STR(?s), "{v.DOCUMENT}"))'
        place = f"GRAPH <{v.STORE_GRAPH}>"
        one.update(
            f"DELETE {{ {place} {{ {triple} }} }} WHERE {{ {place} {{ {triple} {documents} }} }}"
        )
