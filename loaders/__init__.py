"""What the articles say: parse, places, dates, distances, claims, relations. Usable without the dashboard."""

from loaders.reader import article_files, read_article, read_file, read_paths
from loaders.records import Article, Claim, Corpus, DateMention, Distance, Excluded, Mention, Problem, Relation, Span

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
