"""Bytes that are no UTF-8 and declare nothing -> the charset that they are in, by chardet."""

import re

# What wires, mails and pages are written in. chardet knows a hundred charsets; the rest (mainframes, Kazakh, the
# Macintosh's Icelandic) wins only by accident.
_CHARSETS = tuple(
    """cp1252 iso8859-1 iso8859-15 cp1250 iso8859-2 cp1254 iso8859-9 cp1257 iso8859-13 cp1258 cp874
    cp437 cp850 cp852 cp857 mac-roman mac-cyrillic cp1251 koi8-r koi8-u cp866 iso8859-5 cp1253 iso8859-7
    cp1255 cp862 cp1256 shift_jis_2004 cp932 euc_jis_2004 gb18030 big5hkscs euc_kr cp949""".split()
)
_LARGER = {
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-8": "cp1255",
    "tis-620": "cp874",
}

_LOOKED_AT = 400_000  # bytes
# Tags say nothing of the charset, and with control codes a text is no text to chardet.
_NO_PROSE = re.compile(rb"<[^<>]{0,2000}>|[\x00-\x1f\x7f]+")
_SHORT = 60  # bytes; below, chardet is wrong more often than who takes Western letters for what they look like
_WESTERN = re.compile(
    r"(?:[\x00-\x7fàâäáãåæçèéêëíîïóôöõøùúûüñßœÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÓÔÖÕØÚÛÜÑŒ£€°§«»¿¡ªº·•©®½\xa0]"
    r"|(?<![A-Za-z])[“”‘’„…–—]|[“”‘’„…–—](?![A-Za-z])|(?<=[A-Za-z])[’—…](?=[A-Za-z]))*"
)


def larger(name: str) -> str:
    """The charset that a text in another may be in as well, as browsers take it: what is declared is the smaller."""
    return _LARGER.get(name, name)


def guess(data: bytes) -> str | None:
    """The charset of bytes that are no UTF-8, as Python names it; None where Windows-1252 is as good."""
    from chardet import detect  # loads its tables: most items are UTF-8

    # Cut where a line ends: half a character would speak against its charset.
    end = data.rfind(b"\n", 0, _LOOKED_AT) if len(data) > _LOOKED_AT else len(data)
    prose = _NO_PROSE.sub(b" ", data[: end if end > 0 else _LOOKED_AT]).strip()
    if len(prose) < _SHORT and _WESTERN.fullmatch(prose.decode("cp1252", errors="ignore")):
        return None
    name = larger(detect(prose, include_encodings=_CHARSETS, compat_names=False)["encoding"] or "cp1252")
    return None if name == "cp1252" else name
