"""An article from its web address.

What is loaded, and that nothing inside our own network is reached.
"""

from __future__ import annotations

import gzip
import ipaddress
import os
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from loaders import read_article
from loaders.documents.connection import is_public, is_public_site
from loaders.documents.fetch import FetchError, fetch

STORY = (
    "<html><head><title>Troops crossed</title></head><body><p>Armenia said “troops” had crossed the"
    " border near Goris.</p></body></html>"
)
TEXT = "Armenia said on 12 May 2021 that troops had crossed the border near Goris.\n"


def here(ip, port):
    return ip.is_loopback


def public_on_any_port(ip, port):
    return is_public(ip)


def answer(body=b"", kind="text/html; charset=utf-8", status="200 OK", length=True, **headers):
    body = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": kind, "Content-Length": len(body) if length else None, **headers}
    head = "".join(
        f"{name.replace('_', '-')}: {value}\r\n"
        for name, value in lines.items()
        if value is not None
    )
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def redirect(location, status="302 Found", **headers):
    return answer(status=status, Location=location, **headers)


class Site(ThreadingHTTPServer):
    """A web server on this machine: its pages are whole answers, or functions that write one."""

    daemon_threads = False  # closing waits for every answer

    def __init__(self):
        self.pages, self.requests, self.over = {}, [], threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    def url(self, path, page=None):
        if page is not None:
            self.pages[path] = page
        return f"http://127.0.0.1:{self.server_port}{path}"

    def slowly(self, first, piece, every=0.05):
        """Return a page that goes on for ever, a piece at a time."""

        def write(out):
            out.write(first)
            out.flush()
            while not self.over.wait(every):
                out.write(piece)
                out.flush()

        return write


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests.append(self)
        page = self.server.pages.get(self.path, answer("none", status="404 Not Found"))
        with suppress(OSError):  # the reader may leave before the end
            page(self.wfile) if callable(page) else self.wfile.write(page)

    def log_message(self, *args):
        pass


@contextmanager
def serving(tls=None):
    with Site() as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture
