"""Who comes out of a story stronger, and who weaker: asked as questions to be answered with Yes or No.

A small model weighs an answer better than it writes one. By how much likelier Yes is than No it tells bargaining from
accidents, and winners from losers, in stories of which it would write that everybody gains.
"""

from typing import TYPE_CHECKING, Final

from briefgen.draft import fold
from briefgen.outline import NOBODY, Stakes, naming, outline
from briefgen.prompt import Prompt, question
from briefgen.story import Story

if TYPE_CHECKING:
    from briefgen.model import Model

# By so much "they bargain or fight over a decision" must be likelier than "it is an accident, a match, a discovery".
# Of seven stories the four with a contest had 0.25 to 0.28, an earthquake, a mine and a cup final 0.04 to 0.14.
CONTESTED: Final = 0.2


async def ask_stakes(story: Story, prompt: Prompt, model: "Model") -> Stakes | None:
    """Ask a model that weighs its answers; nobody where the story is no contest, None where it does not weigh them.

    Raises:
        BudgetSpent: the next call could pass the token or cost budget.
        ModelError: as `Model.complete`.
        CassetteMiss: the call is replayed and was not recorded.
    """
    from briefgen.model import yes_share

    async def share(name: str, **values: str) -> float | None:
        return await yes_share(model, prompt.asking(question(name, **values)))

    contested, accident = await share("contested"), await share("accident")
    if contested is None or accident is None:
        return None
    if contested - accident < CONTESTED:
        return NOBODY
    better: dict[str, float] = {}
    for actor in outline(story, prompt.sentences).actors:
        gains, loses = await share("gains", actor=fold(actor)), await share("loses", actor=fold(actor))
        better[actor] = (gains or 0.0) - (loses or 0.0)
    if len(better) < 2:  # noqa: PLR2004  one alone has nobody to gain over
        return NOBODY
    stronger, weaker = max(better, key=better.__getitem__), min(better, key=better.__getitem__)
    return Stakes(stronger, weaker, naming(stronger, story, prompt.sentences), naming(weaker, story, prompt.sentences))
