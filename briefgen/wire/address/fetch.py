"""A story by its address: `fetch` gets it over http(s) from the public internet, and from nowhere else.

Ports are 80, 443 and 8000 to 8999. The address that was checked is the one that is connected to, on every redirect
again. No proxy of the environment is used, for a proxy would look the name up once more.
"""

import http.client
import re
import time
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Literal, Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from briefgen._version import __version__
from briefgen.errors import SourceError
from briefgen.story import strip_unseen
from briefgen.wire.address.answer import read_answer
from briefgen.wire.address.networks import is_loopback, is_public
from briefgen.wire.address.pinned import PinnedConnection, look_up

_REDIRECTS = 5
_LONGEST = 2_000  # characters
_LONGEST_NAME = 253
_SHOWN = 100
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEMES: dict[str, Literal["http", "https"]] = {"http": "http", "https": "https"}
_MOVED = {301, 302, 303, 307, 308}
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*")
# Two readings of IDNA map these to different names, so two programs would ask different machines.
_DIVERGENT = re.compile("[\u00df\u1e9e\u03c2\u200c\u200d]")


def fetch(url: str, *, allow_loopback: bool = False, timeout: float = 20) -> bytes:
    """The body of the answer to a GET of `url`, uncompressed, at most `MAX_BYTES`.

    Args:
        url: http or https, with a host that is a name or a plain address, without user or password.
        allow_loopback: also fetch from this machine, on any port; meant for tests.
        timeout: seconds for all of it, redirects and name look-ups included.

    Raises:
        SourceError: an address that may not be fetched, no answer in time, a status other than 200, a type that
            holds no story, too large, cut short. The message leaves out the query, which may hold a key.
    """
    deadline = time.monotonic() + timeout
    target = _Target.of(url)
    for _ in range(_REDIRECTS + 1):
        answer = _get(target, deadline, allow_loopback=allow_loopback)
        if isinstance(answer, bytes):
            return answer
        following = _Target.of(urljoin(target.url, answer))
        if target.scheme == "https" and following.scheme == "http":
            raise SourceError(f"{target}: redirects from https to http, which is not followed")
        target = following
    raise SourceError(f"{target}: more than {_REDIRECTS} redirects")


@dataclass(frozen=True, slots=True)
class _Target:
    """An address taken apart: nothing in it is read twice in two ways."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str
    query: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Take a URL apart.

        Raises:
            SourceError: it is none, or spells its host in a way that programs read differently.
        """
        if len(url) > _LONGEST or _NOT_IN_URLS.search(url):
            raise SourceError(f"{_shown(url)}: is no address: too long, or with white space or a backslash")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise SourceError(f"{_shown(url)}: is no address of a page") from None
        scheme = _SCHEMES.get(parts.scheme)
        if scheme is None:
            raise SourceError(f"{_shown(url)}: only http and https addresses are fetched")
        if "@" in parts.netloc:
            raise SourceError(f"{scheme}://…: an address with a user or password is not fetched")
        host = _host(parts)
        if not host:
            raise SourceError(f"{_shown(url)}: the host is missing or spelled in a way that is not fetched")
        return cls(
            scheme=scheme,
            host=host,
            port=_DEFAULT_PORTS[scheme] if port is None else port,
            path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/",
            query=quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"),
        )

    @property
    def authority(self) -> str:
        """Host and port as the Host header wants them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def resource(self) -> str:
        """Path and query as the request line wants them."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def url(self) -> str:
        """The whole address, against which a redirect is resolved."""
        return f"{self.scheme}://{self.authority}{self.resource}"

    def __str__(self) -> str:
        return _shown(f"{self.scheme}://{self.authority}{self.path}")


def _host(parts: SplitResult) -> str | None:
    """A name in lower case and ASCII, or a plain address; None for every other spelling."""
    host = parts.hostname or ""
    try:
        if "%" in host or _DIVERGENT.search(host):
            return None
        if parts.netloc.startswith("["):
            return str(IPv6Address(host))
        name = host.encode("idna").decode("ascii").lower().removesuffix(".")
        labels = name.split(".")
        if _NUMERIC_LABEL.fullmatch(labels[-1]):
            # What ends in a number is an address to most programs. Octal, hexadecimal and short forms are refused
            # whatever they stand for: nobody publishes under one.
            return str(IPv4Address(name))
    except (AddressValueError, UnicodeError):
        return None
    named = len(name) <= _LONGEST_NAME and all(_NAME.fullmatch(label) for label in labels)
    return name if named and (len(labels) > 1 or name == "localhost") else None


def _get(target: _Target, deadline: float, *, allow_loopback: bool) -> bytes | str:
    """One request: the body, or where a redirect leads to."""
    addresses = look_up(target.host, target.port, deadline)
    for address in addresses:
        if not (is_public(address) or (allow_loopback and is_loopback(address))):
            raise SourceError(f"{target}: leads to {address}, which is not on the public internet; it is not fetched")
    odd = target.port not in _DEFAULT_PORTS.values() and not 8000 <= target.port <= 8999  # noqa: PLR2004
    if not addresses or (odd and not all(map(is_loopback, addresses))):
        raise SourceError(f"{target}: only ports 80, 443 and 8000 to 8999 are fetched")
    connection = PinnedConnection(target.host, target.port, addresses, deadline, tls=target.scheme == "https")
    try:
        connection.putrequest("GET", target.resource, skip_host=True, skip_accept_encoding=True)
        for name, value in (
            ("Host", target.authority),
            ("User-Agent", f"briefgen/{__version__}"),
            ("Accept", "text/html, application/xml, application/json, text/*;q=0.9, */*;q=0.5"),
            ("Accept-Encoding", "gzip, deflate"),
            ("Connection", "close"),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as response:
            return _location(response) if response.status in _MOVED else read_answer(response, deadline)
    except SourceError as exc:
        raise SourceError(f"{target}: {exc}") from exc
    except (OSError, http.client.HTTPException, ValueError) as exc:
        if time.monotonic() >= deadline:
            raise SourceError(f"{target}: no complete answer in time") from exc
        reason = strip_unseen(getattr(exc, "strerror", None) or type(exc).__name__)
        raise SourceError(f"{target}: cannot be fetched: {reason[:_SHOWN]}") from exc
    finally:
        connection.end()


def _location(response: http.client.HTTPResponse) -> str:
    location = response.getheader("Location")
    if not location:
        raise SourceError("redirects to nowhere")
    try:
        # Headers come as Latin-1; servers send UTF-8.
        return location.encode("latin-1").decode()
    except UnicodeError:
        raise SourceError("redirects to what is no address") from None


def _shown(url: str) -> str:
    """An address for an error: on one line, short, and without what may hold a key."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    bare = re.sub(r"//[^/]*@", "//", bare)
    return " ".join(strip_unseen(bare[:_SHOWN]).split())
