"""Datelines that the fields of an item vouch for: in a field of their own, and before the copy that repeats one."""

import re

from briefgen.wire.copy.agencies import AGENCIES, AGENCY
from briefgen.wire.copy.dateline import Dateline, place_name, split_dateline
from briefgen.wire.xml.tree import parse_date

_LONGEST = 160  # characters before the copy
_LONGEST_FIELD = 200
_LONGEST_BRACKET = 24
_MOST_WORDS = 14
_MOST_SMALL = 3  # words in lower case beside the day: "de mayo de", "vasárnap"

_SOURCE = re.compile(r"\((?P<bracketed>[^\W\d_][^()\d]{1,39})\)|/\s?(?P<slashed>[^\W\d_][^()/\d]{1,39})/")
_DASH_OR_STOP = re.compile(r"\s{0,3}[.:]?\s{0,3}(?P<dash>-{1,2}|[–—―=_])\s{0,3}(?=\S)|\s{0,3}[.:]?\s{1,3}(?=\S)")
_SOURCE_FIRST = re.compile(r"\((?P<source>[^\W\d_][^()\d]{1,39})\)\s?(?P<dash>-{1,2}|[–—])?\s{0,3}(?=\S)")
_BEGINS_COPY = re.compile(r"[\"'“„«‘(\[¿¡—–-]{0,3}\s?(?:[^\W_a-zß-öø-ÿ]|<)")
_NO_PLACE = re.compile(r"[?!;\"“”„«»:<>*]")
_SMALL = frozenset(
    "de da do dos das del della di du la le les el al am an im in der den upon of the sur und y e".split()
)
_SOURCE_AT_END = re.compile(r"(?:\s*|--)(?:\([^()]{2,40}\)|/[^()/]{2,40}/)\Z")
# "12.11.2026 Warszawa (PAP)": the day first, in figures.
_DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4},?\s")
_PLACE = re.compile(r"[^\W\d_][^\d,()/]{0,60}")
# Whole words: "Janeiro", "Marseille" and "Sunderland" are places.
_MONTH = re.compile(
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?|jul[yi]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?",
    re.IGNORECASE,
)


def dateline_of(value: str | None) -> tuple[str | None, str | None]:
    """The dateline of a field without source and dash, and its place; none of a time or an agency alone."""
    text = (value or "")[:_LONGEST_FIELD].strip().rstrip(" -–—:")
    if first := _SOURCE_FIRST.match(text):
        text = text[first.end() :]
    text = _SOURCE_AT_END.sub("", text).strip(" ,;-–—")
    # "TAKENO, Nov. 12 Kyodo": without brackets the day tells the agency from a place.
    before, _, agency = text.rpartition(" ")
    if before[-1:].isdigit() and AGENCIES.fullmatch(agency):
        text = before
    if not re.search(r"[^\W\d_]{2}", text) or parse_date(text) or AGENCIES.fullmatch(text):
        return None, None
    return text, _place_in(text)


def _place_in(dateline: str) -> str | None:
    """The place that a dateline begins with; None where it begins with the day."""
    found = _PLACE.match(_DAY_FIRST.sub("", dateline, count=1) if dateline[:1].isdigit() else dateline)
    words = found[0].strip(" -–—.").split() if found else []
    while words and _MONTH.fullmatch(words[-1]):
        words.pop()
        words[-1:] = [word.rstrip(".") for word in words[-1:]]  # "KARSK. Nov 12"
    return place_name(" ".join(words)) or None


def opening_dateline(paragraph: str) -> Dateline | None:
    """The dateline of a paragraph, or the agency alone, where it stands in brackets: "(Bloomberg) -- Text"."""
    return split_dateline(paragraph) or (
        known_dateline(paragraph, known=None, source=None) if paragraph.startswith("(") else None
    )


def known_dateline(paragraph: str, *, known: str | None, source: str | None) -> Dateline | None:
    """The dateline before the copy, if it ends with the item's agency or another's, or says the item's own again.

    Args:
        paragraph: one line.
        known: the dateline or the place that the item names in a field of its own.
        source: the agency that the item names.
    """
    head = paragraph[:_LONGEST]
    # "【東京共同】", "(서울=연합뉴스) 이름 기자 =".
    if (head.startswith("【") or "=" in head[:_LONGEST_BRACKET]) and (found := split_dateline(paragraph)):
        return found
    first = _SOURCE_FIRST.match(head)
    named = AGENCY.match if first and first["dash"] else AGENCIES.fullmatch
    if first and (named(first["source"]) or is_same(first["source"], source)):
        rest = paragraph[first.end() :]
        end = re.search(r"\s[-–—]\s(?=\S)", rest[:_LONGEST])
        before = _trimmed(rest[: end.start()]) if end else ""
        if end and _is_place_and_day(before) and (before.isupper() or is_same(before, known)):
            return Dateline(before, _place_in(before) or "", first["source"], rest[end.end() :])
        return Dateline("", "", first["source"], rest)
    for mark in _SOURCE.finditer(head):
        before = _trimmed(head[: mark.start()])
        after = _DASH_OR_STOP.match(head, mark.end())
        agency = (mark["bracketed"] or mark["slashed"]).strip()
        if after and _BEGINS_COPY.match(head, after.end()) and _is_place_and_day(before) and _place_in(before):
            # "Anna Berg (SPD) - Die": a party stands in brackets as an agency does.
            sure = AGENCIES.fullmatch(agency) or is_same(agency, source)
            dated, repeats = any(map(str.isdigit, before)), is_same(before, known)
            if sure or (dated and repeats) or (after["dash"] and (dated or repeats)):
                return Dateline(before, _place_in(before) or "", agency, paragraph[after.end() :])
    return _repeated(paragraph, known)


def _repeated(paragraph: str, known: str | None) -> Dateline | None:
    """The item's own dateline or place before a dash, or in capitals before a colon."""
    end = re.search(r"\s?(?:\s-{1,2}|[–—―]|--)\s{0,3}(?=\S)|(?:\.-|:)\s{1,3}(?=\S)", paragraph[:_LONGEST])
    before = _trimmed(paragraph[: end.start()]) if end else ""
    if end is None or not is_same(before, known) or not _is_place_and_day(before):
        return None
    if not _BEGINS_COPY.match(paragraph, end.end()) or (end[0].startswith(":") and not before.isupper()):
        return None
    return Dateline(before, _place_in(before) or "", None, paragraph[end.end() :])


def _trimmed(before: str) -> str:
    """A dateline without what parts it from the agency; the stop of an abbreviation stays: "ATHENS, Ga."."""
    text = before.strip().rstrip(" ,-–—")
    return text.rstrip(".") if any(map(str.isdigit, text[-12:])) else text


def _is_place_and_day(text: str) -> bool:
    """Whether a text may be a place and a day: names, numbers, and the small words that stand beside them."""
    words = re.sub(r"[(),/]", " ", _DAY_FIRST.sub("", text, count=1)).split()
    if not words or len(words) > _MOST_WORDS or not words[0][0].isalpha() or words[0][0].islower():
        return False
    if _NO_PLACE.search(text):
        return False
    small = [number for number, word in enumerate(words) if word[0].islower() and word not in _SMALL]
    return len(small) <= _MOST_SMALL and all(
        any(map(str.isdigit, "".join(words[max(0, number - 2) : number + 3]))) for number in small
    )


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, whatever their case, or one begins with all words of the other."""
    first, second = sorted((re.findall(r"\w+", (each or "").casefold()) for each in (one, other)), key=len)
    return bool(first) and first == second[: len(first)]
