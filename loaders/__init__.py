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
    "article_files",
    "read_article",
    "read_file",
    "read_paths",
]
