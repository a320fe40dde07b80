"""Hostile web pages: entities, addresses, and markup that is deep or broken."""

from __future__ import annotations

from tests.hostile.fields import SCRIPTS
from tests.hostile.input import FILE, STORY, WEB, Input, many, words

LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BODY = f"<article><h1>Title</h1><p>{STORY}</p><p>{STORY}</p>"
PAGES = {
    "billion laughs": (
        "<!DOCTYPE html [<!ENTITY a0"
        f' "ha">{LAUGHS}]><html><body>{BODY}<p>&a11;</p></article></body></html>'
    ),
    "quadratic entities": (
        "<!DOCTYPE html [<!ENTITY a"
        f' "{"a" * 50_000}">]><html><body>{BODY}<p>{"&a;" * 2000}</p></body></html>'
    ),
    "entity of a file": (
        "<!DOCTYPE html [<!ENTITY x SYSTEM"
        f' "file://{FILE}">]><html><body>{BODY}<p>&x;</p></article></body></html>'
    ),
    "entity of the web": (
        "<!DOCTYPE html [<!ENTITY x SYSTEM"
        f' "{WEB}">]><html><body>{BODY}<p>&x;</p></article></body></html>'
    ),
    "parameter entity": (
        f'<!DOCTYPE html [<!ENTITY % x SYSTEM "{WEB}">'
        f" %x;]><html><body>{BODY}</article></body></html>"
    ),
    "document type of the web": (
        f'<!DOCTYPE html SYSTEM "{WEB}"><html><body>{BODY}</article></body></html>'
    ),
    "inclusion": (
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><body>{BODY}<xi:include'
        f' href="file://{FILE}" parse="text"/></body></html>'
    ),
    "style sheet": (
        f'<?xml-stylesheet href="{WEB}" type="text/xsl"?><html><head><link rel=stylesheet'
        f' href="{WEB}"></head><body>{BODY}</body></html>'
    ),
    "everything that fetches": (
        f'<html><base href="{WEB}"><body>{BODY}<img src="{WEB}"><iframe'
        f' src="{WEB}"></iframe><script src="{WEB}"></script><object'
        f' data="file://{FILE}"></object><meta http-equiv=refresh'
        f' content="0;url={WEB}"></article></body></html>'
    ),
    "frames in frames": (
        f"<html><body>{BODY}" + "<iframe srcdoc='" * 1000 + "</article></body></html>"
    ),
    "address of a script": (
        "<html><head><link rel=canonical"
        f' href="javascript:owned()"></head><body>{BODY}</article></body></html>'
    ),
    "day of year 9999": (
        '<html><head><meta property="article:published_time"'
        f' content="9999-99-99"></head><body>{BODY}</body></html>'
    ),
    "JSON 100,000 deep": (
        "<html><head><script"
        f' type="application/ld+json">{"[" * 100_000}</script></head><body>{BODY}</body></html>'
    ),
    "JSON number of 100,000 digits": (
        "<html><head><script"
        f' type="application/ld+json">{{"datePublished":{"9" * 100_000}}}</script></head>'
        f"<body>{BODY}</body></html>"
    ),
    "reference out of reach": (
        f"<html><body>{BODY}<p>&#1114112;&#x{'f' * 10_000};&#{'9' * 100_000};</p>"
        "</article></body></html>"
    ),
    "every control": (
        f"<html><body>{BODY}<p>{''.join(f'&#{n};' for n in range(160))}</p></article></body></html>"
    ),
    "script in every attribute": (
        f"<html><body onload=owned()>{BODY}<p "
        f"title='{SCRIPTS['image']}'>{SCRIPTS['script']}</p></article></body></html>"
    ),
    "UTF-16 declared": (
        f'<html><head><meta charset="utf-16"></head><body>{BODY}</article></body></html>'
    ),
    "UTF-7 declared": (
        f'<html><head><meta charset="utf-7"></head><body>{BODY}'
        "<p>+ADw-script+AD4-owned()</p></article></body></html>"
    ),
    "XML declared in UTF-32": (
        f'<?xml version="1.0" encoding="utf-32"?><html><body>{BODY}</article></body></html>'
    ),
}
HTML = "<html><body>"
DEEP = {
    **{
        f"{tag} 100,000 deep": many(f"<{tag}>", 100_000 * (len(tag) + 2), HTML + BODY)
        for tag in ("div", "b", "p", "ul", "svg", "table")
    },
    **{
        f"{tag} 6,000 deep": many(f"<{tag}>", 6_000 * (len(tag) + 2), HTML + BODY)
        for tag in ("div", "b", "blockquote", "table", "span")
    },
    "unbalanced ends": many("</div></p></b>", 200_000, HTML + BODY),
    "attributes without end": many(" a=b", 4_000_000, f"{HTML}{BODY}<p"),
    "an attribute without end": many("x", 4_000_000, f'{HTML}{BODY}<p title="'),
    "a comment without end": many("-", 4_000_000, f"{HTML}{BODY}<!--"),
    "many comments without end": many("<!--", 4_000_000, HTML + BODY),
    "open angles": many("<", 4_000_000, HTML + BODY),
    "references": many("&amp", 2_000_000, HTML + BODY),
    "ampersands": many("&", 2_000_000, HTML + BODY),
    "a script without end": many("a<", 30_000, f"{HTML}{BODY}<script>"),
    "paragraphs": many("<p>a b", 85_000, HTML + BODY),
    "paragraphs of prose": many(f"<p>{STORY}</p>", 580_000, HTML),
    "words in one paragraph": many("a ", 4_000_000, f"{HTML}{BODY}<p>"),
    "links": many("<a href=x>a</a> ", 115_000, HTML + BODY),
    "cells": many("<tr><td>a", 80_000, f"{HTML}{BODY}<table>"),
    "sections no browser knows": many("<![x[", 100_000, HTML + BODY),
    "instructions": many("<?x ", 100_000, HTML + BODY),
    "a picture of four megabytes": many(
        "QUJD",
        4_000_000,
        f'{HTML}{BODY}<img src="data:image/png;base64,',
        '"></article></body></html>',
    ),
}
PAGE_INPUTS = [
    Input("page", f"{name} in {file}", file, words(page))
    for name, page in PAGES.items()
    for file in ("x.html", "x.xhtml")
]
DEEP_INPUTS = [Input("deep page", name, "x.html", make) for name, make in DEEP.items()]
