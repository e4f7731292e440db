"""Plain values to the server's own pages: one template engine, one table of words, one policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.responses import HTMLResponse

from pledgegraph.graph.pages.names import plain
from pledgegraph.graph.pages.page import read_strings
from pledgegraph.graph.web.accepting import choose_format
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import LANGS, Kind, Lang

FOLDER: Final = Path(__file__).parent
# Nothing from elsewhere, nothing inline: names and quotes can be as hostile as they like.
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LANGUAGE_COOKIE: Final = "lang"
_TAGS: Final[dict[str, Lang]] = {
    "en": "en",
    "ja": "ja",
    "zh": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-hant": "zh-Hant",
}


def pick_language(request: Request) -> Lang:
    """Return the interface language: asked for, chosen before, the browser's, or English."""
    for wish in (request.query_params.get("lang"), request.cookies.get(_LANGUAGE_COOKIE)):
        if wish in LANGS:
            return wish
    header = request.headers.get("accept-language", "")
    for part in header.split(","):
        tag = part.partition(";")[0].strip().lower()
        for name in (tag, tag.partition("-")[0]):
            if name in _TAGS:
                return _TAGS[name]
    return "en"


def address_of(kind: str, name: str) -> str:
    """Return the path of an actor, a statement or a document on this server."""
    return f"/{kind}/{quote(name, safe='')}"


@cache
def _environment() -> Any:
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = plain
    made.globals["address"] = address_of
    return made


def fill(template: str, content: Mapping[str, Any]) -> str:
    """Return a template of this folder with its gaps filled, everything escaped."""
    html: str = _environment().get_template(template).render(langs=LANGS, **content)
    return html


@dataclass(frozen=True)
class Page:
    """A page of the server in one interface language."""

    request: Request
    lang: Lang

    @property
    def reviews(self) -> bool:
        """Whether decisions can be made through this server."""
        return self.request.app.state.room.reviewer is not None

    def word(self, key: str, **values: object) -> str:
        """Return a word of the interface, its gaps filled."""
        return read_strings(FOLDER / "words.yaml")[key][self.lang].format(**values)

    def name(self, actor: str) -> str:
        """Return the readable name of an actor."""
        return plain(load_register().label(actor, self.lang))

    def names(self, actors: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return address and readable name of each actor."""
        return [(address_of("actor", one), self.name(one)) for one in actors]

    def strength(self, kind: Kind, value: int) -> str:
        """Return the name of a strength."""
        return self.word(f"strength.{kind}.{value}")

    def here(self, **changed: object) -> str:
        """Return the address of this page with some parameters changed."""
        kept = [
            (key, value)
            for key, value in self.request.query_params.multi_items()
            if key not in changed and key != "token" and value
        ]
        kept += [(key, str(value)) for key, value in changed.items()]
        return f"{quote(self.request.url.path)}?{urlencode(kept)}"

    def show(self, template: str, content: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """Return a template filled with content."""
        html = fill(template, {"page": self, **content})
        answer = HTMLResponse(
            html.encode("utf-8", "replace"), status, headers={"content-security-policy": POLICY}
        )
        if self.request.query_params.get("lang") == self.lang:
            answer.set_cookie(_LANGUAGE_COOKIE, self.lang, samesite="strict")
        return answer


def open_page(request: Request) -> Page:
    """Return the page that a request is to be answered with."""
    return Page(request, pick_language(request))


def wants(request: Request, offers: Mapping[str, str]) -> str | None:
    """Return the format that a client wants, by ``?format=`` or else by its Accept header.

    Args:
        request: The request.
        offers: Short name of each format, such as ``turtle``, to its media type.
    """
    asked = request.query_params.get("format")
    if asked is not None:
        return asked if asked in offers else None
    chosen = choose_format(request.headers.get("accept"), list(offers.values()))
    return next((name for name, kind in offers.items() if kind == chosen), None)
