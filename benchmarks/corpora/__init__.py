"""Readers and scorers of public corpora, one module a corpus.

The corpora themselves are never shipped.
"""
