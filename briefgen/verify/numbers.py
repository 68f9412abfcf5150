"""Numbers: each quantity of a claim stands in the copy, rounds what stands there, or is worked out from it.

Which thing a number belongs to is another check. Days of the month are left to the check of dates.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from briefgen.brief import Evidence, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.quantities import Bound, Kind, Quantity, quantities

# On which kinds of the copy a kind in the claim may rest: "his 25th goal" on "took his tally to 25".
_RESTS_ON: dict[Kind, frozenset[Kind]] = {
    "count": frozenset({"count", "ordinal", "age", "year", "label", "day_of_month", "multiple", "money", "percent"}),
    "money": frozenset({"money", "count"}),
    "percent": frozenset({"percent", "fraction"}),
    "fraction": frozenset({"percent", "fraction"}),
    "ordinal": frozenset({"ordinal", "count", "age", "label", "day_of_month"}),
    "age": frozenset({"age", "count", "ordinal"}),
    "year": frozenset({"year", "count", "label"}),
    "time": frozenset({"time"}),
    "label": frozenset({"label", "count", "ordinal", "year", "age", "score", "day_of_month"}),
    "multiple": frozenset({"multiple"}),
}
_ROUNDED = frozenset({"count", "money", "percent", "fraction"})
_WORDS: dict[Kind, str] = {"money": "amount", "percent": "percentage", "year": "year", "age": "age", "score": "score"}
_WORDS |= {"fraction": "share", "time": "time"}
_NOT_AS: dict[Kind, str] = {"money": "as an amount of money", "percent": "as a percentage", "fraction": "as a share"}
_NOT_AS |= {"age": "as an age", "count": "as a plain number", "time": "as a time"}

# Signs that several currencies share, and which.
_SHARED_CURRENCIES = {"$": frozenset("USD CAD AUD NZD HKD SGD TWD".split()), "¥": frozenset({"JPY", "CNY"})}
_SHARED_CURRENCIES |= {"rupee": frozenset({"INR"}), "krone": frozenset({"SEK", "NOK", "DKK"})}
_SHARED_CURRENCIES |= {"franc": frozenset({"CHF"}), "peso": frozenset({"MXN"})}

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_BASE_UNITS = {unit: ("=minute", factor) for unit, factor in _MINUTES.items()}
_BASE_UNITS |= {"month": ("=month", 1), "year": ("=month", 12), "decade": ("=month", 120), "century": ("=month", 1200)}
_BASE_UNITS |= {"m": ("=metre", 1), "metre": ("=metre", 1), "meter": ("=metre", 1)}
_BASE_UNITS |= dict.fromkeys(("km", "kilometre", "kilometer"), ("=metre", 1000))
_BASE_UNITS |= {"kg": ("=kilogram", 1), "kilogram": ("=kilogram", 1), "tonne": ("=kilogram", 1000)}
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "centuries": "century"}

# Two and three of these are counted by whoever reads the names.
_COUNTED_BY_NAMES = frozenset(
    "side party man woman person country nation state government company firm team club leader official minister group"
    " brother sister son daughter child player actor rival ally city place reason thing way half time step".split()
)
_PAIR = re.compile(r"\b(?:both|couple|pair|twins?|duo|double|trio)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:an?|per|each|every|last|past|next)[ -](?P<unit>hour|day|week|fortnight|month|year|decade|century)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_NO_GOALS = re.compile(r"\b(?:goal|score|point)less\b", re.IGNORECASE)
_MULTIPLE_STEMS = {Decimal(2): re.compile(r"\b(?:doubl|twice|two-?fold)", re.IGNORECASE)}
_MULTIPLE_STEMS |= {Decimal(3): re.compile(r"\b(?:tripl|trebl|three-?fold)", re.IGNORECASE)}
_MULTIPLE_STEMS |= {Decimal(4): re.compile(r"\b(?:quadrupl|four-?fold)", re.IGNORECASE)}
_MULTIPLE_STEMS |= {Decimal("0.5"): re.compile(r"\b(?:halv|half)", re.IGNORECASE)}

# What the copy may not say of a number of which the claim says this; None is the bare number.
_OPPOSITES: dict[Bound, frozenset[Bound | None]] = {
    "above": frozenset({None, "below", "at most"}),
    "at least": frozenset({"below", "at most"}),
    "below": frozenset({None, "above", "at least"}),
    "at most": frozenset({"above", "at least"}),
}
_BOUND_WORDS: dict[Bound, str] = {"about": "about", "above": "more than", "at least": "at least"}
_BOUND_WORDS |= {"below": "less than", "at most": "up to"}
_FACTOR_RANGES: dict[Bound, tuple[Decimal, Decimal]] = {"about": (Decimal("0.9"), Decimal("1.1"))}
_FACTOR_RANGES |= {"above": (Decimal(1), Decimal("1.5")), "below": (Decimal("0.8"), Decimal(1))}

_LARGE, _COUNTED, _HALF_DAY, _DECADE, _WHOLE, _LONGEST_ITEM = 1000, 3, 720, 10, 100, 6
_YEARS, _PART = ("year", ""), "=part"
# How far two numbers stand apart, in code points and in numbers of the same kind, that a writer works a third out of.
_NEAR, _NEXT = 300, 6
_MOST_CANDIDATES = 200


class _Window(NamedTuple):
    """The values of the copy that bear a value out, and those that only nearly do."""

    low: Decimal
    high: Decimal
    widest_low: Decimal
    widest_high: Decimal


class _Verdict(NamedTuple):
    """What is wrong with a number, and the number of the copy that comes nearest."""

    severity: Literal["error", "warning"]
    reason: str
    nearest: Quantity | None = None


def check(claim: Claim, story: Story) -> list[Finding]:
    """Numbers that the copy, its headline and its dateline do not give, or give otherwise; one finding a number."""
    copy = _copy(story.text, story.headline or "", story.dateline or "")
    findings = []
    for one in quantities(claim.text):
        if verdict := _GRADERS.get(one.kind, _grade_value)(claim.text, one, copy):
            severity, reason, nearest = verdict
            evidence = _sentence(story, nearest) if nearest else None
            span = (one.start, one.end)
            findings.append(Finding(check="numbers", severity=severity, reason=reason, span=span, evidence=evidence))
    return findings


def _sentence(story: Story, one: Quantity) -> Evidence | None:
    """The sentence of the copy with this number; none for the headline, which is no part of the text."""
    if one.end > len(story.text):
        return None
    sentence = story.sentences[max(0, bisect_right(story.sentences, one.start, key=lambda each: each.start) - 1)]
    return Evidence(start=sentence.start, end=sentence.end, text=sentence.text)


@lru_cache(maxsize=16)
def _copy(text: str, headline: str, dateline: str) -> "_Copy":
    """The numbers of a story: parsed once for all its claims."""
    whole = f"{text}\n\n{headline}\n\n{dateline}"
    return _Copy(whole, quantities(whole))


@dataclass(frozen=True)
class _Copy:
    """The numbers of a story, ordered by value."""

    text: str
    found: tuple[Quantity, ...]

    @cached_property
    def ordered(self) -> tuple[list[Decimal], list[Quantity]]:
        """Values and quantities by value, the parts of a score or share also on their own."""
        whole = (*self.found, *_periods(self.text))
        entries = (same for one in whole for part in _with_parts(one) for same in _equivalents(part))
        # Alike ones once, the first of them: a hostile copy says one number ten thousand times.
        distinct: dict[tuple[object, ...], Quantity] = {}
        for one in entries:
            distinct.setdefault((one.value, one.kind, one.unit, one.currency, one.bound), one)
        found = sorted(distinct.values(), key=_key)
        return [_key(one) for one in found], found

    def between(self, low: Decimal, high: Decimal) -> Iterator[Quantity]:
        """Quantities of any kind with a value from `low` to `high`, both included."""
        keys, found = self.ordered
        start = bisect_left(keys, low)
        yield from found[start : min(bisect_right(keys, high), start + _MOST_CANDIDATES)]

    def has_percent(self, value: Decimal) -> bool:
        """Whether one of its percentages has this value."""
        return any(one.kind == "percent" for one in self.between(value, value))

    @cached_property
    def pairs(self) -> frozenset[tuple[Decimal, ...]]:
        """Scores and the two ends of ranges."""
        return frozenset(one.parts for one in self.found if one.parts)

    @cached_property
    def neighbours(self) -> frozenset[tuple[Decimal, Decimal]]:
        """Numbers that follow one another closely: "three goals to one"."""
        counts = [one for one in self.found if one.kind == "count"]
        near = pairwise(counts)
        return frozenset((one.value, other.value) for one, other in near if other.start - one.end < _NEAR / 10)

    def nearest(self, one: Quantity) -> Quantity | None:
        """The number of the same kind whose value comes closest, of the same thing if there is one."""
        keys, found = self.ordered
        here, place = _key(one), bisect_left(keys, _key(one))
        around = found[max(0, place - _MOST_CANDIDATES) : place + _MOST_CANDIDATES]
        alike = (other for other in around if other.kind == one.kind and not _is_converted(other))
        thing = _lemma(one.unit)
        return min(alike, key=lambda other: (_lemma(other.unit) != thing, abs(_key(other) - here)), default=None)

    @cached_property
    def enumerations(self) -> frozenset[int]:
        """How many things its lists name: 4 for "Ardal, Bresk, Coll and Dun"."""
        lengths = set()
        for sentence in _SENTENCE_END.split(self.text):
            run = 0
            for item in sentence.split(","):
                run = run + 1 if len(item.split()) <= _LONGEST_ITEM else 1
                if " and " in item:
                    lengths.add(run + (not item.startswith(" and ")))
                    run = 0
        return frozenset(lengths)

    @cached_property
    def derived(self) -> "_Derived":
        """What two numbers of the same thing, close to one another, add up to."""
        return _derived(self.found)


_Pair = tuple[Quantity, Quantity]


class _Derived(NamedTuple):
    """Sums and differences by group and value; ratios in order, the larger number over the smaller."""

    sums: dict[tuple[str, str], dict[Decimal, _Pair]]
    ratios: list[tuple[Decimal, _Pair]]
    # The same without the ratios of percentages: from 5 to 10 percent is twice as much, not "100 percent more".
    changes: list[tuple[Decimal, _Pair]]

    def of(self, one: Quantity) -> _Pair | None:
        """Two numbers whose sum, difference or change this one is."""
        groups = [_group(one), _YEARS if one.kind in {"count", "age"} and _lemma(one.unit) == "year" else None]
        pairs = (self.sums.get(group, {}).get(one.value) for group in groups if group)
        if pair := next(filter(None, pairs), None):
            return pair
        if one.kind != "percent" or one.value <= 0:
            return None
        # A rise of 25 percent is a ratio of 1.25; a fall of 20 percent is one of 1 to 0.8.
        step = _step(one.value) / 2
        rise = _ratio_between(self.changes, 1 + (one.value - step) / 100, 1 + (one.value + step) / 100)
        if rise or one.value + step >= _WHOLE:
            return rise
        left = _WHOLE - one.value
        return _ratio_between(self.changes, _WHOLE / (left + step), _WHOLE / (left - step))


def _ratio_between(ratios: Sequence[tuple[Decimal, _Pair]], low: Decimal, high: Decimal) -> _Pair | None:
    """Two numbers of which the larger is `low` to `high` times the smaller."""
    place = bisect_left(ratios, low, key=lambda ratio: ratio[0])
    return ratios[place][1] if place < len(ratios) and ratios[place][0] <= high else None


def _derived(found: Sequence[Quantity]) -> _Derived:
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for one in found:
        if group := _group(one):
            groups.setdefault(group, []).append(one)
    result = _Derived({}, [], [])
    for group, members in groups.items():
        values = result.sums.setdefault(group, {})
        for one, other in _close(members):
            values.setdefault(abs(one.value - other.value), (one, other))
            if group == _YEARS:
                continue
            values.setdefault(one.value + other.value, (one, other))
            low, high = sorted((one.value, other.value))
            if low:
                result.ratios.append((high / low, (one, other)))
                if group[0] != "percent":
                    result.changes.append((high / low, (one, other)))
    result.ratios.sort(key=lambda ratio: ratio[0])
    result.changes.sort(key=lambda change: change[0])
    return result


def _close(members: Sequence[Quantity]) -> Iterator[_Pair]:
    """Two numbers that stand so close together that a writer works a third out of them."""
    for index, one in enumerate(members):
        for other in members[index + 1 : index + 1 + _NEXT]:
            if other.start - one.start <= _NEAR and other.value != one.value:
                yield one, other


def _group(one: Quantity) -> tuple[str, str] | None:
    """Numbers of one group may be added: the same noun, the same currency."""
    if one.kind == "count":
        return ("count", _lemma(one.unit)) if one.unit else None
    if one.kind == "year":
        return None if one.unit else ("year", "")
    return (one.kind, one.currency or "") if one.kind in {"money", "percent"} else None


def _is_converted(one: Quantity) -> bool:
    """Whether it is no number as the copy writes it, but one in a base unit, or part of a score."""
    return (one.unit or "").startswith("=")


def _lemma(unit: str | None) -> str:
    """A noun in the singular, roughly."""
    return _IRREGULAR.get(unit or "") or (unit or "").removesuffix("s")


def _key(one: Quantity) -> Decimal:
    """The value to compare by: shares in percent, times without their half of the day."""
    if one.kind == "fraction":
        return one.value * 100
    return one.value % _HALF_DAY if one.kind == "time" else one.value


def _periods(text: str) -> Iterator[Quantity]:
    """One each of "a decade", "the past year" and the like, where no number is written."""
    for match in _PERIOD.finditer(text):
        yield Quantity(Decimal(1), "count", match.start(), match.end(), unit=match["unit"].lower(), worded=True)


def _with_parts(one: Quantity) -> Iterator[Quantity]:
    yield one
    if one.kind in {"score", "fraction", "label"}:
        for part in one.parts:
            yield replace(one, value=part, kind="count", parts=(), unit=_PART)


def _equivalents(one: Quantity) -> Iterator[Quantity]:
    """The quantity and what it is in other units: "two decades" are 240 months, "100m" may be millions."""
    yield one
    if one.kind == "count" and (base := _BASE_UNITS.get(_lemma(one.unit))):
        yield replace(one, value=one.value * base[1], unit=base[0])
    if one.kind == "count" and one.unit == "m":
        yield replace(one, value=one.value * 10**6, unit=None)
    if one.kind == "multiple":
        yield replace(one, value=_percent_more(one), kind="percent")


def _percent_more(multiple: Quantity) -> Decimal:
    """What doubled has risen by, or halved has fallen by, in percent."""
    return abs(multiple.value - 1) * 100


def _fits(claim: Quantity, copy: Quantity) -> bool:
    """Whether a number of the copy with the right value is of a kind that bears out the claim's."""
    kinds = (claim.kind, copy.kind)
    if copy.unit == _PART:
        return claim.kind in {"count", "ordinal", "age", "label"} and not _is_converted(claim)
    converted = _is_converted(claim) or _is_converted(copy)
    if copy.kind not in _RESTS_ON.get(claim.kind, ()) or (converted and claim.unit != copy.unit):
        return False
    if kinds == ("money", "money"):
        return _same_currency(claim.currency, copy.currency)
    if kinds == ("time", "time"):
        return claim.value == copy.value or "am|pm" in {claim.unit, copy.unit}
    if "decade" in {claim.unit, copy.unit} and claim.kind in {"year", "age"}:
        return claim.unit == "decade"
    loose = {
        ("count", "money"): not (claim.unit or "").endswith("s"),
        ("count", "percent"): _lemma(claim.unit) == "point",
        ("money", "count"): copy.unit is None,
        ("age", "count"): _lemma(copy.unit) in {"", claim.unit},
    }
    return loose.get(kinds, True)


