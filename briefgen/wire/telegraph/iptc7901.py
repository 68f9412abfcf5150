"""IPTC 7901, the European text format: dpa, AFP, Reuters, KNA, APA, SDA, Belga, NTB, Ritzau, STT and others."""

import re

from briefgen.wire.copy.agencies import AGENCY
from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.version import VERSION
from briefgen.wire.item import Item
from briefgen.wire.telegraph.charset import to_text
from briefgen.wire.telegraph.copy import Block, blocks, join_lines, typography
from briefgen.wire.telegraph.headers import DATE_LINE, ZCZC, iptc7901_headers
from briefgen.wire.telegraph.message import fill, note_for_desk, part_messages
from briefgen.wire.telegraph.notes import is_apart, is_for_desk, is_for_desk_in_copy
from briefgen.wire.telegraph.time import read_time

_OPTIONS = re.compile(r"([a-z])\1{2,4}[a-z]?$")
_AGENCY_WORD = re.compile(r"[A-Za-z][A-Za-z-]{1,14}$")
_SIGNAL = re.compile(
    r"\(?(?:eil(?:meldung)?|blitz|urgent|flash|d['’]urgence|urgente|bulletin|pilne|hast)\s?[!:]?\)?\s*", re.IGNORECASE
)
_SIGNAL_BEFORE = re.compile(r"(?:(?:URGENT|FLASH|D['’]URGENCE|URGENTE|EIL|BLITZ)\s?:\s?|\((?:Eil|Blitz)\s?\)\s?)")
_GENRE = re.compile(
    r"\(?\s?(?:\d+\.\s?)?(?:zusammenfassung|überblick|lead|update|vorschau|hintergrund)\b", re.IGNORECASE
)
_WITHDRAWN = re.compile(
    r"\W{0,3}(?:KILL\b|ZURÜCKGEZOGEN|(?i:(?:meldungs)?rückzug(?=\W*(?:$|[:!/]))"
    r"|zurückziehung|bulletin kill|mandatory kill|annulation\b"
    r"|anulaci[óo]n\b|annulering\b|trekkes tilbake|message annul))"
)
_SUBTITLE = re.compile(r"(?:Utl|Untertitel|Unterzeile|Dachzeile|Spitzmarke|Stehsatz|Surtitre|Sous-titre)\.?\s?:")
# What stands in brackets or between crosses or stars among the titles speaks to the desk.
_REMARK = re.compile(r"\(.*\)|\[.*\]|\+{2,}.*\+{2,}|\*{2,}.*\*{2,}")
# "Lomavia-unrest,2ndlead", "Kriminalität/Gericht/Graz", "Gemeinden/Bäder/".
_KEYWORDS = re.compile(
    r"(?=\S{0,80}[-/,])[^\W\d_][\w.,/-]{2,80}|[^\W\d_][\w/-]{2,40}:|[^/.!?]{2,30}(?:/[^/.!?]{2,30}){1,6}/|[^/.!?]{2,30}(?:/[^/.!?]{2,30}){2,6}"
)
_MOST_KEYWORDS = 4
_TOP_LINES = 12
_ROOM = 14  # columns


def read_iptc7901(data: bytes) -> list[Item]:
    """The messages of a file, an item each.

    Raises:
        SourceError: empty, too large, or not a message of this format.
    """
    text = to_text(data)
    headers = iptc7901_headers(text)
    return [_read_message(header, message) for header, message in part_messages(text, headers)]


def _read_message(header: re.Match[str], message: str) -> Item:
    item = Item()
    groups = header.groupdict()
    if (priority := groups.get("priority")) and priority != "0":
        item.urgency = int(priority)
    item.provider = _read_agency(groups.get("service"), groups.get("rest") or "")
    message = message[header.end() - header.start() :].partition("\x04")[0]
    head, started, body = message.partition("\x02")
    if not started:
        head, body = ("", message) if header.re is ZCZC else _part_head(message)
    body, _, trailer = body.partition("\x03")
    if header.re is ZCZC:
        body = (body.rpartition("NNNN")[0] or body).rstrip()
        body, _, trailer = body.rpartition("\n") if read_time(body[-60:]) else (body, "", trailer)
    if not trailer and (dates := list(DATE_LINE.finditer(body))):
        body, trailer = body[: dates[-1].start()], body[dates[-1].start() :]
    item.versioncreated = read_time(trailer)
    _read_keywords(item, head)
    if item.slugline is None:
        body = _without_keywords(item, body)
    titles, copy = _part_title(body)
    marked = any(line.rstrip().endswith("=") for line in titles)
    _read_title(item, titles, width=0 if marked else max(map(len, body.split("\n"))))
    fill(item, copy)
    item.name = item.headline or item.slugline or groups.get("number")
    return item


