"""Bytes of a page -> text: what the bytes are counts, what the page declares only where they leave it open."""

import codecs
import re

from briefgen.wire.encoding.charsets import guess, larger
from briefgen.wire.encoding.garbled import mended

_HEAD = 4_000  # bytes in which a page declares its encoding
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,300}?|\?xml\s[^>]{0,200}?)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""",
    re.IGNORECASE,
)
# A page has no use for controls: they are signs of Windows-1252 that were taken for Latin-1.
_SIGNS = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", errors="ignore"))}
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
_NOTHING_SAID = frozenset({"ascii", "utf-8", "iso8859-1", "cp1252"})  # what templates declare, whatever is in them


def page_text(data: bytes, text: str) -> str:
    """The text of a page, whatever encoding it declares.

    Args:
        data: the page as sent.
        text: what `briefgen.wire.encoding.decode.decode` made of it, which knows Unicode and single bytes.
    """
    name = _declared(data[:_HEAD])
    if name in _SEVEN_BIT and b"\x1b" in data:
        return _decoded(data, name) or text
    if data.isascii() or b"\0" in data:
        return text
    if _is_utf8(data):
        return mended(text.translate(_SIGNS))
    read = _decoded(data, name) if name and name not in _NOTHING_SAID else None
    charset = guess(data)
    return data.decode(charset, errors="ignore") if charset else read or text


def _declared(head: bytes) -> str | None:
    """The codec that a page declares; None where it declares none that is known."""
    found = _DECLARED.search(head)
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return larger(name)


def _is_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above 7 bits are of UTF-8, as `decode` takes them."""
    try:
        data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="ignore").encode("ascii", errors="ignore")
        read = data.decode("utf-8", errors="ignore")
        strays = len(data) - len(read.encode())
        return 2 * strays <= len(read) - len(text) + strays
    return True


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
