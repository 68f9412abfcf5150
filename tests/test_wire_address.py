import gzip
import http.server
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from briefgen.errors import SourceError
from briefgen.wire.address.fetch import fetch
from briefgen.wire.address.networks import is_loopback, is_public
from briefgen.wire.encoding.decode import MAX_BYTES
from conftest import Run

PUBLIC = "93.184.215.14"
STORY = b"<p>SOLVANG (MNW) - The ferry to Ness will run again on Friday.</p>"

FORBIDDEN_ADDRESSES = (
    "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3 "
    "168.63.129.16 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.7 192.88.99.1 192.168.1.1 198.18.0.1 "
    "198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 "
    ":: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:a00:1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 "
    "64:ff9b:1::a00:1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:db8::1 "
    "2002:7f00:1::1 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%1 fe80::1%eth0 fec0::1 "
    "ff02::1 2606:4700::1%2 localhost 1.2.3 nonsense"
).split()

FORBIDDEN_URLS = [
    # Plain addresses
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "https://127.8.9.10/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://100.64.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://172.20.0.1/",
    "http://192.168.0.1/",
    "http://198.18.0.9/",
    "http://224.0.0.251/",
    "http://255.255.255.255/",
    # IPv4 in the spellings of inet_aton
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7F.1/",
    "http://0x7f.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://0177.0x0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://127.0.0.01/",
    "http://127.0.0.1./",
    "http://127.0.0.1..",
    "http://4294967296/",
    "http://1.2.3.4.5/",
    "http://3232235521/",
    "http://0x/",
    # IPv6
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[0000:0000::0001]:8000/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::FFFF:7F00:1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25lo]/",
    "http://[fe80::1%lo]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://[v1.fe80::a]/",
    "http://[::1",
    "http://::1/",
    # Names
    "http://localhost/",
    "http://LOCALHOST./",
    "http://LocalHost:8000/",
    "http://intranet/",
    "http://x.localhost/",
    "http://metadata.google.internal/",
    # Letters that become others
    "http://１２７.0.0.1/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://ⓛocalhost/",
    "http://loc\u00adalhost/",
    "http://127%2e0%2e0%2e1/",
    "http://%31%32%37.0.0.1/",
    "http://%6cocalhost/",
    "http://127.0.0.1%00.news.example/",
    "http://stra\u00dfe.example/",
    # Hosts that hide behind others
    "http://news.example@127.0.0.1/",
    "http://news.example:80@127.0.0.1/",
    "http://@127.0.0.1/",
    "http://127.0.0.1\\@news.example/",
    "http://news.example\\.127.0.0.1/",
    "http://127.0.0.1#@news.example/",
    "http://127.0.0.1?@news.example/",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "http://",
    "http:// 127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://news.example/\r\nHost: 127.0.0.1",
    # Ports and schemes
    "http://news.example:22/",
    "http://news.example:25/",
    "http://news.example:6379/",
    "http://news.example:9000/",
    "http://news.example:0/",
    "http://news.example:99999/",
    "http://news.example:http/",
    "file:///etc/passwd",
    "ftp://news.example/",
    "gopher://news.example/",
    "data:text/plain,copy",
    "javascript:alert(1)",
    "//news.example/",
    "news.example",
    "",
    "http://a..example/",
    "http://-a.example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 200 + "example/",
    "http://news.example/" + "a" * 2_000,
]

# What a resolver makes of the names above; a name that is not here is public.
INSIDE = {"localhost": "127.0.0.1", "x.localhost": "127.0.0.1", "metadata.google.internal": "169.254.169.254"}


class _Handler(http.server.BaseHTTPRequestHandler):
    """A server of a few pages; a page is its status, its header and its body."""

    pages: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        status, header, body = self.pages[self.path.split("?")[0]]
        self.send_response(status)
        for name, value in ({"Content-Type": "text/html", "Content-Length": str(len(body))} | header).items():
            self.send_header(name, value)
        self.end_headers()
        if self.path == "/slow":
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(0.05)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pages() -> Iterator[dict[str, tuple[int, dict[str, str], bytes]]]:
    _Handler.pages = {}
    _Handler.asked = []
    yield _Handler.pages
    _Handler.pages = {}


