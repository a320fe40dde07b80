"""One build of the list of the world's towns at a time, and how others see that it goes on.

A build locks the folder; whoever wants the list too waits for it. It gives signs: lines on standard
error, and the time of the file it writes.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

STALL_SECONDS = 300.0
"""A build that gives no sign for so long hangs, and is ended. How long all of it takes does not
count: a busy machine may be slow. The longest step without a sign takes some 3 s on a quiet one."""
_POLL_SECONDS = 0.5


def lines(stream: IO[str] | None) -> Iterator[str]:
    """Yield what a process says, line by line, until its end.

    Raises
    ------
    queue.Empty
        It said nothing for ``STALL_SECONDS``.
    """
    said: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def listen() -> None:
        with contextlib.suppress(ValueError):  # closed after a kill
            for line in stream or ():
                said.put(line.strip())
        said.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while (line := said.get(timeout=STALL_SECONDS)) is not None:
        if line:
            yield line


@contextlib.contextmanager
def alone(path: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold the layer's folder against other builds; ``wait`` is called while another has it.

    Where folders cannot be locked (Windows, some network disks) both build: each writes a file of
    its own and puts it in place whole.
    """
    try:
        import fcntl

        path.parent.mkdir(parents=True, exist_ok=True)
        held = os.open(path.parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            while not _locked(held, fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB):
                wait()
                time.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(held)


def _locked(held: int, lock: Callable[[int, int], None], how: int) -> bool:
    try:
        lock(held, how)
    except BlockingIOError:
        return False
    return True


def signs(path: Path) -> dict[str, float]:
    """Return the parts that builds are writing, with when each last gave a sign."""
    found = {}
    for part in path.parent.glob("world-*.part"):
        with contextlib.suppress(OSError):  # just put in place
            found[part.name] = part.stat().st_mtime
    return found


def say(words: str) -> None:
    """Give a sign."""
    print(words, file=sys.stderr, flush=True)
