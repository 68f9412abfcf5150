"""What a person who edits a brief may break without noticing: pointers into the story, and sections marked as gaps."""

from briefgen.brief import GAPS, Brief, Evidence, Finding, Section, Statement
from briefgen.story import Sentence, Story


def check_evidence(statement: Statement, story: Story) -> list[Finding]:
    """Cites beyond the story's end, and evidence that the story does not hold at its place; one finding a cite.

    A statement without cites or evidence, as a person adds it, has nothing to check here.
    """
    findings = []
    for index, number in enumerate(statement.cites):
        cited = story.sentence(number) if 1 <= number <= len(story.sentences) else None
        passage = statement.evidence[index] if statement.evidence else None
        if reason := _reason(number, cited, passage, story):
            nearest = Evidence(start=cited.start, end=cited.end, text=cited.text) if cited else None
            findings.append(Finding(check="evidence", severity="error", reason=reason, evidence=nearest))
    return findings


def _reason(number: int, cited: Sentence | None, passage: Evidence | None, story: Story) -> str | None:
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


def open_gaps(brief: Brief) -> Brief:
    """The brief with a section marked as a gap taken for a section like any other where it says something of its own.

    A gap is not checked, because the sentence in it is the program's; a sentence written over it is not.
    """
    sections = tuple(_opened(section) for section in brief.sections)
    return brief.model_copy(update={"sections": sections})


def _opened(section: Section) -> Section:
    own = [statement.text for statement in section.statements] != [GAPS[section.id]]
    return section.model_copy(update={"gap": False}) if section.gap and own else section