@pytest.fixture
def site(pages: dict[str, Any]) -> Iterator[str]:  # noqa: ARG001
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as served:
        served.daemon_threads = True
        served.block_on_close = False
        thread = threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a connection was tried; none is made."""
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were looked up; plain addresses stay what they are."""
    names: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
        names.append(host)
        address = host if host[0].isdigit() or ":" in host else INSIDE.get(host, PUBLIC)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return names


def _answers(monkeypatch: pytest.MonkeyPatch, *addresses: tuple[Any, ...]) -> None:
    """Let the resolver give these answers, one a call, whatever name it is asked for."""
    rest = iter(addresses)

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        found = (host,) if host[0].isdigit() else next(rest)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (at, port)) for at in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("address", FORBIDDEN_ADDRESSES)
def test_addresses_of_special_use_are_not_public(address: str) -> None:
    """No address of a special-use registry, in IPv4 or IPv6 or one inside the other, counts as public."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", PUBLIC, "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    """Global unicast addresses count as public and are no loopback."""
    assert is_public(address)
    assert not is_loopback(address)


@pytest.mark.parametrize("url", FORBIDDEN_URLS)
def test_forbidden_addresses_are_refused_without_a_connection(
    url: str, connected: list[tuple[str, int]], resolved: list[str]
) -> None:
    """Every spelling of an address inside is refused in one line before anything is connected to."""
    del resolved
    with pytest.raises(SourceError) as refused:
        fetch(url)
    assert [] == connected
    assert "\n" not in str(refused.value)


def test_the_table_is_long_enough() -> None:
    """At least forty spellings are tried, each once."""
    assert len(FORBIDDEN_URLS) == len(set(FORBIDDEN_URLS))
    assert len(FORBIDDEN_URLS) >= 40


@pytest.mark.parametrize("url", [url for url in FORBIDDEN_URLS if "\r" not in url])
def test_redirects_to_forbidden_addresses_are_refused(
    url: str, resolved: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redirect is held to the same rules as the first address: nothing inside is connected to."""
    del resolved
    tried: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        tried.append(address)
        server, client = socket.socketpair()
        with server:
            server.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + url.encode() + b"\r\n\r\n")
        return client

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(SourceError):
        fetch("http://start.example/")
    assert {(PUBLIC, 80)} == set(tried)


