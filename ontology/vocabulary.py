"""The names that triples are written with: namespaces, and the topics with their words."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from pledgegraph.ontology.errors import GrammarError
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.strict_yaml import load_yaml
from pledgegraph.ontology.values import LANGS

ROOM: Final = Path(__file__).parent
VOCABULARY_FILE: Final = ROOM / "pledgegraph.ttl"
SHAPES_FILE: Final = ROOM / "shapes.ttl"
TOPICS_FILE: Final = ROOM / "topics.ttl"
TOPICS_SOURCE: Final = ROOM / "topics.yaml"

PG: Final = "https://w3id.org/pledgegraph/ns#"
PGV: Final = "https://w3id.org/pledgegraph/value/"
PGT: Final = "https://w3id.org/pledgegraph/topic/"
ACTOR: Final = "https://w3id.org/pledgegraph/actor/"
STATEMENT: Final = "https://w3id.org/pledgegraph/statement/"
DOCUMENT: Final = "https://w3id.org/pledgegraph/document/"
GRAPH: Final = "https://w3id.org/pledgegraph/graph/"
LINK: Final = "https://w3id.org/pledgegraph/link/"
ASSESSMENT: Final = "https://w3id.org/pledgegraph/assessment/"
REVIEW: Final = "https://w3id.org/pledgegraph/review/"

DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA: Final = "http://www.wikidata.org/entity/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

ACTORS_GRAPH: Final = GRAPH + "actors"
LINKS_GRAPH: Final = GRAPH + "links"
ASSESSMENTS_GRAPH: Final = GRAPH + "assessments"
REVIEWS_GRAPH: Final = GRAPH + "reviews"
STORE_GRAPH: Final = GRAPH + "store"
VOCABULARY_GRAPH: Final = GRAPH + "vocabulary"

# What files and queries abbreviate; a query may rely on all of them without declaring one.
PREFIXES: Final[dict[str, str]] = {
    "dc": DC,
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "pg": PG,
    "pga": ACTOR,
    "pgas": ASSESSMENT,
    "pgd": DOCUMENT,
    "pgg": GRAPH,
    "pgl": LINK,
    "pgr": REVIEW,
    "pgs": STATEMENT,
    "pgt": PGT,
    "pgv": PGV,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "wd": WIKIDATA,
    "xsd": XSD,
}


class Topic(Record):
    """A subject of statements: names and telling words by language, and the wider topic."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    broader: str | None = None
    labels: dict[str, str]
    keywords: dict[str, tuple[str, ...]] = Field(default_factory=dict)


@lru_cache(maxsize=1)
def read_topics() -> dict[str, Topic]:
    """Return all topics by id, in the order of the file.

    Raises:
        GrammarError: with every fault of ``topics.yaml``.
    """
    topics: dict[str, Topic] = {}
    faults: list[str] = []
    for place, entry in enumerate(load_yaml(TOPICS_SOURCE), start=1):
        try:
            topic = Topic.model_validate(entry)
        except ValidationError as fault:
            faults.append(f"topic {place}: {fault.errors()[0]['loc']}: {fault.errors()[0]['msg']}")
            continue
        faults.extend(_faults_of(topic, topics))
        topics[topic.id] = topic
    if faults:
        msg = "\n".join(f"{TOPICS_SOURCE}: {fault}" for fault in faults)
        raise GrammarError(msg)
    return topics


def _faults_of(topic: Topic, before: dict[str, Topic]) -> list[str]:
    faults = []
    if topic.id in before:
        faults.append(f"{topic.id} stands twice; keep one")
    if topic.broader is not None and topic.broader not in before:
        faults.append(f"{topic.id}: broader topic {topic.broader!r} must stand before it")
    for field in (topic.labels, topic.keywords):
        if field and set(field) != set(LANGS):
            faults.append(f"{topic.id}: has {sorted(field)}, must have {list(LANGS)}")
    return faults


def topics_turtle() -> str:
    """Return the text of ``topics.ttl``, a SKOS scheme made from ``topics.yaml``."""
    lines = [
        f"@prefix pgt: <{PGT}> .",
        f"@prefix skos: <{SKOS}> .",
        "",
        "# Made from topics.yaml by vocabulary.topics_turtle(); edit that file.",
        "",
        "pgt:scheme a skos:ConceptScheme ;",
        '    skos:prefLabel "topics of statements"@en , "表态的议题"@zh-Hans ,'
        ' "表態的議題"@zh-Hant , "言明の主題"@ja .',
    ]
    for topic in read_topics().values():
        labels = " , ".join(f'"{topic.labels[lang]}"@{lang}' for lang in LANGS)
        place = (
            f"skos:broader pgt:{topic.broader}" if topic.broader else "skos:topConceptOf pgt:scheme"
        )
        lines += [
            "",
            f"pgt:{topic.id} a skos:Concept ;",
            "    skos:inScheme pgt:scheme ;",
            f"    {place} ;",
            f"    skos:prefLabel {labels} .",
        ]
    return "\n".join(lines) + "\n"
