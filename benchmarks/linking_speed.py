"""Time of linking 1,000, 10,000 and 100,000 made-up statements; run it by itself.

    python benchmarks/linking_speed.py [NUMBER …]

Every act is told by three sources of one week, in English, Chinese and Japanese words.
"""

import datetime as dt
import random
import sys
import time

from pledgegraph.graph.links import link_acts
from pledgegraph.graph.links.acts import Act, read_act
from pledgegraph.ontology.concepts import read_concepts
from pledgegraph.ontology.records import Commitment, statement_id

ACTORS = ("USA", "JPN", "CHN", "KOR", "AUS", "GBR", "FRA", "DEU", "IND", "NATO")


def make_acts(number: int) -> list[Act]:
    """Return made-up acts, the same on every run."""
    chance = random.Random(1)
    concepts = list(read_concepts().values())
    acts: list[Act] = []
    while len(acts) < number:
        chosen = chance.sample(concepts, 4)
        day = dt.date(2000, 1, 1) + dt.timedelta(days=chance.randrange(9000))
        committers = (chance.choice(ACTORS),)
        figure = chance.randrange(2, 900)
        told = (
            ("en", "will " + " and ".join(one.en[0] for one in chosen) + f" {figure}"),
            ("zh-Hans", "将" + "和".join(one.zh[0] for one in chosen) + f"{figure}"),
            ("ja", "は" + "と".join(one.ja[0] for one in chosen) + f"{figure}"),
        )
        for place, (lang, quote) in enumerate(told):
            date = (day + dt.timedelta(days=place)).isoformat()
            start = len(acts)
            end = start + len(quote)
            one = Commitment.model_validate(
                {
                    "id": statement_id(f"{start}", start, end, "commitment", committers),
                    "doc": f"{len(acts) // 40}-{lang}.txt",
                    "quote": quote,
                    "start": start,
                    "end": end,
                    "committers": committers,
                    "strength": 3,
                    "lang": lang,
                    "cue": "will",
                    "action": quote,
                    "rule": "made.up.act",
                }
            )
            acts.append(read_act(one, date))
    return acts[:number]


def main(numbers: list[int]) -> None:
    """Print one line a number of statements."""
    for number in numbers:
        began = time.perf_counter()
        acts = make_acts(number)
        read = time.perf_counter()
        links = link_acts(acts)
        ended = time.perf_counter()
        sys.stdout.write(
            f"{number:>7,} statements: read {read - began:.1f} s, linked {ended - read:.1f} s,"
            f" {len(links):,} links\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(one.replace(",", "")) for one in sys.argv[1:]] or [1_000, 10_000, 100_000])
