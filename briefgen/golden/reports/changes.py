"""Which words of a section differ between two briefs."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from briefgen import escape
from briefgen.golden.results import ShownStatement


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one brief, which the other has in the same place or not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement cut into runs, and the sentences of the story it cites."""

    runs: tuple[Run, ...]
    cites: tuple[int, ...]


def mark(golden: Sequence[ShownStatement], candidate: Sequence[ShownStatement]) -> tuple[list[Marked], list[Marked]]:
    """Both sides of a section with what the other does not say marked; white space is folded.

    Statements are compared as one text, so that a sentence cut in two is not all new.
    """
    ours, theirs = _words(golden), _words(candidate)
    kept_ours: set[int] = set()
    kept_theirs: set[int] = set()
    # The matcher takes the commonest words of long texts for noise. That keeps a brief of one word a thousand times
    # from taking minutes; a section of ordinary length has fewer words than the 200 from which on it does so.
    for block in SequenceMatcher(None, [word for _, word in ours], [word for _, word in theirs]).get_matching_blocks():
        kept_ours.update(range(block.a, block.a + block.size))
        kept_theirs.update(range(block.b, block.b + block.size))
    return _marked(golden, ours, kept_ours), _marked(candidate, theirs, kept_theirs)


def _words(statements: Sequence[ShownStatement]) -> list[tuple[int, str]]:
    return [(index, word) for index, one in enumerate(statements) for word in escape.plain(one.text).split()]


def _marked(statements: Sequence[ShownStatement], words: list[tuple[int, str]], kept: set[int]) -> list[Marked]:
    runs: list[list[Run]] = [[] for _ in statements]
    numbered = [(index, place not in kept, word) for place, (index, word) in enumerate(words)]
    for (index, changed), group in groupby(numbered, key=lambda one: one[:2]):
        runs[index].append(Run(" ".join(word for *_, word in group), changed))
    return [Marked(tuple(found), one.cites) for found, one in zip(runs, statements, strict=True)]
