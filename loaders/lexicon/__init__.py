"""The word lists and tables that the rules use, read from ``loaders/data``."""
