"""The competency questions on the open texts: their queries find the rows a reader expects.

Places are named by the first three digits of a seed and the offset of the quote.
"""

from functools import cache
from pathlib import Path

import pytest

from pledgegraph.extract.documents import find_files, read_file
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.assessments import add_assessment, make_assessment
from pledgegraph.graph.links.known import read_canonicals
from pledgegraph.graph.links.linked import relink
from pledgegraph.graph.queries import read_query, run_sparql
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import last_day
from pledgegraph.ontology.records import Statement

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "gold" / "seeds"
Place = tuple[str, int]

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the open texts are not beside us")


@cache
def seeds() -> Store:
    store = Store.in_memory()
    for path in find_files([SEEDS]):
        document = read_file(path, path.name)
        store.add(document, extract_statements(document))
    relink(store)
    return store


@cache
def statements() -> dict[str, Statement]:
    return {one.id: one for one in seeds().statements()}


def at(place: Place) -> str:
    """Return the id of the statement whose quote holds a place."""
    doc, offset = place
    found = [
        one.id
        for one in statements().values()
        if one.doc.startswith(doc) and one.start <= offset < one.end
    ]
    assert found, f"no statement at {place}"
    return found[0]


def act_at(place: Place) -> str:
    identifier = at(place)
    return read_canonicals(seeds()).get(identifier, identifier)


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a query, IRIs by their last part."""
    answer = run_sparql(seeds(), read_query(name))
    return [tuple((cell or "").rpartition("/")[2] for cell in row) for row in answer.rows]


def test_what_the_united_states_committed_to_japan_on_defence() -> None:
    found = {row[0]: row[1] for row in rows("us-to-japan-defence")}
    assert found[act_at(("000", 4440))] == "4"  # Article V, with all capabilities
    assert found[act_at(("000", 5330))] == "4"  # Tomahawk training
    assert found[act_at(("000", 6500))] == "4"  # realignment of forces
    assert len(found) == len(rows("us-to-japan-defence"))
    for act in found:
        told = [one for one, known in read_canonicals(seeds()).items() if known == act] or [act]
        assert any("USA" in statements()[one].committers for one in told)


def test_what_was_reaffirmed_from_2022_to_2024() -> None:
    found = {(row[0], row[1]): row[2:] for row in rows("reaffirmed-2022-2024")}
    assert found[at(("001", 2620)), at(("000", 4440))] == ("4", "4")  # Article V
    assert found[at(("001", 2790)), at(("000", 4540))] == ("5", "5")  # Senkaku
    assert found[at(("001", 2220)), at(("000", 8050))] == ("4", "4")  # denuclearisation
    assert found[at(("001", 3070)), at(("000", 6500))] == ("3", "4")  # realignment: firmer
    for old, new in found:
        assert statements()[old].doc.startswith("001")
        assert statements()[new].doc[:3] in ("000", "004")


def test_large_amounts_with_who_promised_them() -> None:
    found = {(row[0], row[1], float(row[2])) for row in rows("large-amounts")}
    assert (act_at(("000", 7440)), "JPN", 3e10) in found
    assert (act_at(("000", 7440)), "USA", 3e10) in found
    assert (act_at(("000", 985)), "toyota", 8e9) in found
    assert all(value >= 1e9 for _, _, value in found)


def test_what_is_due_before_2028() -> None:
    found = [(row[0], row[1]) for row in rows("due-before-2028")]
    assert (at(("004", 2130)), "2027") in found  # defence spending
    assert (at(("000", 5720)), "2025") in found  # exercises
    days = [last_day(day) or "" for _, day in found]
    assert days == sorted(days)
    assert all(day < "2028" for _, day in found)


def test_joint_acts_of_aukus() -> None:
    found = {row[0]: row[1] for row in rows("joint-aukus")}
    assert found[act_at(("000", 5590))] == "3"
    for act in found:
        tellings = [one for one, told in read_canonicals(seeds()).items() if told == act] or [act]
        members = {who for one in tellings for who in statements()[one].committers}
        assert members <= {"AUS", "GBR", "USA", "AUKUS"}


def test_calls_on_china_and_north_korea() -> None:
    found = {(row[0], row[1], row[2], row[4]) for row in rows("calls-on-china-and-north-korea")}
    for who in ("JPN", "USA"):
        assert (at(("001", 1690)), who, "CHN", "5") in found
        assert (at(("001", 2315)), who, "PRK", "3") in found
    assert (at(("003", 1080)), "NATO", "CHN", "2") in found
    assert all(statements()[row[0]].kind == "call" for row in found)


def test_the_quotes_of_one_act_in_every_language() -> None:
    act = act_at(("000", 4440))
    found = {(row[1][:3], row[2], row[3]) for row in rows("quotes-of-one-act") if row[0] == act}
    assert found >= {("000", "zh-Hant", "4433"), ("004", "ja", "1204")}


def test_the_same_act_is_told_more_firmly_in_one_source() -> None:
    found = {(row[1], row[2], row[3], row[4], row[6]) for row in rows("strength-differs")}
    tomahawk = at(("000", 5330)), "致力於", "4", at(("004", 1740)), "2"
    assert tomahawk in found
    assert all(row[2] > row[4] for row in found)


def test_commitments_that_another_speaks_of() -> None:
    found = set(rows("spoken-for-by-others"))
    assert (at(("003", 3420)), "JPN", "jens-stoltenberg") in found  # two percent
    assert (at(("003", 6495)), "JPN", "jens-stoltenberg") in found  # Council meetings
    assert (at(("000", 985)), "toyota", "joe-biden") in found
    assert not [row for row in found if row[1:] == ("USA", "joe-biden")]


def test_the_latest_status_of_what_was_assessed() -> None:
    capability = statements()[at(("001", 2560))]
    spending = statements()[at(("004", 2130))]
    for one in (
        make_assessment(capability, "in-progress", "2022-09", "A reader"),
        make_assessment(capability, "fulfilled", "2023-01-31", "A reader", "002"),
        make_assessment(spending, "in-progress", "2024-04-10", "Another"),
    ):
        add_assessment(seeds(), one)
    found = {row[0]: row[1:] for row in rows("latest-status")}
    assert found == {
        capability.id: ("status-fulfilled", "2023-01-31", "A reader", "002"),
        spending.id: ("status-in-progress", "2024-04-10", "Another", ""),
    }


def test_conditions_and_undertakings_not_to_act() -> None:
    found = {row[0] for row in rows("conditional-or-negative")}
    assert at(("003", 2670)) in found
    for one in found:
        told = statements()[one]
        assert told.condition is not None or told.polarity == "negative"


def test_the_network_has_one_edge_an_act() -> None:
    found = rows("edges")
    ends = [(row[0], row[1], row[2]) for row in found]
    assert len(ends) == len(set(ends))
    canonical = read_canonicals(seeds())
    told = {
        (who, whom, canonical.get(one.id, one.id))
        for one in statements().values()
        for who in one.committers
        for whom in one.recipients
        if who != whom
    }
    assert set(ends) == told
