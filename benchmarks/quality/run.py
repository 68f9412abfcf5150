"""Making the results that are not there yet, and reading those that are."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen import BriefgenError, Settings
from briefgen.connect import choose
from briefgen.errors import UsageError
from quality.result import Result, load, path_of, save
from quality.scores import Rates, Scores, score
from quality.sources import Source
from quality.systems import SYSTEMS, System

# By system, then by slug.
Results = Mapping[str, Mapping[str, Result]]


def make(  # noqa: PLR0913  all by name
    stories: Sequence[Source],
    systems: Sequence[str],
    out: Path,
    settings: Settings,
    *,
    judge: bool = False,
    again: bool = False,
    known: Mapping[str, System] = SYSTEMS,
) -> int:
    """Brief each story with each system and save the results; returns how many could not be made.

    A result that is there for the same story is kept, unless `again`. Story by story, so that an interrupted run leaves
    pairs that can be compared.

    Raises:
        UsageError: one that is there was made with another model, strategy or judge.
    """
    wanted = [
        (source, system)
        for source in stories
        for system in systems
        if again or not _is_there(source, system, out, settings, judge=judge)
    ]
    faults = 0
    for number, (source, system) in enumerate(wanted, start=1):
        print(f"{number} of {len(wanted)}: {source.slug}, {system} ...", file=sys.stderr, flush=True)
        try:
            result = known[system](source, settings, judge=judge)
        except UsageError:
            # It would be the same for the next story.
            raise
        except BriefgenError as exc:
            faults += 1
            print(f"  no brief: {exc}", file=sys.stderr, flush=True)
            continue
        save(result, out)
        print(f"  {result.words} words in {result.seconds:.0f} s", file=sys.stderr, flush=True)
    return faults


def _is_there(source: Source, system: str, out: Path, settings: Settings, *, judge: bool) -> bool:
    result = load(out, system, source.slug)
    if result is None or result.story_sha256 != source.story.sha256:
        return False
    profile = choose(settings)
    asked = (profile.name, profile.strategy, judge) if result.strategy else (profile.name, None, False)
    made = (result.model, result.strategy, result.judged)
    if made != asked:
        raise UsageError(
            f"{path_of(out, system, source.slug)} was made with {_said(*made)}, and {_said(*asked)} is asked for: "
            "give another --out, or --again"
        )
    return True


def _said(model: str, strategy: str | None, judged: bool) -> str:  # noqa: FBT001  a field like the others
    return f"{model}{f', {strategy}' if strategy else ''}{', judged' if judged else ''}"


def saved(stories: Sequence[Source], systems: Sequence[str], out: Path) -> Results:
    """The results that there are of these stories, systems without any left out.

    Raises:
        UsageError: a file is not a result.
    """
    found: dict[str, dict[str, Result]] = {}
    for system in systems:
        for source in stories:
            result = load(out, system, source.slug)
            if result is None:
                continue
            if result.story_sha256 == source.story.sha256:
                found.setdefault(system, {})[source.slug] = result
            else:
                print(f"{path_of(out, system, source.slug)}: the story has changed since; left out", file=sys.stderr)
    return found


def common(results: Results) -> frozenset[str]:
    """Slugs that every system has a result of: means over other stories would compare stories."""
    return frozenset.intersection(*(frozenset(one) for one in results.values())) if results else frozenset()


def scored(results: Results, stories: Sequence[Source], rates: Rates) -> dict[str, dict[str, Scores]]:
    """The measures of each result, by system and slug, in the order of the stories."""
    return {
        system: {
            source.slug: score(found[source.slug], source.story, rates) for source in stories if source.slug in found
        }
        for system, found in results.items()
    }
