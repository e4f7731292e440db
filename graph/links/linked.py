"""Links of a store: found anew from all its statements, written to the links graph."""

from collections.abc import Iterable, Mapping

from pledgegraph.graph.links import link_acts
from pledgegraph.graph.links.acts import Act, document_acts
from pledgegraph.graph.links.clusters import Cluster, read_clusters
from pledgegraph.graph.links.embedding import find_embedding
from pledgegraph.graph.links.known import read_links
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import A, Quad, decimal, iri, nquads, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Link

__all__ = ["canonical_quads", "link_quads", "links_text", "read_links", "relink", "relink_changed"]


def relink(store: Store) -> list[Link]:
    """Find the links of all statements of a store and put them in the place of the old ones."""
    acts: list[Act] = []
    near = store.nearby()
    for entry in near.documents():
        acts += document_acts(near.document(entry.name), near.reviewed_statements(entry.name))
    links = link_acts(acts, find_embedding())
    quads = link_quads(links) + canonical_quads(read_clusters(acts, links))
    # One transaction: readers see the old links or the new ones.
    store.put_graph(v.LINKS_GRAPH, quads)
    return links


def relink_changed(store: Store, outcomes: Mapping[str, int]) -> None:
    """Find the links anew if documents came, changed or went.

    Args:
        store: An open store.
        outcomes: How often documents were ``added``, ``replaced`` and ``removed``.
    """
    if any(outcomes.get(one) for one in ("added", "replaced", "removed")):
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


def links_text(links: Iterable[Link]) -> str:
    """Return the quads of links as sorted N-Quads."""
    return nquads(link_quads(links))
