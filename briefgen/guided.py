"""Guided: a brief from a model that writes well and reasons badly.

The program chooses the facts that an analysis rests on (`outline`), finds who gains by them (`stakes`), and fixes how
each sentence opens and turns (`frames`). The model is asked for one sentence at a time, with the fact before the
question. A draft with a fault is asked for again, and the better is kept: one without errors, then without warnings,
then without a run of the copy's words.
"""

from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from briefgen.brief import SECTION_IDS, SectionId, Statement
from briefgen.draft import named, section_model, sentence_model, to_statement, to_statements
from briefgen.frames import Frame, on_leverage, on_mechanism, on_signals, on_what_matters
from briefgen.outline import Stake, outline, showing, with_context
from briefgen.prompt import Prompt, turn_for
from briefgen.stakes import ask_stakes
from briefgen.story import Story
from briefgen.verify import check
from briefgen.verify.cites import corrected
from briefgen.verify.match import words
from briefgen.verify.style import echo

if TYPE_CHECKING:
    from briefgen.model import Model

# Warnings that do not tell a good sentence from a bad one.
_NEUTRAL = frozenset({"attribution", "cites", "length"})
# From this share of a sentence in one run with the copy, another wording is preferred.
_RUN = 0.6
# From this share of its words in one earlier sentence, a sentence says that again.
_SAME = 0.7
# Output tokens of one sentence; the longest frame has room for less.
_LIMIT = 160


async def guided(
    story: Story, prompt: Prompt, model: "Model", *, limit: int
) -> AsyncIterator[tuple[SectionId, list[Statement]]]:
    """The statements of each section, in order; `limit` is the number of output tokens of the first section.

    Raises:
        BudgetSpent: the next call could pass the token or cost budget.
        ModelError: a draft cannot be had.
        CassetteMiss: a call is replayed and was not recorded.
    """
    schema = section_model("what_happened", story, prompt.sentences)
    reported = await model.ask(prompt.messages("what_happened"), schema, limit=limit)
    statements = to_statements("what_happened", reported, story, prompt.sentences)
    yield "what_happened", statements
    said = [statement.text for statement in statements]
    for section in SECTION_IDS[1:]:
        statements = []
        stakes = await ask_stakes(story, prompt, model) if section == "who_gains" else ()
        for frame in _frames(section, story, prompt, stakes):
            best = await _best(section, frame, story, prompt, model, said)
            if not _repeats(best.text, said):
                statements.append(best)
                said.append(best.text)
        yield section, statements


def foreseen(story: Story, prompt: Prompt) -> list[str]:
    """What will be asked for besides the first section, whoever gains: all but a section, a sentence each."""
    return [
        turn_for(frame, section, prompt, story)
        for section in SECTION_IDS[1:]
        for frame in _frames(section, story, prompt)
        if frame.given is None
    ]


def _frames(section: SectionId, story: Story, prompt: Prompt, stakes: Sequence[Stake] = ()) -> list[Frame]:
    """The frames of a section, with the sentences that what they rest on leans on."""
    held = outline(story, prompt.sentences)
    match section:
        case "who_gains":
            frames = on_leverage(stakes, {actor: named(actor, story) for actor in held.actors})
        case "mechanism" if held.mechanisms:
            likeliest = held.mechanisms[0]
            frames = on_mechanism(likeliest, showing(likeliest, story, prompt.sentences))
        case "why_it_matters":
            frames = on_what_matters(held.open, next(iter(held.costs), None))
        case "what_to_watch":
            frames = on_signals(held.ahead)
        case _:
            frames = []
    return [
        frame._replace(rests_on=tuple(sorted({near for one in frame.rests_on for near in with_context(one, story)})))
        for frame in frames
    ]


async def _best(  # noqa: PLR0913, PLR0917  what is asked, of what, and what was said already
    section: SectionId, frame: Frame, story: Story, prompt: Prompt, model: "Model", said: Sequence[str]
) -> Statement:
    """The first draft without a fault, else the one with least."""
    if frame.given is not None:
        return to_statement(section, frame.given, frame.rests_on, story, prompt.sentences)
    asked, schema = prompt.asking(turn_for(frame, section, prompt, story)), sentence_model(frame)
    drafts: list[tuple[tuple[int, int, bool], Statement]] = []
    for sampling in model.profile.drafts or ({},):
        draft = await model.ask(asked, schema, limit=_LIMIT, sampling=sampling)
        statement = to_statement(section, draft.text, frame.rests_on, story, prompt.sentences)
        drafts.append((_faults(section, statement, story, said), statement))
        if not any(drafts[-1][0]):
            break
    return min(drafts, key=lambda each: each[0])[1]


def _faults(section: SectionId, option: Statement, story: Story, said: Sequence[str]) -> tuple[int, int, bool]:
    """Errors, warnings that count, and whether it repeats the copy: less is better."""
    findings = check(corrected(option, story), section, story, said)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" and finding.check not in _NEUTRAL for finding in findings)
    return errors + _repeats(option.text, said), warnings, echo(option.text, story)[0] > _RUN


def _repeats(text: str, said: Sequence[str]) -> bool:
    """Whether nearly all its words stand in one earlier sentence: its frame is another, its fact is not."""
    own = {word.key for word in words(text)}
    return any(len(own & {word.key for word in words(earlier)}) >= _SAME * len(own) for earlier in said)
