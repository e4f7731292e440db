"""Actors of the register to quads: names in four languages, kind, memberships, Wikidata entity."""

from collections.abc import Iterable, Iterator
from typing import Final

from pledgegraph.graph.triples import A, Quad, iri, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import LANGS

_LABEL: Final = iri(v.SKOS, "prefLabel")
_TYPE: Final = iri(v.DCTERMS, "type")
_MEMBER: Final = iri(v.ORG, "memberOf")
_SAME: Final = iri(v.SCHEMA, "sameAs")
_KINDS: Final = (
    "state", "organisation", "group", "body", "institution", "force", "company", "party",
    "people", "armed-group", "ngo", "media", "region", "person",
)  # fmt: skip


def actor_kind(actor: str) -> str:
    """Return the kind of an actor, ``other`` for one outside the register."""
    register = load_register()
    known = register.actors.get(actor)
    kind = known.kind if known else "person" if actor in register.persons else "other"
    return kind if kind in _KINDS else "other"


def actor_label(actor: str, lang: str = "en") -> str:
    """Return a readable name: the register's, or the words of the slug."""
    return load_register().label(actor, lang)


def _pairs(actor: str) -> Iterator[tuple[str, str]]:
    register = load_register()
    known, person = register.actors.get(actor), register.persons.get(actor)
    yield A, iri(v.PG, "Actor")
    yield _TYPE, iri(v.PGV, f"actor-{actor_kind(actor)}")
    if known is not None:
        labels = known.labels
    elif person is not None:
        labels = {lang: names[0] for lang, names in person.names.items() if names}
    else:
        labels = {"en": actor.replace("-", " ")}
    for lang in LANGS:
        if lang in labels:
            yield _LABEL, text(labels[lang], lang)
    if known is not None and known.wikidata:
        yield _SAME, iri(v.WIKIDATA, known.wikidata)


def actor_quads(actors: Iterable[str], graph: str) -> list[Quad]:
    """Return the quads of actors, without memberships.

    Args:
        actors: Ids; one outside the register is named by the words of its slug.
        graph: IRI of the graph, without brackets.
    """
    place = iri(graph)
    return [
        (iri(v.ACTOR, actor), predicate, term, place)
        for actor in sorted(set(actors))
        for predicate, term in _pairs(actor)
    ]


def membership_quads(actors: Iterable[str], graph: str) -> list[Quad]:
    """Return the quads of present memberships where both sides are among the actors."""
    chosen, place = set(actors), iri(graph)
    register = load_register()
    return [
        (iri(v.ACTOR, member.actor), _MEMBER, iri(v.ACTOR, group), place)
        for group in sorted(chosen & register.actors.keys())
        for member in register.actors[group].members
        if member.until is None and member.actor in chosen
    ]


def register_quads() -> list[Quad]:
    """Return the quads of all actors and persons of the register, in the graph of actors."""
    register = load_register()
    known = {*register.actors, *register.persons}
    return actor_quads(known, v.ACTORS_GRAPH) + membership_quads(known, v.ACTORS_GRAPH)


def outside_register(actors: Iterable[str]) -> set[str]:
    """Return those of the actors that the register does not know."""
    register = load_register()
    return {one for one in actors if one not in register.actors and one not in register.persons}
