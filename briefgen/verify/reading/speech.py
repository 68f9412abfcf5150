"""Who said what in a text: its quoted passages, and the attributions in the words around them.

All is read off the surface. Where the words do not tell who spoke, nobody did: silence, not a guess.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from briefgen.story import Sentence
from briefgen.verify.reading import capitals
from briefgen.verify.reading.capitals import proper_names
from briefgen.verify.reading.marks import Quotation, narration, quotations, visible_before
from briefgen.verify.reading.speakers import Attribution, attributions

# How far behind a closing mark the verb of its "Varnholt said" stands at most.
_TAG_REACH = 120
# How many sentences a "he" reaches back.
_PRONOUN_REACH = 3
# How many attributions of one sentence on either side may mean the same words.
_BESIDE = 4


@dataclass(frozen=True)
class Record:
    """What a text says of who said what; build one with `record`.

    Attributes:
        text: the text itself; all offsets are offsets in it.
        spans: its sentences, half open.
        quoted: its quoted passages, in order; none overlaps another.
        loose: those whose one mark may be an apostrophe.
        narrated: the text with its quoted passages blanked.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[Quotation, ...]
    loose: tuple[Quotation, ...]
    narrated: str
    _known: dict[int, tuple[Attribution, ...]] = field(default_factory=dict, repr=False, compare=False)

    def attributed(self, number: int) -> tuple[Attribution, ...]:
        """The attributions of one sentence, in order; each sentence is read when first asked for."""
        if number not in self._known:
            start, end = self.spans[number]
            found = attributions(self.narrated[start:end])
            self._known[number] = tuple(replace(one, start=one.start + start, end=one.end + start) for one in found)
        return self._known[number]

    @cached_property
    def runs(self) -> tuple[capitals.Run, ...]:
        """Runs of capitalised words in the narration."""
        return tuple(capitals.runs(self.narrated, self.spans))

    @cached_property
    def names(self) -> frozenset[str]:
        """Words that the narration capitalises inside sentences, in lower case."""
        return capitals.inner_names(self.runs)

    @cached_property
    def people(self) -> frozenset[str]:
        """Last names of those it names by first and last name, and later by the last name alone, or with "Mr"."""
        return capitals.people(self.runs, self.narrated)


@lru_cache(maxsize=16)
def record(text: str, sentences: tuple[Sentence, ...] = ()) -> Record:
    """Read a text once; without sentences the whole of it is one."""
    spans = tuple((one.start, one.end) for one in sentences) or ((0, len(text)),)
    found = quotations(text)
    quoted = tuple(one for one in found if not one.loose)
    loose = tuple(one for one in found if one.loose)
    return Record(text, spans, quoted, loose, narration(text, quoted))


def sentence_at(told: Record, offset: int) -> int:
    """The index of the sentence that an offset stands in, or of the last one before it."""
    return max(0, bisect_right(told.spans, (offset, len(told.text) + 1)) - 1)


def attribution_of(told: Record, start: int, end: int) -> Attribution | None:
    """The attribution, in the same sentence, of the quoted passage that covers an offset range; None if unsure."""
    start, end = _quotation_around(told, start, end)
    opening = told.attributed(sentence_at(told, start))
    closing = told.attributed(sentence_at(told, max(start, end - 1)))
    first = bisect_right(opening, start, key=lambda one: one.end)
    last = bisect_left(closing, end, key=lambda one: one.start)
    before = opening[first - 1] if first else None
    after = closing[last] if last < len(closing) else None
    tag = visible_before(told.text, end - 1) in ",?!" or told.text[end : end + 2].lstrip()[:1] == ","
    if after and tag and after.start - end <= _TAG_REACH and "\0" not in told.narrated[end : after.start]:
        return after
    if before and after and after.verb == "according to":
        return None
    return before or after


def _quotation_around(told: Record, start: int, end: int) -> tuple[int, int]:
    """The offsets, marks included, of the quoted passage around a range; the range itself where there is none."""
    place = bisect_right(told.quoted, start, key=lambda one: one.start) - 1
    if place >= 0 and end <= told.quoted[place].end:
        return told.quoted[place].start, told.quoted[place].end
    return start, end


