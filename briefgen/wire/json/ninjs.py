"""The fields of one ninjs item (any version, names in lower case) -> Item."""

from typing import Literal

from briefgen.wire.copy.byline import without_by
from briefgen.wire.copy.known_dateline import dateline_of
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.copy.repeated import clean_copy
from briefgen.wire.item import Item
from briefgen.wire.json.copy import tidied
from briefgen.wire.json.fields import (
    Fields,
    byline_of,
    headlines_of,
    language_of,
    place_of,
    provider_of,
    rows_of,
    signals_of,
    text_line,
    urgency_of,
    version_of,
)
from briefgen.wire.json.release import embargo_of, expiry_of, for_editors, instant, pubstatus_of
from briefgen.wire.markup.bodies import complete_copy, holds, words_of
from briefgen.wire.markup.html import Copy, paragraphs_of

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
_MEDIA = frozenset(["picture", "audio", "video", "graphic"])
_STORY = 60  # words; an item that calls itself a picture and holds more is a story
_PARAGRAPHS = 3  # of prose; a caption has one, and may have a credit
_BEST_BODIES = [
    "richhtml5",
    "html5",
    "html",
    "xhtml",
    "nitf",
    "xml",
    "main",
    "blocks",
    "",
    "text",
]  # the most structure first
_LEADS = frozenset("lead ingress intro preamble vorspann standfirst chapeau".split())
_NO_BODIES = frozenset(
    "summary teaser abstract caption headline title byline seo social alttext alt push event".split()
)
_NOTES = frozenset("footer ednote ednotes note notes notepad notebook contact contacts".split())
_PAGES = (
    "content",
    "content_html",
    "content_text",
    "content_elements",
    "articlebody",
    "webtitle",
    "html",
)  # names of bodies of web pages
_EDNOTES = ("ednote", "embargoedreason", "embargoed_text")
_ESCAPED_LINES = 2
_MOST_LISTED = 50
_MOST_BODIES = 12  # each is compared with the best so far


def read_fields(fields: Fields) -> Item:
    """Read one item; fields of a wrong type count as absent.

    Raises:
        SourceError: a body holds more tags than a story has.
    """
    headlines = headlines_of(fields)
    headline = headlines[0] if headlines else None
    slugline = text_line(fields.get("slugline"))
    byline = byline_of(fields)
    copy, notes = _copy(fields, [*headlines, slugline or "", byline or ""])
    caption = _descriptions(fields)
    kind = _kind(fields, copy, caption)
    # Some send a flash as a description and no body.
    paragraphs = copy.paragraphs or (caption if kind == "text" else [])
    if kind in _MEDIA:
        paragraphs = []  # what a picture has for a body is its caption
    tidy = tidied(paragraphs, (headline, byline), page=any(fields.get(name) for name in _PAGES))
    marks = [line for name in ("title", "anpa_take_key") if (line := text_line(fields.get(name)))]
    dateline, located = dateline_of(text_line(fields.get("dateline")) or copy.dateline)
    embargoed, unread = embargo_of(fields)
    pubstatus = pubstatus_of(fields, embargoed)
    ednotes = [line for name in _EDNOTES if (line := text_line(fields.get(name)))]
    ednotes += tidy.ednotes
    ednotes += [f"Correction: {line}"] if (line := text_line(fields.get("corrections"))) else []
    ednotes += [f"Embargo: {unread}"] if unread else []
    ednotes += [f"Expires: {expires:%Y-%m-%d %H:%M %Z}"] if (expires := expiry_of(fields)) else []
    ednotes += [f"Signal: {signal}" for signal in signals_of(fields)]
    ednotes += ["For editors only: the signal newscontent is missing"] if for_editors(fields) else []
    item = Item(
        paragraphs=tidy.paragraphs,
        headline=headline,
        byline=byline or without_by(copy.byline) or tidy.byline,
        dateline=dateline,
        located=place_of(fields.get("located")) or located,
        slugline=slugline,
        urgency=urgency_of(fields.get("urgency")),
        language=language_of(fields.get("language")),
        version=version_of(fields, [*headlines, slugline or "", *marks]),
        versioncreated=instant(fields.get("versioncreated")),
        pubstatus="withheld" if unread and pubstatus == "usable" else pubstatus,
        embargoed=embargoed,
        ednote=" ".join(dict.fromkeys(ednotes)) or None,
        provider=provider_of(fields),
        usageterms=text_line(fields.get("usageterms")),
        notes=list(dict.fromkeys(notes + tidy.notes)),
        name=headline or slugline or text_line(fields.get("guid") or fields.get("uri")),
        kind=kind,
    )
    clean_copy(item)
    return item


def _copy(fields: Fields, repeated: list[str]) -> tuple[Copy, list[str]]:
    """The complete body, and what is not for publication."""
    rows = rows_of(fields.get("bodies"))
    rows += [
        (name.removeprefix("body").strip("_-"), value)
        for name, value in fields.items()
        if name.startswith("body") and isinstance(value, str) and value.strip()
    ]
    notes = [line for role, text in rows if role in _NOTES for line in paragraphs_of(text)]
    leads = [line for role, text in rows if role in _LEADS for line in paragraphs_of(text)]
    bodies = [(role, text) for role, text in rows if role not in _NOTES | _LEADS | _NO_BODIES]
    bodies.sort(key=lambda row: _BEST_BODIES.index(row[0]) if row[0] in _BEST_BODIES else len(_BEST_BODIES))
    copy = complete_copy(
        list(dict.fromkeys(_with_line_ends(text) for _, text in bodies))[:_MOST_BODIES], repeated, _captions(fields)
    )
    copy.paragraphs[:0] = [line for line in leads if not holds(copy.paragraphs, line)]
    return copy, list(dict.fromkeys(copy.notes + notes))


def _with_line_ends(text: str) -> str:
    """A body that was escaped once too often holds a backslash and an n for each of its line ends."""
    if text.count("\\n") < _ESCAPED_LINES or "\n" in text:
        return text
    return text.replace("\\r", "").replace("\\n", "\n").replace('\\"', '"')


def _captions(fields: Fields) -> list[str]:
    """What is said of the pictures that go with the story."""
    parts = fields.get("associations")
    parts = list(parts.values()) if isinstance(parts, dict) else parts if isinstance(parts, list) else []
    return [line for part in parts[:_MOST_LISTED] if isinstance(part, dict) for line in _descriptions(part)]


def _descriptions(fields: Fields) -> list[str]:
    rows = rows_of(fields.get("descriptions"))
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
    told = [line for line in copy.paragraphs if is_prose(line) and not holds(caption, line)]
    if len(told) >= _PARAGRAPHS or (words_of(copy.paragraphs) - words_of(caption)).total() >= _STORY:
        return "text"
    return kind
