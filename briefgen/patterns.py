"""Patterns of sentences, in the dialect of regular expressions that JSON Schema and decoders share."""

import re
from typing import Final

# A whole sentence: a capital or an opening mark, then neither straight quote mark, backslash nor line break, then a
# full stop. Small models close the JSON string where the copy has a straight quote, and so cut the sentence there.
_OPENING = "[A-Z“‘$€£0-9]"
_CLOSING = "[.!?][”’]?"
_SHORTENED = "Jan|Feb|Aug|Sept|Oct|Nov|Dec"
_MONTHS = f"January|February|March|April|May|June|July|August|September|October|November|December|{_SHORTENED}"


def whole(pattern: str) -> str:
    """A pattern of a sentence but for its end, as one of the whole of it."""
    return f"^{pattern}{_CLOSING}$"


def words(least: int, most: int) -> str:
    """The pattern of any words, by their characters: neither straight quote mark, backslash nor line break."""
    return rf'[^"\\\n]{{{least},{most}}}'


def literal(text: str) -> str:
    """A text as a pattern that matches it alone, in the dialect that JSON Schema and decoders share."""
    return re.sub(r"([.()\[\]{}|*+?^$\\])", r"\\\1", text)


def opening(text: str) -> str:
    """A text as the pattern of a sentence's first words: alone, and with a capital."""
    return literal(text[:1].upper() + text[1:])


def clause(least: int, most: int) -> str:
    """A clause, by its characters: a comma, stop or colon stands only inside a number or a date.

    Nothing can be hung on it: what a small model hangs on is what it gets wrong.
    """
    # A number and the character after it are one step, so that a decoder has one way to read each digit: where it has
    # two, it takes minutes.
    number = r"[0-9]+(,[0-9]{3})*([.:][0-9]+)?"
    day = "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, "
    date = rf"{day}({_MONTHS}) |({day})?({_SHORTENED})\. "
    return rf'({date}|({number})?[^"\\\n,.;:0-9]){{{least},{most}}}({number})?'


def either(*patterns: str) -> str:
    """The pattern of one of several."""
    return f"({'|'.join(patterns)})"


ANY: Final = whole(f"{_OPENING}{words(20, 320)}")
# In other languages a sentence may begin with any letter, end with a mark of its script, and be short in characters.
ANY_ABROAD: Final = rf'^[^"\\\n ]{words(8, 320)}[.!?。！？؟۔।][”’»」』)]?$'
