"""The files the map's frame loads, and what serves them.

From memory, below any path, kept by the browser for good. Knows no Streamlit.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xstatic.pkg import leaflet

from dashboard.html.map_bundle import map_script, map_styles
from geodata.shipped import STATIC

_LEAFLET, _STATIC = Path(leaflet.BASE_DIR), STATIC
_FILES: dict[str, tuple[Path | Callable[[], str], str]] = {
    "leaflet.js": (_LEAFLET, "text/javascript"),
    "claimline-map.js": (map_script, "text/javascript"),
    "leaflet.css": (_LEAFLET, "text/css"),
    "claimline-map.css": (map_styles, "text/css"),
    "borders.geojson": (_STATIC, "application/geo+json"),
    "base.geojson": (_STATIC, "application/geo+json"),
}
"""In the order in which the frame asks for them: the folder each lies in, or what puts it together,
and its media type."""
_FOLDER = "map-files"
_NO_PAGES = frozenset({"component", "static"})
"""What lies below these is HTML too, but no page: from there the files' addresses would lead
elsewhere."""


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
    return f"{_FOLDER}/{name}?{hashlib.sha256(_body(name)).hexdigest()[:10]}"


class MapFiles:
    """ASGI middleware that serves the map's files, and announces them.

    The browser fetches them while it still fetches the page's own scripts.

    Parameters
    ----------
    app
        What answers everything else.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._announced = ", ".join(f"<{map_file(name)}>; rel=prefetch" for name in _FILES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file of the map, or as the app does."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        folder, name = scope["path"].split("/")[-2:] if scope["path"].count("/") > 1 else ("", "")
        if folder == _FOLDER and name in _FILES:
            await _answer(name, Headers(scope=scope))(scope, receive, send)
            return

        async def send_announcing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html") and not _NO_PAGES & set(
                    scope["path"].split("/")
                ):
                    headers["Link"] = self._announced
            await send(message)

        await self._app(scope, receive, send_announcing)


def _answer(name: str, asked: Headers) -> Response:
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in asked.get("accept-encoding", ""):
        return Response(
            _packed(name),
            media_type=_FILES[name][1],
            headers={**headers, "Content-Encoding": "gzip"},
        )
    return Response(_body(name), media_type=_FILES[name][1], headers=headers)
