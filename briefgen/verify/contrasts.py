"""Opposites and exclusive facts: a claim that follows a sentence of the copy but for a word that contradicts it.

"Murder" where the copy has "manslaughter", "fell" where it has "rose", "Kessarian" where it has "Orvanian": the word
must stand in the same place, between the same neighbours, and the copy must not have it near.
"""

from collections.abc import Iterator, Sequence

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import FUNCTION_WORDS, Line, Word, about_the_same, aligned, evidence, index, lemma, words
from briefgen.verify.reading.lexicon import alike, exclude

# A line is the claim in other words from this share of the claim's weight on.
_SAME = 0.4
_NEAREST = 2
# Departures longer than this are another wording, not another word.
_LONGEST = 4


def check(claim: Claim, story: Story) -> list[Finding]:
    """A word that excludes the one in its place in the nearest sentence is an error."""
    sentence = words(claim.text)
    copy = index(story)
    lines = about_the_same(sentence, copy, _NEAREST, _SAME)
    near = frozenset().union(*(line.keys for line in lines))
    found: dict[Word, tuple[Word, str, Line]] = {}
    for line in lines:
        for word, other, kind in _contrasting(sentence, line):
            if word.key not in near:
                found.setdefault(word, (other, kind, line))
    severity = "error" if claim.basis == "reported" else "warning"
    return [
        Finding(
            check="contrast",
            severity=severity,
            reason=f"The copy has “{other.text}” where the sentence has “{word.text}” ({kind}).",
            span=(word.start, word.end),
            evidence=evidence(line),
        )
        for word, (other, kind, line) in found.items()
    ]


def _contrasting(sentence: Sequence[Word], line: Line) -> Iterator[tuple[Word, Word, str]]:
    keys = {word.key for word in sentence}
    for here, there in aligned(sentence, line.words):
        mine = [word for word in sentence[here] if _may_contrast(word)]
        theirs = [word for word in line.words[there] if _may_contrast(word) and word.key not in keys]
        if not 0 < len(mine) <= _LONGEST or not 0 < len(theirs) <= _LONGEST:
            continue
        for word in mine:
            if any(alike(lemma(word.text), lemma(other.text)) for other in theirs):
                continue
            for other in theirs:
                kind = exclude(lemma(word.text), lemma(other.text)) or exclude(word.text, other.text)
                if kind and kind not in _CALENDAR:
                    yield word, other, kind


# Of these the check of dates knows more.
_CALENDAR = frozenset({"day", "weekday", "month"})


def _may_contrast(word: Word) -> bool:
    return not word.is_number and (word.is_content or word.text.lower() in _DIRECTIONS)


_DIRECTIONS = FUNCTION_WORDS & frozenset("before after more less up down in out over under with without".split())
