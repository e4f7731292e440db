"""Decisions of people and their file: JSON Lines, only ever appended to, merged line by line.

Each line is a whole decision with an id of its own, so that two copies of a file that grew apart,
in version control for example, are merged by keeping the lines of both, in any order.
"""

import datetime as dt
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pydantic import Field, ValidationError

from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.records import Link, Record, Statement

Verdict = Literal["accepted", "rejected", "edited", "duplicate", "noted", "undone"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
FILE: Final = "decisions.jsonl"
_MOST_FAULTS: Final = 10


class Decision(Record):
    """What a person decided about a statement or a link.

    ``target`` is the id of the statement or link; ``doc``, ``quote`` and ``kind`` find the
    statement again where another text or grammar gave it another id (for a link: its later end,
    and ``other_quote`` the other). ``changes`` are fields of an edited statement. ``of`` is the
    statement that a duplicate repeats, or the decision that is undone. ``when`` is UTC.
    """

    id: str
    target: str
    what: Literal["statement", "link"] = "statement"
    verdict: Verdict
    by: str = Field(min_length=1)
    when: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")
    why: str | None = None
    doc: str = ""
    quote: str = ""
    kind: str = ""
    other_quote: str | None = None
    changes: dict[str, Any] = Field(default_factory=dict)
    of: str | None = None


def decide(
    target: Statement | Link,
    verdict: Verdict,
    by: str,
    *,
    why: str | None = None,
    changes: Mapping[str, Any] | None = None,
    of: str | None = None,
    ends: tuple[Statement, Statement] | None = None,
    when: str | None = None,
) -> Decision:
    """Return a decision about a statement or a link, made now.

    Args:
        target: What is decided on.
        verdict: One of ``VERDICTS``.
        by: Who decides: a name or an address.
        why: In words.
        changes: Fields of an edited statement, as JSON has them.
        of: Id of the statement that a duplicate repeats, or of the decision that is undone.
        ends: Later and other statement of a link.
        when: Time in UTC, for what was decided earlier.

    Raises:
        QueryError: for an edit without changes, a duplicate of nothing, or nobody who decides.
    """
    if not by.strip():
        msg = "a decision needs somebody who made it; give --by NAME"
        raise QueryError(msg)
    if verdict == "edited" and not changes:
        msg = f"{target.id}: an edit needs a field to change"
        raise QueryError(msg)
    if verdict == "duplicate" and (of is None or of == target.id):
        msg = f"{target.id}: a duplicate needs another statement that it repeats"
        raise QueryError(msg)
    made: dict[str, Any] = {
        "target": target.id,
        "verdict": verdict,
        "by": by.strip(),
        "when": when or _now(),
        "why": why,
        "changes": dict(changes or {}),
        "of": of,
    }
    if isinstance(target, Statement):
        made |= {"doc": target.doc, "quote": target.quote, "kind": target.kind}
    else:
        made |= {"what": "link", "kind": target.kind}
        if ends is not None:
            later, other = ends
            made |= {"doc": later.doc, "quote": later.quote, "other_quote": other.quote}
    return _identified(made)


def undo(one: Decision, by: str) -> Decision:
    """Return the decision that takes another back, made now."""
    kept = one.model_dump(exclude={"id", "why", "changes"})
    return _identified(kept | {"verdict": "undone", "of": one.id, "by": by, "when": _now()})


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identified(fields: Mapping[str, Any]) -> Decision:
    key = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return Decision(id=hashlib.sha256(key.encode()).hexdigest()[:16], **fields)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions each once, by time: the order of their lines does not matter."""
    found = {one.id: one for one in decisions}
    return sorted(found.values(), key=lambda one: (one.when, one.verdict == "undone", one.id))


def read_decisions(path: Path) -> list[Decision]:
    """Return the decisions of a file, each once, by time; none where there is no file.

    Raises:
        GraphError: naming every broken line; nothing of the file is then used.
    """
    if not path.exists():
        return []
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{path}: cannot be read ({fault}); give a UTF-8 file of decisions"
        raise GraphError(msg) from fault
    faults, found = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            told = "a mark of an unfinished merge; keep the lines of both sides, take the marks out"
            faults.append(f"{path}:{number}: {told}")
            continue
        try:
            found.append(Decision.model_validate(json.loads(line)))
        except ValidationError as fault:
            one = fault.errors()[0]
            field = ".".join(map(str, one["loc"])) or "decision"
            faults.append(f"{path}:{number}: {field}: {one['msg']}")
        except ValueError as fault:
            faults.append(f"{path}:{number}: no JSON: {fault}")
    if faults:
        more = len(faults) - _MOST_FAULTS
        rest = [f"and {more} more faults"] if more > 0 else []
        raise GraphError("\n".join(faults[:_MOST_FAULTS] + rest))
    return in_order(found)


def append_decisions(path: Path, decisions: Iterable[Decision]) -> int:
    """Add decisions that a file does not have, each on a line; return how many they were.

    A line is written at once and forced to the disk, under a lock: two writers lose nothing, and a
    process that is killed leaves whole lines.

    Raises:
        GraphError: if the file is broken or cannot be written.
    """
    try:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            known = {one.id for one in read_decisions(path)}
            new = [one for one in in_order(decisions) if one.id not in known]
            file.seek(0, os.SEEK_END)
            start = file.tell()
            lines = "".join(decision_line(one) for one in new).encode()
            if start and not _ends_whole(path):
                lines = b"\n" + lines
            try:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(start)  # a full disk leaves no half line
                raise
    except OSError as fault:
        msg = f"{path}: cannot be written ({fault.strerror}); choose another file"
        raise GraphError(msg) from fault
    return len(new)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def decision_line(one: Decision) -> str:
    """Return a decision as its line: keys in one order, nothing that is empty."""
    told = {
        key: value
        for key, value in one.model_dump(mode="json").items()
        if value not in (None, "", {}) and (key, value) != ("what", "statement")
    }
    return json.dumps(told, ensure_ascii=False) + "\n"
