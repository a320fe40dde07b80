"""The claims that fit what is asked of a dataset, as a CSV file that is sent while it is made.

Knows no Streamlit. Nothing of it is loaded for a folder of articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from dashboard.dataset.archive import Archive
    from dashboard.dataset.asked import Asked

ADDRESS = "claims.csv"
MOST_IN_FILE = 50_000
"""Claims of a file at most, the newest first: some 20 MB, which any spreadsheet opens."""
_PART = 2_000
"""Claims that are asked for at a time; between two parts other visitors are answered."""
_LONGEST_QUERY = 8_000
_COLUMNS = (
    *("claim", "quote", "speaker", "speaker_sure", "party", "topic", "stance", "status"),
    *("event_date", "published", "outlet", "title", "url", "article"),
)


class ClaimsFile:
    """ASGI middleware that serves the file of a dataset.

    Parameters
    ----------
    app
        What answers everything else.
    dataset
        The dataset that is shown, or None.
    """

    def __init__(self, app: ASGIApp, dataset: Path | None) -> None:
        self._app, self._dataset = app, dataset
        if dataset is not None:
            # the app is made before anybody visits: nobody waits for the first answers
            from dashboard.dataset.open_dataset import open_ahead

            open_ahead(dataset)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file, or as the app does."""
        wanted = scope["type"] == "http" and scope["path"].rpartition("/")[2] == ADDRESS
        if not wanted or self._dataset is None or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")[:_LONGEST_QUERY]
        # a plain function: Starlette runs it, and each part of the file, in a thread of its own
        from starlette.concurrency import run_in_threadpool

        answer = await run_in_threadpool(_answer, self._dataset, query)
        await answer(scope, receive, send)


def _answer(dataset: Path, query: str) -> Response:
    from dashboard.dataset.asked import parse_asked
    from dashboard.dataset.fault import DatasetError
    from dashboard.dataset.open_dataset import archive_of

    try:
        archive = archive_of(dataset)
        asked, _ = parse_asked(parse_qs(query, max_num_fields=200), archive.known)
        parts = _parts(archive, asked)
        first = next(parts)
    except (DatasetError, ValueError) as error:
        return PlainTextResponse(str(error), status_code=503)

    def body() -> Iterator[bytes]:
        yield first
        yield from parts

    headers = {"Content-Disposition": 'attachment; filename="claims.csv"'}
    return StreamingResponse(body(), media_type="text/csv; charset=utf-8", headers=headers)


def _parts(archive: Archive, asked: Asked) -> Iterator[bytes]:
    """Yield the file: its heading with the first claims, so that an error comes before anything."""
    from dashboard.dataset.questions import iso, stream_claims
    from loaders.export.export_columns import table_csv

    names = {n: name for n, (_, name, _) in enumerate(archive.outlets)}
    heading: list[tuple[object, ...]] = [_COLUMNS]
    for claims in stream_claims(archive, asked.of_list, MOST_IN_FILE, _PART):
        rows: list[tuple[object, ...]] = [
            (
                *(c.id, c.quote, c.who, "likely" if c.likely else "", archive.parties[c.party][0]),
                *(archive.topics[c.topic][0], c.stance, c.status),
                *(iso(c.event) if c.event else "", iso(c.day) if c.day else "", names[c.outlet]),
                *(c.title, c.url or "", c.article),
            )
            for c in claims
        ]
        data = table_csv([*heading, *rows])
        # the byte order mark stands at the file's beginning alone
        yield data if heading else data.removeprefix(b"\xef\xbb\xbf")
        heading = []
    if heading:
        yield table_csv(heading)
