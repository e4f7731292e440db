"""Chinese sides to actors: 中方, 乌方, 阿方 by the parties and the states a text is about."""

import re
from dataclasses import replace

from pledgegraph.extract.reading import Mention, Reading

_SIDE = re.compile(
    r"[\u4e00-\u9fff](?:方(?!面|案|式|法|向|针|位|便|可|才|能|程|言|圆|块|略|舟|阵|形|米|得)|政府(?!间))"
)


def _party_with(letter: str, reading: Reading) -> list[str]:
    """Return the parties whose Chinese name begins with a letter: 阿方 of 阿联酋."""
    return [
        one
        for one in reading.parties
        if (known := reading.register.actors.get(one))
        and any(name.startswith(letter) for name in known.names.get("zh-Hans", ()))
    ]


def side_here(side: Mention, reading: Reading) -> Mention:
    """Return a side as the state of its letter that the document is about: 乌方, 巴方."""
    letter, known = side.text[0], side.actors
    own = _party_with(letter, reading)
    if own and not set(known) & set(reading.parties):
        return replace(side, actors=(own[0],))
    if reading.parties:
        return side
    named = [
        m.actors
        for m in reading.mentions[:400]
        if m.form in ("name", "office", "body", "person") and len(m.actors) == 1
    ]
    if known in named:
        return side
    others = [
        m.actors
        for m in reading.mentions[:400]
        if m.form in ("name", "office", "body") and m.text[0] == letter and len(m.actors) == 1
    ]
    return replace(side, actors=others[0]) if others else side


def find_sides(text: str, known: list[Mention], reading: Reading) -> list[Mention]:
    """Return the sides (乌方, 欧方, 埃政府) that the register does not know as such."""
    letters = reading.register.one_letters.get("zh", {})
    found = []
    for match in _SIDE.finditer(text):
        letter = match.group()[0]
        if any(m.start < match.end() and match.start() < m.end for m in known):
            continue
        named = [
            *_party_with(letter, reading),
            *(
                m.actors[0]
                for m in reading.mentions[:400]
                if m.text[0] == letter and m.form in ("name", "office", "body") and m.actors
            ),
        ]
        actor = named[0] if named else letters.get(letter, "EU" if letter == "欧" else None)
        if actor:
            found.append(Mention(match.start(), match.end(), match.group(), "side", (actor,)))
    return found
