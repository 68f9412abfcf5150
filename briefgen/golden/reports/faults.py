"""What the formats say alike: what failed in a case and where, and which cases a reader must look at."""

from dataclasses import dataclass

from briefgen.brief import HEADINGS, SectionId
from briefgen.golden.results import CaseResult, Result


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a case is not as it was. Its texts are as they came: escape them.

    Attributes:
        kind: the name of the check, or the status of a case that was never compared.
        section: where; None for the whole brief.
        place: the heading of the section, "The whole brief", or nothing where no brief came to be.
        reason: a clause.
    """

    kind: str
    section: SectionId | None
    place: str
    reason: str

    @property
    def sentence(self) -> str:
        """Place and reason, such as "Why it matters: the section is gone"."""
        return f"{self.place}: {self.reason}" if self.place else self.reason


def faults(case: CaseResult) -> list[Fault]:
    """Why a case failed, in reading order; what befell the case itself comes first."""
    own = [Fault(case.status, None, "", case.reason)] if case.reason else []
    return own + [Fault(one.name, one.section, heading(case, one.section), one.reason) for one in case.failed]


def heading(case: CaseResult, section: SectionId | None) -> str:
    """How the briefs of a case head a section."""
    if section is None:
        return "The whole brief"
    shown = (one.heading for one in (*case.golden, *case.candidate) if one.id == section)
    return next(shown, HEADINGS[section])


def is_suspect(result: Result, case: CaseResult) -> bool:
    """Whether a reader must look at a case: it failed, or it pulls down a mean that is too low."""
    return case.status != "ok" or (result.below and bool(case.failed))


def kinds(case: CaseResult) -> str:
    """The names of what failed, each once: "facts, evidence"."""
    return ", ".join(dict.fromkeys(fault.kind for fault in faults(case)))


def score_text(score: float | None) -> str:
    """A score with two decimals; a dash where nothing was compared."""
    return "–" if score is None else f"{score:.2f}"


def shortfall(result: Result) -> str:
    """The sentence on a mean score that is below its limit."""
    return f"mean score {score_text(result.score)} is below {score_text(result.fail_under)}"


def tally(case: CaseResult) -> str:
    """How many checks failed, such as "2 of 41 checks failed"; nothing where none did."""
    return f"{len(case.failed)} of {len(case.checks)} checks failed" if case.failed else ""
