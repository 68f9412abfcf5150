"""What the body of an XML item says again of its fields is taken off the copy: dateline, agency, and who wrote it."""

import re

from briefgen.wire.copy.agencies import AGENCIES
from briefgen.wire.copy.byline import read_byline, signed_by
from briefgen.wire.item import Item
from briefgen.wire.xml.dateline import dateline_of, is_same, known_dateline

_TOP = 6  # paragraphs in which the dateline stands: below a headline and the main points
_END = 6  # paragraphs among which sign-offs stand
_LONGEST_SIGN_OFF = 250
_FEW = 8  # words
_LONGEST_NOTE = 300
_LONGEST_ALONE = 60

_NOTE = re.compile(r"\W{0,3}notes? to editors?\s?:\s*\S", re.IGNORECASE)
_MARK = re.compile(r"\W*mfl?\W*", re.IGNORECASE)  # more follows
_INITIALS = re.compile(r"[a-z][a-z0-9]{0,5}(?:-[a-z0-9]{1,5})?/(?:\s?[a-z0-9]{2,5}/?){0,4}", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(?:\([^().!?\d]{2,120}\)\s*)+")
# Two credits of one kind or another: who wrote and who edited, in any language.
_TWO_CREDITS = re.compile(r"\([^().!?]{2,120}(?:;|\s[-–—])\s[^().!?]{2,120}\)\.?")
# After a sentence: PTI ABC XYZ, EFE, ==Kyodo, /ritzau/.
_LAST_WORD = re.compile(
    r"(?:\A|(?<=[.!?»”\"’')…])\s?)[=–—-]{0,3}\s?"
    r"(?:\([^()]{2,30}\)|/[^/()]{2,30}/|(?P<bare>[^\s./()=–—]{2,30})(?:\s[A-Z]{2,5}){0,8})\Z"
)


def clean_copy(item: Item) -> None:
    """Take what repeats the item's fields off its paragraphs, to the notes where it is more than a dateline.

    The fields that the item has already stay as they are: what is published of it counts more than its body.
    """
    marks = [each for each in item.paragraphs if _MARK.fullmatch(each)]
    # One that is told in its own paragraph does not end the story, as a heading of such notes does.
    told = [each for each in item.paragraphs if len(each) <= _LONGEST_NOTE and _NOTE.match(each)]
    if (marks or told) and len(marks) + len(told) < len(item.paragraphs):
        item.notes += marks + told
        item.ednote = " ".join([item.ednote or "", *told]).strip() or None
        item.paragraphs = [each for each in item.paragraphs if each not in marks + told]
    _take_dateline(item)
    taken: list[str] = []
    while len(item.paragraphs) > 1 and len(taken) < _END and _signs_off(item.paragraphs[-1], item):
        item.byline = item.byline or signed_by(item.paragraphs[-1])
        taken.insert(0, item.paragraphs.pop())
    item.notes += taken
    if item.paragraphs and (end := _signature(item.paragraphs[-1], item.provider)):
        item.paragraphs[-1] = item.paragraphs[-1][:end].rstrip()


def _take_dateline(item: Item) -> None:
    known = item.dateline or item.located
    for number, paragraph in enumerate(item.paragraphs[:_TOP]):
        if len(item.paragraphs) > 1 and len(paragraph) <= _LONGEST_ALONE and (alone := _alone(paragraph, item)):
            item.dateline, item.located = item.dateline or alone, item.located or dateline_of(alone)[1]
            del item.paragraphs[number]
            return
        found = known_dateline(paragraph, known=known, source=item.provider)
        if found is not None:
            item.paragraphs[number] = found.rest
            item.dateline = item.dateline or found.dateline or None
            item.located = item.located or found.located or None
            item.provider = item.provider or found.provider
            _take_byline(item, number)
            return


def _alone(paragraph: str, item: Item) -> str | None:
    """The dateline that is alone on its line: the item's own again, or a place in capitals with the agency."""
    known = item.dateline or item.located
    if known and is_same(paragraph, known) and len(paragraph) <= len(known):
        return known
    place, _, agency = paragraph.rpartition(" ")
    if place.isupper() and (AGENCIES.fullmatch(agency.strip("()/")) or (item.provider and agency == item.provider)):
        return place.rstrip(" ,-–—")
    return None


def _take_byline(item: Item, end: int) -> None:
    """Take a byline that stands above the dateline, below a note to editors or a list of points."""
    for number, paragraph in enumerate(item.paragraphs[:end]):
        if byline := read_byline(paragraph):
            item.byline = item.byline or byline
            del item.paragraphs[number]
            return


def _signs_off(paragraph: str, item: Item) -> bool:
    if len(paragraph) > _LONGEST_SIGN_OFF:
        return False
    if signed_by(paragraph) or _INITIALS.fullmatch(paragraph) or _TWO_CREDITS.fullmatch(paragraph):
        return True
    if _signature(paragraph, item.provider) == 0 or (item.byline and _signed(paragraph, item.byline, item.provider)):
        return True
    return bool(_IN_BRACKETS.fullmatch(paragraph)) and len(paragraph.split()) < _FEW


def _signed(paragraph: str, byline: str, provider: str | None) -> bool:
    """Whether a paragraph names who wrote the story once more, alone or with the agency."""
    said, who, agency = (
        "".join(filter(str.isalnum, (each or "").casefold())) for each in (paragraph, byline, provider)
    )
    return said.removeprefix("by") in {who, who + agency}


def _signature(paragraph: str, provider: str | None) -> int | None:
    """Where the name of the agency begins with which a paragraph ends; None where there is none."""
    end = paragraph.rstrip(" .")
    last = _LAST_WORD.search(end[-60:])
    if last is None:
        return None
    name = last["bare"] or last[0].strip(" =–—-()/")
    agency = (provider or "").casefold()
    if AGENCIES.fullmatch(name) or (
        name.casefold() in {agency, agency.split(" ")[0]} and not (last["bare"] or "").islower()
    ):
        return len(end) - len(last[0])
    return None
