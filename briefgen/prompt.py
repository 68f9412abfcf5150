"""Story -> Prompt: the messages a model is sent, from the templates and the worked examples under ``prompts/``.

Prompt templates come with the program and are trusted. The copy is handed to them as values, which Jinja does not
render again.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import ValidationError

from briefgen import resources
from briefgen.brief import SECTION_IDS, Basis, PromptReference, SectionId, Strategy
from briefgen.draft import fold, section_model
from briefgen.errors import PromptError
from briefgen.house import HouseStyle
from briefgen.outline import NOBODY, TAXONOMY, Stakes, outline
from briefgen.story import Story, fold_line

if TYPE_CHECKING:
    import jinja2

VERSION = 1
JUDGE_VERSION = 1
# By the name of the prompt: a story with winners, then one without; a small model leans most on the last.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "brief": (f"export-ban-{VERSION}.toml", f"bus-crash-{VERSION}.toml"),
    "guided": (f"guided-export-ban-{VERSION}.toml", f"guided-bus-crash-{VERSION}.toml"),
}
REPAIR_FILE = "repair/repair-1.md.j2"

# Sections whose statements name the sentence of the story first, where a model is led through them.
_ANCHORED = frozenset({"who_gains", "why_it_matters", "what_to_watch"})

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
        house: the style that each section is asked for besides.
    """

    reference: PromptReference
    head: tuple[Message, ...]
    copy: str
    turns: Mapping[Step, str]
    sentences: int
    house: HouseStyle

    def messages(self, step: Step) -> tuple[Message, ...]:
        """The conversation for one step. All steps begin alike, so that a server reads the story once."""
        return self.asking(self.turns[step])

    def asking(self, question: str) -> tuple[Message, ...]:
        """The conversation for any question about the story."""
        return (*self.head, _question(self.copy, question))


def brief_prompt(
    story: Story, strategy: Strategy, *, sentences: int | None = None, house: HouseStyle | None = None
) -> Prompt:
    """The prompt for a brief of this story, of its first `sentences` sentences when given.

    Raises:
        PromptError: the template or a worked example is missing or broken.
    """
    shown = story.sentences[:sentences]
    name = "guided" if strategy == "guided" else "brief"
    house = house or HouseStyle()
    turns = _turns(name, story, sentences, house=house)
    head = [Message("system", _block(name, "system"))]
    for example, stakes, answers in _examples(name):
        asks = _turns(name, example, stakes=stakes)
        if strategy == "whole":
            answered = _json({section: {"statements": answers[section]} for section in SECTION_IDS})
            head += [_question(_copy(example), _whole(asks)), Message("assistant", answered)]
            continue
        for number, section in enumerate(SECTION_IDS):
            asked = Message("user", asks[section]) if number else _question(_copy(example), asks[section])
            rows = answers[section] if name == "brief" else _anchored(section, answers[section])
            head += [asked, Message("assistant", _json({"statements": rows}))]
    return Prompt(
        reference=PromptReference(name=name, version=VERSION, sha256=_fingerprint(name)),
        head=tuple(head),
        copy=_copy(story, len(shown)),
        turns={"whole": _whole(turns)} if strategy == "whole" else _by_step(turns),
        sentences=len(shown),
        house=house,
    )


def _turns(
    name: str,
    story: Story,
    sentences: int | None = None,
    stakes: Stakes = NOBODY,
    house: HouseStyle | None = None,
) -> dict[SectionId, str]:
    """What is asked of a story, by section; at the end of each what the house wants of it, a line each."""
    values: dict[str, object] = {}
    if name == "guided":
        held = outline(story, sentences)
        values = {
            "stronger": fold(stakes.stronger or ""),
            "weaker": fold(stakes.weaker or ""),
            "mechanisms": held.mechanisms,
            "open": held.open,
            "ahead": held.ahead,
        }
    wanted = house.lines if house else lambda _section: ()
    return {
        section: "\n".join([_block(name, section, **values), *(fold(line) for line in wanted(section))])
        for section in SECTION_IDS
    }


def question(block_name: str, **values: str) -> str:
    """A question of the prompt "guided" that is answered with Yes or No."""
    return _block("guided", block_name, **values)


def _by_step(turns: Mapping[SectionId, str]) -> dict[Step, str]:
    return {section: turns[section] for section in SECTION_IDS}


def _whole(turns: Mapping[SectionId, str]) -> str:
    return "\n\n".join([_block("brief", "whole"), *turns.values()])


def with_stakes(prompt: Prompt, story: Story, stakes: Stakes) -> Prompt:
    """The prompt when it is known who comes out stronger."""
    return replace(prompt, turns=_by_step(_turns(prompt.reference.name, story, prompt.sentences, stakes, prompt.house)))


def fit(story: Story, strategy: Strategy, tokens: int, house: HouseStyle | None = None) -> int:
    """How many sentences of the story, from the first, fit in a prompt of so many tokens, by `estimate`.

    Raises:
        PromptError: not even one does.
    """
    empty = brief_prompt(story, strategy, sentences=0, house=house)
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
    return _block("brief", "copy", **_shown(story, sentences))


def _shown(story: Story, sentences: int | None = None) -> dict[str, object]:
    """What a block that shows the copy is given."""
    return {
        "headline": fold(story.headline or ""),
        "dateline": fold(story.dateline or ""),
        "sentences": [
            {"number": sentence.number, "text": fold(sentence.text)} for sentence in story.sentences[:sentences]
        ],
    }


def _block(prompt: str, name: str, **values: object) -> str:
    return block(f"brief/{prompt}-{VERSION}.md.j2", name, **values)


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
def _examples(name: str) -> tuple[tuple[Story, Stakes, Mapping[SectionId, list[dict[str, object]]]], ...]:
    """The worked examples in order: story, stakes, and the statements of each section as a model would answer."""
    return tuple(_load(file) for file in EXAMPLES[name])


def _load(name: str) -> tuple[Story, Stakes, Mapping[SectionId, list[dict[str, object]]]]:
    answers: dict[SectionId, list[dict[str, object]]] = {}
    try:
        example = tomllib.loads((resources.directory("prompts") / "brief" / name).read_text(encoding="utf-8"))
        story = Story.from_text(example["copy"], headline=example["headline"], dateline=example["dateline"])
        for section in SECTION_IDS:
            answers[section] = [{"text": fold(row["text"]), "cites": row["cites"]} for row in example[section]]
            # An example that breaks the rules would teach a model to.
            section_model(section, story, len(story.sentences)).model_validate({"statements": answers[section]})
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError, ValidationError) as exc:
        raise PromptError(f"prompts/brief/{name}: not a worked example: {exc}") from exc
    return story, Stakes(example.get("stronger"), example.get("weaker")), answers


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _anchored(section: SectionId, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Statements with their keys in the order in which a model that is led through the sections has to write them."""
    return [{key: row[key] for key in ("cites", "text")} for row in rows] if section in _ANCHORED else rows


def _question(copy: str, turn: str) -> Message:
    return Message("user", f"{copy}\n\n{turn}")


@cache
def _fingerprint(name: str) -> str:
    folder = resources.directory("prompts")
    files = [f"brief/{name}-{VERSION}.md.j2", *(f"brief/{file}" for file in EXAMPLES[name]), REPAIR_FILE]
    if name == "guided":
        files.append(TAXONOMY)
    return hashlib.sha256(b"\0".join((folder / file).read_bytes() for file in files)).hexdigest()