def test_one_bad_address_among_good_ones_refuses_the_name(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads inside with any of its addresses is refused with all of them."""
    _answers(monkeypatch, (PUBLIC, "10.0.0.1"))
    with pytest.raises(SourceError, match=r"10\.0\.0\.1, which is not on the public internet"):
        fetch("https://news.example/")
    assert [] == connected


def test_the_checked_address_is_the_one_connected_to(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolver that answers with an inside address the second time is not asked a second time."""
    _answers(monkeypatch, (PUBLIC,), ("127.0.0.1",))
    with pytest.raises(SourceError, match="Connection refused"):
        fetch("http://rebound.example/")
    assert [(PUBLIC, 80)] == connected


def test_a_redirect_to_the_same_name_is_looked_up_and_checked_again(
    site: str, pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads outside for the first request and inside for the redirect is refused there."""
    pages["/"] = (301, {"Location": "/again"}, b"")
    _answers(monkeypatch, ("127.0.0.1",), ("10.0.0.1",))
    with pytest.raises(SourceError, match=r"leads to 10\.0\.0\.1"):
        fetch(f"http://rebound.example:{site.rpartition(':')[2]}/", allow_loopback=True)
    assert ["/"] == [path for path, _ in _Handler.asked]


def test_zones_of_addresses_are_refused(connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that the resolver ties to an interface of this machine is refused."""
    found = [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:4700::1111", 80, 0, 3))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(SourceError, match="not on the public internet"):
        fetch("http://news.example/")
    assert [] == connected


def test_names_in_other_scripts_and_cases_are_asked_for_in_ascii(
    connected: list[tuple[str, int]], resolved: list[str]
) -> None:
    """An international name, upper case and a trailing dot come down to one spelling."""
    for url in ("http://NEWS.Example./", "https://Bücher.example:8443/"):
        with pytest.raises(SourceError, match="Connection refused"):
            fetch(url)
    assert ["news.example", "xn--bcher-kva.example"] == resolved
    assert [(PUBLIC, 80), (PUBLIC, 8443)] == connected


def test_a_page_is_fetched_with_the_host_it_was_asked_for(
    site: str, pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The body comes as sent, and the server hears the name, not the address."""
    pages["/story"] = (200, {}, STORY)
    port = site.rpartition(":")[2]
    _answers(monkeypatch, ("127.0.0.1",))
    assert fetch(f"http://news.example:{port}/story?id=1#top", allow_loopback=True) == STORY
    assert [("/story?id=1", f"news.example:{port}")] == _Handler.asked


def test_loopback_is_refused_unless_allowed(site: str, pages: dict[str, Any]) -> None:
    """The same page on this machine is fetched with the flag and refused without."""
    pages["/"] = (200, {}, STORY)
    assert fetch(site, allow_loopback=True) == STORY
    with pytest.raises(SourceError, match="not on the public internet"):
        fetch(site)


def test_the_flag_for_loopback_opens_nothing_else(connected: list[tuple[str, int]], resolved: list[str]) -> None:
    """With loopback allowed, other inside addresses, IPv4 inside IPv6 and odd ports elsewhere stay closed."""
    del resolved
    for url in (
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://0.0.0.0/",
        "http://news.example:22/",
    ):
        with pytest.raises(SourceError):
            fetch(url, allow_loopback=True)
    assert [] == connected


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int, site: str, pages: dict[str, Any]) -> None:
    """Each kind of redirect leads on, relative ones too."""
    pages["/old"] = (status, {"Location": "new?page=2"}, b"")
    pages["/new"] = (200, {}, STORY)
    assert fetch(f"{site}/old", allow_loopback=True) == STORY


def test_redirects_end(site: str, pages: dict[str, Any]) -> None:
    """After five redirects there is no sixth."""
    pages["/"] = (302, {"Location": "/"}, b"")
    with pytest.raises(SourceError, match="more than 5 redirects"):
        fetch(site, allow_loopback=True)
    assert len(_Handler.asked) == 6


def test_redirects_from_https_to_http_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What began encrypted does not go on in the clear."""
    monkeypatch.setattr("briefgen.wire.address.fetch._get", lambda *_, **__: "http://news.example/")
    with pytest.raises(SourceError, match="from https to http"):
        fetch("https://news.example/")


def test_a_redirect_to_nowhere_is_an_error(site: str, pages: dict[str, Any]) -> None:
    """A redirect without a place to go is told in one line."""
    pages["/"] = (302, {}, b"")
    with pytest.raises(SourceError, match="redirects to nowhere"):
        fetch(site, allow_loopback=True)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(STORY, mtime=0)),
        ({"Content-Encoding": "deflate"}, zlib.compress(STORY)),
        ({"Content-Encoding": "deflate"}, zlib.compress(STORY, wbits=-15)),
        ({"Content-Type": "application/rss+xml; charset=utf-8"}, STORY),
        ({"Content-Type": "application/newsml+json"}, STORY),
        ({"Content-Type": "application/PDF"}, STORY),
        ({"Content-Type": "application/octet-stream"}, STORY),
    ],
    ids=["gzip", "zlib", "raw deflate", "rss", "newsml", "pdf", "bytes"],
)
def test_packed_answers_and_types_of_stories_are_read(
    header: dict[str, str], body: bytes, site: str, pages: dict[str, Any]
) -> None:
    """gzip, zlib and bare deflate are unpacked; every type that a story comes in is let through."""
    pages["/"] = (200, header, body)
    assert fetch(site, allow_loopback=True) == STORY


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((404, {}, STORY), "status 404"),
        ((204, {}, b""), "status 204"),
        ((206, {}, STORY), "status 206"),
        ((200, {}, b""), "empty"),
        ((200, {"Content-Type": "image/png"}, STORY), "its type is 'image/png'"),
        ((200, {"Content-Type": "application/zip"}, STORY), "its type is"),
        ((200, {"Content-Encoding": "br"}, STORY), "packed as 'br'"),
        ((200, {"Content-Encoding": "gzip"}, STORY), "not packed as it says"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(STORY, mtime=0)[:-9]), "cut short"),
        (
            (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(MAX_BYTES + 1), mtime=0)),
            "larger than 5,000,000 bytes unpacked",
        ),
        ((200, {"Content-Length": str(MAX_BYTES + 1)}, STORY), "larger than 5,000,000"),
        ((200, {"Content-Length": str(len(STORY) + 1)}, STORY), "cut short|Incomplete"),
        ((200, {}, bytes(MAX_BYTES + 1)), "larger than 5,000,000"),
    ],
)
def test_answers_that_are_no_story_are_refused(
    answer: tuple[int, dict[str, str], bytes], reason: str, site: str, pages: dict[str, Any]
) -> None:
    """Another status, type or packing, and what is empty, too large or cut short, is refused with the reason."""
    pages["/"] = answer
    with pytest.raises(SourceError, match=reason):
        fetch(site, allow_loopback=True)


