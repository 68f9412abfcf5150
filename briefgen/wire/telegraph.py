"""What the telegraphic formats share: messages of a file, dateline, byline, version, and the copy put into an item."""

import re
from dataclasses import dataclass

from briefgen.errors import SourceError
from briefgen.wire.item import Item
from briefgen.wire.telegraph_copy import Block
from briefgen.wire.telegraph_notes import (
    AGENCY,
    begins_notes,
    is_apart,
    is_for_desk_in_copy,
    is_tail,
    strip_signature,
)

_MOST_MESSAGES = 2_000  # in one file; a day of a service has fewer
_LONGEST_MESSAGE = 1_000_000  # characters

VERSION = re.compile(
    r"\d+(?:st|nd|rd|th)\s?(?:ld|lead|add|take|update)?[ -]{0,3}(?:writethru|ld\b|lead\b|add\b|take\b|update\b|sub\b)"
    r"|\bwritethru(?:\s\d+)?|\b(?:add|take|insert) \d{1,2}$"
    r"|\b(?:\d+\.\s?)?(?:zusammenfassung|meldung|lead|update|überblick)(?:\s\d{4})?(?=\s?(?:[-:)]|$))"
    r"|\b(?:urgent|update|lead|roundup|recasts)(?:\s\d)?(?=:)",
    re.IGNORECASE,
)

_PLACE = r"[^\W\d_a-z][^\d()_<>:;!?\"“„«]{0,60}?"
_DATE = (
    r"(?:,?\s(?:[^\W\d_]{2,10}[., ]{1,2})?\d{1,2}"
    rf"(?:/\d{{1,2}}|\.?(?:\s?(?!{AGENCY.pattern})[^\W\d_]{{3,10}}\.?)?)(?:,?\s\d{{4}})?\.?)?"
)
_WITH_AGENCY = re.compile(
    rf"(?P<dateline>(?P<located>{_PLACE}){_DATE}),?\s{{0,3}}"
    rf"(?:\((?P<provider>[^()\n]{{2,40}})\)|/(?P<slashed>{AGENCY.pattern}[^()/\n]{{0,12}})/)"
    r"(?P<after>\s{0,3}(?:[.:]\s?)?(?:-{1,2}|[–—_=])?\s{0,3})(?=\S)"
)
_AGENCY_FIRST = re.compile(
    rf"\((?P<provider>[A-Za-z-]{{2,12}})\)\s?[-–—]\s?(?P<dateline>(?P<located>{_PLACE}){_DATE})\s[-–—]\s(?=\S)"
)
_BARE = re.compile(
    r"(?P<dateline>(?P<located>[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:[ /][A-ZÀ-Þ'’.-]{2,}){0,4})(?:,\s[^\d(),_]{2,30}?)?"
    rf"{_DATE}),?(?:\s(?P<provider>{AGENCY.pattern}))?\s{{1,3}}(?:-{{1,2}}|[–—_])\s{{1,3}}(?=\S)"
)
_AGENCIES = re.compile(rf"{AGENCY.pattern}(?:\s?[-/,+]\s?[\w.-]{{2,15}}){{0,4}}")
_LONGEST_DATELINE = 160

_BY = re.compile(r"(?:By|BY|by|Von|VON|Par|PAR|Por|POR|Av|AV|Af|AF|Door|DOOR)\s+(?=[^\W\d_a-z])")
_JOINS = frozenset(
    "and und et y e og och en with mit avec med de da do dos del della di la le van von der den af ter".split()
)
_ROLE = re.compile(r"writer|editor|correspondent|reporter|press|korrespondent|news|staff|service|agency", re.IGNORECASE)
_LONGEST_BYLINE = 160
_TOP = 4  # paragraphs that may stand above the dateline


def part_messages(text: str, headers: list[re.Match[str]]) -> list[tuple[re.Match[str], str]]:
    """Each header with all from its beginning to the next one.

    Raises:
        SourceError: there is no header, or more of them than a file has, or a message is longer than one is.
    """
    if not headers:
        raise SourceError("the input is no message of this format: it has no header")
    if len(headers) > _MOST_MESSAGES:
        raise SourceError(f"the input holds more than {_MOST_MESSAGES:,} messages")
    starts = [header.start() for header in headers]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if max(map(len, parts)) > _LONGEST_MESSAGE:
        raise SourceError(f"a message is longer than {_LONGEST_MESSAGE:,} characters; a story is not")
    return list(zip(headers, parts, strict=True))


@dataclass(slots=True, frozen=True)
class Dateline:
    """A dateline as sent, the place it names, the agency in it, and the copy after it."""

    dateline: str
    located: str
    provider: str | None
    rest: str


def split_dateline(paragraph: str) -> Dateline | None:
    """The dateline of a paragraph and what follows it, or None."""
    head = paragraph[:_LONGEST_DATELINE]
    provider: str | None
    if found := _AGENCY_FIRST.match(head) or _BARE.match(head):
        provider = found["provider"]
    elif found := _WITH_AGENCY.match(head):
        provider = found["provider"] or found["slashed"]
        # "Anna Berg (SPD) sagte": a party stands in brackets as an agency does, but no dash follows it.
        if not (_AGENCIES.fullmatch(provider) or set(found["after"]) & set("-–—_=")):
            return None
    else:
        return None
    located = found["located"].split(",")[0].strip(" -")
    return Dateline(
        dateline=found["dateline"].strip(" ,-"),
        located=located.title() if located.isupper() else located,
        provider=provider,
        rest=paragraph[found.end() :],
    )


def read_byline(line: str) -> str | None:
    """Who wrote it, when the line is a byline: "By JO SMITH, AP Writer", "Von Max Maier, dpa"."""
    if len(line) > _LONGEST_BYLINE or not (by := _BY.match(line)) or line.endswith(("?", "!", ":", "”", '"')):
        return None
    who, _, after = line[by.end() :].partition(",")
    credited = bool(AGENCY.match(after.strip()) or _ROLE.search(after))
    if after and not credited:
        who = f"{who},{after}"
    who = re.split(r"\s*[(/]", who, maxsplit=1)[0].strip(" .,")
    words = [word.strip(".,;") for word in who.split()]
    names = sum(word not in _JOINS for word in words)
    if not all(word in _JOINS or word[:1].isupper() for word in words) or names < (1 if credited else 2):
        return None
    return who


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
        if rest or begins_notes(text):
            rest.append(text)
        elif is_for_desk_in_copy(text):
            note_for_desk(item, text)
        elif block.caret or is_apart(text):
            # A caret inside the copy speaks to the desk: "(STORY CAN END HERE)", "MORE".
            item.notes.append(text)
        elif not block.is_table(marked=marked):
            kept.append(text)
    tail: list[str] = []
    while kept and is_tail(kept[-1]):
        tail.insert(0, kept.pop())
    if kept:
        kept[-1] = strip_signature(kept[-1])
    item.notes += tail + rest
    _read_top(item, kept)
    item.paragraphs = [text for text in kept if text]


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
        elif dateline := split_dateline(line):
            kept[number] = dateline.rest
            item.dateline, item.located = dateline.dateline, dateline.located
            item.provider = dateline.provider or item.provider
            return
        else:
            number += 1
