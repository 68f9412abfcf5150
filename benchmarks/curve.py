"""What stricter and looser thresholds of `swaps` would give: faults found against true summaries flagged.

    python benchmarks/curve.py [--half development]

`swaps` is the check that guesses: it says how likely a name or number stands in another's place, and reports it from a
threshold on. The other checks say yes or no. Each line sets the threshold of one kind; the last of it is without.
"""

import argparse
from collections.abc import Sequence

from briefgen.verify import swaps
from grounding import DATA, checker
from measures import table
from reading import Item
from scoring import evaluate, evaluate_corruptions, load, macro, share

LINES = {
    "NAME_THRESHOLD": (0.6, 0.7, 0.8, 0.85, 0.89, 0.93, 0.97, 1.0),
    "NUMBER_THRESHOLD": (0.6, 0.7, 0.8, 0.83, 0.9, 0.95, 1.0),
}
KINDS = ("clean", "name_swapped", "number_swapped")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each threshold and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", default="development", choices=("development", "blind", "all"))
    options = parser.parse_args(arguments)
    if not DATA.is_file():
        print(f"There is no {DATA}: nothing measured.")
        return
    items = load(DATA, options.half)
    heads = ["kind", "threshold", "macro balanced", "clean flagged", "name swap caught", "number swap caught"]
    rows = []
    for name, values in LINES.items():
        ours = getattr(swaps, name)
        for value in values:
            setattr(swaps, name, value)
            rows.append([name.partition("_")[0].lower(), f"{value:g}{' *' if value == ours else ''}", *_figures(items)])
        setattr(swaps, name, ours)
    print(table(heads, rows))
    print("\n* the one that briefgen has")


def _figures(items: Sequence[Item]) -> list[str]:
    check = checker(parse_once=True)
    found = evaluate_corruptions([item for item in items if item.supported], check, KINDS)
    by_kind = {one.kind: share(one.flagged, one.n) for one in found}
    return [f"{one:.1%}" for one in (macro(evaluate(items, check)), *(by_kind[kind] for kind in KINDS))]


if __name__ == "__main__":
    main()
