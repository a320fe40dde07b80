"""The files the map's frame loads, and what serves them.

From memory, below any path, kept by the browser for good. Knows no Streamlit.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xstatic.pkg import leaflet

from dashboard.html.map_bundle import map_script, map_styles
from dashboard.view.settings import Settings
from geodata import world
from geodata.ground.drawn_lines import Middle, drawn_lines, is_long
from geodata.ground.neighbours import known_pair
from geodata.lines import store
from geodata.shipped import STATIC
from loaders.story import read_story

_LEAFLET, _STATIC = Path(leaflet.BASE_DIR), STATIC
_GEOJSON = "application/geo+json"
_FILES: dict[str, tuple[Path | Callable[[], str], str]] = {
    "leaflet.js": (_LEAFLET, "text/javascript"),
    "claimline-map.js": (map_script, "text/javascript"),
    "leaflet.css": (_LEAFLET, "text/css"),
    "claimline-map.css": (map_styles, "text/css"),
    "base.geojson": (_STATIC, _GEOJSON),
}
"""In the order in which the frame asks for them: the folder each lies in, or what puts it together,
and its media type."""
_FOLDER = "map-files"
_NO_PAGES = frozenset({"component", "static"})
"""What lies below these is HTML too, but no page: from there the files' addresses would lead
elsewhere."""


_LINES = re.compile(r"lines-([A-Z]{2}-[A-Z]{2})(?:_(-?\d{1,3})_(-?\d{1,2}))?\.geojson")
"""The name of a file of border lines: the pair, and of a long border where it is drawn finely."""


@cache
def _body(name: str) -> bytes:
    source = _FILES[name][0]
    return (source / name).read_bytes() if isinstance(source, Path) else source().encode()


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_body(name), mtime=0)


@cache
def map_file(name: str) -> str:
    """Return a file's address below the page's, with its version.

    Another content has another address, so that one may be kept for good.

    Raises
    ------
    KeyError
        The map has no such file.
    """
    return _address(name, _body(name))


def _address(name: str, body: bytes) -> str:
    return f"{_FOLDER}/{name}?{hashlib.sha256(body).hexdigest()[:10]}"


def lines_file(pair: str, lon: float, lat: float) -> str:
    """Return the address of a pair's lines, made for a story round a point in degrees.

    The first pair that a page asks for is announced from then on, if none is yet: it is that of the
    articles served.
    """
    middle = (round(lon), round(lat)) if is_long(pair) else None
    name = f"lines-{pair}{'_{}_{}'.format(*middle) if middle else ''}.geojson"
    address = _address(name, _lines_body(pair, middle))
    MapFiles.lines = MapFiles.lines or address
    return address


@lru_cache(maxsize=store.KEPT_PAIRS)
def _lines_body(pair: str, middle: Middle | None) -> bytes:
    return drawn_lines(pair, middle).encode()


@lru_cache(maxsize=store.KEPT_PAIRS)
def _lines_packed(pair: str, middle: Middle | None) -> bytes:
    return gzip.compress(_lines_body(pair, middle), mtime=0)


def _lines_named(name: str) -> tuple[str, Middle | None] | None:
    """Return the pair, and the middle, of a file's name; None where there is no such file."""
    found = _LINES.fullmatch(name)
    if found is None or found[1] not in store.pairs():
        return None
    middle = (int(found[2]), int(found[3])) if found[2] else None
    on_globe = middle is None or (abs(middle[0]) <= 180 and abs(middle[1]) <= 90)
    return (found[1], middle) if on_globe and is_long(found[1]) == bool(middle) else None


class MapFiles:
    """ASGI middleware that serves the map's files, and announces them.

    The browser fetches them while it still fetches the page's own scripts.

    Parameters
    ----------
    app
        What answers everything else.
    settings
        Which articles are served, and about which border, where that is stated.

    Attributes
    ----------
    lines
        The address of the border lines that are announced; "" as long as no page needed any.
    """

    lines = ""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._files = [map_file(name) for name in _FILES]
        # of a dataset no story is served: the overview draws no line, and they take 30 MB
        if settings.dataset_shown is not None or not world.built():
            return  # a story's places need the list of towns: the first page says how far it is
        story, _ = read_story(settings.seeds)
        pair = known_pair(settings.pair or "-".join(story.pair))
        if pair in store.pairs() and (story.home or not is_long(pair)):
            lat, lon, _ = story.home or (0.0, 0.0, 0.0)
            lines_file(pair, lon, lat)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file of the map, or as the app does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        folder, name = scope["path"].split("/")[-2:] if scope["path"].count("/") > 1 else ("", "")
        found = _found(name) if folder == _FOLDER else None
        if found is not None:
            await _answer(*found, Headers(scope=scope))(scope, receive, send)
            return

        async def send_announcing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html") and not _NO_PAGES & set(
                    scope["path"].split("/")
                ):
                    files = filter(None, (*self._files, MapFiles.lines))
                    headers["Link"] = ", ".join(f"<{file}>; rel=prefetch" for file in files)
            await send(message)

        await self._app(scope, receive, send_announcing)


def _found(name: str) -> tuple[bytes, bytes, str] | None:
    """Return a file as it is and packed, and its media type; None where there is none."""
    if name in _FILES:
        return _body(name), _packed(name), _FILES[name][1]
    lines = _lines_named(name)
    return (_lines_body(*lines), _lines_packed(*lines), _GEOJSON) if lines else None


def _answer(body: bytes, packed: bytes, media_type: str, asked: Headers) -> Response:
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in asked.get("accept-encoding", ""):
        return Response(
            packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(body, media_type=media_type, headers=headers)
