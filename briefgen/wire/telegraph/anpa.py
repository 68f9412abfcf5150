"""ANPA 1312, the American high-speed wire format: AP, AAP, The Canadian Press, news services of papers."""

import re

from briefgen.wire.copy.byline import read_byline
from briefgen.wire.copy.dateline import is_lone_dateline, split_dateline
from briefgen.wire.copy.version import VERSION
from briefgen.wire.item import Item
from briefgen.wire.telegraph.charset import to_text
from briefgen.wire.telegraph.copy import Block, blocks
from briefgen.wire.telegraph.headers import FILING, anpa_headers
from briefgen.wire.telegraph.message import fill, note_for_desk, part_messages
from briefgen.wire.telegraph.notes import is_for_desk, is_pictures
from briefgen.wire.telegraph.time import read_time

# Flash, bulletin, urgent, regular (rush), deferred (and hold), advances and what can wait a week, reruns.
_URGENCY = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "h": 5, "a": 6, "s": 6, "w": 6, "y": 8}

_REFERENCE = re.compile(r"(?:\w?\d{2,5}|code:.{0,12})$")
_LABEL = re.compile(r"[A-Za-z][\w -]{1,12}:")
# "NSW: Two charged over warehouse fire": where it happened, before a headline without a caret.
_LOCATED = re.compile(r"[A-Z][A-Za-z]{1,4}: ?\S+(?: \S+){3}")
_ORGANISATION = re.compile(
    r"(?:the )?(?:AP|AAP|news service|.{0,60}\b(?:writer|correspondent|editor|news service|staff|reporter|press"
    r"|press association))\W*$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:c\.|\(c\)|©|copyright)\s?\d{4}", re.IGNORECASE)
_KILLED = re.compile(r"(?:bulletin |mandatory |advisory )?(?:kill|withhold)\b", re.IGNORECASE)
_PROVIDER = re.compile(r"\W*(?P<provider>[A-Z]{2,5})-[A-Z]{2,3}-\d\d|\W*(?P<alone>[A-Z]{2,5})-\d\d-")
_HEADLINE = re.compile(r"(?:HL|HEAD|HEADLINE):\s{0,2}(?P<value>.+)", re.IGNORECASE)
# The headline of an item that corrects an earlier one for readers.
_CORRECTED = re.compile(r"Corrections?: .{2,80} stor(?:y|ies)")
_CODE = re.compile(r"\$\S{1,12}|[A-Z0-9]{1,5}")
_SIGNAL = re.compile(
    r"(?:urgent|bulletin|flash|(?:ap ?)?news ?alert|alert|eds|editors|breaking news)\W*$", re.IGNORECASE
)
_SERVICE_SLUG = re.compile(r"(?:BC|AM|PM|AP|CP)-|.*--")
_INDEX = re.compile(r"(?:index|symbol|code|slug|keywords?|photo):|with (?:BC|AM|PM|AP)-", re.IGNORECASE)
_LONGEST_LABELLED = 120
_LONGEST_LINE = 64  # columns of a headline; one that leaves room for the next word was ended on purpose
_MOST_AT_MARGIN = 8  # blocks
_SAME = 5  # letters
_FEWEST_IN_HEADLINE = 4  # words


def read_anpa(data: bytes) -> list[Item]:
    """The messages of a file, an item each.

    Raises:
        SourceError: empty, too large, or not a message of this format.
    """
    text = to_text(data)
    return [_read_message(header, message) for header, message in part_messages(text, anpa_headers(text))]


def _read_message(header: re.Match[str], message: str) -> Item:
    item = Item()
    groups = header.groupdict()
    if "key" in groups:
        item.urgency = _URGENCY.get(groups["priority"].lower())
        item.slugline = _read_keywords(item, FILING.sub("", groups["key"].strip()))
        message = message[header.end() - header.start() :]
    message = message.partition("\x04")[0]
    body, _, trailer = message.partition("\x02")[2 if "\x02" in message else 0].partition("\x03")
    body = body.lstrip("\n ")
    first = body.partition("\n")[0].rstrip()
    # Some systems strip the carets; the first line says the keywords again, or is the only one that does.
    if first.endswith("<") or "key" not in groups or (item.slugline and _bare(first) == _bare(item.slugline)):
        body = f"^{first.lstrip('^').rstrip('<')}<\n{body[len(first) :]}"
    found = blocks(body)
    if not trailer and found and sum(map(len, found[-1].lines)) < _LONGEST_LABELLED and read_time(found[-1].text):
        trailer = found.pop().text
    item.versioncreated = read_time(trailer)
    if stamp := _PROVIDER.match(trailer):
        item.provider = stamp["provider"] or stamp["alone"]
    start = next((number for number, block in enumerate(found) if not _is_header(block)), len(found))
    start = _without_indent(found, start)
    found[:start] = parted = _parted(found[:start])
    start = len(parted)
    spare = _read_header(item, [block for block in found[:start] if block.text.strip("-_=*+ ")])
    # An alert may have no copy but its caret lines.
    fill(item, found[start:] or spare, marked=groups.get("set") == "\x12" or groups.get("type") == "\x14")
    item.name = item.headline or item.slugline or groups.get("number")
    return item


