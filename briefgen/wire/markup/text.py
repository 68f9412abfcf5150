"""Text between two tags, or without any -> paragraphs: what was wrapped by hand is joined, what stands apart is not."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from briefgen.errors import SourceError
from briefgen.story import fold_line
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.telegraph.copy import is_row

BREAK = "\x01"  # stands for <br/> until the block is known; no white space to a regular expression

_MOST_ABOVE = 4  # lines
_LOOKED_AT = 300  # characters
_WRAP = 100  # columns; a longer line was not wrapped by hand, so each line is a paragraph
MOST_PARAGRAPHS = 10_000  # in one body; a long story has a hundredth
_MOST_LINES = 50_000
_TABLE = 0.6  # of the lines of a block that look like rows make it a table
_SHORT = 0.75  # of the longest line; a sentence that ends sooner ends its paragraph
_ENDS = tuple(".!?:…”\"»’'。！？」؟।")
_ENDS_SENTENCE = r"(?<=[.!?:…”\"»’)])"
_BEGINS_SENTENCE = r"(?=[\"'“„«‘(\[¿¡—–]{0,2}[^\W_a-zß-öø-ÿ])"
_TWO_BREAKS = re.compile(rf"{BREAK}[\s{BREAK}]*{BREAK}")
# Some pack a story into one <p> and part its paragraphs by blank lines or by indenting.
_PARTED = re.compile(rf"{_ENDS_SENTENCE}[^\S\n]*+\n(?:[^\S\n]*+\n\s*+|[^\S\n]{{2,}}+){_BEGINS_SENTENCE}")
_INDENTS = " \t\u3000"
_BROKEN = re.compile(rf"{_ENDS_SENTENCE}\s*+{BREAK}\s*+{_BEGINS_SENTENCE}")
_BLANK_LINES = re.compile(r"\n[^\S\n]*+\n\s*+")


def block_paragraphs(raw: str) -> list[str]:
    """The paragraphs of one block: two `BREAK` part them, and one does after a sentence; a line end does not."""
    if BREAK not in raw and "\n" not in raw:
        return _folded([raw])
    parts: list[str] = []
    for part in chain.from_iterable(map(_headed, _TWO_BREAKS.split(raw))) if BREAK in raw else [raw]:
        for piece in _BROKEN.split(part) if BREAK in part else [part]:
            parts += _PARTED.split(piece) if "\n" in piece else [piece]
    return _folded(part.replace(BREAK, " ") for part in parts)


def _headed(part: str) -> Iterator[str]:
    """A paragraph, and before it what stands above its dateline on lines of their own: a byline, a title."""
    first, broken, rest = part.partition(BREAK)
    for _ in range(_MOST_ABOVE):
        if not broken or len(first) > _WRAP:
            break
        below = split_dateline(fold_line(rest[:_LOOKED_AT]))
        dated = below is not None and bool(below.provider or (below.located or "").isupper())
        if not (dated or read_byline(fold_line(first))):
            break
        yield first
        part = rest
        first, broken, rest = part.partition(BREAK)
    yield part


def prose_and_tables(text: str) -> tuple[list[str], list[str]]:
    """The paragraphs of plain text, and the rows of what is set in columns: scores, prices.

    Paragraphs are apart by blank lines, by indenting, or one a line; wrapped lines are joined.

    Raises:
        SourceError: more lines or paragraphs than a story has.
    """
    if "\n" not in text:
        return _folded([text]), []
    if text.count("\n") > _MOST_LINES:
        raise SourceError(f"a body holds more than {_MOST_LINES:,} lines; a story does not")
    blocks = _BLANK_LINES.split(text.strip())
    if len(blocks) > MOST_PARAGRAPHS:
        raise SourceError(f"a body holds more than {MOST_PARAGRAPHS:,} paragraphs; a story does not")
    prose: list[str] = []
    rows: list[str] = []
    for block in blocks:
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if _is_table(lines):
            rows += lines
        else:
            prose += _joined(lines)
    if len(prose) > MOST_PARAGRAPHS:
        raise SourceError(f"a body holds more than {MOST_PARAGRAPHS:,} paragraphs; a story does not")
    return _folded(prose), _folded(rows)


def _is_table(lines: list[str]) -> bool:
    return len(lines) > 1 and sum(map(is_row, lines)) >= _TABLE * len(lines)


def _joined(lines: list[str]) -> list[str]:
    width = max(map(len, lines), default=0)
    ended = sum(line.endswith(_ENDS) for line in lines)
    if width > _WRAP or ended == len(lines):
        return lines
    # Of wrapped lines a tenth end a sentence; where half of them do, each of those ends its paragraph, too.
    many = ended * 2 >= len(lines)
    # Where some are not indented, an indent begins a paragraph, though that may be of one line.
    flush = any(line[:1] not in _INDENTS for line in lines[1:])
    paragraphs: list[list[str]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        if not number or _stands_apart(before, line, width, many=many, flush=flush):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs]


def _stands_apart(before: str, line: str, width: int, *, many: bool, flush: bool) -> bool:
    """Whether a line begins a paragraph."""
    room = len(before) + len(line.split(maxsplit=1)[0]) < width
    if line[:1] in _INDENTS and (before[:1] not in _INDENTS or (flush and (room or before.endswith(_ENDS)))):
        return True
    if line.lstrip()[:1].islower():
        return False
    if many:
        return before.endswith(_ENDS) or room
    return before.endswith(_ENDS) and len(before) < _SHORT * width


def _folded(paragraphs: Iterable[str]) -> list[str]:
    """One line each; a row of dashes or stars is no paragraph."""
    folded = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return [paragraph for paragraph in folded if any(map(str.isalnum, paragraph))]
