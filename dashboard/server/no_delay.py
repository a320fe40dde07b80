"""Send small answers at once: switch off Nagle's algorithm on every connection.

asyncio does so on a socket that it binds itself, but Streamlit 1.67.0 binds its own and hands it to
uvicorn. Imports no Streamlit.
"""

from __future__ import annotations

import socket

from starlette.types import ASGIApp, Receive, Scope, Send

_TCP = frozenset({socket.AF_INET, socket.AF_INET6})


class NoDelay:
    """ASGI middleware that sets ``TCP_NODELAY`` on the connection of each request.

    Without it the kernel holds the end of an answer back until the browser acknowledges its
    beginning, some 40 ms later: for each of the page's sixty files, and within each run
    (https://github.com/Kludex/uvicorn/issues/3149). Under a server that keeps its connection
    elsewhere than uvicorn does, nothing changes.

    Parameters
    ----------
    app
        The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, at once."""
        # ASGI does not give the connection; uvicorn's ``receive`` is a method of the object that
        # holds it
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        line = transport.get_extra_info("socket") if transport is not None else None
        if line is not None and line.family in _TCP:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self._app(scope, receive, send)
