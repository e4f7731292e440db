"""Records hold what the codebook says and refuse what it does not."""

import pytest
from pydantic import ValidationError

from pledgegraph.ontology.records import Commitment, Document, statement_id

FIELDS = {
    "id": "0" * 16,
    "doc": "note.txt",
    "quote": "Japan pledged to help",
    "start": 0,
    "end": 21,
    "committers": ("JPN",),
    "strength": 4,
    "lang": "en",
    "cue": "pledged",
    "action": "help",
    "rule": "en.commitment.pledge",
}


def test_a_statement_needs_a_committer() -> None:
    with pytest.raises(ValidationError):
        Commitment(**{**FIELDS, "committers": ()})


def test_offsets_and_quote_must_agree() -> None:
    with pytest.raises(ValidationError, match="quote has 21 characters"):
        Commitment(**{**FIELDS, "end": 20})


@pytest.mark.parametrize("strength", [0, 6])
def test_strength_has_five_levels(strength: int) -> None:
    with pytest.raises(ValidationError):
        Commitment(**{**FIELDS, "strength": strength})


def test_a_deadline_may_be_a_year_a_month_or_a_day() -> None:
    for deadline in ("2027", "2024-07", "2023-05-19", None):
        assert Commitment(**{**FIELDS, "deadline": deadline}).deadline == deadline
    with pytest.raises(ValidationError):
        Commitment(**{**FIELDS, "deadline": "next year"})


def test_the_id_follows_from_the_content_alone() -> None:
    one = statement_id("d" * 64, 3, 9, "commitment", ("JPN", "USA"))
    assert one == statement_id("d" * 64, 3, 9, "commitment", ("USA", "JPN"))
    assert one != statement_id("d" * 64, 3, 9, "call", ("JPN", "USA"))
    assert len(one) == 16


def test_two_documents_of_one_text_differ_by_name() -> None:
    one, other = (Document(name=name, text="x", lang="en") for name in ("a.txt", "b.txt"))
    assert one.digest != other.digest
