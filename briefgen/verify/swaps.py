"""Facts of the copy in another's place: a name or a number that stands in the story, but not with what is said of it.

A name or number fills a slot in the claim. Every place of the copy where one of its kind stands is held against the
words around the slot. Where the claim's own does worse than another, and the other features agree, the claim has
probably moved it. Each feature is 0 to about 1, weighed by a logistic regression; `benchmarks/calibrate.py` fits the
weights on summaries that readers found supported and on the same with one name or number swapped.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import Index, Line, Word, content, evidence, index, key, words
from briefgen.verify.names import Mention, mentions, names_of
from briefgen.verify.reading import lexicon

# Features in the order of `features`, then the constant.
NAME_WEIGHTS = (3.51, -0.16, 0.28, 1.26, -2.72, 4.36, 1.87, -0.7, 0.08)
NUMBER_WEIGHTS = (6.48, -0.03, -0.29, 1.84, -1.11, 2.89, -0.47, 0.62, -0.4)
# Of supported summaries, the share flagged is some 4 % for names and 2 % for numbers.
NAME_THRESHOLD = 0.89
NUMBER_THRESHOLD = 0.83
_NO_DOUBT = 0.95

# How many content words beside a slot are its neighbours, and how far off they may stand.
_NEIGHBOURS = 2
_REACH = 5
# A sentence with more names or numbers than this is a list: it has no words around them to go by.
_MOST = 30
_YEAR = key("year")
_PRONOUNS = frozenset("he she they it his her their its who".split())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name or a number stands in the copy; `is_pronoun` where it only stands for the name."""

    line: int
    start: int
    end: int
    keys: frozenset[str]
    is_pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A name or number of the claim, how likely it stands in another's place, and what the copy has there."""

    mention: Mention
    features: tuple[float, ...]
    rival: Place | None


def check(claim: Claim, story: Story) -> list[Finding]:
    """A name or a number that the copy has, but with something else, is an error in a reported claim.

    An analysis reasons in words of its own, so that its slots have little to be held against: there it is a warning,
    but for a number of which there is next to no doubt.
    """
    copy = index(story)
    sentence = words(claim.text)
    findings = []
    for kind, slots, weights, threshold in (
        ("names", name_slots(sentence, copy), NAME_WEIGHTS, NAME_THRESHOLD),
        ("numbers", number_slots(sentence, copy), NUMBER_WEIGHTS, NUMBER_THRESHOLD),
    ):
        for slot in slots:
            likely = probability(slot.features, weights)
            if slot.rival is None or likely < threshold:
                continue
            certain = claim.basis == "reported" or (kind == "numbers" and likely >= _NO_DOUBT)
            line = copy.lines[slot.rival.line]
            there = " ".join(word.text for word in line.words[slot.rival.start : slot.rival.end])
            findings.append(
                Finding(
                    check=kind,
                    severity="error" if certain else "warning",
                    reason=f"The copy has “{slot.mention.text}”, but not here: it has “{there}” with these words.",
                    span=(slot.mention.words[0].start, slot.mention.words[-1].end),
                    evidence=evidence(line),
                )
            )
    return findings


def probability(features: Sequence[float], weights: Sequence[float]) -> float:
    """The logistic function of the weighted features and the constant."""
    total = weights[-1] + sum(weight * value for weight, value in zip(weights, features, strict=False))
    return 1 / (1 + math.exp(-total))


def name_slots(sentence: Sequence[Word], copy: Index) -> Iterator[Slot]:
    """The slots of names in a sentence that the copy names at all."""
    found = list(mentions(sentence, names_of(copy)))
    if len(found) > _MOST:
        return
    places = name_places(copy)
    for mention in found:
        if _is_inhabitant(mention, sentence):
            continue
        others = [other.keys for other in found if other is not mention]
        own = [place for place in places if same_name(place.keys, mention.keys)]
        rivals = [
            place
            for place in places
            if not place.is_pronoun
            and not same_name(place.keys, mention.keys)
            and _is_located(sentence, mention.start) <= _is_located(copy.lines[place.line].words, place.start)
            and not any(same_name(place.keys, other) for other in others)
        ]
        if own:
            yield _slot(mention, sentence, copy, own, rivals)