def _same_currency(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return one in _SHARED_CURRENCIES.get(other, ()) or other in _SHARED_CURRENCIES.get(one, ())


def _step(value: Decimal) -> Decimal:
    """What the last digit that counts is worth: 1000 for 12,000, 50 for 1,250, a tenth for 6.2."""
    sign, digits, exponent = value.normalize().as_tuple()
    del sign
    unit = Decimal(10) ** int(exponent)
    return unit * 5 if digits[-1] == 5 else unit  # noqa: PLR2004 - people round to fives


def _window(one: Quantity, value: Decimal) -> _Window:
    """How far the copy may be from a value, given what the claim says of it."""
    if one.unit == "decade":
        return _Window(value, value + _DECADE - 1, value, value + _DECADE - 1)
    if one.kind not in _ROUNDED or not value or one.bound == "at most":
        return _Window(value, value, value, value)
    half_step, tenth, quarter = _step(value) / 2, value / 10, value / 4
    if one.bound in {"above", "at least"}:
        return _Window(value, value + quarter, value, value + max(2 * half_step, quarter))
    if one.bound == "below":
        return _Window(value - 3 * tenth / 2, value, value - max(min(2 * half_step, 2 * quarter), 3 * tenth / 2), value)
    if one.kind == "fraction":
        half_step = tenth if one.bound else tenth / 3
    near = min(half_step, tenth if one.bound else tenth / 2)
    widest = tenth if one.bound else near
    return _Window(value - near, value + near, value - widest, value + widest)


def _near(one: Quantity, copy: _Copy) -> Iterator[tuple[Quantity, bool]]:
    """Numbers of the copy that the claim rounds, each with whether that needs no warning."""
    for alike in _equivalents(one):
        value = _key(alike)
        window = _window(one, value)
        for other in copy.between(window.widest_low, window.widest_high):
            if _key(other) != value and _fits(alike, other):
                share = "fraction" in {one.kind, other.kind}
                # "More than 93" is no rounding of 100, and nobody rounds 21 to 20 without saying so.
                coarser = _step(value) > _step(other.value) and (one.bound or value >= _LARGE or other.value % 1)
                if one.unit == "decade" or share or coarser:
                    said = one.bound or one.unit == "decade" or share
                    yield other, bool(said) and window.low <= _key(other) <= window.high


def _grade_value(text: str, one: Quantity, copy: _Copy) -> _Verdict | None:
    """The copy gives the value, or a number that the claim rounds."""
    pairs = ((alike, other) for alike in _equivalents(one) for other in copy.between(_key(alike), _key(alike)))
    same = [other for alike, other in pairs if _fits(alike, other)]
    against = _OPPOSITES.get(one.bound or "about", frozenset())
    if any(other.bound not in against for other in same):
        return None
    near = list(_near(one, copy))
    if any(unquestioned for _, unquestioned in near):
        return None
    if not same and not near:
        return _grade_absent(text, one, copy)
    other = same[0] if same else near[0][0]
    severe = same and all(each.bound for each in same)
    reason = f"The claim says “{_said(text, one)}”, the copy “{_said(copy.text, other)}”."
    return _Verdict("error" if severe else "warning", reason, other)


def _said(text: str, one: Quantity) -> str:
    """The number with the words that bound it."""
    written = text[one.start : one.end]
    return f"{_BOUND_WORDS[one.bound]} {written}" if one.bound else written


def _grade_absent(text: str, one: Quantity, copy: _Copy) -> _Verdict | None:
    """No number of the copy bears it out on its own: small ones are counted, others may be worked out."""
    written = text[one.start : one.end]
    if one.worded and one.value <= _COUNTED and one.kind in {"count", "ordinal"}:
        obvious = one.value == 1 or _lemma(one.unit) in _COUNTED_BY_NAMES
        if obvious or (one.value == len("ab") and _PAIR.search(copy.text)):
            return None
        return _Verdict("warning", f"The copy does not say “{written}”; count who or what is meant.")
    if one.kind == "count" and one.value in copy.enumerations:
        return _Verdict("warning", f"The copy does not say “{written}”, but names as many; count them.")
    return _worked_out(written, copy.derived.of(one), copy) or _absent(written, one, copy)


def _worked_out(written: str, pair: _Pair | None, copy: _Copy) -> _Verdict | None:
    if not pair:
        return None
    first, last = (copy.text[other.start : other.end] for other in pair)
    reason = f"The copy does not give {written}: it is derived from {first} and {last}; check the sum."
    return _Verdict("warning", reason, pair[0])


def _grade_score(text: str, one: Quantity, copy: _Copy) -> _Verdict | None:
    """A score is the same pair in the same order; the other way round it may be the loser's."""
    written, turned = text[one.start : one.end], one.parts[::-1]
    if one.parts in copy.pairs or (not any(one.parts) and _NO_GOALS.search(copy.text)):
        return None
    if turned in copy.pairs:
        return _Verdict("warning", f"The copy gives the score {written} the other way round.")
    if one.parts in copy.neighbours or turned in copy.neighbours:
        return _Verdict("warning", f"The copy has both numbers of {written}, but not as a score.")
    return _absent(written, one, copy)


def _grade_multiple(text: str, one: Quantity, copy: _Copy) -> _Verdict | None:
    """The copy says "doubled" by its stem, as 100 percent, or in two numbers of which one is twice the other."""
    alike = copy.between(one.value, one.value)
    if any(other.kind == "multiple" or _lemma(other.unit) in {"time", "fold"} for other in alike):
        return None
    stem = _MULTIPLE_STEMS.get(one.value)
    if (stem and stem.search(copy.text)) or copy.has_percent(_percent_more(one)):
        return None
    factor = 1 / one.value if one.value < 1 else one.value
    low, high = _FACTOR_RANGES.get(one.bound or "about", _FACTOR_RANGES["about"])
    written = text[one.start : one.end]
    absent = _Verdict("error", f"Neither the words nor the numbers of the copy bear out “{written}”.")
    return _worked_out(written, _ratio_between(copy.derived.ratios, factor * low, factor * high), copy) or absent


def _absent(written: str, one: Quantity, copy: _Copy) -> _Verdict:
    """The error for a number that the copy does not give, with the one that comes nearest."""
    elsewhere = next((other for other in copy.between(_key(one), _key(one)) if not _is_converted(other)), None)
    if elsewhere and elsewhere.kind != one.kind and one.kind in _NOT_AS:
        has = copy.text[elsewhere.start : elsewhere.end]
        return _Verdict("error", f"The copy has {has}, but not {written} {_NOT_AS[one.kind]}.", elsewhere)
    nearest = copy.nearest(one)
    more = f"; the nearest it gives is {copy.text[nearest.start : nearest.end]}" if nearest else ""
    return _Verdict("error", f"The copy does not give the {_WORDS.get(one.kind, 'number')} {written}{more}.", nearest)


_GRADERS: dict[Kind, Callable[[str, Quantity, _Copy], _Verdict | None]] = {
    "score": _grade_score,
    "multiple": _grade_multiple,
    "day_of_month": lambda *_: None,
}
