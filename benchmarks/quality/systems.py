"""The systems compared: each makes a `Result` of a story."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from briefgen import Brief, Settings, make_brief
from measures import calls, each_once
from quality.plain import by_plain
from quality.result import Result
from quality.sources import Source


class System(Protocol):
    """What briefs a story.

    Raises:
        BriefgenError: there is no brief.
    """

    def __call__(self, source: Source, settings: Settings, *, judge: bool) -> Result: ...


def by_briefgen(source: Source, settings: Settings, *, judge: bool) -> Result:
    """Brief a story as `briefgen brief` does.

    Raises:
        BriefgenError: as `make_brief`.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The recording tells what each call had to read.
        tape = Path(folder) / "run.yaml"
        brief = make_brief(source.story, settings=settings, judge=judge, record=tape)
        counted = [
            (one.asked, int(one.reply["usage"]["prompt_tokens"])) for one in calls(tape) if one.reply.get("usage")
        ]
    return from_brief(source.slug, brief, judged=judge, prompt_tokens=each_once(counted) if counted else None)


def from_brief(slug: str, brief: Brief, *, judged: bool, prompt_tokens: int | None) -> Result:
    """A brief of briefgen's as a result."""
    provenance = brief.provenance
    return Result(
        slug=slug,
        system="briefgen",
        story_sha256=brief.story.sha256,
        model=provenance.model,
        strategy=provenance.strategy,
        judged=judged,
        sections={section.id: tuple(one.text for one in section.statements) for section in brief.sections},
        gaps=tuple(section.id for section in brief.sections if section.gap),
        cites={section.id: tuple(one.cites for one in section.statements) for section in brief.sections},
        seconds=provenance.seconds,
        tokens_in=provenance.tokens.input,
        tokens_out=provenance.tokens.output,
        prompt_tokens=prompt_tokens,
        withheld=len(brief.withheld),
        # What failed was either put right or withheld.
        failed_before=provenance.repair.repaired + provenance.repair.withheld,
        failed_after=provenance.repair.withheld,
        findings=tuple(
            finding.model_copy(update={"section": section, "statement": number})
            for section, number, statement in brief.statements()
            for finding in statement.findings
        ),
    )


SYSTEMS: Mapping[str, System] = MappingProxyType({"briefgen": by_briefgen, "plain": by_plain})
