"""The result in Markdown, as the summary of a GitHub run shows it."""

import html
import re
from collections.abc import Iterator

from briefgen import escape
from briefgen.brief import SECTION_IDS, SectionId
from briefgen.golden.reports.faults import Fault, faults, heading, is_suspect, kinds, score_text, shortfall
from briefgen.golden.results import CaseResult, Result, ShownSection, Status

# GitHub refuses the whole summary of a step where it is longer than 1024 KiB; a step may write more than this.
_LONGEST = 900_000
_MARKS: dict[Status, str] = {"ok": "✓", "regression": "✗", "stale": "○", "error": "!"}


def as_markdown(result: Result) -> str:
    """A heading that sums up, a table of the cases, and of each that failed what it should say and what it says.

    Where that would be more than GitHub takes, the last cases are in the table only.
    """
    text = "".join(f"{line}\n" for line in _overview(result))
    size, left = len(text.encode()), 0
    for case in result.cases:
        if not is_suspect(result, case):
            continue
        part = "".join(f"{line}\n" for line in _details(case))
        size += len(part.encode())
        if size > _LONGEST:
            left += 1
        else:
            text += part
    return text + (f"\n{left} more cases failed; there is no room for them here.\n" if left else "")


def _overview(result: Result) -> Iterator[str]:
    yield f"## Golden briefs: {escape.markdown(result.summary)}"
    yield ""
    if result.below:
        yield f"**The {escape.markdown(shortfall(result))}.**"
        yield ""
    yield "| Case | Status | Score | What failed |"
    yield "| :-- | :-- | --: | :-- |"
    for case in result.cases:
        what = kinds(case) if case.failed else case.reason
        yield (
            f"| {escape.markdown(case.slug)} | {_MARKS[case.status]} {case.status} "
            f"| {score_text(case.score)} | {escape.markdown(what)} |"
        )
    if result.orphans:
        yield ""
        yield "Cassettes without a case:"
        yield ""
        yield from (f"- {escape.markdown(path)}" for path in result.orphans)


def _details(case: CaseResult) -> Iterator[str]:
    yield ""
    yield "<details>"
    # Up to the blank line this is HTML, where Markdown's escapes mean nothing.
    yield f"<summary><b>{html.escape(escape.plain(case.slug))}</b>: {case.status}</summary>"
    yield ""
    found = faults(case)
    for fault in found:
        if not fault.place:
            yield f"{escape.markdown(fault.reason)}"
            yield ""
    if case.fix:
        yield f"{case.fix_label}: {_code(case.fix)}"
        yield ""
    for section in (None, *SECTION_IDS):
        if here := [fault for fault in found if fault.place and fault.section == section]:
            yield from _section(case, section, here)
    yield "</details>"


def _section(case: CaseResult, section: SectionId | None, here: list[Fault]) -> Iterator[str]:
    yield f"### {escape.markdown(heading(case, section))}"
    yield ""
    yield from (f"- **{fault.kind}**: {escape.markdown(fault.reason)}" for fault in here)
    yield ""
    if section is None:
        return
    golden, candidate = (_text(brief, section) for brief in (case.golden, case.candidate))
    yield "| Golden | Candidate |"
    yield "| :-- | :-- |"
    yield f"| {golden} | {candidate} |"
    yield ""


def _text(brief: tuple[ShownSection, ...], section: SectionId) -> str:
    """The statements of a section and what they cite, as Markdown."""
    parts = []
    for shown in brief:
        for statement in shown.statements if shown.id == section else ():
            cites = f" *({', '.join(map(str, statement.cites))})*" if statement.cites else ""
            parts.append(escape.markdown(statement.text) + cites)
    return " ".join(parts) or "–"


def _code(text: str) -> str:
    """Text as a code span that no run of backticks in it can close."""
    text = escape.plain(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"