def names(monkeypatch):
    """What made-up host names resolve to.

    A list of addresses, one for each look-up when it is a list of lists.
    """
    table, system = {}, socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if not str(host).endswith(".example"):
            return system(host, port, *args, **kwargs)
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        found = table[host].pop(0) if isinstance(table[host][0], list) else table[host]
        return [entry for ip in found for entry in system(ip, port, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table


def refused(address, permit=here, **options):
    with pytest.raises(FetchError) as error:
        fetch(address, permit=permit, **options)
    assert isinstance(error.value, ValueError) and error.value.problem and error.value.fix
    return error.value


def is_private(error):
    """Whether the message is, to the letter, the one for every address that is not permitted."""
    return (
        str(error)
        == "no public website was found at this address. Check its spelling; pages of a private"
        " network, or on an unusual port, are not read"
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


# --- limits
# ----------------------------------------------------------------------


def test_a_page_may_be_as_large_as_the_limit(site):
    assert (
        len(
            fetch(
                site.url("/a", answer("a" * 1000, "text/plain")), permit=here, limit_bytes=1000
            ).data
        )
        == 1000
    )


@pytest.mark.parametrize(
    "page",
    [
        answer("a" * 1001),
        answer("a" * 1001, length=False),
        answer("3e9\r\n" + "a" * 1001 + "\r\n0\r\n\r\n", length=False, Transfer_Encoding="chunked"),
        answer(gzip.compress(b"a" * 1001), Content_Encoding="gzip"),
    ],
    ids=["stated", "not stated", "chunked", "unpacked"],
)
def test_a_larger_page_is_refused(site, page):
    assert "larger" in refused(site.url("/a", page), limit_bytes=1000).problem


def test_a_small_page_that_unpacks_into_a_huge_one_takes_no_memory(site):
    address = site.url("/a", answer(gzip.compress(bytes(50_000_000), 1), Content_Encoding="gzip"))
    tracemalloc.start()
    try:
        assert "larger" in refused(address, limit_bytes=1_000_000).problem
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_an_endless_header_takes_no_time(site):
    address = site.url("/a", answer(STORY, 'text/html; a="' + '\\"' * 20_000 + ";" * 20_000))
    begin = time.monotonic()
    assert fetch(address, permit=here).data == STORY.encode()
    assert time.monotonic() - begin < 2


def test_a_page_without_end_is_refused_at_the_limit(site):
    assert (
        "larger"
        in refused(
            site.url("/a", site.slowly(answer(length=False), b"a" * 50_000, every=0)),
            limit_bytes=200_000,
        ).problem
    )


def test_a_chunk_of_no_length_takes_no_memory(site):
    """Its length is negative: read as it says, it would never end."""
    first = answer("-1\r\n", length=False, Transfer_Encoding="chunked")
    address = site.url("/a", site.slowly(first, b"a" * 50_000, every=0))
    tracemalloc.start()
    try:
        assert "damaged" in refused(address, limit_bytes=1000).problem
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (answer(length=False), b"a"),
        (answer(length=False, Transfer_Encoding="chunked"), b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"a: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (answer(length=False), b""),
        (b"", b""),
    ],
    ids=["body", "chunks", "headers", "not yet", "stalled body", "silence"],
)
def test_a_slow_site_is_left_at_the_deadline(site, first, piece):
    begin = time.monotonic()
    assert "longer" in refused(site.url("/a", site.slowly(first, piece)), seconds=0.3).problem
    assert 0.3 <= time.monotonic() - begin < 2


def test_redirects_share_one_deadline(site):
    def late(out):
        site.over.wait(0.2)
        out.write(redirect("/a"))

    assert "longer" in refused(site.url("/a", late), seconds=0.5).problem
    assert len(site.requests) <= 3


def test_a_site_that_does_not_speak_tls_is_left_at_the_deadline():
    begin = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert (
            "longer"
            in refused(f"https://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3).problem
        )
    assert time.monotonic() - begin < 2


def test_a_slow_look_up_is_left_at_the_deadline(monkeypatch):
    over = threading.Event()

    def never(*args, **kwargs):
        over.wait(5)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)
    begin = time.monotonic()
    try:
        assert "longer" in refused("http://slow.example/", seconds=0.2).problem
        assert time.monotonic() - begin < 2
    finally:
        over.set()


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


# --- nothing inside our own network is reached
# --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "127.0.0.2",
        "１２７.０.０.１",
        "127。0。0。1",
        "①27.0.0.1",
        "0",
        "0.0.0.0",  # noqa: S104  (nothing is bound to it)
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "localhost",
        "LOCALHOST.",
        "ｌｏｃａｌｈｏｓｔ",
    ],
)
def test_no_spelling_of_this_machine_is_reached(site, host):
    site.url("/", answer("secret"))
    assert is_private(refused(f"http://{host}:{site.server_port}/", permit=public_on_any_port))
    assert is_private(refused(f"http://{host}/", permit=is_public_site))
    assert not site.requests


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",  # noqa: S104  (nothing is bound to it)
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "::ffff:{}",
        "::{}",
        "::ffff:0:{}",
        "64:ff9b::{}",
        "64:ff9b:1::{}",
        "2002:{}::",
        "2001:0:808:808::{}",
    ],
)
def test_no_address_of_our_own_is_public_in_any_form(ip, form):
    packed = int(ipaddress.IPv4Address(ip))
    written = f"{packed >> 16:x}:{packed & 0xFFFF:x}" if form.startswith("2002") else ip
    assert not is_public(ipaddress.ip_address(form.format(written)))


def test_a_teredo_address_that_hides_one_is_not_public():
    hidden = ~int(ipaddress.IPv4Address("10.1.2.3")) & 0xFFFFFFFF
    ip = ipaddress.IPv6Address((0x20010000_08080808 << 64) | hidden)
    assert str(ip.teredo[1]) == "10.1.2.3" and not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "100::1",
    ],
)
def test_no_reserved_address_is_public(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    [
        "8.8.8.8",
        "100.63.0.1",
        "100.128.0.1",
        "172.32.0.1",
        "2a00:1450:4001::1",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
    ],
)
def test_the_addresses_of_websites_are_public_on_their_two_ports(ip):
    address = ipaddress.ip_address(ip)
    assert is_public(address)
    assert [port for port in (22, 80, 443, 8080) if is_public_site(address, port)] == [80, 443]


@pytest.mark.parametrize(
    "found", [["10.1.2.3"], ["8.8.8.8", "10.1.2.3"], ["10.1.2.3", "8.8.8.8"], ["8.8.8.8", "::1"]]
)
def test_a_name_is_refused_when_one_of_its_addresses_is(names, found):
    names["news.example"] = found
    error = refused("https://news.example/", permit=is_public_site)
    assert is_private(error) and "10.1" not in str(error)


