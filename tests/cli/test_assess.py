"""Assessments, sources and chains on the command line."""

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_an_assessment_is_shown_with_who_and_when(run: Run, store: Path, tmp_path: Path) -> None:
    own = tmp_path / "store"
    shutil.copytree(store, own)
    words = ("query", "--text", "2 percent", "--format", "json", "--store", own)
    one = json.loads(run(*words).stdout)[0]
    told = ("--status", "in-progress", "--date", "2025-01", "--by", "An analyst", "--note", "1.8 %")
    result = run("assess", one["id"], *told, "--store", own)
    assert result.exit_code == 0, result.output
    assert "nothing changed" in run("assess", one["id"], *told, "--store", own).stderr
    shown = run("show", one["id"], "--store", own).stdout
    assert "status  in-progress" in shown
    assert "by An analyst" in shown
    found = json.loads(run("show", one["id"], "--format", "json", "--store", own).stdout)
    assert found["assessments"][0]["note"] == "1.8 %"
    turtle = tmp_path / "out.ttl"
    assert run("export", "-f", "turtle", "-o", turtle, "--store", own).exit_code == 0
    assert "pg:assesses" in turtle.read_text("utf-8")
    assert run("check", turtle).exit_code == 0


def test_bad_assessments_change_nothing(run: Run, store: Path) -> None:
    one = json.loads(run("query", "--format", "json", "--store", store).stdout)[0]["id"]
    result = run("assess", one, "--status", "kept", "--store", store)
    assert result.exit_code == 2
    assert "one of fulfilled" in result.stderr
    assert run("assess", "zzzz", "--status", "broken", "--store", store).exit_code == 2


def test_show_lists_all_sources_with_their_strength(run: Run, store: Path) -> None:
    words = ("query", "--text", "AUKUS", "--format", "json", "--store", store)
    one = json.loads(run(*words).stdout)[0]
    shown = run("show", one["id"], "--store", store).stdout
    assert "(stands for the act)" in shown
    sources = json.loads(run("show", one["id"], "--format", "json", "--store", store).stdout)
    assert len(sources["sources"]) > 1


def test_the_timeline_is_a_table_or_json(run: Run, store: Path) -> None:
    words = ("timeline", "--from", "US", "--to", "Japan", "--store", store)
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert "2024-04-10  United States → Japan" in shown.stdout
    chains = json.loads(run(*words, "--format", "json").stdout)
    assert all(step["statement"]["quote"] for chain in chains for step in chain)
    assert any(step["sources"] > 1 for chain in chains for step in chain)


def test_query_counts_acts_unless_mentions_are_asked_for(run: Run, store: Path) -> None:
    words = ("query", "--text", "AUKUS", "--format", "json", "--store", store)
    every = ("query", "--format", "json", "--store", store)
    acts, mentions = (json.loads(run(*every, *more).stdout) for more in ((), ("--mentions",)))
    assert len(acts) < len(mentions)
    assert sum(one["sources"] for one in acts) <= len(mentions)
    assert all(one["sources"] == 1 for one in mentions)
    assert json.loads(run(*words).stdout)


def test_questions_about_the_whole_act(run: Run, store: Path) -> None:
    for more in (("--unmet",), ("--spoken-for",), ("--reaffirmed-since", "2022")):
        result = run("query", *more, "--format", "json", "--store", store)
        assert result.exit_code == 0, result.output
    assert run("query", "--reaffirmed-since", "spring", "--store", store).exit_code == 2
