"""Documents and statements written for these tests, in the four languages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.graph.store import Store
from pledgegraph.ontology.records import (
    Amount,
    Call,
    Commitment,
    Document,
    Statement,
    Voice,
    statement_id,
)

Entry = tuple[Document, list[Statement]]
Make = Callable[..., Statement]


def make_statement(document: Document, quote: str, **fields: Any) -> Statement:
    """A statement on the first place where a document has the words of a quote."""
    start = document.text.index(quote)
    end = start + len(quote)
    kind = fields.pop("kind", "commitment")
    committers = tuple(sorted(fields.pop("committers", ("JPN",))))
    given = {"strength": 3, "cue": quote[:2], "action": quote[2:], "rule": "test.rule.x", **fields}
    return (Commitment if kind == "commitment" else Call)(
        id=statement_id(document.digest, start, end, kind, committers),
        doc=document.name,
        quote=quote,
        start=start,
        end=end,
        committers=committers,
        lang=document.lang,
        **given,
    )


@pytest.fixture
def make() -> Make:
    return make_statement


def english() -> Entry:
    document = Document(
        name="summit-en.txt",
        text="The United States will defend Japan.\nJapan and the United States pledged to build a"
        " radar by 2027. They urged North Korea to return to talks.\nNATO will open an office.",
        lang="en",
        title="Summit of two allies",
        publisher="Example Post",
        date="2024-04-10",
        url="https://example.org/summit",
        genre="news",
        parties=("JPN", "USA"),
        extra={"editor": {"name": "Ōta"}, "pages": ["1", "2"]},
    )
    return document, [
        make_statement(
            document,
            "The United States will defend Japan",
            committers=("USA",),
            recipients=("JPN",),
            strength=5,
            reaffirmed=True,
            instrument="Security Treaty, Article V",
            topics=("alliance-defence",),
            attribution=(
                Voice(actor="example-post", role="publisher"),
                Voice(actor="USA", role="principal"),
            ),
            confidence=0.85,
        ),
        make_statement(
            document,
            "Japan and the United States pledged to build a radar by 2027",
            committers=("JPN", "USA"),
            strength=4,
            deadline="2027",
            amount=Amount(value=1.5e9, unit="USD"),
            topics=("defence-industry", "missile-defence"),
            condition="if funds allow",
        ),
        make_statement(
            document,
            "urged North Korea to return to talks",
            kind="call",
            committers=("JPN", "USA"),
            recipients=("PRK",),
            topics=("korean-peninsula",),
        ),
        make_statement(document, "NATO will open an office", committers=("NATO",)),
    ]


def traditional() -> Entry:
    document = Document(
        name="峰會.txt",
        text="拜登說:“美國承諾不會放棄烏克蘭”。\r\n日本計畫在2025年6月前提供𠮷村製作的設備。",
        lang="zh-Hant",
        date="2023-02",
    )
    return document, [
        make_statement(
            document,
            "美國承諾不會放棄烏克蘭",
            committers=("USA",),
            recipients=("UKR",),
            strength=4,
            polarity="negative",
            speaker="joe-biden",
        ),
        make_statement(
            document,
            "日本計畫在2025年6月前提供𠮷村製作的設備",
            strength=2,
            deadline="2025-06",
            recipients_optional=("UKR",),
        ),
    ]


def japanese() -> Entry:
    document = Document(
        name="会談.txt", text="日本は\u3000「全力で取り組む」と約束した。", lang="ja", date="2022"
    )
    return document, [make_statement(document, "「全力で取り組む」と約束した", strength=4)]


@pytest.fixture
def entries() -> list[Entry]:
    return [english(), traditional(), japanese()]


@pytest.fixture
def store(entries: list[Entry]) -> Iterator[Store]:
    with Store.in_memory() as opened:
        for document, statements in entries:
            opened.add(document, statements)
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"
