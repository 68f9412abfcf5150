"""Negation and modality: a claim says yes where the copy says yes, and no more surely than the copy.

The claim is held against the lines of the copy that share most with it. A "not" that none of them has, one of theirs
that the claim has dropped, a "may" that became a "will": each is an error in a reported claim. Words that deny by
themselves ("refused", "unlikely", "without") count as negation on either side, so that "did not agree" and "refused"
do not contradict each other.
"""

import re
from collections.abc import Iterator, Sequence

from briefgen.brief import Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.match import Index, Line, Word, about_the_same, evidence, index, is_english, lemma, words
from briefgen.verify.reading.lexicon import alike

_NOT = frozenset("not never cannot neither nor nobody none nothing no without hardly barely".split())
# What says no by its meaning, in base forms; an affirmative paraphrase of a negated sentence has one of these.
_DENIES = frozenset(
    """fail refuse reject deny decline lack miss avoid prevent stop block ban bar forbid prohibit oppose dispute
    contradict dismiss withhold cancel abandon lose absent absence failure refusal rejection denial lacking except
    unless instead unable impossible incomplete insufficient illegal invalid inability dismissal exclude reluctant
    doubt doubtful halt scrap suspend veto overturn quash ineligible exempt omit neglect ignore abstain resist
    inadequate incapable indifferent inconclusive immune improbable irregular disagree disapprove dislike
    disqualify discontinue disprove few little only rather yet""".split()
)
_HEDGES = frozenset(
    """may might could would can should if unless perhaps possibly probably likely potentially reportedly allegedly
    expect plan hope aim intend want seek propose consider threaten offer promise vow pledge try attempt
    suggest believe think appear seem suspect allege claim urge ask demand risk chance possible potential
    expected planned proposed set due""".split()
)
# These hedge what they govern; of the others, only what they reach by "to": to hope for guidance hedges no guidance.
_MODALS = frozenset(
    """may might could would can should if unless perhaps possibly probably likely potentially reportedly allegedly
    possible potential expected planned proposed""".split()
)
_SURE = frozenset("will is are was were has have had do does did".split())
_UN = re.compile(r"(?:un|non)(?P<rest>[a-z]{4,})")

# A line is about the same as the claim, for this purpose, from this share of the claim's weight on.
_SAME = 0.35
_NEAREST = 4
# Words between a "not" or a "may" and the word it governs, and either side of a word in which a denial of it stands.
_SCOPE = 4
_REACH = 6


def check(claim: Claim, story: Story) -> list[Finding]:
    """Negations put in or left out, and possibilities told as facts, as against the nearest lines of the copy."""
    sentence = words(claim.text)
    copy = index(story)
    lines = about_the_same(sentence, copy, _NEAREST, _SAME)
    if not lines or claim.basis != "reported":
        return []
    return [*_negations(sentence, lines, copy), *_possibilities(sentence, lines[0])]


def _negations(sentence: Sequence[Word], lines: Sequence[Line], copy: Index) -> Iterator[Finding]:
    for at in _cues(sentence):
        governed = _governed(sentence, at)
        contradicts = _contradicting(governed, lines)
        if contradicts and not _is_negated(governed, copy):
            yield Finding(
                check="negation",
                severity="error",
                reason=f"The copy says this without “{_cue(sentence, at)}”.",
                span=(sentence[at].start, sentence[at].end),
                evidence=evidence(contradicts),
            )
            return
    if any(_denies(sentence, at) for at in range(len(sentence))):
        return
    keys = {word.key for word in sentence}
    for at in _cues(lines[0].words):
        governed = _governed(lines[0].words, at)
        # What hardly happens does happen.
        if governed and governed.key in keys and lines[0].words[at].text.lower() not in ("hardly", "barely"):
            cue = _cue(lines[0].words, at)
            yield Finding(
                check="negation",
                severity="error",
                reason=f"The copy says “{cue} {governed.text}”; the sentence leaves the “{cue}” out.",
                evidence=evidence(lines[0]),
            )
            return


