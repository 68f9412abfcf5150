"""How well `verify_text` tells supported text from unsupported, beside a naive checker in the same run.

    python benchmarks/grounding.py [--data FILE] [--half development] [--set NAME] [--errors FILE] [--by-check]

Two parts. Summaries that people judged: one is flagged when it has a finding of severity “error”, and what they found
unsupported is the positive class. Then supported summaries with one fact changed (`corruptions.py`), to which the lead
sentences of the examples always belong.
"""

import argparse
import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import briefgen
from briefgen import Finding, Story, read_story
from briefgen.cassette import slug
from corruptions import CONTROLS
from measures import EXAMPLES, ROOT, table
from reading import Item
from scoring import (
    Caught,
    Check,
    Outcome,
    Trial,
    caught,
    errors,
    evaluate,
    evaluate_corruptions,
    load,
    macro,
    naive,
    rows,
    run,
    share,
    try_corruptions,
)

__all__ = ["checker", "evaluate", "evaluate_corruptions", "example_items", "load", "naive"]

DATA = ROOT.parent / "shared" / "data" / "grounding" / "dev.jsonl"
LEADS = 3  # sentences of each example that serve as true summaries


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    items: list[Item] = []
    written: list[str] = []
    print("Summaries that people judged; positive is what is not supported.\n")
    if options.data.is_file():
        items = load(options.data, options.half, options.set, options.limit)
        outcomes = run(items, checker(options.judge))
        print(items_report(outcomes, run(items, naive)))
        if options.by_check:
            print(f"\n{by_check_report(outcomes)}")
        written.append(mistakes(outcomes))
    else:
        print(f"There is no {options.data}: nothing measured.")
    if not options.items_only:
        if not options.set or "examples" in options.set:
            items += example_items()[: options.limit]
        trials = try_corruptions(items, checker(options.judge, parse_once=True))
        print("\nSupported summaries with one fact changed; a new error is one that the unchanged text has not.\n")
        print(corruptions_report(trials, try_corruptions(items, naive)))
        written.append(missed_corruptions(trials))
    if options.errors:
        options.errors.write_text("\n".join(written), encoding="utf-8")


def checker(judge: str | None = None, *, parse_once: bool = False) -> Check:
    """`verify_text`, asking a judge too where a model is named; parsing once is quicker, but no time to report."""
    interface: Any = briefgen
    extra = {"judge": interface.make_judge(judge)} if judge else {}
    source: Callable[[str], Story | str] = lru_cache(maxsize=None)(Story.from_text) if parse_once else str

    def check(summary: str, doc: str) -> list[Finding]:
        findings: list[Finding] = interface.verify_text(summary, source(doc), **extra)
        return findings

    return check


def example_items() -> list[Item]:
    """The lead sentences of the examples' stories, each a true summary of its story."""
    stories = [(slug(path), read_story(path)) for path in EXAMPLES]
    return [
        Item("examples", f"{name}-{sentence.number}", story.text, sentence.text, supported=True)
        for name, story in stories
        for sentence in story.sentences[:LEADS]
    ]


def items_report(outcomes: Sequence[Outcome], floor: Sequence[Outcome]) -> str:
    """A line a set, and the mean; `floor` is what the naive checker made of the same items."""
    heads = ["set", "n", "balanced", "precision", "recall", "false alarms", "quotes apart", "ms"]
    heads += ["naive balanced", "naive false alarms", "naive ms"]
    measured, naives = rows(outcomes), rows(floor)
    cells = []
    for one, low in zip(measured, naives, strict=True):
        shares = _percents(one.balanced, one.precision, one.recall, one.false_alarms, one.precision_without_quotes)
        low_shares = _percents(low.balanced, low.false_alarms)
        cells.append([one.name, str(one.n), *shares, f"{one.milliseconds:.1f}", *low_shares, f"{low.milliseconds:.2f}"])
    mean, low_mean = _percents(macro(measured), macro(naives))
    told = f"macro balanced accuracy {mean}, naive {low_mean}; quotes apart: precision without findings on quotes"
    return f"{table(heads, cells)}\n\n{told}"


