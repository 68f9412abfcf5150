"""Frames: what the sentences of an analysis must look like where the program chooses what each restates."""

import re
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from briefgen import Story
from briefgen.draft import named, sentence_model
from briefgen.frames import Frame, on_leverage, on_mechanism, on_signals, on_what_happened, on_what_matters
from briefgen.mentions import Day
from briefgen.outline import Point, Stake, mechanisms, outline
from briefgen.patterns import clause, literal

STORY = Story.from_text(
    "The Harbour Union walked out on Monday over pay. Olm Ferries said it had lost two million crowns since. "
    "Olm Ferries would not say whether it could pay more. Talks resume and the permit ends on Nov 28, the union said."
)
ACTORS = {actor: named(actor, STORY) for actor in outline(STORY).actors}
UNION = Stake("Harbour Union", gains=True, by=Point(1, "crews walked out"), over=("Olm Ferries",))
FERRIES = Stake("Olm Ferries", gains=False, by=Point(2, "it had lost two million crowns"))


NOWHERE = Point(1, "crews walked out")


def fits(frame: Frame, text: str) -> bool:
    try:
        sentence_model(frame).model_validate({"text": text})
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("stakes", "text", "expected"),
    [
        ([UNION], "The Harbour Union gains leverage over Olm Ferries, because its crews can stop all work.", True),
        ([UNION], "The Harbour Union keeps time against Olm Ferries, since its crews can stop all work.", True),
        # Another actor, another object, another thing gained, no reason, something hung on the reason.
        ([UNION], "Olm Ferries gains leverage over Olm Ferries, because its crews can stop all work.", False),
        ([UNION], "The Harbour Union gains leverage over the mayor, because its crews can stop all work.", False),
        ([UNION], "The Harbour Union gains a ship over Olm Ferries, because its crews can stop all work.", False),
        ([UNION], "The Harbour Union gains leverage over Olm Ferries and stays out for as long as it likes.", False),
        ([UNION], "The Harbour Union gains time over Olm Ferries, because its crews stopped, which helps all.", False),
        # Over nobody where the sentence names nobody else.
        ([UNION._replace(over=())], "The Harbour Union gains leverage, because its crews can stop all work.", True),
        ([FERRIES], "Olm Ferries loses time, because it has lost two million crowns since the strike began.", True),
        ([FERRIES], "Olm Ferries gains time, because it has lost two million crowns since the strike began.", False),
    ],
)  # fmt: skip
def test_a_sentence_on_leverage_is_held_to_its_actor(stakes: Sequence[Stake], text: str, expected: bool) -> None:  # noqa: FBT001
    """Who, which way and over whom are the program's; the reason is the model's, and ends where it ends."""
    (frame,) = on_leverage(stakes, ACTORS, None, NOWHERE)

    assert expected is fits(frame, text)
    assert (stakes[0].by.number,) == frame.rests_on
    assert stakes[0].by.words == frame.values["words"]


def test_what_is_left_to_an_actor_needs_no_other_words() -> None:
    """The copy says it."""
    (frame,) = on_leverage([UNION._replace(left="the choice of crews")], ACTORS, None, NOWHERE)

    assert "The Harbour Union gains the initiative, because it has been left the choice of crews." == frame.given


def test_nobody_gains_where_nothing_is_at_stake() -> None:
    """A disaster has no winner."""
    assert [] == on_leverage([], ACTORS, None, NOWHERE)


def test_who_gains_as_a_rule_is_the_taxonomys_line() -> None:
    """After those of the story; of an inquiry or a disaster nobody gains as a rule."""
    strike, inquiry = (
        next(one for one in mechanisms() if one.name == name) for name in ("strike threat", "accountability inquiry")
    )
    first, rule = on_leverage([UNION], ACTORS, strike, Point(2, "it lost two million crowns"))

    assert first.given is None
    assert (f"As a rule, {strike.gains}.", (2,)) == (rule.given, rule.rests_on)
    assert [] == on_leverage([], ACTORS, inquiry, NOWHERE)


def test_a_mechanism_is_named_shown_and_priced() -> None:
    """What it is and costs are the taxonomy's lines, word for word; between them the model says where it shows."""
    strike = next(one for one in mechanisms() if one.name == "strike threat")
    rule, here, cost = on_mechanism(strike, Point(2, "it had lost two million crowns"))

    assert f"The mechanism is strike threat: {strike.works}." == rule.given
    assert cost.given is not None
    assert strike.cost in cost.given
    assert here.given is None
    assert fits(here, "It shows here in how the company counts two million crowns since its crews stopped.")
    assert not fits(here, "Strikes cost the company two million crowns.")
    assert {(2,)} == {rule.rests_on, here.rests_on, cost.rests_on}


