"""Datelines that stand in pages and releases only, or in scripts without capitals; `dateline` reads all others.

Kyodo's "【場所共同】", Yonhap's "(곳=연합뉴스)", Anadolu's line "Place / writer / AA", and a release's
"Place, 10 March 2026." are the forms.
"""

import re

from briefgen.wire.copy.agencies import AGENCIES
from briefgen.wire.copy.dateline import Dateline, place_name
from briefgen.wire.copy.dateline import split_dateline as split_latin

_LONGEST = 170  # characters in which a dateline stands
_MOST_WORDS = 6

IS_AGENCY = re.compile(
    rf"{AGENCIES.pattern}|الأناضول|رويترز|أ ?ف ?ب|فرانس برس|د ?ب ?أ|ΑΠΕ(?:-ΜΠΕ)?|УНИАН|Укринформ"
    r"|(?:Australian )?Associated Press|Agence France-Presse|Ag[êe]ncia (?:Lusa|Brasil)|Agencia EFE|Press Association"
)
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
_SIGNALS = frozenset(
    "analysis alert breaking bulletin comment correction corrected editorial exclusive explainer factbox file flash "
    "focus interview latest lead live news newsalert note obituary opinion photos preview profile question answer "
    "monday tuesday wednesday thursday friday saturday sunday "
    "recap review score scores snap summary timeline top update updated urgent video watch weather wrapup "
    "eilmeldung korrektur zusammenfassung überblick urgence urgente ultima última hora".split()
)

_JAPANESE = re.compile(r"【(?P<located>[^【】=＝]{1,12}?)(?:共同|時事|[=＝](?P<byline>[^【】]{1,20}))(?:通信)?】\s*")
_KOREAN = re.compile(
    r"[(（](?P<dateline>(?P<located>[^()=]{1,15}))=(?P<provider>연합뉴스|뉴스1|뉴시스)[)）]\s*"
    r"(?:(?P<byline>[\uac00-\ud7a3 ·,]{2,30}?)\s(?:기자|특파원)\s*=\s*)?"
)
# Anadolu sets place, writer and agency on a line of their own.
_SLASHED = re.compile(r"(?P<located>[^/.]{2,40})/\s?(?:(?P<byline>[^/.]{3,60})/\s?)?(?P<provider>[^/.]{2,30})")


def split_dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens a paragraph, white space folded, and what follows it; None where there is none."""
    head = paragraph[:_LONGEST]
    if head[:1] in "【(（":
        for form in (_JAPANESE, _KOREAN):
            if found := form.match(head):
                return _dateline(found, paragraph)
    if known := split_latin(paragraph):
        return known if _begins(known.rest) and not _is_signal(known.located) else None
    if (found := _DATED.match(head)) and _is_place(found["located"]):
        return _dateline(found, paragraph)
    if (found := _CAPITALS_COLON.match(head)) and not _is_signal(found["located"]):
        return _dateline(found, paragraph)
    return None


def lone_dateline(line: str) -> Dateline | None:
    """A line of its own that holds a dateline, place and date, or place, writer and agency between slashes."""
    if found := _SLASHED.fullmatch(line[:_LONGEST]):
        return _dateline(found, line) if IS_AGENCY.fullmatch(found["provider"].strip()) else None
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
        and not _is_signal(place)
    )


def _begins(copy: str) -> bool:
    """Whether a text can begin a sentence: "NATO — the alliance — said" is one sentence."""
    return bool(copy) and not copy[:1].islower()


def _is_signal(place: str) -> bool:
    return not _SIGNALS.isdisjoint(place.casefold().split())
