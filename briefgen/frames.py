"""The sentences of an analysis by their frames: which fact one restates, and how it opens and turns.

What a frame fixes is the judgement (who gains, over whom; what is open; what to watch) and the fact of the story that
it rests on; what it leaves to the model is to put that fact into words. The pattern is a regular expression that the
decoder enforces.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from briefgen.outline import Mechanism, Stake
from briefgen.patterns import clause, either, literal, opening, whole

# What an actor gains, keeps or loses, in the words of bargaining: who can wait, who decides, who has another way out.
_HELD: Final = "(leverage|bargaining power|room to act|time|the initiative|an alternative)"
_BECAUSE = "(because|since|now that)"
_WHETHER = "(whether|who|how|what|when|why)"
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


def on_leverage(stakes: Sequence[Stake], named: Mapping[str, str]) -> list[Frame]:
    """The frames of who gains leverage; none for nobody.

    Args:
        stakes: who comes out stronger or weaker, and by which sentence.
        named: the actors as a sentence names them.
    """
    found = []
    for stake in stakes:
        actor = named[stake.actor]
        verbs = "(gains|gain|keeps|keep)" if stake.gains else "(loses|lose)"
        # Over those whom the same words name: of the rest a small model takes anybody.
        others = [literal(named[other]) for other in stake.over]
        over = f" (over|against) {either(*others)}" if stake.gains and others else ""
        pattern = whole(f"{opening(actor)} {verbs} {_HELD}{over}, {_BECAUSE} {clause(20, _LONGEST)}")
        found.append(Frame("gains" if stake.gains else "loses", pattern, (stake.by,), {"actor": actor}))
    return found


def on_mechanism(mechanism: Mechanism, shown: int) -> list[Frame]:
    """The frames of the mechanism: from the taxonomy what it is; how it shows here; what it costs as a rule.

    Args:
        mechanism: which.
        shown: the sentence of the story that shows it.
    """
    values = {"name": mechanism.name, "works": mechanism.works}
    # What a small model makes of the general lines is worse than the lines: it hangs the next number on them.
    rules = (
        f"The mechanism is {mechanism.name}: {mechanism.works}.",
        f"Its cost, as a rule, is that {mechanism.cost}.",
    )
    named, cost = (Frame("", "", (shown,), given=rule) for rule in rules)
    return [named, Frame("mechanism", whole(f"Here {clause(30, _LONGEST)}"), (shown,), values), cost]


def on_what_matters(open_points: Sequence[int], cost: int | None) -> list[Frame]:
    """The frames of why it matters: two points left open, and what it costs."""
    openings = ("Left open is", "Nor is it settled")
    found = [
        Frame("left_open", whole(f"{first} {_WHETHER} {clause(20, _LONGEST)}"), (number,), {"opening": first})
        for first, number in zip(openings, open_points, strict=False)
    ]
    if cost is not None:
        found.append(Frame("cost", whole(f"The cost shows in {clause(20, _LONGEST)}"), (cost,)))
    return found


def on_signals(ahead: Sequence[int]) -> list[Frame]:
    """The frames of what to watch, from the sentences that look ahead: a signal, and what it decides."""
    decides = f"which decides (whether|who|how|what|when|where|the) {clause(6, 120)}"
    pattern = whole(f"(Track|Watch) (whether|how|who) {clause(15, _LONGEST)}, {decides}")
    return [Frame("watch", pattern, (number,)) for number in ahead]
