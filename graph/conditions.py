"""Filters to the SPARQL patterns of the statements that fit them."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from pydantic import Field

from pledgegraph.graph.triples import iri, strength_iri, text
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import QueryError, closest
from pledgegraph.ontology.folding import fold_chinese
from pledgegraph.ontology.records import Record
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import KINDS, Kind

_DATE: Final = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Filters(Record):
    """What a question asks for; an empty field asks for everything.

    ``from_``, ``to`` and ``speaker`` are actor ids, ``topics`` topic ids (a wide topic includes
    its narrower ones), ``doc`` a document's name. Dates may be a year or a month. With
    ``members``, ``from_`` and ``to`` also match the groups an actor belonged to on the date.

    The last three look at the whole act, with all its tellings: taken up by a later statement
    since a date, known only through others, or with a deadline past and no assessment.
    """

    from_: str | None = None
    to: str | None = None
    topics: tuple[str, ...] = ()
    kind: Kind | None = None
    since: str | None = Field(default=None, pattern=_DATE)
    until: str | None = Field(default=None, pattern=_DATE)
    min_strength: int | None = Field(default=None, ge=1, le=5)
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    deadline_before: str | None = Field(default=None, pattern=_DATE)
    min_amount: float | None = None
    unit: str | None = None
    text: str | None = None
    doc: str | None = None
    speaker: str | None = None
    reaffirmed: bool | None = None
    members: bool = False
    reaffirmed_since: str | None = Field(default=None, pattern=_DATE)
    spoken_for: bool = False
    unmet: bool = False


def find_topics(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of topics by id or by label in any language, narrower ones included.

    Raises:
        QueryError: for an unknown topic, with near ones.
    """
    topics = read_labels()
    found: list[str] = []
    for name in names:
        if name.casefold() not in topics:
            hint = closest(name.casefold(), list(topics))
            msg = f"unknown topic {name!r}.{hint or ' Known: ' + ', '.join(v.read_topics())}"
            raise QueryError(msg)
        chosen = topics[name.casefold()]
        found += [one.id for one in v.read_topics().values() if chosen in (one.id, one.broader)]
    return tuple(dict.fromkeys(found))


@cache
def read_labels() -> dict[str, str]:
    """Return topic ids by their case-folded ids and labels."""
    topics = v.read_topics().values()
    labels = {label.casefold(): one.id for one in topics for label in one.labels.values()}
    return labels | {one.id: one.id for one in topics}


@lru_cache(maxsize=4096)
def _groups(actor: str, date: str | None) -> frozenset[str]:
    register = load_register()
    return frozenset(one for one in register.actors if actor in register.members(one, date))


def _matching(actor: str | None, filters: Filters, date: str | None = None) -> set[str] | None:
    if actor is None:
        return None
    return {actor} | (_groups(actor, date) if filters.members else set())


def _one_actor(variable: str, actors: set[str]) -> tuple[str, str]:
    """Return a term for an actor, and the pattern before it that chooses among several."""
    known = [iri(v.ACTOR, one) for one in sorted(actors)]
    if len(known) == 1:
        return known[0], ""
    return variable, f"VALUES {variable} {{ {' '.join(known)} }} "


def _who(filters: Filters, derived: bool) -> Iterator[str]:
    sources, targets = _matching(filters.from_, filters), _matching(filters.to, filters)
    if sources is not None:
        term, choice = _one_actor("?from", sources)
        yield f"{choice}?statement pg:committer {term} ."
    if targets is not None:
        # A joint commitment without a named recipient is found as well: its edges are derived.
        term, choice = _one_actor("?to", targets)
        end = "(pg:recipient|pg:committer)" if derived else "pg:recipient"
        yield f"{choice}?statement {end} {term} ."
    if filters.speaker is not None:
        yield f"?statement pg:speaker {iri(v.ACTOR, filters.speaker)} ."


