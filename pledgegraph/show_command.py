"""The command `show`: one statement with its context, its sources, its links and its standing."""

import datetime as dt
from typing import Annotated

import typer

from pledgegraph.options import DEFAULT_STORE, ListFormat, StoreOption, read_store


def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Id, or its first digits.")],
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[ListFormat, typer.Option("--format", help="table or json.")] = ListFormat.TABLE,
) -> None:
    """Show one statement: quote in context, source, chain, rule; all sources of its act, links.

    Example: `pledgegraph show 3f2a`
    """
    from pledgegraph.graph.assessments import find_standing, read_assessments
    from pledgegraph.graph.links.known import read_tellings
    from pledgegraph.graph.links.relations import find_relations
    from pledgegraph.graph.tables import statement_json
    from pledgegraph.relations import print_relations
    from pledgegraph.sources import print_sources, print_standing, source_rows
    from pledgegraph.terminal import print_statement, put

    with read_store(store) as opened:
        statement = opened.statement(opened.full_id(identifier))
        document = opened.document(statement.doc)
        relations = find_relations(opened, statement.id)
        told = read_tellings(opened, statement.id)
        tellings = [opened.statement(one) for one in told]
        dates = {entry.name: entry.date for entry in opened.documents()}
        today = dt.date.today().isoformat()
        standing = find_standing(statement, read_assessments(opened), today, told)
    if form is ListFormat.TABLE:
        print_statement(statement, document)
        print_standing(standing)
        print_sources(tellings, dates)
        print_relations(statement, relations)
        return
    links = [one.link.model_dump(mode="json") for one in relations]
    told_by = source_rows(tellings, dates)
    found = [one.model_dump(mode="json") for one in standing.assessments]
    more = {"status": standing.status, "assessments": found}
    put(statement_json(statement, date=document.date, links=links, sources=told_by, **more))
