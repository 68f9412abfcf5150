"""Recording cases and approving what came of it."""

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen import cassette
from briefgen.brief import Brief
from briefgen.config import Settings
from briefgen.connect import choose
from briefgen.errors import CassetteMiss, UsageError
from briefgen.golden.case import Case, Expect, Golden, dump, load, replayed
from briefgen.golden.run import as_recorded, replay_case
from briefgen.pipeline import make_brief, plan
from briefgen.render import render
from briefgen.story import Story
from briefgen.take_fingerprint import take_fingerprint
from briefgen.whole_file import write_whole
from briefgen.wire import read_story


def what_moved(case: Case, settings: Settings) -> str:
    """Why a case is to be recorded, in words; empty where its cassette still fits."""
    try:
        head = cassette.head(case.cassette)
    except CassetteMiss as exc:
        return "no recording yet" if exc.kind == "missing" else "the recording is broken"
    settings = as_recorded(settings, head)
    story, chosen = read_story(case.story), choose(settings)
    planned = plan(story, chosen, settings.house)
    moved = head.moved(take_fingerprint(story, planned.profile, planned.prompt))
    return f"{' and '.join(moved)} changed" if moved else ""


def record_case(case: Case, settings: Settings) -> Brief:
    """Ask the model, write the cassette, and leave the brief as the candidate for approval.

    Raises:
        SourceError: the story cannot be read.
        ModelError: the model could not be asked; the old cassette stays.
    """
    brief = make_brief(read_story(case.story), settings=settings, record=case.cassette)
    write_whole(case.candidate, brief.model_dump_json(indent=2) + "\n")
    return brief


def candidate_of(case: Case, story: Story, settings: Settings) -> Brief:
    """What waits for approval: what was recorded last, else what the cassette gives today.

    Raises:
        UsageError: the candidate is not a brief, or not of this story.
        CassetteMiss: there is no candidate, and the cassette does not give one.
    """
    if not case.candidate.is_file():
        return replay_case(case, story, settings)
    try:
        brief = Brief.model_validate_json(case.candidate.read_bytes())
    except ValueError as exc:
        raise UsageError(f"{case.candidate}: not a brief; record it again") from exc
    if brief.story.sha256 != story.sha256:
        raise UsageError(f"{case.candidate}: a brief of another version of {case.story.name}; record it again")
    return brief


def approve(case: Case, candidate: Brief, story: Story, settings: Settings) -> None:
    """Make a candidate the golden brief; what was expected stays expected, and the page beside it is rendered again.

    Raises:
        CassetteMiss: the cassette does not give what it was recorded with.
    """
    replay = replayed(replay_case(case, story, settings)) if case.cassette.is_file() else None
    expect = load(case, story).expect if case.golden.is_file() else Expect()
    write_whole(case.golden, dump(Golden(brief=candidate, expect=expect, replay=replay)))
    write_whole(case.folder / "brief.md", render(candidate, "md"))
    case.candidate.unlink(missing_ok=True)


def difference(case: Case, candidate: Brief, story: Story) -> list[str]:
    """Lines that tell a candidate from the golden brief, as `diff -u` would; empty where they read alike."""
    before = list(_lines(load(case, story).brief)) if case.golden.is_file() else []
    name = case.golden.as_posix()
    return list(difflib.unified_diff(before, list(_lines(candidate)), name, f"{name} (candidate)", lineterm=""))


def _lines(brief: Brief) -> Iterator[str]:
    for section in brief.sections:
        yield f"{section.heading}"
        for statement in section.statements:
            cites = ", ".join(map(str, statement.cites))
            yield f"  {statement.text}" + (f" [{cites}]" if cites else "")


def to_record(cases: Sequence[Case], settings: Settings, *, every: bool) -> list[tuple[Case, str]]:
    """The cases to record, each with the reason."""
    reasons = [(case, "asked for" if every else what_moved(case, settings)) for case in cases]
    return [(case, why) for case, why in reasons if why]


def make_folder(cassettes: Path) -> None:
    """The folder of the cassettes.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        cassettes.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise UsageError(f"{cassettes}: {exc.strerror}") from None
