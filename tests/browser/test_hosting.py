"""The settings, and a start with them: from the command line, and as the image starts."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.view.settings import (
    VARIABLES,
    SettingError,
    Settings,
    read_settings,
    settings_to_start,
)
from geodata import world
from tests.conftest import ROOT
from tests.geodata.conftest import small  # noqa: F401  (a fixture)
from tests.server import serve

CONTACT = {"CLAIMLINE_CONTACT": "desk@example.org"}


def without_settings(**more):
    return {
        name: value for name, value in os.environ.items() if not name.startswith("CLAIMLINE_")
    } | more


def test_without_any_variable_the_defaults_hold():
    assert read_settings({}) == settings_to_start({}) == Settings()
    assert read_settings(dict.fromkeys(VARIABLES.values(), " ")) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("title", " Who said it? ", "Who said it?"),
        ("title", "ա" * 80, "ա" * 80),
        ("full_text", "FALSE", False),
        ("basemaps", "no", False),
        ("uploads", "0", False),
        ("addresses", "Yes", True),
        ("contact", "desk@example.org", "desk@example.org"),
        ("embed", "Any", ("*",)),
        ("embed", "none", ()),
        (
            "embed",
            "https://example.org  http://127.0.0.1:8000 https://*.example.com",
            ("https://example.org", "http://127.0.0.1:8000", "https://*.example.com"),
        ),
        ("geocoder", "Nominatim", "nominatim"),
        ("geocoder", "https://geo.example.org/search", "https://geo.example.org/search"),
    ],
)
def test_a_value_is_read_as_it_is_meant(name, value, meant):
    assert getattr(read_settings({**CONTACT, VARIABLES[name]: value}), name) == meant


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("title", "x" * 81, "80 characters"),
        ("title", "two\nlines", "one line"),
        ("title", "a\x1b[31mred", "control characters"),
        ("title", "no UTF-8 \udcff", "one line"),
        ("contact", "desk@example.org\r\nBcc: x", "one line"),
        ("full_text", "maybe", "true or false"),
        ("basemaps", "on", "true or false"),
        ("uploads", "2", "true or false"),
        ("addresses", "nein", "true or false"),
        ("embed", "example.org", "https://example.org"),
        ("embed", "https://example.org/page", "nothing behind it"),
        ("embed", "https://example.org, https://example.com", "spaces between"),
        ("embed", "any https://example.org", "any, none, or origins"),
        ("embed", "https://example.org;script-src", "any, none, or origins"),
        ("embed", "*", "any, none, or origins"),
        ("geocoder", "google", "nominatim"),
        ("geocoder", "file:///etc/passwd", "https://"),
        ("geocoder", "https://geo.example.org and more", "https://"),
    ],
)
def test_a_wrong_value_is_reported_with_its_variable_and_what_would_do(name, value, mend):
    with pytest.raises(SettingError) as raised:
        read_settings({**CONTACT, VARIABLES[name]: value})
    message = str(raised.value)
    assert (
        VARIABLES[name] in message
        and repr(value) in message
        and mend in message.partition(repr(value))[2]
    )
    assert "\n" not in message


def test_a_geocoder_needs_somebody_to_write_to():
    with pytest.raises(
        SettingError, match=r"CLAIMLINE_GEOCODER is 'nominatim'.*set CLAIMLINE_CONTACT"
    ):
        read_settings({"CLAIMLINE_GEOCODER": "nominatim"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CLAIMLINE_TITEL", "CLAIMLINE_TITLE"),
        ("CLAIMLINE_UPLOAD", "CLAIMLINE_UPLOADS"),
        ("CLAIMLINE_BASE_MAPS", "CLAIMLINE_BASEMAPS"),
        ("claimline_embed", "CLAIMLINE_EMBED"),
    ],
)
def test_a_misspelt_variable_is_reported_with_the_one_that_was_meant(typed, meant):
    with pytest.raises(SettingError, match=rf"{typed} is 'x'.*no such setting.*\b{meant}\b"):
        settings_to_start({typed: "x"})


@pytest.mark.parametrize("kind", ["missing", "a file"])
def test_the_folder_of_articles_must_be_there_at_the_start(tmp_path, kind):
    folder = tmp_path / "articles"
    if kind == "a file":
        folder.write_text("no folder")
    with pytest.raises(SettingError, match=rf"CLAIMLINE_SEEDS is '{folder}'.*folder that exists"):
        settings_to_start({"CLAIMLINE_SEEDS": str(folder)})
    folder.unlink(missing_ok=True)
    folder.mkdir()
    assert settings_to_start({"CLAIMLINE_SEEDS": str(folder)}).seeds == folder


def test_the_readme_states_every_default():
    rows = dict(
        re.findall(
            r"^\| `(CLAIMLINE_\w+)` \|.*\| (.*) \|$",
            (ROOT / "README.md").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    words = {
        True: "`true`",
        False: "`false`",
        "": "none",
        None: "none",
        ("*",): "`any`",
        "Claimline": "`Claimline`",
    }
    words[Settings().seeds] = "`seeds` beside `app.py`"
    assert rows == {
        variable: words[getattr(Settings(), name)] for name, variable in VARIABLES.items()
    }


def start(**environment):
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    flags = ["--server.address", "127.0.0.1", "--server.port", "0"]
    return subprocess.run(
        [*command, *flags],
        cwd=ROOT,
        env=without_settings(**environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_wrong_value_stops_the_start_with_one_line():
    ended = start(CLAIMLINE_FULL_TEXT="perhaps")
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "Claimline does not start: CLAIMLINE_FULL_TEXT is 'perhaps'; set it to true or false"
    ]


def test_settings_among_the_secrets_count_too(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(
        'CLAIMLINE_TITLE = "Ours"\nCLAIMLINE_UPLOAD = false\n'
    )
    ended = start(HOME=str(tmp_path))
    assert ended.returncode == 1
    assert (
        "CLAIMLINE_UPLOAD is 'False'" in ended.stderr
        and "CLAIMLINE_UPLOADS" in ended.stderr
        and "Traceback" not in ended.stderr
    )


# ---- the image: Docker's own steps need Docker; what they do with our files does not


def instruction(name):
    """Return the last instruction of a name in the Dockerfile, with its lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"^{name} +(.*)$", text, re.MULTILINE)[-1]


