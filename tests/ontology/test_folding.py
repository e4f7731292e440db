"""Folded text has the length of the raw, so that offsets hold."""

from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.ontology.folding import fold


@given(st.text(), st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja"]))
def test_folding_keeps_every_length(text: str, lang: str) -> None:
    assert len(fold(text, lang)) == len(text)


def test_widths_and_scripts_become_one() -> None:
    assert fold("ＡＵＫＵＳ　２０２７年", "ja") == "AUKUS 2027年"
    assert fold("美國承諾", "zh-Hant") == "美国承诺"
    assert fold("東京", "ja") == "東京"
