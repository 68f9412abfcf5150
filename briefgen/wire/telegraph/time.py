"""Date groups and stamps of telegraphic messages -> times."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan ene gen tam|feb fev fév hel|mar mrz mär maa|apr avr abr huh|may mai maj mei mag tou|jun jui giu kes|"
        "jul juil lug hei|aug aoû aou ago elo|sep set syy|oct okt out ott lok|nov|dec dez déc dic des jou".split("|"),
        start=1,
    )
    for name in names.split()
}
_HOURS = {
    zone: hours
    for hours, zones in (
        (0, "GMT UTC UT Z WET"),
        (1, "CET MEZ BST MET WEST"),
        (2, "CEST MESZ MEST EET"),
        (3, "EEST MSK"),
        (8, "AWST SGT HKT"),
        (9, "JST"),
        (10, "AEST"),
        (11, "AEDT"),
        (-4, "EDT"),
        (-5, "EST ET CDT"),
        (-6, "CST CT MDT"),
        (-7, "MST MT PDT"),
        (-8, "PST PT"),
    )
    for zone in zones.split()
}
_DATE_GROUP = re.compile(
    r"\b(?P<day>\d\d)\s?(?P<hour>\d\d)(?P<minute>\d\d)\s{0,2}(?P<zone>[A-Z]{1,4}\s{1,2})?(?P<month>[^\W\d_]{3,10})\.?"
    r"\s{0,2}(?P<year>\d\d(?:\d\d)?)\b"
)
_DAY_NAMED = re.compile(
    r"\b(?P<day>\d\d)-(?P<month>[A-Z]{3})-(?P<year>\d\d(?:\d\d)?)\s(?P<hour>\d\d)[:.](?P<minute>\d\d)(?:\s(?P<zone>[A-Z]{2,4})\b)?"
)
_STAMP = re.compile(
    r"\b(?P<first>\d\d)-(?P<second>\d\d)-(?P<year>\d\d)\s(?P<hour>\d\d):?(?P<minute>\d\d)\s?(?P<zone>[A-Z]{1,4})?\b"
)
_CLOCK_FIRST = re.compile(
    r"\b(?P<hour>\d\d):(?P<minute>\d\d)\s?(?P<zone>[A-Z]{1,4})?\s(?P<day>\d\d)-(?P<month>\d\d)-(?P<year>\d\d)\b"
)
_MONTHS_IN_YEAR = 12
_PIVOT = 70  # years of two digits from here on are of the last century


def read_time(text: str) -> datetime | None:
    """The time of "131137 GMT Nov 13", "11-13-13 1509GMT" or "16:35ET 31-10-14"; None if no year is named."""
    if group := _DATE_GROUP.search(text):
        name = group["month"].lower()
        return _time(group, (_MONTHS.get(name[:4]) or _MONTHS.get(name[:3], 0), int(group["day"])))
    if named := _DAY_NAMED.search(text):
        return _time(named, (_MONTHS.get(named["month"].lower(), 0), int(named["day"])))
    if clock := _CLOCK_FIRST.search(text):
        return _time(clock, (int(clock["month"]), int(clock["day"])))
    if stamp := _STAMP.search(text):
        month, day = int(stamp["first"]), int(stamp["second"])
        # Outside America the day comes first.
        return _time(stamp, (day, month) if month > _MONTHS_IN_YEAR else (month, day))
    return None


def _time(found: re.Match[str], month_and_day: tuple[int, int]) -> datetime | None:
    year = int(found["year"])
    if len(found["year"]) == len("13"):
        year += 1900 if year >= _PIVOT else 2000
    # Without a zone, or with one that nobody knows, it is taken for GMT: the wires' own clock.
    zone = timezone(timedelta(hours=_HOURS.get((found["zone"] or "").strip(), 0)))
    try:
        moment = datetime(year, *month_and_day, int(found["hour"]), int(found["minute"]), tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
