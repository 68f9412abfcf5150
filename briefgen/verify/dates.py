"""Dates: every weekday, date, season, year and relative time of a claim stands in the copy or follows from it.

Both sides are read into times. Where the day of the story is known, times become calendar days, and a time of the
claim is supported when one of the copy falls within it: "Wednesday", "yesterday" and "Nov. 18" may be one day.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from briefgen.brief import Evidence, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim


def check(claim: Claim, story: Story) -> list[Finding]:
    """Findings on times of the claim that neither stand in the copy nor follow from it.

    An error says that the copy carries no such time; a warning, that it cannot be worked out, mostly because the day
    of the story is not known. A time that the claim moves from one event to another is not seen here.
    """
    people = _people(claim.text) | _people(story.text)
    own = [time for time in _times(claim.text, people) if not time.loose]
    if not own:
        return []
    copy = _Copy(story, people)
    findings: dict[str, Finding] = {}
    for time in own:
        if finding := copy.finding(time, claim.text[time.start : time.end]):
            findings.setdefault(finding.reason, finding)
    return list(findings.values())


@dataclass(frozen=True, slots=True)
class _Time:
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
class _Reference:
    """The day a story counts from. Where its year is not known, `day` has one that its weekdays allow."""

    day: date
    weekday_known: bool
    year_known: bool


# Reading: from text to times.

_WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_MONTHS = tuple("January February March April May June July August September October November December".split())
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SIGNS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_SHIFTS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
_UNITS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "weekend": 2.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "season": 300.0,
    "year": 365.0,
    "decade": 3650.0,
    "century": 36500.0,
}
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty"""
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_AMOUNTS = {
    "a": 1,
    "an": 1,
    "the": 1,
    "a couple of": 2,
    **{word: at for at, word in enumerate(_SMALL.split())},
    **_TENS,
}