def number_slots(sentence: Sequence[Word], copy: Index) -> Iterator[Slot]:
    """The slots of numbers in a sentence that the copy has at all."""
    if sum(word.is_number for word in sentence) > _MOST:
        return
    here = {word.key for word in sentence}
    for at, word in enumerate(sentence):
        # "One" more often stands for a noun than for a number.
        if not word.is_number or word.text.lower() == "one" or _is_age(sentence, at):
            continue
        mention = Mention(at, at + 1, (word,))
        places = number_places(copy)
        own = [place for place in places if word.key in place.keys]
        rivals = [place for place in places if not place.keys & here and _is_like(place, copy, sentence, at)]
        if own:
            yield _slot(mention, sentence, copy, own, rivals)


@lru_cache(maxsize=20_000)
def same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share a word, or the beginning of one: "Kessary" and "Kessarians", "Hibs" and "Hibernian"."""
    return any(a == b or (min(len(a), len(b)) > 2 and a[:3] == b[:3]) for a in one for b in other)  # noqa: PLR2004


def _slot(
    mention: Mention, sentence: Sequence[Word], copy: Index, own: Sequence[Place], rivals: Sequence[Place]
) -> Slot:
    around = _around(mention, sentence, copy)
    fits: dict[int, float] = {}
    lines: dict[int, dict[str, list[int]]] = {}
    for number, place in enumerate((*own, *rivals)):
        if place.line not in lines:
            lines[place.line] = _positions(copy.lines[place.line], around)
        fits[number] = _fit(place, lines[place.line], around)
    own_fit = max(fits[number] for number in range(len(own)))
    best = max(range(len(rivals)), key=lambda number: fits[len(own) + number], default=None)
    rival = None if best is None else rivals[best]
    rival_fit = 0.0 if best is None else fits[len(own) + best]

    rest = [word for at, word in enumerate(sentence) if not mention.start <= at < mention.end]
    wanted = frozenset(word.key for word in content(rest))
    total = copy.weight(wanted) or 1.0
    shares = [copy.weight(wanted & line.keys) / total for line in copy.lines]
    first = max(range(len(shares)), key=shares.__getitem__)
    own_lines = {place.line for place in own if not place.is_pronoun}
    follow = [0.9 * shares[line + step] for line in own_lines for step in (1, 2) if line + step < len(shares)]
    left, right = _neighbours(mention, sentence)
    beside = max((_shared_neighbours(place, copy, left, right) for place in rivals), default=0)
    local = [*left, *right]
    local_total = copy.weight(local) or 1.0
    difference = rival_fit - own_fit
    features = (
        difference,
        float(not own_lines.isdisjoint((first - 1, first - 2))),
        len(wanted) / 10,
        beside / max(1, len(local)),
        max([*follow, *(shares[line] for line in own_lines)]),
        max(0.0, difference) if rival is not None and len(rival.keys) == len(mention.keys) else 0.0,
        max(copy.weight([one for one in local if one in line.keys]) / local_total for line in copy.lines),
        math.log(1 + sum(not place.is_pronoun for place in own)),
    )
    return Slot(mention, features, rival)


def _around(mention: Mention, sentence: Sequence[Word], copy: Index) -> Mapping[str, tuple[float, bool]]:
    """What stands around a slot: the weight of each key, less with distance, and whether it stands before."""
    around: dict[str, tuple[float, bool]] = {}
    for at, word in enumerate(sentence):
        if mention.start <= at < mention.end or not word.is_content:
            continue
        distance = mention.start - at if at < mention.start else at - mention.end + 1
        weight = copy.weight([word.key]) * _decay(distance)
        if word.key not in around or around[word.key][0] < weight:
            around[word.key] = (weight, at < mention.start)
    return around


def _positions(line: Line, around: Iterable[str]) -> dict[str, list[int]]:
    """Where each of these keys stands in a line, in order."""
    positions: dict[str, list[int]] = {one: [] for one in around if one in line.keys}
    for at, word in enumerate(line.words):
        if word.key in positions:
            positions[word.key].append(at)
    return positions


def _fit(place: Place, line: Mapping[str, Sequence[int]], around: Mapping[str, tuple[float, bool]]) -> float:
    """How much of what stands around a slot stands around a place of the copy, 0 to 1; more on the same side."""
    total = 0.0
    for shared, positions in line.items():
        weight, before = around[shared]
        # The nearest on either side is the best there: a line may be a table of a thousand numbers.
        left, right = bisect_left(positions, place.start) - 1, bisect_left(positions, place.end)
        best = 0.0
        if left >= 0:
            best = math.sqrt(_decay(place.start - positions[left])) * (1 if before else 0.75)
        if right < len(positions):
            best = max(best, math.sqrt(_decay(positions[right] - place.end + 1)) * (0.75 if before else 1))
        total += weight * best
    return total / (sum(weight for weight, _ in around.values()) or 1.0)


def _decay(distance: int) -> float:
    return 1 / (1 + max(0, distance - 1) / 3)


def _neighbours(mention: Mention, sentence: Sequence[Word]) -> tuple[list[str], list[str]]:
    left = [word.key for word in content(sentence[max(0, mention.start - _REACH) : mention.start])][-_NEIGHBOURS:]
    right = [word.key for word in content(sentence[mention.end : mention.end + _REACH])][:_NEIGHBOURS]
    return left, right


def _shared_neighbours(place: Place, copy: Index, left: Iterable[str], right: Iterable[str]) -> int:
    line = copy.lines[place.line].words
    before = {word.key for word in line[max(0, place.start - _REACH) : place.start]}
    after = {word.key for word in line[place.end : place.end + _REACH]}
    return len(before.intersection(left)) + len(after.intersection(right))


@lru_cache(maxsize=16)
def name_places(copy: Index) -> tuple[Place, ...]:
    """Where the copy names somebody, and the first pronoun of a line before any name, for the names last said."""
    places: list[Place] = []
    last: tuple[Mention, ...] = ()
    for number, (line, found) in enumerate(zip(copy.lines, names_of(copy).mentions, strict=True)):
        pronoun = _first_pronoun(line)
        if pronoun is not None and not any(mention.start < pronoun for mention in found):
            places += [Place(number, pronoun, pronoun + 1, mention.keys, is_pronoun=True) for mention in last]
        places += [Place(number, mention.start, mention.end, mention.keys) for mention in found]
        last = found or last
    return tuple(places)


def _first_pronoun(line: Line) -> int | None:
    return next((at for at, word in enumerate(line.words) if word.text.lower() in _PRONOUNS), None)


@lru_cache(maxsize=16)
def number_places(copy: Index) -> tuple[Place, ...]:
    """Where the copy has a number; kept for the last copies asked for."""
    return tuple(
        Place(number, at, at + 1, frozenset([word.key]))
        for number, line in enumerate(copy.lines)
        for at, word in enumerate(line.words)
        if word.is_number
    )


def _is_like(place: Place, copy: Index, sentence: Sequence[Word], at: int) -> bool:
    """Whether two numbers could stand for one another: a year for a year, so many years for so many years."""
    line = copy.lines[place.line].words
    return _is_year(line[place.start].text) == _is_year(sentence[at].text) and _of_years(
        line, place.start
    ) == _of_years(sentence, at)


def _of_years(sentence: Sequence[Word], at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].key == _YEAR


def _is_age(sentence: Sequence[Word], at: int) -> bool:
    """Whether it stands for somebody not named here: "the 33-year-old", which no words around it could confirm."""
    return at > 0 and sentence[at - 1].text.lower() == "the" and _of_years(sentence, at)


def _is_inhabitant(mention: Mention, sentence: Sequence[Word]) -> bool:
    """Whether it only describes somebody by where they come from: "the Dutchman"."""
    return (
        len(mention.words) == 1
        and mention.start > 0
        and sentence[mention.start - 1].text.lower() == "the"
        and lexicon.place_kind(mention.text) is not None
    )


def _is_located(sentence: Sequence[Word], at: int) -> bool:
    return at > 0 and sentence[at - 1].text.lower() in ("in", "at", "near")


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("16", "17", "18", "19", "20")  # noqa: PLR2004
