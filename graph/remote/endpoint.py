"""Requests of the SPARQL 1.1 protocol to answers: retried, timed, with credentials kept quiet."""

import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final
from urllib import request as web
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit, urlunsplit

from pledgegraph.ontology.errors import GraphError, QueryError

USER: Final = "PLEDGEGRAPH_REMOTE_USER"
PASSWORD: Final = "PLEDGEGRAPH_REMOTE_PASSWORD"  # the name of a variable, no password
TOKEN: Final = "PLEDGEGRAPH_REMOTE_TOKEN"
UPDATE: Final = "PLEDGEGRAPH_UPDATE_URL"
TIMEOUT: Final = "PLEDGEGRAPH_REMOTE_TIMEOUT"
ROWS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_PASSING: Final = (429, 502, 503, 504)
_PAUSES: Final = (0.5, 1.0, 2.0)  # seconds before the second, third and fourth try
_LONGEST_PAUSE: Final = 30.0


@dataclass(frozen=True)
class Places:
    """Where an endpoint is asked and where it is changed."""

    query: str
    update: str


def read_places(address: str) -> Places:
    """Return the places of an endpoint by its address.

    ``…/query`` is changed at ``…/update``, ``…/sparql`` and the like where they are asked; any
    other address is a base, with both below it. ``PLEDGEGRAPH_UPDATE_URL`` goes before.

    Raises:
        GraphError: for credentials in the address, or one that is no address.
    """
    parts = urlsplit(address)
    if not parts.hostname:
        msg = f"{address}: no address; give one such as http://127.0.0.1:7878"
        raise GraphError(msg)
    if parts.username is not None or parts.password is not None:
        bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        msg = f"{bare}: credentials do not belong in the address; set {USER} and {PASSWORD}"
        raise GraphError(msg)
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    if last == "query":
        query, update = path, path[: -len("query")] + "update"
    elif last.startswith("sparql"):
        query = update = path
    else:
        query, update = path + "/query", path + "/update"
    places = [urlunsplit(parts._replace(path=one)) for one in (query, update)]
    return Places(places[0], os.environ.get(UPDATE) or places[1])


class _NoRedirect(web.HTTPRedirectHandler):
    """A redirect would lose the body of a POST and could carry credentials elsewhere."""

    def redirect_request(
        self,
        req: web.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow no redirect."""


class Endpoint:
    """One endpoint over HTTP.

    Args:
        address: As the user gave it.
        pause: Waits some seconds between two tries.
    """

    def __init__(self, address: str, pause: Callable[[float], None] = time.sleep) -> None:
        self.address = address
        self.places = read_places(address)
        self._pause = pause
        self._timeout = _seconds(os.environ.get(TIMEOUT) or "60")
        self._opener = _opener((self.places.query, self.places.update))

    def rows(self, query: str) -> dict[str, Any]:
        """Return the answer of a SELECT or ASK as SPARQL's JSON has it.

        Raises:
            GraphError: if the endpoint is down, slow, refuses or answers something else.
            QueryError: if it finds a fault in the query.
        """
        body = self._ask(query, ROWS)
        try:
            found = json.loads(body)
        except ValueError as fault:
            raise GraphError(self._strange(body, "")) from fault
        if not isinstance(found, dict) or "head" not in found:
            raise GraphError(self._strange(body, ""))
        return found

    def triples(self, query: str) -> bytes:
        """Return the answer of a CONSTRUCT as N-Triples."""
        return self._ask(query, TRIPLES)

    def update(self, text: str) -> None:
        """Carry out an update; tried again where the endpoint does not answer.

        Every update of this project may be carried out twice without harm.
        """
        self._send(self.places.update, {"update": text}, "*/*")

    def _ask(self, query: str, accept: str) -> bytes:
        body, kind = self._send(self.places.query, {"query": query}, accept)
        if "html" in kind or (body.lstrip()[:1] == b"<" and accept == ROWS):
            raise GraphError(self._strange(body, kind))
        return body

    def _strange(self, body: bytes, kind: str) -> str:
        start = re.sub(r"\s+", " ", body[:80].decode("utf-8", "replace"))
        told = kind or "something else"
        return (
            f"{self.places.query}: answers {told}, no SPARQL result ({start!r}); give the address"
            " of the query endpoint, such as http://127.0.0.1:7878/query"
        )

    def _send(self, place: str, form: dict[str, str], accept: str) -> tuple[bytes, str]:
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        if token := os.environ.get(TOKEN):
            headers["Authorization"] = f"Bearer {token}"
        data = urlencode(form).encode()
        for pause in (*_PAUSES, None):
            try:
                with self._opener.open(
                    web.Request(place, data, headers), timeout=self._timeout
                ) as answer:
                    return answer.read(), answer.headers.get_content_type()
            except HTTPError as fault:
                with fault:
                    if fault.code not in _PASSING or pause is None:
                        raise self._refusal(place, fault) from None
                    wait = _asked_pause(fault.headers.get("Retry-After"), pause)
            except (URLError, HTTPException, OSError) as fault:
                if pause is None:
                    raise GraphError(self._silence(place, fault)) from fault
                wait = pause
            self._pause(wait)
        raise AssertionError

    def _silence(self, place: str, fault: Exception) -> str:
        reason = getattr(fault, "reason", None) or fault
        if isinstance(reason, TimeoutError):
            return (
                f"{place}: no answer within {self._timeout:g} s, tried {len(_PAUSES) + 1} times;"
                f" ask less, or set {TIMEOUT} to more seconds"
            )
        told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        return (
            f"{place}: cannot be reached ({told}), tried {len(_PAUSES) + 1} times;"
            " start the endpoint, or correct the address"
        )

    def _refusal(self, place: str, fault: HTTPError) -> Exception:
        said = f"{fault.code} {fault.reason}"
        if fault.code in (401, 403):
            return GraphError(f"{place}: refuses ({said}); set {USER} and {PASSWORD}, or {TOKEN}")
        if 300 <= fault.code < 400:
            return GraphError(f"{place}: points elsewhere ({said}); give the final address")
        body = fault.read(2000).decode("utf-8", "replace").strip()
        reason = re.sub(r"\s+", " ", body)[:300]
        if fault.code == 400 and "html" not in fault.headers.get_content_type():
            return QueryError(f"{place}: finds a fault in the request: {reason}")
        return GraphError(f"{place}: fails ({said}: {reason or 'no reason given'})")


def _seconds(text: str) -> float:
    try:
        return max(float(text), 0.1)
    except ValueError as fault:
        msg = f"{TIMEOUT}={text!r}: no number of seconds; set it to one such as 60"
        raise GraphError(msg) from fault


def _asked_pause(asked: str | None, own: float) -> float:
    return min(float(asked), _LONGEST_PAUSE) if asked is not None and asked.isdigit() else own


def _opener(places: tuple[str, ...]) -> web.OpenerDirector:
    handlers: list[web.BaseHandler] = [_NoRedirect()]
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user is not None and password is not None:
        known = web.HTTPPasswordMgrWithDefaultRealm()
        for place in places:
            known.add_password(None, place, user, password)
        handlers += [web.HTTPDigestAuthHandler(known), web.HTTPBasicAuthHandler(known)]
    return web.build_opener(*handlers)
