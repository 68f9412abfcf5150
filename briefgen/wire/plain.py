"""Plain text -> Story: slugline, ed-note, headline, byline and dateline off the top, sign-offs off the end."""

import re

from briefgen.story import PARAGRAPH_BREAK, Story, normalise, strip_unseen

_WRAP = 100  # columns; a longer line was not wrapped by hand, so each line is a paragraph
_HEADER_LINES = 12

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"""(?P<dateline>(?P<located>[A-Z][A-Z'’.-]+(?:[ /][A-Z'’.-]{{2,}}){{0,4}})
         (?:,\s[A-Z][A-Za-z.'’ ]{{1,30}}?)?
         (?:,\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}))?)
         \s*(?:\((?P<provider>[^()]{{2,40}})\))?
         \s*(?:-{{1,2}}|[–—])\s+(?=\S)""",
    re.VERBOSE,
)
_SLUGLINE = re.compile(r"(?:slug(?:line)?:\s*)?(?P<slug>[A-Z0-9][\w-]*[-/][\w/-]+)\s*(?P<rest>[,(].*)?$", re.IGNORECASE)
_VERSION = re.compile(
    r"\d+(?:st|nd|rd|th)\s+(?:ld|lead)[- ]writethru|writethru(?:\s+\d+)?|\d+(?:st|nd|rd|th)\s+(?:ld|lead)\b",
    re.IGNORECASE,
)
_EDNOTE = re.compile(
    r"\(?\s*(?:eds|ed\.? ?note|editors?'?|editor's note|note to editors|attn\.? editors)\b\.?\s*[:,-]\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_BYLINE = re.compile(r"by\s+(?=[A-Z])[\w.'’ -]{3,80}(?:,.*)?$", re.IGNORECASE)
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
    paragraphs = [paragraph for paragraph in _paragraphs(strip_unseen(text)) if paragraph]
    header, body = _split_header(paragraphs)
    found: dict[str, object] = dict(_read_header(header))
    body, notes = _split_notes(body)
    if body and (dateline := _DATELINE.match(body[0])):
        body[0] = body[0][dateline.end() :]
        found["dateline"] = dateline["dateline"]
        found["located"] = dateline["located"].title()
        found["provider"] = dateline["provider"]
    ednotes = [note for note in notes if _EDNOTE.match(note)]
    if ednotes and "ednote" not in found:
        found["ednote"] = " ".join(ednotes)
    known = {key: value for key, value in metadata.items() if value}
    return Story.from_text(PARAGRAPH_BREAK.join(body), **(found | known), notes=tuple(notes))


def _paragraphs(text: str) -> list[str]:
    """One string a paragraph; header lines, which are short, stay apart even in wrapped copy."""
    lines = text.split("\n")
    if any(len(line) > _WRAP for line in lines):
        return [normalise(line) for line in lines]
    blocks = re.split(r"\n[^\S\n]*\n|\n(?=[^\S\n]{2,}\S)", text)
    paragraphs: list[str] = []
    for number, block in enumerate(blocks):
        rows = [normalise(row) for row in block.split("\n")]
        if number < _HEADER_LINES and any(_is_header(row) for row in rows):
            paragraphs.extend(rows)
        else:
            paragraphs.append(normalise(" ".join(rows)))
    return paragraphs


def _is_header(line: str) -> bool:
    return bool(_BYLINE.match(line) or _EDNOTE.match(line) or _SLUGLINE.match(line))


def _split_header(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The body starts at the dateline; without one, at the first line that ends like a sentence."""
    head = paragraphs[:_HEADER_LINES]
    for number, line in enumerate(head):
        if _DATELINE.match(line):
            return paragraphs[:number], paragraphs[number:]
    for number, line in enumerate(head):
        if not _is_header(line) and line.rstrip("\"'”’)").endswith((".", "!", "?", ":", ";", ",")):
            return paragraphs[:number], paragraphs[number:]
    # Nothing ends like a sentence: all of it is copy, whatever it is.
    return [], paragraphs


def _read_header(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if version := _VERSION.search(line):
            found.setdefault("version", version[0])
        if ednote := _EDNOTE.match(line):
            found.setdefault("ednote", ednote[1].rstrip(") "))
        elif _BYLINE.match(line):
            found.setdefault("byline", line[2:].strip())
        elif "headline" not in found and (slug := _SLUGLINE.match(line)):
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
