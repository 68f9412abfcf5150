"""Pieces that patterns of several checks are made of."""

import re
from collections.abc import Iterable
from itertools import groupby


def any_case(pattern: str) -> re.Pattern[str]:
    """A pattern that does not tell capitals from small letters."""
    return re.compile(pattern, re.IGNORECASE)


def any_of(words: Iterable[str]) -> str:
    """An alternation of these words, the longest first, for a pattern that does not tell capitals from small letters.

    It is told apart by its first letter, and that in both cases without folding: tried at each word of a long text, a
    plain alternation takes ten times as long.
    """
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    groups = [
        (first, [re.escape(word[1:]) for word in group]) for first, group in groupby(ordered, lambda word: word[0])
    ]
    return "(?:" + "|".join(f"{_either_case(first)}(?:{'|'.join(rests)})" for first, rests in groups) + ")"


def _either_case(letter: str) -> str:
    return f"(?-i:[{letter.upper()}{letter.lower()}])" if letter.isalpha() else re.escape(letter)
