"""A brief of one story as any system wrote it, and the files these are kept in."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from briefgen import Finding
from briefgen.brief import SECTION_IDS, SectionId, Strategy
from briefgen.errors import UsageError
from briefgen.whole_file import write_whole


class Result(BaseModel):
    """One brief, whoever wrote it. What a system does not know of itself is None or empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str
    system: str
    story_sha256: str = Field(description="Of the story's text, as `Story.sha256` gives it.")
    model: str = Field(description="provider/model")
    strategy: Strategy | None = None
    judged: bool = False
    sections: dict[SectionId, tuple[str, ...]] = Field(description="Sentences by section, all five in their order.")
    gaps: tuple[SectionId, ...] = Field(default=(), description="Sections whose one sentence says that they are empty.")
    cites: dict[SectionId, tuple[tuple[int, ...], ...]] = Field(default_factory=dict)
    seconds: float = Field(ge=0, description="From the call to the brief, loading of embedded weights included.")
    tokens_in: int | None = Field(default=None, ge=0, description="Of all calls.")
    tokens_out: int | None = Field(default=None, ge=0, description="Of all calls.")
    prompt_tokens: int | None = Field(default=None, ge=0, description="Like `tokens_in`, what calls share once.")
    withheld: int = Field(default=0, ge=0)
    failed_before: int | None = Field(default=None, ge=0, description="Statements with an error before repair.")
    failed_after: int | None = Field(default=None, ge=0, description="Those of them that repair did not help.")
    findings: tuple[Finding, ...] = Field(default=(), description="The system's own, on what it publishes.")

    @model_validator(mode="after")
    def _has_all_sections(self) -> Self:
        if tuple(self.sections) != SECTION_IDS:
            raise ValueError(f"sections must be {', '.join(SECTION_IDS)}")
        return self

    def written(self, section: SectionId) -> tuple[str, ...]:
        """The sentences of a section that the system wrote of the story: none where it is a gap."""
        return () if section in self.gaps else self.sections[section]

    def analysis(self) -> tuple[str, ...]:
        """The sentences of sections two to five, gaps left out."""
        return tuple(text for section in SECTION_IDS[1:] for text in self.written(section))

    @property
    def words(self) -> int:
        """Published words: those of the sentences, without headings and gaps."""
        return sum(len(text.split()) for section in SECTION_IDS for text in self.written(section))


def path_of(out: Path, system: str, slug: str) -> Path:
    """Where a result is kept."""
    return out / system / f"{slug}.json"


def save(result: Result, out: Path) -> None:
    """Write a result whole, or leave the one that was there."""
    path = path_of(out, result.system, result.slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, result.model_dump_json(indent=2) + "\n")


def load(out: Path, system: str, slug: str) -> Result | None:
    """A result that was saved; None when there is none.

    Raises:
        UsageError: the file is not one.
    """
    path = path_of(out, system, slug)
    try:
        return Result.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as exc:
        raise UsageError(f"{path}: not a result: {first_fault(exc)}; delete it or give --again") from None


def first_fault(exc: ValidationError) -> str:
    """The first thing wrong, on one line: where, and what."""
    fault = exc.errors(include_input=False, include_url=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    what = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {what}" if where else what
