"""How long a start takes, and how much memory.

It is measured in parts: importing the packages, then our own work up to the first view of the
seeds. Every round is a process of its own. In rounds named ``cached``, the articles come from the
cache of an earlier start; in rounds named ``new`` that cache is empty. Usage: ``python -m
benchmarks.start [--repeat 7]`` with the test packages installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from geodata import world

ROOT = Path(__file__).resolve().parent.parent
_ROUND = """
import json, resource, time
start = time.perf_counter()
import folium, jinja2, numpy, pyproj, shapely.geometry, shapely.ops
import streamlit, streamlit_folium, xstatic.pkg.leaflet
from streamlit.runtime.scriptrunner import get_script_run_ctx
packages = time.perf_counter()
from pathlib import Path
from dashboard.pages import map_page
from dashboard.map.payload import drawn_map
from dashboard.query.index import Index
from dashboard.query.selection import select
from dashboard.view.view import View
from geodata import gazetteer
from dashboard.query.border import border_of
from loaders import read_paths
modules = time.perf_counter()
corpus = read_paths([Path("seeds")])
read = time.perf_counter()
border = border_of("AM-AZ")
drawn_map(select(Index(corpus), View(), gazetteer.load(), border), list(border.by_id))
done = time.perf_counter()
print(json.dumps({
    "packages": packages - start,
    "our modules": modules - packages,
    "articles": read - modules,
    "first map": done - read,
    "ours": done - packages,
    "resident MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def measure(cache: Path) -> dict[str, float]:
    """Return the parts of one start with a cache folder, in seconds and MB."""
    done = subprocess.run(
        [sys.executable, "-c", _ROUND],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Start several times and print the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=7)
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as temporary:
        cache = Path(temporary)
        (cache / "claimline").mkdir()
        shutil.copy(world.file(), cache / "claimline")
        measure(cache)
        for name in ("cached", "new"):
            rounds = []
            for _ in range(repeat):
                if name == "new":
                    for file in (cache / "claimline").glob("articles-*"):
                        file.unlink()
                rounds.append(measure(cache))
            for part in rounds[0]:
                values = [r[part] for r in rounds]
                unit, scale = ("MB", 1) if part.endswith("MB") else ("ms", 1000)
                print(
                    f"{name:<6} {part:<12} "
                    f"median {scale * statistics.median(values):6.0f} {unit}  (n {repeat})"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
