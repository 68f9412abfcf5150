"""Checks of statements against the story: pure functions from values to findings, one idea a file.

So far the checks look at form: a sentence that is cut, one that says what another said, one that repeats the copy.
"""

from collections.abc import Sequence

from briefgen.brief import Brief, Finding, SectionId, Statement
from briefgen.story import Story, sentence_spans
from briefgen.verify import style

__all__ = ["check", "verify", "verify_text"]


def verify(brief: Brief, story: Story) -> list[Finding]:
    """Every finding on a brief's published statements, in reading order."""
    findings: list[Finding] = []
    earlier: list[str] = []
    for section, number, statement in brief.statements():
        findings.extend(
            finding.model_copy(update={"section": section, "statement": number})
            for finding in check(statement, section, story, earlier)
        )
        earlier.append(statement.text)
    return findings


def verify_text(text: str, story: Story | str) -> list[Finding]:
    """Findings on any text against a story; `statement` numbers its sentences from 1.

    A `str` is taken for the copy itself, never for a path.

    Raises:
        SourceError: the story given as text is empty.
    """
    if isinstance(story, str):
        story = Story.from_text(story)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    return [
        finding.model_copy(update={"statement": number})
        for number, sentence in enumerate(sentences, start=1)
        for finding in style.check_text(sentence, sentences[: number - 1])
    ]


def check(statement: Statement, section: SectionId, story: Story, earlier: Sequence[str]) -> list[Finding]:
    """Findings on one statement; `earlier` are the texts of the statements before it in the brief."""
    findings = style.check_text(statement.text, earlier)
    if section != "what_happened":
        findings += style.check_echo(statement.text, story)
    return findings
