"""Guided: a model that weighs answers and drafts more than once, played by a fixture that does both by rule."""

import asyncio
import math
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest

from briefgen import Story
from briefgen.brief import SECTION_IDS, SectionId, Statement
from briefgen.guided import guided
from briefgen.model import Model
from briefgen.outline import Stakes
from briefgen.prompt import Message, brief_prompt
from briefgen.providers import Profile
from briefgen.stakes import ask_stakes

STORY = Story.from_text(
    "The Harbour Union struck on Monday over pay. Olm Ferries said it had lost two million crowns since then. "
    "Olm Ferries would not say whether it could pay more. The Harbour Union said talks resume by Friday, Nov 28."
)
DRAFTS = tuple({"temperature": number / 10} for number in range(3))
# By what a question holds, how likely Yes is.
CONTEST = {
    "bargain": 0.8,
    "accident": 0.3,
    "Does Harbour Union gain": 0.9,
    "Does Olm Ferries lose": 0.9,
    "Does Olm Ferries gain": 0.4,
    "Does Harbour Union lose": 0.2,
}

Write = Callable[[SectionId, int], list[str]]


class Weighing:
    """A model as far as it is guided: asked in drafts or for Yes or No, it answers from tables."""

    def __init__(self, shares: Mapping[str, float], write: Write | None = None) -> None:
        self.profile = Profile("local", "fixture", strategy="guided", drafts=DRAFTS)
        self.shares = shares
        self.write = write or (lambda section, _: [f"Nobody knows yet what the {section} of it all may come to be."])
        self.questions: list[str] = []
        self.drafted: list[tuple[SectionId, object]] = []

    async def ask(
        self, messages: Sequence[Message], schema: type[Any], *, limit: int, sampling: Mapping[str, object]
    ) -> Any:
        assert limit == 100
        section = next(one for one in SECTION_IDS if schema.__name__ == one.title().replace("_", ""))
        number = sum(before == section for before, _ in self.drafted)
        self.drafted.append((section, sampling))
        assert messages[-1].content.startswith("STORY\n")
        cited = [SimpleNamespace(cites=[1], text=text) for text in self.write(section, number)]
        return SimpleNamespace(statements=cited)

    async def complete(self, messages: Sequence[Message], **_: object) -> object:
        question = messages[-1].content.split("END OF STORY")[1].strip()
        self.questions.append(question)
        share = next((share for words, share in self.shares.items() if words in question), None)
        if share is None:
            return SimpleNamespace(choices=[])
        weighed = [
            SimpleNamespace(token=word, logprob=_log(part)) for word, part in (("Yes", share), ("No", 1 - share))
        ]
        tokens = SimpleNamespace(content=[SimpleNamespace(top_logprobs=weighed)])
        return SimpleNamespace(choices=[SimpleNamespace(logprobs=tokens)])


def _log(share: float) -> float:
    return math.log(max(share, 1e-9))


def stakes_of(model: Weighing) -> Stakes | None:
    return asyncio.run(ask_stakes(STORY, brief_prompt(STORY, "guided"), cast("Model", model)))


def written(model: Weighing) -> dict[SectionId, list[Statement]]:
    async def collect() -> dict[SectionId, list[Statement]]:
        sections = guided(STORY, brief_prompt(STORY, "guided"), cast("Model", model), limit=100)
        return {section: statements async for section, statements in sections}

    return asyncio.run(collect())


def test_the_stakes_are_who_gains_most_and_who_loses_most() -> None:
    """By the model's own weights, with the sentences that name them."""
    assert Stakes("Harbour Union", "Olm Ferries", (1, 4), (2, 3)) == stakes_of(Weighing(CONTEST))


@pytest.mark.parametrize(("bargain", "accident"), [(0.6, 0.5), (0.3, 0.8), (0.5, 0.31)])
def test_where_nobody_bargains_nobody_is_asked_about(bargain: float, accident: float) -> None:
    """A disaster costs two questions, and has neither winner nor loser."""
    model = Weighing({**CONTEST, "bargain": bargain, "accident": accident})

    assert Stakes() == stakes_of(model)
    assert 2 == len(model.questions)


def test_a_server_that_does_not_weigh_leaves_the_stakes_open() -> None:
    """Unknown is not nobody: the model is then asked freely."""
    model = Weighing({})
    written(model)

    assert stakes_of(Weighing({})) is None
    assert "who_gains" in [section for section, _ in model.drafted]


def test_a_story_without_a_contest_has_no_section_on_leverage() -> None:
    """It is not drafted; the gap is the program's to fill."""
    model = Weighing({"bargain": 0.4, "accident": 0.5, "Statement": 0.5})
    sections = written(model)

    assert list(SECTION_IDS) == list(sections)
    assert [] == sections["who_gains"]
    assert "who_gains" not in [section for section, _ in model.drafted]


def test_a_report_is_drafted_once_and_an_analysis_as_often_as_the_profile_says() -> None:
    """The first draft of each is the likeliest one."""
    model = Weighing({**CONTEST, "Statement": 0.5})
    written(model)
    samplings = {section: [one for drafted, one in model.drafted if drafted == section] for section in SECTION_IDS}

    assert [DRAFTS[0]] == samplings["what_happened"]
    assert all(list(DRAFTS) == samplings[section] for section in SECTION_IDS[1:])


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        # An invented number is an error, however sure the model is of it.
        ("It keeps both waiting for 97 days at least, sure.", "It keeps both sides waiting for the other."),
        # Of two without fault the one the model is surer of, here marked by the word "sure".
        ("It keeps both sides waiting for the other.", "It keeps both of them where they are, for sure now."),
        # A run of the copy's words is worth less than other words.
        ("It said it had lost two million crowns since then, sure.", "It leaves the company to count its loss."),
        # A sentence that ends in the middle is none.
        ("It keeps both sides waiting for the.", "It keeps both sides waiting for the other."),
    ],
)
def test_the_best_sentence_of_the_drafts_is_taken(worse: str, better: str) -> None:
    """First without errors, then without the copy's words, then by the model's own weight."""

    def write(section: SectionId, number: int) -> list[str]:
        return [better if number else worse] if section == "mechanism" else [f"{section} is told in words of its own."]

    shares = {**CONTEST, "sure": 0.9, "Statement": 0.5}

    assert [better] == [one.text for one in written(Weighing(shares, write))["mechanism"]]


def test_what_was_said_is_not_said_again() -> None:
    """A sentence that repeats an earlier section gives way to one that does not."""
    said = "The company has to weigh another idle week against what a settlement would cost it."

    def write(section: SectionId, number: int) -> list[str]:
        if section == "mechanism" or (section == "why_it_matters" and number < len(DRAFTS) - 1):
            return [said]
        return ["Crews learn what patience is worth." if section == "why_it_matters" else f"{section} goes on."]

    sections = written(Weighing({**CONTEST, "Statement": 0.5}, write))

    assert [said] == [one.text for one in sections["mechanism"]]
    assert said not in [one.text for one in sections["why_it_matters"]]