def by_check_report(outcomes: Iterable[Outcome]) -> str:
    """In how many supported and unsupported items each check has a finding."""
    fired: Counter[tuple[str, str, bool]] = Counter()
    for outcome in outcomes:
        fired.update({(one.check, one.severity, outcome.item.supported) for one in outcome.findings})
    cells = [
        [check, severity, str(fired[check, severity, True]), str(fired[check, severity, False])]
        for check, severity in sorted({(check, severity) for check, severity, _ in fired})
    ]
    return table(["check", "severity", "on supported", "on unsupported"], cells)


def corruptions_report(trials: Sequence[Trial], floor: Sequence[Trial]) -> str:
    """What is caught of each kind; of the controls, what is flagged by mistake; of clean text, that for each set."""
    pairs = list(zip(caught(trials), caught(floor), strict=True))
    changed = [[one.kind, str(one.n), *_shares(one), *_shares(low)] for one, low in pairs if one.kind not in CONTROLS]
    clean = defaultdict(list)
    for trial in trials:
        if trial.corruption.kind == "clean":
            clean[f"clean {trial.item.dataset}"].append(trial)
    controls = [[one.kind, str(one.n), _shares(one)[0], _shares(low)[0]] for one, low in pairs if one.kind in CONTROLS]
    controls += [
        [name, str(len(of_set)), *_percents(share(sum(one.flagged for one in of_set), len(of_set))), ""]
        for name, of_set in sorted(clean.items())
    ]
    heads = ["one fact changed", "n", "caught, any error", "caught, new error", "naive any", "naive new"]
    return f"{table(heads, changed)}\n\n{table(['true', 'n', 'flagged', 'naive flagged'], controls)}"


def mistakes(outcomes: Iterable[Outcome]) -> str:
    """False alarms and misses to read, grouped by set and by the checks that fired."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.flagged == one.item.supported:
            checks = " + ".join(sorted({finding.check for finding in errors(one.findings)}))
            groups[f"{one.item.dataset}: {f'false alarm of {checks}' if checks else 'missed'}"].append(one)
    parts = []
    for name, of_group in sorted(groups.items()):
        parts.append(f"======== {name} ({len(of_group)})")
        for one in of_group:
            parts.append(f"---- {one.item.id}\n{_filled(one.item.summary)}")
            parts += [_told(finding) for finding in one.findings]
            parts.append(_filled(one.item.doc, "        "))
    return "\n\n".join([*parts, ""])


def missed_corruptions(trials: Iterable[Trial]) -> str:
    """Corruptions that brought no new error and controls that have one, grouped by kind."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for one in trials:
        if one.flagged if one.corruption.kind in CONTROLS else not one.new:
            groups[one.corruption.kind].append(one)
    parts = []
    for kind, of_kind in groups.items():
        parts.append(f"======== {kind}: {'flagged' if kind in CONTROLS else 'missed'} ({len(of_kind)})")
        for one in of_kind:
            change = one.corruption
            marked = f"{change.clean[: change.start]}[{change.removed} -> {change.added}]"
            marked += change.clean[change.start + len(change.removed) :]
            parts.append(f"---- {one.item.dataset} {one.item.id}\n{_filled(marked)}")
            parts += [_told(finding) for finding in one.after]
    return "\n\n".join([*parts, ""])


def _filled(text: str, indent: str = "") -> str:
    return textwrap.fill(text, 120, initial_indent=indent, subsequent_indent=indent)


def _told(finding: Finding) -> str:
    evidence = f"\n      copy: {finding.evidence.text}" if finding.evidence else ""
    return f"  * {finding.check} ({finding.severity}), sentence {finding.statement}: {finding.reason}{evidence}"


def _shares(one: Caught) -> list[str]:
    return _percents(share(one.flagged, one.n), share(one.new, one.n))


def _percents(*parts: float) -> list[str]:
    return ["-" if math.isnan(part) else f"{part:.1%}" for part in parts]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how verify_text tells supported text from unsupported.")
    parser.add_argument("--data", type=Path, default=DATA, metavar="FILE", help="judged summaries, JSON Lines")
    parser.add_argument(
        "--half", choices=["development", "blind", "all"], default="all", help="by hash of the document"
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME", help="only this set; may be given again")
    parser.add_argument("--limit", type=int, metavar="N", help="so many items of each set, chosen by hash")
    parser.add_argument("--judge", metavar="MODEL", help="ask this model too")
    parser.add_argument("--by-check", action="store_true", help="how often each check has a finding")
    parser.add_argument("--items-only", action="store_true", help="leave out the changed facts")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write there what was got wrong")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
