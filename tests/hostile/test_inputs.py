"""Whatever a visitor uploads, nothing in it is run and nothing outside it is read.

It is answered soon, with an article or a clear message.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard.exports.downloads import Files
from dashboard.session import shown_border
from dashboard.session.user_articles import UserArticles, safe_name
from dashboard.view.view import View, parse
from geodata import gazetteer
from loaders import Article, Corpus, Problem, read_article
from loaders.compare.relations import find_relations
from loaders.documents.sidecar import Sidecar, parse_sidecar
from loaders.model.as_json import article_json
from loaders.model.errors import ArticleError
from tests.conftest import ROOT, showing
from tests.dashboard.view.test_view import CHOICES
from tests.hostile.addresses import ADDRESSES, NAMES
from tests.hostile.fields import FIELD_INPUTS
from tests.hostile.input import CANARY, FILE, OWNED, STORY, WEB, Input
from tests.hostile.inputs import INPUTS
from tests.hostile.pdfs import pdf
from tests.hostile.web_pages import PAGES

SECONDS = 2.0
MEMORY = 2 << 30
TRIES = 3
"""An input that took too long is read again: on a busy machine any work may."""
ACTS = frozenset(
    [
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.fork",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
    ]
)
CHANGES = frozenset(
    [
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.symlink",
        "os.link",
        "os.chmod",
        "shutil.rmtree",
    ]
)
PDF_READER = [sys.executable, "-P", str(ROOT / "loaders/documents/formats/pdf_worker.py")]
OURS = tuple(
    str(Path(folder).resolve())
    for folder in (ROOT, sys.prefix, sys.base_prefix, *sys.path[1:])
    if folder
)


# ---- the worker: a process of its own, with a hard limit


def read(item: Input, data: bytes, toml: str) -> tuple[Article | None, list[Problem]]:
    """Read an input as the app does: with its sidecar, or with a word on why not."""
    problems: list[Problem] = []
    sidecar = Sidecar()
    try:
        sidecar = parse_sidecar("x.toml", toml)
    except ArticleError as error:
        problems.append(Problem("x.toml", error.problem, error.fix, skipped=False))
    try:
        article, notices = read_article(item.file, data, sidecar)
    except ArticleError as error:
        return None, [*problems, Problem(item.file, error.problem, error.fix, skipped=True)]
    return article, [*problems, *notices]


def load_everything() -> None:
    """Read one article of each form: what is loaded when first needed is no act of an input."""
    read_article("x.txt", STORY.encode())
    read_article("x.html", next(iter(PAGES.values())).encode())
    read_article("x.pdf", pdf())
    read_article(
        "x.txt", ("Die Soldaten gingen über die Grenze, sagte der Sprecher. " * 3).encode()
    )


def reads_pdfs(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether an act starts the process that reads PDFs again, after a file that broke it."""
    return event == "subprocess.Popen" and arguments[1] == PDF_READER


