"""Title, day, outlet and body of real news pages in the three shapes people bring.

The saved page (html), its visible text as pasted (txt), its print (pdf), each beside what the page
itself states. A title is right where it is the page's, or one of the two is most of the other. An
outlet is right where its name, or another that the loaders know it by, is the publisher's. The
body's F1 is that of its words, counted as often as they stand there; it is the mean over the pages,
and 0 for one that is not read.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from benchmarks.measures import Measure, Result, f1
from loaders.documents.metadata import parse
from loaders.documents.sidecar import Sidecar
from loaders.documents.source import read_source
from loaders.lexicon.tables import read_table, split_list
from loaders.model.errors import ArticleError
from loaders.model.records import Article

FOLDER = Path("pages")
SHAPES = {"html": "saved", "txt": "pasted", "pdf": "printed"}
CORPORA = {shape: f"news pages, {how}" for shape, how in SHAPES.items()}
_WORD = re.compile(r"\w+")
_MOST = 0.6
"""A title that holds another is the same where it is not much longer."""
_EXAMPLES = 5
_CALLED = {
    "APNews": "AP",
    "DailyMail": "daily mail online",
    "DailyNewsTZ": "daily news",
    "EuronewsEN": "euronews",
    "iNews": "the i paper",
    "LATimes": "los angeles times",
    "NineNews": "9news",
    "PoliticoEu": "politico",
    "TimesLive": "timeslive",
    "WestAustralian": "the west australian",
}
"""Publishers that the corpus names otherwise than they do."""


def measure(folder: Path) -> Result:
    """Return the shares of each shape.

    Raises
    ------
    FileNotFoundError
        The corpus is not in the folder.
    """
    pages = json.loads((folder / FOLDER / "gold.json").read_text(encoding="utf-8"))
    measures: list[Measure] = []
    errors: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for shape, corpus in CORPORA.items():
        counts: Counter[str] = Counter()
        body = 0.0
        for page in pages:
            article = _read(folder / FOLDER, page["id"], shape)
            judged = _judge(article, page)
            body += _body(article, page)
            for name, told in judged.items():
                counts[name] += 1
                if told:
                    errors[f"{corpus}: {name}"] += 1
                    if len(examples[f"{corpus}: {name}"]) < _EXAMPLES:
                        examples[f"{corpus}: {name}"].append(f"{page['id']}: {told}")
        names = ("title right", "day right", "day none", "day wrong")
        names += ("outlet right", "outlet unknown", "outlet wrong")
        measures += [Measure(corpus, name, counts[name] / len(pages)) for name in names]
        measures.append(Measure(corpus, "body, F1 of its words", body / len(pages)))
    return Result(measures, errors, dict(examples))


def _read(folder: Path, ident: str, shape: str) -> Article | None:
    packed = folder / f"{ident}.{shape}.gz"
    data = (
        gzip.decompress(packed.read_bytes())
        if packed.exists()
        else (folder / f"{ident}.{shape}").read_bytes()
    )
    try:
        name = f"{ident}.{shape}"
        return parse(name, read_source(name, data), Sidecar())[0]
    except ArticleError:
        return None


def _judge(article: Article | None, page: dict[str, Any]) -> dict[str, str]:
    """Return what is to be counted of a page; with the words of the error where it is one."""
    if article is None:
        return {"not read": "not read"}
    found: dict[str, str] = {}
    title = _flat(article.title), _flat(page["title"])
    same = title[0] == title[1] or (
        (title[0] in title[1] or title[1] in title[0])
        and min(map(len, title)) > _MOST * max(map(len, title))
    )
    found["title right" if same else "title wrong"] = (
        "" if same else f"{article.title!r}, is {page['title']!r}"
    )
    if article.published == page["published"]:
        found["day right"] = ""
    else:
        kind = "day wrong" if article.published else "day none"
        found[kind] = f"{article.published}, is {page['published']}"
    if _is_outlet(article.publisher, page["publisher"]):
        found["outlet right"] = ""
    else:
        unknown = article.publisher == "unknown outlet"
        found["outlet unknown" if unknown else "outlet wrong"] = article.publisher
    return found


def _body(article: Article | None, page: dict[str, Any]) -> float:
    if article is None:
        return 0.0
    wanted = _words(" ".join([*page["paragraphs"], *page["headlines"]]))
    had = _words(" ".join(article.text[span.start : span.end] for span in article.body_spans))
    return f1((wanted & had).total(), had.total(), wanted.total())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _flat(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _name(text: str) -> str:
    return _flat(text).replace(" ", "").removeprefix("the")


def _is_outlet(said: str, publisher: str) -> bool:
    """Whether an outlet's name is the publisher's, or one holds the other."""
    gold = {_name(publisher), _name(_CALLED.get(publisher, publisher))}
    names = {_name(known) for known in _names_of(said)}
    return any(
        a == b or (min(len(a), len(b)) > 2 and (a in b or b in a)) for a in names for b in gold
    )


def _names_of(outlet: str) -> set[str]:
    """Return an outlet's name, with the others that the loaders know it by."""
    names = {outlet}
    for row in read_table("outlets"):
        if row["name"] == outlet:
            names.update(split_list(row["aliases"]))
    return names
