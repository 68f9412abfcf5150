"""The calendar: times that a text names, and the days that they mean, counted from the day of the story."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression; `start` and `end` are offsets in the text it stands in, half open, or -1."""

    kind: Literal["day", "weekday", "month", "season", "year", "shift", "period", "span"]
    start: int = -1
    end: int = -1
    loose: bool = False  # Supports a claim, but is too vague to be checked in one: "this week", "the last month".
    sign: int = 0  # -1 is last or ago, 1 is next or from now.
    weekday: int | None = None  # 0 is Monday.
    years: tuple[int, int] | None = None  # First and last; the same year twice but for decades and the like.
    month: int = 0  # Of a season or a quarter, its first.
    days: tuple[int, int] = (0, 0)  # First and last day of the month.
    unit: str = ""
    length: float = 0.0  # In days: of a span or a period, and from the day of the story to a shift.


@dataclass(frozen=True, slots=True)
class Reference:
    """The day a story counts from. Where its year is not known, `day` has one that its weekdays allow."""

    day: date
    weekday_known: bool
    year_known: bool


WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTHS = tuple("January February March April May June July August September October November December".split())
_FAR = 400 * 365  # Days; no time of a story lies further off.


def _date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none, as February 30."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_of_story(stamp: datetime | None, dateline: list[Time], times: tuple[Time, ...]) -> Reference | None:
    """The day a story counts from: its dateline's, with the year of its stamp; else its stamp's."""
    stamped = Reference(stamp.date(), weekday_known=True, year_known=True) if stamp else None
    line = next((time for time in dateline if time.kind == "day"), None)
    if line is None:
        return stamped
    if stamped or line.years:
        day = exact_day(line, stamped)
        # A stamp in another zone is a day ahead or behind. A dateline further off is that of an older version.
        near = day is not None and (stamped is None or abs(day - stamped.day) <= timedelta(days=2))
        return Reference(day, weekday_known=True, year_known=True) if day and near else stamped
    pairs = [time for time in times if time.kind == "day" and time.weekday is not None and not time.years]
    for year in range(2001, 2029) if pairs else ():
        if day := _date(year, line.month, line.days[0]):
            reference = Reference(day, weekday_known=True, year_known=False)
            exact = [(exact_day(time, reference), time.weekday) for time in pairs]
            if all(one is None or one.weekday() == weekday for one, weekday in exact):
                return reference
    day = _date(2001, line.month, line.days[0]) or _date(2004, line.month, line.days[0])
    return Reference(day, weekday_known=False, year_known=False) if day else None


def exact_day(time: Time, reference: Reference | None) -> date | None:
    """The one day that a date means, with its weekday: in its year, or nearest to the day of the story."""
    if time.years:
        return _date(time.years[0], time.month, time.days[0])
    if reference is None or not reference.weekday_known:
        return None
    today = reference.day
    candidates = (_date(today.year + ahead, time.month, time.days[0]) for ahead in (-1, 0, 1))
    return min((day for day in candidates if day), key=lambda day: abs(day - today), default=None)


def day_ranges(time: Time, reference: Reference | None) -> list[tuple[date, date]]:  # noqa: PLR0911 -- as in `_agree`
    """What a time may mean, as first and last days; nothing where that cannot be said."""
    if time.month:
        return _ranges_of_months(time, reference)
    if time.years:
        return [(date(time.years[0], 1, 1), date(time.years[1], 12, 31))]
    if reference is None:
        return []
    today, one = reference.day, timedelta(days=1)
    if time.kind == "weekday" or time.unit == "weekend":
        reach = {-1: range(-14, 0), 0: range(-7, 8), 1: range(1, 15)}[time.sign] if reference.weekday_known else ()
        wanted = (time.weekday,) if time.kind == "weekday" else (5, 6)
        return [(day, day) for day in (today + one * ahead for ahead in reach) if day.weekday() in wanted]
    if time.kind == "shift":
        return [(today + one * time.length, today + one * time.length)]
    if time.kind == "period":
        return _ranges_of_period(time, today)
    slack = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 366}.get(time.unit)
    if slack is None or time.length > _FAR:
        return []
    first, last = today + one * round(time.length - slack), today + one * round(time.length + slack)
    if time.sign < 0:
        first, last = today - one * round(time.length + slack), today - one * round(time.length - slack)
    return [(today if time.sign > 0 else first, last)]


def _ranges_of_months(time: Time, reference: Reference | None) -> list[tuple[date, date]]:
    years = set(time.years or ())
    if reference and not (years and reference.year_known):
        years |= {reference.day.year + ahead for ahead in (-1, 0, 1)}
    ranges = []
    for year in years:
        first = _date(year, time.month, time.days[0] or 1)
        months = 3 if time.kind == "season" else 1
        last = _date(year, time.month, time.days[1]) if time.days[0] else _month_start(year, time.month - 1 + months)
        if first and last:
            ranges.append((first, last if time.days[0] else last - timedelta(days=1)))
    signed = reference.day if reference else None
    return [
        pair
        for pair in ranges
        if not signed or (pair[0] <= signed if time.sign < 0 else pair[1] >= signed or not time.sign)
    ]


def _ranges_of_period(time: Time, today: date) -> list[tuple[date, date]]:
    if time.unit == "week":
        near, far = today + timedelta(days=time.sign), today + timedelta(days=13 * time.sign)
        return [(min(near, far), max(near, far))]
    if time.unit not in ("month", "year"):
        return []
    months = 1 if time.unit == "month" else 12
    start = (today.month - 1 if months == 1 else 0) + months * time.sign
    return [(_month_start(today.year, start), _month_start(today.year, start + months) - timedelta(days=1))]


def _month_start(year: int, months: int) -> date:
    """The first day of the month so many months after January of the year."""
    return date(year + months // 12, months % 12 + 1, 1)
