"""The register knows who is meant by a name, in four languages and on a date."""

from itertools import pairwise
from pathlib import Path

import pytest

from pledgegraph.ontology.errors import GrammarError, QueryError
from pledgegraph.ontology.folding import fold_chinese
from pledgegraph.ontology.register import Register, load_register
from pledgegraph.ontology.register_files import read_register_files


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("US", "USA"),
        ("USA", "USA"),
        ("the United States", "USA"),
        ("美國", "USA"),
        ("アメリカ", "USA"),
        ("Japan", "JPN"),
        ("日本", "JPN"),
        ("北約", "NATO"),
        ("NATO", "NATO"),
        ("東盟", "ASEAN"),
        ("ＥＵ", "EU"),
        ("白宮", "USA"),
        ("北京", "CHN"),
        ("NO", "NOR"),
    ],
)
def test_names_in_any_language_are_one_actor(register: Register, name: str, actor: str) -> None:
    if name == "NO":
        with pytest.raises(QueryError):
            register.resolve(name)
        assert register.actors[actor].labels["en"] == "Norway"
    else:
        assert register.resolve(name) == actor


def test_an_unknown_name_suggests_near_ones(register: Register) -> None:
    with pytest.raises(QueryError, match="'japan'"):
        register.resolve("Japann")


def test_every_state_has_names_in_four_languages(register: Register) -> None:
    states = [one for one in register.actors.values() if one.kind == "state"]
    assert len(states) >= 197
    assert not [one.id for one in states if set(one.labels) != {"en", "zh-Hans", "zh-Hant", "ja"}]


def test_there_are_enough_organisations_and_holders(register: Register) -> None:
    organisations = [a for a in register.actors.values() if a.kind in ("organisation", "group")]
    assert len(organisations) >= 120
    assert sum(1 for one in register.persons.values() if one.offices) >= 250


def test_the_holder_of_an_office_depends_on_the_date(register: Register) -> None:
    assert register.holder("USA.president", "2024-04-10") == "joe-biden"
    assert register.holder("USA.president", "2018") == "donald-trump"
    assert register.principal("joe-biden", "2024") == "USA"
    assert register.principal("joe-biden", "2018-05-05") is None


def test_members_depend_on_the_date(register: Register) -> None:
    assert "SWE" not in register.members("NATO", "2022-01-01")
    assert "SWE" in register.members("NATO", "2024-06-01")
    assert set(register.members("AUKUS")) == {"AUS", "GBR", "USA"}


def test_no_name_has_two_owners(register: Register) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for alias in register.aliases:
        if alias.form in ("name", "capital", "body", "side", "office"):
            group = alias.lang[:2]
            key = (group, fold_chinese(alias.text) if group == "zh" else alias.text)
            owners.setdefault(key, set()).update(alias.actors)
    assert {key: found for key, found in owners.items() if len(found) > 1} == {}


def test_no_person_shares_a_name_while_in_office(register: Register) -> None:
    known: dict[tuple[str, str], set[str]] = {}
    for alias in register.aliases:
        if alias.form == "person" and alias.person:
            group = alias.lang[:2]
            key = (group, fold_chinese(alias.text) if group == "zh" else alias.text)
            known.setdefault(key, set()).add(alias.person)
    clashes = {}
    for key, persons in known.items():
        terms = sorted(
            t for p in persons for t in ((s, u or "9999") for _, s, u in register.terms(p))
        )
        overlapping = any(a[1] > b[0] for a, b in pairwise(terms))
        if len(persons) > 1 and overlapping:
            clashes[key] = persons
    assert clashes == {}


def test_terms_of_one_office_do_not_overlap(register: Register) -> None:
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for person in register.persons.values():
        for office, since, until in register.terms(person.id):
            if register.offices[office].shared:
                continue
            terms.setdefault(office, []).append((since, until or "9999", person.id))
    clashes = [
        (office, one, other)
        for office, found in terms.items()
        for one, other in zip(sorted(found), sorted(found)[1:], strict=False)
        if one[1][: len(other[0])] > other[0][: len(one[1])]
    ]
    assert clashes == []


def test_offices_and_members_name_known_actors(register: Register) -> None:
    known = set(register.actors)
    assert {one.of for one in register.offices.values()} <= known
    assert {m.actor for one in register.actors.values() for m in one.members} <= known
    assert {t.office for p in register.persons.values() for t in p.offices} <= set(register.offices)


def test_a_key_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "states.yaml").write_text("- id: JPN\n  id: USA\n", "utf-8")
    with pytest.raises(GrammarError, match=r"states\.yaml:2: key 'id' stands twice"):
        read_register_files(tmp_path)


def test_an_unknown_key_is_refused_with_its_entry(tmp_path: Path) -> None:
    (tmp_path / "states.yaml").write_text("- id: JPN\n  colour: red\n", "utf-8")
    with pytest.raises(GrammarError, match=r"0\.colour: Extra inputs"):
        read_register_files(tmp_path)
