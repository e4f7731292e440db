# ruff: noqa: E501 (a pattern is read as one line)
"""English names outside the register to slugs: companies, parties, ministries, persons."""

import re
import unicodedata

_HONORIFIC = re.compile(
    r"^(?:The|the|Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Lord|Lady|Chief|CEO|Chairman|Chairwoman|President|Minister|Senator|Governor|Mayor|General|Ambassador|Spokesperson|Spokesman|Spokeswoman)\.?\s+"
)
_LEGAL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|plc|AG|SA|S\.A|SE|N\.?V|GmbH|AB|ASA|Oyj|S\.p\.A|Pty|Holdings|Co\., Ltd)\.?$"
)


def make_slug(name: str) -> str:
    """Return the slug of a name: ``Acme Motor Corp.`` gives ``acme-motor``.

    Args:
        name: A name as it stands in the text.
    """
    name = re.sub(r"\s+", " ", name).strip(" .,'’")
    for _ in range(3):
        name = _LEGAL.sub("", _HONORIFIC.sub("", name))
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", re.sub(r"['’]s$", "", name)))
    words = re.findall(
        r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower().replace("&", " and ")
    )
    return "-".join(words)
