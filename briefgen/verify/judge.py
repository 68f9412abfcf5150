"""The judge: a model that says how likely it is that the copy supports a claim. Which model, is left open.

Anything with a `threshold` and a `score` can judge. A cross-encoder for natural-language inference, for instance::

    from briefgen.verify.judge import passage
    from sentence_transformers import CrossEncoder

    class Entailment:
        threshold = 0.5

        def __init__(self):
            self.model = CrossEncoder("cross-encoder/nli-deberta-v3-base")

        def score(self, claim, story):
            premise = " ".join(sentence.text for sentence in passage(claim, story))
            contradiction, entailment, neutral = self.model.predict([(premise, claim.text)], apply_softmax=True)[0]
            return float(entailment)
"""

import math
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from briefgen.brief import Evidence, Finding
from briefgen.providers import EMBEDDED
from briefgen.story import Sentence, Story
from briefgen.verify.claim import Claim
from briefgen.verify.style import words

# Scores of models differ in what they mean, so each has its own threshold, by provider/model: the one with the best
# balanced accuracy, macro over six sets of judged summaries, as `benchmarks/calibrate_judge.py` finds it. On 183 of the
# development half that was 66.6 % by the checks alone and some 75 % with the embedded model at 0.525 to 0.575.
THRESHOLDS: Mapping[str, float] = MappingProxyType({EMBEDDED: 0.54})
# Of a model nobody has calibrated, and right for one that answers with yes or no alone.
_EVEN = 0.5

# How many sentences a claim without cites is taken to rest on, at most.
_BEST = 3


class Judge(Protocol):
    """What can judge claims."""

    @property
    def threshold(self) -> float:
        """Below it a claim counts as unsupported; 0 to 1."""

    def score(self, claim: Claim, story: Story) -> float | None:
        """How likely it is that the story supports the claim, 0 to 1; None when this judge cannot say.

        Raises:
            ModelError: no answer can be had.
        """


def threshold_of(model: str) -> float:
    """The threshold of a model asked by the prompt for judges; `model` is `provider/model`."""
    return THRESHOLDS.get(model, _EVEN)


def check(claim: Claim, score: float | None, threshold: float, story: Story) -> list[Finding]:
    """What a judge's score on a claim means: nothing at or above the threshold.

    Below it a report is an error; an analysis is warned of, because it may say more than the copy does. Without a score
    nobody knows, and that is a warning.
    """
    if score is None:
        return [Finding(check="judge", severity="warning", reason="The model that judged could not say.")]
    if score >= threshold:
        return []
    return [
        Finding(
            check="judge",
            severity="error" if claim.basis == "reported" else "warning",
            reason=f"The model that judged finds no support for this in the copy ({score:.2f} of 1).",
            evidence=_nearest(claim, story),
        )
    ]


def passage(claim: Claim, story: Story) -> tuple[Sentence, ...]:
    """The sentences a claim rests on and the neighbours of each, in order, each once.

    Without cites of sentences that exist, it rests on those that share most with it, three at most; where none shares
    anything, on the first.
    """
    last = len(story.sentences)
    cited = {number for number in claim.cites if 1 <= number <= last}
    if not cited:
        shares = _shares(claim, story.sentences)
        best = sorted(shares, key=lambda number: (-shares[number], number))[:_BEST]
        cited = {number for number in best if shares[number]} or {1}
    around = {number + step for number in cited for step in (-1, 0, 1)}
    return tuple(story.sentence(number) for number in sorted(around) if 1 <= number <= last)


def _nearest(claim: Claim, story: Story) -> Evidence | None:
    """The one sentence of the passage that shares most with the claim; None where none shares anything."""
    shares = _shares(claim, passage(claim, story))
    number = max(shares, key=lambda number: shares[number])
    one = story.sentence(number)
    return Evidence(start=one.start, end=one.end, text=one.text) if shares[number] else None


def _shares(claim: Claim, sentences: tuple[Sentence, ...]) -> dict[int, float]:
    """What each sentence, by number, shares with a claim: the sum of the words in both, rare ones weighing more."""
    wanted = set(words(claim.text))
    found = {one.number: wanted.intersection(words(one.text)) for one in sentences}
    frequency = Counter(word for shared in found.values() for word in shared)
    weight = {word: math.log1p(len(sentences) / count) for word, count in frequency.items()}
    return {number: sum(weight[word] for word in sorted(shared)) for number, shared in found.items()}
