"""The offsets of a text in the file it was read from."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence


class Origin:
    """The offset in the file of each character of a text.

    Parameters
    ----------
    starts
        The offset in the file of each character of the text, and one more for the end; None if text
        and file are the same.
    ends
        The offset where a character ends in the file, for those that the file writes with several
        (``&quot;``).
    """

    def __init__(
        self, starts: array[int] | None = None, ends: Mapping[int, int] | None = None
    ) -> None:
        self._starts = starts
        self._ends = ends or {}

    @property
    def same(self) -> bool:
        """Whether the text is the file, character for character."""
        return self._starts is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the file's ``[start, end)`` of a span of the text."""
        if self._starts is None:
            return start, end
        first = self._starts[start]
        return first, (
            max(first, self._ends.get(end - 1, self._starts[end - 1] + 1)) if end > start else first
        )

    def text_start(self, offset: int) -> int:
        """Return which character of the text stands at an offset of the file, or comes next."""
        return offset if self._starts is None else bisect_left(self._starts, offset)

    def parts(self) -> tuple[list[int] | None, dict[int, int]]:
        """Return its offsets as plain numbers, for ``Origin.of``."""
        return None if self._starts is None else list(self._starts), dict(self._ends)

    @classmethod
    def of(cls, starts: Sequence[int] | None, ends: Mapping[int, int]) -> Origin:
        """Return the origin that ``parts`` described."""
        return cls(None if starts is None else array("L", starts), ends)

    def through(self, inner: Origin) -> Origin:
        """Return the origin through two steps: this one's file is the text of ``inner``."""
        if self._starts is None:
            return inner
        if inner._starts is None:
            return self
        return Origin(array("L", (inner._starts[index] for index in self._starts)))


def cut(raw: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Origin]:
    """Return a text without some of its spans, and the origin of the rest."""
    if not spans:
        return raw, Origin()
    parts: list[str] = []
    starts = array("L")
    position = 0
    for start, end in sorted(spans):
        if start > position:
            parts.append(raw[position:start])
            starts.extend(range(position, start))
        position = max(position, end)
    parts.append(raw[position:])
    starts.extend(range(position, len(raw) + 1))
    return "".join(parts), Origin(starts)
