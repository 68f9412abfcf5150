"""Story -> Prompt: the messages a model is sent, from the templates and the worked examples under ``prompts/``.

Prompt templates come with the program and are trusted. The copy is handed to them as values, which Jinja does not
render again.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from pydantic import ValidationError

from briefgen import resources
from briefgen.brief import SECTION_IDS, Basis, PromptReference, SectionId, Strategy
from briefgen.draft import fold, section_model
from briefgen.errors import PromptError
from briefgen.frames import Frame
from briefgen.house import HouseStyle
from briefgen.outline import mechanisms
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

# Tokens of the longest block that asks for one sentence, with what the program says of the fact.
_TURN = 150

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
        turns: what is asked, by section, or by "whole" alone; none where each sentence is asked for by `turn_for`.
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
    sections = () if strategy == "guided" else SECTION_IDS
    turns: dict[Step, str] = {section: _asked(_block(name, section), section, house) for section in sections}
    head = [Message("system", _block(name, "system"))]
    for example in _examples(name):
        shown_example = _copy(example.story)
        for number, (asked, answer) in enumerate(_answered(example, strategy)):
            head += [
                Message("user", asked) if number else _question(shown_example, asked),
                Message("assistant", answer),
            ]
    return Prompt(
        reference=PromptReference(name=name, version=VERSION, sha256=_fingerprint(name)),
        head=tuple(head),
        copy=_copy(story, len(shown)),
        turns={"whole": _whole(turns.values())} if strategy == "whole" else turns,
        sentences=len(shown),
        house=house,
    )


def _answered(example: "_Example", strategy: Strategy) -> Iterator[tuple[str, str]]:
    """What a worked example was asked, and what it answered."""
    if strategy == "guided":
        for section in SECTION_IDS:
            for row in example.answers[section]:
                values = {key: value for key, value in row.items() if key not in {"asked", "text", "cites"}}
                facts = _facts(example.story, row["cites"])
                yield _block("guided", str(row["asked"]), facts=facts, **values), _json({"text": row["text"]})
        return
    asks = {section: _block("brief", section) for section in SECTION_IDS}
    answers = {section: {"statements": _rows(example.answers[section])} for section in SECTION_IDS}
    if strategy == "whole":
        yield _whole(asks.values()), _json(answers)
    else:
        yield from ((asks[section], _json(answers[section])) for section in SECTION_IDS)


def _rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: row[key] for key in ("text", "cites")} for row in rows]


def _asked(turn: str, section: SectionId, house: HouseStyle) -> str:
    """What is asked, and at its end what the house wants, a line each."""
    return "\n".join([turn, *(fold(line) for line in house.lines(section))])


def turn_for(frame: Frame, section: SectionId, prompt: Prompt, story: Story) -> str:
    """What asks for one sentence: the facts it restates stand right before the question."""
    values = {key: fold(value) for key, value in frame.values.items()}
    turn = _block("guided", frame.block, facts=_facts(story, frame.rests_on), **values)
    return _asked(turn, section, prompt.house)


def _facts(story: Story, numbers: Iterable[int]) -> str:
    return "\n".join(f"[{number}] {fold(story.sentence(number).text)}" for number in numbers)


def question(name: str, /, **values: str) -> str:
    """A question of the prompt "guided" that is answered with Yes or No."""
    return _block("guided", name, **values)


def _whole(turns: Iterable[str]) -> str:
    return "\n\n".join([_block("brief", "whole"), *turns])


def fit(story: Story, strategy: Strategy, tokens: int, house: HouseStyle | None = None) -> int:
    """How many sentences of the story, from the first, fit in a prompt of so many tokens, by `estimate`.

    Raises:
        PromptError: not even one does.
    """
    empty = brief_prompt(story, strategy, sentences=0, house=house)
    asked = max((estimate(turn) for turn in empty.turns.values()), default=_sentence_turn(empty.house))
    room = tokens - sum(estimate(message.content) for message in empty.asking("")) - asked
    # Asked for a sentence, a model is shown its fact twice, and perhaps the sentence before that.
    again, longest = 0 if empty.turns else 2, 0
    for number, sentence in enumerate(story.sentences):
        size = estimate(sentence.text) + 6
        longest = max(longest, size)
        room -= size
        if room < again * longest:
            if number == 0:
                raise PromptError(f"the prompt and one sentence do not fit in {tokens} tokens; raise `context`")
            return number
    return len(story.sentences)


def _sentence_turn(house: HouseStyle) -> int:
    """Tokens that ask for one sentence, without its fact."""
    return _TURN + max(estimate(_asked("", section, house)) for section in SECTION_IDS)


def judge_prompt(story: Story, claim: str, basis: Basis) -> tuple[Message, ...]:
    """The messages that ask whether a story supports a claim; alike for all claims but for the end of the last one.

    Raises:
        PromptError: the template is missing or broken.
    """
    file = f"judge/judge-{JUDGE_VERSION}.md.j2"
    question = block(file, "reported" if basis == "reported" else "analysis", claim=fold(fold_line(claim)))
    return Message("system", block(file, "system")), _question(block(file, "copy", **_shown(story)), question)


_TOKEN = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")


@lru_cache(maxsize=256)
def estimate(text: str) -> int:
    """Tokens of a text, guessed high: no tokenizer known here makes more of prose.

    A run of letters counts a token for each four, a digit or a mark one, a character outside ASCII its UTF-8 bytes
    but one.
    """
    return sum(
        (len(match) + 3) // 4 if match.isascii() else max(1, len(match.encode("utf-8", "replace")) - 1)
        for match in _TOKEN.findall(text)
    )


def block(file: str, name: str, /, **values: object) -> str:
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


def _block(prompt: str, name: str, /, **values: object) -> str:
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


class _Example(NamedTuple):
    """A worked example: a story, and the statements of each section as a model would answer."""

    story: Story
    answers: Mapping[SectionId, list[dict[str, Any]]]


@cache
def _examples(name: str) -> tuple[_Example, ...]:
    return tuple(_load(file) for file in EXAMPLES[name])


def _load(name: str) -> _Example:
    answers: dict[SectionId, list[dict[str, Any]]] = {}
    try:
        example = tomllib.loads((resources.directory("prompts") / "brief" / name).read_text(encoding="utf-8"))
        story = Story.from_text(example["copy"], headline=example["headline"], dateline=example["dateline"])
        for section in SECTION_IDS:
            answers[section] = [row | {"text": fold(row["text"])} | _mechanism(row) for row in example[section]]
            # An example that breaks the rules would teach a model to.
            section_model(section, story, len(story.sentences)).model_validate({"statements": _rows(answers[section])})
    except (OSError, KeyError, TypeError, StopIteration, tomllib.TOMLDecodeError, ValidationError) as exc:
        raise PromptError(f"prompts/brief/{name}: not a worked example: {exc}") from exc
    return _Example(story, answers)


def _mechanism(row: Mapping[str, str]) -> dict[str, str]:
    """How the mechanism that a row names works, by the taxonomy."""
    if "name" not in row:
        return {}
    return {"works": next(one.works for one in mechanisms() if one.name == row["name"])}


def _json(answer: object) -> str:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _question(copy: str, turn: str) -> Message:
    return Message("user", f"{copy}\n\n{turn}")


@cache
def _fingerprint(name: str) -> str:
    folder = resources.directory("prompts")
    files = [f"brief/{name}-{VERSION}.md.j2", *(f"brief/{file}" for file in EXAMPLES[name]), REPAIR_FILE]
    parts = [(folder / file).read_bytes() for file in files]
    if name == "guided":
        # What a model is shown of the taxonomy; its other lines are the program's own sentences.
        parts += [f"{one.name}: {one.works}".encode() for one in mechanisms()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
