"""What the calls of a model cost, and the budget that the next one has to fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from openai.types import CompletionUsage

from briefgen.config import Price
from briefgen.errors import BudgetSpent
from briefgen.prompt import estimate


@dataclass(slots=True)
class Spent:
    """What the calls of one model have cost so far; token counts are None until a server counts."""

    attempts: int = 0
    input: int | None = None
    cached: int | None = None
    output: int | None = None

    def add(self, usage: CompletionUsage | None) -> None:
        """Add one reply's count."""
        if usage is None:
            return
        details = usage.prompt_tokens_details
        self.input = (self.input or 0) + usage.prompt_tokens
        self.output = (self.output or 0) + usage.completion_tokens
        if details and details.cached_tokens is not None:
            self.cached = (self.cached or 0) + details.cached_tokens

    def cost(self, price: Price | None) -> float | None:
        """US dollars; None without a price or a count."""
        if price is None or self.input is None or self.output is None:
            return None
        cached = self.cached or 0
        rate = price.input if price.cached is None else price.cached
        return ((self.input - cached) * price.input + cached * rate + self.output * price.output) / 1e6


@dataclass(slots=True)
class Budget:
    """Tokens and dollars that may be spent; what a server did not count is guessed by `estimate`.

    Attributes:
        tokens: in and out together; None for no bound.
        cost: US dollars; None for no bound.
        price: needed for a bound on the cost.
    """

    tokens: int | None = None
    cost: float | None = None
    price: Price | None = None
    _asked: int = 0
    _guessed_input: int = 0
    _guessed_output: int = 0

    def check(self, spent: Spent, messages: Sequence[str], limit: int) -> None:
        """Allow a call of these messages and at most `limit` output tokens.

        Raises:
            BudgetSpent: it could pass the budget.
        """
        self._asked = asked = sum(estimate(message) for message in messages)
        used = (spent.input or 0) + (spent.output or 0) + self._guessed_input + self._guessed_output
        if self.tokens is not None and used + asked + limit > self.tokens:
            raise BudgetSpent(f"{used:,} tokens used of {self.tokens:,}; the next call may take {asked + limit:,} more")
        if self.cost is not None and self.price is not None:
            so_far = (spent.cost(self.price) or 0.0) + self._dollars(self._guessed_input, self._guessed_output)
            ahead = self._dollars(asked, limit)
            if so_far + ahead > self.cost:
                raise BudgetSpent(f"${so_far:.4f} spent of ${self.cost:g}; the next call may cost ${ahead:.4f}")

    def guess(self, replies: Sequence[str]) -> None:
        """Count the call that `check` allowed last, for a server that did not."""
        self._guessed_input += self._asked
        self._guessed_output += sum(estimate(text) for text in replies)

    def _dollars(self, asked: int, written: int) -> float:
        return (asked * self.price.input + written * self.price.output) / 1e6 if self.price else 0.0
