"""A chat model as judge: asked whether the story supports a claim, to be answered Yes or No.

The score is how much likelier the first token of its answer is to say yes than no. Servers that give no
log-probabilities are asked for a verdict in JSON instead, which is 1 or 0 and costs more.
"""

import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from briefgen.errors import ModelRefused
from briefgen.model.asking import Model
from briefgen.model.faults import WrongForm
from briefgen.prompt import Message, estimate, judge_prompt
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.judge import passage, threshold_of

# Output tokens of a verdict, with room for the thinking that reasoning models count as output.
_VERDICT_LIMIT = 4_000
# Servers cap the number of candidates, OpenAI at 20; yes and no in their spellings are among the first ten.
_FIRST_TOKEN: Mapping[str, object] = MappingProxyType({"temperature": 0, "logprobs": True, "top_logprobs": 10})
# Where yes and no together are less likely than this, the model began to say something else, such as its thoughts.
_LEAST_MASS = 0.05
# Around the word: white space, quotation, emphasis, and the marks that tokenizers write for a space.
_TRIMMINGS = re.compile(r"[\W_Ġ]+")


class Verdict(BaseModel):
    """What a model answers when it is asked in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str = Field(description="One short sentence: what in the story supports the claim, or what is missing.")
    supported: bool


class ModelJudge:
    """Judges claims with a model that is already open, whose budget and count of calls it shares.

    Claims about one story are best judged one after the other: a server that keeps what it has read then reads the
    story once.
    """

    def __init__(self, model: Model) -> None:
        self.threshold = threshold_of(model.profile.name)
        self._model = model
        # Whether this server gives log-probabilities; not known before the first claim.
        self._weighs: bool | None = None

    async def ascore(self, claim: Claim, story: Story) -> float | None:
        """How likely it is that the story supports the claim, 0 to 1.

        None when the model declines, or when not even the passage that the claim rests on fits its context.

        Raises:
            BudgetSpent: the next call could pass the token or cost budget.
            ModelError: no answer can be had, or none that fits.
            CassetteMiss: the call is replayed and was not recorded.
        """
        messages = self._messages(claim, story)
        if messages is None:
            return None
        try:
            score = None if self._weighs is False else await self._weigh(messages)
            if score is not None:
                self._weighs = True
                return score
            verdict = await self._model.ask(messages, Verdict, limit=_VERDICT_LIMIT)
        except ModelRefused:
            return None
        # One odd answer does not take the finer scale from a server that has given it before.
        self._weighs = self._weighs or False
        return float(verdict.supported)

    def _messages(self, claim: Claim, story: Story) -> tuple[Message, ...] | None:
        """The question over the whole story, else over the passage the claim rests on, else None: what fits."""
        context = self._model.profile.context
        room = max(context - _VERDICT_LIMIT, context // 2)
        messages = judge_prompt(story, claim.text, claim.basis)
        if _size(messages) > room:
            part = story.model_copy(update={"sentences": passage(claim, story)})
            messages = judge_prompt(part, claim.text, claim.basis)
        return messages if _size(messages) <= room else None

    async def _weigh(self, messages: tuple[Message, ...]) -> float | None:
        return await yes_share(self._model, messages)


async def yes_share(model: Model, messages: tuple[Message, ...]) -> float | None:
    """The share of yes among yes and no as first token of an answer; None when the server does not say."""
    try:
        reply = await model.complete(messages, limit=1, sampling=_FIRST_TOKEN)
    except WrongForm:
        return None
    mass = {"yes": 0.0, "no": 0.0}
    for token, probability in _candidates(reply):
        if (word := _TRIMMINGS.sub("", token).lower()) in mass:
            mass[word] += probability
    both = mass["yes"] + mass["no"]
    return mass["yes"] / both if both >= _LEAST_MASS else None


def _size(messages: tuple[Message, ...]) -> int:
    return sum(estimate(message.content) for message in messages)


def _candidates(reply: Any) -> Iterator[tuple[str, float]]:
    """The candidates for the first token with their probabilities; none where a server fills the field its own way."""
    try:
        for candidate in reply.choices[0].logprobs.content[0].top_logprobs:
            yield str(candidate.token), math.exp(min(candidate.logprob, 0.0))
    except (AttributeError, LookupError, TypeError):
        return
