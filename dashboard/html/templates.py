"""The one layer through which the page's HTML is written: Jinja2 templates that escape every value.

No other module holds a tag. What a template is given is text, unless ``render`` itself returned it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from loaders.documents.urls import is_web

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # a template may only link to the web: an article may give any address as its own
    environment.tests["web"] = lambda address: bool(address) and is_web(address)
    environment.tests["mine"] = _is_mine
    # the same view gives the same bytes, in the order in which the code names them
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "allow_nan": False}
    return environment


def _is_mine(article_id: str) -> bool:
    """Whether the visitor joined an article. Streamlit is asked then only: exports know none."""
    from dashboard.session.mine import is_mine

    return is_mine(article_id)


def render(name: str, /, **values: object) -> Markup:
    """Return a template of ``dashboard/html/templates`` with its values, escaped.

    Parameters
    ----------
    name
        The template's file name.
    values
        What it is given. A value that is missing is an error, never an empty string.
    """
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704  (it escapes)
