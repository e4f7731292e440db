"""Search for words in made-up Chinese and Japanese quotes: the index beside the scan in SPARQL.

PYTHONPATH=. python benchmarks/word_search.py [NUMBER OF QUOTES, default 100000]
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pyoxigraph as ox

from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import iri, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.concepts import read_concepts

ACTORS = ("美國", "日本", "中國", "韓國", "歐盟", "印度", "澳洲", "法國")
RARE = "南極協定"  # in one quote of a thousand


def lines(number: int) -> Iterator[str]:
    """Yield the triples that the search reads, twenty quotes a document."""
    draw = random.Random(1)
    concepts = list(read_concepts().values())
    for place in range(number // 20):
        document, store = iri(v.DOCUMENT, f"{place:016x}"), iri(v.STORE_GRAPH)
        quotes = []
        for line in range(20):
            acts = "、".join(one.zh[0] for one in draw.sample(concepts, 4))
            rare = RARE if draw.random() < 0.001 else ""
            quote = f"{draw.choice(ACTORS)}承諾在{draw.randint(2025, 2040)}年前{acts}{rare}"
            quotes.append(quote)
            words = iri(v.STATEMENT, f"{place:08x}{line:02x}-quote")
            yield f"{words} {iri(v.OA, 'exact')} {text(quote, 'zh-hant')} {document} ."
        yield f"{document} {iri(v.DCTERMS, 'identifier')} {text(f'{place}.txt')} {document} ."
        yield f"{document} {iri(v.SCHEMA, 'text')} {text('。'.join(quotes))} {document} ."
        yield f"{document} {iri(v.PG, 'graphDigest')} {text(str(place))} {store} ."


def timed(name: str, task: Callable[[], object]) -> None:
    """Print the milliseconds of the quickest of five runs."""
    best = 1e9
    for _ in range(5):
        start = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - start)
    sys.stdout.write(f"{name:44} {best * 1000:8.1f} ms\n")
    sys.stdout.flush()


def main() -> None:
    """Fill a store in memory and print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with Store.in_memory() as store:
        quads = "\n".join(lines(number)).encode()
        store.engine.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        start = time.perf_counter()
        store.words.refresh()
        sys.stdout.write(f"{number} quotes indexed in {time.perf_counter() - start:.1f} s\n")
        for words in ("南极协定", "南极", "美国", "国承诺在2030年前"):
            timed(f"first 20 quotes with {words}", partial(store.search, words))
        found = "?s oa:exact ?q FILTER(CONTAINS(?q, '南極協定'))"
        scan = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ {found} }} }}"
        timed("bare SPARQL scan for 南極協定", partial(store.source.select, scan))


if __name__ == "__main__":
    main()
