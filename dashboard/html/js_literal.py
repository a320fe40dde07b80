"""Values for scripts."""

from __future__ import annotations

import json
import re

_TEMPLATE = re.compile(r"\{(?=[{%#])")
"""What Jinja would read as its own: folium takes every script for a template."""


def js_literal(value: object) -> str:
    """Return a value as a JavaScript literal.

    It is safe in a script element, in eval and in folium's templates.
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    # these can only stand inside a string: in JSON an object's brace is followed by a quote or a
    # brace that closes it
    return (
        _TEMPLATE.sub(r"\\u007b", text)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
