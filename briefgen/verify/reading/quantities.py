"""Quantities in English news prose: each number read once, with what a check needs to compare it.

A number is read, then what stands next to it tells its kind, then neighbours are joined: a score, a range, a share.
"""

from dataclasses import replace

from briefgen.verify.reading.number_joins import joined
from briefgen.verify.reading.number_kinds import with_kind
from briefgen.verify.reading.number_words import text_before
from briefgen.verify.reading.numerals import numerals
from briefgen.verify.reading.patterns import any_case
from briefgen.verify.reading.quantity import Bound, Quantity

_PRONOUN_BEFORE = any_case(r"\b(?:number|the|this|that|no|any|every|each|which|some|another|new|old|big)\s$")
_BOUND_BEFORE = any_case(
    r"\b(?:(?P<above>more than|over|above|exceed(?:s|ed|ing)|in excess of|upwards? of|topp(?:ed|ing))"
    r"|(?P<at_least>at least|no (?:fewer|less) than|not less than|(?:a )?minimum of)"
    r"|(?P<at_most>up to|at most|no more than|not more than|as (?:many|much|high) as|(?:a )?maximum of)"
    r"|(?P<below>nearly|almost|(?:less|fewer|lower) than|under|below|close to|approaching|just short of)"
    r"|(?P<about>about|some|around|roughly|approximately|circa|an estimated|estimated at))\s(?:the\s|an?\s|another\s)?$"
)
_BOUND_AFTER = any_case(r"(?P<at_least>\s?\+|-plus\b|\sor (?:more|above|higher)\b)|(?P<about>\sor so\b|-odd\b)")
_BOUNDS: dict[str, Bound] = {"above": "above", "at_least": "at least", "at_most": "at most"}
_BOUNDS |= {"below": "below", "about": "about"}
# "Over two years" lasts them; it is not more than them.
_PERIODS = frozenset("days weeks months years decades hours minutes".split())


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in order, none overlapping another; vague ones ("dozens") are left out.

    "one" counts only before a noun: the pronoun is no quantity. Takes time linear in the text and never raises.
    """
    found = [with_kind(text, raw) for raw in numerals(text)]
    return tuple(_bounded(text, one) for one in joined(text, found) if not _is_pronoun(text, one))


def _bounded(text: str, one: Quantity) -> Quantity:
    """With what the words around it make of its value."""
    if one.kind in {"year", "ordinal", "label", "score", "day_of_month"}:
        return one
    match = _BOUND_BEFORE.search(text_before(text, one.start)) or _BOUND_AFTER.match(text, one.end)
    if not match or (match.group().lower().startswith("over ") and one.unit in _PERIODS):
        return one
    return replace(one, bound=_BOUNDS[match.lastgroup or ""])


def _is_pronoun(text: str, one: Quantity) -> bool:
    """Whether it is a "one" that counts nothing: "the one that", "one of them", "number one"."""
    if not one.worded or one.value != 1 or one.kind != "count" or one.scale != 1:
        return False
    return one.unit is None or bool(_PRONOUN_BEFORE.search(text_before(text, one.start)))
