"""Patterns of whole lines by the letter they begin with, so that a line is held against a few of hundreds."""

import re
from collections.abc import Iterable
from functools import cache

from briefgen.lazily import lazily

_NAMELESS = ("(?:", "(?-i:")
_OPTIONAL = ("?", "*", "{0,")


class LineIndex:
    """Patterns of whole lines, whatever their case; one that may begin with anything is tried on every line."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._by_letter: dict[str, list[str]] = {}
        self._any: list[str] = []
        for pattern in patterns:
            for branch in _branches(pattern):
                letters = _first_of(branch)
                if letters is None:
                    self._any.append(branch)
                for letter in letters or ():
                    self._by_letter.setdefault(letter, []).append(branch)
        self._compiled = cache(self._compile)

    def matches(self, line: str) -> bool:
        """Whether one of the patterns is of all of a line."""
        letter = line[:1].lower()
        found = self._compiled(letter if letter in self._by_letter else "").fullmatch(line)
        return found is not None

    def _compile(self, letter: str) -> re.Pattern[str]:
        branches = [*self._by_letter.get(letter, ()), *self._any]
        return lazily("|".join(f"(?:{branch})" for branch in branches) or r"(?!)", re.IGNORECASE)


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, as they stand outside of all brackets."""
    parts = [""]
    depth = at = 0
    while at < len(pattern):
        end = _end_of_unit(pattern, at)
        unit = pattern[at:end]
        depth += (unit == "(") - (unit == ")")
        if unit == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += unit
        at = end
    return parts


def _end_of_unit(pattern: str, at: int) -> int:
    """Where a character, an escape or a class ends."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        end = at + 1 + (pattern[at + 1] == "^")
        end += pattern[end] == "]"
        while pattern[end] != "]":
            end += 1 + (pattern[end] == "\\")
        return end + 1
    return at + 1


def _first_of(branch: str) -> set[str] | None:
    """The letters that a branch may begin with, in lower case; None where that cannot be told."""
    opening = next((each for each in _NAMELESS if branch.startswith(each)), None)
    if opening:
        end = _closing(branch)
        found: set[str] = set()
        for inner in _branches(branch[len(opening) : end]):
            letters = _first_of(inner)
            if letters is None:
                return None
            found |= letters
        rest = branch[end + 1 :]
    elif branch[:1].isalpha():
        found, rest = {branch[0].lower()}, branch[1:]
    else:
        return None
    if not rest.startswith(_OPTIONAL):
        return found
    after = rest[1:] if rest[0] in "?*" else rest[rest.index("}") + 1 :]
    letters = _first_of(after)
    return None if letters is None else found | letters


def _closing(pattern: str) -> int:
    """Where the bracket that opens a pattern closes."""
    depth = at = 0
    while True:
        end = _end_of_unit(pattern, at)
        depth += (pattern[at:end] == "(") - (pattern[at:end] == ")")
        if depth == 0:
            return at
        at = end
