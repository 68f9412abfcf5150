"""What a match of a pattern of `times` means; nothing where the words around it say that it is no time."""

import re

from briefgen.verify.reading.days import MONTHS, WEEKDAYS, Time

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
AMOUNTS = {
    "a": 1,
    "an": 1,
    "the": 1,
    "a couple of": 2,
    **{word: at for at, word in enumerate(_SMALL.split())},
    **_TENS,
}

# What stands before a month whose name is a verb or a person's as well: where the texts have such a person, and
# where they have none.
BEFORE_ANY_MONTH = frozenset(
    "in since until till last next past previous coming following early late mid during throughout through".split()
)
BEFORE_MONTH = BEFORE_ANY_MONTH | frozenset(
    "by from of to before after between and or for a an the its their his her our this that each every than".split()
)
_BEFORE_SEASON = frozenset("in by of since until last next this coming early late mid the every".split())
_BEFORE_YEAR = frozenset("in since until till during before after by early late mid".split())
_VERBS = frozenset(("march", "may", "august"))
_NAMES = _VERBS | {"april", "june"}
_LAST_WORD = re.compile(r"(\w{1,30})(?:\s|\s?-\s?)$")
_FIRST_BARE_YEAR = 1800  # A number below it is a year only after "in", "since" and the like.
_COUNTED = re.compile(
    r"\s?-?\s?(?:people|men|women|children|metres?|meters?|feet|foot|km|kg|mph"
    r"|(?!(?:was|has|his|its|this|does|plus|elections|games|finals)\b)[a-z-]{2,30}s)\b"
)


def _number(word: str, names: tuple[str, ...]) -> int:
    """Where a full or short name of a weekday or a month stands among `names`."""
    return next(number for number, name in enumerate(names) if name[:3].lower() == word[:3].lower())


def _weekday(match: re.Match[str]) -> int | None:
    """The weekday that a match names, 0 for Monday; None where it names none."""
    return _number(match["weekday"], WEEKDAYS) if match["weekday"] else None


def _month(match: re.Match[str]) -> int:
    """The month that a match names, in letters or in digits, from 1."""
    return int(match["month"]) if match["month"].isdecimal() else _number(match["month"], MONTHS) + 1


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    """The year that a match names, as first and last; None where it names none."""
    return (int(match["year"]), int(match["year"])) if match["year"] else None


def word_before(match: re.Match[str]) -> str:
    """The word right before a match, in lower case; empty where a mark or nothing stands there."""
    word = _LAST_WORD.search(match.string[max(0, match.start() - 32) : match.start()])
    return word[1].lower() if word else ""


def _sign(match: re.Match[str]) -> int:
    """-1 for "last", 1 for "next"; 0 for "the next", which counts from another day than the story's."""
    return 0 if word_before(match) == "the" else _SIGNS.get((match["sign"] or "").lower(), 0)


