"""All HTML is written by templates, and they escape what they are given."""

from __future__ import annotations

import ast
import re

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from dashboard.html.templates import render
from tests.conftest import ROOT

TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:[\s/>]|$)|<!")
FILES = sorted((ROOT / "dashboard").rglob("*.py"))
RENDERING = "dashboard/html/templates.py"
INLINED = "dashboard/exports/offline_page.py"
HOSTILE = "\"'><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}"


def sources():
    for path in FILES:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def strings(tree):
    """The strings of a module that are no documentation, with their lines."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node.lineno, node.value


def test_no_module_holds_a_tag():
    found = [
        f"{name}:{line}: {text[:60]}"
        for name, tree in sources()
        for line, text in strings(tree)
        if TAG.search(text)
    ]
    assert found == []


def test_words_are_called_safe_only_by_render_and_where_a_file_of_ours_is_inlined():
    found = {
        name
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Markup"
    }
    assert found == {RENDERING, INLINED}


def test_no_template_calls_a_value_safe():
    for path in (ROOT / "dashboard" / "html" / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape", text), path


def test_a_value_is_escaped_and_never_run():
    html = render("plain.html", words=HOSTILE)
    assert isinstance(html, Markup)
    assert set(re.findall(r"<(\w+)", html)) == {"p"}
    assert "{{ 7*7 }}" in html


def test_hostile_words_cannot_leave_an_attribute_or_a_cell():
    html = render(
        "table.html", summary=HOSTILE, title=HOSTILE, columns=[HOSTILE], rows=[[HOSTILE]], note=""
    )
    assert "<img" not in html
    assert 'aria-label="&#34;&#39;&gt;' in html


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError):
        render("plain.html")
