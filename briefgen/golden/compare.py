"""A candidate held against the golden brief: by its sections, facts, evidence, findings, length and words.

Nothing here needs a judge. Which sentences of the story support which section survives a paraphrase, so that it tells
a brief of other facts from one in other words.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import fmean

from briefgen.brief import Brief, Finding, Section, SectionId
from briefgen.golden.case import Golden, replayed
from briefgen.golden.results import Check, CheckName
from briefgen.house import HouseStyle
from briefgen.story import Story
from briefgen.verify import verify
from briefgen.verify.match import content_keys

_MARKS = {ord(mark): plain for mark, plain in zip("“”‘’«»–—", '""\'\'""--', strict=True)}


def compare(
    golden: Golden, candidate: Brief, story: Story, house: HouseStyle, *, same_run: bool = False
) -> list[Check]:
    """Every check of a candidate, in reading order.

    Args:
        golden: the approved brief and what is expected.
        candidate: what was replayed or written now, with what the checks found in it; or the golden brief itself.
        story: what both are briefs of.
        house: the style that both are checked for.
        same_run: whether the candidate is a replay, which must be what the cassette gave when it was accepted.
    """
    checks = list(_replay(golden, candidate)) if same_run else []
    for approved, written in zip(golden.brief.sections, candidate.sections, strict=True):
        checks.append(_present(approved, written))
        checks += _expected(golden, written)
        if not approved.gap and not written.gap:
            checks += _likeness(golden, approved, written)
    text = " ".join(_text(section) for section in candidate.sections)
    for unwanted in golden.expect.absent.get("anywhere", ()):
        checks.append(_absent(unwanted, text, None))
    checks += _findings(golden, candidate, story, house)
    return checks


def average(samples: Sequence[Sequence[Check]]) -> list[Check]:
    """The checks of several candidates as one list: mean scores; one holds where it does in most samples."""
    merged = []
    by_place: dict[tuple[CheckName, SectionId | None, int], list[Check]] = {}
    for checks in samples:
        seen: dict[tuple[CheckName, SectionId | None], int] = {}
        for check in checks:
            place = (check.name, check.section)
            seen[place] = seen.get(place, 0) + 1
            by_place.setdefault((*place, seen[place]), []).append(check)
    for (name, section, _), same in by_place.items():
        holds = 2 * sum(check.ok for check in same) > len(same)
        failed = [check.reason for check in same if not check.ok]
        reason = "" if holds else f"{failed[0]} ({len(failed)} of {len(same)} samples)"
        merged.append(
            Check(name=name, section=section, ok=holds, score=fmean(one.score for one in same), reason=reason)
        )
    return merged


def _check(name: CheckName, section: SectionId | None, score: float, fault: str = "") -> Check:
    """A check that holds where there is no `fault`."""
    return Check(name=name, section=section, ok=not fault, score=round(score, 4), reason=fault)


def _replay(golden: Golden, candidate: Brief) -> Iterator[Check]:
    if golden.replay is None:
        return
    now = replayed(candidate)
    for part, accepted in golden.replay.items():
        section = next((one.id for one in candidate.sections if one.id == part), None)
        what = "the section is" if section else "the headline is" if part == "headline" else "what is withheld is"
        same = now.get(part) == accepted
        fault = "" if same else f"from the same answers {what} not what it was when accepted"
        yield _check("replay", section, float(same), fault)


def _present(approved: Section, written: Section) -> Check:
    if approved.gap == written.gap:
        return _check("sections", approved.id, 1.0)
    fault = "the golden brief says that the copy does not carry it" if approved.gap else "the section is gone"
    return _check("sections", approved.id, 0.0, fault)


def _expected(golden: Golden, written: Section) -> Iterator[Check]:
    text, section = _text(written), written.id
    for fact in golden.expect.facts.get(section, ()):
        held = _folded(fact) in _folded(text)
        yield _check("facts", section, float(held), "" if held else f"“{fact}” is missing")
    for unwanted in golden.expect.absent.get(section, ()):
        yield _absent(unwanted, text, section)
    wanted = set(golden.expect.cites.get(section, ()))
    if wanted:
        missing = wanted - _cited(written)
        fault = f"does not rest on sentence {_listed(missing)} of the story" if missing else ""
        yield _check("cites", section, 1 - len(missing) / len(wanted), fault)


def _absent(unwanted: str, text: str, section: SectionId | None) -> Check:
    gone = _folded(unwanted) not in _folded(text)
    return _check("absent", section, float(gone), "" if gone else f"“{unwanted}” must not stand there")


def _likeness(golden: Golden, approved: Section, written: Section) -> Iterator[Check]:
    allowed, section = golden.expect.tolerances, approved.id
    ours, theirs = _cited(approved), _cited(written)
    overlap = len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
    fault = f"rests on sentences {_listed(theirs)} of the story, the golden brief on {_listed(ours)}"
    yield _check("evidence", section, overlap, fault if overlap < allowed.evidence else "")
    ratio = min(_length(approved), _length(written)) / max(_length(approved), _length(written))
    fault = f"has {_length(written)} words, the golden brief {_length(approved)}"
    yield _check("length", section, ratio, fault if ratio < 1 - allowed.length else "")
    likeness = _similarity(_text(approved), _text(written))
    fault = f"shares {likeness:.0%} of its words with the golden brief"
    yield _check("similarity", section, likeness, fault if likeness < allowed.similarity else "")


def _findings(golden: Golden, candidate: Brief, story: Story, house: HouseStyle) -> Iterator[Check]:
    allowed = golden.expect.tolerances
    found, before = _own_findings(candidate), _own_findings(golden.brief)
    for one in found:
        if one.severity == "error":
            yield _check("findings", one.section, 0.0, f"{one.check}: {one.reason}")
    if golden.brief.sections != candidate.sections or candidate is golden.brief:
        # Whoever wrote the candidate has checked it; what a person made of the golden brief nobody has.
        for one in verify(golden.brief, story, house=house):
            if one.severity == "error":
                yield _check("findings", one.section, 0.0, f"of the golden brief itself: {one.check}: {one.reason}")
    more = _warnings(found) - _warnings(before)
    fault = f"{more} warnings more than the golden brief" if more > allowed.warnings else ""
    yield _check("findings", None, _left(more, allowed.warnings), fault)
    more = len(candidate.withheld) - len(golden.brief.withheld)
    fault = f"{more} more withheld than of the golden brief" if more > allowed.withheld else ""
    yield _check("withheld", None, _left(more, allowed.withheld), fault)


def _own_findings(brief: Brief) -> list[Finding]:
    return [one for section in brief.sections for statement in section.statements for one in statement.findings]


def _left(more: int, allowed: int) -> float:
    """1 for no more than before, falling to 0 at twice what is allowed."""
    return max(0.0, 1 - max(0, more) / (2 * allowed + 1))


def _warnings(found: Sequence[Finding]) -> int:
    return sum(one.severity == "warning" for one in found)


def _similarity(one: str, other: str) -> float:
    """Words of meaning in common, as a share of all (Jaccard)."""
    if one == other:
        return 1.0
    ours, theirs = content_keys(one), content_keys(other)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def _text(section: Section) -> str:
    return " ".join(statement.text for statement in section.statements)


def _length(section: Section) -> int:
    return max(1, len(_text(section).split()))


def _cited(section: Section) -> set[int]:
    return {number for statement in section.statements for number in statement.cites}


def _listed(numbers: set[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "none"


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_MARKS)).strip().casefold()
