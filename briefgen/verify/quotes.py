"""Quotations: the words between quote marks stand in the copy, as speech, from the speaker who is said to have spoken.

Punctuation is not compared, nor are quote marks, dashes, spaces and capitals: tokenised copy ("did n't", "word .")
equals what it was made from. Every word, number, currency sign and apostrophe counts. Quotations are never mended.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import accumulate

from briefgen.brief import Evidence, Finding
from briefgen.story import PARAGRAPH_BREAK, Story
from briefgen.verify.claim import Claim
from briefgen.verify.passages import Copy, Run, places_of, runs_of, tokens_of, whole_run, words_of
from briefgen.verify.reading import speech
from briefgen.verify.reading.marks import Quotation

# Up to so many words may be a term or a scare quote; a title has one more, or capitals throughout.
_TERM_WORDS = 2
_TITLE_WORDS = 3
_SHORT_WORD = 3
# A near match shares at least this part of the quotation's words with the passage.
_NEAR = 0.5
# Bounds on the work for hostile input: quotations in one sentence, places asked for their speaker, words aligned for
# one reason, words shown in it.
_MOST_QUOTATIONS = 200
_MOST_TRIED = 20
_MOST_WORDS = 300
_SHOWN_WORDS = 4

_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_MARK_BEFORE = re.compile(r"(?:^|[\s(])[“\"'‘`«]{1,2}\s?$")
_MARK_BEHIND = re.compile(r"\s?[.,!?…]?\s?[’”\"'»]{1,2}(?:\s|$)")
_SO_CALLED = re.compile(r"\bso\s?-?\s?called\s?$", re.IGNORECASE)
_SPEAKER_LABEL = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}\s?: ")


def check(claim: Claim, story: Story) -> list[Finding]:
    """An error for each quotation that the copy does not have, not as speech, or from another speaker."""
    own = speech.record(claim.text)
    if not own.quoted:
        return []
    copy = words_of(story.text, story.sentences)
    found = (_check_one(claim, own, one, copy) for one in own.quoted[:_MOST_QUOTATIONS])
    return [finding for finding in found if finding is not None]


def _check_one(claim: Claim, own: speech.Record, quotation: Quotation, copy: Copy) -> Finding | None:
    inner = _BRACKETED_LETTER.sub(r"\1", claim.text[quotation.inner_start : quotation.inner_end])
    runs = runs_of(inner)
    if not runs:
        return None
    reason: str | None = None
    at: range | None = None
    # The brackets and dots may be the copy's own.
    places = places_of(whole_run(inner), copy.everything, copy) or places_of(runs, copy.everything, copy)
    spoken = [place for place in places if _is_speech(place, copy)] or places_of(runs, copy.spoken, copy)
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


def _is_speech(place: range, copy: Copy) -> bool:
    """Whether a passage stands in quote marks; a mark right at one of its ends will do, where the marks do not pair."""
    text, start, end = copy.told.text, copy.spans[place.start][0], copy.spans[place.stop - 1][1]
    if any(copy.quoted[place.start : place.stop]):
        return all(copy.quoted[place.start : place.stop])
    return bool(_MARK_BEFORE.search(text[max(0, start - 4) : start]) or _MARK_BEHIND.match(text, end))


def _is_title(inner: str) -> bool:
    """Whether every word of some length has a capital: the name of a work."""
    words = [word for word in re.findall(r"[^\W\d_]+", inner) if len(word) > _SHORT_WORD]
    return bool(words) and all(word[0].isupper() for word in words)


def _is_transcript(place: range, copy: Copy) -> bool:
    """Whether a paragraph opens with "Varnholt: ": what it says is speech without marks."""
    start = copy.told.text.rfind(PARAGRAPH_BREAK, 0, copy.spans[place.start][0])
    return bool(_SPEAKER_LABEL.match(copy.told.text, 0 if start < 0 else start + len(PARAGRAPH_BREAK)))


def _is_term(before: str, inner: str, copy: Copy) -> bool:
    """Whether words that the copy does not have in one run may stand in marks: a title, a "so-called" something."""
    words = [token.word for token in tokens_of(inner)]
    if len(words) > _TITLE_WORDS:
        return False
    return bool(_SO_CALLED.search(before)) or (len(words) > 1 and _is_title(inner) and set(words) <= set(copy.words))


def _speaker_reason(own: speech.Record, quotation: Quotation, places: list[range], copy: Copy) -> str | None:
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


def _difference(runs: list[Run], inner: str, copy: Copy) -> tuple[str, range | None]:
    """Where a quotation first differs from the nearest passage of the copy, said in words, and that passage."""
    said = [token for run in runs for token in run.tokens][:_MOST_WORDS]
    apart = [places_of([run._replace(after="")], copy.everything, copy) for run in runs]
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


def _nearest(words: set[str], copy: Copy) -> range:
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


def _evidence(place: range, copy: Copy) -> Evidence:
    """The sentences that a passage stands in."""
    first = speech.sentence_at(copy.told, copy.spans[place.start][0])
    last = speech.sentence_at(copy.told, copy.spans[place.stop - 1][0])
    start, end = copy.told.spans[first][0], copy.told.spans[last][1]
    return Evidence(start=start, end=end, text=copy.told.text[start:end])
