"""Bytes of a mail's body -> text: what is declared is tried after what the bytes say."""

import codecs
import re

from briefgen.errors import SourceError
from briefgen.wire.encoding.decode import decode

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
# These write other letters in the bytes of ASCII, so that the bytes cannot say.
_SEVEN_BITS = frozenset(["iso2022_jp", "iso2022_kr", "hz"])
_WESTERN = frozenset(["ascii", "iso8859-1", "latin-1", "utf-8"])


def decode_body(data: bytes, declared: str | None, *, markup: bool = False) -> str:
    """The text of a part; "" for what is no text.

    Args:
        data: without the transfer encoding.
        declared: the charset of the header, true or not.
        markup: whether an HTML page may name its own.
    """
    if markup and not declared and (named := _META.search(data[:2_000])):
        declared = named[1].decode("ascii")
    codec = _codec(declared)
    if codec not in _SEVEN_BITS:
        try:
            if b"\0" not in data or not (codec or "").startswith(("utf-16", "utf-32")):
                # Other charsets do not make valid UTF-8 but by a rare accident.
                return data.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            pass
    if codec is not None and codec not in _WESTERN:
        try:
            return data.decode(codec)
        except (UnicodeError, ValueError):
            pass
    try:
        return decode(data)
    except SourceError:
        return ""


def _codec(name: str | None) -> str | None:
    """The name that Python has for a charset of text."""
    try:
        found = codecs.lookup((name or "")[:40])
    except (LookupError, ValueError):
        return None
    # `rot13`, `zip` and their like are registered beside the charsets.
    return found.name if getattr(found, "_is_text_encoding", True) else None
