"""Quotations: the words between quote marks stand in the copy, as speech, from the speaker who is said to have spoken.

Punctuation is not compared, nor are quote marks, dashes, spaces and capitals: tokenised copy ("did n't", "word .")
equals what it was made from. Every word, number, currency sign and apostrophe counts. Quotations are never mended.
"""

import math
import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from briefgen.brief import Evidence, Finding
from briefgen.story import PARAGRAPH_BREAK, Sentence, Story
from briefgen.verify import speech
from briefgen.verify.claim import Claim

# Up to so many words may be a term or a scare quote; a title has one more, or capitals throughout.
_TERM_WORDS = 2
_TITLE_WORDS = 3
_SHORT_WORD = 3
# A near match shares at least this part of the quotation's words with the passage.
_NEAR = 0.5
# What a bracketed insertion may stand for, in words of the copy.
_REPLACED_WORDS = 4
# How many characters may stand between two pieces of one speech: '," she said, "'.
_BRIDGE = 120
# Bounds on the work for hostile input: quotations in one sentence, places tried for one quotation, places asked for
# their speaker, words aligned for one reason, words shown in it.
_MOST_PLACES = 500
_MOST_TRIED = 20
_MOST_QUOTATIONS = 200
_MOST_WORDS = 300
_SHOWN_WORDS = 4

_TOKEN = re.compile(
    r"[^\W_]+(?:(?:[.,](?<=\d.)(?=\d)|['’‘`´](?=[^\W\d_]))[^\W_]+)*(?:\s?n?\s?['’‘`´]\s?(?:t|s|d|m|ll|re|ve)(?![\w'’-]))*"
    r"|[$€£¥%&]|(?<=\d)\s?[-–—−/:.]\s?(?=\d)|(?<![\w).\s])[-−](?=\d)|(?<=\s)[-−](?=\d)"
)
_FOLD = str.maketrans(
    {" ": None, "\xa0": None, ",": None, "%": "percent", "&": "and"}
    | dict.fromkeys("’‘`´", "'")
    | dict.fromkeys("–—−", "-")
)
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_GAP = re.compile(r"(?P<left_out>\[\s?(?:…|\.\s?\.\s?\.)\s?\]|…|\.\s?\.\s?\.)|(?<!\w)\w{0,40}\[[^\[\]]*\]\w*")
_MARK_BEFORE = re.compile(r"(?:^|[\s(])[“\"'‘`«]{1,2}\s?$")
_MARK_BEHIND = re.compile(r"\s?[.,!?…]?\s?[’”\"'»]{1,2}(?:\s|$)")
_SO_CALLED = re.compile(r"\bso\s?-?\s?called\s?$", re.IGNORECASE)
_SPEAKER_LABEL = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}\s?: ")


class _Token(NamedTuple):
    """A word, number or sign, folded, and its offsets in the text it was read from."""

    word: str
    start: int
    end: int


class _Run(NamedTuple):
    """Words of a quotation that must stand together, and what stands before them in it."""

    folded: str
    tokens: tuple[_Token, ...]
    after: Literal["", "left out", "inserted"]


