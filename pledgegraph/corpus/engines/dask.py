"""The engine Dask distributed: a few machines that share a folder, or workers on this one."""

from collections.abc import Iterator, Sequence

import dask
from distributed import Client, LocalCluster, as_completed

from pledgegraph.corpus.engines import Setting
from pledgegraph.corpus.notes import Note, PartitionFault
from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import Partition
from pledgegraph.ontology.errors import GraphError

_SECONDS = 30  # for a scheduler to answer
# A deadly document ends two workers before it is left out; a partition may hold several.
_ALLOWED_FAILURES = 50


def run(partitions: Sequence[Partition], setting: Setting) -> Iterator[Note | PartitionFault]:
    """Yield what comes of partitions, as they are finished.

    Raises:
        GraphError: if no scheduler answers at the address.
    """
    with dask.config.set({"distributed.scheduler.allowed-failures": _ALLOWED_FAILURES}):
        if setting.cluster is not None:
            yield from _ask(_client(setting.cluster), partitions, setting)
            return
        with LocalCluster(
            n_workers=min(setting.workers, len(partitions)),
            threads_per_worker=1,  # extraction is Python: threads would wait for each other
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=50,
        ) as cluster:
            yield from _ask(Client(cluster), partitions, setting)


def _client(address: str) -> Client:
    try:
        return Client(address, timeout=_SECONDS)
    except (OSError, ValueError) as fault:
        msg = f"{address}: no scheduler of Dask answers ({fault}); give its tcp:// address"
        raise GraphError(msg) from fault


def _ask(
    client: Client, partitions: Sequence[Partition], setting: Setting
) -> Iterator[Note | PartitionFault]:
    with client:
        futures = {
            client.submit(
                run_partition, one, str(setting.output), setting.table, key=one.id, pure=False
            ): one
            for one in partitions
        }
        done = as_completed(list(futures), raise_errors=False)
        for future in done:
            partition = futures.pop(future)
            if future.status == "finished":
                yield future.result()
            else:
                reason = str(future.exception() or future.status)
                yield PartitionFault(id=partition.id, source=partition.source, reason=reason)
            future.release()
