"""Times in English news prose: weekdays, dates, seasons, years, and times that count from another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from briefgen.verify.reading.days import MONTHS, WEEKDAYS, Time
from briefgen.verify.reading.time_readers import (
    AMOUNTS,
    BEFORE_ANY_MONTH,
    BEFORE_MONTH,
    read_day,
    read_month,
    read_month_and_year,
    read_period,
    read_quarter,
    read_season,
    read_shift,
    read_span,
    read_weekday,
    read_year,
    read_years,
    word_before,
)

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
SIGN = r"\b(?P<sign>last|past|previous|next|coming|following|this)\s"
_SPAN = (
    rf"(?P<amount>\d{{1,4}}|{'|'.join(sorted(AMOUNTS, key=len, reverse=True))})[\s-]{{1,3}}"
    r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade|century|centurie)s?\b"
)
_PAPERS = r"(?:times|telegraph|mirror|express|post|people|sun|herald|world|mail|independent|league)"
_MONTHS_THAT_ARE_NAMES = ("March", "April", "May", "June", "August")
_PERSON = re.compile(
    r"\b(?P<before>[A-Z][a-z]{1,30})\.?\s(?P<surname>March|May|April|June|August)\b(?!\s\d)"
    r"|\b(?P<forename>April|June|August|May)\s(?P<after>[A-Z][a-z]{1,30})"
)
_DATED = WEEKDAYS + MONTHS

_SPACES = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")  # What no ASCII pattern takes for a space.
_NO_YEAR_BEFORE = r"(?<![\d.,:$£€#])"
# Where a pattern of a reader can match at all: at a word or a number without which it is nothing. To look for these
# takes a tenth of the time that the pattern takes, for they begin with a set of letters, which `re` skips to.
_WORD_STARTS = r"(?<!\w.)(?i:"
_ANY_MONTH = rf"[JFMASONDjfmasond]{_WORD_STARTS}(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec))"
_ANY_WEEKDAY = rf"[MTWFSmtwfs]{_WORD_STARTS}(?:on|ues|ednes|hurs|ri|atur|un)day)"
_ANY_SHORT_WEEKDAY = r"[MTWFS](?:on|ues?|ed|hu(?:rs?)?|ri|at|un)\s?\."
_ANY_SEASON = rf"[SAWFMsawfm]{_WORD_STARTS}(?:pring|ummer|utumn|inter|all|id-?(?:spring|summer|autumn|winter|fall)))"
_ANY_QUARTER = rf"[Qq]{_WORD_STARTS}(?:uarter|\s?[1-4]))"
_ANY_DAY_WORD = rf"[YTNytn]{_WORD_STARTS}(?:esterday|oday|onight|omorrow|ight))"
_ANY_UNIT = rf"[MHDWFYCmhdwfyc]{_WORD_STARTS}(?:inute|our|ay|eek|ortnight|onth|ear|ecade|entur))"
_ANY_PERIOD = rf"[WFMQSYDCwfmqsydc]{_WORD_STARTS}(?:eek|ortnight|onth|uarter|eason|ear|ecade|entury)\b)"
_ANY_WEEKEND = rf"[Ww]{_WORD_STARTS}eekend)"
_ANY_YEAR = r"[12](?:0\d|[5-9]\d)\d"
_ANY_TENS = r"0(?:\s?['’])?[Ss]"
# How far before and behind the beginning of such a word its pattern looks at most, in characters.
_BEFORE, _BEHIND = 60, 120
_Read = Callable[[re.Match[str], frozenset[str]], Time | None]
_READERS: tuple[tuple[str, str, _Read], ...] = (
    (_ANY_YEAR, rf"(?<![\d-]){_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<first>0[1-9]|[12]\d|3[01])(?!\d)", read_day),
    (_ANY_MONTH, rf"{_PAIRED}{_MONTH}(?:\s?\.)?\s?{_DAYS}{_NO_NUMBER}{_OF_YEAR}", read_day),
    (_ANY_MONTH, rf"{_PAIRED}(?<![\d.,:$£€-]){_DAYS}\s?(?:of\s)?{_MONTH}(?:\s?\.(?=\s[\da-z]))?{_OF_YEAR}", read_day),
    (
        _ANY_MONTH,
        rf"{_MONTH}(?:\s?[.,])?\s(?:of\s)?{_YEAR}(?![.,]?\d)",
        read_month_and_year,
    ),
    (
        _ANY_WEEKDAY,
        rf"(?:{SIGN})?(?<!sheffield\s)(?<!mail\son\s)\b(?P<weekday>{_WEEKDAY})s?\b(?!\s{_PAPERS}\b)",
        read_weekday,
    ),
    (
        _ANY_SHORT_WEEKDAY,
        rf"\b(?:on|last|next|this|until|since|from|late|early)\s(?P<weekday>{_SHORT_WEEKDAY})\s?\.",
        read_weekday,
    ),
    (_ANY_MONTH, rf"(?:{SIGN})?{_MONTH}(?P<stop>\s?\.)?", read_month),
    (
        _ANY_SEASON,
        (
            rf"(?:{SIGN})?\b(?:mid-?)?(?P<season>spring|summer|autumn|winter|fall(?!\s(?:in|from|short|of\s\D)))\b"
            rf"(?!\s(?:olympic|paralympic|games\b|palace\b)){_OF_YEAR}"
        ),
        read_season,
    ),
    (
        _ANY_QUARTER,
        (
            r"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]{1,3}quarter\b(?!\s?-?\s?final)"
            rf"|q\s?(?P<number>[1-4])\b){_OF_YEAR}"
        ),
        read_quarter,
    ),
    (
        _ANY_DAY_WORD,
        r"\b(?:day\sbefore\syesterday|day\safter\stomorrow|yesterday|today|tonight|tomorrow|last\snight)\b",
        read_shift,
    ),
    (_ANY_UNIT, rf"\b{_SPAN}\s(?P<after>ago|earlier|later|before|after|from\snow|hence)\b", read_span),
    (
        _ANY_UNIT,
        (
            r"\b(?P<lead>within|in)\s(?:(?P<coming>(?:the\s)?(?:next|coming)\s)|(?:just|only|about|under)\s)?"
            rf"{_SPAN}(?![\s-]{{1,3}}(?:old|long)\b)(?P<after>\s?['’]?s?['’]?\stime\b)?"
        ),
        read_span,
    ),
    (_ANY_UNIT, rf"\b{_SPAN}(?![\s-]{{1,3}}old\b)", read_span),
    (_ANY_WEEKEND, rf"(?:{SIGN})?\b(?P<unit>weekend)\b", read_period),
    (_ANY_PERIOD, rf"{SIGN}(?P<unit>week|fortnight|month|quarter|season|year|decade|century)\b", read_period),
    (_ANY_YEAR, rf"{_NO_YEAR_BEFORE}{_YEAR}\s?[-–/]\s?(?P<last>\d\d)(?!\d)", read_years),
    (_ANY_TENS, r"(?<![\d.,$£€])(?P<year>(?:1[5-9]|20)\d0|[1-9]0)(?:\s?['’])?s\b", read_years),
    (_ANY_YEAR, rf"{_NO_YEAR_BEFORE}{_YEAR}(?![.,:]?\d|\s?%|\s(?:percent|per\scent|million|billion)\b)", read_year),
)
_PLACES = frozenset(place for place, *_ in _READERS)


@cache
def _compiled(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Compiled when first used: together they would slow every start. In ASCII, "frıday" is not "friday"."""
    return re.compile(pattern, flags | re.ASCII)


