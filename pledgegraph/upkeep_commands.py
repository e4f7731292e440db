"""The commands that keep a store: check, remove, stats, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.inputs import say
from pledgegraph.options import DEFAULT_STORE, ListFormat, StoreOption, open_store, read_store


def stats(
    store: StoreOption = DEFAULT_STORE,
    form: Annotated[ListFormat, typer.Option("--format", help="table or json.")] = ListFormat.TABLE,
    verify: Annotated[
        bool, typer.Option("--verify", help="Hold every document against its hash; 1 for a fault.")
    ] = False,
) -> None:
    """Count what the store holds and list its documents.

    Examples: `pledgegraph stats`, `pledgegraph stats --verify`
    """
    from pledgegraph.graph.verification import verify_store
    from pledgegraph.terminal import print_stats, put

    with read_store(store) as opened:
        if verify:
            faults, count = verify_store(opened), len(opened.documents())
        else:
            counts, documents = opened.stats(), opened.documents()
    if verify:
        _tell(faults)
        say(f"{store}: {count} documents verified, {len(faults) or 'no'} faults")
    elif form is ListFormat.TABLE:
        print_stats(counts, documents)
    else:
        put(counts.model_dump_json(indent=1))
    if verify and faults:
        raise typer.Exit(1)


def _tell(faults: list[str]) -> None:
    from pledgegraph.terminal import put

    for fault in faults:
        put(fault)


def backup(
    target: Annotated[Path, typer.Argument(help="New folder; it is a store like any other.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the store into a new folder.

    Example: `pledgegraph backup backups/monday`
    """
    from pledgegraph.graph.backup import back_up

    with open_store(store) as opened:
        back_up(opened, target)
    say(f"{store}: copied to {target}; `pledgegraph restore {target}` brings it back")


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder of a backup.")],
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put a store that is there aside, as NAME.old.")
    ] = False,
) -> None:
    """Verify a backup and copy it to where the store shall be.

    Example: `pledgegraph restore backups/monday --replace`
    """
    from pledgegraph.graph import backup as backups

    faults = backups.restore(source, store, replace=replace)
    if faults:
        _tell(faults)
        say(f"{source}: {len(faults)} faults, nothing restored; take another backup")
        raise typer.Exit(1)
    say(f"{store}: restored from {source}")


def check(
    file: Annotated[Path | None, typer.Argument(help="Turtle file; the store without one.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Check the store, or a Turtle file, against the SHACL shapes; faults in plain words.

    Example: `pledgegraph check out/graph.ttl`
    """
    from pledgegraph.graph.validation import check_file, check_store
    from pledgegraph.terminal import put

    if file is not None:
        faults = check_file(file)
    else:
        with read_store(store) as opened:
            faults = check_store(opened)
    for fault in faults:
        put(str(fault))
    say(f"{file or store}: " + (f"{len(faults)} faults" if faults else "no faults"))
    if faults:
        raise typer.Exit(1)


def remove(
    names: Annotated[list[str], typer.Argument(help="Names of documents.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take documents with their statements out of the store.

    Example: `pledgegraph remove summit-en.txt`
    """
    from pledgegraph.graph.review.applied import settle_changes

    with open_store(store) as opened:
        for name in names:
            opened.remove(name)
            say(f"removed {name}")
        settle_changes(opened, {"removed": len(names)})
