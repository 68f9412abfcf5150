"""Bytes of a page -> text: what the bytes are counts, what the page declares only where they leave it open."""

import codecs
import re

from briefgen.wire.encoding.charsets import guess
from briefgen.wire.xml.encoding import decode_xml

_HEAD = 4_000  # bytes in which a page declares its encoding
_DECLARED = re.compile(
    rb"""<(?:meta\s[^>]{0,300}?|\?xml\s[^>]{0,200}?)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""",
    re.IGNORECASE,
)
# A page has no use for controls: they are signs of Windows-1252 that were taken for Latin-1.
_SIGNS = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", errors="ignore"))}
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_SAMPLE = 20_000  # bytes
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# As browsers take them: a page that declares the smaller set is written in the larger.
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "tis-620": "cp874",
}
_NOTHING_SAID = frozenset({"ascii", "utf-8", "iso8859-1", "cp1252"})  # what templates declare, whatever is in them
# Characters that no text of the encoding's language is without.
_COMMON = {
    "cp932": "のにはをたがでと",
    "euc_jp": "のにはをたがでと",
    "cp949": "이다는의을를에고",
    "gb18030": "的是在了一不和有人这",
    "big5hkscs": "的是在了一不和有人這",
}
_LEAST = 0.02  # of the characters
_BROKEN = 0.02  # of them, that an encoding may leave unread
_DENSE = 0.3  # of the bytes of text; in Latin letters fewer are above 7 bits


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
        return decode_xml(text.translate(_SIGNS).encode(errors="ignore"))  # mends what was encoded twice
    sample = _TAGS.sub(b" ", data[: 4 * _SAMPLE])[:_SAMPLE]
    if len(sample.translate(None, bytes(range(0x80)))) > _DENSE * len(sample):
        scores = {each: _score(sample, each) for each in _COMMON}
        best = max(scores, key=lambda each: (scores[each], each == name))
        if scores[best] >= _LEAST:
            return data.decode(best, errors="ignore")
    if name and name not in _NOTHING_SAID and guess(data) is None:
        return _decoded(data, name) or text
    return text


def _declared(head: bytes) -> str | None:
    """The codec that a page declares; None where it declares none that is known."""
    found = _DECLARED.search(head)
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return _LARGER.get(name, name)


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


def _score(sample: bytes, name: str) -> float:
    """How large a share of the text the commonest characters of an encoding's language are, read in it."""
    text = sample.decode(name, errors="replace")
    if text.count("\ufffd") > _BROKEN * len(text):
        return 0.0
    letters = len(text) - len(text.encode("ascii", errors="ignore"))
    return sum(map(text.count, _COMMON[name])) / max(letters, 1)
