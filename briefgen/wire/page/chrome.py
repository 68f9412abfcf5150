"""Tells lines of a web page that are not the story: invitations, captions, notices; and what is for the desk."""

import re
from collections.abc import Iterable
from functools import cache

from briefgen.lazily import lazily
from briefgen.wire.copy.attribution import is_attributed
from briefgen.wire.copy.rights import is_rights_notice
from briefgen.wire.page.chrome_index import LineIndex
from briefgen.wire.page.chrome_lines import CAPTION_ENDS, CHROME, END_MARKS, MORE_MARKS, TAG_LINES
from briefgen.wire.page.chrome_world import CHROME_WORLD, TAG_LINES_WORLD

_LONGEST = 400  # characters; a notice can be as long, an invitation is shorter
_LONGEST_CAPTION = 900
_LONGEST_CREDIT = 220
_LONGEST_MARK = 30
_RULES = "-–—*="
# A caption may tell what was said.
_PICTURE = lazily(
    r"(?-i:FILE)\b|(?:file )?(?:photo|picture|image|video|graphic|illustration|foto|bild|crédit|imagen)\w{0,2}\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", "”", '"')  # no credit is before them


@cache
def _lines() -> LineIndex:
    return LineIndex(pattern for tables in (CHROME, CHROME_WORLD) for table in tables.values() for pattern in table)


@cache
def _tag_lines() -> LineIndex:
    return LineIndex(TAG_LINES + TAG_LINES_WORLD + MORE_MARKS)


@cache
def _end_marks() -> re.Pattern[str]:
    return _any_of(END_MARKS)


@cache
def _credit() -> re.Pattern[str]:
    return _any_of(rf"{pattern}\Z" for pattern in CAPTION_ENDS)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return lazily("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_chrome(line: str) -> bool:
    """Whether a line, its white space folded, is of the page around a story: a notice, an invitation, a caption."""
    line = line.strip("»›>|•· ")
    if line[:1] in _RULES and line[-1:] in _RULES:
        line = line.strip(f"{_RULES} ")  # "- Advertisement -"; a dash that only opens a line is of speech
    if not line:
        return True
    if len(line) <= _LONGEST and (is_rights_notice(line) or _lines().matches(line)):
        return bool(_PICTURE.match(line)) or not is_attributed(line)
    if line.endswith(_SENTENCE_ENDS) and ")" not in line[-3:]:
        return False
    return len(line) <= _LONGEST_CAPTION and bool(_credit().search(line[-_LONGEST_CREDIT:]))


def is_tag_line(line: str) -> bool:
    """Whether a line, its white space folded, says where the story is from or who helped, to whoever prints it."""
    return len(line) <= _LONGEST and bool(_tag_lines().matches(line))


def without_chrome(paragraphs: Iterable[str]) -> tuple[list[str], list[str]]:
    """Copy, and what is for the desk: tag lines and all from an end mark on; chrome is in neither."""
    copy: list[str] = []
    notes: list[str] = []
    ended = False
    for paragraph in paragraphs:
        ended = ended or (bool(copy) and len(paragraph) <= _LONGEST_MARK and bool(_end_marks().fullmatch(paragraph)))
        if ended or is_tag_line(paragraph):
            notes.append(paragraph)
        elif not is_chrome(paragraph):
            copy.append(paragraph)
    return copy, notes
