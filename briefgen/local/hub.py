"""Weights over HTTP from the Hugging Face hub or a mirror of it, with resume."""

import http.client
import queue
import re
import socket
import ssl
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import quote, urlsplit

from briefgen.errors import UsageError
from briefgen.local.partial import CHUNK_BYTES, Partial, SourceFailed
from briefgen.local.progress import Progress
from briefgen.local.sources import Access

ANSWER_SECONDS = 10.0
STALL_SECONDS = 30.0
MAX_TRIES = 20
_PARTIAL_CONTENT = 206
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """A file in a model repository of the hub."""

    repo: str
    file: str
    revision: str = "main"

    @property
    def label(self) -> str:
        """The name a user reads."""
        return "Hugging Face"

    def fetch(self, partial: Partial, progress: Progress, access: Access) -> None:
        """Fill `partial` over HTTP; a connection that breaks is taken up again while each try brings bytes.

        Raises:
            SourceFailed: with the reason.
            UsageError: the endpoint is not an http or https address.
        """
        if urlsplit(access.hf_endpoint).scheme not in {"http", "https"}:
            raise UsageError(f"the Hugging Face endpoint is not an http(s) address: {access.hf_endpoint}")
        path = f"{self.repo}/resolve/{self.revision}/{self.file}"
        url = f"{access.hf_endpoint.rstrip('/')}/{quote(path)}"
        tries = 0
        while partial.have < partial.size:
            before, tries = partial.have, tries + 1
            try:
                _download(url, partial, progress)
            except (OSError, http.client.HTTPException) as error:
                stuck = partial.have <= before or tries == MAX_TRIES
                if stuck or isinstance(error, urllib.error.HTTPError):
                    raise SourceFailed(_reason(error)) from error


def _download(url: str, partial: Partial, progress: Progress) -> None:
    # S310: fetch has checked the scheme.
    request = urllib.request.Request(url, headers={"User-Agent": "briefgen"})  # noqa: S310
    if partial.have:
        request.add_header("Range", f"bytes={partial.have}-")
    with _open(request) as reply:
        total = _total(reply, partial)
        if total not in {None, partial.size}:
            raise SourceFailed(f"offers a file of {total} bytes instead of {partial.size}")
        while partial.have < partial.size:
            # read1 hands over what has come; read would hold back up to a megabyte on a slow line.
            chunk = reply.read1(min(CHUNK_BYTES, partial.size - partial.have))
            if not chunk:
                raise ConnectionResetError("the connection closed early")
            partial.append(chunk)
            progress.advance(partial.have)


def _total(reply: http.client.HTTPResponse, partial: Partial) -> int | None:
    """The size of the whole file as the reply tells it; a reply that starts at byte 0 empties `partial`."""
    if reply.headers.get("Content-Encoding", "identity") != "identity":
        raise SourceFailed("sends the file encoded, which was not asked for")
    if reply.status == _PARTIAL_CONTENT:
        found = _RANGE.fullmatch(reply.headers.get("Content-Range", ""))
        if found is None or int(found[1]) != partial.have:
            raise SourceFailed("answered with another range than was asked for")
        return None if found[2] == "*" else int(found[2])
    length = reply.headers.get("Content-Length", "")
    if partial.have:
        partial.truncate(0)
    return int(length) if length.isdecimal() else None


def _open(request: urllib.request.Request) -> http.client.HTTPResponse:
    """The reply to `request`, within `ANSWER_SECONDS` for names, all addresses, TLS and redirects together.

    A socket timeout counts for one address only and not for the name lookup, so the whole of it runs in a
    thread that is left behind when it is late.
    """
    answer: queue.SimpleQueue[http.client.HTTPResponse | BaseException] = queue.SimpleQueue()
    late = threading.Event()

    def ask() -> None:
        try:
            reply: http.client.HTTPResponse = _opener().open(request, timeout=STALL_SECONDS)
        except BaseException as error:  # noqa: BLE001  raised again in the thread that waits
            answer.put(error)
            return
        if late.is_set():
            reply.close()
        else:
            answer.put(reply)

    threading.Thread(target=ask, daemon=True, name="briefgen-hub").start()
    try:
        got = answer.get(timeout=ANSWER_SECONDS)
    except queue.Empty:
        late.set()
        raise SourceFailed(f"no answer within {ANSWER_SECONDS:g} s") from None
    if isinstance(got, BaseException):
        raise got
    return got


class _HttpsRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0913, PLR0917  urllib's signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            fp.close()
            raise SourceFailed("redirects to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_HttpsRedirects())


def _reason(error: BaseException) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return f"HTTP {error.code}"
    cause: Any = error.reason if isinstance(error, urllib.error.URLError) else error
    plain = {
        ssl.SSLCertVerificationError: "its certificate was not accepted",
        ConnectionRefusedError: "connection refused",
        socket.gaierror: "name lookup failed",
        TimeoutError: "no answer in time",
        ConnectionResetError: "the connection closed early",
        http.client.IncompleteRead: "the connection closed early",
    }
    return next((text for kind, text in plain.items() if isinstance(cause, kind)), str(cause) or repr(cause))
