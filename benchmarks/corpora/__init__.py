"""Readers and scorers of public corpora, one module a corpus; the corpora themselves are never shipped."""
