"""Guided: a brief from a model that writes well and reasons badly.

The program chooses the facts that an analysis rests on (`outline`), finds who gains by them (`stakes`), and fixes how
each sentence opens and turns (`frames`). The model is asked for one sentence at a time, with the fact before the
question. A draft with a fault is asked for again, and the better is kept: one without errors, then without warnings,
then without a run of the copy's words.
"""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import TYPE_CHECKING

from briefgen.brief import SECTION_IDS, SectionId, Statement
from briefgen.draft import named, sentence_model, to_statement
from briefgen.frames import DECIDES, Frame, on_leverage, on_mechanism, on_signals, on_what_happened, on_what_matters
from briefgen.mentions import names
from briefgen.outline import Point, Stake, due, outline, with_context
from briefgen.prompt import Prompt, turn_for
from briefgen.stakes import ask_stakes
from briefgen.story import Story
from briefgen.verify import check
from briefgen.verify.attribution import sources_of
from briefgen.verify.cites import corrected
from briefgen.verify.match import content_keys, words
from briefgen.verify.style import echo

if TYPE_CHECKING:
    from briefgen.model import Model

# Warnings that do not tell a good sentence from a bad one.
_NEUTRAL = frozenset({"attribution", "cites", "length"})
# A speaker by role, as in "the irrigation district".
_ROLE = re.compile(r"the(?: [a-z-]+){1,3}")
# From this share of a sentence in one run with the copy, another wording is preferred.
_RUN = 0.6
# Up to this share of its words, a sentence says its fact in other words; beyond, it tells another.
_OWN_WORDS = 0.34
# From this share of its words in one earlier sentence, a sentence says that again.
_SAME = 0.7
# From this share of its words in the fact, what a signal decides is told by the fact.
_TOLD = 0.6
# By these words a fact tells that one thing decides another.
_CONDITION = re.compile(r"\b(?:if|unless|only|or|depends?|needs?|decides?|requires?)\b")
# Output tokens of one sentence; the longest frame has room for less.
_LIMIT = 160


async def guided(story: Story, prompt: Prompt, model: "Model") -> AsyncIterator[tuple[SectionId, list[Statement]]]:
    """The statements of each section, in order.

    Raises:
        BudgetSpent: the next call could pass the token or cost budget.
        ModelError: a draft cannot be had.
        CassetteMiss: a call is replayed and was not recorded.
    """
    said: list[str] = []
    for section in SECTION_IDS:
        statements = []
        stakes = await ask_stakes(story, prompt, model) if section == "who_gains" else ()
        for frame in _frames(section, story, prompt, stakes):
            best = await _best(section, frame, story, prompt, model, said)
            if not _repeats(best.text, said):
                statements.append(best)
                said.append(best.text)
        yield section, statements


def foreseen(story: Story, prompt: Prompt) -> list[tuple[SectionId, Frame]]:
    """What will be asked for, a sentence each, whoever gains: all but a section."""
    return [
        (section, frame) for section in SECTION_IDS for frame in _frames(section, story, prompt) if frame.given is None
    ]


def _frames(section: SectionId, story: Story, prompt: Prompt, stakes: Sequence[Stake] = ()) -> list[Frame]:
    """The frames of a section, with the sentences that what they rest on leans on."""
    held = outline(story, prompt.sentences)
    likeliest = next(iter(held.mechanisms), None)
    match section:
        case "what_happened":
            frames = on_what_happened(held.reported)
        case "who_gains":
            actors = {actor: named(actor, story) for actor in held.actors}
            frames = on_leverage(stakes, actors, likeliest, held.shown)
        case "mechanism":
            frames = on_mechanism(likeliest, held.shown) if likeliest else []
        case "why_it_matters":
            frames = on_what_matters(held.open, _cost(held.costs, story))
        case "what_to_watch":
            frames = on_signals({one: due(one.number, story) for one in held.ahead}, likeliest, held.shown)
    return [
        frame._replace(rests_on=tuple(sorted({near for one in frame.rests_on for near in with_context(one, story)})))
        for frame in frames
    ]


def _cost(costs: Sequence[Point], story: Story) -> tuple[Point, str] | None:
    """The first cost that it is plain who tells of, and by whose account; an empty string where by nobody's."""
    for cost in costs:
        sources = [source.removeprefix("The ") for source in sources_of(story, cost.number)]
        if not sources:
            return cost, ""
        first = sources[0]
        if len({source.lower() for source in sources}) == 1 and (first in names(story) or _ROLE.fullmatch(first)):
            return cost, named(first, story)
    return None


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
        text = _told(draft.text, frame.rests_on, story) if section == "what_to_watch" else draft.text
        statement = to_statement(section, text, frame.rests_on, story, prompt.sentences)
        drafts.append((_faults(section, statement, frame, story, said), statement))
        if not any(drafts[-1][0]):
            break
    return min(drafts, key=lambda each: each[0])[1]


def _told(text: str, rests_on: Iterable[int], story: Story) -> str:
    """A sentence without what its signal decides, where the fact does not tell that, or the signal told it already."""
    signal, joint, decided = text.partition(f", {DECIDES} ")
    if not joint:
        return text
    own, fact = content_keys(decided), _fact(rests_on, story)
    told = len(own & content_keys(fact)) >= _TOLD * len(own) and not own <= content_keys(signal)
    return text if told and _CONDITION.search(fact) else f"{signal}."


def _fact(rests_on: Iterable[int], story: Story) -> str:
    return " ".join(story.sentence(number).text for number in rests_on)


def _faults(
    section: SectionId, option: Statement, frame: Frame, story: Story, said: Sequence[str]
) -> tuple[int, int, bool]:
    """Errors, warnings that count, and whether it repeats the copy: less is better."""
    findings = check(corrected(option, story), section, story, said)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" and finding.check not in _NEUTRAL for finding in findings)
    repeats = section != "what_happened" and echo(option.text, story)[0] > _RUN
    return errors + _repeats(option.text, said), warnings + _strays(option.text, frame, story), repeats


def _strays(text: str, frame: Frame, story: Story) -> bool:
    """Whether too many of its words come from elsewhere than the fact and the frame."""
    own = content_keys(text)
    allowed = content_keys(" ".join([_fact(frame.rests_on, story), frame.pattern, *frame.values.values()]))
    return len(own - allowed) > _OWN_WORDS * len(own)


def _repeats(text: str, said: Sequence[str]) -> bool:
    """Whether nearly all its words stand in one earlier sentence: its frame is another, its fact is not."""
    own = {word.key for word in words(text)}
    return any(len(own & {word.key for word in words(earlier)}) >= _SAME * len(own) for earlier in said)
