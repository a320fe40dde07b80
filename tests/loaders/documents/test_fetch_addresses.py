"""An article from its web address: nothing inside our own network is reached."""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
import subprocess

import pytest

from loaders.documents.connection import is_public, is_public_site
from loaders.documents.fetch import fetch
from tests.loaders.documents.sites import (
    STORY,
    answer,
    here,
    is_private,
    public_on_any_port,
    redirect,
    refused,
    serving,
)

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
