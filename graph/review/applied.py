"""Decisions in a store: kept whole as PROV, found again after re-extraction, and put into effect.

The statements of a document stay as they were extracted. What was decided stands in the graph
of reviews, and is worked out anew whenever documents or decisions change:

- a statement that was rejected, edited or marked a duplicate is ``pg:withdrawn`` from answers;
- the corrected statement is a node of its own there, revised from the extracted one;
- a possible link that was accepted is asserted, one that was rejected is gone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.links.linked import link_quads, read_links, relink, relink_changed
from pledgegraph.graph.reader import plain
from pledgegraph.graph.review.decisions import Decision, in_order
from pledgegraph.graph.review.weighing import Standing, apply_edit, weigh
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import A, Quad, iri, local_name, revised_quads, text, typed
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError
from pledgegraph.ontology.records import Link, Record, Statement

_GRAPH: Final = ox.NamedNode(v.REVIEWS_GRAPH)
_REVIEW: Final = ox.NamedNode(v.PG + "Review")
_TYPE: Final = ox.NamedNode(v.RDF + "type")
_TEXTS: Final = {
    "by": v.DC + "creator",
    "when": v.PROV + "endedAtTime",
    "why": v.DCTERMS + "description",
    "doc": v.DCTERMS + "isPartOf",
    "quote": v.OA + "exact",
    "kind": v.PG + "reviewedKind",
    "other_quote": v.PG + "otherQuote",
    "changes": v.PG + "changes",
    "of": v.PG + "refersTo",
}


class Effect(Record):
    """What decisions led to: how many hold, and which of them find nothing in the store."""

    holding: int
    withdrawn: int
    revised: int
    lost: tuple[Decision, ...]


def read_reviews(store: Store) -> list[Decision]:
    """Return the decisions that a store holds, by time."""
    near = store.nearby(())
    with engine_faults(store.path):
        nodes = [
            plain(q.subject) for q in near.engine.quads_for_pattern(None, _TYPE, _REVIEW, _GRAPH)
        ]
        return in_order(_read(near, one) for one in nodes)


def put_reviews(store: Store, decisions: Iterable[Decision]) -> Effect:
    """Add decisions to those of a store and put all of them into effect, in one transaction.

    Links are taken as they were found: ``review_links`` finds them anew where a decision about a
    statement, or one taken back, asks for it.

    Raises:
        GraphError: if the store cannot be written.
    """
    known = in_order([*read_reviews(store), *decisions])
    targets, lost = _targets(store, known)
    standings = weigh(one.model_copy(update={"target": targets[one.id]}) for one in known)
    quads = [quad for one in known for quad in decision_quads(one, targets[one.id])]
    withdrawn, revised = _withdrawals(store, standings)
    quads += withdrawn + revised
    removed, changed = _link_changes(read_links(store), standings)
    with engine_faults(store.path):
        store.engine.update(_request(quads, removed, changed))
    store.flush()
    return Effect(
        holding=sum(1 for one in standings.values() if one.last),
        withdrawn=len(withdrawn),
        revised=sum(1 for quad in revised if quad[1] == iri(v.PROV, "wasRevisionOf")),
        lost=tuple(lost),
    )


def settle_changes(store: Store, outcomes: Mapping[str, int]) -> None:
    """Find links anew and put decisions into effect after documents came, changed or went.

    Args:
        store: An open store.
        outcomes: How often ``Store.add`` gave each outcome.
    """
    relink_changed(store, outcomes)
    if read_reviews(store):
        put_reviews(store, [])


def review_links(store: Store) -> Effect:
    """Find the links anew among the statements as decided, and put all decisions into effect."""
    relink(store)
    return put_reviews(store, [])


def decision_quads(one: Decision, target: str) -> list[Quad]:
    """Return a decision as a PROV activity.

    Args:
        one: The decision.
        target: Id of the statement or link as it is now.
    """
    graph, node = iri(v.REVIEWS_GRAPH), iri(v.REVIEW, one.id)
    space = v.STATEMENT if one.what == "statement" else v.LINK
    found = [
        (A, iri(v.PG, "Review")),
        (iri(v.PG, "reviews"), iri(space, target)),
        (iri(v.PG, "reviewedAs"), iri(space, one.target)),
        (iri(v.PG, "decision"), iri(v.PGV, f"decision-{one.verdict}")),
    ]
    values = one.model_dump()
    values["changes"] = json.dumps(one.changes, ensure_ascii=False, sort_keys=True)
    for field, predicate in _TEXTS.items():
        if values[field] and values[field] != "{}":
            literal = typed(one.when, "dateTime") if field == "when" else text(values[field])
            found.append((f"<{predicate}>", literal))
    return [(node, predicate, value, graph) for predicate, value in found]


def _read(store: Store, address: str) -> Decision:
    node = store.node(address)
    parts: dict[str, Any] = {
        field: node[predicate][0] for field, predicate in _TEXTS.items() if predicate in node
    }
    parts["changes"] = json.loads(parts.get("changes", "{}"))
    target = node[v.PG + "reviewedAs"][0]
    link = target.startswith(v.LINK)
    verdict = local_name(node[v.PG + "decision"][0], v.PGV).removeprefix("decision-")
    return Decision(
        id=local_name(address, v.REVIEW),
        target=local_name(target, v.LINK if link else v.STATEMENT),
        what="link" if link else "statement",
        verdict=verdict,
        **parts,
    )


def _targets(store: Store, decisions: Sequence[Decision]) -> tuple[dict[str, str], list[Decision]]:
    """Return the present target of each decision by its id, and the decisions without one."""
    links = read_links(store)
    names = {one.name for one in store.documents()}
    targets, lost = {}, []
    for one in decisions:
        if one.what == "link":
            heirs = [link.id for link in links if link.id == one.target] or _link_heirs(
                store, links, one
            )
        else:
            heirs = _heirs(store, one, names)
        targets[one.id] = heirs[0] if len(heirs) == 1 else one.target
        if len(heirs) != 1 and one.verdict != "undone":
            lost.append(one)
    return targets, lost


def _heirs(store: Store, one: Decision, names: set[str]) -> list[str]:
    """Return the statement decided on: by its id, else the one of these words in the document."""
    try:
        return [store.statement(one.target).id]
    except QueryError:
        if one.doc not in names:
            return []
    same = [s for s in store.statements(one.doc) if s.quote == one.quote and not _is_revised(s)]
    return [s.id for s in same if s.kind == one.kind] or [s.id for s in same]


def _link_heirs(store: Store, links: Iterable[Link], one: Decision) -> list[str]:
    """Return the link of the same kind between statements of the same words."""
    wanted = (one.quote, one.other_quote)
    return [
        link.id
        for link in links
        if link.kind == one.kind
        and (store.statement(link.subject).quote, store.statement(link.object).quote) == wanted
    ]


def _is_revised(statement: Statement) -> bool:
    return statement.extractor == "review"


def _withdrawals(store: Store, standings: Mapping[str, Standing]) -> tuple[list[Quad], list[Quad]]:
    graph = iri(v.REVIEWS_GRAPH)
    withdrawn: list[Quad] = []
    revised: list[Quad] = []
    for target, standing in standings.items():
        last = standing.last
        if last is None or last.what == "link" or not standing.is_gone:
            continue
        node = iri(v.STATEMENT, target)
        withdrawn.append((node, iri(v.PG, "withdrawn"), iri(v.REVIEW, last.id), graph))
        if last.verdict != "edited":
            continue
        try:
            statement = store.statement(target)
            document = store.document(statement.doc)
            made = apply_edit(statement, document, last.changes, last.id)
        except QueryError:  # the text has changed: the edit is told as lost
            withdrawn.pop()
            continue
        revised += revised_quads(document, made, v.REVIEWS_GRAPH)
        heir = iri(v.STATEMENT, made.id)
        revised.append((heir, iri(v.PROV, "wasRevisionOf"), node, graph))
        revised.append((heir, iri(v.PROV, "wasGeneratedBy"), iri(v.REVIEW, last.id), graph))
    return withdrawn, revised


def _link_changes(
    links: Iterable[Link], standings: Mapping[str, Standing]
) -> tuple[list[Link], list[Link]]:
    """Return the links to be taken out as they stand, and those to be put in as decided."""
    removed, changed = [], []
    for link in links:
        verdict = standings[link.id].verdict if link.id in standings else None
        if verdict == "rejected":
            removed.append(link)
        elif verdict == "accepted" and link.state == "possible":
            removed.append(link)
            changed.append(link.model_copy(update={"state": "asserted"}))
    return removed, changed


def _request(quads: Iterable[Quad], removed: Iterable[Link], changed: Iterable[Link]) -> str:
    reviews, links = iri(v.REVIEWS_GRAPH), iri(v.LINKS_GRAPH)
    parts = [f"DROP SILENT GRAPH {reviews}"]
    gone = link_quads(removed)
    if gone:
        parts.append(f"DELETE DATA {{ GRAPH {links} {{\n{_lines(gone)}\n}} }}")
    put = link_quads(changed)
    if put:
        parts.append(f"INSERT DATA {{ GRAPH {links} {{\n{_lines(put)}\n}} }}")
    parts.append(f"INSERT DATA {{ GRAPH {reviews} {{\n{_lines(quads)}\n}} }}")
    return " ;\n".join(parts)


def _lines(quads: Iterable[Quad]) -> str:
    return "\n".join(f"{s} {p} {o} ." for s, p, o, _ in quads)
