"""Headers of ANPA 1312 and IPTC 7901: by them a message is known, and several in one file are told apart."""

import re

_HEADER = re.compile(
    r"(?:^[\x16\x7f \t]{0,40}|[\x16\x01])(?P<service>[A-Za-z])?(?P<number>\d{3,5})[^\x1f\n]{0,15}?\x1f?[\w-]{0,8}"
    r"[ \t]*\n+"
    r"(?P<priority>[A-Za-z])[ ](?P<category>[A-Za-z])(?:(?P<type>[\x13\x14])(?P<set>[\x11\x12]))?[ ]{0,3}"
    r"(?P<key>[^\n\x02]{0,200})",
    re.MULTILINE,
)
FILING = re.compile(r"[ ]*\b\d{1,2}-\d{1,2}(?:[ ]+(?P<words>\d{0,5}))?[ ]*$")
_PRIORITY_LINE = re.compile(
    r"^(?P<priority>[A-Za-z])[ ](?P<category>[A-Za-z])(?P<type>[\x13\x14])(?P<set>[\x11\x12])[ ]{0,3}"
    r"(?P<key>[^\n\x02]{0,200})",
    re.MULTILINE,
)
# Some systems take the signs off the keyword line; the caret of the next still tells.
_KEYWORD_LINE = re.compile(r"(?:^|[\x00-\x1f])\^?(?:BC|AM|PM|AP)-[^\n]{1,200}<?[ \t]*\n+\^", re.MULTILINE)
# "eca062 4 i 211 ccccb   dpa 061": service and number, priority, category, words, options, agency, its number.
_FIELDS = (
    r"(?P<service>[A-Za-z][A-Za-z-]{0,11})?[ ]?(?P<number>\d{1,6})[ ]{1,3}(?P<priority>[0-9])[ ]{1,3}"
    r"(?P<category>[^\s\d]{1,6})[ ]{1,3}(?P<words>\d{1,5})\b(?P<rest>[^\n\x02]{0,120})"
)
_MARKED = re.compile(r"\x01\s{0,4}" + _FIELDS)
_UNMARKED = re.compile(r"^[\x16\x7f \t]*" + _FIELDS, re.MULTILINE)
# Framed as the format says, with another header; one of ANPA 1312 holds control bytes.
_FRAMED = re.compile(r"\x01(?P<rest>[^\x00-\x1f]{3,200})(?=[^\x00-\x08\x0b-\x1f]{0,400}\x02)")
# "ZCZC0214/SXA" and a line of codes, as on Italian and old teleprinter circuits; "NNNN" ends it.
ZCZC = re.compile(
    r"^\W{0,8}ZCZC(?P<rest>[^\n\x02]{0,60})\n(?:[ ]{0,4}[A-Z0-9]{1,8}(?:(?:[ ]{1,4}|_)[A-Z0-9]{1,6}){0,7}[ ]*/?[ ]*\n)?"
    r"(?:(?=[^\n]*\d)[ ]{0,4}[A-Z0-9]{1,5}(?:[ ]{1,4}[A-Z0-9]{1,6}){1,7}[ ]*\n)?",
    re.MULTILINE,
)
DATE_LINE = re.compile(r"^\x03?\d{6} (?:[A-Z]{1,4} )?[A-Z][^\W\d_]{2} \d\d(?:\d\d)?\s*$", re.MULTILINE)


def is_anpa(data: bytes) -> bool:
    """Whether the bytes are an ANPA 1312 message, with or without the control bytes around it."""
    text = data[:65_536].decode("latin-1").replace("\r", "")
    return bool(_PRIORITY_LINE.search(text) or _KEYWORD_LINE.search(text) or _service_headers(text))


def anpa_headers(text: str) -> list[re.Match[str]]:
    """The headers of ANPA messages, in order; those of one kind only."""
    return _service_headers(text) or list(_PRIORITY_LINE.finditer(text)) or list(_KEYWORD_LINE.finditer(text))


def _service_headers(text: str) -> list[re.Match[str]]:
    """Headers with both lines; without control bytes, the date of filing or the keyword line must bear them out."""
    return [
        header
        for header in _HEADER.finditer(text)
        if header["type"]
        or (FILING.search(header["key"]) and text[header.end() : header.end() + 9].lstrip("\n\x02 ")[:1] == "^")
    ]


def is_iptc7901(data: bytes) -> bool:
    """Whether the bytes are an IPTC 7901 message, with or without the control bytes around it."""
    return bool(iptc7901_headers(data[:65_536].decode("latin-1").replace("\r", "")))


def is_only_framed(data: bytes) -> bool:
    """Whether nothing but SOH and STX makes the bytes a message: the first line may as well be copy."""
    headers = iptc7901_headers(data[:65_536].decode("latin-1").replace("\r", ""))
    return bool(headers) and all(header.re is _FRAMED for header in headers) and not is_anpa(data)


def iptc7901_headers(text: str) -> list[re.Match[str]]:
    """Headers after SOH; without one, lines like headers if the text has another mark of the format."""
    if "ZCZC" in text and "NNNN" in text and not _MARKED.search(text) and (circuits := list(ZCZC.finditer(text))):
        return circuits
    if marked := list(_MARKED.finditer(text)):
        return marked
    if "\x02" in text or "\x03" in text or DATE_LINE.search(text):
        return list(_UNMARKED.finditer(text)) or list(_FRAMED.finditer(text))
    return []
