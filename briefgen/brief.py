"""What is published: a brief of five sections whose every statement points at the sentences it rests on."""

from collections.abc import Iterator
from typing import Final, Literal, Self, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = 1

SectionId = Literal["what_happened", "who_gains", "mechanism", "why_it_matters", "what_to_watch"]
Direction = Literal["gains", "keeps", "loses"]
Basis = Literal["reported", "inference", "forecast"]

SECTION_IDS: tuple[SectionId, ...] = get_args(SectionId)

# How a model is asked: for all five sections at once; for one after the other; or a fact at a time.
Strategy = Literal["whole", "sections", "guided"]

HEADINGS: dict[SectionId, str] = {
    "what_happened": "What happened",
    "who_gains": "Who gains leverage",
    "mechanism": "What mechanism is operating",
    "why_it_matters": "Why it matters",
    "what_to_watch": "What to watch next",
}

BASIS: dict[SectionId, Basis] = {
    "what_happened": "reported",
    "who_gains": "inference",
    "mechanism": "inference",
    "why_it_matters": "inference",
    "what_to_watch": "forecast",
}

GAPS: dict[SectionId, str] = {
    "what_happened": "The copy does not say what happened in a form that could be verified.",
    "who_gains": "The copy reports no actor gaining leverage.",
    "mechanism": "The copy does not show a mechanism at work.",
    "why_it_matters": "The copy does not carry a conclusion on why this matters.",
    "what_to_watch": "The copy names nothing to watch for.",
}


class _Published(BaseModel):
    # Built when first used: what only reads a story needs none of these.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Evidence(_Published):
    """A passage of the story: `text == story.text[start:end]`, offsets in code points, half open."""

    start: int = Field(ge=0)
    end: int
    text: str


class Finding(_Published):
    """One failed check, said so that an editor understands it."""

    check: str
    severity: Literal["error", "warning"]
    reason: str
    section: SectionId | None = None
    statement: int | None = Field(default=None, ge=1, description="Number of the statement in its section, from 1.")
    span: tuple[int, int] | None = Field(default=None, description="Offsets in the statement, half open.")
    evidence: Evidence | None = None


class Statement(_Published):
    """One sentence of a brief and what it rests on."""

    text: str
    basis: Basis
    cites: tuple[int, ...] = Field(default=(), description="Numbers of sentences of the story, from 1.")
    evidence: tuple[Evidence, ...] = ()
    support: float | None = Field(default=None, ge=0, le=1, description="A judge's score; null if none judged.")
    findings: tuple[Finding, ...] = ()
    actor: str | None = Field(default=None, description="Only in `who_gains`.")
    direction: Direction | None = Field(default=None, description="Only in `who_gains`.")
    when: str | None = Field(default=None, description="Only in `what_to_watch`: the time as the copy says it.")

    @model_validator(mode="after")
    def _evidence_pairs_with_cites(self) -> Self:
        if self.evidence and len(self.evidence) != len(self.cites):
            raise ValueError("evidence must be empty or hold one passage a cite")
        return self


class Section(_Published):
    """One of the five sections, in the order of `SECTION_IDS`."""

    id: SectionId
    heading: str
    statements: tuple[Statement, ...] = Field(min_length=1)
    gap: bool = Field(default=False, description="The copy does not carry this section; its one statement says so.")


class WithheldStatement(_Published):
    """A statement that failed and is not published, with the reason."""

    section: SectionId
    statement: Statement
    reason: str


class StoryReference(_Published):
    """Which story this is a brief of: metadata and hash, not the copy."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    sentences: int = Field(ge=1)
    headline: str | None = None
    slugline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    version: str | None = None
    language: str | None = None
    provider: str | None = None


class Tokens(_Published):
    """Tokens of all calls, failed ones included; null where no server counted them."""

    input: int | None = None
    cached: int | None = Field(default=None, description="Those of `input` that the server had in its cache.")
    output: int | None = None


class PromptReference(_Published):
    """The prompt a brief was written with. `sha256` covers the templates, that of repairs too, and the examples."""

    name: str
    version: int = Field(ge=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class RepairCounts(_Published):
    """What became of the statements that failed their checks."""

    asked: int = Field(default=0, ge=0, description="Statements that went back to the model.")
    repaired: int = Field(default=0, ge=0, description="Those of `asked` that were published, corrected.")
    withheld: int = Field(default=0, ge=0, description="Statements withheld, those that never went back included.")


class Provenance(_Published):
    """How the brief came to be."""

    model: str
    prompt: PromptReference
    strategy: Strategy
    schema_version: int = SCHEMA_VERSION
    attempts: int = Field(ge=1, description="HTTP calls, failed ones included.")
    tokens: Tokens
    cost: float | None = Field(default=None, ge=0, description="US dollars; null when the price is not known.")
    seconds: float = Field(ge=0)
    repair: RepairCounts = Field(default_factory=RepairCounts)
    release_anyway: str | None = Field(
        default=None, description="Why it was written although the story was held back, canceled or under embargo."
    )
    sentences_read: int = Field(ge=1, description="Sentences of the story that the model saw, from the first.")
    briefgen_version: str
    created: AwareDatetime


class Brief(_Published):
    """A five-section brief of one story."""

    schema_version: Literal[1] = SCHEMA_VERSION
    headline: str
    sections: tuple[Section, Section, Section, Section, Section]
    withheld: tuple[WithheldStatement, ...] = ()
    story: StoryReference
    provenance: Provenance

    def statements(self) -> Iterator[tuple[SectionId, int, Statement]]:
        """Every published statement with its section and its number in it, gaps left out."""
        for section in self.sections:
            if not section.gap:
                for number, statement in enumerate(section.statements, start=1):
                    yield section.id, number, statement
