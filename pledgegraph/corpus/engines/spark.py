"""The engine PySpark: a cluster that is there already, or one of processes on this machine."""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Final

import pyspark
from pyspark import SparkConf, SparkContext

from pledgegraph.corpus.engines import Setting
from pledgegraph.corpus.notes import Note, PartitionFault
from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import Partition
from pledgegraph.ontology.errors import GraphError

_MEGABYTES: Final = 1024  # of one executor on this machine
# A deadly document ends two tasks before it is left out; a partition may hold several.
_TRIES: Final = 50
_HERE: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.executor.memory": f"{_MEGABYTES}m",
    # Executors that are killed come back, however often.
    "spark.deploy.maxExecutorRetries": "-1",
}


def run(partitions: Sequence[Partition], setting: Setting) -> Iterator[Note | PartitionFault]:
    """Yield what comes of partitions, as they are finished.

    Raises:
        GraphError: if Spark does not start or the master cannot be reached.
    """
    context = _context(setting)
    try:
        yield from _ask(context, partitions, setting)
    finally:
        context.stop()


def _context(setting: Setting) -> SparkContext:
    # The executors must find this interpreter and these packages, not the machine's own.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setAppName("pledgegraph corpus").set("spark.task.maxFailures", str(_TRIES))
    conf.set("spark.ui.showConsoleProgress", "false").set("spark.log.level", "OFF")
    if setting.cluster is None:
        os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
        os.environ.update({"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost"})
        conf.setMaster(f"local-cluster[{setting.workers},1,{_MEGABYTES}]")
        for key, value in _HERE.items():
            conf.set(key, value)
    else:
        conf.setMaster(setting.cluster)
    try:
        return SparkContext(conf=conf)
    except Exception as fault:  # of py4j or of Java, in any shape
        reason = str(fault).strip().splitlines()[0]
        msg = f"Spark does not start ({reason}); it needs Java 17 and, with --cluster, its master"
        raise GraphError(msg) from fault


def _ask(
    context: SparkContext, partitions: Sequence[Partition], setting: Setting
) -> Iterator[Note | PartitionFault]:
    # A job a partition: each is told when it is finished, and fails alone.
    at_once = 2 * max(setting.workers, context.defaultParallelism)
    with ThreadPoolExecutor(at_once) as threads:
        jobs = {threads.submit(_job, context, one, setting): one for one in partitions}
        for job in as_completed(jobs):
            yield job.result()


def _job(context: SparkContext, partition: Partition, setting: Setting) -> Note | PartitionFault:
    output, table = str(setting.output), setting.table

    def task(one: str) -> str:
        found = run_partition(Partition.model_validate_json(one), output, table)
        return found.model_dump_json()

    try:
        answers: list[str] = (
            context.parallelize([partition.model_dump_json()], 1).map(task).collect()
        )
    except Exception as fault:  # py4j wraps what the worker said in a fault of its own
        return _fault(partition, str(fault))
    return Note.model_validate_json(answers[0])


def _fault(partition: Partition, reason: str) -> PartitionFault:
    told = [line for line in reason.splitlines() if "pledgegraph.ontology.errors" in line]
    short = told[-1].partition(": ")[2] if told else reason.strip().splitlines()[0]
    return PartitionFault(id=partition.id, source=partition.source, reason=short)
