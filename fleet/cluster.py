"""Who does the work: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ..facts.errors import InputError, UsageError

SMALL = 16_000_000  # bytes of cases, about ten thousand: for fewer, a second process starts and learns in vain
FEW = 1_000  # lines of an input of unknown size before other processes are started
REACH = "10s"  # how long a cluster may take to answer


def workers_here() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(size: int) -> int:
    """How many processes to start on this machine for cases of so many bytes; 0: their size is unknown."""
    return 1 if 0 < size < SMALL else workers_here()


@contextmanager
def processes(count: int) -> Iterator[Executor | None]:
    """A pool of worker processes; none for one: the work is done here then."""
    if count <= 1:
        yield None
        return
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Ctrl-C is for the process that leads: it tells the workers to end. Records make little garbage."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 20, 20)


@contextmanager
def dask(address: str, workers: int) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask cluster at this address, or of a new one on this machine for `local`; and their number.

    A task of a worker that dies is done again by another: its result is taken once. Raises UsageError where Dask is
    not installed, InputError where the cluster cannot be reached.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError("Dask is not installed: pip install 'backupdx[dask]'") from None
    cluster: Any = None
    try:
        if address == "local":
            cluster = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
        client = distributed.Client(cluster or address, timeout=REACH)
    except (OSError, ValueError) as error:
        raise InputError(f"the cluster cannot be reached: {error}", where=address) from None
    try:
        yield client.get_executor(pure=False, retries=3), max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    finally:
        client.close()
        if cluster is not None:
            cluster.close()
