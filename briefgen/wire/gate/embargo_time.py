"""When an embargo ends, as a line says it: "0001 GMT Friday", "20.11.2026, 12:00 Uhr", "6 a.m. EDT Nov. 21"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefgen.lazily import lazily
from briefgen.wire.gate.day_names import MONTHS, WEEKDAYS

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?!\s*(?-i:[A-Z]{2,4}\b)|\s*h(?:rs|ours)?\b)"

_DATES = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)T?",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s{{0,3}}(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de\s|del\s)?{_YEAR})?",
        rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|\s?[ap]\.?m\b)(?:,?\s{_YEAR})?",
        r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2}(?!\d|[:.]))?",
        r"\b(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})(?!\d)",
        r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?!\d)",
    )
)
_EITHER_WAY = re.compile(r"\d{1,2}[/-]")  # the month may come first
_UNREAD = lazily(r"\b\d{1,2}\.?\s[^\W\d_]{3,20},?\s(?:19|20)\d\d\b")  # a day of a month with a name not known here
_WEEKDAY = lazily(r"\b(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_NEAR_DAYS = (
    (0, lazily(r"\b(?:today|tonight|heute|aujourd[’']hui|hoy|oggi|hoje|vandaag|i dag|idag)\b", re.IGNORECASE)),
    (1, lazily(r"\b(?:tomorrow|morgen|demain|(?<!la )mañana|domani|amanhã|imorgon)\b", re.IGNORECASE)),
)
_NOON = lazily(r"(?<!\w)(?:12\s?)?(?:noon|midday|mittags?|midi|mediodía|mezzogiorno|meio-dia)\b", re.IGNORECASE)
_MIDNIGHT = lazily(
    r"\b(?:12\s)?(?:midnight|mitternacht|minuit|medianoche|mezzanotte|meia-noite|midnatt|middernacht)\b", re.IGNORECASE
)
_UHR = lazily(r"\d\s?uhr\b", re.IGNORECASE)
_HALF = r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)"
_CLOCKS = tuple(
    lazily(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.:])(?P<hour>\d{{1,2}})\s?(?:[:.h]|uhr)\s?(?P<minute>[0-5]\d)(?![\d.]\d|\d)(?::[0-5]\d)?{_HALF}?",
        r"(?<![\d.:])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?=Z\b|\s?(?:h(?:rs|ours)?|uhr|(?-i:[A-Z]{2,4}))\b)",
        r"(?<![\d.:])(?P<hour>0\d|1[0-8]|2[1-4])(?P<minute>[0-5]\d)(?!\d)",
        rf"(?<![\d.:])(?P<hour>\d{{1,2}}){_HALF}",
        r"(?<![\d.:])(?P<hour>\d{1,2})\s?(?:uhr|h|heures?|horas?|hrs|hours|o[’']clock|(?-i:GMT|UTC|CES?T))\b",
        r"\b(?:kl|klo|ore|alle|a las|às)\b\.?\s?(?P<hour>\d{1,2})(?!\d)",
    )
)
# In hours; a name that two countries use is the later one. Zones that change with the season come by name.
_OFFSETS = {
    name: float(hours)
    for hours, *names in map(
        str.split,
        """0 GMT UTC UT Z WET|1 BST CET MEZ IST WEST|2 CEST MESZ EET SAST|3 EEST MSK|5 PKT|8 SGT HKT AWST|9 JST KST
        |9.5 ACST|10 AEST|11 AEDT|12 NZST|13 NZDT|-3 BRT ART|-4 EDT AST|-5 EST CDT|-6 CST MDT|-7 MST PDT|-8 PST AKDT
        |-9 AKST|-10 HST""".split("|"),
    )
    for name in names
}
_CITIES = {
    name: zone
    for zone, *names in map(
        str.split,
        """America/New_York ET eastern washington
        America/Chicago CT central
        America/Denver MT mountain
        America/Los_Angeles PT pacific
        Australia/Sydney AET sydney
        Pacific/Auckland NZT auckland
        Asia/Tokyo tokyo
        Europe/Amsterdam amsterdam nl
        Europe/Berlin berlin vienna de
        Europe/Brussels brussels bruxelles
        Europe/Copenhagen copenhagen da
        Europe/London london uk
        Europe/Madrid madrid
        Europe/Oslo oslo nb nn no
        Europe/Paris paris
        Europe/Rome rome it
        Europe/Stockholm stockholm sv
        Europe/Warsaw warsaw pl
        Europe/Zurich geneva genève
        Europe/Helsinki helsinki fi
        Europe/Prague prague cs
        Europe/Moscow moscow ru
        Europe/Istanbul istanbul tr""".splitlines(),
    )
    for name in names
}
_ABBREVIATED = [*_OFFSETS, *filter(str.isupper, _CITIES)]
_ZONE = lazily(rf"(?<![A-Za-z])(?:{'|'.join(sorted(_ABBREVIATED, key=len, reverse=True))})\b")
_OFFSET = lazily(r"(?:(?<=GMT)|(?<=UTC)|(?<=:\d\d)|(?<=\s))\s?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?\b")
_PLACE = lazily(
    r"\b(?:(?P<us>eastern|central|mountain|pacific)|(?P<before>new york|[a-zè]+) time"
    r"|(?:heure|hora) de (?P<after>[a-zè]+))\b",
    re.IGNORECASE,
)
# Where the line names no zone it may mean any: the last place on earth where an hour strikes decides.
_LAST = timezone(timedelta(hours=-12))
_CENTURY = 2000
_NOON_HOUR = 12
_HOURS = 24


@dataclass(frozen=True, slots=True)
class _Day:
    """A calendar day as said, where the year may be missing, and whether the order of day and month is certain."""

    day: int
    month: int
    year: int | None


def embargo_end(line: str, *, reference: datetime | None, now: datetime, language: str | None) -> datetime | None:
    """The moment that a line tells, in UTC; None where it cannot be told.

    Args:
        line: what follows the word that tells the embargo.
        reference: when the story was sent; needed where the line names no date.
        now: which year a date without one is in, where there is no reference.
        language: German and Scandinavian desks name no zone and mean their own.
    """
    found = _read_dates(line)
    rest = line
    for pattern in _DATES:
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    clock = _clock(rest)
    zone = _zone(rest, language)
    try:
        # Where the line names no zone, "today" and the next noon are those of whoever sent it.
        sent = (reference or now) if zone is _LAST else (reference or now).astimezone(zone)
        days = list(_days(found, rest, sent.date(), certain=reference is not None))
        if days:
            moment = max(datetime.combine(day, time(), zone) for day in days) + (clock or timedelta())
            return moment.astimezone(UTC)
        if clock is None or reference is None or _UNREAD.search(rest):
            return None
        passed = datetime.combine(sent.date(), time(), sent.tzinfo) + clock < sent
        day = sent.date() + timedelta(days=1 if passed else 0)
        return (datetime.combine(day, time(), zone) + clock).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def has_day_or_clock(line: str) -> bool:
    """Whether a line names a date or an hour, and not a weekday only."""
    return any(pattern.search(line) for pattern in (*_DATES, *_CLOCKS, _NOON, _MIDNIGHT))


def dateline_day(dateline: str, now: datetime) -> datetime | None:
    """Noon of the day that a dateline names, the last one before tomorrow; None where it names none."""
    for day in _read_dates(dateline):
        try:
            return datetime.combine(_nearest(day, now.date()), time(_NOON_HOUR), UTC)
        except (ValueError, OverflowError):
            return None
    return None


def _read_dates(line: str) -> list[_Day]:
    """The readings of the first date in a line: two where "3/4" may be either, none where there is no date."""
    matches = [match for pattern in _DATES if (match := pattern.search(line))]
    if not matches:
        return []
    match = min(matches, key=re.Match.start)
    name, year = match["month"].lower(), match["year"]
    day, month = int(match["day"]), MONTHS.get(name) or int(name)
    full = None if year is None else int(year) + (_CENTURY if len(year) == len("26") else 0)
    readings = [_Day(day, month, full)]
    if _EITHER_WAY.match(match[0]):
        readings.append(_Day(month, day, full))
    valid = [each for each in readings if 1 <= each.month <= max(MONTHS.values())]
    return valid or readings


def _days(found: list[_Day], rest: str, near: date, *, certain: bool) -> Iterator[date]:
    if found:
        yield from (_nearest(day, near) for day in found)
    elif certain:
        ahead = next((days for days, pattern in _NEAR_DAYS if pattern.search(rest)), None)
        if ahead is not None:
            yield near + timedelta(days=ahead)
        elif weekday := _WEEKDAY.search(rest):
            yield near + timedelta(days=(WEEKDAYS[weekday[0].lower()] - near.weekday()) % 7)


def _nearest(day: _Day, near: date) -> date:
    """The date; without a year, in the one that brings it nearest.

    Raises:
        ValueError: there is no such day.
    """
    if day.year is not None:
        return date(day.year, day.month, day.day)
    years = [date(year, day.month, day.day) for year in (near.year - 1, near.year, near.year + 1)]
    return min(years, key=lambda one: abs(one - near))


def _clock(line: str) -> timedelta | None:
    """The time of day as what has passed since midnight; "midnight" is the end of its day."""
    matches = [match for pattern in _CLOCKS if (match := pattern.search(line)) and int(match["hour"]) <= _HOURS]
    if _NOON.search(line):
        return timedelta(hours=_NOON_HOUR)
    if _MIDNIGHT.search(line):
        return timedelta(hours=_HOURS)
    if not matches:
        return None
    match = min(matches, key=lambda one: one.start("hour"))
    groups = match.groupdict()
    hour = int(groups["hour"])
    if half := groups.get("half"):
        hour = hour % _NOON_HOUR + (_NOON_HOUR if half.lower() == "p" else 0)
    return timedelta(hours=hour, minutes=int(groups.get("minute") or 0))


def _zone(line: str, language: str | None) -> tzinfo:
    offset = _OFFSET.search(line)
    if offset and int(offset["hours"]) < _HOURS:
        away = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        return timezone(-away if offset["sign"] == "-" else away)
    if named := _ZONE.search(line):
        if named[0] in _OFFSETS:
            return timezone(timedelta(hours=_OFFSETS[named[0]]))
        return _city(named[0])
    for placed in _PLACE.finditer(line):
        place = (placed["us"] or placed["before"] or placed["after"]).lower()
        return _city("ET" if place == "new york" else place)
    # A desk that writes one of these languages means its own time.
    return _city("de" if _UHR.search(line) else (language or "").split("-", maxsplit=1)[0].lower())


def _city(name: str) -> tzinfo:
    try:
        return ZoneInfo(_CITIES[name])
    except (KeyError, ZoneInfoNotFoundError):
        return _LAST
