"""Guided: a model that weighs answers and writes one sentence at a time, played by a fixture that does both by rule."""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefgen import Story
from briefgen.brief import SECTION_IDS, SectionId, Statement
from briefgen.guided import foreseen, guided
from briefgen.model import Model
from briefgen.outline import Point, Stake
from briefgen.prompt import Message, brief_prompt, turn_for
from briefgen.providers import Profile
from briefgen.stakes import ask_stakes

STORY = Story.from_text(
    "The Harbour Union walked out of Olm Ferries on Monday over pay. Olm Ferries said it had lost two million crowns. "
    "Olm Ferries must pay its crews by Friday, Nov 28. The Harbour Union can call off the strike it won a vote on. "
    "It would not say whether it will."
)
DRAFTS = tuple({"temperature": number / 10} for number in range(2))
# By what a question holds, how likely Yes is.
CONTEST = {"bargain": 0.8, "accident": 0.3, "Harbour Union gain": 0.9, "Olm Ferries lose": 0.9}

# The text of a draft, by the block's own words and the number of the draft.
WORDS = (
    "patience weather money trade habit custom doubt hope haste pride trust chance anger sleep comfort honour fashion "
    "memory courage sense ground credit order silence favour freedom health luck peace speed warmth youth"
).split()

Write = Callable[[str, int], str]


def _in_other_words(asked: str, _number: int = 0) -> str:
    """A sentence without a fault, another for each question."""
    first = sum(map(ord, asked))
    pick = [WORDS[(first + step * step * 7) % len(WORDS)] for step in range(6)]
    return f"If the union waits, {pick[0]} costs it {pick[1]}, {pick[2]}, {pick[3]}, {pick[4]} and {pick[5]}."


class Weighing:
    """A model as far as it is guided: asked for a sentence or for Yes or No, it answers by rule."""

    def __init__(self, shares: Mapping[str, float], write: Write | None = None) -> None:
        self.profile = Profile("local", "fixture", strategy="guided", drafts=DRAFTS)
        self.shares = shares
        self.write = write or _in_other_words
        self.questions: list[str] = []
        self.drafted: list[tuple[str, object]] = []

    async def ask(
        self,
        messages: Sequence[Message],
        schema: type[Any],
        *,
        limit: int,
        sampling: Mapping[str, object] | None = None,
    ) -> Any:
        assert 100 <= limit <= 200
        asked = messages[-1].content.split("END OF STORY")[1].strip()
        number = sum(before == asked for before, _ in self.drafted)
        self.drafted.append((asked, sampling))
        assert ["text"] == list(schema.model_fields)
        return SimpleNamespace(text=self.write(asked, number))

    async def complete(self, messages: Sequence[Message], **_: object) -> object:
        question = messages[-1].content.split("END OF STORY")[1].strip()
        self.questions.append(question)
        share = next((share for words, share in self.shares.items() if words in question), None)
        if share is None:
            return SimpleNamespace(choices=[])
        weighed = [
            SimpleNamespace(token=word, logprob=math.log(max(part, 1e-9)))
            for word, part in (("Yes", share), ("No", 1 - share))
        ]
        tokens = SimpleNamespace(content=[SimpleNamespace(top_logprobs=weighed)])
        return SimpleNamespace(choices=[SimpleNamespace(logprobs=tokens)])


def stakes_of(model: Weighing, story: Story = STORY) -> list[Stake]:
    return asyncio.run(ask_stakes(story, brief_prompt(story, "guided"), cast("Model", model)))


def written(model: Weighing, story: Story = STORY) -> dict[SectionId, list[Statement]]:
    async def collect() -> dict[SectionId, list[Statement]]:
        sections = guided(story, brief_prompt(story, "guided"), cast("Model", model))
        return {section: statements async for section, statements in sections}

    return asyncio.run(collect())


def test_who_may_gains_and_who_must_loses() -> None:
    """By the words behind the names, with the sentence that says so and whom else it names."""
    may = Point(4, "the Harbour Union can call off the strike it won a vote on")
    must = Point(3, "Olm Ferries must pay its crews by Friday, Nov 28")
    expected = [Stake("Harbour Union", gains=True, by=may), Stake("Olm Ferries", gains=False, by=must)]

    assert expected == stakes_of(Weighing(CONTEST))


def test_where_no_words_tell_the_model_does() -> None:
    """It is asked who comes out better, of those in the sentence that shows the mechanism."""
    story = Story.from_text("The Harbour Union met Olm Ferries. The Harbour Union said so. Olm Ferries said so, too.")

    (stake,) = stakes_of(Weighing(CONTEST), story)

    assert ("Harbour Union", True, 2) == (stake.actor, stake.gains, stake.by.number)