def read_day(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A date, or the dates from one day of a month to another."""
    first, last = int(match["first"]), int(match.groupdict().get("last") or 0)
    # "About 20 may stay", but "on 20 may".
    verb = match["month"] in _VERBS and match.start("first") < match.start("month") and not match["year"]
    if verb and word_before(match) not in BEFORE_MONTH | {"on"}:
        return None
    weekday = _weekday(match) if "weekday" in match.groupdict() else None
    return Time("day", weekday=weekday, month=_month(match), days=(first, max(first, last)), years=_years(match))


def read_month(match: re.Match[str], people: frozenset[str]) -> Time | None:
    """A month alone: "March" is one after "in", in "the March vote" too unless the texts have a Mr March."""
    name = match["month"].lower()
    before = (match["sign"] or "").lower() or word_before(match)
    if name.title() not in MONTHS:
        allowed = bool(match["stop"]) and before in BEFORE_ANY_MONTH | {"of"}
    elif name in _NAMES:
        strict = name in people or (name in _VERBS and match["month"].islower())
        allowed = before in (BEFORE_ANY_MONTH if strict else BEFORE_MONTH)
    else:
        allowed = True
    return Time("month", month=_month(match), sign=_sign(match)) if allowed else None


def read_month_and_year(match: re.Match[str], _: frozenset[str]) -> Time:
    """A month of a year."""
    return Time("month", month=_month(match), years=_years(match))


def read_weekday(match: re.Match[str], _: frozenset[str]) -> Time:
    """A weekday, "last Friday" as well."""
    sign = _sign(match) if "sign" in match.groupdict() else 0
    return Time("weekday", weekday=_weekday(match), sign=sign)


def read_season(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A season; "spring" and "fall" are other words, too."""
    unit, before = match["season"].lower(), (match["sign"] or "").lower() or word_before(match)
    if unit in ("spring", "fall") and not match["year"] and before not in _BEFORE_SEASON:
        return None
    if (
        unit == "fall"
        and before == "the"
        and not match.string[max(0, match.start() - 7) : match.start()].lower().endswith("in the ")
    ):
        return None
    unit = unit.replace("fall", "autumn")
    return Time("season", month=_SEASONS[unit], unit=unit, sign=_sign(match), years=_years(match))


def read_quarter(match: re.Match[str], _: frozenset[str]) -> Time:
    """A quarter of a year."""
    word = (match["ordinal"] or match["number"]).lower()
    number = _ORDINALS.get(word) or int(word[0])
    return Time("season", month=3 * number - 2, unit="quarter", years=_years(match))


def read_shift(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A day named by the day of the story: "yesterday"."""
    named = match[0] == "Today" and word_before(match)  # A newspaper or a programme.
    return None if named else Time("shift", length=_SHIFTS.get(match[0].lower(), 0))


def read_span(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A length of time: "three days", "two weeks ago", "within a month"."""
    groups = {name: (text or "").lower() for name, text in match.groupdict().items()}
    lead, after, amount = groups.get("lead", ""), groups.get("after", ""), groups["amount"]
    if amount == "the" and lead != "within":
        return None
    unit = groups["unit"].replace("centurie", "century")
    length = (int(amount) if amount.isdecimal() else AMOUNTS[amount]) * _UNITS[unit]
    coming = lead == "within" or bool(groups.get("coming")) or after.endswith(("time", "now", "hence"))
    sign = -1 if after == "ago" else int(coming)
    # "He hid for two days after the attack": for how long, not when.
    lasting = after in ("before", "after") and word_before(match) in ("for", "of", "the")
    loose = not (lead or after) or lasting or unit == "minute" or (length < 1 and not sign)
    return Time("span", length=length, unit=unit, sign=sign, loose=loose)


def read_period(match: re.Match[str], _: frozenset[str]) -> Time:
    """A weekend, or a period named by the day of the story: "last month"."""
    unit, sign = match["unit"].lower(), _SIGNS.get((match["sign"] or "").lower(), 0)
    anchored = word_before(match) in {"the", "his", "her", "its", "their", "our", "s", "a"}
    loose = unit != "weekend" and (anchored or not sign)
    return Time("period", unit=unit, sign=0 if anchored else sign, length=_UNITS[unit], loose=loose)


def read_year(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A year by itself; after "in" and the like it may be an old one."""
    dated = word_before(match) in _BEFORE_YEAR
    old = int(match["year"]) < _FIRST_BARE_YEAR
    counted = _COUNTED.match(match.string, match.end(), match.end() + 40)
    return None if not dated and (old or counted) else Time("year", years=_years(match))


def read_years(match: re.Match[str], _: frozenset[str]) -> Time | None:
    """A decade, or a year and the end of a later one: "2018-19"."""
    year, last = int(match["year"]), match.groupdict().get("last")
    if last:
        years = (year, year - year % 100 + int(last))
        return Time("year", years=years) if years[0] < years[1] else None
    # "The 80s" are of the last century or of this one; in a claim they may as well be degrees, or an age.
    loose = year < 100  # noqa: PLR2004 -- two figures
    year += (1900 if year > 20 else 2000) if loose else 0  # noqa: PLR2004 -- the last decade that can be over
    return Time("year", years=(year, year + 9), loose=loose)
