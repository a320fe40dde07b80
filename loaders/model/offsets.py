"""The way from a text that was read back to the file it stands in."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence


class Origin:
    """Where each character of a text stands in its file.

    Parameters
    ----------
    starts
        The file's index of each character of the text, one more for the end; None where the two are
        the same.
    ends
        Where a character's writing ends in the file, for those the file writes with several
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

    def parts(self) -> tuple[list[int] | None, dict[int, int]]:
        """Return what it is made of: plain numbers, as ``Origin.of`` takes them."""
        return None if self._starts is None else list(self._starts), dict(self._ends)

    @classmethod
    def of(cls, starts: Sequence[int] | None, ends: Mapping[int, int]) -> Origin:
        """Return the way back that ``parts`` described."""
        return cls(None if starts is None else array("L", starts), ends)

    def through(self, inner: Origin) -> Origin:
        """Return the way back through two steps: this one's file is the text of ``inner``."""
        if self._starts is None:
            return inner
        if inner._starts is None:  # of its own kind
            return self
        return Origin(array("L", (inner._starts[index] for index in self._starts)))


def cut(raw: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Origin]:
    """Return a text without some of its spans, and the way back."""
    if not spans:
        return raw, Origin()
    kept: list[str] = []
    starts = array("L")
    position = 0
    for start, end in sorted(spans):
        if start > position:
            kept.append(raw[position:start])
            starts.extend(range(position, start))
        position = max(position, end)
    kept.append(raw[position:])
    starts.extend(range(position, len(raw) + 1))
    return "".join(kept), Origin(starts)
