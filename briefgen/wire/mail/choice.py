"""Which of several bodies of a mail is the story: the complete one, and never two of them."""

from briefgen.story import PARAGRAPH_BREAK
from briefgen.wire.copy.prose import is_prose
from briefgen.wire.copy.unwrap import unwrap

_ENOUGH = 0.85  # of the other's copy; the rest is the footer that one of them has and the other not
_SAME = 0.6  # of the words of the shorter
_WORD = 4  # letters
_LEADS = 2


def more_complete(first: str, second: str) -> str:
    """Of two bodies that say the same the first, unless the second has the lead or more of the copy."""
    if not first.strip() or not second.strip():
        return first if first.strip() else second
    ours, theirs = _prose(first), _prose(second)
    if _length(ours) < _ENOUGH * _length(theirs):
        return second
    known = _words(first)
    missing = any(len(words - known) > (1 - _SAME) * len(words) for words in map(_words, theirs[:_LEADS]) if words)
    # A lead that only one of them has is worth more than a shorter footer, if it is not all that it has.
    return second if missing and _length(theirs) >= _ENOUGH * _length(ours) else first


def join_parts(first: str, second: str) -> str:
    """Two parts of a mail as one text, unless the one repeats the other."""
    ours, theirs = _words(first), _words(second)
    if not ours or not theirs:
        return first if first.strip() else second
    if len(ours & theirs) >= _SAME * min(len(ours), len(theirs)):
        return more_complete(first, second)
    return f"{first.rstrip()}{PARAGRAPH_BREAK}{second.lstrip()}"


def _prose(text: str) -> list[str]:
    return [paragraph for paragraph in unwrap(text.splitlines()) if is_prose(paragraph)]


def _length(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.lower().split() if len(word) >= _WORD and "://" not in word)
