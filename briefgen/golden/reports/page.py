"""The result as an HTML page that stands alone: no script, and nothing fetched from anywhere."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from briefgen import escape
from briefgen.brief import HEADINGS, SECTION_IDS, SectionId
from briefgen.golden.reports.changes import Marked, mark
from briefgen.golden.reports.faults import faults, heading, is_suspect, kinds, score_text, shortfall, tally
from briefgen.golden.results import CaseResult, Check, Result, ShownSection, Status, mean
from briefgen.render import house_environment

# In the order in which a reader asks for them, each with a sign, because colour alone tells some readers nothing.
_SIGNS: dict[Status, str] = {"regression": "✗", "stale": "○", "error": "!", "ok": "✓"}


def as_html(result: Result) -> str:
    """A page: how many cases came out how, scores by case and by section, and each case beside its story."""
    style = house_environment().get_template("golden.css.j2").render()
    variables = {
        "style": style,
        "style_sha256": b64encode(sha256(style.encode()).digest()).decode(),
        "summary": result.summary,
        "shortfall": shortfall(result) if result.below else "",
        "counts": [{"status": one, "sign": _SIGNS[one], "count": result.count(one)} for one in _SIGNS],
        "mean": _score(result.score),
        "limit": _score(result.fail_under),
        "about": [escape.plain(part) for part in _about(result)],
        "cases": [_case(result, case, number) for number, case in enumerate(result.cases, start=1)],
        "sections": [row for section in SECTION_IDS if (row := _by_section(result, section))],
        "orphans": [escape.plain(path) for path in result.orphans],
    }
    return house_environment().get_template("golden.html.j2").render(variables)


def _about(result: Result) -> list[str]:
    """How the run was made, in parts of a sentence."""
    made = {"replay": "replayed from cassettes", "live": "written now", "revision": "as of a revision"}[result.mode]
    gate = "each case must hold" if result.gate == "per-case" else "the mean score decides"
    model = f"model {result.model}" if result.model else ""
    took = f"{result.seconds:.1f} s"
    return [part for part in (made, model, gate, took, f"briefgen {result.briefgen_version}") if part]


def _score(score: float | None) -> dict[str, Any] | None:
    """A score as a number to read and as the length of a bar of 100 units; none where nothing was compared."""
    return None if score is None else {"text": score_text(score), "length": round(100 * score, 1)}


def _by_section(result: Result, section: SectionId) -> dict[str, Any] | None:
    """The mean score of a section, and the case that is worst in it."""
    scores = [
        (score, number) for number, case in enumerate(result.cases) if (score := case.score_of(section)) is not None
    ]
    if not scores:
        return None
    lowest, number = min(scores)
    return {
        "heading": HEADINGS[section],
        "score": _score(mean([score for score, _ in scores])),
        "lowest": _score(lowest),
        "worst": {"anchor": f"case-{number + 1}", "slug": escape.plain(result.cases[number].slug)},
    }


def _case(result: Result, case: CaseResult, number: int) -> dict[str, Any]:
    found = faults(case)
    anchor = f"case-{number}"
    whole = [{"kind": one.kind, "reason": escape.plain(one.reason)} for one in found if one.section is None]
    return {
        "anchor": anchor,
        "slug": escape.plain(case.slug),
        "status": case.status,
        "sign": _SIGNS[case.status],
        "open": is_suspect(result, case),
        "alone": "" if case.golden and case.candidate else "golden" if case.golden else "candidate",
        "score": _score(case.score),
        "tally": tally(case),
        "kinds": kinds(case),
        "whole": whole,
        "fix": escape.plain(case.fix or ""),
        "fix_label": case.fix_label,
        "file": escape.plain(case.file),
        "samples": case.samples,
        "seconds": f"{case.seconds:.1f}",
        "sections": [_section(case, section) for section in SECTION_IDS if _has(case, section)],
        "checks": [_check(case, check) for check in case.checks],
        "story": _story(case, anchor),
    }


def _has(case: CaseResult, section: SectionId) -> bool:
    return any(one.id == section for one in (*case.golden, *case.candidate))


def _section(case: CaseResult, section: SectionId) -> dict[str, Any]:
    """A section of both briefs; of one that is the same in both, once."""
    golden, candidate = (_statements(brief, section) for brief in (case.golden, case.candidate))
    left, right = mark(golden, candidate)
    # Without the other brief nothing has changed: there is nothing to compare with.
    alone = not (case.golden and case.candidate)
    score = case.score_of(section)
    return {
        "id": section,
        "line": case.lines.get(section),
        "heading": escape.plain(heading(case, section)),
        "score": "" if score is None else score_text(score),
        "failed": [
            {"kind": one.kind, "reason": escape.plain(one.reason)} for one in faults(case) if one.section == section
        ],
        "same": left == right,
        "golden": _written(left, alone=alone),
        "candidate": _written(right, alone=alone),
        "gap": any(one.gap for one in case.golden if one.id == section),
        "candidate_gap": any(one.gap for one in case.candidate if one.id == section),
    }


def _statements(brief: Sequence[ShownSection], section: SectionId) -> list[Any]:
    return [statement for one in brief if one.id == section for statement in one.statements]


def _written(statements: list[Marked], *, alone: bool) -> list[dict[str, Any]]:
    return [
        {
            "runs": [{"text": run.text, "changed": run.changed and not alone} for run in one.runs],
            "cites": list(dict.fromkeys(one.cites)),
        }
        for one in statements
    ]


def _check(case: CaseResult, check: Check) -> dict[str, Any]:
    return {
        "place": escape.plain(heading(case, check.section)),
        "name": check.name,
        "ok": check.ok,
        "score": score_text(check.score),
        "reason": escape.plain(check.reason),
    }


def _story(case: CaseResult, anchor: str) -> list[dict[str, Any]]:
    """The sentences of the story, and which of the briefs rests on each."""
    golden, candidate = (
        {number for section in brief for one in section.statements for number in one.cites}
        for brief in (case.golden, case.candidate)
    )
    cited = {(True, True): "both", (True, False): "golden", (False, True): "candidate", (False, False): ""}
    return [
        {
            "anchor": f"{anchor}-sentence-{number}",
            "number": number,
            "text": escape.plain(text),
            "cited": cited[number in golden, number in candidate],
        }
        for number, text in enumerate(case.story, start=1)
    ]
