"""Which sentences of the copy a claim rests on: words in a form that two wordings share, weighed by how rare they are.

A word's key is the stem of its lemma, so that "retired", "retires" and "retirement" meet; numbers in words get the
key of their digits. The weight of a key is its inverse document frequency with each sentence as a document.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from briefgen.brief import Evidence
from briefgen.story import Story

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+")
_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
}
# Verbs in the past that the dictionary takes for another word, or for none.
_PAST = dict(
    pair.split("=") for pair in "rose=rise broke=break shook=shake swore=swear won=win bore=bear felt=feel".split()
)

# Words that bind others and say little themselves: they carry no weight in a comparison.
FUNCTION_WORDS = frozenset(
    """a an the this that these those of in on at to for from by with without and or but nor so than then as if
    because although though while when where which who whom whose what why how there here
    i me my we us our you your he him his she her hers it its they them their one ones
    is am are was were be been being do does did done doing have has had having
    will would shall should can could may might must ought ve ll re d s t m
    not no n about into onto over under after before during between among through against within upon per
    up down out off again also too very just only even still already yet ever more most much many some any each
    every either neither both all other another such same own few several while since until whether via amid
    """.split()
)


class Word(NamedTuple):
    """A word where it stands in its text, half open, and the key under which it is compared."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return self.text.lower() not in FUNCTION_WORDS

    @property
    def is_number(self) -> bool:
        """Whether it is written in digits, or is one of the number words up to twenty."""
        return self.key[0].isdigit()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the copy in words. `number` is the sentence's, 0 for the headline; `start` its offset."""

    number: int
    start: int
    text: str
    words: tuple[Word, ...]
    keys: frozenset[str]


@dataclass(frozen=True, eq=False)
class Index:
    """The copy in words; equal only to itself, so that what is derived from it can be kept by it.

    Attributes:
        lines: its sentences in order, after them the headline if there is one.
        weights: by key, how much a word in common with a line tells, at least 0.2.
        forms: the words as written, by key.
    """

    lines: tuple[Line, ...]
    weights: Mapping[str, float]
    forms: Mapping[str, frozenset[str]]

    def weight(self, keys: Iterable[str]) -> float:
        """Their weights in sum; a key that the copy does not have counts as one that it has once."""
        # Exact, because sets come in another order in every process.
        return math.fsum(self.weights.get(key, self.rarest) for key in keys)

    @property
    def rarest(self) -> float:
        """The weight of a word that stands in one sentence."""
        return math.log(1 + len(self.lines))


def words(text: str) -> tuple[Word, ...]:
    """Every word of a text in order, parts of hyphenated words by themselves."""
    return tuple(Word(match[0], key(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))


def content_keys(text: str) -> set[str]:
    """The keys of the words that say something by themselves."""
    return {word.key for word in words(text) if word.is_content}


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """What two forms of a word have in common."""
    lower = word.lower()
    if lower[0].isdigit():
        return lower.replace(",", "")
    if lower in _DIGITS:
        return _DIGITS[lower]
    if lower in FUNCTION_WORDS:
        return lower
    if "." in lower:
        return lower.replace(".", "") + "."
    return _stem(_american(lemma(lower)))


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The base form in lower case, of the part of speech that is likeliest in news."""
    import simplemma

    lower = word.lower()
    return _PAST.get(lower) or simplemma.lemmatize(lower, lang="en").lower()


@lru_cache(maxsize=50_000)
def is_english(word: str) -> bool:
    """Whether a dictionary of English has the word as an ordinary one, not as a name."""
    import simplemma

    lower = word.lower()
    return simplemma.is_known(lower, lang="en") and simplemma.lemmatize(lower, lang="en").islower()


def index(story: Story) -> Index:
    """The story in words; kept for the last stories asked for."""
    return _index(story.text, tuple((one.start, one.end) for one in story.sentences), story.headline or "")


@lru_cache(maxsize=16)
def _index(text: str, spans: tuple[tuple[int, int], ...], headline: str) -> Index:
    lines = [_line(number, start, text[start:end]) for number, (start, end) in enumerate(spans, start=1)]
    if headline:
        lines.append(_line(0, 0, headline))
    counts: dict[str, int] = {}
    forms: dict[str, set[str]] = {}
    for line in lines:
        for one in line.keys:
            counts[one] = counts.get(one, 0) + 1
        for word in line.words:
            forms.setdefault(word.key, set()).add(word.text)
    weights = {one: max(0.2, math.log((1 + len(lines)) / count)) for one, count in counts.items()}
    for one in weights.keys() & FUNCTION_WORDS:
        weights[one] = 0.0
    return Index(tuple(lines), weights, {one: frozenset(found) for one, found in forms.items()})


def _line(number: int, start: int, text: str) -> Line:
    found = words(text)
    return Line(number, start, text, found, frozenset(word.key for word in found))


def content(text_words: Iterable[Word]) -> tuple[Word, ...]:
    """Those that say something by themselves."""
    return tuple(word for word in text_words if word.is_content)


def nearest(claim: Sequence[Word], copy: Index, count: int = 1) -> list[tuple[float, Line]]:
    """The lines that share most of the claim's weight, best first, each with its share, 0 to 1."""
    wanted = {word.key for word in content(claim)}
    total = copy.weight(wanted)
    if not total:
        return []
    shares = [(copy.weight(wanted & line.keys) / total, line) for line in copy.lines]
    shares.sort(key=lambda pair: (-pair[0], pair[1].number))
    return shares[:count]


def about_the_same(claim: Sequence[Word], copy: Index, count: int, least: float) -> list[Line]:
    """Of the nearest lines, so many at most, those that share at least so much of the claim's weight, best first."""
    return [line for share, line in nearest(claim, copy, count) if share >= least]


def evidence(line: Line) -> Evidence | None:
    """A line as the evidence of a finding; the headline is none, for it is not part of the story's text."""
    if not line.number:
        return None
    return Evidence(start=line.start, end=line.start + len(line.text), text=line.text)


def aligned(claim: Sequence[Word], line: Sequence[Word]) -> Iterator[tuple[slice, slice]]:
    """Where a claim departs from a line: the words of the one and of the other between words they share, in order."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [word.key for word in claim], [word.key for word in line], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            yield slice(start, end), slice(other_start, other_end)


def _american(word: str) -> str:
    return re.sub(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$)", "or", re.sub(r"is(?=(?:e[ds]?|ing|ation)$)", "iz", word))


def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
