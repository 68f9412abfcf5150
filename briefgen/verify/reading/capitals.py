"""Names by their capitals: runs of capitalised words in a text, and which of them are people's."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prof".split())
_PARTICLES = frozenset(("of", "the"))
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
# An upper-case letter of any Latin alphabet; what it lets through beside that is sorted out by `str.isupper`.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALISED = (
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.|(?:{_CAPITAL}\.)+|{_CAPITAL}\w*(?:[-’'](?!s\b)\w+)*(?:(?<=s)['’](?=\s{_CAPITAL}))?)"
)
NAME = rf"{_CAPITALISED}(?:(?:\s(?:of|de|van|von|al|bin|da|del|la|le))?\s{_CAPITALISED}){{0,6}}"
_NAMES = re.compile(NAME)
_LOWER = re.compile(r"\b[a-z]+\b")
_WITH_ARTICLE = re.compile(rf"\b[Tt]he\s({_CAPITALISED})(?!\s?{_CAPITAL})")


class Run(NamedTuple):
    """Capitalised words in a row, and whether they open a sentence."""

    opens: bool
    words: list[str]


def proper_names(text: str) -> list[str]:
    """Runs of capitalised words, in order."""
    return [match[0] for match in _NAMES.finditer(text) if match[0][0].isupper()]


def runs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """The runs of capitalised words in the sentences of a text, in order."""
    for start, end in spans:
        for match in _NAMES.finditer(text, start, end):
            if match[0][0].isupper():
                yield Run(match.start() == start, match[0].split())


def inner_names(found: Iterable[Run]) -> frozenset[str]:
    """Words with a capital that open no sentence, in lower case."""
    return frozenset(word.lower() for opens, words in found for word in words[opens:])


def people(found: Sequence[Run], text: str) -> frozenset[str]:
    """Last names that surely are people's: of those whom a text names more fully as well, or with "Mr".

    Words that the text has without a capital or with an article ("the Alliance") are common: one that opens a sentence
    is no part of a name, unless a capital inside another sentence makes it one, and none is a last name.
    """
    inner = inner_names(found)
    common = {*_LOWER.findall(text), *(match[1].lower() for match in _WITH_ARTICLE.finditer(text))}
    full: set[str] = set()
    alone: set[str] = set()
    first: set[str] = set()
    for opens, words in found:
        opener = opens and words[0].lower() in common and words[0].lower() not in inner
        named = words[1:] if opener else words
        unaddressed = [word for word in named if word.rstrip(".") not in _FORMS_OF_ADDRESS]
        if not unaddressed or _PARTICLES & set(named):
            continue
        last = unaddressed[-1].lower()
        if len(named) == 1:
            alone.add(last)
        elif len(unaddressed) == 1:  # "Mr Ortiz"
            full.add(last)
            alone.add(last)
        else:
            full.add(last)
            first.add(unaddressed[0].lower())
    return frozenset((full & alone) - first - common - _CALENDAR)
