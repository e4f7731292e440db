"""A SPARQL query to its answer, from here or from an endpoint; nothing can be changed by it."""

from pledgegraph.graph.reader import plain
from pledgegraph.graph.remote.store import RemoteStore
from pledgegraph.graph.sparql import Answer, run_sparql
from pledgegraph.graph.store import Store


def ask_sparql(store: Store, query: str) -> Answer:
    """Answer a SPARQL 1.1 query over a store here or far away.

    What patterns outside of ``GRAPH`` match is an endpoint's own choice.

    Raises:
        QueryError: as ``run_sparql``, before anything is sent; or if the endpoint finds a fault.
    """
    if not isinstance(store, RemoteStore):
        return run_sparql(store, query)
    with Store.in_memory() as empty:
        form = run_sparql(empty, query).form
    source = store.remote
    if form == "ask":
        return Answer(form="ask", truth=source.ask(query))
    if form == "graph":
        triples = source.graph(query)
        return Answer(
            form="graph",
            names=("subject", "predicate", "object"),
            rows=tuple(
                (plain(one.subject), plain(one.predicate), plain(one.object)) for one in triples
            ),
        )
    names, rows = source.table(query)
    return Answer(form="select", names=names, rows=tuple(rows))
