"""Requests to requests that may pass: the right host, a token where asked for, a bearable size."""

import hmac
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "pledgegraph-token"
LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


class Guard:
    """Middleware that refuses what does not belong here, before anything reads it.

    Args:
        app: The application behind.
        hosts: Names under which the server may be asked, without port. A page of another site
            that points its own name at this machine sends its own name, and is refused.
        token: What a client must know, as ``Authorization: Bearer``, or once as ``?token=``,
            which a cookie then carries; None where only this machine can ask.
        size: Most bytes of a request's body, and of its address.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Sequence[str], token: str | None, size: int = 1_000_000
    ) -> None:
        self.app, self.hosts, self.token, self.size = app, frozenset(hosts), token, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it with what is wrong."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known, given = self._token(scope, headers)
        refusal = self._refusal(scope, headers, known)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    told.setdefault(name, value)
                if known and given:
                    told.append("set-cookie", f"{COOKIE}={given}; HttpOnly; SameSite=Strict")
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        limited = _Limited(receive, self.size)
        try:
            await self.app(scope, limited, answer)
        except TooLargeError:
            await _fault(413, f"the request has more than {self.size:,} bytes")(
                scope, receive, answer
            )

    def _refusal(self, scope: Scope, headers: Headers, known: bool) -> ASGIApp | None:
        host = headers.get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name.lower() not in self.hosts:
            return _fault(421, f"{host!r} is not a name of this server; use the address it printed")
        if not known:
            return _fault(401, "a token is needed: ?token=… once, or Authorization: Bearer …")
        if len(scope.get("query_string", b"")) > self.size:
            return _fault(414, "the address is too long; send the query by POST")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self.size:
            return _fault(413, f"the request has more than {self.size:,} bytes")
        origin = headers.get("origin")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and origin not in (
            None,
            f"{scope['scheme']}://{host}",
        ):
            return _fault(403, f"requests from pages of {origin} are refused")
        return None

    def _token(self, scope: Scope, headers: Headers) -> tuple[bool, str | None]:
        """Say whether the client knows the token, and the one it gave in the address."""
        if self.token is None:
            return True, None
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [None])[0]
        bearer = headers.get("authorization", "").removeprefix("Bearer ").strip()
        cookies = [one.strip().partition("=") for one in headers.get("cookie", "").split(";")]
        carried = [value for name, _, value in cookies if name == COOKIE]
        offers = [one for one in (asked, bearer, *carried) if one]
        known = any(hmac.compare_digest(one.encode(), self.token.encode()) for one in offers)
        return known, asked


class TooLargeError(Exception):
    """A body that says no length went on past the limit."""


class _Limited:
    """A body that ends in an error when it goes on for too long."""

    def __init__(self, receive: Receive, size: int) -> None:
        self._receive, self._left = receive, size

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooLargeError
        return message


def _fault(status: int, told: str) -> JSONResponse:
    return JSONResponse({"error": told}, status)
