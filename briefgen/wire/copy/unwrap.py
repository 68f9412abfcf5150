"""Lines of hard-wrapped copy -> paragraphs, where blank lines and line ends cannot be trusted."""

import re
from collections.abc import Iterable

from briefgen.story import fold_line
from briefgen.wire.copy.header import is_label

_WRAP = 100  # columns; nobody wraps by hand wider than that
_NARROW = 60
_SHORT = 0.6  # of the width; a line that ends before it was ended on purpose
_FULL = re.compile(r"[.!?:;…。؟।][\"'”’»)\]]{0,2}$")
_BULLET = re.compile(r"(?:[•·*–—-]|\d{1,2}[.)])\s")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-‐\u00ad]$")


def unwrap(lines: Iterable[str], *, hyphens: bool = False) -> list[str]:
    """One string a paragraph.

    Args:
        lines: as sent; an empty one ends a paragraph.
        hyphens: whether words were divided at line ends, as on a printed page.
    """
    rows = [fold_line(line) for line in lines]
    wrapped = [row for row in rows if row and "://" not in row]
    longest = max(map(len, wrapped), default=0)
    # A printed page is wrapped, however long its lines are.
    width = None if longest > _WRAP and not hyphens else max(_NARROW, longest)
    words = frozenset(" ".join(wrapped).lower().split()) if hyphens else frozenset()
    paragraphs: list[str] = []
    open_row = ""  # the last line of the paragraph that may go on
    parts: list[str] = []
    for row in [*rows, ""]:
        if parts and not (row and _goes_on(open_row, row, width)):
            paragraphs.append(_joined(parts, words) if hyphens else " ".join(parts))
            parts = []
        if row:
            parts.append(row)
        open_row = row
    return paragraphs


def _goes_on(before: str, row: str, width: int | None) -> bool:
    """Whether a line goes on in the next."""
    if _BULLET.match(row) or is_label(row):
        return False
    if row[0].islower() and not _FULL.search(before[-4:]):
        return True
    if width is None:
        return False
    if len(f"{before} {row.split(maxsplit=1)[0]}") > width:
        return True  # its first word had no room
    return not _FULL.search(before[-4:]) and len(before) >= _SHORT * width


def _joined(parts: list[str], words: frozenset[str]) -> str:
    """The lines of a paragraph as one; a hyphen at a line's end stays where the copy has the word with it elsewhere."""
    pieces: list[str] = []
    for part in parts:
        if pieces and _HYPHENATED.search(pieces[-1][-3:]) and part[0].islower():
            divided = pieces[-1].rsplit(maxsplit=1)[-1] + part.split(maxsplit=1)[0]
            pieces[-1] = pieces[-1] if divided.lower() in words else pieces[-1][:-1]
            pieces.append(part)
        else:
            pieces.extend([" ", part] if pieces else [part])
    return "".join(pieces)