def _one_of(predicate: str, variable: str, values: Iterable[str]) -> str:
    # A filter: VALUES would be joined by reading all statements of each value.
    return f"?statement {predicate} {variable} . FILTER({variable} IN ({', '.join(values)}))"


def patterns(
    filters: Filters, derived: bool, quoting: Iterable[str] | None = None
) -> Iterator[str]:
    """Yield the patterns that ``?statement`` of the graph ``?document``, of ``?date``, must fit.

    More may be found than fits: see ``is_fitting``.

    Args:
        filters: What is asked for.
        derived: Whether co-committers of a joint commitment count as committed to each other.
        quoting: IRIs of the statements that have the words of ``filters.text``, where known.

    Raises:
        QueryError: for an unknown topic.
    """
    if quoting is not None:
        yield f"VALUES ?statement {{ {' '.join(f'<{one}>' for one in quoting)} }}"
    elif filters.text is not None:
        yield _quoting(filters.text)
    yield from _who(filters, derived)
    if filters.doc is not None:
        yield f"?document dcterms:identifier {text(filters.doc)} ."
    if filters.kind is not None:
        yield f"?statement a {iri(v.PG, filters.kind.capitalize())} ."
    if filters.topics:
        topics = [iri(v.PGT, one) for one in find_topics(filters.topics)]
        yield _one_of("dcterms:subject", "?topic", topics)
    if filters.reaffirmed is not None:
        yield f"?statement pg:reaffirmed {str(filters.reaffirmed).lower()} ."
    if filters.min_confidence is not None:
        yield "?statement pg:confidence ?confidence ."
        yield f"FILTER(?confidence >= {filters.min_confidence:.4f})"
    if filters.min_strength is not None:
        least = range(filters.min_strength, 6)
        firm = [strength_iri(kind, one) for kind in KINDS for one in least]
        yield _one_of("pg:strength", "?strength", firm)
    yield from _amounts(filters)
    yield from _dates(filters)


def _dates(filters: Filters) -> Iterator[str]:
    if filters.deadline_before is not None:
        day = text(filters.deadline_before)
        yield f"?statement pg:deadlineDay ?day . FILTER(STR(?day) < {day})"
    # A document known to be of 2024 may be of any of its months.
    if filters.since is not None:
        since = text(filters.since)
        yield f"FILTER(STR(?date) >= {since} || STRSTARTS({since}, STR(?date)))"
    if filters.until is not None:
        until = text(filters.until)
        yield f"FILTER(STR(?date) <= {until} || STRSTARTS(STR(?date), {until}))"
    dated = "?statement dcterms:date ?date ."
    yield dated if filters.since or filters.until else f"OPTIONAL {{ {dated} }}"


def _amounts(filters: Filters) -> Iterator[str]:
    if filters.min_amount is not None or filters.unit is not None:
        yield "?statement pg:amount ?amount . ?amount schema:value ?value ; schema:unitText ?unit ."
    if filters.min_amount is not None:
        yield f"FILTER(?value >= {filters.min_amount!r})"
    if filters.unit is not None:
        yield f"FILTER(?unit = {text(filters.unit)})"


def _quoting(words: str) -> str:
    # The words in both scripts: 承诺 also finds 承諾.
    import opencc

    forms = {
        words.lower(),
        fold_chinese(words).lower(),
        opencc.OpenCC("s2t").convert(words).lower(),
    }
    tests = " || ".join(f"CONTAINS(LCASE(?quote), {text(one)})" for one in sorted(forms))
    found = f"{{ SELECT ?words {{ ?words oa:exact ?quote . FILTER({tests}) }} }}"
    return f"{found} ?evidence oa:hasSelector ?words . ?statement pg:evidence ?evidence ."


def is_fitting(committer: str, recipient: str | None, date: str | None, filters: Filters) -> bool:
    """Tell whether the ends of an edge are those asked for."""
    sources = _matching(filters.from_, filters, date)
    targets = _matching(filters.to, filters, date)
    return (sources is None or committer in sources) and (targets is None or recipient in targets)