def copied():
    """Yield what ``COPY . ./`` copies: the files that .dockerignore does not exclude."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    named = [line[1:] for line in lines if line.startswith("!")]
    left_out = [
        line.removeprefix("**/")
        for line in lines
        if (line and line[0] not in "!#*") or line.startswith("**/")
    ]
    for name in named:
        source = ROOT / name
        assert source.exists(), name
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            inside = path.relative_to(ROOT)
            if path.is_file() and not any(
                fnmatch.fnmatch(part, pattern)
                for pattern in left_out
                for part in (*inside.parts, str(inside))
            ):
                yield inside


def written(folder):
    """Return the files in a folder, and when each was written.

    Cached readings are left out: the tests may run as root, who can write them, unlike the app.
    """
    found = (path for path in Path(folder).rglob("*") if not path.name.startswith("articles-"))
    return {(str(path), 0 if path.is_dir() else path.lstat().st_mtime_ns) for path in found}


def test_what_the_dockerfile_copies_is_there_and_no_more_than_the_app_needs():
    sources = [
        words.split()[0]
        for words in re.findall(
            r"^COPY (.*)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert sources == ["requirements.txt", "geodata", "."]
    files = [str(path) for path in copied()]
    assert {
        "app.py",
        "requirements.txt",
        ".streamlit/config.toml",
        "geodata/world_areas.csv",
    } <= set(files)
    assert not [
        file
        for file in files
        if file.split("/")[0] in {"tests", "benchmarks", ".git", ".venv"}
        or "secrets" in file
        or ".pyc" in file
    ]


def test_the_image_serves_the_map_where_nothing_may_be_written(tmp_path, visit):
    """It runs as with ``docker run --read-only --tmpfs /tmp``.

    The image's files, environment, command and health check are used as they are.
    """
    image, cache, scratch = tmp_path / "image", tmp_path / "cache", tmp_path / "tmp"
    for path in copied():
        (image / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, image / path)
    world.load().close()
    (cache / "claimline").mkdir(parents=True)
    (cache / "claimline" / world.file().name).symlink_to(world.file())
    scratch.mkdir()
    # root may write whatever the modes say: what is there is compared, too
    for path in (cache, image, *cache.rglob("*"), *image.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o555 if path.is_dir() else 0o444)
    before = written(image) | written(cache)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    stated = {
        name: value.replace("/tmp", str(scratch))  # noqa: S108  (what the Dockerfile says)
        for name, value in environment_stated().items()
    }
    here = {
        "XDG_CACHE_HOME": str(cache),
        "TMPDIR": str(scratch),
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": port,
    }
    command = json.loads(instruction("CMD"))
    assert command[0] == "python"
    with subprocess.Popen(
        [sys.executable, "-B", *command[1:]],
        cwd=image,
        env=without_settings(**{**stated, **here}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert healthy(port)
            # where the app is served under a path, that is where the check asks
            assert not healthy(port, tries=1, STREAMLIT_SERVER_BASE_URL_PATH="elsewhere")
            seen = visit(f"http://127.0.0.1:{port}/")
            assert {"goris", "sev_lake"} <= set(seen.marks())
            # its towns come from the list of the world
            assert seen.page.get_by_text("list of the world’s towns").count() == 0
        finally:
            process.terminate()
            complaints = process.communicate()[1]
    assert "Traceback" not in complaints
    assert written(image) | written(cache) == before


def test_the_page_says_how_far_the_list_of_towns_is(tmp_path, small, browser):  # noqa: F811
    """A first start with an empty cache: the words stand on the page, then the map does."""
    cache = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(small), "PACE": "0.5"}
    with serve(**cache) as address, closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_text(
            re.compile(r"Building the list of the world’s towns, once: \d+% …")
        ).wait_for()
        page.wait_for_selector("iframe", state="attached", timeout=30_000)
        assert page.get_by_text("Building the list").count() == 0


def environment_stated():
    return dict(word.split("=", 1) for word in instruction("ENV").split())


def healthy(port, *, tries=100, **environment):
    """Whether the image's own health check passes, within some seconds."""
    check = (
        instruction("HEALTHCHECK")
        .partition("CMD ")[2]
        .replace("python", shlex.quote(sys.executable), 1)
        .replace("8501", port)
    )
    for _ in range(tries):
        if (
            subprocess.run(
                ["sh", "-c", check],
                env=without_settings(**environment),
                capture_output=True,
                check=False,
            ).returncode
            == 0
        ):
            return True
        time.sleep(0.1)
    return False
