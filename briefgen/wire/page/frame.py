"""A story of a page, a feed or a document: byline, dateline and labels above its copy are told by their words."""

import re
from dataclasses import dataclass, replace

from briefgen.errors import SourceError
from briefgen.story import Story
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.furniture import without_furniture
from briefgen.wire.copy.header import is_label
from briefgen.wire.item import Item
from briefgen.wire.page.dateline import lone_dateline, split_dateline
from briefgen.wire.page.tail import LONGEST_LINE, before_boilerplate, ends_like_copy, is_prose, take_tail

_TOP = 6  # paragraphs in which what stands above the copy is
_LEAST_PROSE = 2  # paragraphs: in copy with fewer, a line without an end may be all there is

# Above the copy, a line that begins so holds it back; what begins so and is a sentence is news.
_HELD = re.compile(
    r"\W*(?:(?:strictly|under|streng|sous|bajo|sotto|sob)\W+)?(?:embarg|sperr?frist|эмбарго|حظر|解禁|エンバーゴ)",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class PageItem(Item):
    """A story of a page, a feed or a document, of whose copy no line is marked: what each is, its words tell.

    Attributes:
        page: it is a whole page, so that labels and dates stand above its copy, and links below it.
        cut: why the copy is known to be a part of the story only, for an editor; None where it is whole.
    """

    page: bool = False
    cut: str | None = None

    def to_story(self) -> Story:
        """The story, its byline, dateline, notes and signatures taken off the copy.

        Raises:
            SourceError: no sentence is left, the item is a picture, a sound or a list of others, or a part of a story.
        """
        if self.cut:
            raise SourceError(self.cut)
        return Item.to_story(settle(replace(self, notes=list(self.notes))))


def is_top_line(line: str) -> bool:
    """Whether a line of its own is a byline, a dateline, or holds the copy back."""
    if len(line) > LONGEST_LINE:
        return False
    return bool(_HELD.match(line) or lone_dateline(line) or read_byline(line))


def settle(item: PageItem) -> PageItem:
    """Take off the copy what its own lines say above and below it; what the item says already counts for more.

    Args:
        item: its `paragraphs` are of one line each; changed in place.
    """
    cleaned = without_furniture(item.paragraphs)
    item.notes += cleaned.notes
    _note(item, cleaned.ednote)
    copy = before_boilerplate(cleaned.paragraphs, item.notes)
    sure = item.page and sum(map(is_prose, copy)) >= _LEAST_PROSE
    copy = _below_top(copy, item, sure=sure)
    apart = len(item.notes)
    take_tail(copy, item.notes, item.byline, sure=sure)
    # PAP's "Autorka: …" and the like; "Text: …" may be who wrote it, too.
    item.byline = item.byline or next(filter(None, map(read_byline, item.notes[apart:])), None)
    item.paragraphs = copy
    return item


def _note(item: PageItem, note: str | None) -> None:
    if note:
        item.ednote = f"{item.ednote} {note}" if item.ednote else note


def _below_top(copy: list[str], item: PageItem, *, sure: bool) -> list[str]:
    """The copy from its first sentence on, without a dateline."""
    kept: list[str] = []
    for number, line in enumerate(copy[:_TOP]):
        if is_label(line):
            item.byline = item.byline or read_byline(line)
            item.notes.append(line)  # in capitals it is like a place before a colon
            continue
        if found := split_dateline(line, item.provider):
            _place(item, found.dateline, found.located, found.provider, found.byline)
            item.notes += kept  # above a dateline, what is no sentence is a second headline
            return [found.rest, *copy[number + 1 :]]
        if len(line) > LONGEST_LINE or (ends_like_copy(line) and not read_byline(line)):
            return [*kept, *copy[number:]]
        if _HELD.match(line):
            _note(item, line)
        elif found := lone_dateline(line):
            _place(item, found.dateline, found.located, found.provider, found.byline)
        elif names := read_byline(line):
            item.byline = item.byline or names
        elif sure:
            item.notes.append(line)
        else:
            kept.append(line)
    return [*kept, *copy[_TOP:]]


def _place(item: PageItem, dateline: str, located: str, provider: str | None, byline: str | None) -> None:
    item.dateline = item.dateline or dateline or None
    item.located = item.located or located or None
    item.provider = item.provider or provider
    item.byline = item.byline or byline
