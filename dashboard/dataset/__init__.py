"""A dataset of many articles, asked with DuckDB and never held: its filters, index and answers."""
