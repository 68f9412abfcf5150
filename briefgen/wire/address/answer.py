"""The body of a server's answer, within bounds: its type, its size packed and unpacked, and its end."""

import http.client
import re
import time
import zlib

from briefgen.errors import SourceError
from briefgen.wire.encoding.decode import MAX_BYTES

_CHUNK = 65_536
_TYPES = re.compile(
    r"text/[\w.+-]+"
    r"|message/rfc822"
    r"|(?:application|binary)/octet-stream"
    r"|application/(?:[\w.-]+\+)?(?:xml|json)"
    r"|application/(?:x-)?(?:rss|atom|pdf)"
    r"|application/x-pdf"
    r"|application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document"
)
_EITHER_HEADER = 32 + zlib.MAX_WBITS  # gzip's or zlib's, whichever is there


def read_answer(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The body of an answer, uncompressed.

    Args:
        response: an answer whose header is read.
        deadline: on the monotonic clock.

    Raises:
        SourceError: a status other than 200, a type that holds no story, too large, empty, late or cut short.
    """
    if response.status != http.HTTPStatus.OK:
        raise SourceError(f"the server answered with status {response.status}")
    kind = (response.getheader("Content-Type") or "text/plain").split(";")[0].strip().lower()
    if not _TYPES.fullmatch(kind):
        raise SourceError(f"holds no story: its type is {kind[:60]!r}")
    packed = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise SourceError(f"is packed as {packed[:60]!r}, which nobody asked for")
    if (response.length or 0) > MAX_BYTES:
        raise SourceError(f"is larger than {MAX_BYTES:,} bytes; a story is not")
    body = _read(response, deadline)
    if packed not in ("identity", ""):
        body = _unpacked(body, raw=packed == "deflate")
    if not body.strip():
        raise SourceError("the answer is empty")
    return body


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            raise SourceError(f"is larger than {MAX_BYTES:,} bytes; a story is not")
    if time.monotonic() >= deadline:
        raise SourceError("no complete answer in time")
    if response.length:
        raise SourceError("the answer was cut short")
    return bytes(body)


def _unpacked(body: bytes, *, raw: bool) -> bytes:
    """Unpack gzip or zlib data; `raw` admits deflate data without a header, which some servers send."""
    try:
        data, ended = _inflated(body, _EITHER_HEADER)
    except zlib.error:
        if not raw:
            raise SourceError("is not packed as it says") from None
        try:
            data, ended = _inflated(body, -zlib.MAX_WBITS)
        except zlib.error:
            raise SourceError("is not packed as it says") from None
    if len(data) > MAX_BYTES:
        raise SourceError(f"is larger than {MAX_BYTES:,} bytes unpacked; a story is not")
    if not ended:
        raise SourceError("the answer was cut short")
    return data


def _inflated(body: bytes, header: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(header)
    return unpacker.decompress(body, MAX_BYTES + 1), unpacker.eof
