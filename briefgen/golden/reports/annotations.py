"""Marks on the files of a pull request, as GitHub reads them from the log of a workflow."""

from typing import Final, Literal

from briefgen import escape
from briefgen.golden.reports.faults import faults, shortfall
from briefgen.golden.results import CaseResult, Result

SHOWN: Final = 10
"""GitHub shows this many errors, and as many warnings, of one step."""

_ELSEWHERE = "see the log above, and the summary of the run"
# The runner reads these in every part of a command, and the others in what stands before the message.
_IN_MESSAGE = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def annotations(result: Result) -> str:
    """A line for each case that failed, an error or, where it is stale, a warning; no more than GitHub shows.

    Of more cases the last line says how many. Nothing where all is well.
    """
    errors = [_of_case(case, "error") for case in result.cases if case.status in ("regression", "error")]
    if result.orphans:
        listed = "\n".join(f"no case plays {escape.plain(path)}" for path in result.orphans)
        errors.insert(0, _command("error", "Cassettes without a case", listed, file=result.orphans[0]))
    if result.below:
        errors.insert(0, _command("error", "Golden briefs", shortfall(result)))
    warnings = [_of_case(case, "warning") for case in result.cases if case.status == "stale"]
    return "".join(f"{line}\n" for line in (*_at_most(errors, "error"), *_at_most(warnings, "warning")))


def _of_case(case: CaseResult, level: Literal["error", "warning"]) -> str:
    found = faults(case)
    lines = [escape.plain(fault.sentence) + (f" ({fault.kind})" if fault.place else "") for fault in found]
    if case.fix:
        lines.append(f"{case.fix_label}: {escape.plain(case.fix)}")
    line = next((case.lines[fault.section] for fault in found if fault.section in case.lines), 1)
    return _command(level, f"{case.slug}: {case.status}", "\n".join(lines), file=case.file, line=line)


def _at_most(commands: list[str], level: Literal["error", "warning"]) -> list[str]:
    if len(commands) <= SHOWN:
        return commands
    left = len(commands) - SHOWN + 1
    return [*commands[: SHOWN - 1], _command(level, "Golden briefs", f"{left} more like these: {_ELSEWHERE}")]


def _command(level: str, title: str, message: str, *, file: str | None = None, line: int = 1) -> str:
    place = f"file={escape.plain(file).translate(_IN_PROPERTY)},line={line}," if file else ""
    # An empty message is no annotation.
    text = (message or title).translate(_IN_MESSAGE)
    return f"::{level} {place}title={escape.plain(title).translate(_IN_PROPERTY)}::{text}"
