"""Statements to tasks of Label Studio, and what people made of them there back to decisions.

A task is a document with its statements as pre-annotations (https://labelstud.io/guide/tasks):
each a labelled span with fields beside it. Which of them came back, changed or not, decides.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pledgegraph.graph.pages.offsets import Ruler
from pledgegraph.graph.review.decisions import Decision, Verdict, decide
from pledgegraph.graph.review.weighing import EDITABLE
from pledgegraph.graph.store import Store
from pledgegraph.ontology.errors import GraphError, QueryError
from pledgegraph.ontology.records import Document, Statement

# The labelling configuration that the tasks fit, to be pasted into a project of Label Studio.
CONFIGURATION: Final = """<View>
  <Labels name="kind" toName="text">
    <Label value="commitment"/><Label value="call"/>
  </Labels>
  <Text name="text" value="$text"/>
  <TextArea name="committers" toName="text" perRegion="true"/>
  <TextArea name="recipients" toName="text" perRegion="true"/>
  <Rating name="strength" toName="text" perRegion="true" maxRating="5"/>
  <TextArea name="deadline" toName="text" perRegion="true"/>
  <Choices name="polarity" toName="text" perRegion="true">
    <Choice value="positive"/><Choice value="negative"/>
  </Choices>
  <Choices name="reaffirmed" toName="text" perRegion="true">
    <Choice value="yes"/><Choice value="no"/>
  </Choices>
