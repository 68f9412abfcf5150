"""What a check is given besides the story: one sentence, and what is known of it."""

from dataclasses import dataclass

from briefgen.brief import Basis


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence to check against a story.

    Attributes:
        text: the sentence; spans of findings are offsets in it, in code points, half open.
        basis: "reported" claims must stand in the copy; an "inference" or a "forecast" may reason from it, but
            its numbers, names, dates and quotes come from the copy all the same.
        cites: numbers of the sentences it says it rests on, from 1; empty where nobody said.
    """

    text: str
    basis: Basis = "reported"
    cites: tuple[int, ...] = ()
