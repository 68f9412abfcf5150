"""What the model fills: compact response models, built for one story so that the schema rules out what it can.

A sentence number out of range, a section on leverage that opens with somebody the copy does not name, a straight
quote mark inside a string: a decoder that enforces the schema cannot write them, and elsewhere they fail validation.

The model writes `text` and `cites`. `actor`, `direction` and `when` are read off the text, the names and times of the
copy in hand, so that they cannot disagree with the sentence they describe, and cost no token.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from briefgen import frames
from briefgen.brief import BASIS, HEADINGS, SECTION_IDS, Direction, Evidence, SectionId, Statement
from briefgen.mentions import names, times
from briefgen.outline import Stakes, outline
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


class AnchoredStatement(BaseModel):
    """A sentence that is told which of the story's sentences it may rest on: chosen first, it is written from that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cites: list[int]
    text: str


class SectionDraft(BaseModel):
    """One section as the model filled it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statements: Sequence[DraftStatement | AnchoredStatement]


def section_model(section: SectionId, story: Story, sentences: int) -> type[SectionDraft]:
    """The response model of one section, for a model that sees the first `sentences` sentences of the story."""
    least, most = _STATEMENTS[section]
    statement = _statement("Statement", _pattern(section, story, sentences), sentences)
    statements = Annotated[list[statement], Field(min_length=least, max_length=most)]  # type: ignore[valid-type]
    return _section(section, statements)


def framed_model(section: SectionId, story: Story, sentences: int, stakes: Stakes) -> type[SectionDraft]:
    """The response model of a section whose sentences have frames, each in its place.

    For a model that writes well and reasons badly: the frames make the judgement, and say where in the story to look.
    """
    held = outline(story, sentences)
    names_of = [_named(actor, story) for actor in (stakes.stronger, stakes.weaker) if actor]
    each = [
        _statement(f"Statement{number}", frame.pattern, sentences, frame.rests_on)
        for number, frame in enumerate(frames.frames(section, held, stakes, names_of), start=1)
    ]
    return _section(section, tuple[tuple(each)]) if each else section_model(section, story, sentences)  # type: ignore[misc]


def _statement(
    name: str, pattern: str, sentences: int, rests_on: Sequence[int] = ()
) -> type[DraftStatement | AnchoredStatement]:
    text = Annotated[str, Field(pattern=pattern)]
    if rests_on:
        anchor: Any = Annotated[list[Literal[tuple(rests_on)]], Field(min_length=1, max_length=1)]  # type: ignore[misc]
        return _create(AnchoredStatement, name, {"cites": (anchor, ...), "text": (text, ...)})
    cites = Annotated[list[Annotated[int, Field(ge=1, le=sentences)]], Field(min_length=1, max_length=MAX_CITES)]
    return _create(DraftStatement, name, {"text": (text, ...), "cites": (cites, ...)})


def _section(section: SectionId, statements: object) -> type[SectionDraft]:
    return _create(SectionDraft, section.title().replace("_", ""), {"statements": (statements, ...)})


def whole_model(story: Story, sentences: int) -> type[BaseModel]:
    """The response model of all five sections: one field a section, each like `section_model`'s."""
    fields: dict[str, object] = {
        section: (section_model(section, story, sentences), Field(description=HEADINGS[section]))
        for section in SECTION_IDS
    }
    return _create(BaseModel, "BriefDraft", fields)


def to_statements(section: SectionId, draft: SectionDraft, story: Story, sentences: int) -> list[Statement]:
    """Statements of one section with their evidence read from the story; cites sorted, each once.

    `sentences` is how many of the story's the model was shown.
    """
    actors = names(story, sentences) if section == "who_gains" else ()
    moments = times(story) if section == "what_to_watch" else ()
    found = []
    for drafted in draft.statements:
        text = drafted.text if "‹" in story.text or "›" in story.text else unfold(drafted.text)
        cites = tuple(sorted(set(drafted.cites)))
        cited = [story.sentence(number) for number in cites]
        found.append(
            Statement(
                text=text,
                basis=BASIS[section],
                cites=cites,
                evidence=tuple(Evidence(start=one.start, end=one.end, text=one.text) for one in cited),
                actor=_first(actors, text),
                direction=_direction(text) if section == "who_gains" else None,
                when=_first(moments, text),
            )
        )
    return found


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
    actors = names(story, sentences) if section == "who_gains" else ()
    if not actors:
        return frames.ANY
    # The longest first: a decoder takes the first alternative that fits.
    either = "|".join(_named(actor, story) for actor in sorted(actors, key=len, reverse=True))
    return frames.whole(f"({either}) ({'|'.join(_VERBS)}) {frames.words(20, 320)}")


def _named(actor: str, story: Story) -> str:
    """A name as a sentence opens with it, as a pattern: with its article, where the copy gives it one."""
    article = "The " if re.search(rf"\b[Tt]he {re.escape(actor)}", story.text) else ""
    return article + frames.literal(fold(actor))


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
