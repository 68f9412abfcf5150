"""Quote marks: the quoted passages of a text, read off its marks; where marks do not pair, the passage says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

# One or two marks that open or close; tokenised copy writes `` and '' for the double marks.
_MARK = re.compile(r"``|` `|''|‘‘|’’|[“”„‟«»‹›\"″＂‘’‚'`´]")
_SINGLE = frozenset("‘’‚'`´")
_ANGLE = frozenset("«»‹›")
_OPENING = frozenset(("``", "` `", "‘‘", "“", "„", "‟", "«", "‹", "‘", "‚", "`"))
_CLOSING = frozenset(("''", "’’", "”", "»", "›", "’", "´"))
_TEX = frozenset(("``", "` `"))
_TEX_END = "' '"
_BEFORE_OPENING = frozenset("([{—–-/“”„‟«»‹›\"‘’‚'`")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…“”„‟«»‹›\"‘’‚'´")

# Apostrophes with a space about them or in front: "it 's", "didn 't", "'em", "rock 'n' roll", "the '90s".
_CONTRACTION = re.compile(r"['’‘`´]\s?(?:s|t|d|m|ll|re|ve)(?![\w'’-])")
_ELISION = re.compile(r"['’‘`´]\s?(?:em|til|tis|twas|n['’]|\d0s)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage, outermost marks only: `text[start:end]` with its marks, half open, in code points.

    Attributes:
        start: where its first mark stands.
        end: behind its last mark.
        inner_start: behind its first mark.
        inner_end: where its last mark stands.
        opened: whether an opening mark was found; else it is taken to run from the last quotation or paragraph start.
        closed: whether a closing mark was found; else it is taken to run to the end of the paragraph.
        loose: whether its one mark may as well be an apostrophe.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    opened: bool = True
    closed: bool = True
    loose: bool = False


@dataclass(slots=True)
class _Mark:
    """A mark and what the characters around it make of it."""

    start: int
    end: int
    glyph: str
    family: Literal["double", "angle", "single"]
    before: str
    look: Literal["opens", "closes", "either", "possessive"]
    closer_follows: bool = False
    partner_follows: bool = False


def quotations(text: str) -> list[Quotation]:
    """Quoted passages in reading order, none across a blank line; only loose ones may overlap others."""
    found: list[Quotation] = []
    start = 0
    while start <= len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        found.extend(_paired(_marks(text, start, end), text, start, end))
        start = end + 2
    return found


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The quote marks between two offsets, apostrophes left out."""
    marks = [mark for match in _MARK.finditer(text, start, end) if (mark := _mark(text, match, start, end))]
    # From the right, so that each mark learns in one pass what follows it.
    closer, partner, unpaired = False, False, 0
    for mark in reversed(marks):
        if mark.family != "single":
            continue
        mark.closer_follows, mark.partner_follows = closer, partner
        if mark.look == "possessive" and mark.before == " " and unpaired % 2:
            mark.look = "either"  # "of the talks ' a farce ' , he said": without it the next one has no partner
        closer = mark.look in ("closes", "either") or (closer and mark.look != "opens")
        partner = partner or mark.look != "opens"
        unpaired += mark.look != "possessive"
    return marks


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark | None:
    glyph = match[0]
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    beyond = text[match.end() + 1 : match.end() + 2]
    word = visible_before(text, match.start())
    single = glyph in _SINGLE
    if single and (before.isalnum() and after.isalnum()):
        return None
    if single and (_ELISION.match(text, match.start()) or (word.isalnum() and _CONTRACTION.match(text, match.start()))):
        return None
    ends_inside = after in ".,;:!?)]}" and text[match.end() : match.end() + 2] != ".."
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and not ends_inside
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    # "the players' union", "the players ' union"
    plural = single and word in "sxzS" and after == " " and beyond.isalnum() and (before != " " or beyond.islower())
    return _Mark(
        match.start(),
        match.end(),
        glyph,
        "single" if single else "angle" if glyph in _ANGLE else "double",
        before,
        "possessive" if plural else "either" if opens == closes else "opens" if opens else "closes",
    )


