"""What an id of a link means now: after a correction of a title, or in a link of an older version.

Ids of version 0.2.0 and before have six hex digits of the article's hash where now are twelve. Such
a link opens where they mean one article; of two, it names neither.
"""

from __future__ import annotations

from dashboard.query.index import Index
from dashboard.query.selection import same_article
from loaders.model.ids import digits_before, digits_in, stem_of


def current_article(wanted: str, index: Index) -> str:
    """Return the id an article has now for an id that a link names it by, else the words given.

    Only the digits count, so that links still work after the title or outlet was corrected.
    """
    if wanted in index.outlets or not digits_in(wanted):
        return wanted
    found = [article.id for article in index.corpus.articles if same_article(wanted, article)]
    return found[0] if len(found) == 1 else wanted


def current_claim(wanted: str, index: Index) -> str:
    """Return the id that a claim, or a stated distance of one, has now, else the words given."""
    digits = digits_before(wanted)
    if not digits:
        return wanted
    hashes = (article.sha256 for article in index.corpus.articles)
    found = [sha256 for sha256 in hashes if sha256.startswith(digits)]
    return stem_of(found[0]) + wanted[len(digits) :] if len(found) == 1 else wanted


def current_parameters(parameters: dict[str, list[str]], index: Index) -> dict[str, list[str]]:
    """Return an address's parameters with the ids that articles and claims have now."""
    now = dict(parameters)
    for names, current in (
        (("source", "read"), current_article),
        (("claim", "reading"), current_claim),
    ):
        for name in names:
            if name in now:
                now[name] = [current(value, index) for value in now[name]]
    return now
