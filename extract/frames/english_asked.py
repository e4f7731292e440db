# ruff: noqa: E501 (a pattern is read as one line)
"""English transcripts to what a reporter only asks in them."""

import re

from pledgegraph.extract.frames.english_cues import Sentence
from pledgegraph.extract.reading import Reading

_ASKER = re.compile(r"(?:^|\n)\W*(?:Q|QUESTION|Question|REPORTER|Reporter|MODERATOR)\b[^\n]{0,40}$")


_MEDIUM = re.compile(r"\W{0,9}(?:[A-Z][\w'.&-]*(?: [A-Z][\w'.&-]*){0,4}(?: \([^)\n]{2,40}\))?): ")
_OFFICER = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Minister|President|Secretary|Ambassador|Senator|Spokes\w+|Premier|Chancellor|Answer|A)\b"
)


def _is_media_question(sentence: Sentence) -> bool:
    """Tell whether a labelled paragraph that ends in a question holds the sentence."""
    text, passage = sentence.reading.document.text, sentence.passage
    end = text.find("\n", passage.end)
    last = text[passage.end : end if end >= 0 else len(text)][-9:].rstrip(' "”')
    if not last.endswith("?"):
        return False
    label = _MEDIUM.match(text, text.rfind("\n", 0, passage.start) + 1, passage.start + 60)
    return label is not None and not _OFFICER.match(label.group().strip())


def is_asked(sentence: Sentence) -> bool:
    """Tell whether a reporter's turn of a transcript asks here."""
    reading = sentence.reading
    if _is_media_question(sentence):
        return True
    turn = reading.quotation_at(sentence.passage.end - 1)
    if turn is None or turn.depth != 1 or turn.speaker is not None:
        return False
    if not _ASKER.search(reading.document.text[max(0, turn.start - 60) : turn.start]):
        return False
    # In a printed interview the answers bear no label: only the question's paragraph asks.
    return _is_answered(reading) or "\n" not in reading.document.text[turn.start : sentence.base]


_ANSWERER = re.compile(
    r"(?:A|ANSWER|Answer|(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[A-Z]{2,}(?: [A-Z'.-]{2,}){0,4})\W"
)


def _is_answered(reading: Reading) -> bool:
    """Tell whether a transcript labels its answers too."""
    text = reading.document.text
    for turn in reading.turns[:40]:
        head = text[text.rfind("\n", 0, turn.start) + 1 : turn.start]
        if turn.principals or (_ANSWERER.match(head.lstrip(" *")) and not _ASKER.search(head)):
            return True
    return False
