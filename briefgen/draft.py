"""What the model fills: compact response models, built for one story so that the schema rules out what it can.

A sentence number out of range, a section on leverage that opens with somebody the copy does not name, a straight
quote mark inside a string: a decoder that enforces the schema cannot write them, and elsewhere they fail validation.

The model writes `text` and `cites`. `actor`, `direction` and `when` are read off the text, the names and times of the
copy in hand, so that they cannot disagree with the sentence they describe, and cost no token.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from briefgen.brief import BASIS, HEADINGS, SECTION_IDS, Direction, Evidence, SectionId, Statement
from briefgen.frames import Frame
from briefgen.language import is_english
from briefgen.mentions import names, times
from briefgen.patterns import ANY, ANY_ABROAD, either, opening, whole, words
from briefgen.story import Story

M = TypeVar("M", bound=BaseModel)

MAX_CITES = 3

# How many statements a section may have. None at all is the way out for a section that the copy does not carry.
_STATEMENTS: dict[SectionId, tuple[int, int]] = {
    "what_happened": (2, 3),
    "who_gains": (0, 3),
    "mechanism": (0, 3),
    "why_it_matters": (1, 3),
    "what_to_watch": (1, 3),
}

# On leverage a statement opens with an actor and one of these: it cannot but answer its heading.
_VERBS: dict[str, Direction] = {
    "gains": "gains", "gain": "gains", "keeps": "keeps", "keep": "keeps", "loses": "loses", "lose": "loses",
}  # fmt: skip


class DraftStatement(BaseModel):
    """One sentence and the numbers of the sentences it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: list[int]


class Sentence(BaseModel):
    """One sentence that restates a fact the program chose, so that it cites nothing itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str


class SectionDraft(BaseModel):
    """One section as the model filled it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statements: list[DraftStatement]


def section_model(section: SectionId, story: Story, sentences: int) -> type[SectionDraft]:
    """The response model of one section, for a model that sees the first `sentences` sentences of the story."""
    return _section_model(section, _pattern(section, story, sentences), sentences)


@lru_cache(maxsize=256)
def _section_model(section: SectionId, pattern: str, sentences: int) -> type[SectionDraft]:
    least, most = _STATEMENTS[section]
    text = Annotated[str, Field(pattern=pattern)]
    cites = Annotated[list[Annotated[int, Field(ge=1, le=sentences)]], Field(min_length=1, max_length=MAX_CITES)]
    statement = _create(DraftStatement, "Statement", {"text": (text, ...), "cites": (cites, ...)})
    statements = Annotated[list[statement], Field(min_length=least, max_length=most)]  # type: ignore[valid-type]
    return _create(SectionDraft, section.title().replace("_", ""), {"statements": (statements, ...)})


def shape(section: SectionId, story: Story, sentences: int) -> list[object]:
    """What the schema of one section holds it to, as plain values: quicker to compare than the schema itself."""
    fields = [*DraftStatement.model_fields, *SectionDraft.model_fields]
    return [section, *_STATEMENTS[section], _pattern(section, story, sentences), MAX_CITES, sentences, fields]


def sentence_model(frame: Frame) -> type[Sentence]:
    """The response model of one sentence in its frame."""
    return _create(Sentence, "Sentence", {"text": (Annotated[str, Field(pattern=frame.pattern)], ...)})


def whole_model(story: Story, sentences: int) -> type[BaseModel]:
    """The response model of all five sections: one field a section, each like `section_model`'s."""
    model = _whole({section: section_model(section, story, sentences) for section in SECTION_IDS})
    text = _whole_schema().replace(str(_ANY_NUMBER), str(sentences))
    for section in SECTION_IDS:
        text = text.replace(json.dumps(_any_pattern(section)), json.dumps(_pattern(section, story, sentences)))

    # pydantic takes longer to describe eleven classes than all checks of a brief take, and of two stories only the
    # patterns and the highest number differ.
    def model_json_schema(*_: object, **__: object) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(text))

    model.model_json_schema = staticmethod(model_json_schema)  # type: ignore[method-assign]
    return model


