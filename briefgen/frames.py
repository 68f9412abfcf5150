"""The sentences of an analysis by their frames: which fact one restates, and how it opens and turns.

What a frame fixes is the judgement (who gains, over whom; what is open; what to watch) and the fact of the story that
it rests on; what it leaves to the model is to put that fact into words. The pattern is a regular expression that the
decoder enforces.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from briefgen.mentions import Day
from briefgen.outline import Mechanism, Point, Stake
from briefgen.patterns import ANY, clause, either, literal, opening, whole

# What an actor gains, keeps or loses, in the words of bargaining: who can wait, who decides, who has another way out.
_HELD: Final = "(leverage|bargaining power|room to act|time|the initiative|an alternative)"
# The reason is the actor's own: of others a small model tells what they gain.
_BECAUSE = "(because|since|now that) (it|its|they|their|he|his|she|her)"
_WHETHER = "(whether|who|how|what|when|why)"
# What joins a signal to what it decides.
DECIDES: Final = "which decides"
# Characters of a clause: a sentence that is to end by itself needs room to.
_LONGEST: Final = 230


class Frame(NamedTuple):
    """One sentence to be written.

    Attributes:
        block: the block of the prompt that asks for it; empty where it is given.
        pattern: what it must match; empty where it is given.
        rests_on: numbers of the sentences of the story that it restates and cites.
        values: what the block is given besides.
        given: the sentence itself, where the model has nothing to add.
    """

    block: str
    pattern: str
    rests_on: tuple[int, ...]
    values: Mapping[str, str] = MappingProxyType({})
    given: str | None = None


def on_what_happened(reported: Sequence[int]) -> list[Frame]:
    """The frames of what happened, one for each sentence that is to be reported."""
    return [Frame("report", ANY, (number,)) for number in reported]


def on_leverage(
    stakes: Sequence[Stake], named: Mapping[str, str], mechanism: Mechanism | None, shown: Point
) -> list[Frame]:
    """The frames of who gains leverage; none where nobody does and the mechanism is one by which nobody gains.

    Args:
        stakes: who comes out stronger or weaker, and by which sentence.
        named: the actors as a sentence names them.
        mechanism: which operates; the taxonomy says who gains by it as a rule.
        shown: what in the story shows it.
    """
    found = []
    for stake in stakes:
        actor = named[stake.actor]
        if stake.left:
            given = f"{actor[:1].upper()}{actor[1:]} gains the initiative, because it has been left {stake.left}."
            found.append(_given(stake.by, given))
            continue
        verbs = "(gains|gain|keeps|keep)" if stake.gains else "(loses|lose)"
        # Over those whom the same words name: of the rest a small model takes anybody.
        others = [literal(named[other]) for other in stake.over]
        over = f" (over|against) {either(*others)}" if stake.gains and others else ""
        pattern = whole(f"{opening(actor)} {verbs} {_HELD}{over}, {_BECAUSE} {clause(20, _LONGEST)}")
        values = {"actor": actor, "words": stake.by.words}
        found.append(Frame("gains" if stake.gains else "loses", pattern, (stake.by.number,), values))
    if mechanism and mechanism.gains:
        found.append(_given(shown, f"As a rule, {mechanism.gains}."))
    return found


def on_mechanism(mechanism: Mechanism, shown: Point) -> list[Frame]:
    """The frames of the mechanism: from the taxonomy what it is; in what it shows; what it costs as a rule.

    Args:
        mechanism: which.
        shown: what in the story shows it.
    """
    values = {"name": mechanism.name, "works": mechanism.works, "words": shown.words}
    # What a small model makes of the general lines is worse than the lines: it hangs the next number on them.
    named = _given(shown, f"The mechanism is {mechanism.name}: {mechanism.works}.")
    cost = _given(shown, f"Its cost, as a rule, is that {mechanism.cost}.")
    here = Frame("mechanism", whole(f"It shows here in how {clause(30, _LONGEST)}"), (shown.number,), values)
    return [named, here, cost]


def on_what_matters(open_points: Sequence[Point], cost: tuple[Point, str] | None) -> list[Frame]:
    """The frames of why it matters: two points left open, and what it costs.

    Args:
        open_points: what is not decided; two are used.
        cost: what somebody pays or loses, and by whose account; empty where it is nobody's.
    """
    openings = ("Left open is", "Nor is it settled")
    found = [
        Frame(
            "left_open",
            whole(f"{first} {_WHETHER} {clause(20, _LONGEST)}"),
            (point.number,),
            {"opening": first, "words": point.words},
        )
        for first, point in zip(openings, open_points, strict=False)
    ]
    if cost is not None:
        point, source = cost
        account = f", by the account of {source}" if source else ""
        pattern = whole(f"The cost shows in {clause(20, _LONGEST)}{literal(account)}")
        found.append(Frame("cost", pattern, (point.number,), {"account": account, "words": point.words}))
    return found


def on_signals(ahead: Mapping[Point, Day | None], mechanism: Mechanism | None, shown: Point) -> list[Frame]:
    """The frames of what to watch: the signals, and how to read them; none without a signal.

    Args:
        ahead: what the story says of days to come, with the day that each names.
        mechanism: which operates; the taxonomy says how its signals are read.
        shown: what in the story shows it.
    """
    decides = f"(, {DECIDES} whether {clause(6, 120)})?"
    found = []
    for point, named in ahead.items():
        start = _dated(named)
        pattern = whole(f"{literal(start)} {clause(15, _LONGEST)}{decides}")
        found.append(Frame("watch", pattern, (point.number,), {"opening": start, "words": point.words}))
    if found and mechanism:
        found.append(_given(shown, f"As a rule, {mechanism.signals}."))
    return found


def _given(by: Point, sentence: str) -> Frame:
    """A sentence that the model has nothing to add to."""
    return Frame("", "", (by.number,), given=sentence)


def _dated(named: Day | None) -> str:
    """How a signal opens: what is told of a day keeps its modality, and only what has none is asked whether."""
    if named is None:
        return "Watch whether"
    return f"Watch {named.words}, {'' if named.how == 'on' else f'{named.how} '}when"