def _stretches(place: str, text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text around all places of a pattern, in order; none touches another, none ends within a word."""
    start = end = 0
    for match in _compiled(place, 0).finditer(text):
        if match.start() - _BEFORE > end:
            if end:
                yield start, end
            start = match.start() - _BEFORE
        elif not end:
            start = 0
        if match.start() + _BEHIND > end:
            space = text.find(" ", match.start() + _BEHIND)
            end = space if space >= 0 else len(text)
    if end:
        yield start, end


@lru_cache(maxsize=32)
def months_of_people(text: str) -> frozenset[str]:
    """Months, in lower case, that are the name of a person in the text: "Ms May", "April Tolhurst"."""
    if not any(month in text for month in _MONTHS_THAT_ARE_NAMES):
        return frozenset()
    found = set()
    for match in _PERSON.finditer(text):
        before = (match["before"] or word_before(match)).lower()
        # "By April Tolhurst", but "in April Orvane won".
        dated = BEFORE_MONTH | {"on"} if match["surname"] else BEFORE_ANY_MONTH
        if before not in dated and before.title() not in _DATED and match["after"] not in _DATED:
            found.add((match["surname"] or match["forename"]).lower())
    return frozenset(found)


@lru_cache(maxsize=32)
def times_of(text: str, people: frozenset[str]) -> tuple[Time, ...]:
    """The times of a text in its order, none within another; `people` are months that are names here."""
    text = text.translate(_SPACES)
    taken = bytearray(len(text))
    found = []
    stretches = {place: list(_stretches(place, text)) for place in _PLACES}
    for place, pattern, read in _READERS:
        for match in (one for stretch in stretches[place] for one in _compiled(pattern).finditer(text, *stretch)):
            start, end = match.span()
            time = None if any(taken[start:end]) else read(match, people)
            if time:
                found.append(replace(time, start=start, end=start + len(match[0].rstrip(" ."))))
                taken[start:end] = b"x" * (end - start)
    return tuple(sorted(found, key=lambda time: time.start))
