"""Mentions: who is named, with titles, states and persons united, on the document's date."""

import pytest

from pledgegraph.extract.actors import find_mentions
from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.register import load_register


def _found(text: str, lang: str, date: str | None = "2024-04-10") -> list[tuple[str, ...]]:
    register = load_register()
    mentions = find_mentions(fold(text, lang), register, lang[:2], date)
    return [one.actors for one in mentions if one.actors]


@pytest.mark.parametrize(
    ("text", "lang", "actors"),
    [
        ("The United States and Japan agreed.", "en", [("USA",), ("JPN",)]),
        ("Prime Minister Fumio Kishida met President Biden.", "en", [("JPN",), ("USA",)]),
        ("They asked us to help the USA.", "en", [("USA",)]),
        ("The Indonesian government met NATO.", "en", [("IDN",), ("NATO",)]),
        ("美國總統拜登與日本首相岸田文雄會談", "zh-Hant", [("USA",), ("JPN",)]),
        ("中方将同东盟国家合作", "zh-Hans", [("CHN",), ("ASEAN",)]),
        ("日米両国は協力する", "ja", [("JPN", "USA")]),
        ("ＮＡＴＯはウクライナを支援する", "ja", [("NATO",), ("UKR",)]),
        ("岸田首相は韓国大統領と会談した", "ja", [("JPN",), ("KOR",)]),
    ],
)
def test_actors_are_found(text: str, lang: str, actors: list[tuple[str, ...]]) -> None:
    assert _found(text, lang) == actors


def test_beautiful_is_not_america() -> None:
    assert _found("美しい自然と美术", "ja") == []


def test_a_person_out_of_office_stands_for_nobody_else() -> None:
    assert _found("Trump spoke.", "en", "2023-05-01") == [("donald-trump",)]
    assert _found("Trump spoke.", "en", "2018-05-01") == [("USA",)]


@pytest.mark.parametrize(
    ("text", "lang", "actors"),
    [
        ("The Indo-Pacific and the Indian Ocean.", "en", []),
        ("Latin America and the Paris Agreement", "en", []),
        ("自由で開かれたインド太平洋", "ja", []),
        ("タイミングが良い", "ja", []),
        ("タイは支援する", "ja", [("THA",)]),
        ("本月5日中方表示", "zh-Hans", [("CHN",)]),
        ("其中美国提供帮助", "zh-Hans", [("USA",)]),
        ("会谈中加强合作", "zh-Hans", []),
        ("中方面临挑战", "zh-Hans", [("CHN",)]),
        ("中美洲国家", "zh-Hans", []),
    ],
)
def test_a_word_that_holds_a_name_is_not_that_actor(
    text: str, lang: str, actors: list[tuple[str, ...]]
) -> None:
    assert _found(text, lang) == actors
