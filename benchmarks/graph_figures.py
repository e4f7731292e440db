"""Queries, NetworkX view and exports over synthetic commitments, beside the bare SPARQL."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from pledgegraph.graph.exports import export_bytes
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.network import read_network, tie_network
from pledgegraph.graph.queries import Filters, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.ties import find_ties
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.records import Commitment, Document, statement_id

ACTORS = ("USA", "JPN", "KOR", "CHN", "FRA", "DEU", "GBR", "ITA", "AUS", "PHL", "IND", "UKR")
EDGES = "SELECT ?one ?who ?whom { ?one pg:committer ?who ; pg:recipient ?whom ; dcterms:date ?d }"
PAIR = (
    "SELECT ?one { ?one pg:committer pga:USA ; pg:recipient pga:JPN ; dcterms:date ?d ;"
    " pg:strength pgv:strength-4-pledge . FILTER(STR(?d) >= '2024-12') }"
)


def documents(count: int, draw: random.Random) -> Iterator[tuple[Document, list[Commitment]]]:
    """Yield documents of twenty commitments each."""
    for place in range(count // 20):
        lines = [f"Actor {line} of {place} will act on matter {line}." for line in range(20)]
        date = f"2024-{place % 12 + 1:02d}"
        document = Document(name=f"{place}.txt", text="\n".join(lines), lang="en", date=date)
        found, start = [], 0
        for line in lines:
            who, whom = draw.sample(ACTORS, 2)
            end = start + len(line)
            found.append(
                Commitment(
                    id=statement_id(document.digest, start, end, "commitment", (who,)),
                    doc=document.name, quote=line, start=start, end=end, committers=(who,),
                    recipients=(whom,), strength=draw.randint(1, 5), lang="en", cue="will",
                    action=line[5:], topics=("trade",), rule="benchmark",
                )
            )  # fmt: skip
            start = end + 1
        yield document, found


def timed(name: str, task: Callable[[], object]) -> None:
    """Print the seconds of the quickest of two runs."""
    best = 1e9
    for _ in range(2):
        start = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - start)
    sys.stdout.write(f"{name:34} {best:8.3f} s\n")


def main() -> None:
    """Fill a store in memory and print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with Store.in_memory() as store:
        start = time.perf_counter()
        for document, found in documents(count, random.Random(1)):
            store.add(document, found)
        sys.stdout.write(f"{count} commitments added in {time.perf_counter() - start:.1f} s\n")
        some = Filters(from_="USA", to="JPN", min_strength=4, since="2024-12")

        def ask(query: str) -> list[object]:
            found = store.engine.query(query, prefixes=v.PREFIXES, use_default_graph_as_union=True)
            return list(found)  # type: ignore[arg-type]

        timed("filtered, bare SPARQL", lambda: ask(PAIR))
        timed("filtered, find_statements", lambda: find_statements(store, some))
        timed("all edges, bare SPARQL", lambda: ask(EDGES))
        timed("network of ties", lambda: tie_network(find_ties(store, Filters())))
        edges = find_statements(store, Filters())
        timed("all edges, find_statements", lambda: find_statements(store, Filters()))
        timed("network of edges read before", lambda: read_network(edges))
        if count > 20_000:
            return  # the exports take minutes there
        for form in ("csv", "xlsx", "parquet", "gexf", "neo4j", "turtle"):
            made = Chosen(store, tuple(edges))
            timed(f"export {form}", partial(export_bytes, form, made))


if __name__ == "__main__":
    main()
