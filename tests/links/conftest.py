"""Acts of two summits, told in four languages in words of our own."""

import pytest

from pledgegraph.graph.links.acts import Act, read_act
from pledgegraph.ontology.records import Document, Statement
from tests.graph.conftest import make_statement

Entry = tuple[Document, list[Statement]]


def entry(name: str, lang: str, date: str, *told: tuple[str, dict[str, object]]) -> Entry:
    text = "\n".join(quote for quote, _ in told)
    document = Document.model_validate({"name": name, "lang": lang, "date": date, "text": text})
    return document, [make_statement(document, quote, **fields) for quote, fields in told]


USA: dict[str, object] = {"committers": ("USA",), "recipients": ("JPN",), "strength": 4}
BOTH: dict[str, object] = {"committers": ("JPN", "USA")}


def summits() -> list[Entry]:
    return [
        entry(
            "first-en.txt",
            "en",
            "2022-05-23",
            ("The United States will defend Japan with all capabilities, nuclear ones too", USA),
            ("They plan to invest $16 million in undersea cables by 2024", BOTH),
            ("They will start trilateral exercises off Okinawa", BOTH),
        ),
        entry(
            "second-en.txt",
            "en",
            "2024-04-10",
            ("They reaffirmed trilateral exercises off Okinawa", BOTH | {"reaffirmed": True}),
            ("They agreed on a forum for the defense industry", BOTH),
            ("They will ship Tomahawk missiles for land attack after training", BOTH),
            ("They will invest $30 million in undersea cables", BOTH),
        ),
        entry(
            "second-ja.txt",
            "ja",
            "2024-04-11",
            ("日米は防衛産業に関するフォーラムを設けることで合意した", BOTH),
            ("訓練のあと地上攻撃用のトマホークを供与する", BOTH | {"strength": 2}),
            ("海底ケーブルに3000万ドルを投資する", BOTH),
        ),
        entry(
            "second-zh.txt",
            "zh-Hant",
            "2024-04-10",
            ("雙方同意設立防務產業論壇", BOTH),
            ("訓練之後將提供對地攻擊的戰斧導彈", BOTH),
            ("將向海底電纜投資1600萬美元", BOTH),
        ),
    ]


def acts_of(entries: list[Entry]) -> list[Act]:
    return [read_act(one, document.date) for document, found in entries for one in found]


@pytest.fixture
def acts() -> list[Act]:
    return acts_of(summits())
