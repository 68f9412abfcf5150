"""The lines above plain copy: slugline, version, ed-note, headline, byline, and labels such as "Title:"."""

import re

from briefgen.lazily import lazily
from briefgen.wire.copy.agencies import AGENCY
from briefgen.wire.copy.byline import is_nobody, read_byline, without_agency, without_day, without_place
from briefgen.wire.copy.contacts import is_contact
from briefgen.wire.copy.dateline import Dateline, dated_alone, place_name, split_dateline
from briefgen.wire.copy.furniture import is_notice
from briefgen.wire.copy.version import VERSION
from briefgen.wire.gate.orders import is_order

HEADER_LINES = 12
_LONGEST = 300  # characters; the patterns below are slow on lines that no desk writes
_LONGEST_TITLE = 200
_LONGEST_QUESTION = 120

_LINK = lazily(r"(?:https?:)?//\S*|\bwww\.\S*")
_SLUGLINE = lazily(
    r"(?:slug(?:line)?:\s*)?(?P<slug>(?:BC|AM|PM)-\w{2,8}--[\w/-]+(?: [\w/-]+){0,5}"
    r"|(?-i:(?:BC|AM|PM)-[A-Z])[\w/-]*(?: [\w/-]+){0,5}(?=,\s?(?:\d{1,2}(?:st|nd|rd|th) |\d{2,4}$))"
    r"|[A-Z0-9][\w-]*[-/][\w/-]+)\s*(?:\(.*|,.{0,40}(?<![.!?]))?$",
    re.IGNORECASE,
)
_SERVICE_SLUG = lazily(r"(?:BC|AM|PM)-+[A-Z]")
EDNOTE = lazily(
    r"[(\[]?\s*(?:eds|ed\.? ?note|editors?'?|editor['’]s note|notes? (?:to|for) (?:the )?(?:editors|subs?|desk)"
    r"|attn\.?(?: editors)?)\b\.?\s*[:,-]\s*(?P<note>.+)",
    re.IGNORECASE | re.DOTALL,
)
# A lower-case "by" begins a wrapped line, and what ends like a sentence is one: "By Wednesday, 12 were dead."
_BYLINE = lazily(r"(?:By|BY)\s+(?=[^\W\d_a-z])[\w.'’ -]{3,80}(?:,.*)?(?:(?<=[JS]r\.)|(?<![.!?:;,\"”]))$")
_NAMES = {
    "headline": "title headline head hed heading schlagzeile überschrift titel titre título titulo titolo tittel"
    " rubrik otsikko tytuł"
    " titulek заголовок başlık",
    "byline": "author authors byline by reporter writer autor autorin autoren verfasser auteur auteurs autore"
    " forfatter skribent"
    " journalist автор yazar",
    "slugline": "slug slugline keyword keywords stichwort stichworte",
    "provider": "source quelle agency agentur agence agencia credit fuente",
    "dateline": "dateline ort lieu lugar luogo",
    "version": "version",
    "urgency": "priority urgency",
    "language": "language lang sprache langue idioma",
    "ednote": "note notes eds ednote embargo sperrfrist hinweis",
    "": "date datum fecha data dato published updated created time words length word count wordcount category"
    " categories section"
    " ressort status topic topics tags tag usage rights copyright id guid url link desk file for pix pics page edition"
    " from subtitle dek deck"
    " standfirst subhead subject date/time kategorie rubrique sección",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_LABEL = lazily(r"(?P<name>[^\W\d_][^\W_/]{1,14}(?:[ /]\w{2,8})?)\s?:\s+(?P<value>\S.*)$")
_STAMP_WORD = lazily(
    rf"(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[kc]t|nov|de[cz]|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa"
    rf"|so|lun|mer|jeu|ven|sam"
    rf"|dim|mié|jue|vie|sáb|dom)\w{{0,8}}$|(?:gmt|utc|ce?s?t|me?s?z|bst|e[sd]?t|p[sd]?t|am|pm|uhr|h|words?|w|v|t|z"
    rf"|st|nd|rd|th"
    rf"|published|updated|posted|created|filed|stand|at|on|of|de|um|le|the|words)$|{AGENCY.pattern}$",
    re.IGNORECASE,
)
_SERVICE = lazily(
    rf"(?:the )?{AGENCY.pattern}(?: (?:news|wire|agency|service|text|english|world|national)){{0,3}}", re.IGNORECASE
)
_URGENCIES = frozenset("123456789")
_FEWEST_NUMBERS = 2
_MOST_STAMP_WORDS = 14
_BULLET = lazily(r"[-*•·▪–]\s+\S")
# The name of a house above the copy of its release: no sentence, and no headline.
_HOUSE = lazily(r"(?:[A-Z&][\w'’&.-]{0,30},? ){1,6}(?:Corp|Inc|Ltd|Co|Bros|S\.A|N\.V)\.$")
_PROVIDED = lazily(r"(?:news )?provided by\s?:?$", re.IGNORECASE)
_LETTERHEAD = lazily(
    r"(?:(?:The )?(?:Ministry|Department|Government|Office|Embassy) (?:of|for) |Press Information )"
    r"(?:(?:the|of|and|for|[A-Z]\w{1,20}),?(?: |$)){1,6}$"
)
_ENDS = (".", "!", "?", ":", ";", ",", "…", "。", "！", "？", "।", "؟", "：", "」")
_CLOSING = "\"'”’»)"


def is_header(line: str) -> bool:
    """Whether a line is of a header, whatever its place: a slugline, a byline, a note to editors, a labelled field."""
    if len(line) > _LONGEST:
        return False
    return bool(_BYLINE.match(line) or EDNOTE.match(line) or _SLUGLINE.match(line) or _label(line) or read_byline(line))


def is_copy(line: str) -> bool:
    """Whether a line is copy: it begins with a dateline, or ends like a sentence."""
    return ends_like_copy(line) or split_dateline(line) is not None


def ends_like_copy(line: str) -> bool:
    """Whether a line that is no header ends like a sentence."""
    return (
        line.rstrip(_CLOSING).endswith(_ENDS)
        and not is_header(line)
        and not is_order(line)
        and not _is_stamp(line)
        and not (len(line) <= _LONGEST_QUESTION and _HOUSE.match(line))
    )


def byline_of(line: str) -> str | None:
    """Who wrote it, as the line has it, where it is a byline."""
    if len(line) > _LONGEST:
        return None
    line = without_day(line)
    if _BYLINE.match(line):
        return without_place(without_agency(line[2:].strip()))
    return read_byline(line)


def split_header(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The header, and the body: from the first line on that is copy."""
    if len(paragraphs) > 1 and (alone := _dateline_of(paragraphs[0])) and not alone.rest:
        # "София, 3 февруари /БТА/" stands above the headline, and a day of its own above the copy.
        header, body = _split_at_copy(paragraphs[1:])
        return header, [paragraphs[0], *body]
    return _split_at_copy(paragraphs)


def _dateline_of(line: str) -> Dateline | None:
    # Sluglines have the dashes and figures of a dateline, whose patterns are many.
    return None if _SERVICE_SLUG.match(line) or EDNOTE.match(line) else split_dateline(line)


def _split_at_copy(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    head = paragraphs[:HEADER_LINES]
    titled = False
    for number, line in enumerate(head):
        if _dateline_of(line) is not None or _BULLET.match(line) or len(line) > _LONGEST_TITLE:
            return paragraphs[:number], paragraphs[number:]
        if ends_like_copy(line):
            if titled or not _is_title(line, head[number + 1 :]):
                return paragraphs[:number], paragraphs[number:]
            titled = True
        elif not is_header(line) and not _is_stamp(line):
            titled = True
    # Nothing ends like a sentence: all that follows the slugline is copy, whatever it is.
    copy = next((number for number, line in enumerate(paragraphs) if not is_header(line)), len(paragraphs))
    return paragraphs[:copy], paragraphs[copy:]


def _is_title(line: str, following: list[str]) -> bool:
    """Whether a line that ends like a sentence is a headline: a header follows, or it is a short question."""
    if len(line) > _LONGEST_QUESTION or not following:
        return False
    after = following[0]
    if is_header(after) or split_dateline(after) is not None:
        return True
    return line.endswith(("?", "!")) and len(after) > len(line) and ends_like_copy(after)


def read_header(lines: list[str]) -> dict[str, str]:
    """The fields of a story that its header names."""
    found: dict[str, str] = {}
    labels: dict[str, str] = {}
    for before, line in zip(["", *lines], lines, strict=False):
        if version := VERSION.search(line):
            found.setdefault("version", version[0])
        if labelled := _label(line):
            name, value = labelled
            # What is labelled says what it is; the first line of a header may be anything.
            (found if name == "ednote" else labels).setdefault(name, value)
        elif is_order(line):
            found["ednote"] = f"{found['ednote']} {line}" if "ednote" in found else line
        elif ednote := EDNOTE.match(line):
            found.setdefault("ednote", ednote["note"].rstrip(")] "))
        elif byline := byline_of(line):
            found.setdefault("byline", byline)
        elif ("headline" not in found or _SERVICE_SLUG.match(line)) and (slug := _SLUGLINE.match(line[:_LONGEST])):
            found.setdefault("slugline", slug["slug"].strip("/"))
            # What stands above the slugline says what kind of item it is.
            found.pop("headline", None)
        elif not is_no_title(line):
            _title(found, before, line)
    found |= labels
    found.pop("", None)
    if "dateline" in found:
        found.setdefault("located", place_name(found["dateline"]))
    return found


def _title(found: dict[str, str], before: str, line: str) -> None:
    """Keep a line as the headline, unless there is one already that is no letterhead, or it is a house's name."""
    if dated := dated_alone(line):
        found.setdefault("dateline", dated.dateline)
    elif _PROVIDED.fullmatch(before):
        found.setdefault("provider", line)
    elif _LETTERHEAD.fullmatch(found.get("headline", "")) and not _LETTERHEAD.fullmatch(line):
        found["headline"] = line
    else:
        found.setdefault("headline", line)


def is_no_title(line: str) -> bool:
    """Whether a line above the copy says only what it is, from whom or when."""
    return bool(
        VERSION.fullmatch(line)
        or _SERVICE.fullmatch(line)
        or _is_stamp(line)
        or is_notice(line)
        or is_nobody(line)
        or _PROVIDED.fullmatch(line)
        # An address of a page is no way to reach anybody.
        or is_contact(_LINK.sub("", line))
    )


def _label(line: str) -> tuple[str, str] | None:
    """The field that a line such as "Title: Council votes" names, "" for one that is not kept, and its value."""
    found = _LABEL.match(line)
    if found is None or (field := _FIELDS.get(found["name"].casefold())) is None:
        return None
    value = found["value"].strip('"“” ')
    if value.endswith(".") and field not in ("ednote", "headline", "byline"):
        return None
    if field == "urgency" and value not in _URGENCIES:
        return "", value
    return field, read_byline(value) or without_agency(value) if field == "byline" else value


def is_label(line: str) -> bool:
    """Whether a line is a labelled field, such as "Title: Council votes"."""
    return len(line) <= _LONGEST and _label(line) is not None


def _is_stamp(line: str) -> bool:
    """Whether a line only says when something was sent: "PA 1412 Fri Nov 20 2026"."""
    line = line.split(" | ", maxsplit=1)[0]  # "May 7, 2026 07:00 ET | Source: Harlow Tidal Power Corp."
    if not any(map(str.isdigit, line)) or len(line) > _LONGEST_QUESTION:
        return False
    words = re.findall(r"[^\W\d_]+|\d+", line)
    numbers = sum(map(str.isdigit, words))
    return (
        numbers >= _FEWEST_NUMBERS
        and len(words) <= _MOST_STAMP_WORDS
        and all(word.isdigit() or _STAMP_WORD.match(word) for word in words)
    )
