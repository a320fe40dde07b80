"""Faults around the app: it recovers from them, or says what to do.

Folders disappear, files are incomplete, disks fill up, processes die.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders import read_paths
from tests.conftest import ROOT
from tests.geodata.conftest import small  # noqa: F401  (a fixture)

GORIS = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"
KAPAN = "Armenia said on 12 May 2021 that troops had crossed the border near Kapan.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of one article, which the app is set to."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(GORIS, encoding="utf-8")
    monkeypatch.setenv("CLAIMLINE_SEEDS", str(seeds))
    return seeds


def open_page(**parameters):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in parameters.items():
        page.query_params[name] = value
    return again(page)


def again(page):
    page.run()
    assert not page.exception
    return page


def marks(page):
    args = json.loads(page.get("component_instance")[0].proto.json_args)
    shown = json.JSONDecoder().raw_decode(args["feature_group"].split("claimline.show(", 1)[1])[0]
    return {feature["properties"]["id"] for feature in shown["geojson"]["features"]}


def words(page):
    return " ".join(
        str(part.value) for part in (*page.markdown, *page.caption, *page.info, *page.get("html"))
    )


class TestFolder:
    def test_one_that_goes_while_the_app_runs_is_said_and_one_that_comes_back_is_read(
        self, folder, tmp_path
    ):
        page = open_page()
        folder.rename(tmp_path / "away")
        assert "no article to show" in words(again(page)) and "no such file or folder" in words(
            page
        )
        assert "no article to show" in words(open_page())
        (tmp_path / "away").rename(folder)
        assert "goris" in marks(again(page))

    def test_one_that_is_emptied_is_said_and_filled_again_is_read(self, folder):
        page = open_page()
        (folder / "a.txt").unlink()
        assert "no article to show" in words(again(page))
        (folder / "b.txt").write_text(KAPAN, encoding="utf-8")
        assert "kapan" in marks(again(page))

    @pytest.mark.skipif(os.geteuid() == 0, reason="no folder is closed to root")
    def test_one_that_is_closed_while_the_app_runs_is_said_and_read_once_it_is_open(self, folder):
        page = open_page()
        folder.chmod(0)
        try:
            assert "no article to show" in words(again(page)) and "permissions" in words(page)
        finally:
            folder.chmod(0o700)
        assert "goris" in marks(again(page))

    def test_one_that_comes_back_empty_is_no_longer_said_to_be_missing(self, folder):
        page = open_page()
        shutil.rmtree(folder)
        assert "no such file or folder" in words(again(page))
        folder.mkdir()
        assert "no such file or folder" not in words(again(page))

    @pytest.mark.parametrize("odd", ["gone", "pipe", "itself"])
    def test_what_is_no_file_in_it_hides_no_change(self, folder, odd):
        """A link to nothing, a link to itself, a pipe.

        Nothing waits for them, and the articles beside them are read as ever.
        """
        path = folder / "odd.txt"
        (
            os.mkfifo(path)
            if odd == "pipe"
            else path.symlink_to(folder / ("odd.txt" if odd == "itself" else "nothing.txt"))
        )
        page = open_page()
        assert "goris" in marks(page)
        (folder / "b.txt").write_text(KAPAN, encoding="utf-8")
        assert {"goris", "kapan"} <= marks(again(page))


class TestFile:
    @pytest.mark.parametrize(
        "half", [GORIS.encode()[:20] + "“".encode()[:2], b"", GORIS.encode()[:30] + bytes(40)]
    )
    def test_one_that_is_half_written_is_named_and_read_once_it_is_whole(self, folder, half):
        (folder / "b.txt").write_text(KAPAN, encoding="utf-8")
        page = open_page()
        (folder / "a.txt").write_bytes(half)
        assert marks(again(page)) & {"goris", "kapan"} == {"kapan"} and "a.txt" in words(page)
        (folder / "a.txt").write_text(GORIS, encoding="utf-8")
        assert {"goris", "kapan"} <= marks(again(page)) and "left out" not in words(page)

    def test_one_that_is_replaced_while_somebody_reads_it_shows_anew_and_old_links_get_a_notice(
        self, folder
    ):
        (article,) = read_paths([folder]).articles
        links = (
            {},
            {"claim": article.claims[0].id},
            {"read": article.id, "panel": "read"},
            {"source": article.id},
            {"place": "goris"},
        )
        visits = [open_page(**link) for link in links]
        assert all(
            "goris" in marks(page) and "could not be used" not in words(page) for page in visits
        )
        (folder / "a.txt").write_text(KAPAN * 2, encoding="utf-8")
        for page in visits:
            again(again(page))
            assert "goris" not in marks(page)
            assert "kapan" in marks(page) or "Nothing passes these filters" in words(page)
        later = open_page(claim=article.claims[0].id, read=article.id)
        assert "Part of this address could not be used" in words(later) and "kapan" in marks(later)

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
    def test_one_that_nobody_may_read_is_named_and_read_once_it_may_be(self, folder):
        (folder / "b.txt").write_text(KAPAN, encoding="utf-8")
        page = open_page()
        (folder / "a.txt").chmod(0)
        assert marks(again(page)) & {"goris", "kapan"} == {"kapan"}
        assert "a.txt" in words(page) and "permissions" in words(page)
        (folder / "a.txt").chmod(0o600)
        assert {"goris", "kapan"} <= marks(again(page))

    def test_one_from_the_future_or_the_past_is_read(self, folder):
        os.utime(folder / "a.txt", (4e9, 4e9))
        page = open_page()
        (folder / "a.txt").write_text(KAPAN, encoding="utf-8")
        os.utime(folder / "a.txt", (-1e9, -1e9))
        assert "kapan" in marks(again(page))

    def test_one_of_the_same_size_and_time_is_read_anew(self, folder):
        path = folder / "a.txt"
        was = path.stat()
        page = open_page()
        assert len(GORIS) == len(KAPAN) and "goris" in marks(page)
        path.write_text(KAPAN, encoding="utf-8")
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
        assert "kapan" in marks(again(page))


MORTAL = """
import runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""


