"""Plain text -> Story: slugline, ed-note, headline, byline and dateline off the top, sign-offs off the end."""

import re
from collections.abc import Iterable, Mapping, Sequence

from briefgen.story import PARAGRAPH_BREAK, Story, fold_line, normalise, strip_unseen
from briefgen.wire.orders import set_apart

_WRAP = 100  # columns; a longer line was not wrapped by hand, so each line is a paragraph
_HEADER_LINES = 12
_LONGEST_HEADER = 300  # characters; the patterns below are slow on lines that no desk writes
_NARROW = 60  # columns; narrower copy was not wrapped to a width, so no line goes on with the next

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""(?P<dateline>(?P<located>[A-Z][A-Z'’.-]+(?:[ /][A-Z'’.-]{{2,}}){{0,4}})
         (?:,\s[A-Z][A-Za-z.'’ ]{{1,30}}?)?
         (?:,\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}))?)
         \s*(?:\((?P<provider>[^()]{{2,40}})\))?
         \s*(?:-{{1,2}}|[–—])\s+(?=\S)""",
    re.VERBOSE,
)
_SLUGLINE = re.compile(
    r"(?:slug(?:line)?:\s*)?(?P<slug>[A-Z0-9][\w-]*[-/][\w/-]+)\s*(?:\(.*|,.{0,40}(?<![.!?]))?$", re.IGNORECASE
)
_VERSION = re.compile(
    r"\d+(?:st|nd|rd|th)\s+(?:ld|lead)[- ]writethru|writethru(?:\s+\d+)?|\d+(?:st|nd|rd|th)\s+(?:ld|lead)\b",
    re.IGNORECASE,
)
_EDNOTE = re.compile(
    r"\(?\s*(?:eds|ed\.? ?note|editors?'?|editor's note|note to editors|attn\.? editors)\b\.?\s*[:,-]\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
# A lower-case "by" begins a wrapped line, and what ends like a sentence is one: "By Wednesday, 12 were dead."
_BYLINE = re.compile(r"(?:By|BY)\s+(?=[^\W\d_a-z])[\w.'’ -]{3,80}(?:,.*)?(?:(?<=[JS]r\.)|(?<![.!?:;,\"”]))$")
_SIGN_OFF = re.compile(
    r"\(?\s*(?:more to come|more|ends?|endit|endall|-30-|#{2,}|-{2,}|\*{3,})\s*\)?\.?$"
    r"|\(?(?:additional |further )?(?:reporting|writing|editing|compiled|graphic|photography) by\b"
    r"|(?:media |press |news ?desk )?contacts?(?: details)?\s*:"
    r"|(?:tel|phone|e-?mail|mobile)\.?\s*:",
    re.IGNORECASE,
)
_NOT_FOR_PUBLICATION = re.compile(
    r"\W*(?:the following (?:information|matter) is )?not for publication\b", re.IGNORECASE
)


def read_plain(text: str, **metadata: str | None) -> Story:
    """Read plain copy. What another reader already knows (`headline`, `byline`, …) comes as metadata.

    Raises:
        SourceError: no sentence is left after the header and the notes.
    """
    paragraphs, orders = set_apart(paragraph for paragraph in _paragraphs(strip_unseen(text)) if paragraph)
    header, body = _split_header(paragraphs)
    return _story(body, dict(_read_header(header)), metadata, orders)


def read_body(paragraphs: Sequence[str], *, notes: Sequence[str] = (), **known: object) -> Story:
    """The story of a body whose header another reader has read: only what the body repeats of it is taken off.

    Args:
        paragraphs: the body, as sent.
        notes: matter not for publication that was kept apart already.
        known: fields of `Story`; None for what is not known.

    Raises:
        SourceError: no sentence is left.
    """
    rows, orders = set_apart(row for row in map(normalise, paragraphs) if row)
    found: dict[str, object] = {}
    while rows and (row := _repeated(rows[0], known, found)):
        rows.remove(row)
    return _story(rows, found, known, [*notes, *orders])


def _story(paragraphs: list[str], found: dict[str, object], known: Mapping[str, object], notes: Sequence[str]) -> Story:
    """The story of a body: its notes and its dateline taken off; what another reader knows counts for more."""
    body, apart = _split_notes(paragraphs)
    if body and (dateline := _DATELINE.match(body[0])):
        body[0] = body[0][dateline.end() :]
        found["dateline"] = dateline["dateline"]
        found["located"] = dateline["located"].title()
        found["provider"] = dateline["provider"]
    ednotes = [note for note in apart if _EDNOTE.match(note)]
    if ednotes:
        found.setdefault("ednote", " ".join(ednotes))
    found |= {key: value for key, value in known.items() if value is not None and value != ""}
    return Story.from_text(PARAGRAPH_BREAK.join(body), **found, notes=(*notes, *apart))


def _repeated(row: str, known: Mapping[str, object], found: dict[str, object]) -> str | None:
    """A first line of the body that is its headline or its byline."""
    if fold_line(row).casefold() == fold_line(str(known.get("headline") or "")).casefold():
        return row
    if len(row) <= _LONGEST_HEADER and _BYLINE.match(row) and "byline" not in found:
        found["byline"] = row[2:].strip()
        return row
    return None


def _paragraphs(text: str) -> list[str]:
    """One string a paragraph; header lines, which are short, stay apart even in wrapped copy."""
    lines = text.split("\n")
    if any(len(line) > _WRAP for line in lines):
        return [normalise(line) for line in lines]
    blocks = re.split(r"\n[^\S\n]*\n|\n(?=[^\S\n]{2,}\S)", text)
    width = max([_NARROW, *(len(line) for line in lines if not _is_header(line.strip()))])
    paragraphs: list[str] = []
    in_header = True
    for block in blocks:
        rows = [row.rstrip() for row in block.split("\n") if row.strip()]
        if in_header and any(_is_header(row.strip()) for row in rows):
            paragraphs.extend(_header_rows(rows, width))
        else:
            paragraphs.extend(_joined(rows))
        in_header = in_header and len(paragraphs) < _HEADER_LINES and not any(map(_is_copy, paragraphs[-1:]))
    return paragraphs


def _joined(rows: Iterable[str]) -> list[str]:
    """The lines of a paragraph as one; a sign-off that stands below them without a blank line is apart."""
    groups: list[list[str]] = [[]]
    for row in map(normalise, rows):
        # In lower case it is the end of a wrapped sentence: "… and nothing\nmore."
        sign_off = None if row[:1].islower() else _SIGN_OFF.match(row)
        if sign_off and _stands_alone(row):
            groups += [[row], []]
        elif sign_off and not any(map(_SIGN_OFF.match, groups[-1][:1])):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [" ".join(group) for group in groups if group]


def _stands_alone(row: str) -> bool:
    """Whether a line is a sign-off and nothing else, so that no other belongs to it."""
    sign_off = _SIGN_OFF.match(row)
    return sign_off is not None and sign_off.end() == len(row)


def _header_rows(rows: list[str], width: int) -> list[str]:
    """The lines of a header, wrapped ones joined: a line goes on with the next where its first word had no room."""
    joined: list[str] = []
    for number, row in enumerate(map(normalise, rows)):
        if _DATELINE.match(row):
            return [*joined, *_joined(rows[number:])]
        before = rows[number - 1] if number else ""
        wrapped = bool(joined) and len(before) <= width < len(f"{before} {row.split()[0]}")
        if (
            not wrapped
            or _is_header(row)
            or _stands_alone(joined[-1])
            or (_is_header(joined[-1]) and not _EDNOTE.match(joined[-1]))
        ):
            joined.append(row)
        else:
            joined[-1] += f" {row}"
    return joined


def _is_header(line: str) -> bool:
    return len(line) <= _LONGEST_HEADER and bool(_BYLINE.match(line) or _EDNOTE.match(line) or _SLUGLINE.match(line))


def _is_copy(line: str) -> bool:
    return bool(_DATELINE.match(line)) or _ends_like_copy(line)


def _ends_like_copy(line: str) -> bool:
    return not _is_header(line) and line.rstrip("\"'”’)").endswith((".", "!", "?", ":", ";", ","))


def _split_header(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The body starts at the dateline; without one, at the first line that ends like a sentence."""
    head = paragraphs[:_HEADER_LINES]
    for number, line in enumerate(head):
        if _DATELINE.match(line):
            return paragraphs[:number], paragraphs[number:]
    for number, line in enumerate(head):
        if _ends_like_copy(line):
            return paragraphs[:number], paragraphs[number:]
    # Nothing ends like a sentence: all that follows the slugline is copy, whatever it is.
    copy = next((number for number, line in enumerate(paragraphs) if not _is_header(line)), len(paragraphs))
    return paragraphs[:copy], paragraphs[copy:]


def _read_header(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if version := _VERSION.search(line):
            found.setdefault("version", version[0])
        if ednote := _EDNOTE.match(line):
            found.setdefault("ednote", ednote[1].rstrip(") "))
        elif _BYLINE.match(line):
            found.setdefault("byline", line[2:].strip())
        elif "headline" not in found and len(line) <= _LONGEST_HEADER and (slug := _SLUGLINE.match(line)):
            found.setdefault("slugline", slug["slug"].strip("/"))
        elif not _VERSION.match(line):
            found.setdefault("headline", line)
    return found


def _split_notes(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """Copy and what is not for publication; all that follows a "not for publication" is."""
    copy: list[str] = []
    notes: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        if _NOT_FOR_PUBLICATION.match(paragraph):
            return copy, notes + paragraphs[number:]
        (notes if _SIGN_OFF.match(paragraph) or _EDNOTE.match(paragraph) else copy).append(paragraph)
    return copy, notes
