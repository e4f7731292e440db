"""Scores: what counts as found, as right and as wrong, and that the gold's own scorer agrees."""

import json
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.extract.documents import read_text
from pledgegraph.extract.evaluation import (
    compare_statements,
    evaluate_gold,
    score_comparison,
    score_rows,
)
from pledgegraph.extract.gold import GoldRecord, read_gold
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.errors import DocumentError
from pledgegraph.ontology.records import Statement
from tests.quality.measure import GOLD, read_score_module

TEXT = "Norway pledged to support Moldova by 2030. The weather was fine."
START, END = 0, TEXT.index(".")


def _gold(**fields: Any) -> GoldRecord:
    known: dict[str, Any] = {
        "doc": "a.txt",
        "start": START,
        "end": END,
        "kind": "commitment",
        "committers": ["NOR"],
        "recipients": ["MDA"],
        "strength": 4,
        "deadline": "2030",
    }
    return GoldRecord.model_validate(known | fields)


@pytest.fixture(scope="module")
def found() -> list[Statement]:
    return extract_statements(read_text(TEXT, "a.txt"))


def test_what_agrees_scores_one(found: list[Statement]) -> None:
    score = score_comparison(compare_statements([_gold()], found))
    assert (score.gold, score.predicted, score.find, score.frame) == (1, 1, 1.0, 1.0)
    assert (score.committers, score.strength, score.deadline) == (1.0, 1.0, 1.0)


def test_a_wrong_recipient_costs_the_frame_alone(found: list[Statement]) -> None:
    score = score_comparison(compare_statements([_gold(recipients=["UKR"])], found))
    assert (score.find, score.frame, score.committers, score.recipients) == (1.0, 0.0, 1.0, 0.0)


def test_an_optional_recipient_may_be_there_or_not(found: list[Statement]) -> None:
    record = _gold(recipients=[], recipients_optional=["MDA"])
    assert score_comparison(compare_statements([record], found)).recipients == 1.0


def test_a_borderline_record_counts_neither_way(found: list[Statement]) -> None:
    taken = compare_statements([_gold(borderline=True)], found)
    assert taken == ((), (), ())
    assert compare_statements([_gold(borderline=True)], []) == ((), (), ())


def test_less_than_half_of_an_overlap_is_no_match(found: list[Statement]) -> None:
    missed = compare_statements([_gold(end=START + 8)], found)
    assert (len(missed.matches), len(missed.missed), len(missed.false_alarms)) == (0, 1, 1)


def test_members_and_their_group_are_one(found: list[Statement]) -> None:
    record = _gold(committers=["AUS", "GBR", "USA"])
    statement = found[0].model_copy(update={"committers": ("AUKUS",)})
    assert score_comparison(compare_statements([record], [statement])).committers == 1.0


def _write(folder: Path, *records: dict[str, Any], text: str = TEXT) -> Path:
    (folder / "a.txt").write_text(text, "utf-8")
    lines = [json.dumps(one, ensure_ascii=False) for one in records]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


RECORD = _gold().model_dump(mode="json") | {"quote": TEXT[START:END]}


def test_a_gold_file_without_records_says_that_a_text_holds_none(tmp_path: Path) -> None:
    _write(tmp_path)
    (row,) = [one for one in score_rows(evaluate_gold(tmp_path), "all") if one.kind != "call"]
    assert (row.score.gold, row.score.predicted) == (0, 1)


def test_texts_may_lie_in_another_folder(tmp_path: Path) -> None:
    for name in ("texts", "gold"):
        (tmp_path / name).mkdir()
    _write(tmp_path / "texts", RECORD).joinpath("a.jsonl").rename(tmp_path / "gold" / "b.jsonl")
    with pytest.raises(DocumentError, match=r"b\.jsonl:1: no text 'a\.txt' in .*--texts"):
        read_gold(tmp_path / "gold" / "b.jsonl")
    (text,) = read_gold(tmp_path / "gold" / "b.jsonl", tmp_path / "texts")
    assert len(text.records) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": 2, "end": END + 2}, "it stands at 0"),
        ({"quote": "Sweden pledged"}, "the text has no such quote"),
        ({"end": 4000}, "lies outside a.txt"),
        ({"kind": "threat"}, "a.jsonl:1: kind: "),
        ({"strength": 9}, "a.jsonl:1: strength: "),
    ],
)
def test_a_record_that_cannot_be_meant_is_named(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    with pytest.raises(DocumentError) as caught:
        read_gold(_write(tmp_path, RECORD | change))
    assert said in str(caught.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    _write(tmp_path, RECORD | {"strength": 0}, RECORD | {"quote": "none"})
    with (tmp_path / "a.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n{broken")
    with pytest.raises(DocumentError) as caught:
        read_gold(tmp_path)
    assert len(str(caught.value).splitlines()) == 3


def test_missing_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_gold(tmp_path / "none")
    with pytest.raises(DocumentError, match="no gold in this folder"):
        read_gold(tmp_path)


@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="the gold sets are not here")
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_scorer_of_the_gold_gives_the_same_numbers(name: str) -> None:
    scorer = read_score_module()
    gold, _ = scorer.load(GOLD / name)
    results = evaluate_gold(GOLD / name)
    texts = {one.document.name: one.document for one in read_gold(GOLD / name)}
    parts: dict[tuple[str, str], Any] = {}
    for one in results:
        found = [s.model_dump(mode="json") for s in extract_statements(texts[one.doc])]
        theirs = scorer.pair([record for record in gold if record["doc"] == one.doc], found)
        for group in (one.doc, "all"):
            for kind in ("commitment", "call"):
                own = parts.setdefault((kind, group), ([], [], []))
                own[0].extend(pair for pair in theirs[0] if pair[0]["kind"] == kind)
                own[1].extend(record for record in theirs[1] if record["kind"] == kind)
                own[2].extend(record for record in theirs[2] if record["kind"] == kind)
    ours = {
        (r.kind, r.group): r.score.model_dump(by_alias=True) for r in score_rows(results, "doc")
    }
    assert ours == {key: scorer.score(*value) for key, value in parts.items()}