def _read_agency(service: str | None, rest: str) -> str | None:
    for word in rest.split():
        if _AGENCY_WORD.match(word) and not _OPTIONS.match(word):
            return word
    return service if service and AGENCY.fullmatch(service) else None


def _part_head(message: str) -> tuple[str, str]:
    """Where STX is lost: keywords are the first lines, up to a blank one or the line after the one with a slash."""
    lines = message.lstrip("\n").split("\n")
    slugs = next((number for number, line in enumerate(lines[:4]) if line.rstrip().endswith("/")), 0)
    return "\n".join(lines[: slugs + 1]), "\n".join(lines[slugs + 1 :])


def _read_keywords(item: Item, head: str) -> None:
    """The lines between header and text: keywords, signals, lines to editors."""
    slugs: list[str] = []
    for line in map(typography, head.split("\n")):
        if not line or _SIGNAL.fullmatch(line):
            continue
        if line.startswith("(") or is_for_desk(line) or _GENRE.match(line):
            _read_remark(item, line)
        else:
            if version := VERSION.search(line):
                item.version = version[0]
            slugs.append(line.strip(" /"))
    item.slugline = "/".join(slug for slug in slugs if slug) or None


def _without_keywords(item: Item, body: str) -> str:
    """The body without the keywords, where they stand on its first line and a title on its second."""
    first, _, rest = body.lstrip("\n ").partition("\n")
    second, *others = rest.lstrip("\n").split("\n\n", maxsplit=1)[0].split("\n")
    if second.startswith("  ") or (others or [second])[-1].rstrip().endswith((".", '"')):
        return body  # copy, and no title
    in_capitals = first.isupper() and len(first.split()) <= _MOST_KEYWORDS and not second.isupper()
    if not (in_capitals or _KEYWORDS.fullmatch(first.strip())) or not second.strip() or split_dateline(second.strip()):
        return body
    _read_keywords(item, first)
    return rest


def _read_remark(item: Item, line: str) -> None:
    if version := VERSION.search(line):
        item.version = item.version or version[0]
    if is_for_desk(line):
        note_for_desk(item, line)
    elif not _SIGNAL.fullmatch(line):
        item.notes.append(line)


def _part_title(body: str) -> tuple[list[str], list[Block]]:
    """The title's lines, up to "=", else up to a blank line, an indent or a dateline; and the blocks of the copy."""
    lines = body.lstrip("\n").split("\n")
    last = -1
    filled = 0
    for number, line in enumerate(lines):
        filled += bool(line.strip())
        if filled > _TOP_LINES or split_dateline(line.strip()):
            break
        if line.rstrip().endswith("=") and "://" not in line:
            last = number
    if last < 0:
        for number, line in enumerate(lines[:_TOP_LINES]):
            if not line.strip() or split_dateline(line.strip()) or (number and line.startswith("  ")):
                break
            last = number
    return lines[: last + 1], blocks("\n".join(lines[last + 1 :]))


def _is_second_title(before: str, line: str, width: int) -> bool:
    """Whether a line is no part of the title before it, which had room for its first words."""
    return len(before) + _ROOM < width and not line[:1].islower() and before[-1:] not in ",:–-"


def _read_title(item: Item, lines: list[str], width: int) -> None:
    """Headline, byline and remarks in brackets; a remark or a headline may run over several lines.

    `width`: of the copy; a line of the headline that leaves `_ROOM` of it free was ended on purpose.
    """
    headline: list[str] = []
    bracket: list[str] = []
    closed = False
    for raw in lines:
        closed = closed or (bool(headline) and not raw.strip() and not bracket)
        line = typography(raw.strip().removeprefix("^").rstrip(" =<"))
        if bracket or (line.startswith("(") and not (line.endswith(")") and len(line) > 1)):
            bracket.append(line)
            line = join_lines(bracket)
            if not line.endswith(")"):
                continue
            bracket = []
        byline = read_byline(line)
        if not line or _SIGNAL.fullmatch(line):
            continue
        if byline and headline:
            item.byline = byline
        elif _REMARK.fullmatch(line) or is_apart(line) or (not headline and is_for_desk_in_copy(line)):
            _read_remark(item, line)
        elif (
            closed
            or _SUBTITLE.match(line)
            or (raw.startswith("   ") and any(map(_SUBTITLE.match, item.notes[-1:])))
            or (headline and _is_second_title(headline[-1], line, width))
        ):
            item.notes.append(line)
        else:
            headline.append(line)
    title = join_lines(headline + bracket)
    if _WITHDRAWN.match(title) or _WITHDRAWN.match(item.slugline or ""):
        item.pubstatus = "canceled"
    if version := VERSION.search(title[:40]):
        item.version = item.version or version[0]
    item.headline = _SIGNAL_BEFORE.sub("", title, count=1) if _SIGNAL_BEFORE.match(title) else title or None
