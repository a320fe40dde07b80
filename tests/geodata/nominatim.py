"""A server on this machine that speaks Nominatim's search, well and badly."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.conftest import ROOT

AGENT = "Claimline (https://example.org/contact)"
ASK = """
import sys
from pathlib import Path
from geodata.online.geocoder import OnlineGeocoder
address, folder, pause, *names = sys.argv[1:]
agent = "Claimline (mail@example.org)"
geocoder = OnlineGeocoder(address, agent, Path(folder), seconds_between=float(pause))
for name in names:
    answer = geocoder.find(name)
    print(len(answer.places), answer.cached, answer.notice, sep="|")
"""
GORIS = {
    "place_id": 1,
    "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
    "osm_type": "node",
    "osm_id": 123,
    "lat": "39.5111",
    "lon": "46.3389",
    "class": "place",
    "type": "town",
    "place_rank": 18,
    "importance": 0.45,
    "addresstype": "town",
    "name": "Goris",
    "display_name": "Goris, Syunik Province, 3201, Armenia",
    "address": {
        "town": "Goris",
        "state": "Syunik Province",
        "country": "Armenia",
        "country_code": "am",
    },
    "boundingbox": ["39.5000", "39.5200", "46.3200", "46.3400"],
}


class Service:
    """A Nominatim server on this machine.

    ``says`` is its next answer: a status, headers and a body. The status ``stall`` gives none.
    """

    def __init__(self):
        self.says = self.places(GORIS)
        self.requests = []
        self.released = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                query = {
                    key: values[0]
                    for key, values in parse_qs(parts.query, keep_blank_values=True).items()
                }
                service.requests.append(
                    (time.monotonic(), parts.path, query, self.headers["User-Agent"])
                )
                status, headers, body = service.says
                if status == "stall":
                    service.released.wait(20)
                    return
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_CONNECT(self):
                service.requests.append(
                    (time.monotonic(), self.path, {}, self.headers["User-Agent"])
                )
                self.send_error(502)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False  # closing waits for every answer
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self.thread.start()
        self.host = f"http://127.0.0.1:{self.server.server_port}"
        # a path of its own: what one test's service refused is no other test's, even on a port used
        # again
        self.address = f"{self.host}/{uuid.uuid4().hex}"

    @staticmethod
    def places(*records):
        return 200, {"Content-Type": "application/json"}, json.dumps(records).encode()

    @property
    def asked(self):
        return [query["q"] for _, _, query, _ in self.requests]

    @property
    def pauses(self):
        return [later[0] - earlier[0] for earlier, later in itertools.pairwise(self.requests)]

    def close(self):
        self.released.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def start(service, folder, pause, *names):
    command = [sys.executable, "-c", ASK, service.address, str(folder), str(pause), *names]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def answers_of(process):
    out, problems = process.communicate(timeout=60)
    assert process.returncode == 0, problems
    return [line.split("|") for line in out.splitlines()]
