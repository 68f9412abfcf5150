"""The systems compared: each makes a `Result` of a story."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from briefgen import Brief, Settings, make_brief
from measures import questions, replies
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
            (asked, int(reply["usage"]["prompt_tokens"]))
            for asked, reply in zip(questions(tape), replies(tape), strict=True)
            if reply.get("usage")
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


def each_once(calls: Iterable[tuple[str, int]]) -> int:
    """Prompt tokens of calls, given as text and tokens, when what one begins with like an earlier one counts once.

    The part that two texts share counts by its share of the characters.
    """
    total = 0.0
    earlier: list[str] = []
    for text, tokens in calls:
        alike = max((_alike(text, other) for other in earlier), default=0)
        total += tokens * (1 - alike / len(text)) if text else tokens
        earlier.append(text)
    return round(total)


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    unlike = (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
    return next(unlike, min(len(one), len(other)))


SYSTEMS: Mapping[str, System] = MappingProxyType({"briefgen": by_briefgen, "plain": by_plain})
