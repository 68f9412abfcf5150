"""Numbers that belong together: a score, a range, a season, a share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from briefgen.verify.reading.number_kinds import LAST_DAY, is_plural
from briefgen.verify.reading.number_words import DASH, GLUE, text_before
from briefgen.verify.reading.patterns import any_case
from briefgen.verify.reading.quantity import Kind, Quantity

_TEN, _THOUSAND, _NOON = 10, 1000, 12
# No score is higher; no newsroom writes 9/11 for a fraction.
_HIGHEST_SCORE, _LARGEST_DENOMINATOR = 400, 10
_JOIN = any_case(
    rf"(?P<dash>\s?{DASH}\s?)|(?P<to>{GLUE}(?:to|or){GLUE})|(?P<and>\sand\s)|(?P<slash>\s?/\s?)|(?P<ratio>\s?:\s?)"
    rf"|(?P<share>{GLUE}(?:out of|in every|of every|in){GLUE})"
)
_BETWEEN_BEFORE = any_case(r"\bbetween\s$")
_PERIOD_AFTER = any_case(r"\s(?:years?|months?|weeks?|days?|games?|matches|seasons?|hours?|minutes?)\b")


def joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """The numbers of a text, given in its order, neighbours that belong together made into what they are together."""
    for chain, join in _chains(text, found):
        yield from _JOINED[join](text, chain)


def _chains(text: str, found: Sequence[Quantity]) -> Iterator[tuple[list[Quantity], str]]:
    """Neighbours that belong together, with the name of what joins them; most stand alone."""
    chain: list[Quantity] = []
    join = ""
    for one in found:
        name = _join(text, chain[-1], one) if chain else ""
        if name and (len(chain) == 1 or (name == join and name in {"dash", "slash"})):
            chain.append(one)
            join = name
            continue
        if chain:
            yield chain, join
        chain, join = [one], ""
    if chain:
        yield chain, join


def _join(text: str, first: Quantity, last: Quantity) -> str:
    if last.start - first.end > len(" out of "):
        return ""
    match = _JOIN.fullmatch(text, first.end, last.start)
    name = (match.lastgroup or "") if match else ""
    plain = _is_plain(first) and _is_plain(last)
    wanted = {
        "dash": not (first.worded or last.worded) or not match or len(match.group()) == 1,
        "and": first.kind == "day_of_month" or bool(_BETWEEN_BEFORE.search(text_before(text, first.start))),
        "ratio": plain,
        "share": plain and 0 < first.value < last.value and _is_round(last) and not _PERIOD_AFTER.match(text, last.end),
    }
    return name if wanted.get(name, True) else ""


def _is_round(one: Quantity) -> bool:
    """Whether a share is given in so many: one in five, 80 in 100; "those over 60 in 96 countries" gives none."""
    return one.value <= _TEN or (one.value <= _THOUSAND and not one.value % 5)


def _is_plain(one: Quantity) -> bool:
    return one.kind == "count" and one.scale == 1 and one.value == one.value.to_integral_value()


def _alone(text: str, chain: list[Quantity]) -> list[Quantity]:
    del text
    return chain


def _merged(chain: Sequence[Quantity], kind: Kind, value: Decimal | None = None) -> list[Quantity]:
    first, last = chain[0], chain[-1]
    parts = tuple(one.value for one in chain)
    value = first.value if value is None else value
    return [replace(first, value=value, kind=kind, end=last.end, parts=parts, unit=None)]


def _dated(chain: Sequence[Quantity]) -> list[Quantity]:
    """Take apart "2014-11-20", "20/11/2014", or else a name such as "4-4-2"."""
    if any(one.kind == "year" for one in chain):
        return [one if one.kind == "year" else replace(one, kind="day_of_month") for one in chain]
    return _merged(chain, "label")


def _season(first: Quantity, last: Quantity) -> list[Quantity] | None:
    """Two years out of "2010-12" or "2016/17"."""
    if first.kind != "year" or first.unit or last.end - last.start != len("12"):
        return None
    value = first.value - first.value % 100 + last.value
    return [first, replace(last, value=value, kind="year", unit=None)] if value > first.value else None


def _dashed(text: str, chain: list[Quantity]) -> list[Quantity]:
    """A score, a range, a season, or a name."""
    first, *middle, last = chain
    if middle or "label" in {first.kind, last.kind}:
        return _dated(chain)
    tight = last.start - first.end == 1
    if not tight and first.kind == "year" and is_plural(last.unit or ""):
        return chain
    if season := _season(first, last):
        return season
    if not (_is_plain(first) and _is_plain(last)):
        return _ranged(text, chain)
    rising = first.value < last.value
    many = last.unit and (is_plural(last.unit) or not text.startswith(" ", last.end))
    if rising and (many or ("–" in text[first.end : last.start] and first.value)):
        return _ranged(text, chain)
    return _merged(chain, "score" if max(first.value, last.value) < _HIGHEST_SCORE else "label")


def _ranged(text: str, chain: list[Quantity]) -> list[Quantity]:
    """Both ends of a range, with what only one of them says: "10 to 15 percent", "$3 to 4 million"."""
    del text
    first, last = chain
    if _is_bare(first) and last.kind in {"count", "money", "percent", "age", "multiple"}:
        scale = last.scale if first.value < last.value / last.scale else Decimal(1)
        first = replace(
            first, value=first.value * scale, scale=scale, kind=last.kind, unit=last.unit, currency=last.currency
        )
    elif _is_bare(first) and last.kind == "time" and first.value <= _NOON:
        first = replace(first, value=first.value * 60, kind="time", unit="am|pm")
    elif first.kind == "money" and last.kind == "count" and not is_plural(last.unit or ""):
        last = replace(last, kind="money", currency=first.currency, unit=None)
        if first.scale == 1 < last.scale and first.value < last.value / last.scale:
            first = replace(first, value=first.value * last.scale, scale=last.scale)
    elif "day_of_month" in {first.kind, last.kind}:
        return [
            replace(one, kind="day_of_month") if _is_bare(one) and 1 <= one.value <= LAST_DAY else one for one in chain
        ]
    parts = (first.value, last.value)
    return [replace(first, parts=parts), replace(last, parts=parts)]


def _is_bare(one: Quantity) -> bool:
    """A number that says nothing of its kind."""
    return one.kind == "count" and one.scale == 1 and not is_plural(one.unit or "")


def _slashed(text: str, chain: list[Quantity]) -> list[Quantity]:
    """A fraction, a season, a date, or a name such as "24/7"."""
    del text
    first, *middle, last = chain
    if middle:
        return _dated(chain)
    if season := _season(first, last):
        return season
    if not (_is_plain(first) and _is_plain(last)):
        return chain
    if 0 < first.value < last.value <= _LARGEST_DENOMINATOR:
        return _merged(chain, "fraction", first.value / last.value)
    return _merged(chain, "label")


_JOINED: dict[str, Callable[[str, list[Quantity]], list[Quantity]]] = {
    "": _alone,
    "dash": _dashed,
    "to": _ranged,
    "and": _ranged,
    "slash": _slashed,
    "ratio": lambda _, chain: _merged(chain, "score"),
    "share": lambda _, chain: _merged(chain, "fraction", chain[0].value / chain[-1].value),
}
