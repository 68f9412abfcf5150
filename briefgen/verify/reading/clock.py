"""Times of day and of races, in digits: "7:30 p.m.", "1430 GMT", "2:04:11"."""

import re
from decimal import Decimal

from briefgen.verify.reading.patterns import any_case
from briefgen.verify.reading.quantity import Quantity

_NOON = 12
_CLOCK = any_case(
    r"(?P<hour>[01]?[0-9]|2[0-4])(?:(?:\s?:\s?|\.\s?)(?P<minute>[0-5][0-9]))?"
    r"\s?(?:(?P<half>[ap])\s?\.?\s?m\b|o\s?['’]\s?clock\b)"
)
_CLOCK_24 = re.compile(
    r"(?P<hour>[0-9]{1,2})\s?:\s?(?P<minute>[0-5][0-9])(?P<finer>(?::[0-5][0-9])?(?:\.[0-9]{1,3})?)(?![0-9:])"
)
_CLOCK_FLAT = any_case(
    r"(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9])\s?(?:gmt|utc|bst|cet|cest|est|edt|hours|hrs|local time)\b"
)


def clock(text: str, start: int) -> Quantity | None:
    """A time of day, or of a race, in minutes: what is finer than a minute only tells two times apart."""
    match = _CLOCK.match(text, start) or _CLOCK_24.match(text, start) or _CLOCK_FLAT.match(text, start)
    if not match:
        return None
    half = (match.groupdict().get("half") or "").lower()
    hour = int(match["hour"])
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    finer = (match.groupdict().get("finer") or "").replace(":", "").replace(".", "")
    ambiguous = not half and not finer and 0 < hour <= _NOON and not match["hour"].startswith("0")
    value = Decimal(f"{hour * 60 + int(match['minute'] or 0)}.{finer or 0}")
    return Quantity(value, "time", start, match.end(), unit="am|pm" if ambiguous else None)
