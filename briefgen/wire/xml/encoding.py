"""Bytes of an XML item -> text: what the bytes are counts, what the declaration says only where they leave it open."""

import re

from briefgen.wire.encoding.decode import MAX_BYTES, decode

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{1,30})["']""")
# Latin-1 is not among them: it stands for Windows-1252, which `decode` falls back to.
_BELIEVED = re.compile(
    r"iso-?8859-(?:[2-9]|1[013456])|(?:windows-|cp)125[0134578]|koi8-[ru]|shift_?jis|euc-(?:jp|kr)|gb2312|gbk|gb18030"
    r"|big5|mac(?:intosh|-?roman)",
    re.IGNORECASE,
)
_SEVEN_BIT = re.compile(r"iso-2022-(?:jp|kr)", re.IGNORECASE)  # its bytes are UTF-8 too, and mean something else

_CONTINUATION = "".join(bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xC0))
_GARBLED = re.compile(
    f"[\u00c2-\u00df][{_CONTINUATION}]|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}|[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
)
_NEARLY_ALL = 0.8
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r"})  # how many of them a text may hold, `decode` knows
_BYTE_OF = {character: 0x80 + place for place, character in enumerate(_CONTINUATION)}
_LOST_QUOTE = re.compile("\u00e2\u20ac(?=[\\s,.;:<&]|\\Z)")  # a closing quote: its last byte means nothing in cp1252


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
    return _undo_second_encoding(text)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _undo_second_encoding(text: str) -> str:
    """UTF-8 once taken for Windows-1252 and encoded again; only where nearly nothing but that stands in the text."""
    if text.isascii() or _GARBLED.search(text) is None:
        return text
    garbled = sum(len(found[0]) for found in _GARBLED.finditer(text))
    if garbled < _NEARLY_ALL * (len(text) - len(text.encode("ascii", "ignore"))):
        return text
    return _GARBLED.sub(_once, _LOST_QUOTE.sub("\u201d", text))


def _once(found: "re.Match[str]") -> str:
    try:
        return bytes(_BYTE_OF.get(character) or ord(character) for character in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
