"""Running cases, from their cassettes or live; what goes wrong is a result of the case, not the end of the run.

A case whose cassette no longer fits is stale, which is not the same as worse: it says what moved and how to record it.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from briefgen import cassette
from briefgen._version import __version__
from briefgen.brief import Brief, SectionId
from briefgen.config import Settings
from briefgen.connect import NOWHERE
from briefgen.errors import BriefgenError, CassetteMiss, UsageError
from briefgen.fingerprint import Fingerprint
from briefgen.golden.case import GOLDEN, Case, Golden, load, orphans
from briefgen.golden.compare import average, compare
from briefgen.golden.results import CaseResult, Check, Gate, Result, shown
from briefgen.pipeline import make_brief
from briefgen.providers import is_known
from briefgen.story import Story
from briefgen.wire import read_story

OnCase = Callable[[CaseResult], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How cases are run.

    Attributes:
        settings: of briefgen; without a model, each cassette is replayed as the model it was recorded from.
        live: ask the model in place of the cassettes.
        samples: briefs of one story when asked live.
        gate: whether each case must hold, or the mean score alone.
        fail_under: the least mean score, 0 to 1.
        max_age: days after which a recording is stale.
    """

    settings: Settings
    live: bool = False
    samples: int = 1
    gate: Gate = "per-case"
    fail_under: float | None = None
    max_age: int | None = None


def check_cases(
    cases: Sequence[Case], options: Options, *, cassettes: Path | None = None, on_case: OnCase | None = None
) -> Result:
    """The result of all cases, in their order.

    Args:
        cases: what to run.
        options: how.
        cassettes: the folder in which every cassette is to have its case; None for some cases of many.
        on_case: called with each as it is done.
    """
    started = time.monotonic()
    results: list[CaseResult] = []
    for result in _run(cases, options):
        results.append(result)
        if on_case:
            on_case(result)
    left = orphans(list(cases), cassettes) if cassettes and not options.live else []
    return Result(
        briefgen_version=__version__,
        mode="live" if options.live else "replay",
        model=options.settings.model,
        gate=options.gate,
        fail_under=options.fail_under,
        cases=tuple(results),
        orphans=tuple(path.as_posix() for path in left),
        seconds=round(time.monotonic() - started, 3),
    )


def _run(cases: Sequence[Case], options: Options) -> Iterator[CaseResult]:
    settings = options.settings
    for case in cases:
        result, settings = _one(case, replace(options, settings=settings))
        yield result


def _one(case: Case, options: Options) -> tuple[CaseResult, Settings]:
    """One case, and the settings with what is left of the budget."""
    started = time.monotonic()
    settings = options.settings
    found = CaseResult(slug=case.slug, status="ok", file=case.golden.as_posix())
    try:
        story = read_story(case.story)
        found = found.model_copy(update={"story": tuple(one.text for one in story.sentences)})
        golden = load(case, story)
        found = found.model_copy(update={"golden": shown(golden.brief), "lines": _lines(case.golden)})
        samples, settings = _candidates(case, story, options)
        checked = [_compared(golden, one, story, options) for one in samples]
        checks = average(checked) if len(checked) > 1 else checked[0]
        failed = options.gate == "per-case" and not all(check.ok for check in checks)
        update = {"checks": tuple(checks), "candidate": shown(samples[-1]), "samples": len(samples)}
        if failed:
            update |= {"status": "regression", "exit_code": 1, "fix": case.command("accept")}
    except CassetteMiss as exc:
        update = _missed(case, exc)
    except BriefgenError as exc:
        update = {"status": "error", "reason": str(exc), "exit_code": exc.exit_code}
    update["seconds"] = round(time.monotonic() - started, 3)
    return found.model_copy(update=update), settings


def _compared(golden: Golden, candidate: Brief, story: Story, options: Options) -> list[Check]:
    return compare(golden, candidate, story, options.settings.house, same_run=not options.live)


def _candidates(case: Case, story: Story, options: Options) -> tuple[list[Brief], Settings]:
    settings = options.settings
    if not options.live:
        return [replay_case(case, story, settings, max_age=options.max_age)], settings
    written = []
    for _ in range(options.samples):
        brief = make_brief(story, settings=settings)
        settings = _less(settings, brief)
        written.append(brief)
    return written, settings


def replay_case(case: Case, story: Story, settings: Settings, *, max_age: int | None = None) -> Brief:
    """The brief that the cassette of a case gives today.

    Raises:
        CassetteMiss: it is missing, broken, too old, does not fit any more, or holds more than was asked for.
    """
    head = cassette.head(case.cassette)
    age = (datetime.now(UTC).date() - head.recorded).days
    if max_age is not None and age > max_age:
        raise CassetteMiss(f"{case.cassette}: recorded {age} days ago, and {max_age} are allowed", "moved")
    return make_brief(story, settings=as_recorded(settings, head), replay=case.cassette)


def as_recorded(settings: Settings, head: Fingerprint) -> Settings:
    """The settings for a replay: without a model of their own, they take the one that was recorded."""
    model = settings.model or head.model
    strategy = settings.strategy if settings.model else settings.strategy or head.strategy
    # A replay reaches nobody, so that a server of the user's need not be named again.
    base_url = settings.base_url or (None if is_known(model) else NOWHERE)
    return settings.model_copy(update={"model": model, "strategy": strategy, "base_url": base_url})


def _less(settings: Settings, brief: Brief) -> Settings:
    """The settings with what a brief has used taken from the budget; of one that is spent the least that can be set."""
    came = brief.provenance
    update: dict[str, object] = {}
    if settings.token_budget is not None:
        update["token_budget"] = max(1, settings.token_budget - (came.tokens.input or 0) - (came.tokens.output or 0))
    if settings.max_cost is not None:
        update["max_cost"] = max(1e-9, settings.max_cost - (came.cost or 0.0))
    return settings.model_copy(update=update)


def _missed(case: Case, exc: CassetteMiss) -> dict[str, object]:
    reason = str(exc).removeprefix(f"{case.cassette}: ").partition("; record")[0]
    fix = case.command("record")
    match exc.kind:
        case "broken":
            return {"status": "error", "reason": reason, "fix": fix, "exit_code": 2}
        case "unrecorded":
            # What it depends on was compared before, and did not move.
            why = (
                f"the same answers lead to another call ({reason}): an answer was edited, or the checks are others now"
            )
            return {"status": "regression", "reason": why, "fix": fix, "exit_code": 1}
        case "unplayed":
            return {"status": "regression", "reason": reason, "fix": fix, "exit_code": 1}
        case _:
            return {"status": "stale", "reason": reason, "fix": fix, "exit_code": 2}


def _lines(path: Path) -> dict[SectionId, int]:
    """On which line of a golden file each section stands."""
    found: dict[SectionId, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if match := re.match(r'\s*"id": "(\w+)"', line):
            found.setdefault(cast("SectionId", match[1]), number)
    return found


def require_cases(cases: Sequence[Case], directory: Path) -> None:
    """Refuse an empty directory, which would pass whatever the model writes.

    Raises:
        NothingToDo: there is no case.
    """
    if not cases:
        raise NothingToDo(f"{directory}: no case; a case is a folder with a story.* and a {GOLDEN}")


class NothingToDo(UsageError):
    """There is no case to run."""

    exit_code = 5
