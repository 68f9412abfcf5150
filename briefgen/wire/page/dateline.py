"""Datelines that stand in pages and releases only; `copy.dateline` reads all others.

Anadolu's line "Place / writer / AA", "PLACE: Copy" and a release's "Place, 10 March 2026." are the forms.
"""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCIES
from briefgen.wire.copy.dateline import Dateline, is_place, place_name
from briefgen.wire.copy.dateline import split_dateline as split_latin

_LONGEST = 170  # characters in which a dateline stands
_MOST_WORDS = 6

_PLACE = r"[^\W\d_a-zß-öø-ÿ][\w'’.]{0,30}(?:[ /-]{1,2}[^\W\d_][\w'’.]{0,30}){0,5}"
_JOINS = frozenset(
    "de del della da do dos di la le les el los las al an der den im in upon of sur sous en på i".split()
)
_DATE = r"(?:le\s|den\s)?\d{1,2}\.?\s(?:de\s|d['’])?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4}"
_DATED = re.compile(rf"(?P<dateline>(?P<located>{_PLACE}),\s{_DATE})\.(?:-|[–—])?\s+(?=[^\W\d_])")
_LONE = re.compile(rf"(?P<dateline>(?P<located>{_PLACE}),\s{_DATE})[ .:-]{{0,3}}")
# A place in capitals before a colon needs no date, but a word in capitals may be a signal.
_CAPITALS_COLON = re.compile(
    r"(?P<dateline>(?P<located>(?=[A-Z '’.]{5})[A-Z][A-Z'’.]{1,30}(?: [A-Z'’.]{2,30}){0,3})):\s(?=[A-Z“\"‘'])"
)
_HOUSED = re.compile(rf"(?P<dateline>(?P<located>{_PLACE}))\s\((?P<provider>[^()]{{2,40}})\)\s?[:–—-]\s+(?=\S)")
# "TURIN, Italy / ACCESSWIRE / June 10, 2025 / Text".
_PARTED = lazily(
    rf"(?P<dateline>(?P<located>{_PLACE})(?:,\s[^/,]{{2,30}})?)\s?/\s?(?P<provider>{AGENCIES.pattern})\s?/\s?"
    r"[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}\s?/\s{0,3}(?=\S)"
)
# Anadolu sets place, writer and agency on a line of their own.
_SLASHED = re.compile(r"(?P<located>[^/.]{2,40})/\s?(?:(?P<byline>[^/.]{3,60})/\s?)?(?P<provider>[^/.]{2,30})")


def split_dateline(paragraph: str, house: str | None = None) -> Dateline | None:
    """The dateline that opens a paragraph, white space folded, and what follows it; None where there is none.

    Args:
        paragraph: of one line.
        house: who publishes it, as "OSLO (NRK): Text" may name; in brackets anyone else may be a speaker's party.
    """
    head = paragraph[:_LONGEST]
    if "/" in head and (found := _PARTED.match(head)):
        return _dateline(found, paragraph)
    if known := split_latin(paragraph):
        return known if known.rest else None
    if house and (found := _HOUSED.match(head)) and found["provider"].casefold() == house.casefold():
        return _dateline(found, paragraph)
    found = _DATED.match(head)
    if found is None or not _is_place(found["located"]):
        found = _CAPITALS_COLON.match(head)
    return _dateline(found, paragraph) if found and is_place(found["located"]) else None


def lone_dateline(line: str) -> Dateline | None:
    """A line of its own that holds a dateline, place and date, or place, writer and agency between slashes."""
    if found := _SLASHED.fullmatch(line[:_LONGEST]):
        return _dateline(found, line) if AGENCIES.fullmatch(found["provider"].strip()) else None
    if (known := split_latin(line)) and not known.rest:
        return known
    found = _LONE.fullmatch(line[:_LONGEST])
    return _dateline(found, line) if found and _is_place(found["located"]) else None


def _dateline(found: "re.Match[str]", paragraph: str) -> Dateline:
    groups = found.groupdict()
    located = (groups["located"] or "").split(",")[0].strip(" -.")
    return Dateline(
        dateline=(groups.get("dateline") or located).strip(" ,-"),
        located=place_name(located),
        provider=groups.get("provider"),
        byline=(groups.get("byline") or "").strip() or None,
        rest=paragraph[found.end() :],
    )


def _is_place(place: str) -> bool:
    """Whether all words but the small ones of a name begin with no small letter, and there are few."""
    words = re.split(r"[ /-]+", place)
    return (
        len(words) <= _MOST_WORDS
        and all(word in _JOINS or not word[:1].islower() for word in words)
        and is_place(place)
    )
