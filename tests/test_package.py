"""The project as somebody installs it.

The wheel, the command it brings, and the app served from another folder.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import zipfile
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from dashboard.server.assets import lines_file, map_file
from loaders import __version__
from tests.conftest import ROOT
from tests.server import wait_for

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


def done(command, **options):
    """Run a command to its end; return what it printed."""
    found = subprocess.run(command, capture_output=True, check=False, **options)
    assert found.returncode == 0, found.stderr.decode()
    return found.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done([*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT])
    return next(folder.glob("claimline-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return the programs' folder of an environment that holds Claimline.

    It borrows what Claimline depends on from the environment of the tests.
    """
    home = tmp_path_factory.mktemp("installed")
    done([sys.executable, "-m", "venv", "--without-pip", home])
    programs = home / "bin"
    packages = done(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    )
    borrowed = Path(packages.decode().strip()) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    done([*PIP, "--python", programs / "python", "install", "--no-deps", "--no-index", wheel])
    return programs


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Stand in a folder that holds articles and nothing of the project."""
    shutil.copytree(ROOT / "seeds", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_wheel_holds_every_file_that_the_program_reads(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = done(["git", "ls-files"], cwd=ROOT).decode().splitlines()
    rooms = {name for name in tracked if name.split("/")[0] in {"dashboard", "geodata", "loaders"}}
    beside = {name for name in tracked if name.split("/")[0] in {"static", "seeds"}}
    moved = {f"dashboard/site/{name}" for name in {*beside, "app.py", ".streamlit/config.toml"}}
    assert not (rooms | moved) - held
    tops = {name.split("/")[0] for name in held}
    assert tops == {"dashboard", "geodata", "loaders", f"claimline-{__version__}.dist-info"}


def test_the_wheel_states_what_the_requirements_do(wheel):
    with zipfile.ZipFile(wheel) as archive:
        about = PathDistribution(
            zipfile.Path(archive, f"claimline-{__version__}.dist-info/")
        ).metadata
    stated = {re.sub("[-_.]+", "-", line).lower() for line in about.get_all("Requires-Dist")}
    extras = {
        "requirements.txt": "",
        "tests/requirements.txt": "; extra == 'test'",
        "loaders/dataset/requirements.txt": "; extra == 'scale'",
    }
    for file, extra in extras.items():
        for line in (ROOT / file).read_text(encoding="utf-8").split():
            assert re.sub("[-_.]+", "-", line + extra).lower() in stated
    tested = (ROOT / "tests/requirements.txt").read_text(encoding="utf-8").split()
    scale = (ROOT / "loaders/dataset/requirements.txt").read_text(encoding="utf-8").split()
    assert set(scale) <= set(tested)
    assert about["Version"] == __version__
    assert about["License-Expression"] == "MIT"


@pytest.mark.parametrize("form", [[], ["--json"], ["--relations"]])
def test_the_command_reads_as_the_loaders_do(installed, elsewhere, form):
    theirs = done([sys.executable, "-m", "loaders", elsewhere / "articles", *form], cwd=ROOT)
    assert theirs
    assert done([installed / "claimline", "read", "articles", *form]) == theirs


def test_the_command_writes_the_files_the_loaders_do(installed, elsewhere):
    done([installed / "claimline", "read", "articles", "--out", "a.geojson", "--out", "a.csv"])
    done(
        [
            *[sys.executable, "-m", "loaders", elsewhere / "articles"],
            *["--out", elsewhere / "b.geojson", "--out", elsewhere / "b.csv"],
        ],
        cwd=ROOT,
    )
    for ending in ("geojson", "csv"):
        ours, theirs = elsewhere / f"a.{ending}", elsewhere / f"b.{ending}"
        assert ours.read_bytes() == theirs.read_bytes()


def test_the_command_says_its_version_and_shows_examples(installed, elsewhere):
    assert (
        done([installed / "claimline", "--version"]).decode().strip() == f"claimline {__version__}"
    )
    assert (
        "claimline serve --port 8600 --seeds articles"
        in done([installed / "claimline", "--help"]).decode()
    )
    read = done([installed / "claimline", "read", "--help"]).decode()
    assert 'claimline read "seeds/*.txt" --out claims.gpkg' in read
    assert "python -m loaders" not in read


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ([], "usage: claimline", 2),
        (["draw"], "invalid choice: 'draw'", 2),
        (["read"], "give articles to read", 2),
        (["read", "nowhere"], "nowhere: there is no such file or folder", 1),
        (["serve", "--port", "many"], "'many' is no port; give a number from 1 to 65535", 2),
        (["serve", "--port", "70000"], "'70000' is no port; give a number from 1 to 65535", 2),
        (["serve", "--seeds", "nowhere"], "'nowhere' is no folder; name one that holds", 2),
        (["serve", "articles"], "unrecognized arguments: articles", 2),
    ],
)
def test_a_wrong_call_says_what_is_wrong(installed, elsewhere, words, said, code):
    found = subprocess.run(
        [installed / "claimline", *words], capture_output=True, text=True, check=False
    )
    assert said in found.stderr
    assert "Traceback" not in found.stderr
    assert (found.returncode, found.stdout) == (code, "")


def test_reading_loads_no_streamlit(installed, elsewhere):
    code = (
        "import sys; from dashboard.command import main; main(['read', 'articles', '--json']);"
        " heavy = {'streamlit', 'folium', 'shapely', 'geopandas'};"
        " sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    assert done([installed / "python", "-c", code])


def fetched(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


def announced(page):
    """Return the addresses of the map's files, as the page announces them to the browser."""
    with urllib.request.urlopen(page, timeout=10) as answer:
        return re.findall(r"<([^>]+)>", answer.headers["Link"])


