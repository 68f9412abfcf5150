"""The fields of one ninjs item (any version, names in lower case) -> Item."""

import re
from typing import Any, Literal

from briefgen.story import fold_line
from briefgen.wire.item import Item
from briefgen.wire.json_release import embargo_of, instant, pubstatus_of
from briefgen.wire.markup import Copy, line_of, paragraphs_of, words_of
from briefgen.wire.markup_bodies import complete_copy, holds

Fields = dict[str, Any]
Kind = Literal["text", "picture", "audio", "video", "graphic", "package"]

_KINDS: dict[str, Kind] = {
    "picture": "picture",
    "image": "picture",
    "photo": "picture",
    "photograph": "picture",
    "imageobject": "picture",
    "audio": "audio",
    "video": "video",
    "graphic": "graphic",
    "composite": "package",
    "package": "package",
    "collection": "package",
    "event": "package",
    "planning": "package",
}
_STORY = 60  # words; an item that calls itself a picture and holds more is a story
_BEST_BODIES = "richhtml5 html5 html xhtml nitf xml main body content text".split()  # the most structure first
_LEADS = frozenset("lead ingress intro preamble vorspann standfirst chapeau".split())
_NO_BODIES = frozenset(
    "summary teaser abstract caption headline title byline seo social alttext alt push event".split()
)
_NOTES = frozenset("footer ednote ednotes note notes notepad notebook contact contacts".split())
_NO_LANGUAGES = frozenset("und mul zxx mis xx".split())
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_WRITETHRU = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)[- ](?:ld|lead)(?:[- ]writethru)?\b|\bwritethru(?:[- ]\d{1,2})?\b", re.IGNORECASE
)
_PLAIN_SIGNALS = frozenset(["newscontent", "derivedfrom"])
_WRITERS = frozenset("writer author reporter journalist byline".split())
_MOST_LISTED = 50
_MOST_BODIES = 12  # each is compared with the best so far


def read_fields(fields: Fields) -> Item:
    """Read one item; fields of a wrong type count as absent.

    Raises:
        SourceError: a body holds more tags than a story has.
    """
    headlines = _headlines(fields)
    headline = headlines[0] if headlines else None
    slugline = _line(fields.get("slugline"))
    byline = _byline(fields)
    copy, notes = _copy(fields, [*headlines, slugline or "", byline or ""])
    caption = _descriptions(fields)
    kind = _kind(fields, copy, caption)
    paragraphs = copy.paragraphs
    if not paragraphs and kind == "text":
        # Some send a flash as a description and no body.
        paragraphs = caption
    marks = [line for name in ("title", "anpa_take_key") if (line := _line(fields.get(name)))]
    pubstatus = pubstatus_of(fields)
    embargoed, unread = embargo_of(fields)
    ednotes = [line for name in ("ednote", "embargoedreason", "embargoed_text") if (line := _line(fields.get(name)))]
    if unread:
        ednotes.append(f"Embargo: {unread}")
    ednotes += [f"Signal: {signal}" for signal in _signals(fields)]
    return Item(
        paragraphs=paragraphs,
        headline=headline,
        byline=byline or _without_by(copy.byline),
        dateline=_line(fields.get("dateline")) or copy.dateline,
        located=_located(fields.get("located")),
        slugline=slugline,
        urgency=_urgency(fields.get("urgency")),
        language=_language(fields.get("language")),
        version=_version(fields, [*headlines, slugline or "", *marks]),
        versioncreated=instant(fields.get("versioncreated")),
        pubstatus="withheld" if unread and pubstatus == "usable" else pubstatus,
        embargoed=embargoed,
        ednote=" ".join(dict.fromkeys(ednotes)) or None,
        provider=_provider(fields),
        usageterms=_line(fields.get("usageterms")),
        notes=notes,
        name=headline or slugline or _line(fields.get("guid") or fields.get("uri")),
        kind=kind,
    )


