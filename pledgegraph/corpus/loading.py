"""The partitions of a finished corpus to a store, here or at an endpoint, one after another."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from pledgegraph.corpus.notes import Held, Note, Share, part_path, read_manifest, read_note
from pledgegraph.graph.contents import Contents
from pledgegraph.graph.store import Store
from pledgegraph.graph.triples import Quad, iri
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import GraphError


def load_corpus(
    output: Path, store: Store, told: Callable[[int], None] | None = None
) -> dict[str, int]:
    """Put the documents of a finished corpus into a store; return how often each outcome was.

    The documents of a partition that are new come in all together or not at all. A document that
    the store has as it is stays; so a load that was stopped goes on by loading again.

    Args:
        output: Folder that ``run_corpus`` has finished.
        store: An open store.
        told: Called after each partition with the number of its documents.

    Raises:
        GraphError: for a corpus that is not finished, a partition that was changed since, or a
            store that cannot be written.
    """
    outcomes: dict[str, int] = {}
    for share in read_manifest(output).partitions:
        note, content = _read(output, share)
        batch = [_contents(one, content) for one in note.documents]
        for outcome in store.add_batch(batch):
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if told is not None:
            told(len(batch))
    return outcomes


def _read(output: Path, share: Share) -> tuple[Note, bytes]:
    path, note = part_path(output, share.id, "nq"), read_note(output, share.id)
    try:
        content = path.read_bytes()
    except OSError as fault:
        msg = f"{path}: {fault.strerror}; run `pledgegraph corpus run` again"
        raise GraphError(msg) from fault
    if note is None or not hashlib.sha256(content).hexdigest() == share.nquads == note.nquads:
        msg = f"{path}: is not what the manifest says; run `pledgegraph corpus run` again"
        raise GraphError(msg)
    return note, content


def _contents(held: Held, content: bytes) -> Contents:
    block = content[held.start : held.start + held.size].decode()
    noted = f" {iri(v.STORE_GRAPH)} .\n"
    told, entry = list[str](), list[Quad]()
    for line in _lines(block):
        if line.endswith(noted):
            entry.append(_quad(line))
        else:
            told.append(line)
    quads = [_quad(line) for line in told]
    return Contents(held.name, held.graph, quads, held.digest, entry, "".join(told))


def _lines(block: str) -> Iterator[str]:
    # Not splitlines: it cuts at U+2028 too, which stands in a text as it is.
    yield from (line + "\n" for line in block.split("\n")[:-1])


def _quad(line: str) -> Quad:
    """Return the terms of a line as ``nquads`` writes it: only an object may hold blanks."""
    subject, predicate, rest = line.removesuffix(" .\n").split(" ", 2)
    value, _, graph = rest.rpartition(" ")
    return subject, predicate, value, graph
