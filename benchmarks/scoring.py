"""Items and corruptions put to a check, and the figures that come of it."""

import hashlib
import json
import math
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefgen import Finding
from corruptions import KINDS, Corruption, corrupt
from reading import Item

# A summary and its document in, findings out.
Check = Callable[[str, str], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found on one item, and how long it took."""

    item: Item
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def flagged(self) -> bool:
        return bool(errors(self.findings))


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of some items, shares from 0 to 1; not a number where there is nothing to divide by."""

    name: str
    n: int
    balanced: float
    precision: float
    recall: float
    false_alarms: float
    milliseconds: float
    precision_without_quotes: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What a check found on one corruption, and on the clean text that it was made from."""

    item: Item
    corruption: Corruption
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]

    @property
    def flagged(self) -> bool:
        return bool(errors(self.after))

    @property
    def new(self) -> bool:
        """Whether the change brought an error; one that was there before and comes again is none."""
        return bool(_told(self.after) - _told(self.before))


@dataclass(frozen=True, slots=True)
class Caught:
    """Corruptions of one kind: how many have an error at all, and how many one that the change brought."""

    kind: str
    n: int
    flagged: int
    new: int


def errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def _told(findings: Iterable[Finding]) -> Counter[tuple[str, int | None, str]]:
    return Counter((finding.check, finding.statement, finding.reason) for finding in errors(findings))


def load(path: Path, half: str = "all", sets: Sequence[str] = (), limit: int | None = None) -> list[Item]:
    """Items of a JSON Lines file; with a limit, that many of each set, chosen by hash and never by order."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    items = [Item(one["dataset"], one["id"], one["doc"], one["summary"], one["supported"]) for one in records]
    items = [item for item in items if half in ("all", half_of(item.doc)) and (not sets or item.dataset in sets)]
    if limit is None:
        return items
    by_set: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda one: hashlib.sha256(f"{one.id} {one.summary}".encode()).hexdigest()):
        by_set[item.dataset].append(item)
    return [item for of_set in by_set.values() for item in of_set[:limit]]


def half_of(doc: str) -> str:
    """Which half a document is in: checks are tuned on the one, and the other stays unseen."""
    return ("development", "blind")[int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 2]


def run(items: Sequence[Item], check: Check) -> list[Outcome]:
    """The check on every item, each call timed; a first call to warm up is not."""
    for item in items[:1]:
        check(item.summary, item.doc)
    outcomes = []
    for item in items:
        started = time.perf_counter()
        findings = tuple(check(item.summary, item.doc))
        outcomes.append(Outcome(item, findings, time.perf_counter() - started))
    return outcomes


def evaluate(items: Sequence[Item], check: Check) -> list[Row]:
    """Figures of each set, in the order of their names."""
    return rows(run(items, check))


def rows(outcomes: Iterable[Outcome]) -> list[Row]:
    by_set: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_set[outcome.item.dataset].append(outcome)
    return [row(name, of_set) for name, of_set in sorted(by_set.items())]


def row(name: str, outcomes: Sequence[Outcome]) -> Row:
    """Figures of these outcomes, one at least; the positive class is what is not supported."""
    bad = [outcome for outcome in outcomes if not outcome.item.supported]
    good = [outcome for outcome in outcomes if outcome.item.supported]
    hits, alarms = sum(one.flagged for one in bad), sum(one.flagged for one in good)
    other_hits, other_alarms = sum(map(_without_quotes, bad)), sum(map(_without_quotes, good))
    recall, false_alarms = share(hits, len(bad)), share(alarms, len(good))
    return Row(
        name=name,
        n=len(outcomes),
        balanced=(recall + 1 - false_alarms) / 2,
        precision=share(hits, hits + alarms),
        recall=recall,
        false_alarms=false_alarms,
        milliseconds=statistics.median(outcome.seconds for outcome in outcomes) * 1000,
        precision_without_quotes=share(other_hits, other_hits + other_alarms),
    )


def _without_quotes(outcome: Outcome) -> bool:
    return any(finding.check != "quotes" for finding in errors(outcome.findings))


def share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def macro(measured: Iterable[Row]) -> float:
    """The mean balanced accuracy of the sets that have items of both classes."""
    known = [one.balanced for one in measured if not math.isnan(one.balanced)]
    return statistics.fmean(known) if known else math.nan


def try_corruptions(items: Iterable[Item], check: Check, kinds: Iterable[str] = tuple(KINDS)) -> list[Trial]:
    """Every corruption of the supported items; each text is checked once."""
    once = lru_cache(maxsize=None)(lambda text, doc: tuple(check(text, doc)))
    supported = [item for item in items if item.supported]
    made = [(item, corrupt(item, kind)) for kind in kinds for item in supported]
    return [
        Trial(item, corruption, once(corruption.clean, item.doc), once(corruption.text, item.doc))
        for item, corruption in made
        if corruption is not None
    ]


def evaluate_corruptions(items: Iterable[Item], check: Check, kinds: Iterable[str] = tuple(KINDS)) -> list[Caught]:
    """What a check catches of each kind that applies anywhere, in the order of the kinds."""
    return caught(try_corruptions(items, check, kinds))


def caught(trials: Iterable[Trial]) -> list[Caught]:
    by_kind: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        by_kind[trial.corruption.kind].append(trial)
    return [
        Caught(kind, len(of_kind), sum(one.flagged for one in of_kind), sum(one.new for one in of_kind))
        for kind, of_kind in by_kind.items()
    ]


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w[\w-]*")
_CAPITALISED = re.compile(r"(?<=[\w,;] )[A-Z][\w-]*")
_QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"|``(.+?)''")


def naive(summary: str, doc: str) -> list[Finding]:
    """The floor: each number, capitalised word and quotation stands somewhere in the document, case aside."""
    copy = doc.lower()
    known = {*_NUMBER.findall(copy), *_WORD.findall(copy)}
    strays = [("numbers", text) for text in _NUMBER.findall(summary) if text not in known]
    strays += [("names", text) for text in _CAPITALISED.findall(summary) if text.lower() not in known]
    quoted = [match[match.lastindex or 0].strip(" ,.") for match in _QUOTATION.finditer(summary)]
    strays += [("quotes", text) for text in quoted if text.lower() not in copy]
    return [Finding(check=check, severity="error", reason=f"“{text}” is not in the copy.") for check, text in strays]
