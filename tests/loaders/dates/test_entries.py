"""A page of several entries: each is read from its own day."""

from __future__ import annotations

from datetime import date

from loaders.dates.entries import entry_days
from loaders.documents.dateline import several_articles
from loaders.pipeline import read_article

BLOG = """<!DOCTYPE html><html lang="en"><head><title>Flood at the ford: live</title>
<meta property="article:published_time" content="2019-08-02T20:00:00Z"></head><body><article>
<h1>Flood at the ford: live</h1>
<time datetime="2019-08-04T18:40:00Z">4 August 18:40</time><h2>Closed</h2>
<p>The ministry said that the ford was closed today after a long night.</p>
<time datetime="2019-08-03T09:30:00Z">3 August 09:30</time><h2>Fallen</h2>
<p>Herders said that the bridge had fallen yesterday in the heavy rain.</p>
</article></body></html>"""


def test_each_entry_is_read_from_its_day():
    article, _ = read_article("blog.html", BLOG.encode())
    assert [(d.surface, d.value) for d in article.dates] == [
        ("today", "2019-08-04"),
        ("yesterday", "2019-08-02"),
    ]


def test_a_list_of_dated_headlines_has_no_entries():
    lines = [(10, "4 August 2019"), (30, "3 August 2019")]
    assert entry_days(lines, [5], "2019-08-05") == []
    assert entry_days(lines, [40], "2019-08-05") == []
    assert entry_days(lines, [20, 40], "2019-08-05") == [
        (10, date(2019, 8, 4)),
        (30, date(2019, 8, 3)),
    ]
    assert entry_days([(10, "4 August 2017"), (30, "3 May 2018")], [20, 40], "2019-08-05") == []


def test_a_database_export_is_told():
    export = "Document 1 of 2\n\nAll was calm.\n\nDocument 2 of 2\n\nAll was calm again."
    assert "several articles" in several_articles("a.txt", export)[0].problem
    assert several_articles("a.txt", "He read document 1 of 2 and document 2 of 2.") == []
