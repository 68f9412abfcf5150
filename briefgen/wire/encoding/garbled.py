"""Text that was UTF-8, was read as single bytes and sent on: “â€œ” for a quote mark, “Ã¼” for ü, “Ð¶” for ж."""

import re

# What the bytes after the first of a character become: in Latin-1 and, where that is something else, in Windows-1252.
_BYTE_OF = {chr(code): code for code in range(0x80, 0xC0)} | {
    sign: code for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", errors="ignore"))
}
_LATER = "".join(_BYTE_OF)
_SUSPECT = re.compile(f"[Â-ô][{_LATER}]")
_ANY = re.compile(f"[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}}|[ð-ô][{_LATER}]{{3}}")
# The letters that lead such a pair stand in words, too, but never before these signs; quote marks may follow them.
_SIGNS = "".join(sign for sign in _LATER if sign not in "\xa0«»‘’“”–—…")
_SURE = re.compile(
    rf"[ÃÄÅ][{_SIGNS}]|Â[\xa0«»{_SIGNS}]|â(?:[€\x80][\x80-\x9f¢¦‚“”™˜œžš°²³]|[‚\x82]¬|[„\x84]¢)|â€(?=[\s,.;:<&]|\Z)"
)
_LOST = "â€"  # a closing quote mark: its last byte means nothing in Windows-1252, and was dropped
_NEARLY_ALL = 0.8
_SEVERAL = 4


def mended(text: str) -> str:
    """The text with each such group of characters read as UTF-8; anything else stays as it is.

    What no word holds is mended wherever it stands. Groups that a word might hold ("CAFÉ»") are mended where nearly
    all of the text beyond ASCII is such groups, of several kinds or beside one that is sure.
    """
    if text.isascii() or _SUSPECT.search(text) is None:
        return text
    sure = _SURE.search(text) is not None
    groups = _ANY.findall(text)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if (sure or len(set(groups)) >= _SEVERAL) and sum(map(len, groups)) >= _NEARLY_ALL * beyond:
        text = _ANY.sub(_read_again, text)
    return _SURE.sub(_read_again, text) if sure else text


def _read_again(found: re.Match[str]) -> str:
    if found[0] == _LOST:
        return "”"
    try:
        return bytes(_BYTE_OF.get(character) or ord(character) for character in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
