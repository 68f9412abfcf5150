"""The result as JUnit XML, for a build server."""

from xml.etree import ElementTree as ET

from briefgen.golden.reports.faults import Fault, faults, kinds, shortfall
from briefgen.golden.results import CaseResult, Result
from briefgen.report import legal_xml

_CLASS = "golden"


def as_junit(result: Result) -> str:
    """A suite of a test case a case: a regression is a failure; what is stale or broken is an error.

    Cassettes without a case, and a mean score below its limit, are a failed test case each.
    """
    suite = ET.Element("testsuite", name="briefgen golden check", tests="", failures="", errors="", skipped="0")
    suite.set("time", _seconds(result.seconds))
    for case in result.cases:
        _add(suite, case)
    if result.orphans:
        _fail(suite, "cassettes without a case", "orphans", "\n".join(map(legal_xml, result.orphans)))
    if result.below:
        _fail(suite, "mean score", "mean", shortfall(result))
    for count, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(count, str(len(suite.findall(path))))
    ET.indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'


def _add(suite: ET.Element, case: CaseResult) -> None:
    test = ET.SubElement(suite, "testcase", classname=_CLASS, name=legal_xml(case.slug), time=_seconds(case.seconds))
    found = faults(case)
    if case.status == "ok":
        # Where the mean alone decides, a check may fail and the case hold.
        if found:
            ET.SubElement(test, "system-out").text = _listed(case, found)
        return
    reasons = legal_xml("; ".join(fault.sentence for fault in found))
    if case.status == "regression":
        fault = ET.SubElement(test, "failure", message=reasons, type=kinds(case))
    else:
        fault = ET.SubElement(test, "error", message=reasons, type=case.status)
    fault.text = _listed(case, found)


def _fail(suite: ET.Element, name: str, kind: str, text: str) -> None:
    test = ET.SubElement(suite, "testcase", classname=_CLASS, name=name, time=_seconds(0))
    failure = ET.SubElement(test, "failure", message=legal_xml(text), type=kind)
    failure.text = text


def _listed(case: CaseResult, found: list[Fault]) -> str:
    lines = []
    for fault in found:
        line = case.lines.get(fault.section) if fault.section else None
        lines.append(f"{fault.kind}: {legal_xml(fault.sentence)}")
        if line:
            lines[-1] += f" ({legal_xml(case.file)}:{line})"
    if case.fix:
        lines.append(f"{case.fix_label}: {legal_xml(case.fix)}")
    return "\n".join(lines)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
