# ruff: noqa: E501 (a pattern is read as one line)
"""English sentences to the companies they name by their legal form, outside the register."""

import re

from pledgegraph.extract.frames.english_cues import Sentence, passages_before
from pledgegraph.extract.slugs.english import make_slug

_COMPANY = re.compile(
    r"(?<![\w.])(?:[A-Z][\w&'-]+ ){1,4}(?:Inc|Corp|Ltd|Limited|LLC|PLC|plc|AG|SA|SE|NV|GmbH|AB|Group|Holdings|Company|Corporation|Party|Bank|Foundation)\b"
)


def find_company(sentence: Sentence, offset: int) -> tuple[str, ...]:
    """Return the company or party outside the register that stands before a pronoun."""
    found = _COMPANY.search(sentence.text, 0, offset)
    if found is None:
        before = [one.folded for one in passages_before(sentence, 3)]
        found = next((m for text in before if (m := _COMPANY.search(text))), None)
    slug = make_slug(found.group()) if found else ""
    return (slug,) if slug else ()
