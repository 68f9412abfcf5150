"""Bytes of a telegraphic message -> text: 8-bit sets that nothing declares, and 7-bit ones with national letters."""

import codecs
import re
import unicodedata
from collections import Counter

from briefgen.errors import SourceError
from briefgen.wire.encoding.charsets import guess
from briefgen.wire.encoding.decode import MAX_BYTES, decode

_MOST_LINES = 120_000
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

# ISO 646: which letters stand at the places of [ \ ] { | } ~, by the commonest words of who writes with them.
_PLACES = "[\\]{|}~"
_NATIONAL: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "ÄÖÜäöüß",
        frozenset("der die das und mit von auf nicht den dem ein eine im am f}r }ber w{re k|nnen m}ssen".split()),
    ),
    (
        "ÄÖÅäöå~",
        frozenset(
            "och att som inte av den det ett vid har var fr}n f|r p} {r s{ger ja ett{ on ei my|s sek{ ovat".split()
        ),
    ),
    (
        "ÆØÅæøå~",
        frozenset(
            "og ikke til som av af den det er ble blev ved en et at har var p} v{re blir bliver f}r s} n}r".split()
        ),
    ),
    ("°ç§éùè~", frozenset("les des une dans est pour qui sur la le et en {t{ {tait apr}s avec".split())),
    (
        "°çéàòèì",
        frozenset("il di che per con una del della sono gli nel non un ha citt{ pi} } perch] sar{ gi{".split()),
    ),
    ("ÃÇÕãçõ~", frozenset("que uma para com por dos das n{o s{o elei|}es na no os o em foi".split())),
)
_SPANISH = ("¡Ñ¿{ñ}~", frozenset("que los las del una el en por con para a|os se|or".split()))
_IN_WORD = re.compile(r"[A-Za-z][\[\\\]{|}~]+[a-z]|\b[a-z]+[{|}](?![^\s.,;:!?)\"'-])|(?<!\S)[{|}][a-z]+")
_FEWEST_IN_WORD = 2

# ISO 6937, which the recommendation names for 8 bits: an accent comes before its letter.
_ACCENTS = dict(
    zip(
        range(0xC1, 0xD0),
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\0\u030a\u0327\0\u030b\u0328\u030c",
        strict=True,
    )
)
_ISO_6937 = str.maketrans(
    dict(
        zip(
            map(chr, (0xA9, 0xAA, 0xB9, 0xBA, 0xD0, 0xE1, 0xE2, 0xE8, 0xE9, 0xEA, 0xF1, 0xF2, 0xF8, 0xF9, 0xFA, 0xFB)),
            "‘“’”—ÆĐŁØŒæđłøœß",
            strict=True,
        )
    )
)
_LETTER_BEFORE_ACCENT = re.compile(rb"[A-Za-z][\xc1-\xc8\xca\xcb\xcd-\xcf][a-z]")
_LATIN_LETTER = re.compile(rb"[\xc0-\xff]")
_FEWEST = 2


def to_text(data: bytes) -> str:
    r"""Text of a message, its control bytes kept, lines apart by `\n`.

    Raises:
        SourceError: empty, larger than `MAX_BYTES`, of too many lines, or a wide encoding that does not hold.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(f"the input is larger than {MAX_BYTES:,} bytes; a story is not")
    if not data.strip(b"\0 \t\r\n\x7f"):
        raise SourceError("the input is empty")
    if data.startswith(_WIDE_MARKS):
        text = decode(data)
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        text = _national(data.decode("ascii")) if data.isascii() else _eight_bit(data)
    # CR CR LF ends a line on old circuits; CR alone does too.
    text = re.sub(r"\r+\n?", "\n", text.replace("\0", ""))
    if text.count("\n") > _MOST_LINES:
        raise SourceError(f"the input holds more than {_MOST_LINES:,} lines; a file of messages does not")
    return text


def _eight_bit(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    accents = len(_LETTER_BEFORE_ACCENT.findall(data))
    if accents >= _FEWEST and 2 * accents >= len(_LATIN_LETTER.findall(data)):
        return _iso_6937(data)
    # Mostly UTF-8 with a few bytes pasted in is told there, too.
    if b"\xc3" in data or b"\xe2\x80" in data:
        return decode(data)
    return data.decode(guess(data) or "cp1252", errors="replace")


def _iso_6937(data: bytes) -> str:
    letters: list[str] = []
    accent = ""
    for byte in data:
        if byte in _ACCENTS:
            accent = _ACCENTS[byte]
            continue
        letters.append(chr(byte).translate(_ISO_6937) + accent.strip("\0"))
        accent = ""
    return unicodedata.normalize("NFC", "".join(letters))


def _national(text: str) -> str:
    """ASCII, unless the places of brackets and braces are used as letters: the words then tell which."""
    if len(_IN_WORD.findall(text[:200_000])) < _FEWEST_IN_WORD:
        return text
    words = Counter(re.findall(r"[a-z{|}~]+", text[:200_000].lower()))
    scored = [(sum(words[word] for word in known), letters) for letters, known in (*_NATIONAL, _SPANISH)]
    score, letters = max(scored, key=lambda each: each[0])
    return text.translate(str.maketrans(_PLACES, letters)) if score > len(words) // 50 else text
