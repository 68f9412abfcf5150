"""The numbers of the copy: ordered by value, in other units as well, and what two of them add up to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefgen.verify.reading.quantities import quantities
from briefgen.verify.reading.quantity import Quantity

_HALF_DAY, _WHOLE, _LONGEST_ITEM = 720, 100, 6
_YEARS, PART = ("year", ""), "=part"
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "fortnight": 20160}
_BASE_UNITS = {unit: ("=minute", factor) for unit, factor in _MINUTES.items()}
_BASE_UNITS |= {"month": ("=month", 1), "year": ("=month", 12), "decade": ("=month", 120), "century": ("=month", 1200)}
_BASE_UNITS |= {"m": ("=metre", 1), "metre": ("=metre", 1), "meter": ("=metre", 1)}
_BASE_UNITS |= dict.fromkeys(("km", "kilometre", "kilometer"), ("=metre", 1000))
_BASE_UNITS |= {"kg": ("=kilogram", 1), "kilogram": ("=kilogram", 1), "tonne": ("=kilogram", 1000)}
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "centuries": "century"}
_PERIOD = re.compile(
    r"\b(?:an?|per|each|every|last|past|next)[ -](?P<unit>hour|day|week|fortnight|month|year|decade|century)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;:]\s")
# How far two numbers stand apart, in code points and in numbers of the same kind, that a writer works a third out of.
NEAR, _NEXT = 300, 6
_MOST_CANDIDATES = 200


@lru_cache(maxsize=16)
def numbers_of(text: str, headline: str, dateline: str) -> "Copy":
    """The numbers of a story: parsed once for all its claims."""
    whole = f"{text}\n\n{headline}\n\n{dateline}"
    return Copy(whole, quantities(whole))


@dataclass(frozen=True)
class Copy:
    """The numbers of a story, ordered by value."""

    text: str
    found: tuple[Quantity, ...]

    @cached_property
    def ordered(self) -> tuple[list[Decimal], list[Quantity]]:
        """Values and quantities by value, the parts of a score or share also on their own."""
        whole = (*self.found, *_periods(self.text))
        entries = (same for one in whole for part in _with_parts(one) for same in equivalents(part))
        # Alike ones once, the first of them: a hostile copy says one number ten thousand times.
        distinct: dict[tuple[object, ...], Quantity] = {}
        for one in entries:
            distinct.setdefault((one.value, one.kind, one.unit, one.currency, one.bound), one)
        found = sorted(distinct.values(), key=comparable)
        return [comparable(one) for one in found], found

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
        return frozenset((one.value, other.value) for one, other in near if other.start - one.end < NEAR / 10)

    def nearest(self, one: Quantity) -> Quantity | None:
        """The number of the same kind whose value comes closest, of the same thing if there is one."""
        keys, found = self.ordered
        here, place = comparable(one), bisect_left(keys, comparable(one))
        around = found[max(0, place - _MOST_CANDIDATES) : place + _MOST_CANDIDATES]
        alike = (other for other in around if other.kind == one.kind and not is_converted(other))
        thing = singular(one.unit)
        return min(
            alike, key=lambda other: (singular(other.unit) != thing, abs(comparable(other) - here)), default=None
        )

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
    def derived(self) -> "Derived":
        """What two numbers of the same thing, close to one another, add up to."""
        return _derived(self.found)


Pair = tuple[Quantity, Quantity]


class Derived(NamedTuple):
    """Sums and differences by group and value; ratios in order, the larger number over the smaller."""

    sums: dict[tuple[str, str], dict[Decimal, Pair]]
    ratios: list[tuple[Decimal, Pair]]
    # The same without the ratios of percentages: from 5 to 10 percent is twice as much, not "100 percent more".
    changes: list[tuple[Decimal, Pair]]

    def of(self, one: Quantity) -> Pair | None:
        """Two numbers whose sum, difference or change this one is."""
        groups = [_group(one), _YEARS if one.kind in {"count", "age"} and singular(one.unit) == "year" else None]
        pairs = (self.sums.get(group, {}).get(one.value) for group in groups if group)
        if pair := next(filter(None, pairs), None):
            return pair
        if one.kind != "percent" or one.value <= 0:
            return None
        # A rise of 25 percent is a ratio of 1.25; a fall of 20 percent is one of 1 to 0.8.
        step = rounding_step(one.value) / 2
        rise = ratio_between(self.changes, 1 + (one.value - step) / 100, 1 + (one.value + step) / 100)
        if rise or one.value + step >= _WHOLE:
            return rise
        left = _WHOLE - one.value
        return ratio_between(self.changes, _WHOLE / (left + step), _WHOLE / (left - step))


def ratio_between(ratios: Sequence[tuple[Decimal, Pair]], low: Decimal, high: Decimal) -> Pair | None:
    """Two numbers of which the larger is `low` to `high` times the smaller."""
    place = bisect_left(ratios, low, key=lambda ratio: ratio[0])
    return ratios[place][1] if place < len(ratios) and ratios[place][0] <= high else None


def _derived(found: Sequence[Quantity]) -> Derived:
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for one in found:
        if group := _group(one):
            groups.setdefault(group, []).append(one)
    result = Derived({}, [], [])
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


def _close(members: Sequence[Quantity]) -> Iterator[Pair]:
    """Two numbers that stand so close together that a writer works a third out of them."""
    for index, one in enumerate(members):
        for other in members[index + 1 : index + 1 + _NEXT]:
            if other.start - one.start <= NEAR and other.value != one.value:
                yield one, other


def _group(one: Quantity) -> tuple[str, str] | None:
    """Numbers of one group may be added: the same noun, the same currency."""
    if one.kind == "count":
        return ("count", singular(one.unit)) if one.unit else None
    if one.kind == "year":
        return None if one.unit else ("year", "")
    return (one.kind, one.currency or "") if one.kind in {"money", "percent"} else None


def is_converted(one: Quantity) -> bool:
    """Whether it is no number as the copy writes it, but one in a base unit, or part of a score."""
    return (one.unit or "").startswith("=")


def singular(unit: str | None) -> str:
    """A noun in the singular, roughly."""
    return _IRREGULAR.get(unit or "") or (unit or "").removesuffix("s")


def comparable(one: Quantity) -> Decimal:
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
            yield replace(one, value=part, kind="count", parts=(), unit=PART)


def equivalents(one: Quantity) -> Iterator[Quantity]:
    """The quantity and what it is in other units: "two decades" are 240 months, "100m" may be millions."""
    yield one
    if one.kind == "count" and (base := _BASE_UNITS.get(singular(one.unit))):
        yield replace(one, value=one.value * base[1], unit=base[0])
    if one.kind == "count" and one.unit == "m":
        yield replace(one, value=one.value * 10**6, unit=None)
    if one.kind == "multiple":
        yield replace(one, value=percent_more(one), kind="percent")


def percent_more(multiple: Quantity) -> Decimal:
    """What doubled has risen by, or halved has fallen by, in percent."""
    return abs(multiple.value - 1) * 100


def rounding_step(value: Decimal) -> Decimal:
    """What the last digit that counts is worth: 1000 for 12,000, 50 for 1,250, a tenth for 6.2."""
    sign, digits, exponent = value.normalize().as_tuple()
    del sign
    unit = Decimal(10) ** int(exponent)
    return unit * 5 if digits[-1] == 5 else unit  # noqa: PLR2004 - people round to fives
