"""No regular expression of the reading blows up on strings made to make it slow.

Patterns that meet whole documents are tried on 20,000 characters, those that meet one passage on
the longest passage there is (``passages._LONGEST``: what is longer is cut before it is read),
those of subjects on the window before a verb in which they are looked for.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import signal
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pledgegraph.extract
from pledgegraph.extract import passages
from pledgegraph.extract.documents import read_text
from pledgegraph.extract.frames import english_subjects
from pledgegraph.extract.frames.english_cues import read_sentence
from pledgegraph.extract.frames.english_phrases import subject_patterns
from pledgegraph.extract.pipeline import read_document
from pledgegraph.extract.rules import load_grammar

WHOLE = 20_000
PASSAGE = max(passages._LONGEST.values())
SUBJECT = max(english_subjects._LONGEST.values())
LIMIT = 0.5  # seconds of processor time for one search
DOCUMENT_MODULES = (
    "plain",
    "passages",
    "encodings",
    "languages",
    "documents",
    "sidecars",
    "formats",
)
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
MEMBERS = {
    _constants.CATEGORY_DIGIT: "7",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_NOT_WORD: " ",
    _constants.CATEGORY_NOT_DIGIT: "a",
}
Pattern = re.Pattern[str]


class SlowSearchError(Exception):
    """A search that took longer than the limit."""


def stop(signum: int, frame: FrameType | None) -> None:
    raise SlowSearchError


def held(value: object) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from held(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from held(one)


def inline(module: ModuleType) -> Iterator[Pattern]:
    """Yield the patterns written within functions: re.search(r"…", text)."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in ("search", "match", "fullmatch", "finditer", "findall", "sub")
            and isinstance(node.args[0], ast.Constant)
        ):
            yield re.compile(str(node.args[0].value))


def all_patterns() -> dict[Pattern, tuple[str, int]]:
    """Return every pattern with the place it comes from and the characters it can meet."""
    found: dict[Pattern, tuple[str, int]] = {}
    for info in pkgutil.walk_packages(pledgegraph.extract.__path__, "pledgegraph.extract."):
        module = importlib.import_module(info.name)
        whole = any(f".{name}" in info.name for name in DOCUMENT_MODULES)
        for pattern in [*held(vars(module)), *inline(module)]:
            found.setdefault(pattern, (info.name, WHOLE if whole else PASSAGE))
    for lang in ("en", "zh", "ja"):
        grammar = load_grammar(lang)
        for rule in grammar.rules:
            found.setdefault(rule.pattern, (rule.id, PASSAGE))
        for modifier in grammar.modifiers:
            found.setdefault(modifier.pattern, (modifier.id, PASSAGE))
    reading = read_document(read_text("Japan will help Kenya.", "a.txt", {"lang": "en"}))
    for name, pattern in subject_patterns(read_sentence(reading.passages[0], reading)).items():
        found.setdefault(pattern, (f"subject {name}", SUBJECT))
    return found


def member(values: Any) -> str:
    """Return a character of a set."""
    code, value = values[0]
    if code is _constants.NEGATE:
        source = re.compile("[" + "".join(written(one) for one in values[1:]) + "]")
        return next(c for c in "a 1,あ.A-\n☃" if not source.match(c))
    return written(values[0]) if code is _constants.LITERAL else drawn(code, value)


def drawn(code: Any, value: Any) -> str:
    return chr(value[0]) if code is _constants.RANGE else MEMBERS.get(value, "a")


def written(item: Any) -> str:
    code, value = item
    if code is _constants.LITERAL:
        return re.escape(chr(value)) if not chr(value).isalnum() else chr(value)
    if code is _constants.RANGE:
        return f"{chr(value[0])}-{chr(value[1])}"
    return {" ": r"\s", "7": r"\d"}.get(MEMBERS.get(value, "a"), r"\w")


def sample(items: Any, choice: int = 0) -> str:
    """Return a string that a parsed pattern takes, with one choice of its alternatives."""
    parts: list[str] = []
    for code, value in items:
        if code is _constants.LITERAL:
            parts.append(chr(value))
        elif code in (_constants.NOT_LITERAL, _constants.ANY):
            parts.append("a")
        elif code is _constants.IN:
            parts.append(member(value))
        elif code is _constants.BRANCH:
            parts.append(sample(value[1][choice % len(value[1])], choice))
        elif code is _constants.SUBPATTERN:
            parts.append(sample(value[-1], choice))
        elif code is _constants.ATOMIC_GROUP:
            parts.append(sample(value, choice))
        elif code in REPEATS:
            parts.append(sample(value[2], choice) * max(1, value[0]))
    return "".join(parts)


def repeats(items: Any, before: str, choice: int) -> Iterator[tuple[str, str]]:
    """Yield (what stands before, what is repeated) for every repetition that can be long."""
    for code, value in items:
        if code in REPEATS:
            if value[1] >= 8:
                yield before, sample(value[2], choice) or "a"
            yield from repeats(value[2], before, choice)
        elif code is _constants.SUBPATTERN:
            yield from repeats(value[-1], before, choice)
        elif code is _constants.ATOMIC_GROUP:
            yield from repeats(value, before, choice)
        elif code is _constants.BRANCH:
            for part in value[1]:
                yield from repeats(part, before, choice)
        before = (before + sample([(code, value)], choice))[-60:]


PATTERNS = all_patterns()


def faults(pattern: Pattern, texts: list[str]) -> list[str]:
    """Return those texts on which a search takes longer than the limit."""
    slow: list[str] = []
    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for text in texts:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            try:
                pattern.search(text)
            except SlowSearchError:
                slow.append(text)
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return slow


def attacks(pattern: Pattern, size: int, choice: int) -> list[str]:
    tree = _parser.parse(pattern.pattern, pattern.flags)
    units = {*repeats(tree, "", choice), ("", sample(tree, choice) or "a")}
    return [(before + unit * (size // len(unit) + 1))[:size] + "\0" for before, unit in units]


def test_the_patterns_are_many_and_of_all_languages() -> None:
    places = [place for place, _ in PATTERNS.values()]
    assert len(PATTERNS) > 500
    assert all(any(f"{lang}." in place for place in places) for lang in ("en", "zh", "ja"))


@pytest.mark.parametrize("choice", [0, 1])
def test_no_pattern_is_slow_on_its_own_repetitions(choice: int) -> None:
    slow = {
        (place, pattern.pattern[:80], text[:40])
        for pattern, (place, size) in PATTERNS.items()
        for text in faults(pattern, attacks(pattern, size, choice))
    }
    assert not slow


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.integers(0, len(PATTERNS) - 1),
    st.integers(0, 40),
    st.text(st.sampled_from("aA1 .,;:-('\"中将、。するa"), min_size=1, max_size=6),
)
def test_no_pattern_is_slow_on_mixtures_of_its_words(
    number: int, choice: int, between: str
) -> None:
    pattern, (place, size) = list(PATTERNS.items())[number]
    tree = _parser.parse(pattern.pattern, pattern.flags)
    unit = sample(tree, choice) + between
    assert not faults(pattern, [(unit * (size // len(unit) + 1))[:size] + "\0"]), place
