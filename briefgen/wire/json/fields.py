"""Single fields of a JSON item, whatever shape a dialect gives them: a string, an object with a name, a list."""

import re
from itertools import islice
from typing import Any

from briefgen.language import canonical
from briefgen.story import fold_line
from briefgen.wire.copy.byline import without_agency, without_by, without_mailbox
from briefgen.wire.copy.dateline import place_name
from briefgen.wire.copy.version import WRITETHRU
from briefgen.wire.markup.html import line_of

Fields = dict[str, Any]

_URGENCY = re.compile(r"\s*([1-9])(?:\.0+)?\s*")
_PLAIN_SIGNALS = frozenset(["newscontent", "derivedfrom"])
_WRITERS = frozenset("writer author reporter journalist byline text".split())
_MAIN = frozenset(["main", "headline", ""])
_NAMES = ("value", "name", "text", "main", "original", "city", "literal", "title")
_PROVIDERS = "provider source publisher sourceorganization infosources infosource copyrightholder creditline".split()
_MOST_LISTED = 50


def text_line(value: Any) -> str | None:
    """Text on one line; of an object its name, of a list all its texts."""
    if isinstance(value, str):
        return line_of(value) or None
    if isinstance(value, dict):
        return text_line(next((value[key] for key in _NAMES if value.get(key)), None))
    if isinstance(value, list):
        lines = [line for each in value[:_MOST_LISTED] if not isinstance(each, list) and (line := text_line(each))]
        return "; ".join(dict.fromkeys(lines)) or None
    return None


def rows_of(value: Any) -> list[tuple[str, str]]:
    """Role and text of ninjs 2's and 3's lists of bodies, headlines and descriptions."""
    rows = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
    found: list[tuple[str, str]] = []
    for row in rows[:_MOST_LISTED]:
        if isinstance(row, str):
            found.append(("", row))
        elif isinstance(row, dict) and isinstance(row.get("value"), str):
            role = row.get("role") or row.get("contenttype") or ""
            found.append((str(role).lower().rsplit("/", 1)[-1].replace("plain", "text"), row["value"]))
    return [(role, text) for role, text in found if text.strip()]


def headlines_of(fields: Fields) -> list[str]:
    """The headlines, the main one first."""
    rows = sorted(rows_of(fields.get("headlines")), key=lambda row: row[0] not in _MAIN)
    own = fields.get("headline")
    extra = [value for name, value in fields.items() if name.startswith("headline_") and isinstance(value, str)]
    texts = [own] if isinstance(own, str) else [text for _, text in rows_of(own)] or [text_line(own) or ""]
    lines = [line_of(text) for text in (*texts, *(text for _, text in rows), *extra[:_MOST_LISTED])]
    # "^Strike ends<": the typesetting of a telegram.
    lines = [line.strip("^<= ") if line.startswith("^") else line for line in lines]
    return [line for line in dict.fromkeys(lines) if line]


def byline_of(fields: Fields) -> str | None:
    """Who wrote it: the byline, else the authors who are writers."""
    authors = fields.get("authors")
    if isinstance(authors, list):
        writers = [each for each in authors if isinstance(each, dict) and str(each.get("role")).lower() in _WRITERS]
        authors = writers or [
            each for each in authors if not (isinstance(each, dict) and each.get("role")) or each.get("byline")
        ]
    for value in (fields.get("byline"), fields.get("bylines"), authors):
        listed = value[:_MOST_LISTED] if isinstance(value, list) else [value]
        names = [without_by(without_mailbox(_name(each) or "")) for each in listed]
        bare = [without_agency(name) for each in names if (name := (each or "").strip(" /"))]
        if bare:
            return ", ".join(dict.fromkeys(bare))
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        parts = [value[name] for name in ("firstname", "lastname") if isinstance(value.get(name), str)]
        return text_line(value.get("by") or value.get("byline") or value.get("name") or " ".join(parts) or value)
    return line_of(value) if isinstance(value, str) else None


def place_of(value: Any) -> str | None:
    """A place; one in capitals, as datelines have it, as it is written in a sentence and without its country."""
    line = text_line(value)
    return place_name(line) if line and line.split(",")[0].isupper() else line


def urgency_of(value: Any) -> int | None:
    """An urgency from 1 to 9, also of a string."""
    match = _URGENCY.fullmatch(str(value))
    return int(match[1]) if match else None


def language_of(value: Any) -> str | None:
    """A tag of BCP 47; None for what looks like none."""
    tag = value.get("alternatename") if isinstance(value, dict) else value
    tag = tag[0] if isinstance(tag, list) and tag else tag
    tag = fold_line(tag).replace("_", "-") if isinstance(tag, str) else ""
    return tag if canonical(tag) else None


def version_of(fields: Fields, lines: list[str]) -> str | None:
    """The writethru mark in a headline or a slugline, else the version."""
    for line in lines:
        if mark := WRITETHRU.search(line):
            return mark[0]
    value = fields.get("version")
    value = str(value) if isinstance(value, int) and value and not isinstance(value, bool) else value
    return fold_line(value)[:40] or None if isinstance(value, str) else None


def provider_of(fields: Fields) -> str | None:
    """Who sends it; written as the holder of the rights writes it where both are the same."""
    provider = next((line for name in _PROVIDERS if (line := text_line(fields.get(name)))), None)
    holder = text_line(fields.get("copyrightholder"))
    return holder if provider and holder and holder.casefold() == provider.casefold() else provider


def signals_of(fields: Fields) -> list[str]:
    """What the item signals to a desk, but that it is news."""
    rows = [
        each
        for name in ("signals", "editorialtypes")
        for each in (fields[name] if isinstance(fields.get(name), list) else [fields.get(name)])
    ]
    named = (text_line(each) or (text_line(each.get("code")) if isinstance(each, dict) else None) for each in rows)
    lines = list(filter(None, islice(named, _MOST_LISTED)))
    return [line for line in dict.fromkeys(lines) if line.lower() not in _PLAIN_SIGNALS]