def python(arguments, *, blocks=0, dies=False, **environment):
    """Run Python with a limit of ``blocks`` of 512 bytes a file, as on a full disk.

    Where it ``dies``, the process is killed when it reaches the limit.
    """
    start = [sys.executable, *arguments]
    if dies:
        # Python ignores the signal that the kernel sends at the limit: let it kill in the middle of
        # the write
        start = [sys.executable, "-c", MORTAL, *arguments[1:]]
    command = [
        "sh",
        "-c",
        f'ulimit -c 0; {f"ulimit -f {blocks};" if blocks else ""} exec "$@"',
        "sh",
        *start,
    ]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


class TestOut:
    """``python -m loaders --out``: the file that was there before is whole until the new one is."""

    OLD = b"what an earlier run wrote"

    def out(self, path, **limits):
        return python(["-m", "loaders", str(ROOT / "seeds"), "--out", str(path)], **limits)

    @pytest.mark.parametrize("ending", ["jsonl", "geojson", "gpkg"])
    def test_a_full_disk_is_reported_and_the_old_file_stays(self, tmp_path, ending):
        path = tmp_path / f"a.{ending}"
        path.write_bytes(self.OLD)
        done = self.out(path, blocks=8)
        assert done.returncode == 2 and path.name in done.stderr and "Traceback" not in done.stderr
        assert [left.name for left in tmp_path.iterdir()] == [
            path.name
        ] and path.read_bytes() == self.OLD

    def test_one_that_is_killed_in_the_middle_of_the_write_leaves_the_old_file(self, tmp_path):
        path = tmp_path / "a.jsonl"
        path.write_bytes(self.OLD)
        assert self.out(path, blocks=8, dies=True).returncode == -signal.SIGXFSZ
        assert path.read_bytes() == self.OLD
        assert self.out(path).returncode == 0
        assert (
            len([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]) == 2
        )

    def test_a_full_device_is_said(self, tmp_path):
        path = tmp_path / "full.geojson"
        path.symlink_to("/dev/full")
        done = self.out(path)
        assert (
            done.returncode == 2
            and "No space left" in done.stderr
            and "Traceback" not in done.stderr
        )
        assert path.is_symlink()

    def test_a_link_stays_a_link_and_a_mode_stays_a_mode(self, tmp_path):
        path, link = tmp_path / "a.jsonl", tmp_path / "link.jsonl"
        path.write_bytes(self.OLD)
        path.chmod(0o640)
        link.symlink_to(path)
        assert self.out(link).returncode == 0
        assert (
            link.is_symlink()
            and path.stat().st_mode & 0o777 == 0o640
            and path.read_bytes() != self.OLD
        )

    def test_a_folder_that_is_not_there_is_said(self, tmp_path):
        done = self.out(tmp_path / "nowhere" / "a.csv")
        assert (
            done.returncode == 2
            and "No such file" in done.stderr
            and "Traceback" not in done.stderr
        )