</View>
"""
_LISTS: Final = ("committers", "recipients")


def tasks_text(documents: Mapping[str, Document], statements: Iterable[Statement]) -> str:
    """Return a JSON list of tasks, one a document, in the order of the documents' names.

    Args:
        documents: By name; those without statements are left out.
        statements: What is to be looked at.
    """
    grouped: dict[str, list[Statement]] = {}
    for one in statements:
        grouped.setdefault(one.doc, []).append(one)
    tasks = []
    for name in sorted(grouped):
        document = documents[name]
        spans = sorted(grouped[name], key=lambda s: (s.start, s.end, s.id))
        ruler = Ruler(document.text)
        results = [result for one in spans for result in _results(one, ruler)]
        score = min(one.confidence for one in spans)
        about = {"text": document.text, "doc": name, "digest": document.digest}
        about |= {"title": document.title or name, "date": document.date or ""}
        predictions = [{"model_version": "pledgegraph", "score": score, "result": results}]
        tasks.append({"data": about, "predictions": predictions})
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def _results(one: Statement, ruler: Ruler) -> Iterator[dict[str, Any]]:
    """Yield the span of a statement and its fields; they belong together by the same id.

    Label Studio counts as its browser does, in UTF-16 units.
    """
    place = {"start": ruler.units(one.start), "end": ruler.units(one.end), "text": one.quote}
    common = {"id": one.id, "to_name": "text"}
    yield common | {
        "from_name": "kind",
        "type": "labels",
        "score": one.confidence,
        "value": place | {"labels": [one.kind]},
    }
    texts: dict[str, list[str]] = {
        "committers": list(one.committers),
        "recipients": list(one.recipients),
        "deadline": [one.deadline] if one.deadline else [],
    }
    for name, words in texts.items():
        if words:
            value = place | {"text": words}
            yield common | {"from_name": name, "type": "textarea", "value": value}
    value = place | {"rating": one.strength}
    yield common | {"from_name": "strength", "type": "rating", "value": value}
    choices = {"polarity": one.polarity, "reaffirmed": "yes" if one.reaffirmed else "no"}
    for name, choice in choices.items():
        value = place | {"choices": [choice]}
        yield common | {"from_name": name, "type": "choices", "value": value}


def read_tasks(text: str, source: str) -> list[dict[str, Any]]:
    """Return the tasks of an export of Label Studio (JSON).

    Raises:
        GraphError: for what is no such export.
    """
    try:
        tasks: Any = json.loads(text)
    except ValueError as fault:
        msg = f"{source}: no JSON ({fault}); export the project from Label Studio as JSON"
        raise GraphError(msg) from fault
    fits = isinstance(tasks, list) and all(
        isinstance(one, dict) and isinstance(one.get("data"), dict) and "doc" in one["data"]
        for one in tasks
    )
    if not fits:
        msg = f"{source}: no tasks that `export -f label-studio` made (a list with data.doc)"
        raise GraphError(msg)
    found: list[dict[str, Any]] = tasks
    return found


def task_decisions(store: Store, tasks: Iterable[Mapping[str, Any]], by: str) -> list[Decision]:
    """Return what the annotations of tasks decide: accepted, edited or, where gone, rejected.

    A task without an annotation that was submitted decides nothing. Spans that people added are
    not taken: there is no statement to decide on (their count is told by ``added_spans``).

    Args:
        store: The store that the tasks were exported from.
        tasks: As ``read_tasks`` returns them.
        by: Who decides, where Label Studio does not tell.

    Raises:
        QueryError: for an unknown document, or a span outside its text.
    """
    decisions = []
    for task in tasks:
        annotation = _annotation(task)
        if annotation is None:
            continue
        shown = {one["id"] for one in _spans(_first(task.get("predictions")))}
        statements = {s.id: s for s in store.statements(str(task["data"]["doc"]))}
        regions = _regions(annotation)
        document = store.document(str(task["data"]["doc"]))
        who = _author(annotation) or by
        when = _moment(annotation)
        for identifier in sorted(shown & set(statements)):
            one = statements[identifier]
            if identifier not in regions:
                decisions.append(decide(one, "rejected", who, when=when))
                continue
            changes = _changes(one, regions[identifier], document)
            verdict: Verdict = "edited" if changes else "accepted"
            decisions.append(decide(one, verdict, who, changes=changes, when=when))
    return decisions


def added_spans(tasks: Iterable[Mapping[str, Any]]) -> int:
    """Return how many spans people added that no statement stands for."""
    count = 0
    for task in tasks:
        annotation = _annotation(task)
        if annotation is not None:
            shown = {one["id"] for one in _spans(_first(task.get("predictions")))}
            count += len(set(_regions(annotation)) - shown)
    return count


def _first(answers: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = answers[0] if answers else {}
    return found


def _annotation(task: Mapping[str, Any]) -> Mapping[str, Any] | None:
    done = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    return done[-1] if done else None


def _spans(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [one for one in answer.get("result", []) if one.get("type") == "labels"]


def _regions(annotation: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the fields of each span by its id."""
    regions: dict[str, dict[str, Any]] = {}
    for one in annotation.get("result", []):
        fields = regions.setdefault(str(one.get("id")), {})
        value = one.get("value", {})
        if one.get("type") == "labels":
            fields["kind"] = (value.get("labels") or [None])[0]
            fields["span"] = (value.get("start"), value.get("end"))
        elif one.get("type") == "textarea":
            words = [str(word).strip() for word in value.get("text") or []]
            fields[str(one["from_name"])] = [word for word in words if word]
        elif one.get("type") == "rating":
            fields["strength"] = value.get("rating")
        elif one.get("type") == "choices":
            fields[str(one["from_name"])] = (value.get("choices") or [None])[0]
    return {key: fields for key, fields in regions.items() if "span" in fields}


def _changes(one: Statement, fields: Mapping[str, Any], document: Document) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": fields.get("kind") or one.kind,
        "strength": fields.get("strength") or one.strength,
        "polarity": fields.get("polarity") or one.polarity,
        "reaffirmed": fields.get("reaffirmed", "yes" if one.reaffirmed else "no") == "yes",
        "deadline": next(iter(fields.get("deadline", ())), None),
    }
    for name in _LISTS:
        told[name] = sorted(fields.get(name, ()))
    told["quote"] = _words(document, *fields["span"])
    before = one.model_dump()
    before |= {name: sorted(before[name]) for name in _LISTS}
    return {
        key: value for key, value in told.items() if key in EDITABLE and value != before.get(key)
    }


def _words(document: Document, start: object, end: object) -> str:
    units = document.text.encode("utf-16-le")
    if not (
        isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(units) // 2
    ):
        msg = f"{document.name}: {start}–{end} is no span of its text"
        raise QueryError(msg)
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _author(annotation: Mapping[str, Any]) -> str | None:
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return None if who is None else f"label-studio:{who}"


def _moment(annotation: Mapping[str, Any]) -> str | None:
    made = str(annotation.get("updated_at") or annotation.get("created_at") or "")
    return f"{made[:19]}Z" if len(made) >= 19 and made[10] == "T" else None