@pytest.mark.parametrize(("bargain", "accident"), [(0.6, 0.5), (0.3, 0.8), (0.5, 0.31)])
def test_where_nobody_bargains_nobody_is_asked_about(bargain: float, accident: float) -> None:
    """A disaster costs two questions, and has neither winner nor loser."""
    model = Weighing({**CONTEST, "bargain": bargain, "accident": accident})

    assert [] == stakes_of(model)
    assert 2 == len(model.questions)


def test_a_server_that_does_not_weigh_leaves_it_to_the_words() -> None:
    """Unknown is not nobody."""
    assert "Harbour Union" == stakes_of(Weighing({}))[0].actor


def test_where_nobody_bargains_the_rule_alone_says_who_gains() -> None:
    """No actor of the story is said to; where there is no rule either, the gap is the program's to fill."""
    sections = written(Weighing({"bargain": 0.4, "accident": 0.5}))
    disaster = Story.from_text("Rescuers dug for survivors in the rubble. Aftershocks shook the ruins, and tents came.")

    assert list(SECTION_IDS) == list(sections)
    assert ["As a rule, "] == [one.text[:11] for one in sections["who_gains"]]
    assert [] == written(Weighing({"bargain": 0.4, "accident": 0.5}), disaster)["who_gains"]


def test_the_fact_stands_before_the_question_and_is_what_is_cited() -> None:
    """With the sentence before it where it speaks of somebody named there."""
    model = Weighing(CONTEST)
    (left_open, *_) = written(model)["why_it_matters"]
    asked = next(one for one, _ in model.drafted if "left open by" in one)

    assert (4, 5) == left_open.cites
    assert "[4] The Harbour Union can call off" in asked
    assert "[5] It would not say" in asked


def test_what_happened_is_the_lead_and_what_tells_most_after_it() -> None:
    """A sentence each, in the order of the story; what is kept for the analysis is not told twice."""
    model = Weighing(CONTEST)

    assert [(1,), (2,), (4,)] == [one.cites for one in written(model)["what_happened"]]
    assert "[1] The Harbour Union walked out" in model.drafted[0][0]


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("whether the Harbour Union strikes again", True),
        ("whether the mayor resigns over this", False),
        ("whether Olm Ferries must pay", False),
    ],
)
def test_what_a_signal_decides_is_cut_where_the_fact_does_not_tell_it(decided: str, expected: bool) -> None:  # noqa: FBT001
    """Told as a condition by the same sentence of the story, and not told by the signal already, it stays."""
    story = Story.from_text("It rained. Olm Ferries must pay by Friday, Nov 28, or the Harbour Union strikes again.")
    signal = "Watch Friday, Nov 28, by when Olm Ferries must pay"
    whole = f"{signal}, which decides {decided}."
    model = Weighing(CONTEST, lambda asked, _: whole if "signal" in asked else _in_other_words(asked, 0))

    assert (whole if expected else f"{signal}.") in [one.text for one in written(model, story)["what_to_watch"]]


def test_a_cost_is_told_by_whoever_counts_it() -> None:
    """A figure of one side is no fact."""
    story = Story.from_text(
        "The Harbour Union left Olm Ferries. It rained. Olm Ferries said it had lost 2 million crowns."
    )
    prompt = brief_prompt(story, "guided")
    turns = [turn_for(frame, section, prompt, story) for section, frame in foreseen(story, prompt)]
    (asked,) = [turn for turn in turns if "pays, loses" in turn]

    assert 'end with ", by the account of Olm Ferries"' in asked


def test_a_sentence_without_fault_is_drafted_once() -> None:
    """The first draft is the likeliest one."""
    good = "Left open is whether the union will call off its strike."
    drafted = _drafted(lambda asked, _: good if "left open by" in asked else _in_other_words(asked, 0))

    assert [DRAFTS[0]] == [sampling for asked, sampling in drafted if "left open by" in asked]


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("Left open is whether it takes 97 days.", "Left open is whether the union will call off its strike."),
        ("Left open is whether it takes the.", "Left open is whether the union will call off its strike."),
        # Words that are neither the fact's nor the frame's.
        (
            "Left open is whether the mayor resigns over fishing.",
            "Left open is whether the union will call off its strike.",
        ),
        # A run of the copy's words is worth less than other words.
        ("Whether it had lost two million crowns.", "Left open is whether the union will call off its strike."),
    ],
)
def test_a_draft_with_a_fault_gives_way_to_the_next(worse: str, better: str) -> None:
    """An invented number, a cut sentence, an echo; where the next is no better, the first stays."""

    def write(asked: str, number: int) -> str:
        return (better if number else worse) if "left open by" in asked else _in_other_words(asked, 0)

    assert better in [one.text for one in written(Weighing(CONTEST, write))["why_it_matters"]]
    assert [DRAFTS[0], DRAFTS[1]] == [sampling for asked, sampling in _drafted(write) if "left open by" in asked]


def _drafted(write: Write) -> list[tuple[str, object]]:
    model = Weighing(CONTEST, write)
    written(model)
    return model.drafted
