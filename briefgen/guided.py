"""Guided: a brief from a model that writes well and reasons badly.

Who gains is asked as yes or no (`stakes`), the sentences of an analysis have frames (`frames`), and each section is
drafted more than once, so that for each place the best sentence can be taken: one without errors, then without
warnings, then without a run of the copy's words, then the one that the model itself is surest the story supports.
"""

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from briefgen.brief import SECTION_IDS, SectionId, Statement
from briefgen.draft import fold, framed_model, section_model, to_statements
from briefgen.outline import NOBODY, Stakes
from briefgen.prompt import Prompt, question, with_stakes
from briefgen.stakes import ask_stakes
from briefgen.story import Story
from briefgen.verify import check
from briefgen.verify.cites import corrected
from briefgen.verify.style import echo

if TYPE_CHECKING:
    from briefgen.model import Model

# Warnings that do not tell a good sentence from a bad one.
_NEUTRAL = frozenset({"attribution", "cites", "length"})
# From this share of a sentence in one run with the copy, another wording is preferred.
_RUN = 0.4


async def guided(
    story: Story, prompt: Prompt, model: "Model", *, limit: int
) -> AsyncIterator[tuple[SectionId, list[Statement]]]:
    """The statements of each section, in order; `limit` is the number of output tokens of one draft.

    Raises:
        BudgetSpent: the next call could pass the token or cost budget.
        ModelError: a draft cannot be had.
        CassetteMiss: a call is replayed and was not recorded.
    """
    stakes: Stakes | None = None
    earlier: list[str] = []
    for section in SECTION_IDS:
        if section == "who_gains":
            stakes = await ask_stakes(story, prompt, model)
            prompt = with_stakes(prompt, story, stakes or NOBODY)
            if stakes is not None and stakes.stronger is None:
                yield section, []
                continue
        schema = section_model(section, story, prompt.sentences)
        if stakes is not None:
            schema = framed_model(section, story, prompt.sentences, stakes)
        samplings = model.profile.drafts or ({},)
        if section == "what_happened":
            samplings = samplings[:1]
        drafts = [
            await model.ask(prompt.messages(section), schema, limit=limit, sampling=sampling) for sampling in samplings
        ]
        statements = [to_statements(section, draft, story, prompt.sentences) for draft in drafts]
        best = await _best(section, statements, story, prompt, model, earlier)
        earlier += [statement.text for statement in best]
        yield section, best


async def _best(  # noqa: PLR0913, PLR0917  what is chosen from, and what by
    section: SectionId,
    drafts: Sequence[Sequence[Statement]],
    story: Story,
    prompt: Prompt,
    model: "Model",
    earlier: Sequence[str],
) -> list[Statement]:
    """For each place the best of what the drafts have there; what would repeat is not taken where there is another."""
    from briefgen.model import yes_share

    chosen: list[Statement] = []
    for place in range(max(map(len, drafts))):
        options = {draft[place].text: draft[place] for draft in drafts if place < len(draft)}
        if len(options) == 1:
            chosen += options.values()
            continue
        said = [*earlier, *(statement.text for statement in chosen)]
        ranks = {}
        for text, option in options.items():
            faults = _faults(section, option, story, said)
            sure = 0.0
            if not faults[0]:
                asked = prompt.asking(question("supported", statement=fold(text)))
                sure = await yes_share(model, asked) or 0.0
            ranks[text] = (*faults, -sure)
        chosen.append(options[min(ranks, key=ranks.__getitem__)])
    return chosen


def _faults(section: SectionId, option: Statement, story: Story, said: Sequence[str]) -> tuple[int, int, bool]:
    """Errors, warnings that count, and whether it repeats the copy: less is better."""
    findings = check(corrected(option, story), section, story, said)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" and finding.check not in _NEUTRAL for finding in findings)
    return errors, warnings, echo(option.text, story)[0] > _RUN
