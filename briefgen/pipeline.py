"""The whole way from a story to a brief: prompt, model, draft, checks, repair, brief."""

import contextlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from briefgen import cassette
from briefgen._version import __version__
from briefgen.brief import (
    SECTION_IDS,
    Brief,
    Finding,
    Provenance,
    RepairCounts,
    Section,
    SectionId,
    Statement,
    StoryReference,
    Tokens,
    WithheldStatement,
)  # fmt: skip
from briefgen.config import Settings
from briefgen.connect import connect
from briefgen.draft import SectionDraft, section_model, to_statements, whole_model
from briefgen.errors import BudgetSpent, UsageError
from briefgen.guided import guided
from briefgen.headings import gap
from briefgen.house import HouseStyle
from briefgen.prompt import Prompt, brief_prompt, fit
from briefgen.providers import Profile
from briefgen.repair import ROUNDS, Judging, Repairs
from briefgen.story import Story
from briefgen.take_fingerprint import take_fingerprint
from briefgen.verify import Judge, check, claim_of, house_findings
from briefgen.verify import judge as judging
from briefgen.verify.language import checks_english, language
from briefgen.wire.gate.release import check_release

if TYPE_CHECKING:
    from briefgen.model import Model

# Output tokens that one section may take: four long statements and their JSON.
SECTION_LIMIT = 600
# For all five, with room for the thinking that reasoning models count as output.
WHOLE_LIMIT = 8_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked of which model: known before the first call."""

    story: Story
    profile: Profile
    prompt: Prompt

    @property
    def headline(self) -> str:
        """The story's own, else its first sentence: the model writes none."""
        return self.story.headline or self.story.sentences[0].text


OnPlan = Callable[[Plan], None]
OnSection = Callable[[Section], None]


class Options(TypedDict, total=False):
    """What `make_brief` and `amake_brief` take besides the story."""

    model: str | None
    settings: Settings | None
    on_plan: OnPlan | None
    on_section: OnSection | None
    repair_rounds: int
    judge: Judge | bool | None
    replay: Path | None
    record: Path | None
    release_anyway: str | None


def make_brief(story: Story, **options: Unpack[Options]) -> Brief:
    """`amake_brief` for code without an event loop; same arguments and errors.

    Raises:
        UsageError: also when called inside a running event loop; await `amake_brief` there.
    """
    # It takes a twentieth of a second to import, and what only reads or renders has no use for it.
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(amake_brief(story, **options))
    raise UsageError("make_brief cannot run inside an event loop; await amake_brief instead")


async def amake_brief(  # noqa: PLR0913  all by name, all optional
    story: Story,
    *,
    model: str | None = None,
    settings: Settings | None = None,
    on_plan: OnPlan | None = None,
    on_section: OnSection | None = None,
    repair_rounds: int = ROUNDS,
    judge: Judge | bool | None = None,
    replay: Path | None = None,
    record: Path | None = None,
    release_anyway: str | None = None,
) -> Brief:
    """Write and check a brief of a story.

    Args:
        story: as `read_story` gives it.
        model: `provider/model`; over what the settings say.
        settings: default: `Settings.load()`, so that environment and file count.
        on_plan: called once, before the model is asked.
        on_section: called with each section as it is done, in order. Under a budget, a section with something to
            repair waits for the last draft, and so do those after it.
        repair_rounds: how often a statement that failed its checks goes back to the model, at most; 0 for never.
            What cannot be repaired, for want of budget or of a server, is withheld, with the reason.
        judge: asked how well the story supports each statement that passes the checks; True for the model itself.
        replay: a cassette to answer from; nothing goes over the network.
        record: a cassette to write.
        release_anyway: why a brief is wanted of a story that must not go out; it is in the provenance.

    Raises:
        ReleaseRefused: the story is withheld, canceled, killed or under embargo; nobody was asked.
        ModelError: no draft can be had, or none that fits; `BudgetSpent` when a budget would be passed by one.
        UsageError: settings or model make no sense.
        CassetteMiss: the cassette does not hold what is asked.
    """
    started = time.monotonic()
    overruled = check_release(story, anyway=release_anyway)
    settings = settings or Settings.load()
    if model is not None:
        settings = settings.model_copy(update={"model": model})
    if replay and record:
        raise UsageError("a run is either replayed or recorded")
    async with connect(settings, replayed=replay is not None) as connection:
        # An embedded model is loading from here on.
        planned = plan(story, connection.profile, settings.house)
        if on_plan:
            on_plan(planned)
        opened = await connection.model()
        await connection.prepare(planned.prompt.head)
        repairs = Repairs(
            story,
            planned.prompt.sentences,
            opened,
            check,
            judge=_judging(judge, opened, story) if judge else None,
            rounds=repair_rounds,
            deferred=bool(judge) or settings.token_budget is not None or settings.max_cost is not None,
            recorded=record is not None,
        )
        with _tape(planned, replay, record):
            brief = await _write(planned, repairs, started, on_section or (lambda _section: None))
    if overruled is None:
        return brief
    came = brief.provenance.model_copy(update={"release_anyway": overruled})
    return brief.model_copy(update={"provenance": came})


