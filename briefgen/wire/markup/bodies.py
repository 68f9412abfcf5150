"""One story sent in several bodies (HTML, plain text, NITF): the complete one is taken, never two."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefgen.wire.markup.html import Copy, copy_of

_MATTERS = 12  # words; fewer are a headline, a credit or a difference in spelling
_TAIL = 4  # a tail that only one body has counts from this part of the other: less is a credit, contacts, a caption
_SHINGLE = 4  # words in a row that tell one passage from another
_HEAD = 5  # paragraphs, among which a headline or a byline may be repeated
_MARKS = 3  # times as long as its words a line with many marks may be
_WORD = re.compile(r"\w+")


def complete_copy(bodies: Sequence[str], repeated: Iterable[str] = (), captions: Iterable[str] = ()) -> Copy:
    """The most complete of several bodies of one story, without the headline and byline at its top.

    Args:
        bodies: fragments of markup or plain text, the one to trust most first.
        repeated: the headlines, the byline, the slugline: lines that are no copy where they stand alone.
        captions: what is known not to be copy, so that a body is not the richer for it.

    Raises:
        SourceError: a body holds more tags than a story has.
    """
    apart = [*repeated, *captions]
    lines = {key for line in repeated if (key := _key(line))}
    copies = [_without(copy_of(body), lines) for body in bodies]
    copies = [copy for copy in copies if copy.paragraphs]
    if not copies:
        return Copy()
    best = copies[0]
    for other in copies[1:]:
        if set(other.paragraphs) <= {*best.paragraphs, *best.notes, *best.left_out}:
            continue
        if _adds(other, best, apart) > max(_MATTERS, _adds(best, other, apart)):
            best = other
    return best


def holds(paragraphs: Iterable[str], line: str) -> bool:
    """Whether the words of a line stand somewhere in the paragraphs, whatever the case and punctuation."""
    return f" {' '.join(_words([line]))} " in f" {' '.join(_words(paragraphs))} "


def _adds(other: Copy, best: Copy, apart: Sequence[str]) -> int:
    """How many words of the one are in no passage of the other, be it copy, notes, table or caption."""
    words = _words(best.paragraphs)
    seen = {shingle for lines in (best.left_out, best.notes, apart) for shingle in _shingles(_words(lines))}
    seen.update(_shingles(words))
    added = tail = 0
    for shingle in _shingles(_words(other.paragraphs)):
        tail += 1
        if shingle in seen:
            added += tail - 1
            tail = 0
    return added + (tail if tail * _TAIL > len(words) else 0)


def words_of(paragraphs: Iterable[str]) -> "Counter[str]":
    """How often each word stands in the paragraphs, whatever its case."""
    return Counter(_words(paragraphs))


def _words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line.casefold())]


def _shingles(words: list[str]) -> Iterable[int]:
    return (hash(tuple(words[start : start + _SHINGLE])) for start in range(max(1, len(words) - _SHINGLE + 1)))


def _without(copy: Copy, lines: set[str]) -> Copy:
    longest = _MARKS * max(map(len, lines), default=0) + _MARKS
    head = [line for line in copy.paragraphs[:_HEAD] if len(line) > longest or _key(line) not in lines]
    if len(head) == len(copy.paragraphs[:_HEAD]):
        return copy
    return replace(copy, paragraphs=head + copy.paragraphs[_HEAD:])


def _key(line: str) -> str:
    """A line without case, punctuation and a leading "By"."""
    words = _words([line])
    return " ".join(words[1:] if words[:1] == ["by"] else words)
