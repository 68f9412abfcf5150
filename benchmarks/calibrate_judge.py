"""Calibrate a judge: score summaries that people judged, and show what each threshold would make of them.

    python benchmarks/calibrate_judge.py [--model local/qwen2.5-coder-1.5b] [--limit 25]

Over the development half of the data, `--limit` summaries a set; a summary's score is that of its lowest sentence. The
threshold with the best balanced accuracy, macro over the sets and together with the checks that need no model, goes to
`briefgen.verify.judge.THRESHOLDS`. The embedded model takes some ten seconds a summary on two cores.
"""

import argparse
import sys
from collections import defaultdict

import briefgen
from briefgen.providers import EMBEDDED
from briefgen.story import Story, sentence_spans
from briefgen.verify.claim import Claim
from grounding import DATA
from measures import table
from reading import Item
from scoring import load, share

THRESHOLDS = [round(0.3 + step * 0.025, 3) for step in range(17)]


def main() -> None:
    """Score, and print balanced accuracy by threshold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=EMBEDDED)
    parser.add_argument("--limit", type=int, default=25, metavar="N")
    options = parser.parse_args()
    if not DATA.is_file():
        print("the development data is not there: nothing to calibrate on")
        return
    found: dict[str, list[tuple[Item, float, bool]]] = defaultdict(list)
    with briefgen.make_judge(options.model) as judge:
        for item in load(DATA, "development", limit=options.limit):
            story = Story.from_text(item.doc)
            claims = [Claim(item.summary[start:end]) for start, end in sentence_spans(item.summary)]
            scores = [score for claim in claims if (score := judge.score(claim, story)) is not None]
            flagged = any(one.severity == "error" for one in briefgen.verify_text(item.summary, story))
            found[item.dataset].append((item, min(scores, default=1.0), flagged))
            print(f"\r{sum(map(len, found.values()))} scored", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    sets = sorted(found)
    rows = []
    for threshold in (0.0, *THRESHOLDS):
        accuracy = [_balanced(found[name], threshold) for name in sets]
        macro = sum(accuracy) / len(accuracy)
        rows.append(["none" if not threshold else f"{threshold:.3f}", *(f"{one:.1%}" for one in (*accuracy, macro))])
    print(table(["threshold", *(f"{name} ({len(found[name])})" for name in sets), "macro"], rows))


def _balanced(found: list[tuple[Item, float, bool]], threshold: float) -> float:
    flagged = [(item.supported, by_checks or score < threshold) for item, score, by_checks in found]
    wrong = [flag for supported, flag in flagged if not supported]
    right = [flag for supported, flag in flagged if supported]
    return (share(sum(wrong), len(wrong)) + 1 - share(sum(right), len(right))) / 2


if __name__ == "__main__":
    main()
