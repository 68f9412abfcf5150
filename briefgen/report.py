"""What checking a brief found, as text: a table for a reader, JSON for a script, JUnit XML for a build server."""

import json
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from briefgen import escape
from briefgen.brief import HEADINGS, SECTION_IDS, Brief, Evidence, Finding, SectionId
from briefgen.endings import by_ending
from briefgen.story import Story

SCHEMA_VERSION: Final = 1
PIPED_WIDTH: Final = 100

Format: TypeAlias = Literal["table", "json", "junit"]
Place: TypeAlias = tuple[SectionId | None, int | None]
"""Section and number of the statement in it; neither for a finding on the whole brief."""

FORMATS: Mapping[str, Format] = MappingProxyType({".json": "json", ".xml": "junit", ".txt": "table"})

_NARROWEST = 40
# Below this width a reason gets the whole line instead of a column.
_ROOM_FOR_COLUMNS = 72
_FIRST_WORDS = 60
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m"}
_RESET = "\x1b[0m"
# Those that XML 1.0 forbids and `escape.plain` leaves in.
_NOT_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Report:
    """A brief, the story it was checked against, and the findings in reading order."""

    brief: Brief
    story: Story
    findings: tuple[Finding, ...]

    @property
    def statements(self) -> int:
        """How many statements were checked."""
        return sum(1 for _ in self.brief.statements())

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(1 for one in self.findings if one.severity == "error")

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    @property
    def summary(self) -> str:
        """One line, such as "14 statements checked: 2 errors, 3 warnings"."""
        return (
            f"{_counted(self.statements, 'statement')} checked: "
            f"{_counted(self.errors, 'error')}, {_counted(self.warnings, 'warning')}"
        )


def in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those on the whole brief first; of one statement in the order given."""
    return tuple(sorted(findings, key=lambda one: _reading_order(_place(one))))


def format_for(path: str | Path) -> Format:
    """The format that the ending of a file name asks for.

    Raises:
        UsageError: no format has that ending.
    """
    return by_ending(path, FORMATS)


def shorten(text: str, width: int) -> str:
    """The text in at most `width` columns: whole, or its first words and an ellipsis."""
    if len(text) <= width:
        return text
    first = text[: width - 1]
    # Where a word is cut in two it goes, unless most of the text is that word.
    words = first if text[width - 1].isspace() else first.rpartition(" ")[0]
    return (words if 2 * len(words) > width else first).rstrip() + "…"


def as_text(report: Report, form: Format) -> str:
    """The report in a format, for a file or a pipe."""
    match form:
        case "json":
            return as_json(report)
        case "junit":
            return as_junit(report)
        case "table":
            return as_table(report)


def as_table(report: Report, *, width: int = PIPED_WIDTH, colour: bool = False) -> str:
    """A block for each statement with findings, a row for each finding; empty when there is none.

    Evidence is cut to one line of `width` columns, the rest is wrapped.
    """
    width = max(width, _NARROWEST)
    checks = max((len(escape.plain(one.check)) for one in report.findings), default=0)
    texts = {(section, number): statement.text for section, number, statement in report.brief.statements()}
    blocks = []
    for place, findings in groupby(report.findings, key=_place):
        lines = textwrap.wrap(_title(report, place), width)
        if place in texts:
            lines += textwrap.wrap(escape.plain(texts[place]), width, initial_indent="  ", subsequent_indent="  ")
        for finding in findings:
            lines += _row(finding, report.story, checks, width, colour=colour)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def as_json(report: Report) -> str:
    """The findings whole, with the hash and the headline of the story they were checked against."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "story": {"sha256": report.story.sha256, "headline": report.story.headline},
        "statements": report.statements,
        "errors": report.errors,
        "warnings": report.warnings,
        "findings": [one.model_dump(mode="json") for one in report.findings],
    }
    return escape.json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def as_junit(report: Report) -> str:
    """JUnit XML: a test case a statement, failed by errors, with warnings as its output.

    Findings on the whole brief or a whole section are cases of their own, before the statements.
    """
    # Here and not above: only this format has a use for it.
    from xml.etree import ElementTree as ET

    found = {place: list(findings) for place, findings in groupby(report.findings, key=_place)}
    names = {place: _title(report, place) for place in found}
    for section, number, statement in report.brief.statements():
        names[section, number] = f"statement {number}: {shorten(escape.plain(statement.text), _FIRST_WORDS)}"
    suite = ET.Element("testsuite", name="briefgen verify", tests=str(len(names)), errors="0", skipped="0")
    for place in sorted(names, key=_reading_order):
        case = ET.SubElement(suite, "testcase", classname=place[0] or "brief", name=legal_xml(names[place]))
        errors = [one for one in found.get(place, ()) if one.severity == "error"]
        warnings = [one for one in found.get(place, ()) if one.severity == "warning"]
        if errors:
            # One element for all of them: of several, many a build server shows the first.
            checks = ", ".join(dict.fromkeys(one.check for one in errors))
            reasons = " ".join(one.reason for one in errors)
            failure = ET.SubElement(case, "failure", message=legal_xml(reasons), type=legal_xml(checks))
            failure.text = _listed(errors, report.story)
        if warnings:
            ET.SubElement(case, "system-out").text = _listed(warnings, report.story)
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _place(finding: Finding) -> Place:
    return finding.section, finding.statement


def _reading_order(place: Place) -> tuple[int, int]:
    section, number = place
    return (SECTION_IDS.index(section) + 1 if section else 0, number or 0)


def _title(report: Report, place: Place) -> str:
    section, number = place
    if section is None:
        return "The whole brief"
    heading = next((one.heading for one in report.brief.sections if one.id == section), HEADINGS[section])
    return f"{escape.plain(heading)}, statement {number}" if number else escape.plain(heading)


def _row(finding: Finding, story: Story, checks: int, width: int, *, colour: bool) -> list[str]:
    lead = f"  {finding.severity:<7}  {escape.plain(finding.check):<{checks}}  "
    hang = " " * (len(lead) if width >= _ROOM_FOR_COLUMNS else 4)
    lines = textwrap.wrap(lead + escape.plain(finding.reason), width, subsequent_indent=hang)
    if colour:
        lines[0] = lines[0].replace(finding.severity, _COLOURS[finding.severity] + finding.severity + _RESET, 1)
    if finding.evidence:
        lines.append(shorten(hang + _quoted(finding.evidence, story), width))
    return lines


def _quoted(evidence: Evidence, story: Story) -> str:
    number = next((one.number for one in story.sentences if one.start <= evidence.start < one.end), None)
    return f"copy{f', sentence {number}' if number else ''}: {escape.plain(evidence.text)}"


def _listed(findings: Iterable[Finding], story: Story) -> str:
    lines = []
    for one in findings:
        lines.append(f"{one.check}: {escape.plain(one.reason)}")
        if one.evidence:
            lines.append(_quoted(one.evidence, story))
    return "\n".join(map(legal_xml, lines))


def legal_xml(text: str) -> str:
    """A text without what a terminal obeys and XML forbids."""
    return _NOT_XML.sub("", escape.plain(text))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
