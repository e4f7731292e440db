"""The engine of one machine: worker processes, each replaced when it ends, none taking another."""

import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import FrameType
from typing import NoReturn

from pledgegraph.corpus.engines import Setting
from pledgegraph.corpus.notes import Note, PartitionFault
from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import Partition
from pledgegraph.ontology.errors import PledgegraphError


def run(partitions: Sequence[Partition], setting: Setting) -> Iterator[Note | PartitionFault]:
    """Yield what comes of partitions, as they are finished.

    A partition whose process ended is given to a new one; its trail sees to it that this ends.
    """
    waiting = deque(partitions)
    # A pool of one process each: where one ends, the others keep theirs.
    idle = [_worker() for _ in range(min(setting.workers, len(partitions)))]
    busy: dict[Future[Note], tuple[ProcessPoolExecutor, Partition]] = {}
    try:
        while waiting or busy:
            while waiting and idle:
                worker, partition = idle.pop(), waiting.popleft()
                future = worker.submit(run_partition, partition, str(setting.output), setting.table)
                busy[future] = worker, partition
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                worker, partition = busy.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    worker.shutdown(wait=False)
                    waiting.appendleft(partition)
                    worker = _worker()
                except PledgegraphError as fault:
                    yield PartitionFault(
                        id=partition.id, source=partition.source, reason=str(fault)
                    )
                idle.append(worker)
    finally:
        for worker in [*idle, *(one for one, _ in busy.values())]:
            _end(worker)


def _worker() -> ProcessPoolExecutor:
    # Spawned: the driver may hold threads of other libraries, which do not survive a fork.
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver hears it and ends its workers


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """End through the handlers, so that no trail is left."""
    sys.exit(128 + number)


def _end(worker: ProcessPoolExecutor) -> None:
    processes = list((worker._processes or {}).values())
    worker.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()
