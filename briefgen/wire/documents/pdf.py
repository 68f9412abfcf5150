"""Pages of a PDF -> lines with their size and their gaps, without what stands in the margins."""

import re
import time
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from briefgen.errors import SourceError
from briefgen.story import fold_line
from briefgen.wire.copy.unwrap import unwrap
from briefgen.wire.page.frame import is_top_line
from briefgen.wire.page.tail import ends_like_copy, is_prose
from briefgen.wire.telegraph.copy import is_row

_GAP = 1.35  # times the usual distance of lines, and a paragraph has ended
_MARGIN_LINES = 3
_COLUMN = 60  # characters; a line of a page that is not set in columns is longer
_FULL_LINE = 0.8  # of all lines are no longer than a full one
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p(?:ág(?:ina)?)?\.?|side|s\.)?\s*\d{1,4}\s*(?:(?:/|of|von|de|sur|av)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page: its text, the size of its letters in points, and whether more space than usual is above it."""

    text: str
    size: float
    apart: bool = False


def page_lines(page: Any, ends: float) -> list[Line]:
    """The lines of a page, in the order in which they were set.

    Args:
        page: a `pypdf.PageObject`.
        ends: by when it must be read, on the clock of the thread, which other work on the machine does not move.

    Raises:
        SourceError: the page takes too long.
    """
    pieces: list[tuple[str, float, float]] = []  # text, height on the page, size

    def hold(*_: Any) -> None:
        if time.thread_time() > ends:
            raise SourceError("the PDF takes too long to read; it is more of a drawing than a text")

    def take(text: str, user: Any, matrix: Any, _font: Any, size: Any) -> None:
        if text:
            height = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
            pieces.append((text, float(height), abs(float(size) * float(matrix[3] or 1) * float(user[3] or 1))))

    page.extract_text(visitor_text=take, visitor_operand_before=hold)
    return _spaced(_rows(pieces))


def _rows(pieces: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """Pieces as rows: the first piece of each gives its height, the largest its size."""
    rows: list[list[tuple[str, float, float]]] = [[]]
    for text, height, size in pieces:
        first, *others = text.split("\n")
        rows[-1].append((first, height, size))
        rows += [[(other, height, size)] for other in others]
    found: list[tuple[str, float, float]] = []
    for row in rows:
        seen = [piece for piece in row if piece[0].strip()]
        if seen:
            text = fold_line("".join(piece[0] for piece in row))
            found.append((text, seen[0][1], max(piece[2] for piece in seen)))
    return [row for row in found if row[0]]


def _spaced(rows: list[tuple[str, float, float]]) -> list[Line]:
    steps = [above - below for (_, above, _), (_, below, _) in pairwise(rows)]
    # Where most paragraphs have one line, most steps are gaps; where a sentence goes on, none is.
    goes_on = [
        step
        for step, (above, below) in zip(steps, pairwise(rows), strict=True)
        if step > 1 and below[0][:1].islower() and above[2] == below[2]
    ]
    usual = min(median(each) for each in ([step for step in steps if step > 1] or [0.0], goes_on) if each)
    lines: list[Line] = []
    for number, (text, _, size) in enumerate(rows):
        step = steps[number - 1] if number else 0.0
        other_size = bool(lines) and abs(lines[-1].size - size) > 1
        lines.append(Line(text, round(size, 1), apart=(usual > 0 and step > _GAP * usual) or other_size))
    return lines


def without_margins(pages: list[list[Line]]) -> list[Line]:
    """All lines in order, but for page numbers and for what the top or the bottom of most pages repeats."""
    seen: dict[str, int] = {}
    for page in pages:
        for said in {_said(line) for line in page[:_MARGIN_LINES] + page[-_MARGIN_LINES:]}:
            seen[said] = seen.get(said, 0) + 1
    most = max(2, (len(pages) + 1) // 2)
    kept: list[Line] = []
    for page in pages:
        last = len(page) - 1
        for number, line in enumerate(page):
            in_margin = number < _MARGIN_LINES or number > last - _MARGIN_LINES
            repeated = len(pages) > 1 and seen.get(_said(line), 0) >= most
            numbered = number in (0, 1, last - 1, last) and len(page) > 1 and _PAGE_NUMBER.fullmatch(line.text[:40])
            if not (in_margin and (repeated or numbered)):
                kept.append(line)
    # Some programs set a bold line twice, a hair apart.
    return [next(same) for _, same in groupby(kept, key=lambda line: (line.text, line.size))]


def paragraphs_of(lines: list[Line]) -> list[str]:
    """The lines as paragraphs, words that were divided at a line's end made whole."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(_FULL_LINE * (len(lengths) - 1))] if lengths else 0
    if width >= _COLUMN:
        return unwrap(
            [text for line in lines for text in (("", line.text) if line.apart else (line.text,))], hyphens=True
        )
    # A column so narrow that many a line has room left for the next word: a gap or a short last line ends a paragraph.
    groups: list[list[str]] = []
    for line in lines:
        before = groups[-1][-1] if groups else ""
        had_room = len(before) + len(line.text.split(maxsplit=1)[0]) < width
        ended = ends_like_copy(before) and had_room
        if not before or line.apart or ended or is_top_line(before):
            groups.append([line.text])
        else:
            groups[-1].append(line.text)
    return [" ".join(unwrap(group, hyphens=True)) for group in groups]


def without_tables(paragraphs: list[str]) -> list[str]:
    """Without two or more rows of a table one below the other; above the first sentence, rows may date a release."""
    told = next((number for number, one in enumerate(paragraphs) if is_prose(one)), 0)
    kept = paragraphs[:told]
    for rows, same in groupby(paragraphs[told:], key=lambda one: not is_prose(one) and is_row(one)):
        group = list(same)
        kept += [] if rows and len(group) > 1 else group
    return kept


def _said(line: Line) -> str:
    return _NUMBER.sub("#", line.text.lower())
