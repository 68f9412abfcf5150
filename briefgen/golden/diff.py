"""Two results side by side: what got better and what got worse, by case, by section and by check."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from briefgen import escape
from briefgen.brief import HEADINGS, SECTION_IDS, SectionId
from briefgen.endings import by_ending
from briefgen.golden.results import CaseResult, Result

Format: TypeAlias = Literal["table", "json", "markdown"]
FORMATS: Mapping[str, Format] = MappingProxyType({".txt": "table", ".json": "json", ".md": "markdown"})

Verdict = Literal["better", "worse", "changed", "new", "gone"]
# Less than this is rounding.
_NOTICED = 0.005


class Row(BaseModel):
    """One thing that differs.

    Attributes:
        section: None for the case as a whole.
        base: score before, 0 to 1; None where there was none; `head`: after.
        reasons: what fails now and did not; where it is better, what failed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    slug: str
    section: SectionId | None = None
    verdict: Verdict
    base: float | None = None
    head: float | None = None
    reasons: tuple[str, ...] = ()


class Difference(BaseModel):
    """All that differs between two results, in the order of the cases and their sections."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    schema_version: Literal[1] = 1
    rows: tuple[Row, ...]
    same: int

    @property
    def worse(self) -> int:
        """How much got worse; a case that is gone did."""
        return sum(row.verdict in ("worse", "gone") for row in self.rows)

    @property
    def summary(self) -> str:
        """One line, such as "2 worse, 1 better; 4 cases the same"."""
        counts = [
            f"{count} {verdict}"
            for verdict in ("worse", "better", "changed", "new", "gone")
            if (count := sum(row.verdict == verdict for row in self.rows))
        ]
        return f"{', '.join(counts) or 'no difference'}; {self.same} case{'s' * (self.same != 1)} the same"


def compare_results(base: Result, head: Result) -> Difference:
    """What differs between two results."""
    before, after = ({case.slug: case for case in result.cases} for result in (base, head))
    rows: list[Row] = []
    same = 0
    for slug in sorted(before | after):
        found = list(_rows(slug, before.get(slug), after.get(slug)))
        rows += found
        same += not found
    return Difference(rows=tuple(rows), same=same)


def _rows(slug: str, base: CaseResult | None, head: CaseResult | None) -> Iterator[Row]:
    if base is None or head is None:
        there = base or head
        yield Row(
            slug=slug, verdict="gone" if base else "new",
            base=base.score if base else None, head=head.score if head else None,
            reasons=(there.reason,) if there and there.reason else (),
        )  # fmt: skip
        return
    if base.status != head.status and "ok" not in (base.status, head.status):
        yield Row(slug=slug, verdict="changed", reasons=(f"{base.status} before, {head.status} now",))
    elif head.reason and not base.reason:
        yield Row(slug=slug, verdict="worse", base=base.score, head=head.score, reasons=(head.reason,))
        return
    elif base.reason and not head.reason:
        yield Row(slug=slug, verdict="better", base=base.score, head=head.score, reasons=(base.reason,))
        return
    for section in (None, *SECTION_IDS):
        yield from _section(slug, section, base, head)


def _section(slug: str, section: SectionId | None, base: CaseResult, head: CaseResult) -> Iterator[Row]:
    failed, fails = _reasons(base, section), _reasons(head, section)
    scores = base.score_of(section), head.score_of(section)
    step = (scores[1] or 0.0) - (scores[0] or 0.0)
    verdict: Verdict
    if len(fails) > len(failed) or (len(fails) == len(failed) and step < -_NOTICED):
        verdict, reasons = "worse", [one for one in fails if one not in failed]
    elif len(fails) < len(failed) or step > _NOTICED:
        verdict, reasons = "better", [one for one in failed if one not in fails]
    elif section and _text(base, section) != _text(head, section):
        verdict, reasons = "changed", []
    else:
        return
    yield Row(slug=slug, section=section, verdict=verdict, base=scores[0], head=scores[1], reasons=tuple(reasons))


def _reasons(case: CaseResult, section: SectionId | None) -> list[str]:
    return [f"{check.name}: {check.reason}" for check in case.failed if check.section == section]


def _text(case: CaseResult, section: SectionId) -> str:
    return " ".join(one.text for part in case.candidate if part.id == section for one in part.statements)


def format_for(path: object) -> Format:
    """The format that the ending of a file name asks for.

    Raises:
        UsageError: no format has that ending.
    """
    return by_ending(str(path), FORMATS)


def as_text(found: Difference, form: Format) -> str:
    """A difference in a format, for a file or a terminal."""
    if form == "json":
        return escape.json(json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2)) + "\n"
    if form == "markdown":
        lines = [f"## briefgen golden diff: {found.summary}", ""]
        if found.rows:
            lines += ["| case | section | | before | after | why |", "|---|---|---|---|---|---|"]
        for row in found.rows:
            why = escape.markdown("; ".join(row.reasons)).replace("|", "\\|")
            name = escape.markdown(row.slug).replace("|", "\\|")
            lines.append(
                f"| {name} | {_heading(row)} | {row.verdict} | {_number(row.base)} | {_number(row.head)} | {why} |"
            )
        return "\n".join(lines) + "\n"
    lines = []
    for row in found.rows:
        where = f"{row.slug}, {_heading(row)}" if row.section else row.slug
        lines.append(f"{row.verdict:<8}{_number(row.base):>5} → {_number(row.head):<5} {escape.plain(where)}")
        lines += [f"{'':<22}{escape.plain(reason)}" for reason in row.reasons]
    return "\n".join([*lines, found.summary]) + "\n"


def _heading(row: Row) -> str:
    return HEADINGS[row.section] if row.section else ""


def _number(score: float | None) -> str:
    return "" if score is None else f"{score:.2f}"
