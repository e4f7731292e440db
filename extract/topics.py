"""Folded action texts to topics, by the keywords of the topic scheme."""

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pledgegraph.ontology.folding import fold
from pledgegraph.ontology.vocabulary import read_topics


@lru_cache(maxsize=4)
def _index(group: str) -> tuple[AhoCorasick, list[str]]:
    langs = {"en": ("en",), "zh": ("zh-Hans", "zh-Hant", "en"), "ja": ("ja", "en")}[group]
    words, topics = [], []
    for topic in read_topics().values():
        for lang in langs:
            for word in topic.keywords.get(lang, ()):
                words.append(fold(word, "zh-Hans" if group == "zh" else group).casefold())
                topics.append(topic.id)
    return AhoCorasick(words or ["\0"], matchkind=MatchKind.LeftmostLongest), topics


def find_topics(folded: str, group: str) -> tuple[str, ...]:
    """Return the ids of the topics a text touches, most often named first, at most four."""
    automaton, topics = _index(group)
    text = folded.casefold()
    found: dict[str, int] = {}
    for number, start, end in automaton.find_matches_as_indexes(text):
        ascii_word = text[start:end].isascii()
        if ascii_word and (text[start - 1 : start].isalpha() and start > 0):
            continue
        if ascii_word and end < len(text) and text[end].isalpha() and text[end] != "s":
            continue
        found[topics[number]] = found.get(topics[number], 0) + 1
    return tuple(sorted(found, key=lambda topic: (-found[topic], topic))[:4])
