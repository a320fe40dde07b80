"""The errors of reading one article; each says how to fix it."""

from __future__ import annotations


class ArticleError(ValueError):
    """A file could not be read as an article; other files are not affected.

    Parameters
    ----------
    problem
        What is wrong, in words that need no programmer.
    fix
        How to fix it.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}. {fix}")
        self.problem = problem
        self.fix = fix


class SidecarError(ArticleError):
    """The article's ``NAME.toml`` is malformed or states an impossible value."""
