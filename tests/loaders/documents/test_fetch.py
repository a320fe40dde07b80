"""An article from its web address: what is loaded, and what is refused of a site."""

from __future__ import annotations

import gzip
import socket

import pytest

from loaders import read_article
from loaders.documents.fetch import fetch
from tests.loaders.documents.sites import (
    STORY,
    TEXT,
    answer,
    here,
    is_private,
    redirect,
    refused,
    serving,
)

# --- what is loaded
# ----------------------------------------------------------------------


def test_a_page_is_loaded_as_a_file_an_article_can_be_read_from(site):
    found = fetch(
        site.url("/news/troops%20crossed.html?id=3", answer(STORY)) + "#comments", permit=here
    )
    assert found.data == STORY.encode()
    assert found.url == site.url("/news/troops%20crossed.html?id=3")
    assert found.name == "127-0-0-1-troops-crossed.html"
    article, _ = read_article(found.name, found.data)
    assert article.title == "Troops crossed"


def test_the_site_is_asked_plainly(site):
    fetch(site.url("/", answer(STORY)), permit=here)
    (request,) = site.requests
    assert request.headers["Host"] == f"127.0.0.1:{site.server_port}"
    assert request.headers["User-Agent"] == "Claimline/1 (article reader)"
    assert request.headers["Accept-Encoding"] == "identity"
    assert not {"cookie", "referer", "authorization"} & {name.lower() for name in request.headers}


@pytest.mark.parametrize(
    ("kind", "body", "ending"),
    [
        ("text/html", STORY, ".html"),
        ("TEXT/HTML;charset=UTF-8", STORY, ".html"),
        ("application/xhtml+xml", STORY, ".html"),
        ("text/plain; charset=utf-8", TEXT, ".txt"),
        ("text/markdown", TEXT, ".md"),
        ("application/pdf", "%PDF-1.7", ".pdf"),
        (None, STORY, ".html"),
        (None, TEXT, ".txt"),
        (None, "%PDF-1.7", ".pdf"),
    ],
)
def test_the_name_ends_as_its_kind_does(site, kind, body, ending):
    assert (
        fetch(site.url("/story.php", answer(body, kind)), permit=here).name
        == f"127-0-0-1-story-php{ending}"
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/..%2f..%2fetc%2fpasswd", "/%00", "/a%0d%0ab", "/" + "long-" * 100, "/հոդված", "/..."],
)
def test_the_name_is_safe_whatever_the_path(site, path):
    site.pages = dict.fromkeys([path, "/%D5%B0%D5%B8%D5%A4%D5%BE%D5%A1%D5%AE"], answer(STORY))
    name = fetch(site.url(path), permit=here).name
    assert (
        name.removesuffix(".html").replace("-", "").isalnum()
        and name.isascii()
        and name[0] != "-"
        and len(name) <= 100
    )


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        (
            "text/plain; charset=iso-8859-1",
            "l’armée avança à Goris".encode("cp1252"),
            "l’armée avança à Goris",
        ),
        ("text/plain; charset=windows-1251", "Горис".encode("cp1251"), "Горис"),
        ('text/plain; charset="KOI8-R"', "Горис".encode("koi8-r"), "Горис"),
        ("text/plain; charset=utf-16", "Goris, Горис".encode("utf-16"), "Goris, Горис"),
        ("text/html", b'<META Charset="latin1"><p>avan\xe7a', '<META Charset="latin1"><p>avança'),
        (
            "text/html",
            b'<meta http-equiv=Content-Type content="text/html; charset=koi8-r">\xe7',
            '<meta http-equiv=Content-Type content="text/html; charset=koi8-r">Г',
        ),
        (
            "application/xhtml+xml",
            b'<?xml version="1.0" encoding="iso-8859-1"?><p>\xe7',
            '<?xml version="1.0" encoding="iso-8859-1"?><p>ç',
        ),
        (
            "text/html; charset=windows-1251",
            b'<meta charset="utf-8">\xc3',
            '<meta charset="utf-8">Г',
        ),
        (
            "text/html; charset=utf-8",
            '<meta charset="latin1">ça'.encode(),
            '<meta charset="latin1">ça',
        ),
        ("text/html", '<meta charset="utf-16">ça'.encode(), '<meta charset="utf-16">ça'),
        ("text/html", '<meta charset="no-such">ça'.encode(), '<meta charset="no-such">ça'),
        ("text/plain; charset=unicode_escape", rb"a\u0042", r"a\u0042"),
        ("text/plain; charset*=us-ascii''%00", b"Goris", "Goris"),
    ],
)
def test_text_in_a_declared_charset_is_handed_on_as_utf_8(site, kind, body, text):
    assert fetch(site.url("/a", answer(body, kind)), permit=here).data.decode() == text


def test_the_bytes_of_a_pdf_are_never_decoded(site):
    body = b"%PDF-1.7 \xe7\xe3"
    assert (
        fetch(site.url("/a", answer(body, "application/pdf; charset=latin1")), permit=here).data
        == body
    )


