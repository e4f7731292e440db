"""A statement to its links: its act told elsewhere, what it takes up and what took it up."""

from pledgegraph.graph.links.known import read_links, read_tellings
from pledgegraph.graph.reader import StoreReader
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Link, Record, Statement


class Relation(Record):
    """A link seen from one of its ends: the statement at the other end, and its date."""

    link: Link
    other: Statement
    date: str | None


def find_relations(store: StoreReader, identifier: str) -> list[Relation]:
    """Return the links of a statement; tellings of one act are followed from link to link."""
    links = read_links(store)
    cluster = set(read_tellings(store, identifier))
    found: dict[tuple[str, str], Link] = {}
    for one in sorted(links, key=lambda link: (-link.confidence, link.id)):
        ends = {one.subject, one.object}
        same = one.kind == "sameStatementAs" and one.state == "asserted"
        if ends & cluster if same else identifier in ends:
            for end in sorted(ends - {identifier}):
                found.setdefault((one.kind, end), one)
    dates = {entry.name: entry.date for entry in store.documents()}
    others = {one.id: one for one in store.read(v.STATEMENT + end for _, end in found)}
    relations = [
        Relation(link=link, other=others[end], date=dates[others[end].doc])
        for (_, end), link in found.items()
    ]
    return sorted(
        relations,
        key=lambda one: (one.link.kind != "sameStatementAs", one.date or "", one.other.id),
    )
