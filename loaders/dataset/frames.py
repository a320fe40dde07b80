"""What a guard and the process that reads for it say to one another, over two pipes."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from loaders.dataset.sources.plan import Part

READY, BEGUN, READ, DONE = "ready", "begun", "read", "done"
"""The process is ready; an article is begun; it is read, with its rows; the part is done."""
TOO_MUCH, FAILED = "too much", "failed"
"""An article needs too much memory; the part’s source cannot be read on."""
_LENGTH = 4
"""Bytes before a frame that say how long it is."""
_CHUNK = 1 << 16

Frame = tuple[str, int, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take: seconds, and bytes of memory beside what the tables take."""

    seconds: float = 60.0
    memory: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be read, from one of its articles on."""

    part: Part
    start: int


def frame(what: str, number: int, value: object) -> bytes:
    """Return a frame: what happened, to which article of the part, and what goes with it."""
    data = msgspec.msgpack.encode((what, number, value))
    return len(data).to_bytes(_LENGTH, "little") + data


def received(pipe: int, patience: float) -> Iterator[Frame]:
    """Yield the frames that come out of a pipe, until it is closed.

    Raises
    ------
    TimeoutError
        Nothing came for so many seconds.
    """
    waiting = bytearray()
    while True:
        if not select.select([pipe], [], [], patience)[0]:
            raise TimeoutError
        some = os.read(pipe, _CHUNK)
        if not some:
            return
        waiting += some
        while len(waiting) >= _LENGTH:
            end = _LENGTH + int.from_bytes(waiting[:_LENGTH], "little")
            if len(waiting) < end:
                break
            yield msgspec.msgpack.decode(waiting[_LENGTH:end], type=Frame)
            del waiting[:end]
