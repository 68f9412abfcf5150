"""Bytes of an XML item -> text: what the bytes are counts, what the declaration says only where they leave it open."""

import re

from briefgen.wire.encoding.decode import MAX_BYTES, decode
from briefgen.wire.encoding.garbled import mended

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{1,30})["']""")
# Latin-1 is not among them: it stands for Windows-1252, which `decode` falls back to.
_BELIEVED = re.compile(
    r"iso-?8859-(?:[2-9]|1[013456])|(?:windows-|cp)125[0134578]|koi8-[ru]|shift_?jis|euc-(?:jp|kr)|gb2312|gbk|gb18030"
    r"|big5|mac(?:intosh|-?roman)",
    re.IGNORECASE,
)
_SEVEN_BIT = re.compile(r"iso-2022-(?:jp|kr)", re.IGNORECASE)  # its bytes are UTF-8 too, and mean something else

_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r"})  # how many of them a text may hold, `decode` knows


def decode_xml(data: bytes) -> str:
    """The text of an XML item, whatever encoding it declares; UTF-8 that was encoded twice is mended.

    Raises:
        SourceError: empty, too large, or not text.
    """
    declared = _DECLARED.search(data[:400])
    name = declared[1].decode() if declared and len(data) <= MAX_BYTES else ""
    utf8 = _utf8(data)
    if _SEVEN_BIT.fullmatch(name) or (_BELIEVED.fullmatch(name) and utf8 is None):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass  # the declaration is wrong: the bytes are read for what they look like
    if (
        utf8 is not None
        and data.strip()
        and len(data) <= MAX_BYTES
        and len(data.translate(None, _CONTROLS)) == len(data)
    ):
        text = utf8.removeprefix("\ufeff")
    else:
        text = decode(data)
    return mended(text)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
