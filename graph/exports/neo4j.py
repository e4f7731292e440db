"""Chosen statements to the files that Neo4j imports: nodes, relationships, settings.

Ids are unique over all files, so that one file holds all relationships. A statement is a node of
its own; ``COMMITTED_TO`` and ``CALLS_ON`` also join the actors directly, for looking around.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from pledgegraph.graph.actors import actor_kind, actor_label
from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.ontology.records import Statement
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import LANGS, strength_name
from pledgegraph.ontology.vocabulary import read_topics

Row = list[Any]

_LABELS: Final = [f"label_{lang.replace('-', '_')}" for lang in LANGS]
_RELATIONS: Final = [
    ":START_ID", ":END_ID", ":TYPE", "statement", "strength:int", "date", "derived:boolean"
]  # fmt: skip
_STATEMENTS: Final[dict[str, Callable[[Statement], Any]]] = {
    "id:ID": lambda one: f"statement/{one.id}",
    "kind": lambda one: one.kind,
    "quote": lambda one: one.quote,
    "action": lambda one: one.action,
    "strength:int": lambda one: one.strength,
    "strengthName": lambda one: strength_name(one.kind, one.strength),
    "polarity": lambda one: one.polarity,
    "reaffirmed:boolean": lambda one: str(one.reaffirmed).lower(),
    "deadline": lambda one: one.deadline,
    "amount:double": lambda one: one.amount.value if one.amount else None,
    "unit": lambda one: one.amount.unit if one.amount else None,
    "condition": lambda one: one.condition,
    "instrument": lambda one: one.instrument,
    "lang": lambda one: one.lang,
    "start:long": lambda one: one.start,
    "end:long": lambda one: one.end,
    "confidence:double": lambda one: one.confidence,
    "rule": lambda one: one.rule,
    ":LABEL": lambda one: f"Statement;{one.kind.capitalize()}",
}
_README: Final = """\
What to do with these files (Neo4j 5 or later)

Into a new database, with the server stopped:
  neo4j-admin database import full neo4j --overwrite-destination --multiline-fields=true \\
    --nodes=actors.csv --nodes=documents.csv --nodes=topics.csv --nodes=statements.csv \\
    --relationships=relationships.csv
Then start the server and run first-look.cypher.

As RDF instead, with the neosemantics plug-in: pledgegraph export -f turtle -o graph.ttl, put the
path of that file into n10s.cypher and run it.
"""
_FIRST_LOOK: Final = """\
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (one:Actor) REQUIRE one.id IS UNIQUE;
CREATE CONSTRAINT statement_id IF NOT EXISTS FOR (one:Statement) REQUIRE one.id IS UNIQUE;
MATCH (who:Actor)-[:MADE]->(what:Statement)-[:TO]->(whom:Actor)
RETURN who.label_en, what.action, what.strength, whom.label_en ORDER BY what.strength DESC LIMIT 25;
"""
_N10S: Final = """\
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
// Labels stand in four languages: without these settings one of them would be kept.
CALL n10s.graphconfig.init({
  handleVocabUris: 'SHORTEN', handleMultival: 'ARRAY', keepLangTag: true, handleRDFTypes: 'LABELS'
});
CALL n10s.rdf.import.fetch('file:///PATH/graph.ttl', 'Turtle');
"""


def _csv(head: Iterable[str], rows: Iterable[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return stream.getvalue()


def _actors(chosen: Chosen) -> list[Row]:
    found = {edge.committer for edge in chosen.edges}
    for one in chosen.statements():
        found.update(one.committers, one.recipients, [one.speaker] if one.speaker else [])
    found |= {edge.recipient for edge in chosen.edges if edge.recipient is not None}
    known = load_register().actors
    return [
        [
            f"actor/{actor}",
            actor_kind(actor),
            *(actor_label(actor, lang) for lang in LANGS),
            known[actor].wikidata if actor in known else None,
            "Actor",
        ]
        for actor in sorted(found)
    ]


def _documents(chosen: Chosen) -> list[Row]:
    return [
        [f"document/{one.name}", one.title, one.date, one.publisher, one.url, one.lang, "Document"]
        for one in sorted(chosen.documents.values(), key=lambda one: one.name)
    ]


def _topics(chosen: Chosen) -> list[Row]:
    used = {topic for one in chosen.statements() for topic in one.topics}
    known = read_topics()
    return [
        [
            f"topic/{topic}",
            *(known[topic].labels[lang] if topic in known else topic for lang in LANGS),
            "Topic",
        ]
        for topic in sorted(used)
    ]


def _of_statement(one: Statement) -> Iterator[Row]:
    node, rest = f"statement/{one.id}", [None, None, None, None]
    for actor in one.committers:
        yield [f"actor/{actor}", node, "MADE", *rest]
    for actor in one.recipients:
        yield [node, f"actor/{actor}", "TO", *rest]
    if one.speaker is not None:
        yield [f"actor/{one.speaker}", node, "VOICED", *rest]
    for topic in one.topics:
        yield [node, f"topic/{topic}", "ABOUT", *rest]
    yield [node, f"document/{one.doc}", "STATED_IN", *rest]


def _relations(chosen: Chosen) -> Iterator[Row]:
    for edges in chosen.groups.values():
        one = edges[0].statement
        yield from _of_statement(one)
        verb = "COMMITTED_TO" if one.kind == "commitment" else "CALLS_ON"
        for edge in edges:
            if edge.recipient is not None:
                ends = [f"actor/{edge.committer}", f"actor/{edge.recipient}", verb]
                yield [*ends, one.id, one.strength, edge.date, str(edge.derived).lower()]


def neo4j_files(chosen: Chosen) -> dict[str, str]:
    """Return the files by name: five CSV without byte order mark, Cypher, and what to do."""
    document_head = ["id:ID", "title", "date", "publisher", "url", "lang", ":LABEL"]
    rows = [[take(one) for take in _STATEMENTS.values()] for one in chosen.statements()]
    return {
        "README.txt": _README,
        "actors.csv": _csv(["id:ID", "kind", *_LABELS, "wikidata", ":LABEL"], _actors(chosen)),
        "documents.csv": _csv(document_head, _documents(chosen)),
        "first-look.cypher": _FIRST_LOOK,
        "n10s.cypher": _N10S,
        "relationships.csv": _csv(_RELATIONS, _relations(chosen)),
        "statements.csv": _csv(_STATEMENTS, rows),
        "topics.csv": _csv(["id:ID", *_LABELS, ":LABEL"], _topics(chosen)),
    }
