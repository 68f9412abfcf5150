"""Text between two tags, or without any -> paragraphs: what was wrapped by hand is joined, what stands apart is not."""

import re
from collections.abc import Iterable

BREAK = "\x01"  # stands for <br/> until the block is known; no white space to a regular expression

_WRAP = 100  # columns; a longer line was not wrapped by hand, so each line is a paragraph
_SHORT = 0.75  # of the longest line; a sentence that ends sooner ends its paragraph
_ENDS = tuple(".!?:…”\"»’'")
_ENDS_SENTENCE = r"(?<=[.!?:…”\"»’)])"
_BEGINS_SENTENCE = r"(?=[\"'“„«‘(\[¿¡—–]{0,2}[^\W_a-zß-öø-ÿ])"
_TWO_BREAKS = re.compile(rf"{BREAK}[\s{BREAK}]*{BREAK}")
# Some pack a story into one <p> and part its paragraphs by blank lines or by indenting.
_PARTED = re.compile(rf"{_ENDS_SENTENCE}[^\S\n]*+\n(?:[^\S\n]*+\n\s*+|[^\S\n]{{2,}}+){_BEGINS_SENTENCE}")
_BROKEN = re.compile(rf"{_ENDS_SENTENCE}\s*+{BREAK}\s*+{_BEGINS_SENTENCE}")
_BLANK_LINES = re.compile(r"\n[^\S\n]*+\n\s*+")


def block_paragraphs(raw: str) -> list[str]:
    """The paragraphs of one block: two `BREAK` part them, and one does after a sentence; a line end does not."""
    if BREAK not in raw and "\n" not in raw:
        return _folded([raw])
    parts: list[str] = []
    for part in _TWO_BREAKS.split(raw) if BREAK in raw else [raw]:
        for piece in _BROKEN.split(part) if BREAK in part else [part]:
            parts += _PARTED.split(piece) if "\n" in piece else [piece]
    return _folded(part.replace(BREAK, " ") for part in parts)


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of plain text: apart by blank lines, by indenting, or one a line; wrapped lines are joined."""
    if "\n" not in text:
        return _folded([text])
    blocks = _BLANK_LINES.split(text.strip())
    return _folded(paragraph for block in blocks for paragraph in _joined(block))


def _joined(block: str) -> list[str]:
    lines = [line.rstrip() for line in block.split("\n") if line.strip()]
    width = max(map(len, lines), default=0)
    if width > _WRAP or all(line.endswith(_ENDS) for line in lines):
        return lines
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        indented = line[:1] in " \t" and before[:1] not in " \t"
        short_end = before.endswith(_ENDS) and len(before) < _SHORT * width and not line.lstrip()[:1].islower()
        if not number or indented or short_end:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs]


def _folded(paragraphs: Iterable[str]) -> list[str]:
    """One line each; a row of dashes or stars is no paragraph."""
    folded = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return [paragraph for paragraph in folded if any(map(str.isalnum, paragraph))]