def visible_before(text: str, at: int) -> str:
    """The last character before an offset that is no space; a space if there is none near."""
    return text[max(0, at - 2) : at].rstrip()[-1:] or " "


def _paired(marks: Sequence[_Mark], text: str, start: int, end: int) -> Iterator[Quotation]:  # noqa: C901
    """Pair the marks of one paragraph. Its state is the mark that is open and how many of its kind are nested in it."""
    opened: _Mark | None = None
    depth = 0
    floor = start
    for mark in marks:
        if mark.start < floor:
            continue
        if opened is None:
            if not _begins(mark):
                if _ends_what_was_cut(mark, text):
                    loose = mark.family == "single"
                    yield Quotation(floor, mark.end, floor, mark.start, opened=False, loose=loose)
                    floor = mark.end
            elif mark.family == "single" and not mark.partner_follows:
                yield Quotation(mark.start, end, mark.end, end, closed=False, loose=mark.glyph in "'’´")
            else:
                opened, depth = mark, 1
        elif (role := _role_inside(mark, opened, text)) == "goes on":
            yield Quotation(opened.start, mark.start, opened.end, mark.start, closed=False)
            opened, depth = mark, 1
        elif role:
            depth += 1 if role == "nests" else -1
            if not depth:
                floor = mark.start + len(_TEX_END) if _ends_tex(mark, opened, text) else mark.end
                yield Quotation(opened.start, floor, opened.end, mark.start)
                opened = None
    if opened is not None:
        yield Quotation(opened.start, end, opened.end, end, closed=False)


def _role_inside(mark: _Mark, opened: _Mark, text: str) -> Literal["nests", "goes on", "ends"] | None:
    """What a mark does inside a quotation; None for marks of another kind, and for apostrophes."""
    if mark.family != opened.family and not _ends_tex(mark, opened, text):
        return None
    if mark.look == "possessive" and mark.closer_follows:
        return None
    if mark.look != "opens" or mark.glyph in _CLOSING:
        return "ends"
    # The next paragraph of the same speech, run on, has an opening mark, and the one before it no closing mark.
    return "goes on" if visible_before(text, mark.start) in ".!?" else "nests"


def _ends_tex(mark: _Mark, opened: _Mark, text: str) -> bool:
    """Whether two single marks apart are the second half of "` `It changed me . ' ' Doyne"."""
    return opened.glyph in _TEX and text.startswith(_TEX_END, mark.start)


def _begins(mark: _Mark) -> bool:
    """Whether a mark opens a quotation where none is open."""
    if mark.glyph in _OPENING:
        return mark.look in ("opens", "either")
    if mark.glyph in _CLOSING:
        return mark.look == "opens"
    # Badly spaced: 'She said:" Never"' and "They agreed.' We never did,' she said."
    spaced_wrong = mark.look == "closes" and (mark.before == ":" or (mark.before == "." and mark.closer_follows))
    return mark.look == "opens" or spaced_wrong or (mark.look == "either" and not mark.before.isdigit())


def _ends_what_was_cut(mark: _Mark, text: str) -> bool:
    """Whether a mark closes a quotation whose opening mark stood in an earlier sentence."""
    closes = mark.glyph not in _OPENING and mark.look in ("closes", "either")
    return closes and visible_before(text, mark.start) in ".,!?…"


def narration(text: str, quoted: Sequence[Quotation]) -> str:
    """The text with quoted passages, none of them loose, blanked by NUL characters: offsets stay."""
    parts: list[str] = []
    at = 0
    for quotation in quoted:
        parts += text[at : quotation.start], "\0" * (quotation.end - quotation.start)
        at = quotation.end
    return "".join(parts) + text[at:]
