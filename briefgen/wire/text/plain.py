"""Plain text -> Story: slugline, ed-note, headline, byline and dateline off the top, sign-offs off the end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

from briefgen.errors import ReleaseRefused, SourceError
from briefgen.story import MOST_CHARACTERS, MOST_SENTENCES, PARAGRAPH_BREAK, Story, fold_line, normalise, strip_unseen
from briefgen.wire.copy.byline import is_nobody, read_byline
from briefgen.wire.copy.contacts import contact_above
from briefgen.wire.copy.dateline import split_dateline
from briefgen.wire.copy.header import EDNOTE, HEADER_LINES, byline_of, is_copy, is_header, read_header, split_header
from briefgen.wire.copy.known_dateline import opening_dateline
from briefgen.wire.copy.signoff import SIGN_OFF, refuse_several, split_notes
from briefgen.wire.encoding.entities import without_entities
from briefgen.wire.gate.orders import set_apart
from briefgen.wire.page.tail import before_boilerplate
from briefgen.wire.telegraph.copy import Block

_MOST_LINES = 50_000
MOST_INPUT = 2 * MOST_CHARACTERS  # with its header, its notes and its white space
_WRAP = 100  # columns; a longer line was not wrapped by hand, so each line is a paragraph
_NARROW = 60  # columns; narrower copy was not wrapped to a width, so no line goes on with the next
_ROOM = 20  # columns; a line that leaves so many free was ended on purpose
_LONGEST_CROSSHEAD = 8  # words
_TOP = 4  # paragraphs that may stand above the dateline
_WORD = re.compile(r"\w")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BULLET = re.compile(r"[-*•·▪–]\s+\S")
_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…", "”", '"', "»")


def read_plain(text: str, **metadata: str | None) -> Story:
    """Read plain copy. What another reader already knows (`headline`, `byline`, …) comes as metadata.

    Raises:
        SourceError: no sentence is left after the header and the notes, several stories, or more lines than one has.
    """
    if text.count("\n") > _MOST_LINES:
        raise SourceError(f"the input holds more than {_MOST_LINES:,} lines; a story does not")
    if len(text) > MOST_INPUT:
        raise SourceError(f"the input holds more than {MOST_INPUT:,} characters of copy; a story does not")
    # Decoded first: a reference may name what is not to be seen.
    rows = [paragraph for paragraph in _paragraphs(strip_unseen(without_entities(text, brackets=False))) if paragraph]
    _refuse_books(rows)
    paragraphs, orders = set_apart(rows)
    refuse_several(paragraphs)
    above = contact_above(paragraphs)
    contact = paragraphs[above.start : above.stop]
    del paragraphs[above.start : above.stop]
    header, body = split_header(paragraphs)
    body = before_boilerplate(body, contact, named=True)
    return _story(body, dict(read_header(header)), metadata, contact, orders)


def read_body(paragraphs: Sequence[str], *, notes: Sequence[str] = (), **known: object) -> Story:
    """The story of a body whose header another reader has read: only what the body repeats of it is taken off.

    Args:
        paragraphs: the body, as sent.
        notes: matter not for publication that was kept apart already.
        known: fields of `Story`; None for what is not known.

    Raises:
        SourceError: no sentence is left, or more was sent than a story has.
    """
    _refuse_books(paragraphs)
    rows, orders = set_apart(row for row in map(normalise, paragraphs) if row)
    found: dict[str, object] = {}
    while rows and _repeats(rows[0], known, found):
        del rows[0]
    return _story(rows, found, known, notes, orders)


def _refuse_books(paragraphs: Sequence[str]) -> None:
    if len(paragraphs) > MOST_SENTENCES:
        raise SourceError(f"the body has more than {MOST_SENTENCES:,} paragraphs; a story has not")
    if sum(map(len, paragraphs)) > MOST_CHARACTERS:
        raise SourceError(f"the body has more than {MOST_CHARACTERS:,} characters; a story has not")


def _story(
    paragraphs: list[str],
    found: dict[str, object],
    known: Mapping[str, object],
    notes: Sequence[str],
    orders: Sequence[str],
) -> Story:
    """The story of a body: its notes and its dateline taken off; what another reader knows counts for more."""
    byline = known.get("byline") or found.get("byline")
    body, apart, for_desk = split_notes(paragraphs, str(byline) if byline else None)
    body = _without_top(body, apart, found, known)
    if orders or for_desk:
        found["ednote"] = " ".join(filter(None, [str(found.get("ednote") or ""), *orders, *for_desk]))
    apart = [*orders, *apart]
    found |= {key: value for key, value in known.items() if value is not None and value != ""}
    if not any(map(_WORD.search, body)):
        _refuse(found, (*notes, *apart))
    return Story.from_text(PARAGRAPH_BREAK.join(body), **found, notes=(*notes, *apart))


def _refuse(found: Mapping[str, object], notes: Sequence[str]) -> NoReturn:
    """Say that an item has no copy, and where its status or its notes say why: a kill is often nothing else.

    Raises:
        ReleaseRefused: always.
    """
    # Seldom wanted, and long to load.
    from briefgen.wire.gate.release import refusal

    folded = {key: fold_line(value) if isinstance(value, str) else value for key, value in found.items()}
    fields: dict[str, Any] = {"text": "", "sentences": (), **folded, "notes": tuple(map(fold_line, notes))}
    reason = refusal(Story.model_construct(**fields), datetime.now(UTC))
    raise ReleaseRefused(
        f"must not go out: {reason}; and it holds no copy"
        if reason
        else "the story is empty: no sentence is left after the header and the notes"
    )


def _without_top(body: list[str], notes: list[str], found: dict[str, object], known: Mapping[str, object]) -> list[str]:
    """The body without the dateline and what else of the header stands on its first lines."""
    kept = list(body)
    for number, row in enumerate(body[:_TOP]):
        if dateline := opening_dateline(row):
            # Further down, only one with its agency, a place in capitals with a day, or a year, is sure not to be copy.
            dated = row.startswith(dateline.located.upper()) and any(map(str.isdigit, dateline.dateline))
            dated = dated or _YEAR.search(dateline.dateline) is not None
            if number and not (dateline.provider or dated):
                break
            kept[number] = dateline.rest
            # What stands in brackets above it speaks to the desk.
            above = [one for one in kept[:number] if one[:1] == "(" and one[-1:] == ")"]
            notes += above
            kept[:number] = ["" if one in above else one for one in kept[:number]]
            found["dateline"] = dateline.dateline or None
            found["located"] = dateline.located or None
            found["provider"] = dateline.provider or found.get("provider")
            if dateline.byline:
                found.setdefault("byline", dateline.byline)
            break
        if byline := read_byline(row):
            found.setdefault("byline", byline)
            kept[number] = ""
        elif is_nobody(row) or _is_headline(row, known):
            kept[number] = ""
    return [row for row in kept if row]


def _is_headline(row: str, known: Mapping[str, object]) -> bool:
    return fold_line(row).casefold() == fold_line(str(known.get("headline") or "")).casefold()


def _repeats(row: str, known: Mapping[str, object], found: dict[str, object]) -> bool:
    """Whether a first line of the body is its headline or its byline."""
    if _is_headline(row, known):
        return True
    if "byline" not in found and (byline := byline_of(row)):
        found["byline"] = byline
        return True
    return False


def _paragraphs(text: str) -> list[str]:
    """One string a paragraph; header lines, which are short, stay apart even in wrapped copy."""
    lines = text.split("\n")
    if any(len(line) > _WRAP for line in lines):
        return [normalise(line) for line in _without_tables(lines)]
    blocks = re.split(r"\n[^\S\n]*\n|\n(?=[^\S\n]{2,}\S)", text)
    width = max([_NARROW, *(len(line) for line in lines if not is_header(line.strip()))])
    paragraphs: list[str] = []
    in_header = True
    for block in blocks:
        rows = [row.rstrip() for row in block.split("\n") if row.strip()]
        if in_header and any(is_header(row.strip()) for row in rows):
            paragraphs.extend(_header_rows(rows, width))
        elif len(rows) == 1 or not Block(lines=rows).is_table():
            paragraphs.extend(_joined(rows, width))
        in_header = in_header and len(paragraphs) < HEADER_LINES and not any(map(is_copy, paragraphs[-1:]))
    return paragraphs


def _without_tables(lines: list[str]) -> list[str]:
    """Lines that are a paragraph each, without those of a table, which follow each other without a blank line."""
    kept: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line)
            continue
        rows = [row for row in block if len(row) <= _WRAP]
        table = len(rows) > 1 and Block(lines=rows).is_table()
        kept += [row for row in block if len(row) > _WRAP] if table else block
        block = []
    return kept


def _joined(rows: Iterable[str], width: int = _NARROW) -> list[str]:
    """The lines of a paragraph as one; a crosshead, a list and a sign-off that stand in it are apart."""
    groups: list[list[str]] = [[]]
    rows = [normalise(row) for row in rows]
    for number, row in enumerate(rows):
        # In lower case it is the end of a wrapped sentence: "… and nothing\nmore."
        sign_off = None if row[:1].islower() else SIGN_OFF.match(row)
        if (sign_off and _stands_alone(row)) or (number == 0 and len(rows) > 1 and _is_crosshead(row, rows[1], width)):
            groups += [[row], []]
        elif (sign_off and not any(map(SIGN_OFF.match, groups[-1][:1]))) or _BULLET.match(row):
            groups.append([row])
        else:
            groups[-1].append(row)
    return [" ".join(group) for group in groups if group]


def _is_crosshead(row: str, following: str, width: int) -> bool:
    """Whether a line is a heading of the next: short, without a stop, where the next word had room."""
    return (
        len(row.split()) <= _LONGEST_CROSSHEAD
        and len(row) + len(following.split(maxsplit=1)[0]) + _ROOM < width
        and not row.endswith(_SENTENCE_END)
        and not following[:1].islower()
    )


def _stands_alone(row: str) -> bool:
    """Whether a line is a sign-off and nothing else, so that no other belongs to it."""
    sign_off = SIGN_OFF.match(row)
    return sign_off is not None and sign_off.end() == len(row)


def _header_rows(rows: list[str], width: int) -> list[str]:
    """The lines of a header, wrapped ones joined: a line goes on with the next where its first word had no room."""
    joined: list[str] = []
    for number, row in enumerate(map(normalise, rows)):
        if split_dateline(row):
            return [*joined, *_joined(rows[number:], width)]
        before = rows[number - 1] if number else ""
        wrapped = bool(joined) and len(before) <= width < len(f"{before} {row.split()[0]}")
        if (
            not wrapped
            or is_header(row)
            or _stands_alone(joined[-1])
            or (is_header(joined[-1]) and not EDNOTE.match(joined[-1]))
        ):
            joined.append(row)
        else:
            joined[-1] += f" {row}"
    return joined