def _is_header(block: Block) -> bool:
    labelled = bool(block.end) and len(block.text) <= _LONGEST_LABELLED and _LABEL.match(block.text)
    return block.caret or (not block.indented and bool(labelled))


def _without_indent(found: list[Block], start: int) -> int:
    """Where the copy starts if it is indented, and lines without a caret stand above it at the margin."""
    indented = next((number for number in range(start, len(found)) if _opens_copy(found[number])), start)
    above = found[start:indented]
    margin = len(above) <= _MOST_AT_MARGIN and not any(
        (block.text.endswith((".", "”", '"')) and not _is_note(block)) or split_dateline(block.text) for block in above
    )
    return indented if margin else start


def _parted(header: list[Block]) -> list[Block]:
    """The blocks of the header; of those without caret or indent each line is one, but where it was wrapped."""
    parted: list[Block] = []
    for block in header:
        if block.caret or block.indented:
            parted.append(block)
            continue
        before = ""
        for line in block.lines:
            first = "".join(line.split(maxsplit=1)[:1])  # none on a line of white space
            if before and len(before) + 1 + len(first) > _LONGEST_LINE:
                parted[-1].lines.append(line)
            else:
                parted.append(Block(lines=[line]))
            before = line.strip()
        if block.lines:
            parted[-1].end = block.end
    return parted


def _opens_copy(block: Block) -> bool:
    """Whether a block is indented, or a dateline that stands alone."""
    return block.indented or is_lone_dateline(block.text)


def _read_header(item: Item, lines: list[Block]) -> list[Block]:
    """Read the lines above the copy; what is no known field, such as a summary, is returned."""
    spare: list[Block] = []
    for number, block in enumerate(lines):
        text = block.text
        if number == 0 and block.caret and block.end != "=" and _is_keywords(text, item.slugline):
            item.slugline = _read_keywords(item, text) or item.slugline
        elif _SIGNAL.fullmatch(text):
            item.notes.append(text)
        elif byline := read_byline(text):
            item.byline = item.byline or byline
        elif headline := _HEADLINE.match(text):
            item.headline = headline["value"]
        elif is_for_desk(text) and not _CORRECTED.fullmatch(text):
            # Without "Eds:", as the field says what it is.
            note_for_desk(item, re.sub(r"^\(?(?:Eds?|Editors?)\.?:\s*", "", text))
        elif (_is_note(block) and not (number == 0 and _LOCATED.match(text))) or (
            number and _SERVICE_SLUG.match(text) and _bare(text).startswith(_bare(item.slugline or "-"))
        ):
            item.notes.append(text)
        elif item.headline is None and item.byline is None and block.end != "=":
            item.headline = text.rstrip("+ ")
        elif not _ORGANISATION.match(text):
            spare.append(Block(lines=block.lines, indented=True))
    return spare


def _is_keywords(text: str, slugline: str | None) -> bool:
    """Whether the first line says the keywords again; a service that does not begins with the headline."""
    if _LABEL.match(text):
        return False
    same = bool(slugline) and _bare(text).startswith(_bare(slugline or "")[:_SAME])
    return same or bool(_SERVICE_SLUG.match(text)) or len(text.split()) < _FEWEST_IN_HEADLINE or not slugline


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_note(block: Block) -> bool:
    """Pictures, rights, a stamp, a remark in brackets, an index for computers."""
    text = block.text
    if (
        is_pictures(text)
        or _CODE.fullmatch(text)
        or _RIGHTS.match(text)
        or read_time(text)
        or (text[:1] == "(" and text[-1:] == ")")
    ):
        return True
    return bool(_INDEX.match(text)) or (not (block.caret or VERSION.match(text)) and bool(_LABEL.match(text)))


def _read_keywords(item: Item, line: str) -> str | None:
    """The slug of a keyword line; its version goes into the item, its number of words and references go.

    "BC-Foo--Bar, 1st Ld-Writethru,466" is the slug "BC-Foo--Bar" in the version "1st Ld-Writethru".
    """
    slug, *others = (part.strip() for part in line.split(","))
    for part in others:
        if _KILLED.match(part):
            item.pubstatus = "canceled"
        if VERSION.search(part):
            item.version = part
        elif not _REFERENCE.match(part) and not item.version and part:
            slug = f"{slug}, {part}" if len(slug) < len("BC-US--") else slug
    if (not others or "(" in slug) and (version := VERSION.search(slug)):
        item.version = version[0]
        slug = slug[: version.start()].rstrip("( ")
    return " ".join(slug.split()).strip(" -/") or None
