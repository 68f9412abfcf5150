"""Text that was UTF-8, was read as Windows-1252 and sent on: “â€œ” for a quote mark, “Ã¼” for ü."""

import re

# The letters that lead such a pair stand in words, too, but never before these signs; quote marks may follow them.
_LATER = "\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_GARBLED = re.compile(rf"[ÃÄÅ][{_LATER}]|Â[\xa0«»{_LATER}]|â(?:€[\x80-\x9f¢¦‚“”™˜œžš°²³]|‚¬|„¢)")


def mended(text: str) -> str:
    """The text with each such pair or triple read as UTF-8; anything else stays as it is."""
    return text if text.isascii() else _GARBLED.sub(_read_again, text)


def _read_again(found: re.Match[str]) -> str:
    sent = b"".join(_byte(character) for character in found[0])
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _byte(character: str) -> bytes:
    # Five bytes have no meaning in Windows-1252; what reads them passes them on as controls.
    return character.encode("cp1252" if character >= "\u0100" else "latin-1")