def _line(value: Any) -> str | None:
    """Text on one line; of an object its name, of a list all its texts."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("value", "name", "text", "city", "literal") if value.get(key)), None)
    if isinstance(value, list):
        lines = [line for each in value[:_MOST_LISTED] if not isinstance(each, list) and (line := _line(each))]
        return "; ".join(dict.fromkeys(lines)) or None
    return (line_of(value) or None) if isinstance(value, str) else None


def _values(value: Any) -> list[tuple[str, str]]:
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


def _headlines(fields: Fields) -> list[str]:
    rows = sorted(_values(fields.get("headlines")), key=lambda row: row[0] not in {"main", "headline", ""})
    own = fields.get("headline")
    extra = [value for name, value in fields.items() if name.startswith("headline_") and isinstance(value, str)]
    texts = [own] if isinstance(own, str) else [text for _, text in _values(own)]
    lines = [line_of(text) for text in (*texts, *(text for _, text in rows), *extra)]
    return [line for line in dict.fromkeys(lines) if line]


def _byline(fields: Fields) -> str | None:
    authors = fields.get("authors")
    if isinstance(authors, list):
        writers = [each for each in authors if isinstance(each, dict) and str(each.get("role")).lower() in _WRITERS]
        authors = writers or [
            each for each in authors if not (isinstance(each, dict) and each.get("role")) or each.get("byline")
        ]
    for value in (fields.get("byline"), fields.get("bylines"), authors):
        names: list[str] = []
        for each in value[:_MOST_LISTED] if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                names.append(_line(each.get("by") or each.get("byline") or each.get("name")) or "")
            elif isinstance(each, str):
                names.append(line_of(each))
        bare = [name for each in names if (name := _without_by(each))]
        if bare:
            return ", ".join(dict.fromkeys(bare))
    return None


def _without_by(byline: str | None) -> str | None:
    return re.sub(r"^by:?\s+", "", byline, flags=re.IGNORECASE) if byline else None


def _copy(fields: Fields, repeated: list[str]) -> tuple[Copy, list[str]]:
    """The complete body, and what is not for publication."""
    rows = _values(fields.get("bodies"))
    rows += [
        (name.removeprefix("body").strip("_-"), value)
        for name, value in fields.items()
        if name.startswith("body") and isinstance(value, str) and value.strip()
    ]
    notes = [line for role, text in rows if role in _NOTES for line in paragraphs_of(text)]
    leads = [line for role, text in rows if role in _LEADS for line in paragraphs_of(text)]
    bodies = [(role, text) for role, text in rows if role not in _NOTES | _LEADS | _NO_BODIES]
    bodies.sort(key=lambda row: _BEST_BODIES.index(row[0]) if row[0] in _BEST_BODIES else len(_BEST_BODIES))
    copy = complete_copy(list(dict.fromkeys(text for _, text in bodies))[:_MOST_BODIES], repeated, _captions(fields))
    copy.paragraphs[:0] = [line for line in leads if not holds(copy.paragraphs, line)]
    return copy, list(dict.fromkeys(copy.notes + notes))


def _captions(fields: Fields) -> list[str]:
    """What is said of the pictures that go with the story."""
    parts = fields.get("associations")
    parts = list(parts.values()) if isinstance(parts, dict) else parts if isinstance(parts, list) else []
    return [line for part in parts[:_MOST_LISTED] if isinstance(part, dict) for line in _descriptions(part)]


def _descriptions(fields: Fields) -> list[str]:
    rows = _values(fields.get("descriptions"))
    rows += [
        (name.removeprefix("description_"), value)
        for name, value in fields.items()
        if name.startswith("description_") and isinstance(value, str) and value.strip()
    ]
    kept = [text for role, text in rows if role not in {"usage", "creditline", "editornotes", "ednote"}]
    return paragraphs_of(kept[0]) if kept else []


def _kind(fields: Fields, copy: Copy, caption: list[str]) -> Kind:
    declared = fields.get("type") or fields.get("@type")
    kind = _KINDS.get(declared.lower(), "text") if isinstance(declared, str) else "text"
    media = str(fields.get("mimetype") or fields.get("contenttype")).split("/")[0]
    if kind == "text" and not copy.paragraphs:
        return _KINDS.get(media, "text")
    if kind != "text" and (words_of(copy.paragraphs) - words_of(caption)).total() >= _STORY:
        return "text"
    return kind


def _located(value: Any) -> str | None:
    line = _line(value)
    return line.title() if line and line.isupper() else line


def _urgency(value: Any) -> int | None:
    match = re.fullmatch(r"\s*([1-9])(?:\.0+)?\s*", str(value))
    return int(match[1]) if match else None


def _language(value: Any) -> str | None:
    tag = value.get("alternatename") if isinstance(value, dict) else value
    tag = tag[0] if isinstance(tag, list) and tag else tag
    tag = fold_line(tag).replace("_", "-") if isinstance(tag, str) else ""
    return tag if _LANGUAGE.fullmatch(tag) and tag.lower() not in _NO_LANGUAGES else None


def _version(fields: Fields, lines: list[str]) -> str | None:
    for line in lines:
        if mark := _WRITETHRU.search(line):
            return mark[0]
    value = fields.get("version")
    value = str(value) if isinstance(value, int) and value and not isinstance(value, bool) else value
    return fold_line(value)[:40] or None if isinstance(value, str) else None


def _provider(fields: Fields) -> str | None:
    names = "provider source publisher sourceorganization infosources infosource copyrightholder".split()
    return next((line for name in names if (line := _line(fields.get(name)))), None)


def _signals(fields: Fields) -> list[str]:
    rows = [
        each
        for name in ("signals", "editorialtypes")
        for each in (fields[name] if isinstance(fields.get(name), list) else [fields.get(name)])
    ]
    lines = [line for each in rows[:_MOST_LISTED] if (line := _line(each))]
    return [line for line in dict.fromkeys(lines) if line.lower() not in _PLAIN_SIGNALS]
