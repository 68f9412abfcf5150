"""A failed statement -> the messages that ask for it again, from the template under ``prompts/repair/``."""

from collections.abc import Iterable, Sequence

from briefgen.brief import HEADINGS, SectionId, Statement
from briefgen.draft import fold
from briefgen.prompt import REPAIR_FILE, Message, block
from briefgen.story import Story, fold_line
from briefgen.verify.language import foreign_name


def repair_prompt(
    section: SectionId, failed: Statement, reasons: Sequence[str], story: Story, shown: Iterable[int]
) -> tuple[Message, ...]:
    """A conversation of its own, so that nothing but the fault is before the model.

    Args:
        section: where the statement stands.
        failed: the statement.
        reasons: why it failed, a sentence each.
        story: what the statement is about.
        shown: numbers of the sentences of the story to show, in order.

    Raises:
        PromptError: the template is missing or broken.
    """
    if name := foreign_name(story):
        reasons = [*reasons, f"Write it in {name}, the language of the story."]
    question = block(
        REPAIR_FILE,
        "question",
        section=section,
        heading=HEADINGS[section],
        sentences=[{"number": number, "text": fold(story.sentence(number).text)} for number in shown],
        text=fold(fold_line(failed.text)),
        cites=failed.cites,
        # A reason may quote the copy, and what looks like a mark of the prompt in it is none.
        reasons=[fold(fold_line(reason)) for reason in reasons],
    )
    return Message("system", block(REPAIR_FILE, "system")), Message("user", question)
