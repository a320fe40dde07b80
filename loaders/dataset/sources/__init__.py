"""What a dataset is read from: article files, JSON lines, Parquet and WARC files, in parts."""
