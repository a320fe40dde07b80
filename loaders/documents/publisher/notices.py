"""What a reader must know of a file that was read: what is missing, part, broken or foreign."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from loaders.documents.source import Source
from loaders.lexicon.tables import read_table
from loaders.model.records import UNKNOWN_OUTLET, Article, Problem

_SEVERAL = (
    re.compile(r"^[ \t]*document \d{1,4} of \d{1,4}\b", re.IGNORECASE | re.MULTILINE),
    re.compile(
        r"^[ \t]*(?:HD[ \t]+\S|headline[ \t]*:|load-date[ \t]*:)", re.MULTILINE | re.IGNORECASE
    ),
    re.compile(
        r"^[ \t]*(?:document \w{10,30}|copyright \d{4} [^\n]{3,60} all rights reserved\.?)[ \t]*$",
        re.IGNORECASE | re.MULTILINE,
    ),
)
"""Lines of which each story in a database's export has one."""
_LIVE = re.compile(r"[\"']LiveBlogPosting[\"']")
_LIVE_TITLE = re.compile(r"\blive(?: blog| updates?)?\b\s*[:–—-]|[:–—-]\s*live\b", re.IGNORECASE)
_PART = re.compile(
    r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false\b|content-?tier[\"']\s+content=[\"'](?:locked|metered)",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\b(?:to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign|log|register|become|start)"
    r"|(?:subscribe|sign in|log in|register)(?: now)? "
    r"to (?:continue|keep|read (?:more|the (?:full|rest)))"
    r"|this (?:article|content|story) is (?:only |exclusively )?(?:for|available to) (?:our )?"
    r"(?:paying |registered )?(?:subscribers|members)"
    r"|(?:read|unlock|get access to) the (?:full|rest of the|whole) "
    r"(?:article|story) (?:with|by|for)\b"
    r"|already a (?:subscriber|member)\?)",
    re.IGNORECASE,
)
_SHORT_PART = 1_500
"""Characters of an article up to which a page's word that it goes on for subscribers is believed:
many pages with all of the article ask for a subscription too."""


def notices(file: str, article: Article, source: Source, *, whole: bool) -> list[Problem]:
    """Return a problem for each thing that a reader would miss or must know."""
    found = [
        *_missing(file, article, whole=whole),
        *_of_file(article, source),
    ]
    return [Problem(file, problem, fix, skipped=False) for problem, fix in found]


def _missing(file: str, article: Article, *, whole: bool) -> list[tuple[str, str]]:
    stem = file.rsplit(".", 1)[0]
    found = []
    if not whole:
        problem = (
            "it is longer than an article: only its beginning was read, "
            f"{len(article.text):,} characters"
        )
        found.append((problem, "Save the parts that matter as files of their own"))
    if article.published is None:
        fix = f'State it in {stem}.toml: published = "YYYY-MM-DD"'
        found.append(("no publication date was found, so relative days cannot be resolved", fix))
    if article.publisher == UNKNOWN_OUTLET:
        fix = f'State it in {stem}.toml: publisher = "…"'
        found.append(("the outlet was not recognised", fix))
    return found


def _of_file(article: Article, source: Source) -> list[tuple[str, str]]:
    found = []
    if source.repaired:
        found.append(
            (
                "its letters had been saved in a wrong encoding and were repaired",
                "Compare a quote with the page, or save it again with the encoding UTF-8",
            )
        )
    if source.pictures:
        pages = ", ".join(map(str, source.pictures[:10]))
        which = (
            f"page {pages} is only a picture"
            if len(source.pictures) == 1
            else (f"pages {pages} are only pictures")
        )
        found.append((f"{which}: what is written there was not read", "Bring that text as a file"))
    if _is_part(article, source):
        found.append(
            (
                "the page says that it is only a part of the article, without a subscription",
                "Save the whole article where you can read it",
            )
        )
    if _holds_several(article, source):
        found.append(
            (
                "it holds several stories or entries, read as one article of one outlet and title",
                "Save each as a file of its own",
            )
        )
    if foreign := foreign_language(article.language):
        found.append(
            (
                f"the text is not English but {foreign}: no places and no claims were read",
                "Bring the article in English",
            )
        )
    return found


def _is_part(article: Article, source: Source) -> bool:
    """Whether a page says that it shows only a part of its article."""
    length = sum(span.end - span.start for span in article.body_spans)
    if length > _SHORT_PART:
        return False
    return bool(_PART.search(source.raw) or _GO_ON.search(article.text))


def _holds_several(article: Article, source: Source) -> bool:
    """Whether a file is a live blog, or an export of several stories."""
    if source.kind == "html" and _LIVE.search(source.raw):
        return True
    if _LIVE_TITLE.search(article.title):
        return True
    return any(sum(1 for _ in islice(mark.finditer(article.text), 2)) > 1 for mark in _SEVERAL)


@cache
def _names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_table("languages")}


def foreign_language(code: str) -> str:
    """Return the name of a language other than English; "" for English and for what is not known.

    Of an unknown language a text is read: it may be a list of names, or short.
    """
    return "" if code in {"en", "und"} else _names().get(code, f"in the language “{code}”")
