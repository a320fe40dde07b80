"""Values for scripts."""

from __future__ import annotations

import json


def js_literal(value: object) -> str:
    """Return a value as a JavaScript literal that is safe in a script element, in eval, and in streamlit-folium's rewriting."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    # "{{" can only stand inside a string: in JSON an object's brace is followed by a quote or a brace that closes it
    return text.replace("{{", "{\\u007b").replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
