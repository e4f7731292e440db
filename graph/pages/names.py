"""Actor ids to what the page calls them: kind, full and short names, every alias to search by."""

from typing import Any

from pledgegraph.ontology.actors import Register
from pledgegraph.ontology.values import LANGS

KINDS = {"state": "state", "company": "company"} | dict.fromkeys(
    ("organisation", "group", "body", "bloc"), "organisation"
)
SEARCHED = frozenset({"name", "adjective", "capital", "side", "body"})
# Directions set inside a name could turn the words around it: they are shown, not obeyed.
BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], "\ufffd")
LINE = 18


def name_actor(actor: str, register: Register) -> dict[str, Any]:
    """Return an actor's record for the page: id, kind, labels and short labels by language."""
    known = register.actors.get(actor)
    labels = {lang: plain(register.label(actor, lang)) for lang in LANGS}
    return {
        "id": actor,
        "kind": KINDS.get(known.kind, "other") if known else "other",
        "labels": labels,
        "short": {lang: _short(actor, lang, labels[lang], register) for lang in LANGS},
    }


def gather_aliases(actors: set[str], register: Register) -> dict[str, list[str]]:
    """Return the names an actor can be searched by, in lower case, in all languages."""
    found: dict[str, dict[str, None]] = {actor: {plain(actor).lower(): None} for actor in actors}
    for actor in sorted(actors):
        for lang in LANGS:
            found[actor][plain(register.label(actor, lang)).lower()] = None
    for alias in register.aliases:
        if alias.form in SEARCHED and len(alias.actors) == 1 and alias.actors[0] in found:
            found[alias.actors[0]][alias.text.lower()] = None
    return {actor: list(names) for actor, names in found.items()}


def plain(text: str) -> str:
    """Return text without control characters, direction marks made visible."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text.translate(BIDI))


def _short(actor: str, lang: str, label: str, register: Register) -> str:
    known = register.actors.get(actor)
    short = label
    if known is not None and known.kind != "state" and len(label) > (10 if lang == "en" else 5):
        if lang == "en":
            short = actor if actor.isupper() else label
        else:
            forms = [name for name in known.names.get(lang, ()) if len(name) > 1]
            short = plain(min(forms, key=len)) if forms else label
    return _wrapped(short)


def _wrapped(label: str) -> str:
    """Break a long label into at most three lines, between words or after a dozen Han."""
    import textwrap

    width = LINE if any(c == " " for c in label) or label.isascii() else LINE * 2 // 3
    lines = textwrap.wrap(label, width) or [label]
    return "\n".join(lines[:3]) + ("…" if len(lines) > 3 else "")
