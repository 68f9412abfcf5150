"""Story -> Prompt: the messages a model is sent, from the templates and the worked examples under ``prompts/``.

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
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import ValidationError

from briefgen import resources
from briefgen.brief import SECTION_IDS, Basis, PromptReference, SectionId
from briefgen.config import Strategy
from briefgen.draft import fold, section_model
from briefgen.errors import PromptError
from briefgen.story import Story, fold_line

if TYPE_CHECKING:
    import jinja2

VERSION = 1
JUDGE_VERSION = 1
# A story with winners, then one without; the last is the one a small model leans on most.
EXAMPLES = (f"export-ban-{VERSION}.toml", f"bus-crash-{VERSION}.toml")
REPAIR_FILE = "repair/repair-1.md.j2"

Step: TypeAlias = SectionId | Literal["whole"]


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is sent for one story: a head and the copy, the same for every step, and what each step asks.

    Attributes:
        reference: name, version and hash of the templates and worked examples.
        head: system, and the worked examples as if asked and answered.
        copy: the story as the model is shown it.
        turns: what is asked, by section, or by "whole" alone.
        sentences: how many sentences of the story are shown, from the first.
    """

    reference: PromptReference
    head: tuple[Message, ...]
    copy: str
    turns: Mapping[Step, str]
    sentences: int

    def messages(self, step: Step) -> tuple[Message, ...]:
        """The conversation for one step. All steps begin alike, so that a server reads the story once."""
        return (*self.head, _question(self.copy, self.turns[step]))


def brief_prompt(story: Story, strategy: Strategy, *, sentences: int | None = None) -> Prompt:
    """The prompt for a brief of this story, of its first `sentences` sentences when given.

    Raises:
        PromptError: the template or a worked example is missing or broken.
    """
    shown = story.sentences[:sentences]
    turns = {section: _block(section) for section in SECTION_IDS}
    whole = "\n\n".join([_block("whole"), *turns.values()])
    head = [Message("system", _block("system"))]
    for example, answers in _examples():
        if strategy == "whole":
            answered = ",".join(f'"{section}":{answers[section]}' for section in SECTION_IDS)
            head += [_question(_copy(example), whole), Message("assistant", f"{{{answered}}}")]
            continue
        for number, section in enumerate(SECTION_IDS):
            asked = Message("user", turns[section]) if number else _question(_copy(example), turns[section])
            head += [asked, Message("assistant", answers[section])]
    steps: dict[Step, str] = {"whole": whole} if strategy == "whole" else {one: turns[one] for one in SECTION_IDS}
    return Prompt(
        reference=PromptReference(name="brief", version=VERSION, sha256=_fingerprint()),
        head=tuple(head),
        copy=_copy(story, len(shown)),
        turns=steps,
        sentences=len(shown),
    )


def fit(story: Story, strategy: Strategy, tokens: int) -> int:
    """How many sentences of the story, from the first, fit in a prompt of so many tokens, by `estimate`.

    Raises:
        PromptError: not even one does.
    """
    empty = brief_prompt(story, strategy, sentences=0)
    longest = max(sum(estimate(message.content) for message in empty.messages(step)) for step in empty.turns)
    room = tokens - longest
    for number, sentence in enumerate(story.sentences):
        room -= estimate(sentence.text) + 6
        if room < 0:
            if number == 0:
                raise PromptError(f"the prompt and one sentence do not fit in {tokens} tokens; raise `context`")
            return number
    return len(story.sentences)


def judge_prompt(story: Story, claim: str, basis: Basis) -> tuple[Message, ...]:
    """The messages that ask whether a story supports a claim; alike for all claims but for the end of the last one.

    Raises:
        PromptError: the template is missing or broken.
    """
    file = f"judge/judge-{JUDGE_VERSION}.md.j2"
    question = block(file, "reported" if basis == "reported" else "analysis", claim=fold(fold_line(claim)))
    return Message("system", block(file, "system")), _question(block(file, "copy", **_shown(story)), question)


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


def block(file: str, name: str, **values: object) -> str:
    """One block of a template under ``prompts/``, as text.

    Raises:
        PromptError: file or block is missing or broken.
    """
    import jinja2

    template = _template(file)
    try:
        return "".join(template.blocks[name](template.new_context(values))).strip()
    except (KeyError, jinja2.TemplateError) as exc:
        raise PromptError(f"prompts/{file}, block {name}: {exc}") from exc


def _copy(story: Story, sentences: int | None = None) -> str:
    return _block("copy", **_shown(story, sentences))


def _shown(story: Story, sentences: int | None = None) -> dict[str, object]:
    """What a block that shows the copy is given."""
    return {
        "headline": fold(story.headline or ""),
        "dateline": fold(story.dateline or ""),
        "sentences": [
            {"number": sentence.number, "text": fold(sentence.text)} for sentence in story.sentences[:sentences]
        ],
    }


def _block(name: str, **values: object) -> str:
    return block(f"brief/brief-{VERSION}.md.j2", name, **values)


@cache
def _template(file: str) -> "jinja2.Template":
    import jinja2

    environment = jinja2.Environment(  # noqa: S701  plain text for a model, never shown as HTML
        loader=jinja2.FileSystemLoader(resources.directory("prompts")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template(file)
    except jinja2.TemplateError as exc:
        raise PromptError(f"prompts/{file}: {exc}") from exc


@cache
def _examples() -> tuple[tuple[Story, Mapping[SectionId, str]], ...]:
    """The worked examples in order: the story, and each section as the JSON a model would answer with."""
    return tuple(_load(name) for name in EXAMPLES)


def _load(name: str) -> tuple[Story, Mapping[SectionId, str]]:
    answers: dict[SectionId, str] = {}
    try:
        example = tomllib.loads((resources.directory("prompts") / "brief" / name).read_text(encoding="utf-8"))
        story = Story.from_text(example["copy"], headline=example["headline"], dateline=example["dateline"])
        for section in SECTION_IDS:
            rows = [{"text": fold(row["text"]), "cites": row["cites"]} for row in example[section]]
            answers[section] = json.dumps({"statements": rows}, ensure_ascii=False, separators=(",", ":"))
            # An example that breaks the rules would teach a model to.
            section_model(section, story, len(story.sentences)).model_validate_json(answers[section])
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError, ValidationError) as exc:
        raise PromptError(f"prompts/brief/{name}: not a worked example: {exc}") from exc
    return story, answers


def _question(copy: str, turn: str) -> Message:
    return Message("user", f"{copy}\n\n{turn}")


@cache
def _fingerprint() -> str:
    folder = resources.directory("prompts")
    files = (f"brief/brief-{VERSION}.md.j2", *(f"brief/{name}" for name in EXAMPLES), REPAIR_FILE)
    return hashlib.sha256(b"\0".join((folder / file).read_bytes() for file in files)).hexdigest()