@pytest.mark.parametrize(
    "page",
    [
        answer(STORY, length=False),
        answer(
            f"{len(STORY.encode()):x}\r\n{STORY}\r\n0\r\n\r\n",
            length=False,
            Transfer_Encoding="chunked",
        ),
        answer(gzip.compress(STORY.encode()), Content_Encoding="gzip"),
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer(STORY),
        answer(STORY, Location="/other"),
    ],
    ids=[
        "until it closes",
        "chunked",
        "packed though not asked",
        "after a hint",
        "with a location that is no redirect",
    ],
)
def test_a_page_is_read_however_it_is_sent(site, page):
    assert fetch(site.url("/a", page), permit=here).data == STORY.encode()


def test_the_proxies_of_the_environment_are_not_used(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert fetch(site.url("/a", answer(STORY)), permit=here).data


# --- redirects
# ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_a_redirect_is_followed_and_takes_no_cookie_along(site, status):
    address = site.url("/old/a", redirect("../new/b?c=1#d", status, Set_Cookie="visitor=1"))
    site.url("/new/b?c=1", answer(STORY))
    assert fetch(address, permit=here).url == site.url("/new/b?c=1")
    assert "Cookie" not in site.requests[-1].headers


def test_a_redirect_in_other_letters_is_followed(site):
    site.url("/%D0%93%20a", answer(STORY))
    address = site.url(
        "/old",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /" + "Г a".encode() + b"\r\n\r\n",
    )
    assert fetch(address, permit=here).url == site.url("/%D0%93%20a")


def chain(site, length):
    for step in range(length):
        site.url(f"/{step}", redirect(f"/{step + 1}"))
    return site.url(f"/{length}", answer(STORY)).replace(f"/{length}", "/0")


def test_five_redirects_are_followed_and_no_more(site):
    assert fetch(chain(site, 5), permit=here).url == site.url("/5")
    assert "leads on" in refused(chain(site, 6)).problem


def test_a_ring_of_redirects_ends(site):
    site.url("/b", redirect("/a"))
    assert "leads on" in refused(site.url("/a", redirect("/b"))).problem
    assert len(site.requests) == 6


def test_a_redirect_to_an_address_that_is_not_permitted_is_not_followed(site):
    def only_the_first(ip, port):
        return port == site.server_port

    with serving() as secret:
        address = site.url("/a", redirect(secret.url("/", answer("secret"))))
        assert is_private(refused(address, permit=only_the_first))
        assert site.requests and not secret.requests


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "http://u:p@127.0.0.1/",
        "http://[",
        "gopher://a",
    ],
)
def test_a_redirect_to_what_is_no_web_page_is_refused(site, location):
    refused(site.url("/a", redirect(location)))
    assert len(site.requests) == 1


def test_a_redirect_that_leads_nowhere_is_refused(site):
    assert "302" in refused(site.url("/a", answer(status="302 Found"))).problem


# --- what is no article
# ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("404 Not Found", "no page"),
        ("403 Forbidden", "programs"),
        ("500 Error", "500"),
        ("204 No Content", "204"),
    ],
)
def test_an_error_of_the_site_is_named(site, status, word):
    assert word in refused(site.url("/a", answer(status=status))).problem


@pytest.mark.parametrize(
    "kind", ["image/png", "application/json", "application/octet-stream", "video/mp4"]
)
def test_what_is_no_page_text_or_pdf_is_refused_before_it_is_read(site, kind):
    assert (
        "no page, text or PDF"
        in refused(site.url("/a", answer("a" * 1001, kind)), limit_bytes=1000).problem
    )


@pytest.mark.parametrize(
    "page",
    [
        answer(STORY, Content_Length="9999", length=False),
        answer("5\r\nab", length=False, Transfer_Encoding="chunked"),
        answer("-1\r\n" + "a" * 2000, length=False, Transfer_Encoding="chunked"),
        answer(gzip.compress(STORY.encode())[:-20], Content_Encoding="gzip"),
        answer("no gzip", Content_Encoding="gzip"),
        answer("packed", Content_Encoding="br"),
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 100_000,
        b"",
    ],
    ids=[
        "cut short",
        "chunk cut short",
        "negative chunk",
        "packed, cut short",
        "not packed",
        "packed oddly",
        "no HTTP",
        "endless header",
        "nothing",
    ],
)
def test_a_damaged_answer_is_refused(site, page):
    assert "damaged" in refused(site.url("/a", page), limit_bytes=1000).problem


def test_a_site_that_is_not_there_is_named():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert "does not answer" in refused(f"http://127.0.0.1:{port}/").problem


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/news",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///news",
        "https://[",
        "https://example.org:99999/",
        "https://example.org:８０/",
        "https://exa mple.org/",
        "https://a..b/",
        "https://exam%70le.org/",
        "https://" + "a" * 64 + ".org/",
        "https://\ud800.org/",
        "https://[fe80::1%25lo]/",
        "http://127.0.0.1\\.example.org/",
    ],
)
def test_what_is_no_web_address_is_refused(address):
    assert "not the address of a web page" in refused(address).problem


@pytest.mark.parametrize(
    "address",
    [
        "http://a:b@127.0.0.1/",
        "http://example.org@127.0.0.1/",
        "http://@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
    ],
)
def test_an_address_with_a_name_or_password_is_refused(address):
    assert "name or password" in refused(address).problem


def test_an_endless_address_is_refused():
    assert "longer than" in refused("https://example.org/" + "a" * 2000).problem
