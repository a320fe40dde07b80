"""The words the rules know, read from the tables in ``loaders/data``."""