def test_what_matters_is_two_open_points_and_a_cost() -> None:
    """In this order, each from its own sentence; what the story does not have is not written."""
    first, second, cost = on_what_matters(
        [Point(number, "nobody knows") for number in (3, 4, 5)], (Point(2, "it lost"), "the company")
    )

    assert [(3,), (4,), (2,)] == [first.rests_on, second.rests_on, cost.rests_on]
    assert fits(first, "Left open is whether the company can pay more than it has offered.")
    assert fits(second, "Nor is it settled when the talks are to resume in earnest.")
    assert fits(cost, "The cost shows in the two million crowns it has lost, by the account of the company.")
    assert not fits(cost, "The cost shows in the two million crowns it has lost.")
    assert not fits(first, "Left open is the price of everything, as ever.")
    assert [] == on_what_matters((), None)


def test_what_happened_is_a_sentence_for_each_fact() -> None:
    """Held to no wording."""
    first, second = on_what_happened((1, 4))

    assert [(1,), (4,)] == [first.rests_on, second.rests_on]
    assert fits(first, "Crews of Olm Ferries, who want more pay, walked out on Monday, the Harbour Union said.")


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        (Day("Nov 28", "by"), "Watch Nov 28, by when both sides must come back to the table.", True),
        (
            Day("Nov 28", "by"),
            "Watch Nov 28, by when both must come back, which decides whether crews eat.",
            True,
        ),
        (Day("Nov 28", "by"), "Watch whether both sides come back to the table.", False),
        (Day("Nov 28", "by"), "Watch Nov 28, by when both must come back, which would help the moon.", False),
        (Day("Friday, Nov. 28", "on"), "Watch Friday, Nov. 28, when the permit of the ferries ends.", True),
        (Day("Friday, Nov. 28", "on"), "Watch Friday, when the permit of the ferries ends.", False),
        (Day("Nov 28", "until"), "Watch Nov 28, until when the permit of the ferries runs.", True),
        (Day("Nov 28", "from"), "Watch Nov 28, from when the ferries lie idle for the winter.", True),
        (None, "Watch whether the ferries lie idle for the winter.", True),
        (None, "The ferries lie idle for the winter.", False),
    ],
)
def test_a_signal_keeps_its_day(day: Day | None, text: str, expected: bool) -> None:  # noqa: FBT001
    """What comes on a day is certain and is not asked whether; what it decides may follow, and nothing else."""
    (signal,) = on_signals({Point(4, "talks resume"): day}, None, Point(1, "crews walked out"))

    assert (4,) == signal.rests_on
    assert expected is fits(signal, text)


def test_signals_are_read_by_the_rule_of_the_mechanism() -> None:
    """It closes the section; without a signal there is nothing to read."""
    strike = next(one for one in mechanisms() if one.name == "strike threat")
    *_, rule = on_signals({Point(4, "a"): None, Point(5, "b"): None}, strike, Point(2, "c"))

    assert f"As a rule, {strike.signals}." == rule.given
    assert (2,) == rule.rests_on
    assert [] == on_signals({}, strike, Point(2, "c"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it owes 1,930,000 crowns and 3.5 times that", True),
        ("it opens at 14:30 on Oct 9 in the port", True),
        ("it owes money, which is a lot of money", False),
        ("it owes money; it owes more than that", False),
        ("it owes money. It owes more than that", False),
        ("it owes them until Friday, Nov 28 at noon", True),
        ("it owes them from Oct. 9 until Friday, Nov. 28", True),
        ("it owes 14 banks, 180 clients and 6 firms", False),
        ('it owes "money" to more than one bank', False),
    ],
)
def test_nothing_hangs_on_a_clause(text: str, expected: bool) -> None:  # noqa: FBT001
    """A comma, a stop or a colon stands inside a number or a date only."""
    assert expected is bool(re.fullmatch(clause(5, 60), text))


@pytest.mark.parametrize("name", ["A.B. (Ltd)", "x|y", "[1]", "a*b+c?", "^$", "{2}"])
def test_a_name_is_matched_as_it_is_written(name: str) -> None:
    """The copy is never a pattern."""
    assert re.fullmatch(literal(name), name)
