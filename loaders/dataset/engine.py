"""Where parts are read: in this process, or by Dask's workers here and on other machines.

No other module knows Dask. Whatever it is told to do a second time, after a worker was lost, gives
the same files again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import Any, Protocol, Self, TypeVar

HERE = "here"
"""The place that needs no Dask: this process."""
_ASKED_EACH = 3
"""Jobs that are asked of each thread at once: the next is there when one ends."""
_LOST_WORKERS = 20
"""Workers that may be lost with one job: whatever an article does, its own process falls alone."""
_SETTINGS = {
    "distributed.scheduler.allowed-failures": _LOST_WORKERS,
    # Dask 2026.8.0 looks at itself fifty times a second in each process, into each worker a hundred
    # times, and at its memory ten times: a twentieth of the processor time. A job takes seconds
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.tick.limit": "60s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "2s",
    "distributed.scheduler.work-stealing-interval": "1s",
    "distributed.scheduler.active-memory-manager.start": False,
}
"""What is set for workers of this machine."""
_SCHEMES = ("tcp://", "tls://", "ws://", "wss://", "ucx://")

Result = TypeVar("Result")


class EngineError(ValueError):
    """The place to read on means nothing, or Dask is not installed."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


J = TypeVar("J", bound=_Named)


def has_dask() -> bool:
    """Whether Dask is installed."""
    return find_spec("distributed") is not None


def check_place(on: str) -> None:
    """Raise an error if a place to read on means nothing or needs what is not installed."""
    local, _, count = on.partition(":")
    meant = on == HERE or (local == "local" and (not count or (count.isdecimal() and int(count))))
    if not meant and not on.startswith(_SCHEMES):
        raise EngineError(
            f"--on {on}: write local, local:N for N workers, tcp://HOST:PORT of a scheduler,"
            f" or {HERE}"
        )
    if on != HERE and not has_dask():
        raise EngineError(f"--on {on} needs Dask: pip install 'claimline[scale]'")


class Engine:
    """Does jobs somewhere; Dask is started with the first and ends with the block.

    Parameters
    ----------
    on
        Where, as ``check_place`` takes it.
    say
        Called with what a person wants to know at the start.
    """

    def __init__(self, on: str, say: Callable[[str], None]) -> None:
        self._on, self._say = on, say
        self._open = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def spread(self, jobs: Sequence[J], work: Callable[[J], Result]) -> Iterator[Result]:
        """Yield what a function returns for each job, in the order in which they end.

        The name of each job is its own; the function may be called twice for one.
        """
        if self._on == HERE or not jobs:
            yield from map(work, jobs)
            return
        if self._client is None:
            self._client = self._open.enter_context(_client(self._on))
            self._say(f"Dask’s dashboard: {self._client.dashboard_link}")
        yield from _spread(self._client, jobs, work)


def _spread(client: Any, jobs: Sequence[J], work: Callable[[J], Result]) -> Iterator[Result]:
    """Yield results, with a few jobs for each thread in the scheduler's hands at a time."""
    from distributed import as_completed

    waiting = iter(jobs)

    def ask(count: int) -> list[Any]:
        return [
            client.submit(work, job, key=f"read-{job.name}", pure=False)
            for job in islice(waiting, count)
        ]

    asked = as_completed(ask(_wanted(client)), with_results=True, loop=client.loop)
    for future, result in asked:
        future.release()
        # machines may have come: each thread shall have its next job
        room = _wanted(client) - asked.count()
        for more in ask(max(room, 1)):
            asked.add(more)
        yield result


def _wanted(client: Any) -> int:
    threads: dict[str, int] = client.nthreads()
    return max(2, _ASKED_EACH * sum(threads.values()))


@contextmanager
def _client(on: str) -> Iterator[Any]:
    """Give a client of a scheduler, or of workers of this machine that end with it."""
    import dask
    from distributed import Client, LocalCluster

    if not on.startswith("local"):
        with Client(on, timeout="30s", set_as_default=False) as client:
            yield client
        return
    count = on.partition(":")[2]
    with (
        dask.config.set(_SETTINGS),
        LocalCluster(
            n_workers=int(count) if count else None,
            threads_per_worker=1,
            processes=True,
            # what needs memory is the process that reads, which has a limit of its own
            memory_limit=None,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client
