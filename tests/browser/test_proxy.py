"""The app behind nginx, under a path, by the very words of the guide in docs/hosting.md."""

from __future__ import annotations

import re
import socket
import subprocess
import time
import tomllib
import urllib.error
import urllib.request

import pytest

from tests.browser.conftest import Visit
from tests.browser.pieces import tab
from tests.conftest import ROOT
from tests.nginx import get_nginx
from tests.server import first_line, serve

AROUND = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {guide}
}}
"""
"""What a Debian's nginx.conf is to the guide: one process of whoever runs the tests, which writes
to their folder."""


def guide():
    return re.search(
        r"^```nginx\n(.*?)^```",
        (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )[1]


def replaced(text, old, new):
    assert text.count(old) == 1, old
    return text.replace(old, new)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory):
    """The address of the app through nginx."""
    nginx = get_nginx()
    if nginx is None:
        pytest.skip("nginx is not installed, and could not be: it takes Debian, root and network")
    assert "--server.baseUrlPath claimline" in (ROOT / "docs" / "hosting.md").read_text(
        encoding="utf-8"
    )
    folder = tmp_path_factory.mktemp("nginx")
    with serve(path="claimline/") as address, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        there = replaced(guide(), "listen 80;", f"listen 127.0.0.1:{port};")
        there = replaced(there, "http://127.0.0.1:8501;", f"{address.removesuffix('/claimline/')};")
        (folder / "nginx.conf").write_text(
            AROUND.format(folder=folder, guide=there), encoding="utf-8"
        )
        with subprocess.Popen(
            [nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        ) as process:
            try:
                wait_for(port)
                yield f"http://127.0.0.1:{port}/claimline"
            finally:
                process.terminate()
        assert not re.findall(
            r"\[(?:error|crit|alert|emerg)\](?!.*too large body)",
            (folder / "error.log").read_text(),
        )


def wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx did not start")


def ask(address, **request):
    try:
        answer = urllib.request.urlopen(urllib.request.Request(address, **request), timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.url, answer.headers, answer.read()


def test_a_shared_link_opens_the_map_through_the_proxy(proxy, browser):
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    seen = Visit(context.new_page())
    sockets, received, failed = [], [], []

    def opened(line):
        sockets.append(line)
        line.on("framereceived", lambda words: received.append(len(words)))

    seen.page.on("websocket", opened)
    seen.page.on(
        "response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None
    )
    # without the slash, as people type it
    seen.open(f"{proxy}?place=sev_lake&clock=statement")
    assert {"goris", "sev_lake"} <= set(seen.marks())
    assert seen.map.evaluate("() => claimline.state.payload.selected.place") == "sev_lake"
    assert seen.map.url.startswith(f"{proxy}/component/streamlit_folium.st_folium/")
    assert [line.url for line in sockets if not line.is_closed()] == [
        f"{proxy.replace('http', 'ws')}/_stcore/stream"
    ] and received
    # the base layer, the border lines and the clickable pieces come from below the path, too
    seen.until("() => claimline.state.base && claimline.state.borders.length")
    tab(seen, "Read")
    seen.page.locator(".frame").first.wait_for()
    seen.map.get_by_role("button", name="Copy link").click()
    link = seen.map.evaluate("() => document.documentElement.getAttribute('data-link')")
    assert link.startswith(f"{proxy}/?") and "place=sev_lake" in link and "clock=statement" in link
    assert failed == [] and seen.errors == [] and seen.outside == []
    context.close()


def test_the_method_page_has_an_address_under_the_path(proxy, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{proxy}/method")
    page.get_by_role("heading", name="Method", exact=True).wait_for()
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_selector("iframe", state="attached")
    context.close()


def test_what_is_large_comes_compressed(proxy):
    page = ask(f"{proxy}/")[3].decode()
    names = re.findall(r'(?:src|href)="\./(static/(?:js|css)/[^"]+)"', page)
    assert {name.rpartition(".")[2] for name in names} == {"js", "css"}
    for name in (*names, "app/static/base.geojson", "map-files/claimline-map.js"):
        status, _, headers, _ = ask(f"{proxy}/{name}", headers={"Accept-Encoding": "gzip"})
        assert (status, headers["Content-Encoding"]) == (200, "gzip"), name
        assert headers["Content-Security-Policy"], name


def test_an_upload_above_the_limit_is_refused_by_the_proxy(proxy):
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    limit = int(re.search(r"client_max_body_size (\d+)m;", guide())[1]) * 1024**2
    assert limit > settings["server"]["maxUploadSize"] * 1024**2
    path = "/claimline/_stcore/upload_file/session/file"
    assert first_line(proxy, "PUT", path, f"Content-Length: {limit + 1}").startswith("HTTP/1.1 413")
    # below it the app decides: it knows no such session
    assert ask(proxy.replace("/claimline", path), method="PUT", data=b"x")[0] in {400, 403}


def test_the_websocket_opens_under_the_names_of_the_site(proxy):
    for name in ("maps.example.org", "maps.example.org:8080"):
        asked = (
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        )
        answer = first_line(
            proxy, "GET", "/claimline/_stcore/stream", f"Origin: https://{name}", *asked, host=name
        )
        assert answer == "HTTP/1.1 101 Switching Protocols"
