"""Where the clickable pieces of the page are, and what a test waits for in them."""

from __future__ import annotations

import re


def part(seen, name):
    """Return a clickable piece by its name for screen readers."""
    return seen.page.get_by_role("region", name=name)


def reader(seen):
    return part(seen, re.compile("the article, with its claims"))


def tab(seen, name):
    seen.page.get_by_role("tab", name=name, exact=True).click()


def go(seen, name):
    """Open a page of the site by its name in the navigation."""
    link = seen.page.get_by_role("link", name=name, exact=True)
    target = link.evaluate("node => node.pathname")
    link.click()
    seen.page.wait_for_function("path => location.pathname === path", arg=target, timeout=30_000)
    seen.rest()


def stay(seen):
    """Leave something in the page that a reload would remove."""
    seen.page.evaluate("() => { window.stayed = true; }")
    seen.map.evaluate("() => { window.kept = true; }")


def stayed(seen):
    return seen.page.evaluate("() => window.stayed === true") and seen.map.evaluate(
        "() => window.kept === true"
    )


def parameters(seen):
    return seen.page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")


def wait_for_address(seen, words):
    seen.page.wait_for_function(
        "words => decodeURIComponent(location.search).includes(words)", arg=words
    )


def in_frame(node):
    """Whether an element stands inside the part of the article that is in view."""
    return node.evaluate(
        """node => { const box = node.getClientRects()[0];
        const frame = node.closest('.cl').getBoundingClientRect();
        return box.top >= frame.top && box.bottom <= frame.bottom + 1; }"""
    )


def until_in_frame(seen, node):
    for _ in range(60):
        if node.count() and in_frame(node.first):
            return
        seen.page.wait_for_timeout(100)
    raise AssertionError("the sentence did not come into view")