def test_an_answer_that_trickles_is_cut_off(site: str, pages: dict[str, Any]) -> None:
    """The time is for all of it: a byte now and then does not start it anew."""
    pages["/slow"] = (200, {}, STORY)
    started = time.monotonic()
    with pytest.raises(SourceError, match="in time"):
        fetch(f"{site}/slow", allow_loopback=True, timeout=0.4)
    assert time.monotonic() - started < 15


def test_a_resolver_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up of a name counts towards the time."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1))
    with pytest.raises(SourceError, match="could not be looked up in time"):
        fetch("http://news.example/", timeout=0.1)


def test_a_name_without_an_address_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that nobody has is told in one line."""

    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(SourceError, match="there is no such host"):
        fetch("http://nobody.example/")


def test_a_server_that_speaks_no_http_is_an_error() -> None:
    """Bytes that are no answer end in one line."""
    with socket.create_server(("127.0.0.1", 0)) as served:

        def answer() -> None:
            caller, _ = served.accept()
            with caller:
                caller.recv(1_000)
                caller.sendall(b"\x00\x01\x02 what?\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(SourceError, match="BadStatusLine"):
            fetch(f"http://127.0.0.1:{served.getsockname()[1]}/", allow_loopback=True)


def test_an_untrusted_certificate_is_an_error(site: str) -> None:
    """Https to a server without it ends in one line, not in a page."""
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch(site.replace("http:", "https:"), allow_loopback=True)


def test_proxies_of_the_environment_are_not_used(
    site: str, pages: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would look the name up again, so it is passed by."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    pages["/"] = (200, {}, STORY)
    assert fetch(site, allow_loopback=True) == STORY


@pytest.mark.parametrize("path", ["/secret?key=hush", "/secret#hush", "/a\nb?key=hush"])
def test_errors_leave_the_query_out(path: str, site: str, pages: dict[str, Any]) -> None:
    """A key in the query of an address is not in the message."""
    pages["/secret"] = (500, {}, b"")
    with pytest.raises(SourceError) as failed:
        fetch(f"{site}{path}", allow_loopback=True)
    assert "hush" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_page_of_this_machine_is_read_by_a_flag_only(site: str, pages: dict[str, Any], run: Run) -> None:
    """`--allow-loopback` lets a test serve its own story; without it the address is refused like any other inside."""
    pages["/story"] = (200, {"Content-Type": "text/html"}, STORY)
    refused = run("read", f"{site}/story", code=4)
    read = run("read", f"{site}/story#1", "--allow-loopback", code=0)

    assert "which is not on the public internet" in refused.err
    assert "The ferry to Ness will run again" in read.out
