"""What an item in JSON says on its release: status, embargo and dates. In doubt it is held back."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from briefgen.story import fold_line

PubStatus = Literal["usable", "withheld", "canceled"]

_USABLE = frozenset("usable published public active final live corrected updated approved normal ok".split())
_CANCELED = frozenset(
    "canceled cancelled cancel killed kill recalled recall spiked deleted unpublished withdrawn retracted disregard "
    "elimination replaced trash trashed".split()
)
_WITHHELD = frozenset(
    "withheld withhold hold held embargoed draft commissioned future scheduled pending private auto-draft".split()
)
_NO_EMBARGO = frozenset(["", "none", "null", "false", "no", "0", "n/a", "nil", "-"])
_NOT_PUBLIC = frozenset(["info"])  # TT's profile of items that are for the newsroom only
_NOT_FOR_PUBLICATION = "marked_for_not_publication"  # Superdesk's flag
_NEWS = "newscontent"  # AP's signal; "if it is not present, the item may not be published at any time"
_MOST_VALUES = 100
# The end of a title or a take key, as wires mark a kill: "BC-LAKE, KILL".
_KILLED = re.compile(r"(?:^|[,/(–])\s?(?:(?:BULLETIN|URGENT|MANDATORY|STORY)[ -])?KILL(?:ED)?\W*$")
_MARKED = ("title", "anpa_take_key")
_DATES = 100_000_000
_MILLISECONDS = 100_000_000_000  # seconds since 1970 reach it in the year 5138


def pubstatus_of(fields: dict[str, Any], embargoed: datetime | None = None) -> PubStatus:
    """The strictest of all that the item says; a status that nobody knows holds it back.

    Args:
        fields: of the item.
        embargoed: until when it is, if it says so: then "embargoed" tells no more than that.
    """
    words = [word for value in _listed(fields.get("pubstatus")) if (word := _word(value))]
    words = [word for word in words if not (word == "embargoed" and embargoed)]
    others = [
        word
        for name in ("state", "signals", "editorialtypes")
        for value in _listed(fields.get(name))
        for word in _word(value).split()  # "mandatory kill", "hold for release"
        if word in _CANCELED | _WITHHELD
    ]
    marked = (fold_line(value) for name in _MARKED if isinstance(value := fields.get(name), str))
    if any(word in _CANCELED for word in words + others) or any(map(_KILLED.search, marked)):
        return "canceled"
    if any(word not in _USABLE for word in words) or others or _word(fields.get("profile")) in _NOT_PUBLIC:
        return "withheld"
    flags = fields.get("flags")
    if isinstance(flags, dict) and flags.get(_NOT_FOR_PUBLICATION):
        return "withheld"
    return "withheld" if for_editors(fields) or _is_expired(fields) else "usable"


def for_editors(fields: dict[str, Any]) -> bool:
    """Whether AP sends the item to editors alone: an advisory, a daybook, a digest."""
    signals = [_word(value) for value in _listed(fields.get("signals")) if value]
    return bool(signals) and is_ap(fields) and _NEWS not in signals


def is_ap(fields: dict[str, Any]) -> bool:
    """Whether the item is in the words of AP's Media API."""
    keys = fields.get("altids")
    return isinstance(keys, dict) and ("itemid" in keys or "etag" in keys)


def _is_expired(fields: dict[str, Any]) -> bool:
    """Whether AP's item is "no longer considered valid or publishable"; elsewhere the date is one of housekeeping."""
    expires = expiry_of(fields) if is_ap(fields) else None
    return expires is not None and expires <= datetime.now(UTC)


def expiry_of(fields: dict[str, Any]) -> datetime | None:
    """The time from which the provider no longer stands by the item; None where it names none."""
    return instant(fields.get("expires"))


def embargo_of(fields: dict[str, Any]) -> tuple[datetime | None, str | None]:
    """The latest embargo, and one that is set and cannot be read as a time; an empty one is none."""
    values = [
        value
        for name, field in fields.items()
        if name.startswith("embargo") and name not in {"embargoedreason", "embargoed_text"}
        for value in _listed(field)
    ]
    if isinstance(schedule := fields.get("schedule_settings"), dict):
        values.append(schedule.get("utc_embargo"))
    read: list[datetime] = []
    unread: list[str] = []
    for value in values[:_MOST_VALUES]:
        text = "" if value is None else fold_line(str(value))
        if text.casefold() in _NO_EMBARGO or text.startswith("0000-00-00"):
            continue
        time = instant(value)
        if time is None:
            unread.append(text[:80])
        else:
            read.append(time)
    return max(read, default=None), "; ".join(dict.fromkeys(unread)) or None


def instant(value: Any) -> datetime | None:
    """A time as sent: ISO 8601, RFC 5322, or seconds or milliseconds since 1970; UTC where no zone is given."""
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, list):
        value = next((each for each in value if each), None)
    try:
        if isinstance(value, str) and not value.strip().isdigit():
            time = _written(fold_line(value)[:40])
            time.astimezone(UTC)  # a time at the very end of the calendar has none
            return time
        seconds = float(value)
        # Eight digits are a date, "20260131".
        if isinstance(value, str) and seconds < _DATES:
            return datetime.fromisoformat(value.strip()).replace(tzinfo=UTC)
        seconds = seconds / 1000 if seconds >= _MILLISECONDS else seconds
        return datetime.fromtimestamp(seconds, UTC) if seconds > 1 else None
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _written(text: str) -> datetime:
    # Python wants neither the zone's name nor more than six digits of a second.
    text = re.sub(r"(\.\d{6})\d+", r"\1", re.sub(r"\s*(?:UTC|GMT)$", "Z", text))
    time = _iso(text) or parsedate_to_datetime(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _word(value: Any) -> str:
    """A status without its scheme ("stat:usable", an address of a vocabulary)."""
    if isinstance(value, dict):
        value = next(
            (value[name] for name in ("code", "qcode", "name", "literal", "uri", "value") if value.get(name)), None
        )
    text = "" if value is None else fold_line(str(value)).casefold()
    return re.split(r"[:/#]", text.rstrip("/"))[-1].strip()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
