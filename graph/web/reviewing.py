"""The review in the browser: what waits, a form to decide with, and what was decided last."""

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pledgegraph.graph.queries import find_actor, find_statements
from pledgegraph.graph.review.applied import put_reviews, read_reviews, review_links
from pledgegraph.graph.review.decisions import (
    VERDICTS,
    Decision,
    Verdict,
    append_decisions,
    decide,
    undo,
)
from pledgegraph.graph.review.queue import links_to_review, statements_to_review
from pledgegraph.graph.review.weighing import apply_edit, weigh
from pledgegraph.graph.store import Store
from pledgegraph.graph.web.api import CONTEXT, StatementId
from pledgegraph.graph.web.asking import Asked
from pledgegraph.graph.web.rendering import open_page
from pledgegraph.graph.web.room import Here, Reviewer, Room
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Statement

router = APIRouter(include_in_schema=False)
Passed = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/review")
def waiting(
    request: Request, room: Here, asked: Annotated[Asked, Query()], passed: Passed = 0
) -> Response:
    """The statement that waits for a decision and is the least sure; ``passed`` were skipped."""
    store = room.catalogue.store
    edges = find_statements(store, asked.filters(store), derived=False)
    found = statements_to_review(edges, weigh(read_reviews(store)))
    one = found[passed] if passed < len(found) else None
    text = store.document(one.doc).text if one else ""
    content = {
        "one": one,
        "before": text[max(0, one.start - CONTEXT) : one.start] if one else "",
        "after": text[one.end : one.end + CONTEXT] if one else "",
        "left": max(0, len(found) - passed),
        "passed": passed,
        "last": next(reversed(_open_decisions(store)), None),
        "title": open_page(request).word("review"),
    }
    return open_page(request).show("review.html.j2", content)


@router.get("/review/links")
def waiting_links(request: Request, room: Here, passed: Passed = 0) -> Response:
    """The possible link that waits for a decision and is the likeliest."""
    store = room.catalogue.store
    found = links_to_review(store, weigh(read_reviews(store)))
    content = {
        "item": found[passed] if passed < len(found) else None,
        "left": max(0, len(found) - passed),
        "passed": passed,
        "title": open_page(request).word("review.links"),
    }
    return open_page(request).show("review_links.html.j2", content)


@router.post("/review/{identifier}")
async def decide_on(request: Request, room: Here, identifier: StatementId) -> Response:
    """Keep a decision on a statement and go on to the next."""
    form = await _form(request)
    return await run_in_threadpool(
        _decided, room, form, lambda by: _decision(room, identifier, form, by)
    )


@router.post("/review/links/{identifier}")
async def decide_on_link(request: Request, room: Here, identifier: StatementId) -> Response:
    """Keep a decision on a link and go on to the next."""
    form = await _form(request)

    def made(by: str) -> Decision:
        store = room.catalogue.store
        for link, later, other in links_to_review(store, {}):
            if link.id == identifier:
                ends = (later, other)
                return decide(link, _verdict(form), by, why=form.get("why"), ends=ends)
        msg = f"link {identifier} does not wait any more"
        raise QueryError(msg)

    return await run_in_threadpool(_decided, room, form, made)


@router.post("/review-undo")
async def take_back(request: Request, room: Here) -> Response:
    """Take the last decision back."""
    form = await _form(request)

    def made(by: str) -> Decision:
        last = next(reversed(_open_decisions(room.catalogue.store)), None)
        if last is None:
            msg = "nothing to take back"
            raise QueryError(msg)
        return undo(last, by)

    return await run_in_threadpool(_decided, room, form, made)


async def _form(request: Request) -> dict[str, str]:
    try:
        pairs = parse_qs((await request.body()).decode(), max_num_fields=50)
    except ValueError as fault:
        raise HTTPException(400, f"the form cannot be read: {fault}") from fault
    return {key: values[-1].strip() for key, values in pairs.items() if values[-1].strip()}


def _decided(room: Room, form: dict[str, str], make: Callable[[str], Decision]) -> Response:
    """Make a decision, keep it in file and store, and lead back to what waits."""
    reviewer = room.reviewer
    assert isinstance(reviewer, Reviewer)  # the routes exist only with one
    store = room.catalogue.store
    with reviewer.lock:
        made = make(reviewer.by)
        append_decisions(reviewer.file, [made])
        put_reviews(store, [made])
        if made.verdict == "undone":
            review_links(store)
        room.catalogue.forget()
    back = form.get("back", "/review")
    inside = back.startswith("/review") and "\\" not in back and "//" not in back
    return RedirectResponse(quote(back, safe="/?=&%") if inside else "/review", 303)


def _decision(room: Room, identifier: str, form: dict[str, str], by: str) -> Decision:
    store = room.catalogue.store
    one = store.statement(identifier)
    verdict = _verdict(form)
    why = form.get("why")
    if verdict == "duplicate":
        return decide(one, verdict, by, why=why, of=store.full_id(form.get("of", "")))
    if verdict != "edited":
        return decide(one, verdict, by, why=why)
    changes = _changes(store, one, form)
    made = decide(one, verdict, by, why=why, changes=changes)
    apply_edit(one, store.document(one.doc), changes, made.id)  # says what does not fit
    return made


def _verdict(form: dict[str, str]) -> Verdict:
    asked = form.get("verdict", "")
    for verdict in VERDICTS:
        if verdict == asked != "undone":
            return verdict
    msg = f"unknown decision {asked!r}; one of {', '.join(VERDICTS[:-1])}"
    raise QueryError(msg)


def _changes(store: Store, one: Statement, form: dict[str, str]) -> dict[str, Any]:
    """Return the fields of the form that differ from the statement."""

    def actors(words: str) -> list[str]:
        names = [word.strip() for word in words.split(",") if word.strip()]
        known = {*one.committers, *one.recipients}
        return [name if name in known else _actor(store, name) for name in names]

    told: dict[str, Any] = {
        "committers": sorted(actors(form.get("committers", ""))),
        "recipients": sorted(actors(form.get("recipients", ""))),
        "strength": int(form["strength"]) if form.get("strength", "").isdecimal() else one.strength,
        "deadline": form.get("deadline"),
        "polarity": form.get("polarity", one.polarity),
        "reaffirmed": form.get("reaffirmed") == "yes",
    }
    before = one.model_dump()
    before |= {name: sorted(before[name]) for name in ("committers", "recipients")}
    return {key: value for key, value in told.items() if value != before[key]}


def _actor(store: Store, name: str) -> str:
    return name[1:] if name.startswith(":") else find_actor(store, name)


def _open_decisions(store: Store) -> list[Decision]:
    """Return the decisions that were not taken back, by time."""
    made = read_reviews(store)
    undone = {one.of for one in made if one.verdict == "undone"}
    return [one for one in made if one.verdict != "undone" and one.id not in undone]
