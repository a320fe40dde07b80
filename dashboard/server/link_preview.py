"""The head of the page as it is sent: a title and a description for whoever only reads the head.

Services that show a preview of a shared link run no script, and Streamlit 1.67.0 sends every page
as “Streamlit”. The title of a view is known only once its script has run, so every address has the
same one. Imports no Streamlit.
"""

from __future__ import annotations

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.html.templates import render
from dashboard.view.settings import Settings


class PageHead:
    """ASGI middleware that writes the page's title and description into its head.

    Parameters
    ----------
    app
        The application that answers.
    settings
        The settings of the app.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        # what is replaced; where a later Streamlit sends another head, nothing is changed
        self._title = render("page_title.html", title="Streamlit").strip().encode()
        self._head = render("page_head.html", title=settings.title).strip().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the head of a page written anew."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_written(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                held.append(message)
            elif held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    for written in self._written(held):
                        await send(written)
                    held.clear()
            else:
                await send(message)

        await self._app(scope, receive, send_written)

    def _written(self, held: list[Message]) -> list[Message]:
        """Return an answer with the head written, as it came where it is not the page's."""
        start, body = held[0], b"".join(message.get("body", b"") for message in held[1:])
        packed = Headers(scope=start).get("content-encoding") == "gzip"
        plain = gzip.decompress(body) if packed else body
        if self._title not in plain:
            return held
        plain = plain.replace(self._title, self._head, 1)
        body = gzip.compress(plain, mtime=0) if packed else plain
        headers = MutableHeaders(scope=start)
        if "content-length" in headers:
            headers["content-length"] = str(len(body))
        return [start, {"type": "http.response.body", "body": body}]


def _is_page(start: Message) -> bool:
    headers = Headers(scope=start)
    return (
        start["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and headers.get("content-encoding", "gzip") == "gzip"
    )