def _whole(sections: Mapping[SectionId, type[SectionDraft]]) -> type[BaseModel]:
    fields: dict[str, object] = {
        section: (model, Field(description=HEADINGS[section])) for section, model in sections.items()
    }
    return _create(BaseModel, "BriefDraft", fields)


# In place of what differs from story to story; a story has fewer sentences.
_ANY_NUMBER = 987_654_321


def _any_pattern(section: SectionId) -> str:
    return f"the pattern of {section}"


@lru_cache(maxsize=1)
def _whole_schema() -> str:
    models = {section: _section_model(section, _any_pattern(section), _ANY_NUMBER) for section in SECTION_IDS}
    return json.dumps(_whole(models).model_json_schema())


def to_statements(section: SectionId, draft: SectionDraft, story: Story, sentences: int) -> list[Statement]:
    """Statements of one section with their evidence read from the story; cites sorted, each once.

    `sentences` is how many of the story's the model was shown.
    """
    return [to_statement(section, drafted.text, drafted.cites, story, sentences) for drafted in draft.statements]


def to_statement(section: SectionId, text: str, cites: Iterable[int], story: Story, sentences: int) -> Statement:
    """A statement of a section with its evidence read from the story; cites sorted, each once."""
    actors = names(story, sentences) if section == "who_gains" else ()
    moments = times(story) if section == "what_to_watch" else ()
    text = text if "‹" in story.text or "›" in story.text else unfold(text)
    numbers = tuple(sorted(set(cites)))
    cited = [story.sentence(number) for number in numbers]
    return Statement(
        text=text,
        basis=BASIS[section],
        cites=numbers,
        evidence=tuple(Evidence(start=one.start, end=one.end, text=one.text) for one in cited),
        actor=_first(actors, text),
        direction=_direction(text) if section == "who_gains" else None,
        when=_first(moments, text),
    )


def fold(text: str) -> str:
    """The copy as a model is shown it, one code point for one, so that offsets hold.

    Straight double quotes become curly ones, because a model that copies one closes its JSON string with it.
    Angle brackets become single guillemets, because chat templates give `<|…|>` and `</s>` a meaning.
    """
    text = re.sub(r'(?<![^\s(\[{“‘—–-])"', "“", text)
    return text.replace('"', "”").translate({ord("<"): "‹", ord(">"): "›"})


def unfold(text: str) -> str:
    """Give angle brackets back. Curly quotes stay: they are how a brief is set."""
    return text.translate({ord("‹"): "<", ord("›"): ">"})


def _pattern(section: SectionId, story: Story, sentences: int) -> str:
    if not is_english(story.text, story.language):
        return ANY_ABROAD
    actors = names(story, sentences) if section == "who_gains" else ()
    if not actors:
        return ANY
    # The longest first: a decoder takes the first alternative that fits.
    openings = (opening(named(actor, story)) for actor in sorted(actors, key=len, reverse=True))
    return whole(f"{either(*openings)} {either(*_VERBS)} {words(20, 320)}")


def named(actor: str, story: Story) -> str:
    """A name as a model is to write it: with its article, where the copy mostly gives it one."""
    mentions = re.findall(rf"(\b[Tt]he )?\b{re.escape(actor)}\b", story.text)
    article = "the " if 2 * sum(map(bool, mentions)) > len(mentions) else ""
    return article + fold(actor)


def _direction(text: str) -> Direction | None:
    verb = _first(_VERBS, text)
    return _VERBS[verb] if verb else None


def _first(phrases: Iterable[str], text: str) -> str | None:
    """The phrase that comes first in the text; of two at one place, the longer."""
    found = [(text.find(phrase), -len(phrase), phrase) for phrase in phrases if phrase in text]
    return min(found)[2] if found else None


def _create(base: type[M], name: str, fields: dict[str, object]) -> type[M]:
    # create_model's overloads do not cover a dictionary of computed fields.
    return cast("type[M]", create_model(name, __base__=base, **fields))  # type: ignore[call-overload]
