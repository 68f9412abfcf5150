"""Checks of statements against the story: pure functions from values to findings, one idea a file.

`claim` and `match` say what is compared, and how. Each check looks at one claim: `quotes`, `numbers`, `names`, `dates`,
`negation`, `contrasts`, `roles` and `swaps` whether its facts are those of the copy, `attribution` whether they stay
with who said them, `cites` whether it rests on what it cites, `style` how it is written. A `judge` is a model, and
optional.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from briefgen.brief import Brief, Finding, Section, SectionId, Statement
from briefgen.headings import is_gap
from briefgen.house import HouseStyle
from briefgen.story import Story, sentence_spans
from briefgen.verify import judge as judging
from briefgen.verify import style
from briefgen.verify.claim import Claim
from briefgen.verify.judge import Judge

__all__ = ["Claim", "Judge", "check", "claim_of", "house_findings", "open_gaps", "verify", "verify_text"]

Check = Callable[[Claim, Story], list[Finding]]


def verify(brief: Brief, story: Story, judge: Judge | None = None, house: HouseStyle | None = None) -> list[Finding]:
    """Every finding on a brief's published statements, in reading order; first what concerns the whole brief.

    Raises:
        ModelError: the judge could not be asked.
    """
    findings = []
    if brief.story.sha256 != story.sha256:
        reason = "The brief was written from another story, or another version of it."
        findings.append(Finding(check="story", severity="error", reason=reason))
    findings += _skipped(story)
    earlier: list[str] = []
    opened = open_gaps(brief)
    wanted = {section.id: house_findings(section, story, house or HouseStyle()) for section in opened.sections}
    for section, number, statement in opened.statements():
        found = check(statement, section, story, earlier)
        if judge is not None:
            found += _judged(claim_of(statement), story, judge)
        found += wanted[section][number - 1]
        findings += [one.model_copy(update={"section": section, "statement": number}) for one in found]
        earlier.append(statement.text)
    return findings


def house_findings(section: Section, story: Story, house: HouseStyle) -> list[list[Finding]]:
    """By statement what a section has that the house does not want; what it finds in its length stands with the last.

    Nothing where the copy did not carry the section: what stands there then is the program's.
    """
    from briefgen.verify import house as style_of_house
    from briefgen.verify.language import checks_english

    texts = [statement.text for statement in section.statements]
    if section.gap or house.is_empty():
        return [[] for _ in texts]
    # The spelling that is known is that of English.
    known = house if checks_english(story) else house.model_copy(update={"spelling": None})
    found = [style_of_house.check(text, known) for text in texts]
    found[-1] += style_of_house.check_section(section.id, texts, house)
    return found


def verify_text(text: str, story: Story | str, judge: Judge | None = None) -> list[Finding]:
    """Findings on any text against a story; `statement` numbers its sentences from 1.

    Every sentence is taken for a report. What is wrong with its form alone is a warning: text of others need not be
    written as a brief is. A `str` as story is taken for the copy itself, never for a path.

    Raises:
        SourceError: the story given as text is empty.
        ModelError: the judge could not be asked.
    """
    if isinstance(story, str):
        story = Story.from_text(story)
    findings = _skipped(story)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    for number, sentence in enumerate(sentences, start=1):
        claim = Claim(sentence)
        form = style.check_text(sentence, sentences[: number - 1])
        found = [*_facts(claim, story), *(one.model_copy(update={"severity": "warning"}) for one in form)]
        if judge is not None:
            found += _judged(claim, story, judge)
        findings += [one.model_copy(update={"statement": number}) for one in found]
    return findings


def check(statement: Statement, section: SectionId, story: Story, earlier: Sequence[str]) -> list[Finding]:
    """Findings on one statement; `earlier` are the texts of the statements before it in the brief."""
    from briefgen.verify import cites
    from briefgen.verify.language import check as in_its_language

    claim = claim_of(statement)
    findings = in_its_language(claim, story)
    findings += style.check_text(statement.text, earlier) + style.check(claim, story)
    if section != "what_happened":
        findings += style.check_echo(statement.text, story)
    return [*findings, *_facts(claim, story), *_reasons(claim, story), *cites.check(statement, story)]


def claim_of(statement: Statement) -> Claim:
    """What the checks look at in a statement."""
    return Claim(statement.text, statement.basis, statement.cites)


@cache
def _checks() -> tuple[Mapping[str, Check], Mapping[str, Check]]:
    """The checks of facts: those that hold in any language, and those that know the words of English."""
    # Here and not above: their patterns and word lists are long to load, and what reads or renders needs none.
    from briefgen.verify import attribution, contrasts, dates, digits, names, negation, numbers, quotes, roles, swaps

    return {"quotes": quotes.check, "digits": digits.check}, {
        "quotes": quotes.check,
        "numbers": numbers.check,
        "names": names.check,
        "dates": dates.check,
        "negation and modality": negation.check,
        "opposites": contrasts.check,
        "who did it to whom": roles.check,
        "facts in another's place": swaps.check,
        "attribution": attribution.check,
    }


def _facts(claim: Claim, story: Story) -> list[Finding]:
    from briefgen.verify.language import checks_english

    anywhere, english = _checks()
    checks = english if checks_english(story) else anywhere
    return [finding for one in checks.values() for finding in one(claim, story)]


# What stands behind these words in an analysis is a fact of the copy, or it is no reason. Only that it is not the
# contrary is asked: a reason is too short to tell by its words whether a fact stands in another's place.
_REASON = re.compile(r"\b(?:because|since|now that) (?=\S+ \S+ \S+)")
_CONTRARY = frozenset({"negation", "contrast"})


def _reasons(claim: Claim, story: Story) -> list[Finding]:
    """Errors in the reason that an analysis gives, where the copy says the contrary."""
    from briefgen.verify import contrasts, negation
    from briefgen.verify.language import checks_english

    given = _REASON.search(claim.text)
    if claim.basis == "reported" or given is None or not checks_english(story):
        return []
    reason = Claim(claim.text[given.end() :], "reported", claim.cites)
    return [
        one.model_copy(update={"span": one.span and (one.span[0] + given.end(), one.span[1] + given.end())})
        for one in (*negation.check(reason, story), *contrasts.check(reason, story))
        if one.severity == "error" and one.check in _CONTRARY
    ]


def _skipped(story: Story) -> list[Finding]:
    """The warning that checks do not run which know English only, if they do not."""
    from briefgen.verify.language import skipped

    anywhere, english = _checks()
    finding = skipped(story, [name for name in english if name not in anywhere])
    return [finding] if finding else []


def _judged(claim: Claim, story: Story, by: Judge) -> list[Finding]:
    return judging.check(claim, by.score(claim, story), by.threshold, story)


def open_gaps(brief: Brief) -> Brief:
    """The brief with a section marked as a gap taken for a section like any other where a person wrote into it.

    A gap is not checked, because the sentence in it is the program's; a sentence written over it is not.
    """
    return brief.model_copy(update={"sections": tuple(_opened(section) for section in brief.sections)})


def _opened(section: Section) -> Section:
    texts = [statement.text for statement in section.statements]
    own = len(texts) == 1 and is_gap(section.id, texts[0])
    return section if own or not section.gap else section.model_copy(update={"gap": False})
