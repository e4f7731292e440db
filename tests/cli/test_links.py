"""Links and comparisons on the command line."""

import json
from pathlib import Path

from tests.cli.conftest import Run

ENGLISH, JAPANESE = "washington-2024-en", "washington-2024-ja"


def test_show_lists_the_same_act_in_other_sources(run: Run, store: Path) -> None:
    words = ("query", "--text", "AUKUS", "--format", "json", "--store", store)
    one = json.loads(run(*words).stdout)[0]
    shown = run("show", one["id"], "--store", store)
    assert "same act" in shown.stdout
    links = json.loads(run("show", one["id"], "--format", "json", "--store", store).stdout)["links"]
    assert {link["kind"] for link in links} == {"sameStatementAs"}


def test_compare_puts_both_quotes_side_by_side(run: Run, store: Path) -> None:
    words = ("compare", ENGLISH, JAPANESE, "--store", store)
    changes = json.loads(run(*words, "--format", "json").stdout)
    both = [one for one in changes if one["before"] and one["after"]]
    assert len(both) >= 3
    table = run(*words, "--format", "markdown").stdout
    assert both[0]["before"]["quote"] in table
    assert both[0]["after"]["quote"] in table


def test_compare_names_what_it_cannot_find(run: Run, store: Path) -> None:
    assert run("compare", "1999", "2024", "--store", store).exit_code == 2
    assert run("compare", "atlantis", ENGLISH, "--store", store).exit_code == 2
    assert run("compare", ENGLISH, ENGLISH, "--store", store).exit_code == 2


def test_compare_counts_the_changes(run: Run, store: Path) -> None:
    result = run("compare", ENGLISH, JAPANESE, "--format", "json", "--store", store)
    changes = json.loads(result.stdout)
    new = sum("new" in one["kinds"] for one in changes)
    assert f"{new} new" in result.stderr
