"""Annotations of other tools to claims: JSON Lines of langextract, tasks of Label Studio.

What they say is believed as little as a model: every claim passes the same verification, by the
words that were marked. Offsets of other tools are not used: they count other units, and often the
words moved.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from pledgegraph.extract.actors import find_mentions
from pledgegraph.extract.languages import detect_language
from pledgegraph.extract.readers.claims import Claim, Party
from pledgegraph.extract.readers.wording import GROUPS
from pledgegraph.extract.rules import load_grammar
from pledgegraph.ontology.actors import Register, load_register
from pledgegraph.ontology.errors import QueryError, ReaderError
from pledgegraph.ontology.folding import fold

_KINDS: Final = {"commitment": "commitment", "pledge": "commitment", "promise": "commitment",
                 "call": "call", "demand": "call", "request": "call"}  # fmt: skip
_NAMES: Final = {"actor": "committers", "committer": "committers", "recipient": "recipients"}
_KEPT: Final = (
    "strength",
    "polarity",
    "reaffirmed",
    "deadline",
    "amount",
    "speaker",
    "cue",
    "action",
    "condition",
)


class Annotated(NamedTuple):
    """A document as another tool marked it: its name, its text if told, claims and faults."""

    doc: str
    text: str | None
    claims: tuple[Claim, ...]
    faults: tuple[str, ...]


def read_annotations(path: Path, register: Register | None = None) -> list[Annotated]:
    """Read a file of langextract (.jsonl) or of Label Studio (.json).

    Args:
        path: The file.
        register: Actor register; the package's own by default.

    Raises:
        ReaderError: for a file that is neither.
    """
    register = register or load_register()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: {fault}; give a UTF-8 file that can be read"
        raise ReaderError(msg) from fault
    try:
        if text.lstrip().startswith("["):
            return [_task(task, f"{path}:task {n}", register) for n, task in _numbered(text)]
        lines = text.split("\n")
        return [
            _document(json.loads(line), f"{path}:{number}", register)
            for number, line in enumerate(lines, 1)
            if line.strip()
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        msg = (
            f"{path}: {type(fault).__name__}: {fault}; give the JSON Lines that langextract saves,"
            " or the tasks that Label Studio exports as JSON"
        )
        raise ReaderError(msg) from fault


def _numbered(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return iter(enumerate(json.loads(text), 1))


def _document(line: Mapping[str, Any], where: str, register: Register) -> Annotated:
    """Return a document of langextract: extractions with attributes."""
    marked = []
    for one in line["extractions"] or ():
        fields = {"quote": one["extraction_text"], "kind": one["extraction_class"]}
        marked.append(fields | dict(one.get("attributes") or {}))
    return _claims(str(line["document_id"]), line.get("text"), marked, where, register)


def _task(task: Mapping[str, Any], where: str, register: Register) -> Annotated:
    """Return a task of Label Studio: regions, each with fields of the same id."""
    data = task["data"]
    text = str(data["text"])
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    regions: dict[str, dict[str, Any]] = {}
    for one in done[-1]["result"] if done else ():
        value, name = one["value"], one["from_name"]
        region = regions.setdefault(str(one["id"]), {})
        if one["type"] == "labels":
            quote = value.get("text") or _cut(text, value["start"], value["end"])
            region |= {"kind": value["labels"][0], "quote": quote}
        elif one["type"] == "textarea":
            words = [str(word).strip() for word in value["text"]]
            region[name] = words if name in ("committers", "recipients") else words[0]
        elif one["type"] == "rating":
            region[name] = value["rating"]
        else:
            region[name] = {"yes": True, "no": False}.get(value["choices"][0], value["choices"][0])
    marked = [region for region in regions.values() if "quote" in region]
    name = str(data.get("doc") or data.get("title") or f"task-{task.get('id', where)}")
    return _claims(name, text, marked, where, register)


def _cut(text: str, start: int, end: int) -> str:
    """Return a span counted in UTF-16 units."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def _claims(
    doc: str, text: str | None, marked: list[dict[str, Any]], where: str, register: Register
) -> Annotated:
    claims, faults = [], []
    for one in marked:
        try:
            claims.append(_claim(one, register))
        except (ValidationError, QueryError) as fault:
            first = fault.errors()[0] if isinstance(fault, ValidationError) else None
            told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(fault)
            faults.append(f"{where}: {str(one.get('quote'))[:60]!r}: {told}")
    return Annotated(doc, text, tuple(claims), tuple(faults))


def _claim(marked: Mapping[str, Any], register: Register) -> Claim:
    quote = str(marked["quote"])
    kind = _KINDS.get(str(marked["kind"]).lower(), str(marked["kind"]).lower())
    actors: dict[str, list[str]] = {"committers": [], "recipients": []}
    for name, value in marked.items():
        role = _NAMES.get(name, name)
        if role in actors and value:
            names = value if isinstance(value, list) else str(value).split(",")
            actors[role] += [str(one).strip() for one in names if str(one).strip()]
    fields = {name: marked[name] for name in _KEPT if marked.get(name) not in (None, "")}
    return Claim.model_validate(
        {"strength": 3, "action": quote, "cue": _cue(quote, kind)}
        | fields
        | {"quote": quote, "kind": kind}
        | {role: [_party(one, quote, register) for one in names] for role, names in actors.items()}
    )


def _party(name: str, quote: str, register: Register) -> Party:
    """Return an actor with the words of the quote that name it, or as inferred."""
    lang = detect_language(quote) or "en"
    try:
        actor = register.resolve(name)
    except QueryError:
        actor = name
    for one in find_mentions(fold(quote, lang), register, GROUPS[lang], None):
        if actor in (*one.actors, one.person):
            return Party(id=actor, words=quote[one.start : one.end])
    if name in quote:
        return Party(id=actor, words=name)
    return Party(id=actor, inferred=True)


def _cue(quote: str, kind: str) -> str:
    """Return the first words of a quote that the grammar knows as a cue; else the whole quote."""
    lang = detect_language(quote) or "en"
    folded = fold(quote, lang)
    rules = [one for one in load_grammar(GROUPS[lang]).rules if one.kind == kind]
    found = [match.span() for one in rules for match in one.pattern.finditer(folded)]
    start, end = min(found, default=(0, len(quote)))
    return quote[start:end].strip() or quote
