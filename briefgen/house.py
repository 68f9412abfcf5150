"""House style: what one newsroom wants of every brief, as the table ``[house]`` of ``briefgen.toml`` says it.

::

    [house]
    spelling = "british"
    avoid = ["going forward"]
    instructions = ["Give sums in euros where the copy does."]

    [house.headings]
    who_gains = "Winners and losers"

    [house.words]
    what_happened = [40, 90]

    [house.prefer]
    Kiev = "Kyiv"
"""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from briefgen import headings
from briefgen.brief import HEADINGS, SECTION_IDS, SectionId

Spelling = Literal["british", "american"]

_LONGEST_TEXT = 80
_LONGEST_INSTRUCTION = 300
_MOST_PHRASES = 200
_MOST_INSTRUCTIONS = 20


def _on_one_line(text: str) -> str:
    # Headings go to terminals and web pages, the rest to a model: nothing that steers the one or hides from a reader.
    if not text.isprintable():
        raise ValueError("holds a line break or another character that cannot be seen")
    return text


_Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_TEXT),
    AfterValidator(_on_one_line),
]
_Instruction = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_INSTRUCTION),
    AfterValidator(_on_one_line),
]
# Strict: `true` is no number of words.
_Count = Annotated[int, Field(gt=0, strict=True)]


class HouseStyle(BaseModel):
    """What a newsroom wants of its briefs, frozen; nothing of it is needed.

    Words and phrases count as whole words, capitals or not. Quotations and names are the story's and not the house's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    headings: dict[SectionId, _Line] = Field(default_factory=dict, description="In place of briefgen's own.")
    words: dict[SectionId, tuple[_Count, _Count]] = Field(
        default_factory=dict, description="The least and the most words of a section."
    )
    spelling: Spelling | None = None
    avoid: tuple[_Line, ...] = Field(
        default=(), max_length=_MOST_PHRASES, description="Words and phrases that are not used."
    )
    prefer: dict[_Line, _Line] = Field(
        default_factory=dict, max_length=_MOST_PHRASES, description="By the word or phrase, the one used instead."
    )
    instructions: tuple[_Instruction, ...] = Field(
        default=(), max_length=_MOST_INSTRUCTIONS, description="For the model, a sentence each."
    )

    @field_validator("words")
    @classmethod
    def _least_first(cls, value: dict[SectionId, tuple[int, int]]) -> dict[SectionId, tuple[int, int]]:
        for section, (least, most) in value.items():
            if least > most:
                raise ValueError(f"{section}: at least {least} words and at most {most} cannot both be")
        return value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        avoided = {word.casefold() for word in self.avoid}
        replaced = {word.casefold() for word in self.prefer}
        for word, preferred in self.prefer.items():
            # "internet" for "Internet" is a preference too; a longer way round is a circle, or a word nobody reaches.
            only_capitals = word != preferred and word.casefold() == preferred.casefold()
            if preferred.casefold() in avoided or (preferred.casefold() in replaced and not only_capitals):
                raise ValueError(f"prefer: “{preferred}” is preferred, and not to be used either")
        return self

    def is_empty(self) -> bool:
        """Whether the house asks for nothing."""
        return not any((self.headings, self.words, self.spelling, self.avoid, self.prefer, self.instructions))

    def heading(self, section: SectionId) -> str:
        """The heading of a section: the house's, else briefgen's own."""
        return self.headings.get(section, HEADINGS[section])

    def in_language(self, language: str | None) -> Self:
        """The same house for a story in a language (a tag of BCP 47): headings that it does not name, and one line.

        English, and a language that has no name here, change nothing.
        """
        from briefgen.language import NAMES

        code = (language or "en").split("-")[0]
        if code == "en" or code not in NAMES:
            return self
        own = {section: headings.heading(section, code) for section in SECTION_IDS}
        asked = (
            f"Write every sentence in {NAMES[code]}, the language of the story; English words above stand for its own."
        )
        return self.model_copy(update={"headings": own | self.headings, "instructions": (asked, *self.instructions)})

    def lines(self, section: SectionId) -> tuple[str, ...]:
        """What to tell a model before it writes a section, a sentence or two a line; empty where nothing is set.

        Always in this order: words, spelling, what to avoid, what to prefer, instructions as the house gave them.
        """
        lines = []
        if section in self.words:
            lines.append(f"Write {budget(*self.words[section])} in this section.")
        if self.spelling:
            lines.append(f"Use {self.spelling.capitalize()} spelling. Keep quotations and names as the story has them.")
        if self.avoid:
            lines.append(f"Do not use {_either(_quoted(self.avoid))}.")
        if self.prefer:
            pairs = (f"“{preferred}” instead of “{word}”" for word, preferred in self.prefer.items())
            lines.append(f"Write {', '.join(pairs)}.")
        return (*lines, *self.instructions)


def budget(least: int, most: int) -> str:
    """A number of words as a reader is told it: "40 to 90 words", "60 words"."""
    count = str(most) if least == most else f"{least} to {most}"
    return f"{count} {'word' if most == 1 else 'words'}"


def _quoted(phrases: Iterable[str]) -> list[str]:
    return [f"“{phrase}”" for phrase in phrases]


def _either(phrases: list[str]) -> str:
    return " or ".join(part for part in (", ".join(phrases[:-1]), phrases[-1]) if part)
