"""A dataset: the records of many articles in Parquet files, written in parts on any machines."""
