"""A person at the terminal to decisions: one statement or link after the other, a key each."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.review.applied import put_reviews, read_reviews
from pledgegraph.graph.review.decisions import Decision, Verdict, append_decisions, decide, undo
from pledgegraph.graph.review.queue import links_to_review, statements_to_review
from pledgegraph.graph.review.weighing import EDITABLE, apply_edit, weigh
from pledgegraph.inputs import say
from pledgegraph.ontology.errors import PledgegraphError, QueryError
from pledgegraph.ontology.records import Link, Statement
from pledgegraph.terminal import print_statement

if TYPE_CHECKING:
    from pledgegraph.graph.queries import Edge
    from pledgegraph.graph.store import Store

STATEMENT_KEYS = "[a]ccept [r]eject [e]dit [d]uplicate [n]ote [s]kip [u]ndo [q]uit"
LINK_KEYS = "[a]ccept [r]eject [n]ote [s]kip [u]ndo [q]uit"
_ACTORS = ("committers", "recipients", "recipients_optional", "speaker")


class Session:
    """One sitting: what was decided goes to the file at once, so that a kill loses nothing."""

    def __init__(self, store: "Store", file: Path, by: str) -> None:
        self.store, self.file, self.by = store, file, by
        self.decided = 0
        self._made: list[tuple[int, Decision]] = []  # place in the walk, and what was decided

    def walk_statements(self, edges: Iterable["Edge"], again: bool) -> None:
        """Go through the statements of edges that wait for a decision."""
        waiting = statements_to_review(edges, weigh(read_reviews(self.store)), again=again)
        at = 0
        while at < len(waiting):
            one = waiting[at]
            say(f"\n{at + 1} of {len(waiting)}")
            print_statement(one, self.store.document(one.doc))
            key = ask_key(STATEMENT_KEYS)
            if key == "q":
                return
            at = self._undone(at) if key == "u" else at + self._took(at, one, key)
        say("nothing more waits" if waiting else "nothing waits for a decision")

    def walk_links(self, again: bool) -> None:
        """Go through the possible links."""
        waiting = links_to_review(self.store, weigh(read_reviews(self.store)), again=again)
        at = 0
        while at < len(waiting):
            link, later, other = waiting[at]
            say(f"\n{at + 1} of {len(waiting)}: {link.kind}? {link.confidence:.2f} ({link.reason})")
            for one in (later, other):
                print_statement(one, self.store.document(one.doc))
            key = ask_key(LINK_KEYS)
            if key == "q":
                return
            at = (
                self._undone(at) if key == "u" else at + self._linked(at, link, (later, other), key)
            )
        say("nothing more waits" if waiting else "nothing waits for a decision")

    def _took(self, at: int, one: Statement, key: str) -> int:
        """Carry a key out for a statement; return how far to go on."""
        try:
            if key == "a":
                self._keep(at, decide(one, "accepted", self.by, why=ask_line("why (may be empty)")))
            elif key == "r":
                self._keep(at, decide(one, "rejected", self.by, why=ask_line("why (may be empty)")))
            elif key == "e":
                self._keep(at, self._edit(one))
            elif key == "d":
                other = self.store.full_id(ask_line("id of the statement it repeats") or "")
                self._keep(at, decide(one, "duplicate", self.by, of=other))
            elif key == "n":
                self._keep(at, decide(one, "noted", self.by, why=ask_line("note")))
                return 0
            elif key != "s":
                return 0
        except PledgegraphError as fault:
            say(f"pledgegraph: {fault}")
            return 0
        return 1

    def _linked(self, at: int, link: Link, ends: tuple[Statement, Statement], key: str) -> int:
        verdicts: Mapping[str, Verdict] = {"a": "accepted", "r": "rejected", "n": "noted"}
        if key in verdicts:
            why = ask_line("note" if key == "n" else "why (may be empty)")
            self._keep(at, decide(link, verdicts[key], self.by, why=why, ends=ends))
        return 1 if key in "ars" else 0

    def _edit(self, one: Statement) -> Decision:
        say(f"field=value, an empty line ends; fields: {', '.join(EDITABLE)}")
        changes: dict[str, Any] = {}
        while line := ask_line("field=value"):
            name, mark, value = line.partition("=")
            if not mark or name.strip() not in EDITABLE:
                say(f"pledgegraph: {line!r}: write field=value")
                continue
            try:
                changes[name.strip()] = read_value(self.store, name.strip(), value.strip())
            except (QueryError, ValueError) as fault:
                say(f"pledgegraph: {fault}")
        made = decide(one, "edited", self.by, changes=changes)
        apply_edit(one, self.store.document(one.doc), changes, made.id)  # says what does not fit
        return made

    def _keep(self, at: int, made: Decision) -> None:
        append_decisions(self.file, [made])
        put_reviews(self.store, [made])
        self.decided += 1
        self._made.append((at, made))

    def _undone(self, at: int) -> int:
        """Take the last decision back; return the place in the walk to go to."""
        if not self._made:
            say("nothing to undo")
            return at
        place, last = self._made.pop()
        made = undo(last, self.by)
        append_decisions(self.file, [made])
        put_reviews(self.store, [made])
        self.decided += 1
        say(f"undone: {last.verdict}")
        return place


def read_value(store: "Store", name: str, value: str) -> Any:
    """Return the value of a field as a person writes it; actors by any name.

    Raises:
        QueryError: for an unknown actor; write its slug after a colon, as in ``:acme``.
        ValueError: for a figure that is none.
    """
    from pledgegraph.graph.queries import find_actor

    def actor(word: str) -> str:
        return word[1:] if word.startswith(":") else find_actor(store, word)

    words = [word.strip() for word in value.split(",") if word.strip()]
    if name == "speaker":
        return actor(value) if value else None
    if name in _ACTORS:
        return [actor(word) for word in words]
    if name == "topics":
        return words
    if name == "strength":
        return int(value)
    if name == "reaffirmed":
        return value.lower() in ("yes", "true", "y", "1")
    if name == "amount":
        if not value:
            return None
        number, _, unit = value.partition(" ")
        return {"value": float(number.replace(",", "")), "unit": unit.strip() or "USD"}
    return value or None


def ask_key(prompt: str) -> str:
    """Return one key: at once from a terminal, the first letter of a line from elsewhere."""
    sys.stderr.write(prompt + " ")
    sys.stderr.flush()
    if sys.stdin.isatty():
        import click

        key = click.getchar().lower()
        sys.stderr.write(key + "\n")
        return key
    line = sys.stdin.readline()
    return line.strip()[:1].lower() if line else "q"


def ask_line(prompt: str) -> str | None:
    """Return a line, or None when it is empty."""
    sys.stderr.write(f"{prompt}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() or None
