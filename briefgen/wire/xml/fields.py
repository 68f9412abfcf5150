"""What several XML formats say in the same way: status, embargo, byline, dateline and place."""

import re
from dataclasses import fields
from datetime import datetime
from typing import Literal

from briefgen.wire.copy.byline import signed_by, without_agency, without_by, without_mailbox
from briefgen.wire.item import Item
from briefgen.wire.xml.tree import LAST_ON_EARTH, parse_date

Status = Literal["usable", "withheld", "canceled"]
Kind = Literal["text", "picture", "audio", "video", "graphic", "package"]

_CANCELED = re.compile(r"cancel|kill|delet|withdr|retract|takedown|annul|obsolete", re.IGNORECASE)
_WITHHELD = re.compile(r"withh|embargo|hold|not.?usable|unusable|notforpub|draft", re.IGNORECASE)
_KINDS: dict[str, Kind] = {
    "photo": "picture",
    "picture": "picture",
    "image": "picture",
    "video": "video",
    "audio": "audio",
    "graphic": "graphic",
    "animation": "graphic",
    "composite": "package",
}
_TEMPLATES = ("{", "[", "<", "$", "%")


def status_of(value: str | None) -> Status:
    """The publishing status that a word, a QCode or a URI stands for; usable where it says nothing."""
    word = re.split(r"[:/#]", value or "")[-1]
    if _CANCELED.search(word):
        return "canceled"
    return "withheld" if _WITHHELD.search(word) else "usable"


def kind_of(value: str | None) -> Kind | None:
    """The kind that a media type, an item class or a MIME type names; None for text and the unknown."""
    words = re.split(r"[^a-z]+", (value or "").lower())
    return next((_KINDS[word] for word in words if word in _KINDS), None)


def embargo_of(item: Item, value: str | None) -> None:
    """Set the embargo that a field holds; an empty one is none, and one that is no time withholds the item.

    A time that names no zone is taken for that of the zone where it comes last: never too early.
    """
    if not value or not value.strip():
        return
    item.embargoed = parse_date(value, LAST_ON_EARTH)
    if item.embargoed is None:
        item.pubstatus = "withheld" if item.pubstatus == "usable" else item.pubstatus
        item.notes.append(f"embargo: {value.strip()[:100]}")


def byline_of(value: str | None) -> str | None:
    """A byline without its "By", in whichever language, and without the agency or the mailbox behind the name.

    Returns:
        None where it is empty or was left to be filled in.
    """
    name = (without_by(without_mailbox(value or "")) or "").strip(" ,;/")
    name = signed_by(name) or without_agency(name)
    return None if name.startswith(_TEMPLATES) else name or None


def later(one: datetime | None, other: datetime | None) -> bool:
    """Whether one time is known to be after another."""
    return one is not None and (other is None or one > other)


def fill(item: Item, inner: Item) -> None:
    """Take from an item carried inside another what the outer one does not say; the stricter status counts."""
    for each in fields(Item):
        if each.name not in {"paragraphs", "notes", "pubstatus", "kind"} and getattr(item, each.name) is None:
            setattr(item, each.name, getattr(inner, each.name))
    if item.pubstatus == "usable":
        item.pubstatus = inner.pubstatus
    item.notes += [note for note in inner.notes if note not in item.notes]
