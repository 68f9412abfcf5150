"""The copy of a JSON item without what a body repeats below it, rows of tables, and lines of a header."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.tables import without_tables
from briefgen.wire.page.chrome import is_chrome

_TOP = 2  # paragraphs in which who wrote it may stand once more
_TAIL = 4  # paragraphs at the end among which the byline and addresses stand
_SCANNED = 400
_SHORT = 160
_CONTACT = re.compile(r"\(\(.{3,300}\)\)")
# A helpline or a desk: "Lakeline 13 11 14".
_NUMBER_LAST = re.compile(r"[^.!?:;]{0,50}?(?<![\w-])\(?\+?\d{1,4}\)?(?:[ ()/-]{1,2}\d{2,6}){1,4}\W?")
_FEWEST_DIGITS = 6
_ADDRESS_LAST = re.compile(r".{0,80}?(?:https?://|www\.)\S{3,300}")
# Aggregators send the beginning of a story: "… the mill. The [+1234 chars]".
_CUT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+\d{1,7} chars\]\s*\Z")
# "Gemeinden/Budget/Oberösterreich" above the dateline.
_KEYWORDS = re.compile(r"[A-ZÀ-Þ][^\s/.!?:]{1,40}(?:/[^\s/.!?:]{2,40}){1,6}")
_PICTURE = re.compile(r"(?:pic(?:ture)?|photo|image)s?(?: credit)?\s?[:/]", re.IGNORECASE)
_CUT_OFF = "The copy is cut short."


@dataclass(slots=True)
class Tidied:
    """Copy, what of the body is not for publication, what of that speaks to the desk, and who wrote it."""

    paragraphs: list[str]
    notes: list[str] = field(default_factory=list)
    ednotes: list[str] = field(default_factory=list)
    byline: str | None = None


def tidied(paragraphs: list[str], repeated: Iterable[str | None], *, page: bool) -> Tidied:
    """Take off what only JSON bodies carry beside their copy; what all formats share is left to the last step.

    Args:
        paragraphs: of one line each.
        repeated: the headline and the byline, which some repeat below the copy.
        page: whether the body is that of a web page, with its invitations to share and subscribe.
    """
    tidy = Tidied(without_tables(paragraphs))
    if page:
        tidy.paragraphs = [line for line in tidy.paragraphs if len(line) > _SHORT or not is_chrome(line)]
    _take_header_lines(tidy)
    if len(tidy.paragraphs) > 1 and _KEYWORDS.fullmatch(tidy.paragraphs[0]):
        tidy.notes.append(tidy.paragraphs.pop(0))
    known = {line.casefold() for line in repeated if line}
    for line in tidy.paragraphs[:_TOP]:
        if len(tidy.paragraphs) > 1 and _names_again(line, known):
            tidy.paragraphs.remove(line)
            tidy.notes.append(line)
    for at in range(len(tidy.paragraphs) - 1, max(0, len(tidy.paragraphs) - 1 - _TAIL), -1):
        line = tidy.paragraphs[at]
        if line.casefold() in known or (len(line) <= _SCANNED and (_is_apart(line) or _PICTURE.match(line))):
            tidy.notes.append(tidy.paragraphs.pop(at))
    if tidy.paragraphs and _CUT.search(tidy.paragraphs[-1][-_SHORT:]):
        tidy.paragraphs[-1] = _CUT.sub("", tidy.paragraphs[-1])
        tidy.ednotes.append(_CUT_OFF)
    return tidy


def _take_header_lines(tidy: Tidied) -> None:
    """Lines of a telegraphic header that came into the body begin with a caret."""
    carets = [line for line in tidy.paragraphs if line.startswith("^")]
    for line in carets:
        tidy.paragraphs.remove(line)
        bare = line.strip("^<>= ")
        if byline := read_byline(bare):
            tidy.byline = tidy.byline or byline
        else:
            tidy.notes.append(bare)


def _names_again(line: str, known: Iterable[str]) -> bool:
    """Whether a line is who wrote the story and for whom: "Dom Farrar, Local Democracy Reporting Service"."""
    if len(line) > _SHORT or line.endswith((".", "!", "?", "…", ":", '"', "”", "»")):
        return False
    return any(line.casefold().startswith(f"{each}, ") for each in known)


def _is_apart(line: str) -> bool:
    if line.startswith("((") and line.endswith("))"):
        return _CONTACT.fullmatch(line) is not None
    if line[-1:].isdigit() and sum(map(str.isdigit, line)) >= _FEWEST_DIGITS and _NUMBER_LAST.fullmatch(line):
        return True
    return ("www." in line or "://" in line) and _ADDRESS_LAST.fullmatch(line) is not None
