"""Betweenness and PageRank of a synthetic network: rustworkx as used here beside NetworkX."""

import random
import sys
import time

import networkx as nx

from pledgegraph.graph.analytics.centrality import _fast_measures


def main(actors: int = 500, edges: int = 5000) -> None:
    """Print the seconds of both on the same network."""
    draw = random.Random(1)
    network: nx.DiGraph[str] = nx.DiGraph()
    names = [f"actor-{place}" for place in range(actors)]
    for _ in range(edges):
        one, other = draw.sample(names, 2)
        network.add_edge(one, other, weight=draw.randint(1, 9))
    start = time.perf_counter()
    _fast_measures(network)
    middle = time.perf_counter()
    nx.betweenness_centrality(network)
    end = time.perf_counter()
    sys.stdout.write(
        f"{actors} actors, {network.number_of_edges()} edges: both measures {middle - start:.3f} s;"
        f" NetworkX, betweenness alone {end - middle:.3f} s\n"
    )


if __name__ == "__main__":
    main()
