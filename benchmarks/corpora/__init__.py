"""Readers and scorers of public corpora, one module a corpus; the corpora are not shipped."""