def test_a_name_that_is_not_known_gets_the_answer_of_one_that_is_refused(names):
    assert is_private(refused("https://unknown.example/", permit=is_public_site))


def test_an_unusual_port_gets_the_answer_of_an_address_that_is_refused(names):
    names["news.example"] = ["8.8.8.8"]
    assert is_private(refused("https://news.example:22/", permit=is_public_site))


def test_the_connection_goes_to_the_address_that_was_checked(site, names):
    # a second look-up would find nothing
    names["news.example"] = [["127.0.0.1"], []]
    site.url("/a", answer(STORY))
    assert (
        fetch(f"http://news.example:{site.server_port}/a", permit=here).name
        == "news-example-a.html"
    )
    assert site.requests[0].headers["Host"] == f"news.example:{site.server_port}"


@pytest.fixture
def connections(monkeypatch):
    """Every address a connection was begun to; those outside this machine take none."""
    begun, connect = [], socket.socket.connect

    def note(self, address):
        begun.append(address[0])
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise ConnectionRefusedError
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    return begun


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("private", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
def test_a_name_that_turns_private_after_the_check_is_never_connected_to_there(
    names, connections, scheme, private
):
    names["news.example"] = [["8.8.8.8"], *[[private]] * 5]
    assert "does not answer" in refused(f"{scheme}://news.example/", permit=is_public_site).problem
    assert connections == ["8.8.8.8"]
    assert len(names["news.example"]) == 5  # one look-up took place


def test_a_redirect_to_a_name_that_turned_private_is_never_connected_to_there(
    site, names, connections
):
    """The first look-up is one that may be connected to; the redirect's is not."""
    names["news.example"] = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1"]]
    site.url("/a", redirect("/b"))

    def only_the_first(ip, port):
        return str(ip) == "127.0.0.1"

    address = f"http://news.example:{site.server_port}/a"
    assert is_private(refused(address, permit=only_the_first))
    assert connections == ["127.0.0.1"]


def test_a_redirect_to_the_same_name_is_looked_up_and_checked_anew(site, names):
    names["news.example"] = [["127.0.0.1"], ["10.1.2.3"]]
    site.url("/a", redirect("/b"))
    assert is_private(refused(f"http://news.example:{site.server_port}/a"))


def test_an_address_that_does_not_answer_gives_way_to_the_next(site, names):
    names["news.example"] = ["::1", "127.0.0.1"]
    site.url("/a", answer(STORY))
    assert fetch(f"http://news.example:{site.server_port}/a", permit=here).data == STORY.encode()


# --- TLS
# ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of its own for news.example, with its key."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj"
        " /CN=news.example -keyout key.pem -out cert.pem"
    )
    extensions = [
        "-addext",
        "subjectAltName=DNS:news.example",
        "-addext",
        "keyUsage=critical,digitalSignature,keyCertSign",
    ]
    subprocess.run([*command.split(), *extensions], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    asked = []

    def name_asked(connection, name, context):
        asked.append(name)

    context.sni_callback = name_asked
    with serving(context) as server:
        server.asked = asked
        server.url("/a", answer(STORY))
        yield server


@pytest.fixture
def trusted(monkeypatch, certificate):
    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(certificate / "cert.pem"))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("host", ["news.example", "NEWS.example."])
def test_a_secure_site_is_asked_by_its_name_at_the_checked_address(secure, names, host):
    names["news.example"] = ["127.0.0.1"]
    found = fetch(f"https://{host}:{secure.server_port}/a", permit=here)
    assert found.url == f"https://news.example:{secure.server_port}/a"
    assert secure.asked == ["news.example"]
    assert secure.requests[0].headers["Host"] == f"news.example:{secure.server_port}"


@pytest.mark.usefixtures("trusted")
def test_a_site_with_the_certificate_of_another_is_refused(secure, names):
    names["other.example"] = ["127.0.0.1"]
    assert "certificate" in refused(f"https://other.example:{secure.server_port}/a").problem
    assert not secure.requests


def test_a_site_with_a_certificate_that_nobody_vouches_for_is_refused(secure, names):
    names["news.example"] = ["127.0.0.1"]
    assert "certificate" in refused(f"https://news.example:{secure.server_port}/a").problem
    assert not secure.requests
