"""Cites: a statement rests on the sentences of the copy that it points at.

A cite that shares little with the statement while a sentence beside it shares much is off by one or two, as small
models are; `corrected` moves it and says so.
"""

from briefgen.brief import Evidence, Finding, Statement
from briefgen.story import Sentence, Story
from briefgen.verify.match import content, index, words

# How far off a better sentence may stand to be taken for the one that was meant.
_NEARBY = 2
# A neighbour is meant where it shares this much of the statement's weight, and what is cited less than half of that.
_MEANT = 0.35
_HALF = 0.5


def corrected(statement: Statement, story: Story) -> Statement:
    """The statement with every cite moved to a better sentence nearby, and its evidence with it.

    A warning among `Statement.findings` says so; the text stays.
    """
    shares = _shares(statement.text, story)
    moved: dict[int, int] = {}
    for number in statement.cites:
        near = range(number - _NEARBY, number + _NEARBY + 1)
        best = max((one for one in near if one in shares), key=lambda one: shares[one], default=number)
        if best != number and shares[best] >= _MEANT and shares.get(number, 0.0) < _HALF * shares[best]:
            moved[number] = best
    if not moved:
        return statement
    cites = tuple(dict.fromkeys(moved.get(number, number) for number in statement.cites))
    said = "; ".join(
        f"sentence {after} instead of {' and '.join(str(one) for one in moved if moved[one] == after)}"
        for after in dict.fromkeys(moved.values())
    )
    finding = Finding(
        check="cites",
        severity="warning",
        reason=f"The cite was corrected: {said}.",
        evidence=_evidence(story.sentence(next(iter(moved.values())))),
    )
    return statement.model_copy(
        update={
            "cites": cites,
            "evidence": tuple(_evidence(story.sentence(number)) for number in cites) if statement.evidence else (),
            "findings": (*statement.findings, finding),
        }
    )


def check(statement: Statement, story: Story) -> list[Finding]:
    """Errors are cites beyond the story's end, and evidence that the story does not hold at its place.

    A warning, that none of the cites shares a word with the statement. One without cites, as a person adds it, has
    nothing to check here.
    """
    findings = []
    for position, number in enumerate(statement.cites):
        cited = story.sentence(number) if 1 <= number <= len(story.sentences) else None
        passage = statement.evidence[position] if statement.evidence else None
        if reason := _fault(number, cited, passage, story):
            nearest = _evidence(cited) if cited else None
            findings.append(Finding(check="cites", severity="error", reason=reason, evidence=nearest))
    shares = _shares(statement.text, story)
    if statement.cites and not findings and not any(shares[number] for number in statement.cites):
        best = max(shares, key=lambda number: shares[number])
        numbers = " and ".join(map(str, statement.cites))
        findings.append(
            Finding(
                check="cites",
                severity="warning",
                reason=f"It has no word in common with sentence {numbers}, which it cites.",
                evidence=_evidence(story.sentence(best)) if shares[best] else None,
            )
        )
    return findings


def _fault(number: int, cited: Sentence | None, passage: Evidence | None, story: Story) -> str | None:
    if cited is None:
        return f"It cites sentence {number}; the story has sentences 1 to {len(story.sentences)}."
    if passage is None:
        return None
    # A slice would count a negative end from the end of the story.
    if not passage.start < passage.end or passage.text != story.text[passage.start : passage.end]:
        return f"Its evidence for sentence {number} is not what the story says at that place."
    if passage.start < cited.start or passage.end > cited.end:
        return f"Its evidence for sentence {number} stands in another sentence."
    return None


def _shares(text: str, story: Story) -> dict[int, float]:
    """By number of the sentence, the share of the text's weight in common with it, 0 to 1."""
    copy = index(story)
    wanted = {word.key for word in content(words(text))}
    total = copy.weight(wanted) or 1.0
    return {line.number: copy.weight(wanted & line.keys) / total for line in copy.lines if line.number}


def _evidence(sentence: Sentence) -> Evidence:
    return Evidence(start=sentence.start, end=sentence.end, text=sentence.text)