_MONTH = (
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# "sat" and "sun" are words: a short weekday has its capital, and stands before a date or after "on".
_SHORT_WEEKDAY = r"(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b"
_PAIRED = rf"(?:\b(?P<weekday>{_WEEKDAY}|{_SHORT_WEEKDAY})(?:\s?[.,]){{0,2}}\s(?:the\s)?)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_OF_YEAR = rf"(?:(?:\s?,)?\s(?:of\s)?{_YEAR})?"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_TH = r"(?:\s?(?:st|nd|rd|th)\b)?"
_DAYS = (
    rf"(?P<first>{_DAY}){_TH}(?:\s?(?:[-–—]|\b(?:to|through|and|or)\b)\s?"
    rf"(?P<last>{_DAY}){_TH}(?![:%]|[.,]\d|\s(?:people|percent|[a-z]{{3,20}}s)\b))?"
)
_NO_NUMBER = r"(?![:%]|[.,]\d|\s(?:%|percent|per\scent|million|billion|points))"  # "rose in May 5 percent"
_SIGN = r"\b(?P<sign>last|past|previous|next|coming|following|this)\s"
_SPAN = (
    rf"(?P<amount>\d{{1,4}}|{'|'.join(sorted(_AMOUNTS, key=len, reverse=True))})[\s-]{{1,3}}"
    r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?\b"
)
_LEADING = re.compile(_SIGN, re.IGNORECASE)
_PAPERS = r"(?:times|telegraph|mirror|express|post|people|sun|herald|world|mail|independent|league)"

# What stands before a month whose name is a verb or a person's as well: where the texts have such a person, and
# where they have none.
_BEFORE_ANY = frozenset(
    "in since until till last next past previous coming following early late mid during throughout through".split()
)
_BEFORE = _BEFORE_ANY | frozenset(
    "by from of to before after between and or for a an the its their his her our this that each every than".split()
)
_BEFORE_SEASON = frozenset("in by of since until last next this coming early late mid the every".split())
_BEFORE_YEAR = frozenset("in since until till during before after by early late mid".split())
_VERBS = frozenset(("march", "may", "august"))
_NAMES = _VERBS | {"april", "june"}
_PERSON = re.compile(
    r"\b(?P<before>[A-Z][a-z]{1,30})\.?\s(?P<surname>March|May|April|June|August)\b(?!\s\d)"
    r"|\b(?P<forename>April|June|August|May)\s(?P<after>[A-Z][a-z]{1,30})"
)
_LAST_WORD = re.compile(r"(\w{1,30})(?:\s|\s?-\s?)$")
_DATED = _WEEKDAYS + _MONTHS
_FIRST_BARE_YEAR = 1800  # A number below it is a year only after "in", "since" and the like.
_FAR = 400 * 365  # Days; no time of a story lies further off.
_COUNTED = re.compile(
    r"\s?-?\s?(?:people|men|women|children|metres?|meters?|feet|foot|km|kg|mph"
    r"|(?!(?:was|has|his|its|this|does|plus|elections|games|finals)\b)[a-z-]{2,30}s)\b"
)


def _number(word: str, names: tuple[str, ...]) -> int:
    """Where a full or short name of a weekday or a month stands among `names`."""
    return next(number for number, name in enumerate(names) if name[:3].lower() == word[:3].lower())


def _weekday(match: re.Match[str]) -> int | None:
    return _number(match["weekday"], _WEEKDAYS) if match["weekday"] else None


def _month(match: re.Match[str]) -> int:
    return int(match["month"]) if match["month"].isdecimal() else _number(match["month"], _MONTHS) + 1


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    return (int(match["year"]), int(match["year"])) if match["year"] else None


def _word_before(match: re.Match[str]) -> str:
    """The word right before a match, in lower case; empty where a mark or nothing stands there."""
    word = _LAST_WORD.search(match.string[max(0, match.start() - 32) : match.start()])
    return word[1].lower() if word else ""


def _sign(match: re.Match[str]) -> int:
    """-1 for "last", 1 for "next"; 0 for "the next", which counts from another day than the story's."""
    return 0 if _word_before(match) == "the" else _SIGNS.get((match["sign"] or "").lower(), 0)


def _read_day(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    first, last = int(match["first"]), int(match.groupdict().get("last") or 0)
    # "About 20 may stay", but "on 20 may".
    verb = match["month"] in _VERBS and match.start("first") < match.start("month") and not match["year"]
    if verb and _word_before(match) not in _BEFORE | {"on"}:
        return None
    weekday = _weekday(match) if "weekday" in match.groupdict() else None
    return _Time("day", weekday=weekday, month=_month(match), days=(first, max(first, last)), years=_years(match))


def _read_month(match: re.Match[str], people: frozenset[str]) -> _Time | None:
    """A month alone: "March" is one after "in", in "the March vote" too unless the texts have a Mr March."""
    name = match["month"].lower()
    before = (match["sign"] or "").lower() or _word_before(match)
    if name.title() not in _MONTHS:
        allowed = bool(match["stop"]) and before in _BEFORE_ANY | {"of"}
    elif name in _NAMES:
        strict = name in people or (name in _VERBS and match["month"].islower())
        allowed = before in (_BEFORE_ANY if strict else _BEFORE)
    else:
        allowed = True
    return _Time("month", month=_month(match), sign=_sign(match)) if allowed else None


def _read_season(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    unit, before = match["season"].lower(), (match["sign"] or "").lower() or _word_before(match)
    if unit in ("spring", "fall") and not match["year"] and before not in _BEFORE_SEASON:
        return None
    if (
        unit == "fall"
        and before == "the"
        and not match.string[max(0, match.start() - 7) : match.start()].lower().endswith("in the ")
    ):
        return None
    unit = unit.replace("fall", "autumn")
    return _Time("season", month=_SEASONS[unit], unit=unit, sign=_sign(match), years=_years(match))


def _read_quarter(match: re.Match[str], _: frozenset[str]) -> _Time:
    word = (match["ordinal"] or match["number"]).lower()
    number = _ORDINALS.get(word) or int(word[0])
    return _Time("season", month=3 * number - 2, unit="quarter", years=_years(match))


def _read_shift(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    named = match[0] == "Today" and _word_before(match)  # A newspaper or a programme.
    return None if named else _Time("shift", length=_SHIFTS.get(match[0].lower(), 0))


def _read_span(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    groups = {name: (text or "").lower() for name, text in match.groupdict().items()}
    lead, after, amount = groups.get("lead", ""), groups.get("after", ""), groups["amount"]
    if amount == "the" and lead != "within":
        return None
    unit = groups["unit"].replace("centurie", "century")
    length = (int(amount) if amount.isdecimal() else _AMOUNTS[amount]) * _UNITS[unit]
    coming = lead == "within" or bool(groups.get("coming")) or after.endswith(("time", "now", "hence"))
    sign = -1 if after == "ago" else int(coming)
    # "He hid for two days after the attack": for how long, not when.
    lasting = after in ("before", "after") and _word_before(match) in ("for", "of", "the")
    loose = not (lead or after) or lasting or unit == "minute" or (length < 1 and not sign)
    return _Time("span", length=length, unit=unit, sign=sign, loose=loose)


def _read_period(match: re.Match[str], _: frozenset[str]) -> _Time:
    unit, sign = match["unit"].lower(), _SIGNS.get((match["sign"] or "").lower(), 0)
    anchored = _word_before(match) in {"the", "his", "her", "its", "their", "our", "s", "a"}
    loose = unit != "weekend" and (anchored or not sign)
    return _Time("period", unit=unit, sign=0 if anchored else sign, length=_UNITS[unit], loose=loose)


def _read_year(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    dated = _word_before(match) in _BEFORE_YEAR
    old = int(match["year"]) < _FIRST_BARE_YEAR
    counted = _COUNTED.match(match.string, match.end(), match.end() + 40)
    return None if not dated and (old or counted) else _Time("year", years=_years(match))


def _read_years(match: re.Match[str], _: frozenset[str]) -> _Time | None:
    """A decade, or a year and the end of a later one: "2018-19"."""
    year, last = int(match["year"]), match.groupdict().get("last")
    if last:
        years = (year, year - year % 100 + int(last))
        return _Time("year", years=years) if years[0] < years[1] else None
    # "The 80s" are of the last century or of this one; in a claim they may as well be degrees, or an age.
    loose = year < 100  # noqa: PLR2004 -- two figures
    year += (1900 if year > 20 else 2000) if loose else 0  # noqa: PLR2004 -- the last decade that can be over
    return _Time("year", years=(year, year + 9), loose=loose)


_SPACES = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")  # What no ASCII pattern takes for a space.
_NO_YEAR_BEFORE = r"(?<![\d.,:$£€#])"
_READERS: tuple[tuple[str, Callable[[re.Match[str], frozenset[str]], _Time | None]], ...] = (
    (rf"(?<![\d-]){_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<first>0[1-9]|[12]\d|3[01])(?!\d)", _read_day),
    (rf"{_PAIRED}{_MONTH}(?:\s?\.)?\s?{_DAYS}{_NO_NUMBER}{_OF_YEAR}", _read_day),
    (rf"{_PAIRED}(?<![\d.,:$£€-]){_DAYS}\s?(?:of\s)?{_MONTH}(?:\s?\.(?=\s[\da-z]))?{_OF_YEAR}", _read_day),
    (
        rf"{_MONTH}(?:\s?[.,])?\s(?:of\s)?{_YEAR}(?![.,]?\d)",
        lambda match, _: _Time("month", month=_month(match), years=_years(match)),
    ),
    (
        rf"(?:{_SIGN})?(?<!sheffield\s)(?<!mail\son\s)\b(?P<weekday>{_WEEKDAY})s?\b(?!\s{_PAPERS}\b)",
        lambda match, _: _Time("weekday", weekday=_weekday(match), sign=_sign(match)),
    ),
    (
        rf"\b(?:on|last|next|this|until|since|from|late|early)\s(?P<weekday>{_SHORT_WEEKDAY})\s?\.",
        lambda match, _: _Time("weekday", weekday=_weekday(match)),
    ),
    (rf"(?:{_SIGN})?{_MONTH}(?P<stop>\s?\.)?", _read_month),
    (
        (
            rf"(?:{_SIGN})?\b(?:mid-?)?(?P<season>spring|summer|autumn|winter|fall(?!\s(?:in|from|short|of\s\D)))\b"
            rf"(?!\s(?:olympic|paralympic|games\b|palace\b)){_OF_YEAR}"
        ),
        _read_season,
    ),
    (
        (
            r"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]{1,3}quarter\b(?!\s?-?\s?final)"
            rf"|q\s?(?P<number>[1-4])\b){_OF_YEAR}"
        ),
        _read_quarter,
    ),
    (
        r"\b(?:day\sbefore\syesterday|day\safter\stomorrow|yesterday|today|tonight|tomorrow|last\snight)\b",
        _read_shift,
    ),
    (rf"\b{_SPAN}\s(?P<after>ago|earlier|later|before|after|from\snow|hence)\b", _read_span),
    (
        (
            r"\b(?P<lead>within|in)\s(?:(?P<coming>(?:the\s)?(?:next|coming)\s)|(?:just|only|about|under)\s)?"
            rf"{_SPAN}(?![\s-]{{1,3}}(?:old|long)\b)(?P<after>\s?['’]?s?['’]?\stime\b)?"
        ),
        _read_span,
    ),
    (rf"\b{_SPAN}(?![\s-]{{1,3}}old\b)", _read_span),
    (rf"(?:{_SIGN})?\b(?P<unit>weekend)\b", _read_period),
    (rf"{_SIGN}(?P<unit>week|fortnight|month|quarter|season|year|decade|century)\b", _read_period),
    (rf"{_NO_YEAR_BEFORE}{_YEAR}\s?[-–/]\s?(?P<last>\d\d)(?!\d)", _read_years),
    (r"(?<![\d.,$£€])(?P<year>(?:1[5-9]|20)\d0|[1-9]0)(?:\s?['’])?s\b", _read_years),
    (rf"{_NO_YEAR_BEFORE}{_YEAR}(?![.,:]?\d|\s?%|\s(?:percent|per\scent|million|billion)\b)", _read_year),
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first used: together they would slow every start. In ASCII, "frıday" is not "friday"."""
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=32)
def _people(text: str) -> frozenset[str]:
    """Months, in lower case, that are the name of a person in the text: "Ms May", "April Tolhurst"."""
    found = set()
    for match in _PERSON.finditer(text):
        before = (match["before"] or _word_before(match)).lower()
        dated = _BEFORE | {"on"} if match["surname"] else _BEFORE_ANY  # "By April Tolhurst", but "in April Orvane won".
        if before not in dated and before.title() not in _DATED and match["after"] not in _DATED:
            found.add((match["surname"] or match["forename"]).lower())
    return frozenset(found)


@lru_cache(maxsize=32)
def _times(text: str, people: frozenset[str]) -> tuple[_Time, ...]:
    """The times of a text in its order, none within another; `people` are months that are names here."""
    text = text.translate(_SPACES)
    taken = bytearray(len(text))
    found = []
    for pattern, read in _READERS:
        for match in _compiled(pattern).finditer(text):
            start, end = match.span()
            time = None if any(taken[start:end]) else read(match, people)
            if time:
                found.append(replace(time, start=start, end=start + len(match[0].rstrip(" ."))))
                taken[start:end] = b"x" * (end - start)
    return tuple(sorted(found, key=lambda time: time.start))


# The calendar: from times to days.


def _date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none, as February 30."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reference(story: Story, dateline: list[_Time], times: tuple[_Time, ...]) -> _Reference | None:
    """The day the story counts from: its dateline's, with the year of its stamp; else its stamp's."""
    stamp = (
        _Reference(story.versioncreated.date(), weekday_known=True, year_known=True) if story.versioncreated else None
    )
    line = next((time for time in dateline if time.kind == "day"), None)
    if line is None:
        return stamp
    if stamp or line.years:
        day = _exact(line, stamp)
        # A stamp in another zone is a day ahead or behind. A dateline further off is that of an older version.
        near = day is not None and (stamp is None or abs(day - stamp.day) <= timedelta(days=2))
        return _Reference(day, weekday_known=True, year_known=True) if day and near else stamp
    pairs = [time for time in times if time.kind == "day" and time.weekday is not None and not time.years]
    for year in range(2001, 2029) if pairs else ():
        if day := _date(year, line.month, line.days[0]):
            reference = _Reference(day, weekday_known=True, year_known=False)
            exact = [(_exact(time, reference), time.weekday) for time in pairs]
            if all(one is None or one.weekday() == weekday for one, weekday in exact):
                return reference
    day = _date(2001, line.month, line.days[0]) or _date(2004, line.month, line.days[0])
    return _Reference(day, weekday_known=False, year_known=False) if day else None


def _exact(time: _Time, reference: _Reference | None) -> date | None:
    """The one day that a date means, with its weekday: in its year, or nearest to the day of the story."""
    if time.years:
        return _date(time.years[0], time.month, time.days[0])
    if reference is None or not reference.weekday_known:
        return None
    today = reference.day
    candidates = (_date(today.year + ahead, time.month, time.days[0]) for ahead in (-1, 0, 1))
    return min((day for day in candidates if day), key=lambda day: abs(day - today), default=None)


def _ranges(time: _Time, reference: _Reference | None) -> list[tuple[date, date]]:  # noqa: PLR0911 -- as in `_agree`
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


def _ranges_of_months(time: _Time, reference: _Reference | None) -> list[tuple[date, date]]:
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


def _ranges_of_period(time: _Time, today: date) -> list[tuple[date, date]]:
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


# Agreement: a time of the claim beside those of the copy.


def _agree(time: _Time, other: _Time) -> bool:  # noqa: PLR0911 -- one answer for each kind of time
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


def _same_date(time: _Time, other: _Time) -> bool:
    """Whether a date of the copy is that of the claim, whatever their weekdays."""
    within = other.days[0] <= time.days[0] <= other.days[1]
    return other.kind == "day" and other.month == time.month and within and _years_agree(time, other)


def _years_agree(time: _Time, other: _Time) -> bool:
    """Whether the years of two times meet, as far as they say them; a decade of the copy names no year of it."""
    if not time.years or not other.years:
        return True
    own, others = time.years[1] - time.years[0], other.years[1] - other.years[0]
    return time.years[0] <= other.years[1] and other.years[0] <= time.years[1] and others <= max(own, 1)


def _contradicts(time: _Time, other: _Time) -> bool:
    """Whether a time of the copy says something else in place of one of the claim that the copy does not have."""
    if time.kind == "day":
        return _agree(replace(time, kind="month"), other)
    if time.sign * other.sign < 0:
        return _agree(replace(time, sign=other.sign), other)
    return time.kind == other.kind == "span" and bool(time.sign) and (time.sign, time.unit) == (other.sign, other.unit)


class _Copy:
    """The times of a story and the day it counts from."""

    def __init__(self, story: Story, people: frozenset[str]) -> None:
        self.story = story
        self.people = people
        dateline = [replace(time, start=-1, end=-1) for time in _times(story.dateline or "", people)]
        # A time that the copy says a thousand times is kept once, where it is said first.
        mentions: dict[_Time, _Time] = {}
        for time in (*_times(story.text, people), *dateline):
            mentions.setdefault(replace(time, start=0, end=0), time)
        self.times = tuple(mentions.values())
        self.reference = _reference(story, dateline, self.times)
        self.ranges = {pair for time in self.times for pair in _ranges(time, self.reference)}

    def finding(self, time: _Time, said: str) -> Finding | None:
        """What is wrong with one time of the claim; `said` are its words."""
        if not self._supports(time):
            return self._unsupported(time, said)
        if time.kind == "day" and time.weekday is not None and (reason := self._wrong_weekday(time)):
            return self._found("error", reason, time, lambda other: _same_date(time, other))
        if time.years and time.kind != "year" and not self._has_year(time):
            return self._found("error", f"The copy names no {time.years[0]}.", time, lambda other: bool(other.years))
        return None

    def _supports(self, time: _Time) -> bool:
        if time.days[0] != time.days[1]:
            return all(self._supports(replace(time, days=(day, day))) for day in time.days)
        if any(_agree(time, other) for other in self.times) or self._stands(time):
            return True
        own = _ranges(time, self.reference)
        return any(first <= start and end <= last for first, last in own for start, end in self.ranges)

    def _stands(self, time: _Time) -> bool:
        """Whether the copy has its words where they were not read as a time."""
        text = self.story.text
        if time.kind == "year" and time.years and time.years[0] == time.years[1]:
            year, two = time.years[0], rf"{time.years[0] % 100:02}\b"
            return bool(re.search(rf"(?<!\d)(?:{year}|{year:,})(?!\d)|['’]{two}|\d\s?[-/–]\s?{two}", text))
        if time.kind == "month" and not time.years and not time.sign:
            name = _MONTHS[time.month - 1]
            return name.lower() not in self.people and bool(re.search(rf"\b{name}\b", text))
        if time.kind == "season" and not time.years and not time.sign:
            return bool(re.search(rf"\b(?:mid)?{time.unit}", text, re.IGNORECASE)) and time.unit != "quarter"
        if time.kind == "day" and re.search(rf"(?<!\d){time.days[0]}\s?(?:st|nd|rd|th)\b", text):
            months = {other.month for other in self.times} | {self.reference.day.month if self.reference else 0}
            return time.month in months
        return False

    def _has_year(self, time: _Time) -> bool:
        exact = _exact(replace(time, years=None), self.reference) if time.kind == "day" else None
        if exact and self.reference and self.reference.year_known and time.years == (exact.year, exact.year):
            return True
        return self._supports(_Time("year", years=time.years))

    def _wrong_weekday(self, time: _Time) -> str | None:
        """What is wrong with the weekday of a date that the copy has, if anything is."""
        same = [other for other in self.times if _same_date(time, other)]
        paired = [other.weekday for other in same if other.weekday is not None]
        exact = _exact(
            replace(time, years=next((one.years for one in (time, *same) if one.years), None)), self.reference
        )
        right = paired or ([exact.weekday()] if exact else [])
        if time.weekday in right or time.weekday is None:
            return None
        if right:
            return (
                f"{_MONTHS[time.month - 1]} {time.days[0]} is a {_WEEKDAYS[right[0]]}, not a {_WEEKDAYS[time.weekday]}."
            )
        if any(other.weekday == time.weekday for other in self.times):
            return None
        return f"The copy names no {_WEEKDAYS[time.weekday]}."

    def _unsupported(self, time: _Time, said: str) -> Finding:
        for other in self.times:
            if other.start >= 0 and _contradicts(time, other):
                words = self.story.text[other.start : other.end]
                return self._found("error", f"The copy says “{words}”, not “{said}”.", time, other.__eq__)
        dated = [other for other in self.times if other.kind in ("day", "weekday", "month", "season", "year")]
        near = [other for other in dated if other.kind == time.kind] or dated
        if time.kind not in ("shift", "period", "span"):
            named = _WEEKDAYS[time.weekday] if time.kind == "weekday" and time.weekday is not None else said
            return self._found("error", f"The copy names no {_LEADING.sub('', named)}.", time, near.__contains__)
        # "Today" may be the present, and "two years" later may count from any event.
        unsure = (time.kind == "shift" and not time.length) or (time.kind == "span" and not time.sign)
        if dated and (unsure or not self.reference):
            reason = f"The copy does not say “{said}”, and from its dates the time cannot be worked out."
            return self._found("warning", reason, time, near.__contains__)
        return self._found("error", f"The copy names no time that is “{said}”.", time, near.__contains__)

    def _found(
        self, severity: Literal["error", "warning"], reason: str, time: _Time, near: Callable[[_Time], bool]
    ) -> Finding:
        """A finding, with the sentence of the copy that has the first time of which `near` is true."""
        evidence = None
        if nearest := next((other for other in self.times if other.start >= 0 and near(other)), None):
            starts = [sentence.start for sentence in self.story.sentences]
            sentence = self.story.sentences[bisect_right(starts, nearest.start) - 1]
            evidence = Evidence(start=sentence.start, end=sentence.end, text=sentence.text)
        return Finding(check="dates", severity=severity, reason=reason, span=(time.start, time.end), evidence=evidence)