def speaker_of(told: Record, start: int, end: int) -> tuple[str | None, frozenset[str]]:
    """Who a text says spoke a passage: the name, and every word that may stand for the speaker, in lower case.

    The name is None where the text does not tell, or names no person or body.
    """
    found = attribution_of(told, start, end)
    if found is not None:
        return resolved(told, found)
    # Nothing in its own sentence: who spoke last in the paragraph goes on speaking.
    start, end = _quotation_around(told, start, end)
    first = sentence_at(told, start)
    since = max(0, first - _PRONOUN_REACH)
    since = max(since, sentence_at(told, told.text.rfind("\n\n", 0, max(0, told.spans[first][0] - 2)) + 2))
    return _last_speaker(told, since, start, sentence_at(told, end) + 1)


def resolved(told: Record, found: Attribution) -> tuple[str | None, frozenset[str]]:
    """The name that an attribution of the text stands for, and every word that may stand for it, in lower case.

    A "she" is the last speaker before it, and everybody named near it may be meant. The name is None where there is
    none, or the text does not tell.
    """
    number = sentence_at(told, found.start)
    if found.kind == "name":
        place = bisect_left(told.attributed(number), found.start, key=lambda one: one.start)
        near = told.attributed(number)[max(0, place - _BESIDE) : place + _BESIDE + 1]
        beside = (one.speaker for one in near)
        name = found.speaker if _words(found.speaker) & told.names else None
        return name, _words(found.speaker, *found.also, *beside)
    if found.speaker not in ("he", "she"):
        return None, frozenset()
    return _last_speaker(told, max(0, number - _PRONOUN_REACH), found.start, number)


def _last_speaker(told: Record, since: int, before: int, until: int) -> tuple[str | None, frozenset[str]]:
    """The last speaker by name from a sentence on and before an offset; who is named up to a sentence may be meant."""
    until = min(until, len(told.spans) - 1)
    possible = _words(*proper_names(told.narrated[told.spans[since][0] : told.spans[until][1]]))
    for number in range(sentence_at(told, before), since - 1, -1):
        for one in reversed(told.attributed(number)):
            if one.end > before or one.kind == "pronoun":
                continue
            is_name = one.kind == "name" and _words(one.speaker) & told.names
            return (one.speaker if is_name else None), possible
    return None, possible


def is_other_person(told: Record, claimed: str, speaker: str, possible: frozenset[str]) -> bool:
    """Whether a name surely stands for a person other than the speaker, as far as the copy tells them apart.

    `told` is the record of the copy; `possible` are words that may also stand for the speaker. The name must be that of
    a person in the copy. Who belongs to the other ("Ortiz's lawyer, Varnholt") is not told apart from it, nor is a
    person from a body that one sentence names together with it: a body speaks through people.
    """
    ours, theirs = _last_name(claimed), _last_name(speaker)
    if _words(claimed) & (possible | _words(speaker)) or ours not in told.people:
        return False
    one, other = re.escape(ours), re.escape(theirs)
    if theirs not in told.people:
        together = rf"\b{one}\b[^.]{{0,200}}\b{other}\b|\b{other}\b[^.]{{0,200}}\b{one}\b"
        return not re.search(together, told.narrated, re.IGNORECASE)
    owners = "|".join(
        rf"\b{owner}\s?['’]s?\s(?:[\w’'-]+[\s,]+){{0,5}}{owned}\b"
        rf"|\b{owned}\s?,[^.,;]{{0,60}}\b(?:for|of|to)\s(?:[\w’'-]+\s){{0,2}}{owner}\b"
        for owner, owned in ((one, other), (other, one))
    )
    return not re.search(owners, told.narrated, re.IGNORECASE)


def _words(*names: str) -> frozenset[str]:
    return frozenset(word.lower().rstrip(".") for name in names for word in name.split())


def _last_name(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].lower()
