"""A web address in its parts, whatever was written."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(address: str) -> SplitResult:
    """Return the parts of an address; all empty where it is none (``https://[``), which the standard library raises for."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
