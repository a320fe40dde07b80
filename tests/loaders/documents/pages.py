"""A page of text to test with: a title, and parts that are joined by blank lines."""

from __future__ import annotations

TITLE = "Patrol crosses the border near Sev Lake"


def page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"
