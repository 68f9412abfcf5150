"""Form: whole sentences, each thing said once, analysis in its own words, plainly and without the writer."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefgen.brief import Evidence, Finding
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.wording import check_certainty, check_hype, check_person, check_vague

# Above this share of a statement's words in one run with a sentence of the copy, it reports instead of reasoning.
ECHO = 0.6
# Above this share of its words in common with an earlier statement, it says the same again.
REPEAT = 0.8
# Above this many words, a statement is two.
LONGEST = 45

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
# A mark after a space or another mark ends what a model was not done with.
_WHOLE = re.compile(r"(?<![\s,;:–—-])[.!?。！？؟۔।][”’»」』\"')\]]*$")
_DANGLING = re.compile(r"\b(?:and|or|but|the|an|of|because|which|than)[.!?]$", re.IGNORECASE)


def words(text: str) -> list[str]:
    """Words in lower case, without punctuation."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def longest_run(statement: Sequence[str], other: Sequence[str]) -> float:
    """The longest run of words that both share, as a share of the statement's words, 0 to 1."""
    if not statement:
        return 0.0
    match = SequenceMatcher(None, statement, other, autojunk=False).find_longest_match()
    return match.size / len(statement)


def is_cut(text: str) -> bool:
    """Whether a sentence ends in the middle: no closing mark, an open quotation, or a word that wants another."""
    # German opens below the line, and closes with the mark that English opens with.
    marks = ("„", "“") if "„" in text else ("“", "”")
    opened = text.count(marks[0]) > text.count(marks[1]) or text.count("(") > text.count(")")
    return opened or not _WHOLE.search(text) or bool(_DANGLING.search(text))


def echo(text: str, story: Story) -> tuple[float, Evidence | None]:
    """The largest share of a text's words in one run with one sentence of the copy, and that sentence."""
    statement = words(text)
    share, nearest = max(
        ((longest_run(statement, words(one.text)), one) for one in story.sentences), key=lambda pair: pair[0]
    )
    return share, Evidence(start=nearest.start, end=nearest.end, text=nearest.text) if share else None


def check_text(text: str, earlier: Sequence[str]) -> list[Finding]:
    """A cut sentence, or one that an earlier one already said."""
    findings = []
    if is_cut(text):
        findings.append(Finding(check="cut", severity="error", reason="The sentence ends in the middle."))
    own = set(words(text))
    for other in earlier:
        theirs = set(words(other))
        if own and len(own & theirs) > REPEAT * max(len(own), len(theirs)):
            findings.append(
                Finding(check="repeat", severity="error", reason=f"An earlier statement says the same: “{other}”")
            )
            break
    return findings


def check_echo(text: str, story: Story) -> list[Finding]:
    """An analysis that repeats a sentence of the copy; for sections two to five."""
    share, evidence = echo(text, story)
    if share <= ECHO:
        return []
    reason = f"{share:.0%} of it stands word for word in one sentence of the copy."
    return [Finding(check="echo", severity="warning", reason=reason, evidence=evidence)]


def check(claim: Claim, story: Story) -> list[Finding]:
    """Warnings on how a claim is worded: the writer in it, hype, length, a vague forecast, confidence in a likelihood.

    A cut or repeated sentence is found by `check_text`, which sees the statements before it.
    """
    findings = [*check_person(claim.text), *check_hype(claim.text, story), *check_length(claim.text)]
    if claim.basis == "forecast":
        findings += check_vague(claim.text, story)
    if claim.basis != "reported":
        findings += check_certainty(claim.text)
    return findings


def check_length(text: str) -> list[Finding]:
    """A statement of more than `LONGEST` words."""
    count = len(words(text))
    reason = f"It has {count} words; a statement has at most {LONGEST}."
    return [Finding(check="length", severity="warning", reason=reason)] if count > LONGEST else []
