"""Roles: who does something to whom. "The owner owes the club" does not follow from "the club owes the owner".

Two looks at one idea. The word before a verb in the claim is looked for around the same verb in the copy; where it
stands only after it, the claim has turned the sentence round (a passive turns it back, and is left alone). And for two
names or numbers of one sentence, what stands beside each is held against what the copy has beside either; where each
fits the other's place better, they were exchanged.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import TypeAlias

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import Index, Line, Word, about_the_same, evidence, index, lemma, words
from briefgen.verify.names import Mention, mentions, names_of
from briefgen.verify.swaps import Place, name_places, number_places, same_name

_SAME = 0.4
_NEAREST = 3
# How far before a verb its subject may stand in the claim; how far around it either may stand in the copy.
_SUBJECT = 3
# What may stand between a verb and its object; a verb with another word after it has none: "talks ended on Monday".
_BEFORE_OBJECT = frozenset("the a an its his her their this that these those all both each every no".split())
_PREPOSITIONS = frozenset("in of at on near from for to with by over under between among".split())
_BEFORE = 12
_AFTER = 8
_BE = frozenset("is are was were be been being get gets got".split())
# "..., said Ortiz": these are turned round without turning anything round.
_SPEAK = frozenset("say tell add ask warn insist announce write reply argue explain".split())
_AUXILIARIES = frozenset(
    "will would shall should can could may might must has have had do does did to also not".split()
)


# By how much weight two names must fit each other's places better. No supported summary of the development half passes.
_EXCHANGED = 2.5
_BESIDE = 4
# A sentence with more names or numbers is a list, a copy with more of them a table.
_MOST = 15
_MOST_PLACES = 500


def check(claim: Claim, story: Story) -> list[Finding]:
    """A verb turned round is an error, and so are numbers exchanged; names too, but in an analysis a warning."""
    return _verbs_turned(claim, story) or _exchanged(claim, story)


def _verbs_turned(claim: Claim, story: Story) -> list[Finding]:
    sentence = words(claim.text)
    lines = about_the_same(sentence, index(story), _NEAREST, _SAME)
    if not lines:
        return []
    for at, verb in enumerate(sentence):
        subject = _subject(sentence, at)
        if subject is None or _is_passive(sentence, at) or not _has_object(sentence, at):
            continue
        line = _turned_round(subject, verb, lines)
        if line is not None:
            return [
                Finding(
                    check="roles",
                    severity="error",
                    reason=f"The copy has “{subject.text}” after “{verb.text}”, not before it: who did it to whom?",
                    span=(subject.start, verb.end),
                    evidence=evidence(line),
                )
            ]
    return []


def _subject(sentence: Sequence[Word], at: int) -> Word | None:
    """The word that a verb at this place would have for its subject; None where no verb can be."""
    if not _may_be_verb(sentence[at]):
        return None
    for before in reversed(range(max(0, at - _SUBJECT), at)):
        word = sentence[before]
        if word.text.lower() in _AUXILIARIES:
            continue
        # "The mill in Ostrel": the place did nothing.
        placed = before > 0 and sentence[before - 1].text.lower() in _PREPOSITIONS
        return word if word.is_content and not word.is_number and not placed else None
    return None


def _has_object(sentence: Sequence[Word], at: int) -> bool:
    """Whether a verb acts on something: closed up to it stands a noun, or what may come before one."""
    if at + 1 >= len(sentence) or sentence[at + 1].start - sentence[at].end > 1:
        return False
    after = sentence[at + 1]
    return after.is_content or after.text.lower() in _BEFORE_OBJECT


def _may_be_verb(word: Word) -> bool:
    base = lemma(word.text)
    inflected = word.text.islower() and base != word.text and not word.text.endswith("ing")
    return inflected and word.is_content and not word.is_number and base not in _SPEAK


def _is_passive(sentence: Sequence[Word], at: int) -> bool:
    around = (*sentence[max(0, at - 3) : at], *sentence[at + 1 : at + 2])
    return any(word.text.lower() in _BE or word.text.lower() == "by" for word in around)


def _turned_round(subject: Word, verb: Word, lines: Iterable[Line]) -> Line | None:
    """The line in which the subject only follows the verb; None where any line has it before."""
    found = None
    for line in lines:
        for at, word in enumerate(line.words):
            if word.key != verb.key:
                continue
            before = {one.key for one in line.words[max(0, at - _BEFORE) : at]}
            after = {one.key for one in line.words[at + 1 : at + 1 + _AFTER]}
            if subject.key in before or _is_passive(line.words, at) or not _may_be_verb(word):
                return None
            if subject.key in after:
                found = line
    return found


def _exchanged(claim: Claim, story: Story) -> list[Finding]:
    sentence, copy = words(claim.text), index(story)
    named = [place for place in name_places(copy) if not place.is_pronoun]
    counted = [Mention(at, at + 1, (word,)) for at, word in enumerate(sentence) if word.is_number]
    for sought, places in ((mentions(sentence, names_of(copy)), named), (counted, number_places(copy))):
        mentioned = list(islice(sought, _MOST + 1))
        if len(mentioned) > _MOST or len(places) > _MOST_PLACES:
            continue
        found = [
            (one, [place for place in places if place.keys & one.keys], _beside(sentence, one.start, one.end))
            for one in mentioned
        ]
        for (one, ones, around), (other, others, around_other) in combinations(found, 2):
            turned = any(word.text.lower() == "by" for word in sentence[one.end : other.start])
            if not ones or not others or turned or same_name(one.keys, other.keys):
                continue
            both = one.keys | other.keys
            here = {key: distance for key, distance in around.items() if key[0] not in both}
            there = {key: distance for key, distance in around_other.items() if key[0] not in both}
            as_said = _fit(ones, here, copy) + _fit(others, there, copy)
            if _fit(ones, there, copy) + _fit(others, here, copy) - as_said <= _EXCHANGED:
                continue
            return [
                Finding(
                    check="roles",
                    severity="error" if claim.basis == "reported" or places is not named else "warning",
                    reason=f"“{one.text}” and “{other.text}” changed places: the copy has each with the other's words.",
                    span=(one.words[0].start, other.words[-1].end),
                    evidence=evidence(_best(ones, there, copy)),
                )
            ]
    return []


# By key and side (-1 before, 1 after), how far off a word stands.
Beside: TypeAlias = dict[tuple[str, int], int]


def _beside(sentence: Sequence[Word], start: int, end: int) -> Beside:
    beside: Beside = {}
    for side in (-1, 1):
        at = start if side < 0 else end - 1
        for distance in range(1, _BESIDE + 1):
            at += side
            # What a comma parts belongs to another: "Ortiz, a pilot for Orvane, has left".
            if not 0 <= at < len(sentence) or _are_parted(sentence, min(at, at - side)):
                break
            if sentence[at].is_content and not sentence[at].is_number:
                beside.setdefault((sentence[at].key, side), distance)
    return beside


def _are_parted(sentence: Sequence[Word], at: int) -> bool:
    return sentence[at + 1].start - sentence[at].end > 1


@lru_cache(maxsize=4096)
def _beside_place(place: Place, copy: Index) -> Beside:
    return _beside(copy.lines[place.line].words, place.start, place.end)


def _fit(places: Iterable[Place], wanted: Beside, copy: Index) -> float:
    return max((_shared(place, wanted, copy) for place in places), default=0.0)


def _best(places: Sequence[Place], wanted: Beside, copy: Index) -> Line:
    return copy.lines[max(places, key=lambda place: _shared(place, wanted, copy)).line]


def _shared(place: Place, wanted: Beside, copy: Index) -> float:
    """The weight of what stands beside a place on the side where it is wanted, less where the distances differ."""
    beside = _beside_place(place, copy)
    return sum(
        copy.weight([key[0]]) / (1 + 0.15 * abs(distance - beside[key]))
        for key, distance in wanted.items()
        if key in beside
    )
