"""Attribution: what the copy gives to a source stays with a source, and with the right one.

For claims without quote marks; what stands in marks is the business of `quotes`.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal

from briefgen.brief import Evidence, Finding
from briefgen.story import Sentence, Story
from briefgen.verify.claim import Claim
from briefgen.verify.reading import speech
from briefgen.verify.reading.speakers import Attribution, says

# A sentence is what a claim rests on when it has this part of the weight of its words.
_ALIGNED = 0.5
_SURELY_ALIGNED = 0.65
# A claim lies in what a source says when this part of what it shares with the sentence does.
_WITHIN = 0.75
# The copy says it itself where a sentence has this part of the best one's weight outside of any source's words.
_ALSO_FACT = 0.75
# Who speaks in another sentence that is aligned nearly as well may have said it, too.
_ALSO_SAID = 0.6
_FEWEST_WORDS = 3
# Attributions of one claim that are looked at: a bound for hostile input.
_MOST_SCOPES = 10
_STEM = 6

_WORD = re.compile(r"[^\W_]+(?:[.,](?<=\d.)(?=\d)[^\W_]+)*")
_STOP = frozenset(
    """a about after again against all also an and any are as at be because been before being between both but by can
    could did do does during each for from had has have he her here him his how if in into is it its just may might more
    most much must no nor not now of off on once only or other our out over own same she should so some such than that
    the their them then there these they this those through to too under until up very was we were what when where which
    while who whom why will with would you your""".split()
)
# Verbs whose object the copy does not vouch for. Who announces, promises or denies does something by saying so.
_GIVES = frozenset(
    """said say says told tell tells added adds noted notes claimed claims argued argues insisted insists maintained
    maintains warned warns explained explains alleged alleges asserted asserts contended contends suggested suggests
    believes believed expects expected estimates estimated predicted predicts hopes hoped thinks fears feared stated
    states argue claim insist warn believe expect estimate think reported wrote writes tweeted complained
    acknowledged conceded concedes testified saying""".split()
) | {"according to"}
# "Reportedly" colours its clause, "accused of" and "alleged" what follows.
_HEARSAY = re.compile(
    r"\b(?:(?P<clause>reportedly|allegedly|purportedly|supposedly"
    r"|(?:is|are|was|were|been)\s(?:believed|thought|understood|said|reported|expected|alleged)\s(?:to|that))"
    r"|alleged|suspected|rumou?red|accused\sof)\b",
    re.IGNORECASE,
)
_CLAUSE = 300
_CLAUSE_END = re.compile(r"[,;:]\s")
# A source is named and nothing of what it said follows: "P, Varnholt said on Monday as she left".
_CLOSES = re.compile(
    r"\s*(?:[,.;]|$|(?:to\sreporters|today|yesterday|as|while|after|before|when|during)\b"
    r"|(?:late\s|earlier\s)?(?:on|in|at)\s(?!.{0,60}\bthat\b))"
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|likely|apparently|alleg\w+|suspect\w*|accus\w+|claim\w*|report\w*|expect\w*"
    r"|estimate\w*|believ\w+|forecast\w*|project(?:ed|s|ions?)|predict\w*|suggest\w*|rumou?r\w*|purported\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What one sentence gives to one source; without an attribution it is hearsay of nobody named."""

    words: frozenset[str]
    attribution: Attribution | None

    @property
    def leaves_open(self) -> bool:
        """Whether the copy does not vouch for it."""
        return self.attribution is None or self.attribution.verb in _GIVES


@dataclass(frozen=True, slots=True)
class _Copy:
    """A story, read once: what its words weigh, rare ones more, and what each sentence says, on whose word."""

    told: speech.Record
    words: tuple[frozenset[str], ...]
    places: dict[str, list[int]]  # The sentences that have a word.
    weights: dict[str, float]
    rarest: float  # The weight of a word that the story does not have.
    _scopes: dict[int, tuple[_Scope, ...]] = field(default_factory=dict, repr=False, compare=False)

    def weight(self, words: frozenset[str]) -> float:
        """What words weigh together."""
        return sum(self.weights.get(word, self.rarest) for word in words)

    def shared(self, words: frozenset[str]) -> list[float]:
        """What each sentence shares with some words, by weight."""
        shared = [0.0] * len(self.words)
        for word in words:
            for number in self.places.get(word, ()):
                shared[number] += self.weights[word]
        return shared

    def scopes(self, number: int) -> tuple[_Scope, ...]:
        """What one sentence gives to whom; read when first asked for."""
        if number not in self._scopes:
            self._scopes[number] = tuple(_scopes(self.told, number))
        return self._scopes[number]


def check(claim: Claim, story: Story) -> list[Finding]:
    """A warning for a source left out, an error for a source exchanged; only for claims that report."""
    if claim.basis != "reported":
        return []
    own = speech.record(claim.text)
    if own.quoted:
        return []
    copy = _read(story.text, story.sentences)
    exchanged = [finding for one in islice(_scopes(own, 0), _MOST_SCOPES) if (finding := _exchanged(claim, one, copy))]
    if exchanged or _HEDGE.search(claim.text) or says(claim.text):
        return exchanged
    left_out = _left_out(claim, copy)
    return [left_out] if left_out else []


def sources_of(story: Story, number: int) -> list[str]:
    """To whom a sentence of the story gives its words, in words that fit a sentence."""
    copy = _read(story.text, story.sentences)
    return [_source(given, copy) for given in copy.told.attributed(number - 1)]


