"""Edges and documents to one HTML file that opens offline and runs nothing but its own scripts."""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.exports.writing import write_content
from pledgegraph.graph.pages.names import plain
from pledgegraph.graph.pages.payload import TITLE_CAP, build_payload
from pledgegraph.graph.pages.picture import read_library
from pledgegraph.ontology.actors import Register, load_register
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.strict_yaml import load_yaml
from pledgegraph.ontology.values import LANGS, Lang

if TYPE_CHECKING:
    from pledgegraph.graph.pages.content import Content

FOLDER = Path(__file__).parent
# In the order they run in: each noun of the page, then what starts it.
SCRIPTS = (
    "state", "links", "standing", "filters", "picture", "panel", "tables", "timeline", "changes",
    "documents", "start",
)  # fmt: skip
TABS = ("network", "list", "timeline", "matrix", "documents", "changes")
CAP = 20_000


def write_page(
    content: "Content",
    path: Path,
    *,
    title: str,
    lang: Lang = "en",
    register: Register | None = None,
    cap: int = CAP,
) -> int:
    """Write the network page; the file is whole or not there.

    Args:
        content: What is shown, as ``read_content`` gathers it from a store.
        path: HTML file to write or replace.
        title: Heading of the page.
        lang: Interface language of the first view; the reader can switch.
        register: Names of actors; the package's own when None.
        cap: Most commitments to show; the page says so when there are more.

    Returns:
        How many commitments the page shows.

    Raises:
        GraphError: when the file cannot be written.
    """
    payload = build_payload(content, register or load_register(), cap, lang)
    page = render_page(payload, title, lang)
    write_content(page.encode("utf-8", "replace"), path)
    shown: int = payload["shown"]
    return shown


def render_page(payload: dict[str, Any], title: str, lang: Lang, bar: str = "") -> str:
    """Return the page as HTML.

    Args:
        payload: What ``build_payload`` returned.
        title: Heading of the page, as plain text.
        lang: Interface language of the first view.
        bar: Links of a server that stand above the page; markup that is safe.
    """
    import jinja2
    from markupsafe import Markup

    strings, heading = read_strings(), plain(title[:TITLE_CAP])
    loader = jinja2.FileSystemLoader(FOLDER)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    scripts = [_tame(read_library()), _tame(_own_script())]
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    content = {**payload, "strings": strings, "lang": lang, "title": heading}
    return environment.get_template("page.html.j2").render(
        lang=lang,
        title=heading,
        bar=Markup(bar),
        langs=LANGS,
        tabs=[tab for tab in TABS if tab != "changes" or payload["changes"]],
        words={key: forms[lang] for key, forms in strings.items()},
        policy=_policy(scripts, style),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        payload=Markup(script_json(content)),
    )


def script_json(content: Any) -> str:
    """Return JSON that cannot end the script block it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


@cache
def read_strings(path: Path = FOLDER / "strings.yaml") -> dict[str, dict[str, str]]:
    """Return the words of an interface: key to language to text.

    Args:
        path: File of the words; the page's own by default.

    Raises:
        GraphError: where a text lacks one of the four languages.
    """
    table: dict[str, dict[str, str]] = load_yaml(path, GraphError)
    faults = [key for key, forms in table.items() if sorted(forms) != sorted(LANGS)]
    if faults:
        msg = f"{path}: {', '.join(faults)}: not in exactly the languages {', '.join(LANGS)}"
        raise GraphError(msg)
    return table


@cache
def read_inks() -> dict[str, str]:
    """Return the colours of the page's light dress by name, such as ``s4`` or ``surface``."""
    style = (FOLDER / "page.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", style[: style.index("}")]))


def _own_script() -> str:
    parts = [(FOLDER / "script" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _tame(script: str) -> str:
    """Break what would end or nest a script element inside the strings of a script."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(scripts: Sequence[str], style: str) -> str:
    """Return the content security policy: these scripts and this style by hash, nothing else."""
    allowed = " ".join(_fingerprint(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_fingerprint(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _fingerprint(source: str) -> str:
    digest = hashlib.sha256(source.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
