"""What a check of golden briefs found: one `Result` of many cases, as every report shows it."""

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from briefgen.brief import SECTION_IDS, Brief, SectionId

SCHEMA_VERSION: Final = 1

Status = Literal["ok", "regression", "stale", "error"]
CheckName = Literal[
    "replay", "sections", "facts", "absent", "cites", "findings", "withheld", "evidence", "length", "similarity"
]
Gate = Literal["per-case", "mean"]


class _Found(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Check(_Found):
    """One thing that a candidate was held to. `reason` says what an editor would want to know where it failed."""

    name: CheckName
    section: SectionId | None = None
    ok: bool
    score: float = Field(ge=0, le=1, description="1 where it holds fully; what a mean is made of.")
    reason: str = ""


class ShownStatement(_Found):
    """A sentence of a brief, and the sentences of the story it cites."""

    text: str
    cites: tuple[int, ...] = ()


class ShownSection(_Found):
    """A section as a report shows it."""

    id: SectionId
    heading: str
    gap: bool = False
    statements: tuple[ShownStatement, ...]


class CaseResult(_Found):
    """What became of one case.

    Attributes:
        reason: of a stale case or an error, a sentence; empty otherwise.
        fix: the command that helps, where there is one; of a regression, if it is none, the one that approves it.
        file: the golden brief, as the command line was given its folder.
        lines: by section, the line of `file` on which it begins.
        story: the sentences of the copy, in order.
        golden: the approved brief; `candidate`: what was replayed or written now; empty where it never came to be.
        samples: how many candidates the scores are the mean of.
        exit_code: what this case alone would end the command with.
    """

    slug: str
    status: Status
    reason: str = ""
    fix: str | None = None
    file: str
    lines: dict[SectionId, int] = Field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    story: tuple[str, ...] = ()
    golden: tuple[ShownSection, ...] = ()
    candidate: tuple[ShownSection, ...] = ()
    samples: int = 1
    seconds: float = 0.0
    exit_code: int = 0

    @property
    def score(self) -> float | None:
        """The mean of its checks; None where nothing was compared."""
        return mean([check.score for check in self.checks])

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.ok)

    @property
    def fix_label(self) -> str:
        """What `fix` is for: a regression is not mended by approving it, unless it is none."""
        return "If it is better now" if self.status == "regression" and self.checks else "To fix it"

    def score_of(self, section: SectionId | None) -> float | None:
        """The mean of the checks of one section, or of those on the whole brief; None where there are none."""
        return mean([check.score for check in self.checks if check.section == section])


class Result(_Found):
    """All cases of one run, in the order of their names."""

    schema_version: Literal[1] = SCHEMA_VERSION
    briefgen_version: str
    mode: Literal["replay", "live", "revision"]
    model: str | None = None
    gate: Gate = "per-case"
    fail_under: float | None = None
    cases: tuple[CaseResult, ...]
    orphans: tuple[str, ...] = Field(default=(), description="Cassettes without a case.")
    seconds: float = 0.0

    @property
    def score(self) -> float | None:
        """The mean of the cases that were compared."""
        return mean([score for case in self.cases if (score := case.score) is not None])

    def count(self, status: Status) -> int:
        """How many cases came out like this."""
        return sum(case.status == status for case in self.cases)

    @property
    def below(self) -> bool:
        """Whether the mean is under the limit that was set."""
        return self.fail_under is not None and (self.score or 0.0) < self.fail_under

    @property
    def exit_code(self) -> int:
        """The gravest of what its cases end with: a budget, a provider, a regression, then what is stale."""
        codes = {case.exit_code for case in self.cases}
        if self.orphans or self.below:
            codes.add(1)
        return next((code for code in (6, 3, 4, 1, 2) if code in codes), 0)

    @property
    def summary(self) -> str:
        """One line, such as "6 cases: 5 ok, 1 regression; mean score 0.97"."""
        counts = ", ".join(
            f"{count} {_PLURAL.get(status, status) if count > 1 else status}"
            for status in _PLURAL
            if (count := self.count(status))
        )
        score = "" if self.score is None else f"; mean score {self.score:.2f}"
        orphans = (
            f"; {len(self.orphans)} cassette{'s' * (len(self.orphans) > 1)} without a case" if self.orphans else ""
        )
        return f"{len(self.cases)} case{'s' * (len(self.cases) != 1)}: {counts or 'nothing to compare'}{score}{orphans}"


_PLURAL: dict[Status, str] = {"ok": "ok", "regression": "regressions", "stale": "stale", "error": "errors"}


def mean(scores: Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(scores) / len(scores) if scores else None


def shown(brief: Brief) -> tuple[ShownSection, ...]:
    """A brief as reports show it."""
    return tuple(
        ShownSection(
            id=section.id,
            heading=section.heading,
            gap=section.gap,
            statements=tuple(ShownStatement(text=one.text, cites=one.cites) for one in section.statements),
        )
        for section in sorted(brief.sections, key=lambda section: SECTION_IDS.index(section.id))
    )
