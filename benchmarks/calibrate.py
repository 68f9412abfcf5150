"""Fit the weights of `briefgen.verify.swaps` and print them: needs scikit-learn and the development data.

    python benchmarks/calibrate.py

Learns from the development half of the data, split by document: supported summaries with their own names and
numbers, and the same with one swapped by `corruptions`. The figures are cross-validated, document by document.
"""

import random
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence

from briefgen.story import Story, sentence_spans
from briefgen.verify import swaps
from briefgen.verify.match import Index, index, words
from corruptions import KINDS, Corruption
from grounding import DATA
from reading import Item
from scoring import load

FOLDS = 8
SWAPS_AN_ITEM = 4
RATES = (0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.1)

Reader = Callable[..., Iterator[swaps.Slot]]
# A text: the fold of its document, and for each slot its features and whether it is the swapped one.
Example = tuple[int, list[tuple[tuple[float, ...], bool]]]


def slots(text: str, copy: Index, read: Reader, span: tuple[int, int] = (0, 0)) -> list[tuple[tuple[float, ...], bool]]:
    """Features of every slot of a text, and whether it lies in the span."""
    found = []
    for start, end in sentence_spans(text):
        for slot in read(words(text[start:end]), copy):
            first, last = slot.mention.words[0].start + start, slot.mention.words[-1].end + start
            found.append((slot.features, first < span[1] and last > span[0]))
    return found


def examples(items: Sequence[Item], kind: str, read: Reader) -> tuple[list[Example], list[Example]]:
    """Clean texts and texts with one swap."""
    clean, swapped = [], []
    for item in items:
        fold = zlib.crc32(item.doc.encode()) % FOLDS
        copy = index(Story.from_text(item.doc))
        clean.append((fold, slots(item.summary, copy, read)))
        chance = random.Random(item.id)  # noqa: S311  the same choice at every run
        changes = list(KINDS[kind](item, chance))
        chance.shuffle(changes)
        for change in changes[:SWAPS_AN_ITEM]:
            one = Corruption(kind, *change)
            swapped.append((fold, slots(one.text, copy, read, (one.start, one.start + len(one.added)))))
    return clean, swapped


def fit(clean: Sequence[Example], swapped: Sequence[Example]) -> tuple[float, ...]:
    """Weights and constant of a logistic regression over slots, both classes given equal weight."""
    from sklearn.linear_model import LogisticRegression

    rows = [(features, False) for _, found in clean for features, _ in found]
    rows += [(features, True) for _, found in swapped for features, is_swap in found if is_swap]
    model = LogisticRegression(C=3.0, class_weight="balanced", max_iter=2000)
    model.fit([features for features, _ in rows], [label for _, label in rows])
    return (*(float(weight) for weight in model.coef_[0]), float(model.intercept_[0]))


def highest(found: Sequence[tuple[tuple[float, ...], bool]], weights: Sequence[float]) -> float:
    """The probability of a text's most suspect slot."""
    return max((swaps.probability(features, weights) for features, _ in found), default=0.0)


def main() -> int:
    """Print the weights and, cross-validated, the swaps caught at several shares of clean texts flagged."""
    if not DATA.exists():
        print(f"{DATA.name} is not there: nothing to calibrate on", file=sys.stderr)
        return 0
    items = [item for item in load(DATA, "development") if item.supported]
    for kind, read in (("name_swapped", swaps.name_slots), ("number_swapped", swaps.number_slots)):
        clean, swapped = examples(items, kind, read)
        scores: tuple[list[float], list[float]] = ([], [])
        for fold in range(FOLDS):
            weights = fit([one for one in clean if one[0] != fold], [one for one in swapped if one[0] != fold])
            for group, out in zip((clean, swapped), scores, strict=True):
                out += [highest(found, weights) for number, found in group if number == fold]
        false, true = sorted(scores[0], reverse=True), scores[1]
        print(f"\n{kind}: {len(clean)} clean, {len(swapped)} swapped")
        print("weights =", tuple(round(weight, 2) for weight in fit(clean, swapped)))
        for rate in RATES:
            threshold = false[int(rate * len(false))]
            caught = sum(score > threshold for score in true) / len(true)
            print(f"  clean flagged {rate:.0%}: threshold {threshold:.2f}, swaps caught {caught:.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