def _is_negated(governed: Word | None, copy: Index) -> bool:
    """Whether the copy negates the same word anywhere: "no one was killed" may join a sentence about something else."""
    if governed is None:
        return False
    return any(
        negated is not None and negated.key == governed.key
        for line in copy.lines
        if governed.key in line.keys
        for negated in (_governed(line.words, at) for at in _cues(line.words))
    )


def _contradicting(governed: Word | None, lines: Sequence[Line]) -> Line | None:
    """The line that says without negation what the claim negates; None when any of them may agree with it."""
    having: list[Line] = []
    for line in lines:
        for at, word in enumerate(line.words):
            if governed and _is_same(word, governed):
                around = range(max(0, at - _REACH), min(len(line.words), at + _SCOPE))
                if any(_is_denying_subject(line.words, before) for before in range(at)):
                    return None
                # "Damaged it without cutting its power": what was done without says nothing of what was done.
                if any(
                    _denies(line.words, near) and not (near > at and line.words[near].text.lower() == "without")
                    for near in around
                ):
                    return None
                having.append(line)
    if having:
        return having[0]
    said_no = any(_denies(line.words, at) for line in lines[:2] for at in range(len(line.words)))
    return None if said_no else lines[0]


def _is_same(word: Word, other: Word) -> bool:
    return word.key == other.key or alike(lemma(word.text), lemma(other.text))


def _possibilities(sentence: Sequence[Word], line: Line) -> Iterator[Finding]:
    if any(_is_hedge(word) for word in sentence):
        return
    positions = {word.key: at for at, word in enumerate(sentence)}
    for at, word in enumerate(line.words):
        if not _is_hedge(word):
            continue
        governed = _governed(line.words, at)
        reaches = word.text.lower() in _MODALS or any(one.text.lower() == "to" for one in line.words[at + 1 : at + 3])
        if governed is None or governed.key not in positions or not reaches:
            continue
        here = positions[governed.key]
        before = [other.text.lower() for other in sentence[max(0, here - 3) : here]]
        if _SURE.intersection(before):
            yield Finding(
                check="modality",
                severity="error",
                reason=f"The copy says “{word.text} {governed.text}”; the sentence tells it as certain.",
                span=(sentence[here].start, sentence[here].end),
                evidence=evidence(line),
            )
            return


def _cues(sentence: Sequence[Word]) -> Iterator[int]:
    """Where a sentence says "not" in so many words; "not only" denies nothing."""
    for at, word in enumerate(sentence):
        lower = word.text.lower()
        after = sentence[at + 1].text.lower() if at + 1 < len(sentence) else ""
        contracted = lower == "t" and at > 0 and sentence[at - 1].text.lower().endswith("n")
        if (lower in _NOT and after not in ("only", "just", "least")) or contracted:
            yield at


def _cue(sentence: Sequence[Word], at: int) -> str:
    return "not" if sentence[at].text.lower() == "t" else sentence[at].text.lower()


def _denies(sentence: Sequence[Word], at: int) -> bool:
    """Whether the word there says no, in so many words or by its meaning."""
    lower = sentence[at].text.lower()
    prefixed = _UN.fullmatch(lower)
    if lower == "t":
        return at > 0 and sentence[at - 1].text.lower().endswith("n")
    ruled_out = sentence[at + 1 : at + 2] and lemma(lower) == "rule" and sentence[at + 1].text.lower() == "out"
    return lower in _NOT or lemma(lower) in _DENIES or bool(ruled_out or (prefixed and is_english(prefixed["rest"])))


def _is_denying_subject(sentence: Sequence[Word], at: int) -> bool:
    """Whether it denies whatever comes after it: "Nobody of the 212 people aboard the ferry was hurt"."""
    lower = sentence[at].text.lower()
    no_one = lower == "no" and sentence[at + 1 : at + 2] and sentence[at + 1].text.lower() == "one"
    return lower in ("nobody", "none", "nothing", "neither") or bool(no_one)


def _governed(sentence: Sequence[Word], at: int) -> Word | None:
    """The first word with a meaning of its own after a "not" or a "may", within its scope."""
    return next((word for word in sentence[at + 1 : at + 1 + _SCOPE] if word.is_content), None)


def _is_hedge(word: Word) -> bool:
    return word.text.lower() in _HEDGES or lemma(word.text) in _HEDGES
