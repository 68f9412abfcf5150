"""Which numbers of the copy bear a number of the claim out: of the right kind, and the same or rounded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from briefgen.verify.copy_numbers import PART, Copy, comparable, equivalents, is_converted, rounding_step, singular
from briefgen.verify.reading.quantity import Kind, Quantity

_LARGE, _DECADE = 1000, 10
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

# Signs that several currencies share, and which.
_SHARED_CURRENCIES = {"$": frozenset("USD CAD AUD NZD HKD SGD TWD".split()), "¥": frozenset({"JPY", "CNY"})}
_SHARED_CURRENCIES |= {"rupee": frozenset({"INR"}), "krone": frozenset({"SEK", "NOK", "DKK"})}
_SHARED_CURRENCIES |= {"franc": frozenset({"CHF"}), "peso": frozenset({"MXN"})}


class _Window(NamedTuple):
    """The values of the copy that bear a value out, and those that only nearly do."""

    low: Decimal
    high: Decimal
    widest_low: Decimal
    widest_high: Decimal


def fits(claim: Quantity, copy: Quantity) -> bool:
    """Whether a number of the copy with the right value is of a kind that bears out the claim's."""
    kinds = (claim.kind, copy.kind)
    if copy.unit == PART:
        return claim.kind in {"count", "ordinal", "age", "label"} and not is_converted(claim)
    converted = is_converted(claim) or is_converted(copy)
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
        ("count", "percent"): singular(claim.unit) == "point",
        ("money", "count"): copy.unit is None,
        ("age", "count"): singular(copy.unit) in {"", claim.unit},
    }
    return loose.get(kinds, True)


def _same_currency(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return one in _SHARED_CURRENCIES.get(other, ()) or other in _SHARED_CURRENCIES.get(one, ())


def _window(one: Quantity, value: Decimal) -> _Window:
    """How far the copy may be from a value, given what the claim says of it."""
    if one.unit == "decade":
        return _Window(value, value + _DECADE - 1, value, value + _DECADE - 1)
    if one.kind not in _ROUNDED or not value or one.bound == "at most":
        return _Window(value, value, value, value)
    half_step, tenth, quarter = rounding_step(value) / 2, value / 10, value / 4
    if one.bound in {"above", "at least"}:
        return _Window(value, value + quarter, value, value + max(2 * half_step, quarter))
    if one.bound == "below":
        return _Window(value - 3 * tenth / 2, value, value - max(min(2 * half_step, 2 * quarter), 3 * tenth / 2), value)
    if one.kind == "fraction":
        half_step = tenth if one.bound else tenth / 3
    near = min(half_step, tenth if one.bound else tenth / 2)
    widest = tenth if one.bound else near
    return _Window(value - near, value + near, value - widest, value + widest)


def near_numbers(one: Quantity, copy: Copy) -> Iterator[tuple[Quantity, bool]]:
    """Numbers of the copy that the claim rounds, each with whether that needs no warning."""
    for alike in equivalents(one):
        value = comparable(alike)
        window = _window(one, value)
        for other in copy.between(window.widest_low, window.widest_high):
            if comparable(other) != value and fits(alike, other):
                share = "fraction" in {one.kind, other.kind}
                # "More than 93" is no rounding of 100, and nobody rounds 21 to 20 without saying so.
                coarser = rounding_step(value) > rounding_step(other.value) and (
                    one.bound or value >= _LARGE or other.value % 1
                )
                if one.unit == "decade" or share or coarser:
                    said = one.bound or one.unit == "decade" or share
                    yield other, bool(said) and window.low <= comparable(other) <= window.high
