"""Passages of the copy that have the words of a quotation, whatever the marks and spaces between them."""

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from briefgen.story import PARAGRAPH_BREAK, Sentence
from briefgen.verify.reading import speech
from briefgen.verify.reading.speakers import says

# What a bracketed insertion may stand for, in words of the copy.
_REPLACED_WORDS = 4
# How many characters may stand between two pieces of one speech: '," she said, "'.
_BRIDGE = 120
# A bound on the work for hostile input: places tried for one quotation.
_MOST_PLACES = 500

_TOKEN = re.compile(
    r"[^\W_]+(?:(?:[.,](?<=\d.)(?=\d)|['’‘`´](?=[^\W\d_]))[^\W_]+)*(?:\s?n?\s?['’‘`´]\s?(?:t|s|d|m|ll|re|ve)(?![\w'’-]))*"
    r"|[$€£¥%&]|(?<=\d)\s?[-–—−/:.]\s?(?=\d)|(?<![\w).\s])[-−](?=\d)|(?<=\s)[-−](?=\d)"
)
_FOLD = str.maketrans(
    {" ": None, "\xa0": None, ",": None, "%": "percent", "&": "and"}
    | dict.fromkeys("’‘`´", "'")
    | dict.fromkeys("–—−", "-")
)
_GAP = re.compile(r"(?P<left_out>\[\s?(?:…|\.\s?\.\s?\.)\s?\]|…|\.\s?\.\s?\.)|(?<!\w)\w{0,40}\[[^\[\]]*\]\w*")


class Token(NamedTuple):
    """A word, number or sign, folded, and its offsets in the text it was read from."""

    word: str
    start: int
    end: int


class Run(NamedTuple):
    """Words of a quotation that must stand together, and what stands before them in it."""

    folded: str
    tokens: tuple[Token, ...]
    after: Literal["", "left out", "inserted"]


@dataclass(frozen=True, slots=True)
class Stream:
    """Folded tokens without anything between them; where tokens begin and end in it, and which they are."""

    folded: str
    begins: dict[int, int]
    ends: dict[int, int]
    offsets: tuple[int, ...]
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A story, read once: its tokens with their offsets, which of them are quoted, and what belongs together."""

    told: speech.Record
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]
    passages: tuple[int, ...]
    everything: Stream
    spoken: Stream


def tokens_of(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Token]:
    """Folded tokens with their offsets. Accents and ligatures are folded, too: some wires send them in pieces."""
    for match in _TOKEN.finditer(text, start, end):
        token = match[0].casefold().translate(_FOLD)
        if not token.isascii():
            token = "".join(one for one in unicodedata.normalize("NFKD", token) if not unicodedata.combining(one))
        yield Token(token, match.start(), match.end())


def whole_run(inner: str) -> list[Run]:
    """A quotation as one run."""
    tokens = tuple(tokens_of(inner))
    return [Run("".join(token.word for token in tokens), tokens, "")]


def runs_of(inner: str) -> list[Run]:
    """A quotation cut where words are left out or an editor put some in."""
    runs: list[Run] = []
    at = 0
    after: Literal["", "left out", "inserted"] = ""
    for match in (*_GAP.finditer(inner), None):
        if tokens := tuple(tokens_of(inner, at, match.start() if match else len(inner))):
            runs.append(Run("".join(token.word for token in tokens), tokens, after if runs else ""))
            after = ""
        if match:
            at = match.end()
            after = "left out" if match["left_out"] or after == "left out" else "inserted"
    return runs


@lru_cache(maxsize=8)
def words_of(text: str, sentences: tuple[Sentence, ...]) -> Copy:
    """The words of a story: read once for all its quotations."""
    told = speech.record(text, sentences)
    tokens = list(tokens_of(text))
    spans = tuple((token.start, token.end) for token in tokens)
    starts = [start for start, _ in spans]
    quoted = [False] * len(tokens)
    for one in (*told.quoted, *told.loose):
        first, stop = bisect_left(starts, one.inner_start), bisect_left(starts, one.inner_end)
        quoted[first:stop] = [True] * (stop - first)
    # A speech that goes on after a paragraph break, its paragraph left open, is one passage.
    left_open = {one.end for one in told.quoted if not one.closed}
    passages = []
    passage, seen = 0, 0
    for start in starts:
        if (cut := text.find(PARAGRAPH_BREAK, seen, start)) >= 0:
            passage += cut not in left_open
        seen = start
        passages.append(passage)
    words = tuple(token.word for token in tokens)
    inside = [number for number, is_quoted in enumerate(quoted) if is_quoted]
    breaks = {later for earlier, later in pairwise(inside) if not _is_bridge(told, spans, earlier, later)}
    return Copy(
        told,
        words,
        spans,
        tuple(quoted),
        tuple(passages),
        _stream(words, range(len(words)), frozenset()),
        _stream(words, inside, breaks),
    )


def _is_bridge(told: speech.Record, spans: tuple[tuple[int, int], ...], earlier: int, later: int) -> bool:
    """Whether only a "she said" stands between two quoted tokens."""
    start, end = spans[earlier][1], spans[later][0]
    if later == earlier + 1:
        return True
    between = told.text[start:end]
    return len(between) <= _BRIDGE and PARAGRAPH_BREAK not in between and says(between)


def _stream(words: tuple[str, ...], tokens: Iterable[int], breaks: Iterable[int]) -> Stream:
    parts: list[str] = []
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    offset = 0
    order = tuple(tokens)
    for position, token in enumerate(order):
        if token in breaks:
            parts.append("\n")
            offset += 1
        begins[offset] = position
        parts.append(words[token])
        offset += len(words[token])
        ends[offset] = position
    return Stream("".join(parts), begins, ends, tuple(ends), order)


def _occurrences(folded: str, stream: Stream, start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last positions of whole tokens that make up a folded run, between two offsets."""
    while (at := stream.folded.find(folded, start, end)) >= 0:
        first, last = stream.begins.get(at), stream.ends.get(at + len(folded))
        if first is not None and last is not None:
            yield first, last
        start = at + 1


def places_of(runs: list[Run], stream: Stream, copy: Copy) -> list[range]:
    """Where the copy has the runs of a quotation in order, as ranges of tokens."""
    if any(run.folded not in stream.folded for run in runs):
        return []
    found: list[range] = []
    for tried, (first, last) in enumerate(_occurrences(runs[0].folded, stream, 0, len(stream.folded))):
        stop: int | None = last
        for run in runs[1:]:
            stop = None if stop is None else _next(run, stream, copy, stop)
        if stop is not None:
            found.append(range(stream.tokens[first], stream.tokens[stop] + 1))
        if tried > _MOST_PLACES:
            break
    return found


def _next(run: Run, stream: Stream, copy: Copy, before: int) -> int | None:
    """The last position of a run that follows a position: near it for an insertion, else in the same passage."""
    until = bisect_right(copy.passages, copy.passages[stream.tokens[before]])
    farthest = bisect_left(stream.tokens, until) - 1
    if run.after == "inserted":
        farthest = min(farthest, before + _REPLACED_WORDS + len(run.tokens))
    ends = (last for _, last in _occurrences(run.folded, stream, stream.offsets[before], stream.offsets[farthest]))
    return next(ends, None)