def work(groups: str, file: str, web: str) -> None:
    """Read the inputs of some groups, one after another; print each result as a line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    acts: list[str] = []
    watching = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not watching:
            return
        if event == "open" and isinstance(arguments[0], str | bytes):
            path, flags = arguments[0], arguments[2]
            path = path.decode() if isinstance(path, bytes) else path
            if flags & 3 or not str(Path(path).absolute()).startswith(OURS):
                acts.append(f"{event} {path}")
        elif event in ACTS | CHANGES and not reads_pdfs(event, arguments):
            acts.append(f"{event} {arguments!r}")

    sys.addaudithook(watch)
    load_everything()
    for item in INPUTS:
        if item.group not in groups.split(","):
            continue
        print(json.dumps({"begun": item.id}), flush=True)
        data = item.make().replace(FILE.encode(), file.encode()).replace(WEB.encode(), web.encode())
        toml = item.sidecar.replace(FILE, file).replace(WEB, web)
        taken = SECONDS + 1
        for _ in range(TRIES):
            signal.alarm(30)
            watching = True
            start = time.process_time()
            article, problems = read(item, data, toml)
            taken = min(taken, time.process_time() - start)
            watching = False
            signal.alarm(0)
            if taken < SECONDS:
                break
        print(
            json.dumps(
                {
                    "id": item.id,
                    "seconds": taken,
                    "acts": acts,
                    "article": json.dumps(article_json(article)) if article else "",
                    "problems": [[p.problem, p.fix, p.skipped] for p in problems],
                }
            ),
            flush=True,
        )
        acts.clear()


# ---- every file


class Asked(BaseHTTPRequestHandler):
    """Answers with words that must turn up nowhere, and remembers that it was asked."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CANARY.encode())

    do_HEAD = do_POST = do_GET  # noqa: N815  (the library's names)

    def log_message(self, *arguments: object) -> None:
        """Stay silent."""


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """Serve the canary on loopback; give its address and what it was asked for."""
    handler = type("Handler", (Asked,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/canary", handler.asked
        server.shutdown()
        thread.join()


PARTS = ("size", "PDF", "deep page,page", "another format,Markdown,letters,sidecar,script")


def test_there_are_many_inputs_and_each_has_a_name_and_a_turn():
    assert len({item.id for item in INPUTS}) == len(INPUTS) > 200
    assert {item.group for item in INPUTS} == set(",".join(PARTS).split(","))


@pytest.mark.long
@pytest.mark.parametrize("groups", PARTS)
def test_an_input_runs_nothing_reads_nothing_else_and_is_answered_soon(groups, canary, tmp_path):
    web, asked = canary
    secret = tmp_path / "canary.txt"
    secret.write_text(CANARY, encoding="utf-8")
    program = "import sys; from tests.hostile.test_inputs import work; work(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, groups, str(secret), web],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (
        f"{lines[-1] if lines else 'nothing was read'}\n{done.stderr[-2000:]}"
    )
    results = [line for line in lines if "id" in line]
    assert [r["id"] for r in results] == [
        item.id for item in INPUTS if item.group in groups.split(",")
    ]
    assert [(r["id"], r["seconds"]) for r in results if r["seconds"] > SECONDS] == []
    assert [(r["id"], r["acts"]) for r in results if r["acts"]] == []
    assert asked == []
    for result in results:
        assert CANARY not in str(result), result["id"]
        assert bool(result["article"]) is not any(
            skipped for _, _, skipped in result["problems"]
        ), result["id"]
        for problem, fix, _ in result["problems"]:
            assert problem.strip() and fix.strip(), result["id"]
            message = problem + fix
            assert (
                len(message) < 1000
                and "Traceback" not in message
                and 'File "' not in message
                and "\n" not in message
            ), (result["id"], message[:500])


# ---- what is written of them


class Elements(HTMLParser):
    """Collects what elements a page has, and the words of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.ids.append(held.get("id") or "")
        self.acts += [f"{tag} {name}" for name in held if name.startswith("on") or "owned" in name]
        self.acts += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name in {"href", "src"} and (value or "").startswith("javascript:")
        ]


@pytest.fixture(scope="module")
def files() -> Files:
    """What a view of articles with an attack in every field is written from."""
    read_ = (read(item, item.make(), item.sidecar)[0] for item in FIELD_INPUTS)
    articles = {article.sha256[:12] + article.title: article for article in read_ if article}
    # stated attacks lie on one text: each is an article of its own here
    corpus = Corpus(
        tuple(replace(a, sha256=f"{n:06x}{a.sha256[6:]}") for n, a in enumerate(articles.values())),
        (),
    )
    places = gazetteer.load()
    shown = showing(corpus, View())
    return Files(
        shown,
        shown_border.drawn(shown),
        find_relations(corpus, places),
        "http://localhost/?q=x",
        "Title",
    )


def test_no_cell_of_a_table_is_a_formula(files):
    rows = list(
        csv.reader(
            io.StringIO(files.make("claims.csv").decode("utf-8-sig"), newline=""), strict=True
        )
    )
    assert len(rows) > 50
    assert [
        cell
        for row in rows[1:]
        for cell in row
        if cell.lstrip().startswith(("=", "@", "+")) or cell[:1] in {"\t", "\r", "\n"}
    ] == []


@pytest.mark.parametrize("name", ["claims.kml", "map-incident.svg"])
def test_hostile_words_are_words_in_xml(files, name):
    root = ET.fromstring(files.make(name))  # noqa: S314  (our own file)
    tags = {element.tag.rpartition("}")[2].lower() for element in root.iter()}
    assert not tags & {"script", "img", "iframe", "foreignobject"}
    assert not [
        e
        for e in root.iter()
        if e.get("id") == OWNED or any(name.lower().startswith("on") for name in e.attrib)
    ]
    assert name != "claims.kml" or "owned" in "".join(root.itertext())


def test_hostile_words_are_words_in_a_page(files):
    page = Elements()
    page.feed(files.make("page.html").decode())
    page.close()
    assert OWNED not in page.ids and page.acts == [] and len(page.ids) > 50


def test_hostile_words_are_values_in_geojson(files):
    document = json.loads(files.make("claims.geojson"), parse_constant=pytest.fail)
    assert any(OWNED in str(feature["properties"]) for feature in document["features"])
    assert all(
        isinstance(value, str | int | float | None)
        for f in document["features"]
        for value in f["properties"].values()
    )


# ---- names and addresses


def test_a_file_s_name_is_only_ever_words(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    user_articles = UserArticles()
    for number, (what, name) in enumerate(NAMES.items()):
        for shown in (
            safe_name(name),
            user_articles.staged[
                user_articles.stage(name, f"{STORY} {number}".encode(), Corpus((), ()))
            ].file,
        ):
            assert (
                shown and shown.isprintable() and len(shown) <= 120 and not {"/", "\\"} & set(shown)
            ), what
    assert list(tmp_path.iterdir()) == []


FREE = {"q", "from", "to", "known", "lat", "lon", "zoom"}
"""Parameters whose values are no words of ours."""


def test_there_are_many_addresses():
    assert len(ADDRESSES) > 500


@pytest.mark.parametrize(
    "parameter", sorted({next(iter(address)) for address in ADDRESSES.values()} - {"x0"})
)
def test_a_value_in_the_address_means_something_or_is_dropped_with_a_notice(parameter):
    for name, address in ADDRESSES.items():
        if parameter not in address:
            continue
        start = time.process_time()
        view, notices = parse(address, CHOICES)
        assert time.process_time() - start < SECONDS, name
        if parameter not in FREE:
            assert view == View() and notices, name
        # a search of nothing that can be shown is none
        assert (
            view != View()
            or notices
            or not any(value.isprintable() for value in address[parameter])
        ), name
        assert len(view.q) <= 200 and view.q.isprintable(), name
        assert all(
            day is None or "1900" <= day <= "2100-12-31"
            for day in (view.date_from, view.date_to, view.known)
        ), name
        assert all(notice.isprintable() and len(notice) < 300 for notice in notices), name
