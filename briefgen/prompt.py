"""Story -> Prompt: the messages a model is sent, from the template and the worked example under ``prompts/``.

Prompt templates come with the program and are trusted. The copy is handed to them as values, which Jinja does not
render again.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from briefgen import resources
from briefgen.brief import SECTION_IDS, PromptReference, SectionId
from briefgen.config import Strategy
from briefgen.draft import fold, section_model
from briefgen.errors import PromptError
from briefgen.story import Story

if TYPE_CHECKING:
    import jinja2

VERSION = 1


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent for one story.

    Attributes:
        reference: name, version and hash of the template and its worked example.
        opening: what stays the same through the conversation, the copy last.
        turns: what is asked, by section, or by "whole" alone; the first is joined to the copy.
        sentences: how many sentences of the story are shown, from the first.
    """

    reference: PromptReference
    opening: tuple[Message, ...]
    turns: Mapping[SectionId | Literal["whole"], str]
    sentences: int

    def ask(self, step: SectionId | Literal["whole"]) -> Message:
        """The user's message for one step."""
        copy = self.opening[-1].content
        first = step == next(iter(self.turns))
        return Message("user", f"{copy}\n\n{self.turns[step]}" if first else self.turns[step])

    @property
    def head(self) -> tuple[Message, ...]:
        """The messages before the first step: system, and the worked example as if asked and answered."""
        return self.opening[:-1]


def brief_prompt(story: Story, strategy: Strategy, *, sentences: int | None = None) -> Prompt:
    """The prompt for a brief of this story, of its first `sentences` sentences when given.

    Raises:
        PromptError: the template or the worked example is missing or broken.
    """
    shown = story.sentences[:sentences]
    example_story, answers = _example()
    turns = {section: _block(section) for section in SECTION_IDS}
    if strategy == "whole":
        asked = "\n\n".join([_block("whole"), *turns.values()])
        answered = "{" + ",".join(f'"{section}":{answers[section]}' for section in SECTION_IDS) + "}"
        example = [Message("user", f"{_copy(example_story)}\n\n{asked}"), Message("assistant", answered)]
        steps: dict[SectionId | Literal["whole"], str] = {"whole": asked}
    else:
        example = []
        for number, section in enumerate(SECTION_IDS):
            question = turns[section] if number else f"{_copy(example_story)}\n\n{turns[section]}"
            example += [Message("user", question), Message("assistant", answers[section])]
        steps = {section: turns[section] for section in SECTION_IDS}
    return Prompt(
        reference=PromptReference(name="brief", version=VERSION, sha256=_fingerprint()),
        opening=(Message("system", _block("system")), *example, Message("user", _copy(story, len(shown)))),
        turns=steps,
        sentences=len(shown),
    )


def fit(story: Story, strategy: Strategy, tokens: int) -> int:
    """How many sentences of the story, from the first, fit in a prompt of so many tokens, by `estimate`.

    Raises:
        PromptError: not even one does.
    """
    empty = brief_prompt(story, strategy, sentences=0)
    room = tokens - sum(estimate(message.content) for message in empty.opening)
    room -= sum(estimate(turn) for turn in empty.turns.values())
    for number, sentence in enumerate(story.sentences):
        room -= estimate(sentence.text) + 6
        if room < 0:
            if number == 0:
                raise PromptError(f"the prompt and one sentence do not fit in {tokens} tokens; raise `context`")
            return number
    return len(story.sentences)


_TOKEN = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")


def estimate(text: str) -> int:
    """Tokens of a text, guessed high: no tokenizer known here makes more of prose.

    A run of letters counts a token for each four, a digit or a mark one, a character outside ASCII its UTF-8 bytes
    but one.
    """
    return sum(
        (len(match) + 3) // 4 if match.isascii() else max(1, len(match.encode("utf-8", "replace")) - 1)
        for match in _TOKEN.findall(text)
    )


def _copy(story: Story, sentences: int | None = None) -> str:
    return _block(
        "copy",
        headline=fold(story.headline or ""),
        dateline=fold(story.dateline or ""),
        sentences=[
            {"number": sentence.number, "text": fold(sentence.text)} for sentence in story.sentences[:sentences]
        ],
    )


def _block(name: str, **values: object) -> str:
    import jinja2

    template = _template()
    try:
        return "".join(template.blocks[name](template.new_context(values))).strip()
    except (KeyError, jinja2.TemplateError) as exc:
        raise PromptError(f"prompts/brief/brief-{VERSION}.md.j2, block {name}: {exc}") from exc


@cache
def _template() -> "jinja2.Template":
    import jinja2

    environment = jinja2.Environment(  # noqa: S701  plain text for a model, never shown as HTML
        loader=jinja2.FileSystemLoader(resources.directory("prompts") / "brief"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(f"brief-{VERSION}.md.j2")
    except jinja2.TemplateError as exc:
        raise PromptError(f"prompts/brief/brief-{VERSION}.md.j2: {exc}") from exc


@cache
def _example() -> tuple[Story, Mapping[SectionId, str]]:
    """The worked example: its story, and each section as the JSON a model would answer with."""
    path = resources.directory("prompts") / "brief" / f"example-{VERSION}.toml"
    try:
        example = tomllib.loads(path.read_text(encoding="utf-8"))
        story = Story.from_text(example["copy"], headline=example["headline"], dateline=example["dateline"])
        answers: dict[SectionId, str] = {}
        for section in SECTION_IDS:
            rows = [{"text": fold(row["text"]), "cites": row["cites"]} for row in example[section]]
            answers[section] = json.dumps({"statements": rows}, ensure_ascii=False, separators=(",", ":"))
            section_model(section, story, len(story.sentences)).model_validate_json(answers[section])
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError, ValidationError) as exc:
        raise PromptError(f"{path.name}: not a worked example: {exc}") from exc
    return story, answers


@cache
def _fingerprint() -> str:
    folder = resources.directory("prompts") / "brief"
    files = (f"brief-{VERSION}.md.j2", f"example-{VERSION}.toml")
    return hashlib.sha256(b"\0".join((folder / file).read_bytes() for file in files)).hexdigest()
