"""A small OpenAI-compatible server on loopback: answers by a script, busy or broken on demand."""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[str, int], "tuple[int, str]"]
"""The user's words and how often they came before → status and content of the answer."""


def promise(text: str, before: int) -> tuple[int, str]:
    """Find every "X will …" of the passages, as a model that follows its instructions would."""
    passages = text.split("Passages to mark:\n")[-1]
    found = re.findall(r"((Japan|Fiji|Canada) will [^.\n]+)\.", passages)
    statements = [
        {
            "quote": quote,
            "kind": "commitment",
            "committers": [{"id": name, "words": name}],
            "strength": 3,
            "cue": "will",
            "action": quote.split(" will ", 1)[1],
        }
        for quote, name in found
    ]
    return 200, json.dumps({"statements": statements})


@dataclass
class ModelServer:
    """What the server was asked, and with which headers and bodies."""

    address: str
    asked: Counter[str] = field(default_factory=Counter)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    most_at_once: int = 0


@contextmanager
def serving(script: Script = promise, delay: float = 0.0) -> Iterator[ModelServer]:
    """Serve on a free port of 127.0.0.1 until the end of the block."""
    lock = threading.Lock()
    under_way = 0

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            nonlocal under_way
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = next(m["content"] for m in body["messages"] if m["role"] == "user")
            with lock:
                under_way += 1
                server.most_at_once = max(server.most_at_once, under_way)
                before = server.asked[text]
                server.asked[text] += 1
                server.bodies.append(body)
                server.keys.add(self.headers["Authorization"] or "")
            time.sleep(delay)
            status, content = script(text, before)
            self._answer(status, content)
            with lock:
                under_way -= 1

        def _answer(self, status: int, content: str) -> None:
            choice: dict[str, Any] = {"index": 0, "finish_reason": "stop"}
            choice["message"] = {"role": "assistant", "content": content}
            usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
            told: dict[str, Any] = {"id": "1", "object": "chat.completion", "created": 1}
            told |= {"model": "stub", "choices": [choice], "usage": usage}
            if status != 200:
                told = {"error": {"message": content}}
            raw = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *words: object) -> None:
            """Stay silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = ModelServer(f"http://127.0.0.1:{http.server_port}/v1")
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