def test_the_command_serves_the_app_from_any_folder(installed, elsewhere):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [installed / "claimline", "serve", "--port", str(port), "--seeds", "articles"]
    with subprocess.Popen(
        [*command, "--address", "127.0.0.1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            page = f"http://127.0.0.1:{port}"
            files = announced(page)
            assert map_file("claimline-map.js") in files
            for file in files:
                # the address holds the hash of what a checkout serves
                content = hashlib.sha256(fetched(f"{page}/{file}")).hexdigest()
                assert file.endswith(f"?{content[:10]}")
                name = file.partition("?")[0].rpartition("/")[2]
                # a border's lines are made for the articles served
                ours = lines_file("AM-AZ", 46.5, 39.5) if "lines" in name else map_file(name)
                assert file == ours
            # served only where Streamlit found the options beside the app
            icon = (ROOT / "static" / "icon.png").read_bytes()
            assert fetched(f"{page}/app/static/icon.png") == icon
        finally:
            process.send_signal(signal.SIGINT)
            told, _ = process.communicate(timeout=20)
    assert f"http://localhost:{port}" in told
    assert "Traceback" not in told


def test_a_setting_that_means_nothing_stops_the_start(installed, elsewhere):
    found = subprocess.run(
        [installed / "claimline", "serve"],
        capture_output=True,
        text=True,
        check=False,
        env={"CLAIMLINE_UPLOADS": "perhaps", "HOME": str(elsewhere)},
        timeout=60,
    )
    assert found.returncode != 0
    assert "CLAIMLINE_UPLOADS is 'perhaps'; set it to true or false" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_options_of_the_server_are_stated_once():
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    names = {name for section in options.values() for name in section}
    for path in ("dashboard/command.py", "Makefile", "Dockerfile"):
        words = set(re.findall(r"\w+", (ROOT / path).read_text(encoding="utf-8")))
        assert not words & names, path


@pytest.mark.long
def test_a_fresh_environment_gets_all_that_is_needed(elsewhere):
    done([sys.executable, "-m", "venv", elsewhere / "fresh"])
    programs = elsewhere / "fresh" / "bin"
    done([programs / "python", "-m", "pip", "install", "--quiet", ROOT])
    theirs = done([sys.executable, "-m", "loaders", elsewhere / "articles", "--json"], cwd=ROOT)
    assert done([programs / "claimline", "read", "articles", "--json"]) == theirs
