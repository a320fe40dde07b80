"""The security headers of every answer: which hosts the page may reach, and who may embed it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.view.base_maps import BASEMAPS
from dashboard.view.settings import Settings

_ANY_LABEL = re.compile(r"^.*\{[^}]*\}[^.]*")
"""The first part of a host name where it holds a placeholder such as ``{s}``."""


def tile_source(url: str) -> str:
    """Return the origin of a tile service as a content security policy writes it.

    A placeholder such as ``{s}`` stands for any subdomain.
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{_ANY_LABEL.sub('*', parts.netloc)}"


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer, under the settings."""
    offered = BASEMAPS.values() if settings.basemaps else ()
    tiles = sorted({tile_source(basemap.url) for basemap in offered})
    policy = {
        "default-src": ["'self'"],
        # streamlit-folium 0.27.4 runs the scripts it is sent with eval(); Streamlit 1.67.0 loads
        # its components (v2) as modules with a blob: address
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *tiles],
        "font-src": ["'self'", "data:"],
        # 'self' includes the websocket of the same host
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    # where anybody may embed the page, the directive is left out: * would still shut out a page
    # that is opened from a disk (file:)
    if "*" not in settings.embed:
        # the map is a frame within our own page (streamlit-folium 0.27.4): 'none', or
        # X-Frame-Options: DENY, would block the map too
        policy["frame-ancestors"] = ["'self'", *settings.embed]
    return {
        "Content-Security-Policy": "; ".join(
            " ".join((name, *sources)) for name, sources in policy.items()
        ),
        "X-Content-Type-Options": "nosniff",
        # OpenStreetMap blocks requests for tiles that have no referrer
        # (https://github.com/python-visualization/folium/issues/2215)
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


class SecurityHeaders:
    """ASGI middleware that sets the security headers of every answer.

    Parameters
    ----------
    app
        The application that answers.
    settings
        The settings of the app.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers set."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
