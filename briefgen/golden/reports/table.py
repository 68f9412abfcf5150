"""The result as lines for a terminal or a log."""

import re
import textwrap
from collections.abc import Iterator

from briefgen import escape
from briefgen.golden.reports.faults import Fault, faults, is_suspect, score_text, shortfall, tally
from briefgen.golden.results import CaseResult, Result, Status
from briefgen.report import PIPED_WIDTH, shorten

_NARROWEST = 40
# Below this width a reason gets the whole line instead of a column.
_ROOM_FOR_COLUMNS = 72
_STATUS_COLUMNS = len("regression")
_INDENT = "    "
_COLOURS: dict[Status, str] = {
    "ok": "\x1b[32m",
    "regression": "\x1b[1;31m",
    "stale": "\x1b[33m",
    "error": "\x1b[1;31m",
}
_RESET = "\x1b[0m"
# What a GitHub runner takes for a command in the log: `::name::` at the start of a line, `##[name]` anywhere.
_COMMAND = re.compile(r"^(\s*:)(?=:)|(##)(?=\[)")


def as_table(result: Result, *, width: int = PIPED_WIDTH, colour: bool = False) -> str:
    """A line for each case, below it what failed, and a last line that sums up.

    What failed is wrapped to `width` columns; the command that helps stays on one line, to be copied.
    """
    width = max(width, _NARROWEST)
    room = max((len(escape.plain(case.slug)) for case in result.cases), default=0)
    slugs = min(room, width // 2)
    lines: list[str] = []
    for case in result.cases:
        lines.append(_head(case, slugs, width, colour=colour))
        if is_suspect(result, case):
            lines += _detail(case, width)
    lines += [f"cassette without a case: {escape.plain(path)}" for path in result.orphans]
    if result.below:
        lines.append(shortfall(result))
    text = "\n".join(_COMMAND.sub(r"\1\2 ", line) for line in lines)
    return f"{text}\n\n{result.summary}\n" if text else f"{result.summary}\n"


def _head(case: CaseResult, slugs: int, width: int, *, colour: bool) -> str:
    status = case.status if case.status == "ok" else case.status.upper()
    slug = shorten(escape.plain(case.slug), slugs)
    rest = shorten(
        f"{status:<{_STATUS_COLUMNS}}  {score_text(case.score):>4}  {tally(case)}".rstrip(), width - slugs - 2
    )
    if colour:
        rest = _COLOURS[case.status] + status + _RESET + rest[len(status) :]
    return f"{slug:<{slugs}}  {rest}"


def _detail(case: CaseResult, width: int) -> Iterator[str]:
    found = faults(case)
    kinds = max((len(fault.kind) for fault in found if fault.place), default=0)
    for fault in found:
        yield from _row(fault, kinds, width)
    if case.fix:
        yield f"{_INDENT}{case.fix_label}: {escape.plain(case.fix)}"


def _row(fault: Fault, kinds: int, width: int) -> list[str]:
    # The reason of a case that was never compared is its own: the status above it is no name of a check.
    lead = f"{_INDENT}{fault.kind:<{kinds}}  " if fault.place else _INDENT
    hang = " " * (len(lead) if width >= _ROOM_FOR_COLUMNS else 2 * len(_INDENT))
    return textwrap.wrap(lead + escape.plain(fault.sentence), width, subsequent_indent=hang)
