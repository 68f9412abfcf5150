"""Frames: what the sentences of an analysis must look like where the program chooses what each restates."""

import re
from collections.abc import Sequence

import pytest
from pydantic import ValidationError

from briefgen import Story
from briefgen.draft import named, sentence_model
from briefgen.frames import Frame, on_leverage, on_mechanism, on_signals, on_what_matters
from briefgen.outline import Stake, mechanisms, outline
from briefgen.patterns import clause, literal

STORY = Story.from_text(
    "The Harbour Union walked out on Monday over pay. Olm Ferries said it had lost two million crowns since. "
    "Olm Ferries would not say whether it could pay more. Talks resume and the permit ends on Nov 28, the union said."
)
ACTORS = {actor: named(actor, STORY) for actor in outline(STORY).actors}
UNION = Stake("Harbour Union", gains=True, by=1, over=("Olm Ferries",))
FERRIES = Stake("Olm Ferries", gains=False, by=2)


def fits(frame: Frame, text: str) -> bool:
    try:
        sentence_model(frame).model_validate({"text": text})
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("stakes", "text", "expected"),
    [
        ([UNION], "The Harbour Union gains leverage over Olm Ferries, because crews that stop cost it money.", True),
        ([UNION], "The Harbour Union keeps time against Olm Ferries, since crews that stop cost it money.", True),
        # Another actor, another object, another thing gained, no reason, something hung on the reason.
        ([UNION], "Olm Ferries gains leverage over Olm Ferries, because crews that stop cost it money.", False),
        ([UNION], "The Harbour Union gains leverage over the mayor, because crews that stop cost it money.", False),
        ([UNION], "The Harbour Union gains a ship over Olm Ferries, because crews that stop cost it money.", False),
        ([UNION], "The Harbour Union gains leverage over Olm Ferries and stays out for as long as it likes.", False),
        ([UNION], "The Harbour Union gains time over Olm Ferries, because crews stopped, which helps all.", False),
        # Over nobody where the sentence names nobody else.
        ([UNION._replace(over=())], "The Harbour Union gains leverage, because crews that stop cost it money.", True),
        ([FERRIES], "Olm Ferries loses time, because it has lost two million crowns since the strike began.", True),
        ([FERRIES], "Olm Ferries gains time, because it has lost two million crowns since the strike began.", False),
    ],
)  # fmt: skip
def test_a_sentence_on_leverage_is_held_to_its_actor(stakes: Sequence[Stake], text: str, expected: bool) -> None:  # noqa: FBT001
    """Who, which way and over whom are the program's; the reason is the model's, and ends where it ends."""
    (frame,) = on_leverage(stakes, ACTORS)

    assert expected is fits(frame, text)
    assert (stakes[0].by,) == frame.rests_on


def test_nobody_gains_where_nothing_is_at_stake() -> None:
    """A disaster has no winner."""
    assert [] == on_leverage([], ACTORS)


def test_a_mechanism_is_named_shown_and_priced() -> None:
    """What it is and costs are the taxonomy's lines, word for word; between them the model says where it shows."""
    strike = next(one for one in mechanisms() if one.name == "strike threat")
    rule, here, cost = on_mechanism(strike, 2)

    assert f"The mechanism is strike threat: {strike.works}." == rule.given
    assert cost.given is not None
    assert strike.cost in cost.given
    assert here.given is None
    assert fits(here, "Here the company counts two million crowns since its crews stopped.")
    assert not fits(here, "Strikes cost the company two million crowns.")
    assert {(2,)} == {rule.rests_on, here.rests_on, cost.rests_on}


def test_what_matters_is_two_open_points_and_a_cost() -> None:
    """In this order, each from its own sentence; what the story does not have is not written."""
    first, second, cost = on_what_matters((3, 4, 5), 2)

    assert [(3,), (4,), (2,)] == [first.rests_on, second.rests_on, cost.rests_on]
    assert fits(first, "Left open is whether the company can pay more than it has offered.")
    assert fits(second, "Nor is it settled when the talks are to resume in earnest.")
    assert fits(cost, "The cost shows in the two million crowns that the company has lost.")
    assert not fits(first, "Left open is the price of everything, as ever.")
    assert [] == on_what_matters((), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Watch whether talks resume on Friday, Nov 28, which decides how long the ferries lie idle.", True),
        ("Track who comes to the talks on Nov 28, which decides the price of a crew.", True),
        ("Watch whether talks resume on Nov 28.", False),
        ("Watch whether talks resume on Nov 28, which would help the moon.", False),
        ("Talks resume on Nov 28, which decides how long the ferries lie idle.", False),
    ],
)
def test_a_signal_says_what_it_decides(text: str, expected: bool) -> None:  # noqa: FBT001
    """One for each sentence that looks ahead."""
    first, second = on_signals((4, 5))

    assert [(4,), (5,)] == [first.rests_on, second.rests_on]
    assert expected is fits(first, text)


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
