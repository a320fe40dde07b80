"""The overview of a dataset: its filters, map, days and claims, all asked of DuckDB."""
