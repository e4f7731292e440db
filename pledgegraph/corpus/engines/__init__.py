"""Engines: partitions to notes, as they are finished, by a pool of processes or by a cluster."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from pledgegraph.corpus.notes import Note, PartitionFault
from pledgegraph.corpus.partitions import Partition
from pledgegraph.ontology.errors import GraphError, closest

ENGINES: Final = ("local", "dask", "spark")


@dataclass(frozen=True)
class Setting:
    """How an engine shall work.

    ``workers`` is the number of processes; ``cluster`` the address of a running cluster (of the
    scheduler of Dask, of the master of Spark), without which one is started on this machine.
    ``output`` must be the same folder for all workers.
    """

    output: Path
    workers: int
    table: bool = True
    cluster: str | None = None


Engine = Callable[[Sequence[Partition], Setting], Iterator[Note | PartitionFault]]


def load_engine(name: str) -> Engine:
    """Return an engine by its name.

    Raises:
        GraphError: for an unknown name, or an engine whose extra is not installed.
    """
    if name not in ENGINES:
        hint = closest(name, list(ENGINES))
        msg = f"unknown engine {name!r}.{hint or ' Known: ' + ', '.join(ENGINES)}"
        raise GraphError(msg)
    if name == "local":
        home = "pool"
    else:
        home = name
        package = {"dask": "distributed", "spark": "pyspark"}[name]
        try:
            import_module(package)
        except ImportError as fault:
            msg = f"engine {name} needs {package}: pip install 'pledgegraph[{name}]'"
            raise GraphError(msg) from fault
    engine: Engine = import_module(f"{__name__}.{home}").run
    return engine
