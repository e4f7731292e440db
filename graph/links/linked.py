"""Links of a store: found anew from all its statements, written to the links graph, read back."""

from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from pledgegraph.graph.folder import engine_faults
from pledgegraph.graph.links import link_acts
from pledgegraph.graph.links.acts import Act, document_acts
from pledgegraph.graph.links.clusters import Cluster, read_clusters
from pledgegraph.graph.links.embedding import find_embedding
from pledgegraph.graph.reader import plain
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import A, Quad, decimal, iri, local_name, nquads, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Link

_GRAPH: Final = ox.NamedNode(v.LINKS_GRAPH)
_CLASS: Final = ox.NamedNode(v.PG + "Link")
_CANONICAL: Final = ox.NamedNode(v.PG + "canonical")
_TYPE: Final = ox.NamedNode(v.RDF + "type")


def relink(store: Store) -> list[Link]:
    """Find the links of all statements of a store and put them in the place of the old ones."""
    acts: list[Act] = []
    for entry in store.documents():
        acts += document_acts(store.document(entry.name), store.reviewed_statements(entry.name))
    links = link_acts(acts, find_embedding())
    quads = link_quads(links) + canonical_quads(read_clusters(acts, links))
    lines = "\n".join(f"{s} {p} {o} ." for s, p, o, _ in quads)
    with engine_faults(store.path):
        # One request is one transaction: readers see the old links or the new ones.
        graph = iri(v.LINKS_GRAPH)
        store.engine.update(
            f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{lines}\n}} }}"
        )
    return links


def relink_changed(store: Store, outcomes: Mapping[str, int]) -> None:
    """Find the links anew if documents were added or replaced.

    Args:
        store: An open store.
        outcomes: How often ``Store.add`` gave each outcome.
    """
    if outcomes.get("added") or outcomes.get("replaced"):
        relink(store)


def link_quads(links: Iterable[Link]) -> list[Quad]:
    """Return the quads of links; an asserted one also stands as a plain triple."""
    graph = iri(v.LINKS_GRAPH)
    quads: list[Quad] = []
    for one in links:
        node, predicate = iri(v.LINK, one.id), iri(v.PG, one.kind)
        subject, other = iri(v.STATEMENT, one.subject), iri(v.STATEMENT, one.object)
        quads += [
            (node, A, iri(v.PG, "Link"), graph),
            (node, iri(v.RDF, "subject"), subject, graph),
            (node, iri(v.RDF, "predicate"), predicate, graph),
            (node, iri(v.RDF, "object"), other, graph),
            (node, iri(v.PG, "linkState"), iri(v.PGV, f"link-{one.state}"), graph),
            (node, iri(v.PG, "confidence"), decimal(one.confidence), graph),
            (node, iri(v.DCTERMS, "description"), text(one.reason, "en"), graph),
        ]
        if one.state == "asserted":
            quads.append((subject, predicate, other, graph))
    return quads


def canonical_quads(clusters: Iterable[Cluster]) -> list[Quad]:
    """Return the quads that name the statement that stands for an act told more than once.

    It names itself too; a statement told once has no such quad and stands for itself.
    """
    graph, predicate = iri(v.LINKS_GRAPH), iri(v.PG, "canonical")
    return [
        (iri(v.STATEMENT, member), predicate, iri(v.STATEMENT, one.canonical), graph)
        for one in clusters
        if len(one.members) > 1
        for member in one.members
    ]


def read_canonicals(store: Store) -> dict[str, str]:
    """Return the id of the statement that stands for the act, by the ids of its tellings."""
    with engine_faults(store.path):
        return {
            local_name(plain(quad.subject), v.STATEMENT): local_name(
                plain(quad.object), v.STATEMENT
            )
            for quad in store.engine.quads_for_pattern(None, _CANONICAL, None, _GRAPH)
        }


def read_tellings(store: Store, identifier: str) -> list[str]:
    """Return the ids of all tellings of an act, the one that stands for it first."""
    node = ox.NamedNode(v.STATEMENT + identifier)
    with engine_faults(store.path):
        found = next(iter(store.engine.quads_for_pattern(node, _CANONICAL, None, _GRAPH)), None)
        if found is None:
            return [identifier]
        pattern = store.engine.quads_for_pattern(None, _CANONICAL, found.object, _GRAPH)
        told = {local_name(plain(quad.subject), v.STATEMENT) for quad in pattern}
    first = local_name(plain(found.object), v.STATEMENT)
    return [first, *sorted(told - {first})]


def read_links(store: Store) -> list[Link]:
    """Return the links that a store holds, by id."""
    with engine_faults(store.path):
        nodes = [
            quad.subject for quad in store.engine.quads_for_pattern(None, _TYPE, _CLASS, _GRAPH)
        ]
        return sorted((_read(store, plain(one)) for one in nodes), key=lambda one: one.id)


def _read(store: Store, address: str) -> Link:
    node = {predicate: values[0] for predicate, values in store.node(address).items()}
    return Link.model_validate(
        {
            "id": local_name(address, v.LINK),
            "subject": local_name(node[v.RDF + "subject"], v.STATEMENT),
            "kind": local_name(node[v.RDF + "predicate"], v.PG),
            "object": local_name(node[v.RDF + "object"], v.STATEMENT),
            "state": local_name(node[v.PG + "linkState"], v.PGV).removeprefix("link-"),
            "confidence": float(node[v.PG + "confidence"]),
            "reason": node[v.DCTERMS + "description"],
        }
    )


def links_text(links: Iterable[Link]) -> str:
    """Return the quads of links as sorted N-Quads."""
    return nquads(link_quads(links))