def _tape(planned: Plan, replay: Path | None, record: Path | None) -> contextlib.AbstractContextManager[None]:
    now = take_fingerprint(planned.story, planned.profile, planned.prompt) if replay or record else None
    if replay:
        return cassette.replay(replay, now)
    return cassette.record(record, now) if record else contextlib.nullcontext()


def _judging(judge: Judge | Literal[True], model: "Model", story: Story) -> Judging:
    import asyncio

    from briefgen.model import ModelJudge

    asked = ModelJudge(model) if judge is True else judge

    async def judged(statement: Statement) -> Statement:
        claim = claim_of(statement)
        try:
            if isinstance(asked, ModelJudge):
                score = await asked.ascore(claim, story)
            else:
                # Whoever wrote it may compute for seconds.
                score = await asyncio.to_thread(asked.score, claim, story)
        except BudgetSpent as exc:
            # The drafts are paid for and passed the checks: the brief says what it lacks.
            unjudged = Finding(check="judge", severity="warning", reason=f"Nobody judged it: {exc}.")
            return statement.model_copy(update={"findings": (*statement.findings, unjudged)})
        findings = (*statement.findings, *judging.check(claim, score, asked.threshold, story))
        return statement.model_copy(update={"support": score, "findings": findings})

    return judged


def plan(story: Story, chosen: Profile, house: HouseStyle | None = None) -> Plan:
    """The prompt for a story in its language, cut to the sentences that fit the model's context.

    Raises:
        PromptError: not even one sentence does.
    """
    house = (house or HouseStyle()).in_language(language(story))
    if chosen.strategy == "guided" and not checks_english(story):
        # Its frames and its taxonomy are English sentences.
        chosen = replace(chosen, strategy="sections")
    reply = WHOLE_LIMIT if chosen.strategy == "whole" else SECTION_LIMIT
    room = max(chosen.context - reply, chosen.context // 2)
    sentences = fit(story, chosen.strategy, room, house)
    return Plan(story, chosen, brief_prompt(story, chosen.strategy, sentences=sentences, house=house))


async def _write(planned: Plan, repairs: Repairs, started: float, on_section: OnSection) -> Brief:
    story, prompt, model = planned.story, planned.prompt, repairs.model
    sections: list[Section] = []
    withheld: list[WithheldStatement] = []
    async for section, kept, failed in repairs.settle(_draft(planned, model)):
        published = _publish(section, kept, story, prompt.house)
        sections.append(published)
        withheld.extend(failed)
        on_section(published)
    spent = model.spent
    return Brief(
        headline=planned.headline,
        sections=tuple(sections),  # five, one a section id
        withheld=tuple(withheld),
        story=StoryReference(
            sentences=len(story.sentences),
            **story.model_dump(include=set(StoryReference.model_fields) - {"sentences"}),
        ),
        provenance=Provenance(
            model=planned.profile.name,
            prompt=prompt.reference,
            strategy=planned.profile.strategy,
            attempts=spent.attempts,
            tokens=Tokens(input=spent.input, cached=spent.cached, output=spent.output),
            cost=spent.cost(model.price),
            seconds=round(time.monotonic() - started, 3),
            repair=RepairCounts(asked=repairs.asked, repaired=repairs.repaired, withheld=len(withheld)),
            sentences_read=prompt.sentences,
            briefgen_version=__version__,
            created=datetime.now(UTC),
        ),
    )


async def _draft(planned: Plan, model: "Model") -> AsyncIterator[tuple[SectionId, list[Statement]]]:
    story, prompt = planned.story, planned.prompt
    if planned.profile.strategy == "guided":
        async for section, statements in guided(story, prompt, model):
            yield section, statements
        return
    ask = _ask_whole if planned.profile.strategy == "whole" else _ask_sections
    async for section, draft in ask(story, prompt, model):
        yield section, to_statements(section, draft, story, prompt.sentences)


async def _ask_whole(story: Story, prompt: Prompt, model: "Model") -> AsyncIterator[tuple[SectionId, SectionDraft]]:
    draft = await model.ask(prompt.messages("whole"), whole_model(story, prompt.sentences), limit=WHOLE_LIMIT)
    for section in SECTION_IDS:
        yield section, getattr(draft, section)


async def _ask_sections(story: Story, prompt: Prompt, model: "Model") -> AsyncIterator[tuple[SectionId, SectionDraft]]:
    # In turn, not at once: over one shared beginning the server reads the story for the first and remembers it for
    # the rest. No section sees another: a small model shown its own sentences says them again.
    for section in SECTION_IDS:
        draft = await model.ask(
            prompt.messages(section),
            section_model(section, story, prompt.sentences),
            limit=SECTION_LIMIT,
            sampling=None if section == "what_happened" else model.profile.analysis_sampling,
        )
        yield section, draft


def _publish(section: SectionId, kept: Sequence[Statement], story: Story, house: HouseStyle) -> Section:
    """Fail closed: a section that has nothing left says so. What is not in the style of the house is said, too."""
    said = () if kept else (Statement(text=gap(section, language(story)), basis="reported"),)
    statements = said or tuple(kept)
    drafted = Section(id=section, heading=house.heading(section), statements=statements, gap=bool(said))
    return drafted.model_copy(
        update={
            "statements": tuple(
                statement.model_copy(update={"findings": (*statement.findings, *found)})
                for statement, found in zip(statements, house_findings(drafted, story, house), strict=True)
            )
        }
    )