VISIT = """
import json, sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=120).run()
shown = [str(part.value) for part in (*page.exception, *page.get("html"))]
print(json.dumps([len(page.exception), " ".join(shown)]))
"""


def first_visit(cache, *paths, **limits):
    """Return how many exceptions and which problems the first page of a new process shows.

    Its cache is in the folder ``cache``.
    """
    done = python(
        ["-c", VISIT],
        XDG_CACHE_HOME=str(cache),
        PYTHONPATH=os.pathsep.join(map(str, paths)),
        **limits,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
class TestTowns:
    """The page works without the list of the world's towns, and says so."""

    def test_no_room_for_it_is_said_and_the_region_is_shown(self, small, tmp_path):  # noqa: F811
        exceptions, shown = first_visit(tmp_path / "cache", small, blocks=8)
        assert not exceptions and "could not be built" in shown and "outside the region" in shown
        assert list((tmp_path / "cache").rglob("world*")) == []

    def test_a_folder_that_nobody_may_write_is_said_and_the_region_is_shown(self, small, tmp_path):  # noqa: F811
        (tmp_path / "cache").symlink_to(
            "/proc/self"
        )  # no user may make a folder there, root neither
        exceptions, shown = first_visit(tmp_path / "cache", small)
        assert not exceptions and "could not be built" in shown and "outside the region" in shown

    @pytest.mark.skipif(os.geteuid() == 0, reason="no folder is closed to root")
    @pytest.mark.parametrize("mode", [0o500, 0])
    def test_a_folder_that_is_closed_is_said_and_the_region_is_shown(self, small, tmp_path, mode):  # noqa: F811
        (tmp_path / "cache").mkdir(mode=mode)
        exceptions, shown = first_visit(tmp_path / "cache", small)
        assert not exceptions and "could not be built" in shown

    def test_a_list_that_is_damaged_is_built_again_by_two_at_once(self, small, tmp_path):  # noqa: F811
        where = python(
            ["-c", "from geodata import world; print(world.file())"],
            XDG_CACHE_HOME=str(tmp_path),
            PYTHONPATH=str(small),
        )
        path = Path(where.stdout.strip())
        path.parent.mkdir()
        path.write_bytes(b"SQLite format 3\0" + bytes(3000))
        with ThreadPoolExecutor(2) as both:
            visits = list(both.map(lambda _: first_visit(tmp_path, small), range(2)))
        assert not any(exceptions or "world’s towns" in shown for exceptions, shown in visits)
        assert [left.name for left in (tmp_path / "claimline").glob("world*")] == [path.name]


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[: len(whole) // 2], lambda whole: whole[::-1]]
)
def test_whatever_happens_to_the_cache_the_articles_are_read_the_same(small, tmp_path, harm):  # noqa: F811
    def read():
        done = python(
            ["-m", "loaders", "seeds", "--json"],
            XDG_CACHE_HOME=str(tmp_path),
            PYTHONPATH=str(small),
        )
        assert done.returncode == 0 and "Traceback" not in done.stderr
        return done.stdout

    first = read()
    left = list((tmp_path / "claimline").iterdir())
    assert left
    for path in left:
        path.write_bytes(harm(path.read_bytes()))
    assert read() == first == read()
