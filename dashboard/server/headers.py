"""What every answer tells the browser.

Which hosts the page may reach, and whose pages may show it in theirs.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.view.base_maps import BASEMAPS
from dashboard.view.settings import Settings

_ANY_LABEL = re.compile(r"^.*\{[^}]*\}[^.]*")


def tile_source(url: str) -> str:
    """Return where the pictures of a tile service come from, as a policy writes it.

    ``{s}`` stands for any subdomain.
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{_ANY_LABEL.sub('*', parts.netloc)}"


def security_headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer, under the settings."""
    tiles = (
        sorted({tile_source(basemap.url) for basemap in BASEMAPS.values()})
        if settings.basemaps
        else []
    )
    policy = {
        "default-src": ["'self'"],
        # streamlit-folium evaluates what it is sent; Streamlit's components are modules with an
        # address of blob:
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *tiles],
        "font-src": ["'self'", "data:"],
        # takes in the websocket of the same host
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    # where anybody may, nothing is said: even * would shut out a page that is opened from a disk
    if "*" not in settings.embed:
        # the map is a frame of our own page: 'none', or X-Frame-Options, would shut it out of that
        # too
        policy["frame-ancestors"] = ["'self'", *settings.embed]
    return {
        "Content-Security-Policy": "; ".join(
            " ".join((name, *sources)) for name, sources in policy.items()
        ),
        "X-Content-Type-Options": "nosniff",
        # OpenStreetMap's tiles are given only to who says where they come from
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }


class SecurityHeaders:
    """ASGI middleware that sets the security headers of every answer.

    Parameters
    ----------
    app
        What answers.
    settings
        The settings in force.
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