def _left_out(claim: Claim, copy: _Copy) -> Finding | None:
    """A claim that states as fact what the sentence it rests on gives to a source."""
    words = _content(claim.text)
    if len(words) < _FEWEST_WORDS:
        return None
    shared = copy.shared(words)
    numbers = [number - 1 for number in claim.cites if 1 <= number <= len(copy.words)] or range(len(copy.words))
    best = max(numbers, key=lambda number: (shared[number], -number))
    if shared[best] < _ALIGNED * copy.weight(words):
        return None
    left_open = (one for one in copy.scopes(best) if one.leaves_open)
    within = next((one for one in left_open if copy.weight(words & one.words) >= _WITHIN * shared[best]), None)
    if within is None:
        return None
    enough = _ALSO_FACT * shared[best]
    if any(weight >= enough and _states(words, number, copy, enough) for number, weight in enumerate(shared)):
        return None
    given = f"gives this to {_source(within.attribution, copy)}" if within.attribution else "has this as hearsay"
    return _finding(claim, "warning", f"The copy {given}; the brief states it as fact.", best, copy)


def _states(words: frozenset[str], number: int, copy: _Copy, enough: float) -> bool:
    """Whether a sentence says enough of some words, by weight, outside of what it gives to anybody."""
    given = (one.words for one in copy.scopes(number) if one.leaves_open)
    return copy.weight(words & copy.words[number].difference(*given)) >= enough


def _exchanged(claim: Claim, scope: _Scope, copy: _Copy) -> Finding | None:
    """A claim "X said that P" where the copy has "Y said that P", and X nowhere near it."""
    given = scope.attribution
    if given is None or given.kind != "name":
        return None
    words = scope.words - _content(given.speaker)
    if len(words) < _FEWEST_WORDS:
        return None
    shared = copy.shared(words)
    best = max(range(len(shared)), key=shared.__getitem__)
    if shared[best] < _SURELY_ALIGNED * copy.weight(words):
        return None
    claimed = _content(given.speaker)
    for number, sentence in enumerate(copy.words):
        speaks_near = abs(number - best) <= 1 and claimed & _speakers(number, copy)
        if speaks_near or (shared[number] >= _ALSO_SAID * shared[best] and claimed & sentence):
            return None
    for said in copy.scopes(best):
        if said.attribution is None or copy.weight(words & said.words) < _WITHIN * shared[best]:
            continue
        speaker, possible = speech.resolved(copy.told, said.attribution)
        if speaker and speech.is_other_person(copy.told, given.speaker, speaker, possible):
            return _finding(claim, "error", f"The copy gives this to {speaker}, not to {given.speaker}.", best, copy)
    return None


def _finding(claim: Claim, severity: Literal["error", "warning"], reason: str, number: int, copy: _Copy) -> Finding:
    start, end = copy.told.spans[number]
    evidence = Evidence(start=start, end=end, text=copy.told.text[start:end])
    span = (0, len(claim.text))
    return Finding(check="attribution", severity=severity, reason=reason, span=span, evidence=evidence)


@lru_cache(maxsize=8)
def _read(text: str, sentences: tuple[Sentence, ...]) -> _Copy:
    told = speech.record(text, sentences)
    words = tuple(_content(text[start:end]) for start, end in told.spans)
    places: dict[str, list[int]] = {}
    for number, sentence in enumerate(words):
        for word in sentence:
            places.setdefault(word, []).append(number)
    weights = {word: math.log(1 + len(words) / len(numbers)) for word, numbers in places.items()}
    return _Copy(told, words, places, weights, math.log(1 + len(words)))


def _content(text: str) -> frozenset[str]:
    """Words that carry meaning, in lower case and cut short, so that "resigned" meets "resigns"."""
    words = {word.lower() for word in _WORD.findall(text)} - _STOP
    return frozenset(word[:_STEM] for word in words if len(word) > 1 or word.isdigit())


def _scopes(told: speech.Record, number: int) -> Iterator[_Scope]:
    """What one sentence gives to whom: before the verb in "P, Varnholt said", behind it in "Varnholt said P"."""
    start, end = told.spans[number]
    found = told.attributed(number)
    for place, one in enumerate(found):
        before = told.text[found[place - 1].end if place else start : one.start]
        behind = told.text[one.end : found[place + 1].start if place + 1 < len(found) else end]
        closes = bool(_CLOSES.match(behind)) or len(_content(behind)) < _FEWEST_WORDS
        trails = len(_content(before)) >= _FEWEST_WORDS and (one.inverted or closes)
        yield _Scope(_content(before if trails else behind), one)
    for match in _HEARSAY.finditer(told.narrated, start, end):
        before = told.narrated[max(start, match.start() - _CLAUSE) : match.start()] if match["clause"] else ""
        before = _CLAUSE_END.split(before)[-1]
        behind = _CLAUSE_END.split(told.narrated[match.end() : min(end, match.end() + _CLAUSE)], maxsplit=1)[0]
        yield _Scope(_content(before + behind), None)


def _speakers(number: int, copy: _Copy) -> frozenset[str]:
    """Words of the names that a sentence gives something to; none where there is no such sentence."""
    if not 0 <= number < len(copy.words):
        return frozenset()
    names = (name for one in copy.told.attributed(number) for name in (one.speaker, *one.also))
    return _content(" ".join(names))


def _source(given: Attribution, copy: _Copy) -> str:
    """The source in words that fit a sentence."""
    name = speech.resolved(copy.told, given)[0]
    if name or given.kind == "pronoun":
        return name or "a source"
    words = given.speaker.split()
    if words[0].lower() in ("his", "her", "its", "their", "some"):
        words = words[1:]
    if not words:
        return "a source"
    lowered = " ".join([words[0].lower(), *words[1:]])
    return f"the {lowered}" if len(words) == 1 and (lowered.endswith("s") or lowered == "police") else lowered
