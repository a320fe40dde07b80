"""What can go wrong with one article file. Each error says what a person can do about it."""

from __future__ import annotations


class ArticleError(ValueError):
    """A file could not be read as an article; the other files are unaffected.

    Parameters
    ----------
    problem
        What is wrong, in words a non-programmer understands.
    fix
        What to do about it.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}. {fix}")
        self.problem = problem
        self.fix = fix


class SidecarError(ArticleError):
    """The article's ``NAME.toml`` is malformed or states an impossible value."""
