"""A page to put on a web server, so that a link to it shows a picture and a description.

Streamlit's own page has the same head for every view. This one has the view's.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard.html.templates import render
from loaders.documents.urls import is_web
from loaders.export.export_columns import Provenance

PICTURE = "map-incident.png"
"""The picture that lies beside the page."""
_SIZE = (800, 520)
"""Width and height of the map in somebody else's page, pixels."""


def share_page(
    picture: bytes, about: Provenance, lines: Sequence[str], *, heading: str, title: str
) -> bytes:
    """Return the page.

    Parameters
    ----------
    picture
        The picture beside it, a PNG.
    about
        What the file says of itself.
    lines
        The days reported and the outlets, in words.
    heading
        What the view is about.
    title
        The name of the page that made it.
    """
    width, height = png_size(picture)
    html = render(
        "share_page.html",
        heading=heading,
        title=title,
        about=about,
        lines=lines,
        description=" ".join([about.caption, *lines]),
        picture=PICTURE,
        width=width,
        height=height,
    )
    return html.encode()


def png_size(picture: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG's header states."""
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def oembed(about: Provenance, *, heading: str, title: str, embeddable: bool) -> bytes:
    """Return the answer of an oEmbed service for the view: its map as a frame, or a link.

    Parameters
    ----------
    about
        What the file says of itself.
    heading
        What the view is about.
    title
        The name of the page that made it.
    embeddable
        Whether other pages may show the map in a frame.
    """
    answer: dict[str, object] = {
        "version": "1.0",
        "type": "link",
        "title": heading,
        "provider_name": title,
    }
    if is_web(about.address):
        parts = urlsplit(about.address)
        answer["provider_url"] = f"{parts.scheme}://{parts.netloc}{parts.path}"
        if embeddable:
            query = "&".join(filter(None, [parts.query, "embed=true"]))
            frame = render(
                "embed.html", address=parts._replace(query=query).geturl(), title=heading
            )
            answer |= {"type": "rich", "width": _SIZE[0], "height": _SIZE[1]}
            answer["html"] = str(frame).strip()
    return f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n".encode()
