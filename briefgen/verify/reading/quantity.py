"""A quantity of a text: its value, and what the words around it make of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "count",
    "money",
    "percent",
    "fraction",
    "ordinal",
    "age",
    "score",
    "year",
    "time",
    "day_of_month",
    "multiple",
    "label",
]
Bound = Literal["about", "above", "at least", "below", "at most"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    Attributes:
        value: in base units: "$6 billion" is 6000000000, "6%" and "600 basis points" are 6, "a fifth" is 0.2, a time
            is minutes after midnight, a score is its first number, a decade is its first year, "halved" is 0.5.
        kind: "label" is a number that is part of a name: "A320", "4-4-2". "day_of_month" belongs to a date.
        start: where it begins in the text, a currency sign included; code points.
        end: where it ends, half open; the noun counted is not part of it.
        currency: ISO 4217 code, or the bare sign or word where several currencies share it: "$", "¥", "rupee".
        unit: the noun counted, in lower case, as the text has it: "vessels", "year". "points" for points of a
            percentage, "decade" for "the 1980s" and "in her 80s", "am|pm" for a time that names no half of the day.
        bound: what the words around it make of the value: "nearly 500" is "below".
        parts: the numbers a score, share, range or label is made of, in order.
        scale: the factor that a word such as "million" stands for.
        worded: whether it is written in words: "two", "a third", "doubled".
    """

    value: Decimal
    kind: Kind
    start: int
    end: int
    currency: str | None = None
    unit: str | None = None
    bound: Bound | None = None
    parts: tuple[Decimal, ...] = ()
    scale: Decimal = Decimal(1)
    worded: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the text gives it as near a value, or as above or below one."""
        return self.bound is not None
