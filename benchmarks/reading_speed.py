"""Speed and memory of a process that reads LGL with every stage.

It prints one JSON object, and is started by ``benchmarks.loaders``.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.corpora.toponyms import FILES, articles
from loaders import read_article
from loaders.model.errors import ArticleError


def main() -> None:
    """Read LGL twice and print the speed of the second time; the first time fills the caches.

    The speed is in articles a second of processor time.
    """
    texts = [
        (f"{ident}.txt", text.encode())
        for ident, text, _ in articles(Path(sys.argv[1]) / FILES["LGL"])
    ]
    for _ in range(2):
        began = time.process_time()
        for file, data in texts:
            with contextlib.suppress(ArticleError):
                read_article(file, data)
        spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"articles_per_s": len(texts) / spent, "resident_mb": peak}))


if __name__ == "__main__":
    main()
