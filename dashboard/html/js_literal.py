"""Values for scripts."""

from __future__ import annotations

import json
import re

_TEMPLATE = re.compile(r"\{(?=[{%#])")
"""What opens a template, an expression or a comment to Jinja, which folium takes every script for."""


def js_literal(value: object) -> str:
    """Return a value as a JavaScript literal that is safe in a script element, in eval, and in folium's templates."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    # these can only stand inside a string: in JSON an object's brace is followed by a quote or a
    # brace that closes it
    return (
        _TEMPLATE.sub(r"\\u007b", text)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )
