"""Dates: every weekday, date, season, year and relative time of a claim stands in the copy or follows from it.

Both sides are read into times. Where the day of the story is known, times become calendar days, and a time of the
claim is supported when one of the copy falls within it: "Wednesday", "yesterday" and "Nov. 18" may be one day.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from briefgen.brief import Evidence, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.reading.days import MONTHS, WEEKDAYS, Reference, Time, day_of_story, day_ranges, exact_day
from briefgen.verify.reading.times import SIGN, months_of_people, times_of


def check(claim: Claim, story: Story) -> list[Finding]:
    """Findings on times of the claim that neither stand in the copy nor follow from it.

    An error says that the copy carries no such time; a warning, that it cannot be worked out, mostly because the day
    of the story is not known. A time that the claim moves from one event to another is not seen here.
    """
    people = months_of_people(claim.text) | months_of_people(story.text)
    own = [time for time in times_of(claim.text, people) if not time.loose]
    if not own:
        return []
    copy = _Copy(story, people)
    findings: dict[str, Finding] = {}
    for time in own:
        if finding := copy.finding(time, claim.text[time.start : time.end]):
            findings.setdefault(finding.reason, finding)
    return list(findings.values())


_LEADING = re.compile(SIGN, re.IGNORECASE)


def _agree(time: Time, other: Time) -> bool:  # noqa: PLR0911 -- one answer for each kind of time
    """Whether a time of the copy says by its words what one of the claim says."""
    if time.sign * other.sign < 0 or not _years_agree(time, other):
        return False
    match time.kind:
        case "day":
            return _same_date(time, other)
        case "weekday":
            return other.weekday == time.weekday
        case "month":
            return other.kind in ("day", "month") and other.month == time.month
        case "season":
            quarter = time.unit == "quarter"
            if other.kind == "season" and (other.unit == "quarter") == quarter:
                return other.month == time.month
            # The south has the same seasons half a year later; a quarter of a year is the same everywhere.
            return other.kind in ("day", "month") and (other.month - time.month) % (12 if quarter else 6) in range(3)
        case "year":
            return other.years is not None
        case "shift":
            return other.kind == "shift" and other.length == time.length
        case "period" if time.unit == "weekend":
            return other.unit == "weekend" or (other.weekday or 0) in (5, 6)
    close = 0.95 * time.length <= other.length <= 1.05 * time.length
    return other.kind in ("period", "span") and close and (time.kind == other.kind == "span" or time.sign == other.sign)


def _same_date(time: Time, other: Time) -> bool:
    """Whether a date of the copy is that of the claim, whatever their weekdays."""
    within = other.days[0] <= time.days[0] <= other.days[1]
    return other.kind == "day" and other.month == time.month and within and _years_agree(time, other)


def _years_agree(time: Time, other: Time) -> bool:
    """Whether the years of two times meet, as far as they say them; a decade of the copy names no year of it."""
    if not time.years or not other.years:
        return True
    own, others = time.years[1] - time.years[0], other.years[1] - other.years[0]
    return time.years[0] <= other.years[1] and other.years[0] <= time.years[1] and others <= max(own, 1)


def _contradicts(time: Time, other: Time) -> bool:
    """Whether a time of the copy says something else in place of one of the claim that the copy does not have."""
    if time.kind == "day":
        return _agree(replace(time, kind="month"), other)
    if time.sign * other.sign < 0:
        return _agree(replace(time, sign=other.sign), other)
    return time.kind == other.kind == "span" and bool(time.sign) and (time.sign, time.unit) == (other.sign, other.unit)


class _Told(NamedTuple):
    """What a story says of times: those it names, the day it counts from, and the days that the times mean."""

    times: tuple[Time, ...]
    reference: Reference | None
    ranges: frozenset[tuple[date, date]]


@lru_cache(maxsize=32)
def _told(text: str, dateline: str, stamp: datetime | None, people: frozenset[str]) -> _Told:
    line = [replace(time, start=-1, end=-1) for time in times_of(dateline, people)]
    # A time that the copy says a thousand times is kept once, where it is said first.
    mentions: dict[Time, Time] = {}
    for time in (*times_of(text, people), *line):
        mentions.setdefault(replace(time, start=0, end=0), time)
    times = tuple(mentions.values())
    reference = day_of_story(stamp, line, times)
    return _Told(times, reference, frozenset(pair for time in times for pair in day_ranges(time, reference)))


class _Copy:
    """The times of a story and the day it counts from."""

    def __init__(self, story: Story, people: frozenset[str]) -> None:
        self.story = story
        self.people = people
        told = _told(story.text, story.dateline or "", story.versioncreated, people)
        self.times, self.reference, self.ranges = told

    def finding(self, time: Time, said: str) -> Finding | None:
        """What is wrong with one time of the claim; `said` are its words."""
        if not self._supports(time):
            return self._unsupported(time, said)
        if time.kind == "day" and time.weekday is not None and (reason := self._wrong_weekday(time)):
            return self._found("error", reason, time, lambda other: _same_date(time, other))
        if time.years and time.kind != "year" and not self._has_year(time):
            return self._found("error", f"The copy names no {time.years[0]}.", time, lambda other: bool(other.years))
        return None

    def _supports(self, time: Time) -> bool:
        if time.days[0] != time.days[1]:
            return all(self._supports(replace(time, days=(day, day))) for day in time.days)
        if any(_agree(time, other) for other in self.times) or self._stands(time):
            return True
        own = day_ranges(time, self.reference)
        return any(first <= start and end <= last for first, last in own for start, end in self.ranges)

    def _stands(self, time: Time) -> bool:
        """Whether the copy has its words where they were not read as a time."""
        text = self.story.text
        if time.kind == "year" and time.years and time.years[0] == time.years[1]:
            year, two = time.years[0], rf"{time.years[0] % 100:02}\b"
            return bool(re.search(rf"(?<!\d)(?:{year}|{year:,})(?!\d)|['’]{two}|\d\s?[-/–]\s?{two}", text))
        if time.kind == "month" and not time.years and not time.sign:
            name = MONTHS[time.month - 1]
            return name.lower() not in self.people and bool(re.search(rf"\b{name}\b", text))
        if time.kind == "season" and not time.years and not time.sign:
            return bool(re.search(rf"\b(?:mid)?{time.unit}", text, re.IGNORECASE)) and time.unit != "quarter"
        if time.kind == "day" and re.search(rf"(?<!\d){time.days[0]}\s?(?:st|nd|rd|th)\b", text):
            months = {other.month for other in self.times} | {self.reference.day.month if self.reference else 0}
            return time.month in months
        return False

    def _has_year(self, time: Time) -> bool:
        exact = exact_day(replace(time, years=None), self.reference) if time.kind == "day" else None
        if exact and self.reference and self.reference.year_known and time.years == (exact.year, exact.year):
            return True
        return self._supports(Time("year", years=time.years))

    def _wrong_weekday(self, time: Time) -> str | None:
        """What is wrong with the weekday of a date that the copy has, if anything is."""
        same = [other for other in self.times if _same_date(time, other)]
        paired = [other.weekday for other in same if other.weekday is not None]
        exact = exact_day(
            replace(time, years=next((one.years for one in (time, *same) if one.years), None)), self.reference
        )
        right = paired or ([exact.weekday()] if exact else [])
        if time.weekday in right or time.weekday is None:
            return None
        if right:
            return f"{MONTHS[time.month - 1]} {time.days[0]} is a {WEEKDAYS[right[0]]}, not a {WEEKDAYS[time.weekday]}."
        if any(other.weekday == time.weekday for other in self.times):
            return None
        return f"The copy names no {WEEKDAYS[time.weekday]}."

    def _unsupported(self, time: Time, said: str) -> Finding:
        for other in self.times:
            if other.start >= 0 and _contradicts(time, other):
                words = self.story.text[other.start : other.end]
                return self._found("error", f"The copy says “{words}”, not “{said}”.", time, other.__eq__)
        dated = [other for other in self.times if other.kind in ("day", "weekday", "month", "season", "year")]
        near = [other for other in dated if other.kind == time.kind] or dated
        if time.kind not in ("shift", "period", "span"):
            named = WEEKDAYS[time.weekday] if time.kind == "weekday" and time.weekday is not None else said
            return self._found("error", f"The copy names no {_LEADING.sub('', named)}.", time, near.__contains__)
        # "Today" may be the present, and "two years" later may count from any event.
        unsure = (time.kind == "shift" and not time.length) or (time.kind == "span" and not time.sign)
        if dated and (unsure or not self.reference):
            reason = f"The copy does not say “{said}”, and from its dates the time cannot be worked out."
            return self._found("warning", reason, time, near.__contains__)
        return self._found("error", f"The copy names no time that is “{said}”.", time, near.__contains__)

    def _found(
        self, severity: Literal["error", "warning"], reason: str, time: Time, near: Callable[[Time], bool]
    ) -> Finding:
        """A finding, with the sentence of the copy that has the first time of which `near` is true."""
        evidence = None
        if nearest := next((other for other in self.times if other.start >= 0 and near(other)), None):
            starts = [sentence.start for sentence in self.story.sentences]
            sentence = self.story.sentences[bisect_right(starts, nearest.start) - 1]
            evidence = Evidence(start=sentence.start, end=sentence.end, text=sentence.text)
        return Finding(check="dates", severity=severity, reason=reason, span=(time.start, time.end), evidence=evidence)
