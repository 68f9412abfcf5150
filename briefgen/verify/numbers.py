"""Numbers: each quantity of a claim stands in the copy, rounds what stands there, or is worked out from it.

Which thing a number belongs to is another check. Days of the month are left to the check of dates.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from briefgen.brief import Evidence, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.copy_numbers import (
    Copy,
    Pair,
    comparable,
    equivalents,
    is_converted,
    numbers_of,
    percent_more,
    ratio_between,
    singular,
)
from briefgen.verify.reading.quantities import quantities
from briefgen.verify.reading.quantity import Bound, Kind, Quantity
from briefgen.verify.rounding import fits, near_numbers

_COUNTED = 3
_WORDS: dict[Kind, str] = {"money": "amount", "percent": "percentage", "year": "year", "age": "age", "score": "score"}
_WORDS |= {"fraction": "share", "time": "time"}
_NOT_AS: dict[Kind, str] = {"money": "as an amount of money", "percent": "as a percentage", "fraction": "as a share"}
_NOT_AS |= {"age": "as an age", "count": "as a plain number", "time": "as a time"}

# Two and three of these are counted by whoever reads the names.
_COUNTED_BY_NAMES = frozenset(
    "side party man woman person country nation state government company firm team club leader official minister group"
    " brother sister son daughter child player actor rival ally city place reason thing way half time step".split()
)
_PAIR = re.compile(r"\b(?:both|couple|pair|twins?|duo|double|trio)\b", re.IGNORECASE)
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


class _Verdict(NamedTuple):
    """What is wrong with a number, and the number of the copy that comes nearest."""

    severity: Literal["error", "warning"]
    reason: str
    nearest: Quantity | None = None


def check(claim: Claim, story: Story) -> list[Finding]:
    """Numbers that the copy, its headline and its dateline do not give, or give otherwise; one finding a number."""
    own = quantities(claim.text)
    if not own:
        return []
    copy = numbers_of(story.text, story.headline or "", story.dateline or "")
    findings = []
    for one in own:
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


def _grade_value(text: str, one: Quantity, copy: Copy) -> _Verdict | None:
    """The copy gives the value, or a number that the claim rounds."""
    pairs = (
        (alike, other) for alike in equivalents(one) for other in copy.between(comparable(alike), comparable(alike))
    )
    same = [other for alike, other in pairs if fits(alike, other)]
    against = _OPPOSITES.get(one.bound or "about", frozenset())
    if any(other.bound not in against for other in same):
        return None
    near = list(near_numbers(one, copy))
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


def _grade_absent(text: str, one: Quantity, copy: Copy) -> _Verdict | None:
    """No number of the copy bears it out on its own: small ones are counted, others may be worked out."""
    written = text[one.start : one.end]
    if one.worded and one.value <= _COUNTED and one.kind in {"count", "ordinal"}:
        obvious = one.value == 1 or singular(one.unit) in _COUNTED_BY_NAMES
        if obvious or (one.value == len("ab") and _PAIR.search(copy.text)):
            return None
        return _Verdict("warning", f"The copy does not say “{written}”; count who or what is meant.")
    if one.kind == "count" and one.value in copy.enumerations:
        return _Verdict("warning", f"The copy does not say “{written}”, but names as many; count them.")
    return _worked_out(written, copy.derived.of(one), copy) or _absent(written, one, copy)


def _worked_out(written: str, pair: Pair | None, copy: Copy) -> _Verdict | None:
    if not pair:
        return None
    first, last = (copy.text[other.start : other.end] for other in pair)
    reason = f"The copy does not give {written}: it is derived from {first} and {last}; check the sum."
    return _Verdict("warning", reason, pair[0])


def _grade_score(text: str, one: Quantity, copy: Copy) -> _Verdict | None:
    """A score is the same pair in the same order; the other way round it may be the loser's."""
    written, turned = text[one.start : one.end], one.parts[::-1]
    if one.parts in copy.pairs or (not any(one.parts) and _NO_GOALS.search(copy.text)):
        return None
    if turned in copy.pairs:
        return _Verdict("warning", f"The copy gives the score {written} the other way round.")
    if one.parts in copy.neighbours or turned in copy.neighbours:
        return _Verdict("warning", f"The copy has both numbers of {written}, but not as a score.")
    return _absent(written, one, copy)


def _grade_multiple(text: str, one: Quantity, copy: Copy) -> _Verdict | None:
    """The copy says "doubled" by its stem, as 100 percent, or in two numbers of which one is twice the other."""
    alike = copy.between(one.value, one.value)
    if any(other.kind == "multiple" or singular(other.unit) in {"time", "fold"} for other in alike):
        return None
    stem = _MULTIPLE_STEMS.get(one.value)
    if (stem and stem.search(copy.text)) or copy.has_percent(percent_more(one)):
        return None
    factor = 1 / one.value if one.value < 1 else one.value
    low, high = _FACTOR_RANGES.get(one.bound or "about", _FACTOR_RANGES["about"])
    written = text[one.start : one.end]
    absent = _Verdict("error", f"Neither the words nor the numbers of the copy bear out “{written}”.")
    return _worked_out(written, ratio_between(copy.derived.ratios, factor * low, factor * high), copy) or absent


def _absent(written: str, one: Quantity, copy: Copy) -> _Verdict:
    """The error for a number that the copy does not give, with the one that comes nearest."""
    elsewhere = next(
        (other for other in copy.between(comparable(one), comparable(one)) if not is_converted(other)), None
    )
    if elsewhere and elsewhere.kind != one.kind and one.kind in _NOT_AS:
        has = copy.text[elsewhere.start : elsewhere.end]
        return _Verdict("error", f"The copy has {has}, but not {written} {_NOT_AS[one.kind]}.", elsewhere)
    nearest = copy.nearest(one)
    more = f"; the nearest it gives is {copy.text[nearest.start : nearest.end]}" if nearest else ""
    return _Verdict("error", f"The copy does not give the {_WORDS.get(one.kind, 'number')} {written}{more}.", nearest)


_GRADERS: dict[Kind, Callable[[str, Quantity, Copy], _Verdict | None]] = {
    "score": _grade_score,
    "multiple": _grade_multiple,
    "day_of_month": lambda *_: None,
}
