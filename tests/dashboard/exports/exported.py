"""Files of a view for the tests of exports, and an article that may break any format."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

from dashboard.exports.downloads import Files
from dashboard.session import shown_border
from dashboard.view.view import View
from geodata import gazetteer
from loaders import read_paths
from loaders.compare.relations import find_relations
from tests.conftest import showing

PLACES = gazetteer.load()
ADDRESS = "http://localhost:8501/?topic=border&q=a+b"
TITLE = "Claims <b>$x^2$</b> {{ 7 }}"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = f"""=cmd()|'/C calc'!A0 on the border

Armenia <script>document.title='owned'</script> said on May 12 that Azerbaijani forces crossed the \
border of Armenia near Sev Lake and advanced up to 3.5 kilometers from the border \
</script><img src=x onerror="document.title='owned'"> \
{{{{ 7*7 }}}} $x^2$ and $5 }} {{ \\ near Goris.

- Pashinyan said that =1+1 was near Kapan, and Հայաստան, საქართველო, Azərbaycan İşğalı, Россия, \
\u202eturned\u202c \x07\x1b \ufffe &lt;b&gt; * _x_ [a](http://b) `c` | {"Очень" * 60} near Goris.

12. Azerbaijan denied the claim of Armenia near Goris, saying there were no shots near Goris \
on May 12.
"""
SIDECAR = (
    r'title = "=cmd() {x} } $x^2$ \\ % & # _ ~ ^ <script>document.title='
    r"'owned'</script> {{ 7*7 }} "
    r'\u202e\u0007 Հայաստան Россия ](x) \n\n# head"'
    r"""
publisher = "@SUM(1+1) <b>{</b> $ \u202e\u0007 Հայաստան ]("
url = "https://example.org/a}b{c>d<e\" f?x=%20&y=_#frag"
published = "2021-05-14"
"""
)


def hostile_corpus(folder):
    """Return a corpus of one article that may break any format.

    Its words, title, publisher, address and file name hold markup, formulas and odd characters.
    """
    (folder / "=cmd() x.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "=cmd() x.toml").write_text(SIDECAR, encoding="utf-8")
    return read_paths([folder])


def files_of(corpus, **view):
    """Return the files of a view of a corpus."""
    shown = showing(corpus, View(**view))
    return Files(
        shown,
        shown_border.drawn(shown),
        find_relations(corpus, PLACES),
        ADDRESS,
        TITLE,
    )


def rows_of(data):
    return json.loads(data)["features"]


def layer_of(data, layer):
    return [row["properties"] for row in rows_of(data) if row["properties"]["layer"] == layer]


def words_of(data):
    """Return the words of an SVG, each with its place across and down, in points."""
    found = []
    for text in ET.fromstring(data).iter(f"{SVG}text"):  # noqa: S314  (our own file)
        across, down = re.findall(r"-?[\d.]+", text.get("transform", ""))[-2:]
        found.append(("".join(text.itertext()), float(across), float(down)))
    return found
