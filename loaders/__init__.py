"""What the articles say: parse, places, dates, distances, claims, relations.

Usable without the dashboard.
"""

from loaders.model.records import (
    Article,
    Claim,
    Corpus,
    DateMention,
    Distance,
    Excluded,
    Mention,
    Problem,
    Relation,
    Span,
)
from loaders.pipeline import article_files, read_article, read_file, read_paths

__version__ = "0.2.0"
"""The program's version. The build of the package reads it here too."""

__all__ = [
    "Article",
    "Claim",
    "Corpus",
    "DateMention",
    "Distance",
    "Excluded",
    "Mention",
    "Problem",
    "Relation",
    "Span",
    "__version__",
    "article_files",
    "read_article",
    "read_file",
    "read_paths",
]
