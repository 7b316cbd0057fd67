"""Who does the work: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import spawn
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
def processes(count: int, tell: Callable[[str], None]) -> Iterator[Executor | None]:
    """A pool of worker processes; none for one: the work is done here then.

    The processes are started when the first work is given to them. Where they cannot be, `tell` gets a sentence about
    that, and the work is done here.
    """
    if count <= 1:
        yield None
        return
    workers = _Workers(count, tell)
    try:
        yield workers
    finally:
        workers.shutdown(cancel_futures=True)


class _Workers(Executor):
    """Processes of this machine, or this process where none can be started."""

    def __init__(self, count: int, tell: Callable[[str], None]) -> None:
        self._count, self._tell = count, tell
        self._pool: ProcessPoolExecutor | None = None
        self._begun = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give work to a process; it is done at once where there is none. Raises BrokenExecutor as a pool does."""
        if not self._begun:
            self._begun = True
            self._start()
        if self._pool is not None:
            return self._pool.submit(fn, *args, **kwargs)
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done

    def _start(self) -> None:
        # What watches over semaphores says so where it cannot run: the sentence below says it better.
        warnings.filterwarnings("ignore", message="resource_tracker", category=UserWarning)
        try:
            # A pool whose processes end at once leaves semaphores that nobody can take away: so one is tried before.
            quiet = subprocess.DEVNULL
            tried = [spawn.get_executable(), "-IS", "-c", ""]
            subprocess.run(tried, check=True, stdin=quiet, stdout=quiet, stderr=quiet)
            self._pool = ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), _begin)
            started = [self._pool.submit(workers_here) for _ in range(self._count)]  # all begin to start
            started[0].result()
        except (OSError, RuntimeError, ImportError, subprocess.SubprocessError) as error:
            self.shutdown(wait=False, cancel_futures=True)
            self._pool = None
            ended = isinstance(error, BrokenExecutor | subprocess.SubprocessError) or (
                isinstance(error, OSError) and error.errno is None
            )
            reason = "they end at once" if ended else str(error).rstrip(".")
            self._tell(f"worker processes cannot be started here ({reason}): one process does all the work")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)


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
