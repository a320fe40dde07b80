"""What the articles say: parse, places, dates, distances, claims, relations.

Usable without the dashboard.
"""

from loaders.model.records import (
    Advance,
    Article,
    Claim,
    Corpus,
    DateMention,
    Distance,
    Excluded,
    Mention,
    Problem,
    Relation,
    Share,
    Span,
)
from loaders.pipeline import article_files, read_article, read_file, read_paths

__version__ = "0.2.0"
"""The program's version. The build of the package reads it here too."""

__all__ = [
    "Advance",
    "Article",
    "Claim",
    "Corpus",
    "DateMention",
    "Distance",
    "Excluded",
    "Mention",
    "Problem",
    "Relation",
    "Share",
    "Span",
    "__version__",
    "article_files",
    "read_article",
    "read_file",
    "read_paths",
]
