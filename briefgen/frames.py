"""The sentences of an analysis by their frames: how one opens and turns, so that it cannot but answer its heading.

A frame is a regular expression that the decoder enforces. What it fixes is the judgement (who gains, over whom,
because of what); what it leaves open is the fact, in the model's words.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefgen.brief import SectionId
from briefgen.outline import Outline, Stakes

# A whole sentence: a capital or an opening mark, then neither straight quote mark, backslash nor line break, then a
# full stop. Small models close the JSON string where the copy has a straight quote, and so cut the sentence there.
_OPENING = "[A-Z“‘$€£0-9]"
_CLOSING = "[.!?][”’]?"

# What an actor gains, keeps or loses, in the words of bargaining: who can wait, who decides, who has another way out.
_HELD: Final = (
    "leverage", "bargaining power", "room to act", "room to bargain", "time", "the initiative", "the last word",
    "a veto", "a bargaining chip", "control of the timetable", "control of the agenda", "political cover",
    "a precedent", "an alternative", "credibility",
)  # fmt: skip
_EFFECTS = "(help|hurt|strengthen|weaken|bind|free|delay|test|commit|relieve|isolate)"
_BECAUSE = "(because|since|now that)"


class Frame(NamedTuple):
    """The pattern of one sentence, and the sentences of the story of which it may cite one; none for any of them."""

    pattern: str
    rests_on: Sequence[int] = ()


def frames(section: SectionId, held: Outline, stakes: Stakes, names: Sequence[str]) -> tuple[Frame, ...]:
    """The frames of a section's sentences in their order; none where any sentence will do.

    Args:
        section: which.
        held: what the story holds for it.
        stakes: who comes out stronger, who weaker.
        names: these two as patterns; empty for nobody.
    """
    match section:
        case "who_gains" if names:
            stronger = f"{names[0]} (gains|gain|keeps|keep) ({'|'.join(_HELD)}) (over|against|with) {_clause(3, 50)}"
            weaker = f"{names[1]} (loses|lose) ({'|'.join(_HELD)})"
            return (
                _frame(f"{stronger}, {_BECAUSE} {words(20, 240)}", stakes.of_stronger),
                _frame(f"{weaker}, {_BECAUSE} {words(20, 240)}", stakes.of_weaker),
            )
        case "mechanism":
            named = "|".join([*(literal(one.name) for one in held.mechanisms), "another, [a-z -]{4,40}"])
            return (
                _frame(f"The mechanism is ({named}): {words(20, 260)}"),
                _frame(f"It (binds|leaves|lets|limits|forces|keeps|gives|turns on) {words(20, 260)}"),
                _frame(f"Its cost falls on {words(20, 260)}"),
            )
        case "why_it_matters":
            placed = f"(is|are) better placed (for|to) {_clause(4, 120)}, {_BECAUSE} {words(20, 240)}"
            return (
                _frame(f"Left open is (whether|who|how|what|when|why) {_clause(20, 220)}", held.open),
                _frame(f"The cost falls on {_clause(4, 120)}, (because|since|who|which) {words(20, 240)}"),
                *([_frame(f"{names[0]} {placed}", stakes.of_stronger)] if names else []),
            )
        case "what_to_watch" if held.ahead:
            watch = (
                f"(Track|Watch) (whether|what|how|when) {_signal(15, 220)}, which would {_EFFECTS} {_clause(4, 120)}"
            )
            return tuple(_frame(watch, [number]) for number in held.ahead)
        case _:
            return ()


def whole(pattern: str) -> str:
    """A pattern of a sentence but for its end, as one of the whole of it."""
    return f"^{pattern}{_CLOSING}$"


def words(least: int, most: int) -> str:
    """The pattern of any words, by their characters: neither straight quote mark, backslash nor line break."""
    return rf'[^"\\\n]{{{least},{most}}}'


def _clause(least: int, most: int) -> str:
    """Words without a comma, so that nothing is hung on: what a small model hangs on is what it gets wrong."""
    return rf'[^"\\\n,]{{{least},{most}}}'


def _signal(least: int, most: int) -> str:
    """Words without a stop of any kind, so that nothing but the consequence can follow them."""
    return rf'[^"\\\n.;:]{{{least},{most}}}'


def literal(text: str) -> str:
    """A text as a pattern that matches it alone, in the dialect that JSON Schema and decoders share."""
    return re.sub(r"([.()\[\]{}|*+?^$\\])", r"\\\1", text)


def _frame(pattern: str, rests_on: Sequence[int] = ()) -> Frame:
    return Frame(whole(pattern), rests_on)


ANY: Final = whole(f"{_OPENING}{words(20, 320)}")
