"""What the telegraphic formats share: messages of a file, dateline, byline, version, and the copy put into an item."""

import re

from briefgen.errors import SourceError
from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCY
from briefgen.wire.copy.byline import read_byline, signed_by
from briefgen.wire.copy.dateline import place_name
from briefgen.wire.copy.known_dateline import opening_dateline
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.copy.version import VERSION
from briefgen.wire.gate.orders import is_order
from briefgen.wire.item import Item
from briefgen.wire.telegraph.copy import Block, blocks
from briefgen.wire.telegraph.notes import (
    begins_notes,
    is_apart,
    is_for_desk_in_copy,
    is_tail,
    strip_signature,
)

_MOST_MESSAGES = 2_000  # in one file; a day of a service has fewer
_LONGEST_MESSAGE = 1_000_000  # characters

_ENDED = re.compile(r"^[ \t]{0,8}NNNN\W{0,8}$|\x03", re.MULTILINE)
_LONGEST_TITLE = 200  # characters
# "Kuusilahti STT", on a line of its own; of two words it may be a name.
_PLACE_ALONE = lazily(rf"(?P<place>[^\W\d_a-z][\w-]{{2,30}}),? \(?(?P<provider>{AGENCY.pattern})\)?")
_TOP = 4  # paragraphs that may stand above the dateline


def part_messages(text: str, headers: list[re.Match[str]]) -> list[tuple[re.Match[str], str]]:
    """Each header with all from its beginning to the next one.

    Raises:
        SourceError: there is no header, or more of them than a file has, a message is longer than one is, or the end of
            one whose header is missing stands above the first.
    """
    if not headers:
        raise SourceError("the input is no message of this format: it has no header")
    if len(headers) > _MOST_MESSAGES:
        raise SourceError(f"the input holds more than {_MOST_MESSAGES:,} messages")
    starts = [header.start() for header in headers]
    above = text[: starts[0]]
    if _ENDED.search(above) and any(is_prose(block.text) for block in blocks(above[-_LONGEST_MESSAGE:])):
        raise SourceError("the input begins in the middle of a message, and another follows; send them one by one")
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if max(map(len, parts)) > _LONGEST_MESSAGE:
        raise SourceError(f"a message is longer than {_LONGEST_MESSAGE:,} characters; a story is not")
    return list(zip(headers, parts, strict=True))


def fill(item: Item, copy: list[Block], *, marked: bool = False) -> None:
    """Put the copy into the item: tables left out; dateline, notes, sign-offs and rights read off.

    Args:
        item: gets `paragraphs`, `notes` and what the copy tells; what it holds already stays.
        copy: the body after the header.
        marked: the format says that the message is a table.
    """
    kept: list[str] = []
    rest: list[str] = []
    for block in copy:
        text = block.text
        if not text:
            continue
        remains = bool(rest) or begins_notes(text, telegram=True)
        if is_order(text) or (is_for_desk_in_copy(text) and not remains):
            note_for_desk(item, text)
        elif remains:
            rest.append(text)
        elif block.caret or is_apart(text) or _is_signed(item, text):
            # A caret inside the copy speaks to the desk: "(STORY CAN END HERE)", "MORE"; or it says who wrote it.
            item.byline = item.byline or (read_byline(text) if block.caret else None)
            item.notes.append(text)
        elif not block.is_table(marked=marked):
            kept.append(text)
    tail: list[str] = []
    while kept and is_tail(kept[-1]):
        tail.insert(0, kept.pop())
    if kept:
        kept[-1] = strip_signature(kept[-1])
    item.notes += tail + rest
    if item.version is None and (version := VERSION.search((item.headline or "")[:_LONGEST_TITLE])):
        item.version = version[0]
    _read_top(item, kept)
    item.paragraphs = [text for text in kept if text]


def _is_signed(item: Item, text: str) -> bool:
    """Whether a paragraph only says who wrote it; the item then knows."""
    signed = signed_by(text)
    item.byline = item.byline or signed
    return signed is not None


def note_for_desk(item: Item, text: str) -> None:
    """Add a line to editors to the notes and to the ed-note."""
    item.notes.append(text)
    item.ednote = f"{item.ednote} {text}" if item.ednote else text


def _read_top(item: Item, kept: list[str]) -> None:
    """Take headline and byline that the copy repeats, and the dateline, off the first paragraphs."""
    number = 0
    while number < min(len(kept), _TOP):
        line = kept[number]
        byline = read_byline(line)
        if byline or line == item.headline:
            item.byline = item.byline or byline
            del kept[number]
        elif (alone := _PLACE_ALONE.fullmatch(line)) and any(map(is_prose, kept[number + 1 :])):
            item.dateline, item.located = alone["place"], place_name(alone["place"])
            item.provider = item.provider or alone["provider"]
            del kept[number]
            return
        elif dateline := opening_dateline(line):
            kept[number] = dateline.rest
            # What stands in brackets above it speaks to the desk; what is no sentence is a second title.
            above = [one for one in kept[:number] if (one[:1] == "(" and one[-1:] == ")") or not is_prose(one)]
            item.notes += above
            kept[:number] = [one for one in kept[:number] if one not in above]
            item.dateline, item.located = dateline.dateline or None, dateline.located or None
            item.provider = dateline.provider or item.provider
            return
        else:
            number += 1
