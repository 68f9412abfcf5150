"""Bytes -> text: a byte-order mark decides, then UTF-8, then UTF-16 by its zeros, then the letters of a language."""

import codecs
import re

from briefgen.errors import SourceError
from briefgen.wire.encoding.charsets import guess

MAX_BYTES = 5_000_000

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_SHARE = 0.02
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_STRAY = re.compile("[\udc80-\udcff]")  # what `surrogateescape` makes of a byte that is no UTF-8


def decode(data: bytes) -> str:
    """Text of a wire item.

    Raises:
        SourceError: empty, larger than `MAX_BYTES`, or not text.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    if not data.strip():
        raise SourceError("the input is empty")
    text = _decode(data)
    # Wire items carry a few control bytes (SOH, STX, ETX frame a message); a picture or an archive is full of them.
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > 8 + _CONTROL_SHARE * len(text):
        raise SourceError("the input is not text: it holds binary data")
    return text


def _decode(data: bytes) -> str:
    try:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return data.decode(encoding)
        if len(data) % 2 == 0 and data.count(0) * 3 > len(data):
            return data.decode("utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be")
    except UnicodeDecodeError as exc:
        raise SourceError(f"the input is not valid {exc.encoding}, which its first bytes announce") from exc
    data = data.removeprefix(codecs.BOM_UTF8)
    text = data.decode("utf-8", errors="surrogateescape")
    strays = len(_STRAY.findall(text))
    if not strays:
        return text
    if 2 * strays <= len(_BEYOND_ASCII.findall(text)):
        # UTF-8 with a few bytes pasted in: reading all of it as Windows-1252 would garble every accent.
        return _STRAY.sub(lambda stray: _windows(stray[0].encode("utf-8", "surrogateescape")), text)
    charset = guess(data)
    return data.decode(charset, errors="ignore") if charset else _windows(data)


def _windows(data: bytes) -> str:
    # Five bytes have no meaning in Windows-1252; agencies that send them mean Latin-1's controls.
    return data.decode("cp1252", errors="replace").replace("\ufffd", "")