@dataclass(frozen=True, slots=True)
class _Stream:
    """Folded tokens without anything between them; where tokens begin and end in it, and which they are."""

    folded: str
    begins: dict[int, int]
    ends: dict[int, int]
    offsets: tuple[int, ...]
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A story, read once: its tokens with their offsets, which of them are quoted, and what belongs together."""

    told: speech.Record
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]
    passages: tuple[int, ...]
    everything: _Stream
    spoken: _Stream


def check(claim: Claim, story: Story) -> list[Finding]:
    """An error for each quotation that the copy does not have, not as speech, or from another speaker."""
    own = speech.record(claim.text)
    if not own.quoted:
        return []
    copy = _read(story.text, story.sentences)
    found = (_check_one(claim, own, one, copy) for one in own.quoted[:_MOST_QUOTATIONS])
    return [finding for finding in found if finding is not None]


def _check_one(claim: Claim, own: speech.Record, quotation: speech.Quotation, copy: _Copy) -> Finding | None:
    inner = _BRACKETED_LETTER.sub(r"\1", claim.text[quotation.inner_start : quotation.inner_end])
    runs = _runs(inner)
    if not runs:
        return None
    reason: str | None = None
    at: range | None = None
    # The brackets and dots may be the copy's own.
    places = _places(_whole(inner), copy.everything, copy) or _places(runs, copy.everything, copy)
    spoken = [place for place in places if _is_speech(place, copy)] or _places(runs, copy.spoken, copy)
    if spoken:
        at = spoken[0]
        reason = _speaker_reason(own, quotation, spoken, copy)
    elif places:
        at = places[0]
        whole = quotation.opened and quotation.closed and sum(len(run.tokens) for run in runs) > _TERM_WORDS
        if whole and copy.spoken.tokens and not _is_title(inner) and not _is_transcript(at, copy):
            reason = "The copy has these words, but not as a quotation."
    elif not _is_term(claim.text[: quotation.start], inner, copy):
        reason, at = _difference(runs, inner, copy)
    if reason is None:
        return None
    evidence = _evidence(at, copy) if at else None
    return Finding(
        check="quotes", severity="error", reason=reason, span=(quotation.start, quotation.end), evidence=evidence
    )


def _tokens(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[_Token]:
    """Folded tokens with their offsets. Accents and ligatures are folded, too: some wires send them in pieces."""
    for match in _TOKEN.finditer(text, start, end):
        token = match[0].casefold().translate(_FOLD)
        if not token.isascii():
            token = "".join(one for one in unicodedata.normalize("NFKD", token) if not unicodedata.combining(one))
        yield _Token(token, match.start(), match.end())


def _whole(inner: str) -> list[_Run]:
    """A quotation as one run."""
    tokens = tuple(_tokens(inner))
    return [_Run("".join(token.word for token in tokens), tokens, "")]


def _runs(inner: str) -> list[_Run]:
    """A quotation cut where words are left out or an editor put some in."""
    runs: list[_Run] = []
    at = 0
    after: Literal["", "left out", "inserted"] = ""
    for match in (*_GAP.finditer(inner), None):
        if tokens := tuple(_tokens(inner, at, match.start() if match else len(inner))):
            runs.append(_Run("".join(token.word for token in tokens), tokens, after if runs else ""))
            after = ""
        if match:
            at = match.end()
            after = "left out" if match["left_out"] or after == "left out" else "inserted"
    return runs


@lru_cache(maxsize=8)
def _read(text: str, sentences: tuple[Sentence, ...]) -> _Copy:
    told = speech.record(text, sentences)
    tokens = list(_tokens(text))
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
    return _Copy(
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
    return len(between) <= _BRIDGE and PARAGRAPH_BREAK not in between and speech.says(between)


def _stream(words: tuple[str, ...], tokens: Iterable[int], breaks: Iterable[int]) -> _Stream:
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
    return _Stream("".join(parts), begins, ends, tuple(ends), order)


def _occurrences(folded: str, stream: _Stream, start: int, end: int) -> Iterator[tuple[int, int]]:
    """First and last positions of whole tokens that make up a folded run, between two offsets."""
    while (at := stream.folded.find(folded, start, end)) >= 0:
        first, last = stream.begins.get(at), stream.ends.get(at + len(folded))
        if first is not None and last is not None:
            yield first, last
        start = at + 1


def _places(runs: list[_Run], stream: _Stream, copy: _Copy) -> list[range]:
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


def _next(run: _Run, stream: _Stream, copy: _Copy, before: int) -> int | None:
    """The last position of a run that follows a position: near it for an insertion, else in the same passage."""
    until = bisect_right(copy.passages, copy.passages[stream.tokens[before]])
    farthest = bisect_left(stream.tokens, until) - 1
    if run.after == "inserted":
        farthest = min(farthest, before + _REPLACED_WORDS + len(run.tokens))
    ends = (last for _, last in _occurrences(run.folded, stream, stream.offsets[before], stream.offsets[farthest]))
    return next(ends, None)


def _is_speech(place: range, copy: _Copy) -> bool:
    """Whether a passage stands in quote marks; a mark right at one of its ends will do, where the marks do not pair."""
    text, start, end = copy.told.text, copy.spans[place.start][0], copy.spans[place.stop - 1][1]
    if any(copy.quoted[place.start : place.stop]):
        return all(copy.quoted[place.start : place.stop])
    return bool(_MARK_BEFORE.search(text[max(0, start - 4) : start]) or _MARK_BEHIND.match(text, end))


def _is_title(inner: str) -> bool:
    """Whether every word of some length has a capital: the name of a work."""
    words = [word for word in re.findall(r"[^\W\d_]+", inner) if len(word) > _SHORT_WORD]
    return bool(words) and all(word[0].isupper() for word in words)


def _is_transcript(place: range, copy: _Copy) -> bool:
    """Whether a paragraph opens with "Varnholt: ": what it says is speech without marks."""
    start = copy.told.text.rfind(PARAGRAPH_BREAK, 0, copy.spans[place.start][0])
    return bool(_SPEAKER_LABEL.match(copy.told.text, 0 if start < 0 else start + len(PARAGRAPH_BREAK)))


def _is_term(before: str, inner: str, copy: _Copy) -> bool:
    """Whether words that the copy does not have in one run may stand in marks: a title, a "so-called" something."""
    words = [token.word for token in _tokens(inner)]
    if len(words) > _TITLE_WORDS:
        return False
    return bool(_SO_CALLED.search(before)) or (len(words) > 1 and _is_title(inner) and set(words) <= set(copy.words))


def _speaker_reason(own: speech.Record, quotation: speech.Quotation, places: list[range], copy: _Copy) -> str | None:
    """Why the speaker is wrong; none where either side does not name one, or at one of the places it may be right."""
    claimed = speech.attribution_of(own, quotation.start, quotation.end)
    if claimed is None or claimed.kind != "name":
        return None
    speaker = None
    for place in places[:_MOST_TRIED]:
        speaker, possible = speech.speaker_of(copy.told, copy.spans[place.start][0], copy.spans[place.stop - 1][1])
        if speaker is None or not speech.is_other_person(copy.told, claimed.speaker, speaker, possible):
            return None
    return f"The copy gives these words to {speaker}, not to {claimed.speaker}."


def _difference(runs: list[_Run], inner: str, copy: _Copy) -> tuple[str, range | None]:
    """Where a quotation first differs from the nearest passage of the copy, said in words, and that passage."""
    said = [token for run in runs for token in run.tokens][:_MOST_WORDS]
    apart = [_places([run._replace(after="")], copy.everything, copy) for run in runs]
    if all(apart):
        return "The copy has these words, but not in one run.", apart[0][0]
    # The copy may say more where the quotation starts, ends or leaves something out.
    open_ends = {0, len(said), *accumulate(len(run.tokens) for run in runs)}
    window = _nearest({token.word for token in said}, copy)
    theirs = copy.words[window.start : window.stop]
    matcher = SequenceMatcher(None, [token.word for token in said], theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _NEAR * len(said) or not blocks:
        return "The copy does not have the words of this quotation.", None
    passage = range(window.start + blocks[0].b, window.start + blocks[-1].b + blocks[-1].size)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal" or (kind == "insert" and start in open_ends):
            continue
        # What the copy has before the first shared word or behind the last counts as far as the quotation does.
        first = max(first, last - (end - start)) if not start else first  # noqa: PLW2901
        last = min(last, first + (end - start)) if end == len(said) else last  # noqa: PLW2901
        ours = inner[said[start].start : said[min(end, start + _SHOWN_WORDS) - 1].end] if start < end else ""
        spans = copy.spans[window.start + first : window.start + min(last, first + _SHOWN_WORDS)]
        other = copy.told.text[spans[0][0] : spans[-1][1]] if spans else ""
        if not other:
            return f"The quotation differs from the copy: it adds “{ours}”.", passage
        if not ours:
            return f"The quotation differs from the copy: it leaves out “{other}”.", passage
        return f"The quotation differs from the copy: “{ours}” stands where the copy has “{other}”.", passage
    return "The copy has these words, but not in one run.", passage


def _nearest(words: set[str], copy: _Copy) -> range:
    """The tokens of the sentence that shares most with a quotation, rare words counting more, and of its neighbours."""
    counts = Counter(copy.words)
    shared: dict[int, set[str]] = {}
    for word, (start, _) in zip(copy.words, copy.spans, strict=True):
        if word in words:
            shared.setdefault(speech.sentence_at(copy.told, start), set()).add(word)
    weights = {
        number: sum(math.log(1 + len(copy.words) / counts[word]) for word in shared[number]) for number in shared
    }
    best = max(weights, key=lambda number: (weights[number], -number), default=0)
    starts = [start for start, _ in copy.spans]
    first, middle, last = (
        copy.told.spans[min(max(number, 0), len(copy.told.spans) - 1)] for number in (best - 1, best, best + 1)
    )
    since = max(bisect_left(starts, first[0]), bisect_left(starts, middle[0]) - _MOST_WORDS // 3)
    return range(since, min(bisect_left(starts, last[1]), since + _MOST_WORDS))


def _evidence(place: range, copy: _Copy) -> Evidence:
    """The sentences that a passage stands in."""
    first = speech.sentence_at(copy.told, copy.spans[place.start][0])
    last = speech.sentence_at(copy.told, copy.spans[place.stop - 1][0])
    start, end = copy.told.spans[first][0], copy.told.spans[last][1]
    return Evidence(start=start, end=end, text=copy.told.text[start:end])
