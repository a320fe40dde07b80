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
    "article_files",
    "read_article",
    "read_file",
    "read_paths",
]
