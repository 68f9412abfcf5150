from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Basis
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.contrasts import check

STORY = Story.from_text(
    "A court in Tessel convicted the former pilot of manslaughter on Monday. "
    "Exports of Halden Marine Works rose after the storm. "
    "The spokeswoman for the harbour board said the ferry would leave before dawn. "
    "The navy of Orvane captured the northern end of the Brill Channel. "
    "Farmers supported the salt levy in a letter to the cabinet. "
    "The king opened the museum in Port Selwyn with his daughter. "
    "A French engineer inspected the cracked gate of the dam. "
    "The lower chamber passed the budget by more than nine votes. "
    "Profits of the bank doubled while its costs fell."
)


def found(text: str, basis: Basis = "reported", story: Story = STORY) -> list[tuple[str, str]]:
    """The words of a claim that contradict the copy, each with the severity."""
    return [(text[slice(*one.span)], one.severity) for one in check(Claim(text, basis), story) if one.span]


@pytest.mark.parametrize(
    ("text", "word", "other"),
    [
        ("A court in Tessel convicted the former pilot of murder.", "murder", "manslaughter"),
        ("A court in Tessel acquitted the former pilot of manslaughter.", "acquitted", "convicted"),
        ("Exports of Halden Marine Works fell after the storm.", "fell", "rose"),
        ("Exports of Halden Marine Works dropped after the storm.", "dropped", "rose"),
        ("Imports of Halden Marine Works rose after the storm.", "Imports", "Exports"),
        ("Exports of Halden Marine Works rose before the storm.", "before", "after"),
        ("The spokesman for the harbour board said the ferry would leave before dawn.", "spokesman", "spokeswoman"),
        ("The harbour board said the ferry would arrive before dawn.", "arrive", "leave"),
        ("The ferry would leave after dawn, the harbour board said.", "after", "before"),
        ("The navy of Orvane captured the southern end of the Brill Channel.", "southern", "northern"),
        ("The army of Orvane captured the northern end of the Brill Channel.", "army", "navy"),
        ("Farmers opposed the salt levy in a letter to the cabinet.", "opposed", "supported"),
        ("The queen opened the museum in Port Selwyn.", "queen", "king"),
        ("The king closed the museum in Port Selwyn.", "closed", "opened"),
        ("The king opened the museum in Port Selwyn with his son.", "son", "daughter"),
        ("A German engineer inspected the cracked gate of the dam.", "German", "French"),
        ("The upper chamber passed the budget by more than nine votes.", "upper", "lower"),
        ("The lower chamber passed the budget by less than nine votes.", "less", "more"),
        ("Profits of the bank halved while its costs fell.", "halved", "doubled"),
    ],
)
def test_word_that_excludes_the_one_in_its_place_is_an_error(text: str, word: str, other: str) -> None:
    """The reason gives both words, the span the claim's, the evidence the sentence of the copy."""
    (finding,) = check(Claim(text), STORY)

    assert ("contrast", "error") == (finding.check, finding.severity)
    assert finding.reason.startswith(f"The copy has “{other}” where the sentence has “{word}” (")
    assert finding.span is not None
    assert word == text[slice(*finding.span)]
    assert finding.evidence is not None
    assert other in finding.evidence.text
    assert STORY.text[finding.evidence.start : finding.evidence.end] == finding.evidence.text


@pytest.mark.parametrize(
    "text",
    [
        "A court in Tessel found the former pilot guilty of manslaughter.",
        "A tribunal in Tessel convicted the former pilot of manslaughter.",
        "A court in Tessel jailed the former pilot for murder of a kind unknown to farmers, exports and budgets.",
        "Exports of Halden Marine Works climbed after the storm.",
        "Halden Marine Works exported more after the storm.",
        "The storm came before exports of Halden Marine Works rose.",
        "The woman who speaks for the harbour board said the ferry would depart before dawn.",
        "Before dawn the ferry would leave, the spokeswoman for the harbour board said.",
        "Orvane’s navy took the northern end of the Brill Channel.",
        "Farmers backed the salt levy in a letter to the cabinet.",
        "The monarch opened the museum in Port Selwyn with his daughter.",
        "The king’s daughter was with him at the museum in Port Selwyn.",
        "An engineer from France inspected the cracked gate of the dam.",
        "The budget passed the lower chamber by more than nine votes.",
        "Costs of the bank fell while its profits doubled.",
        "Profits of the bank rose as costs fell.",
        "Murder is worse than theft.",
        "",
        "…",
    ],
)
def test_other_wording_is_no_contradiction(text: str) -> None:
    """Synonyms, another order, words that the near sentences have too, and other topics are clean."""
    assert [] == found(text)


@pytest.mark.parametrize(
    ("basis", "severity"), [("reported", "error"), ("inference", "warning"), ("forecast", "warning")]
)
def test_analysis_is_only_warned_of(basis: Basis, severity: str) -> None:
    """An analysis may see an opposite that nobody reported."""
    assert [("fell", severity)] == found("Exports of Halden Marine Works fell after the storm.", basis)


def test_days_and_months_are_the_business_of_the_dates() -> None:
    """Friday for Monday is found once, by the check that knows the calendar."""
    assert [] == found("A court in Tessel convicted the former pilot of manslaughter on Friday.")


@given(st.text(), st.text(), st.sampled_from(get_args(Basis)))
def test_no_text_breaks_the_check(text: str, copy: str, basis: Basis) -> None:
    """Whatever claim and copy, spans lie in the claim and evidence is the story's."""
    story = Story.from_text(f"{copy} rose to the end.")

    for one in check(Claim(text, basis), story):
        assert one.span is not None
        assert 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.evidence is None or story.text[one.evidence.start : one.evidence.end] == one.evidence.text


@pytest.mark.parametrize("unit", ["rose fell ", "north south ", "up", "(a+)+$ ", "more less "])
def test_hostile_text_is_checked_at_once(unit: str) -> None:
    """Long runs of opposites in copy and claim end in reasonable time."""
    story = Story.from_text(unit * (20_000 // len(unit)) + " end.")

    check(Claim(unit * (5_000 // len(unit))), story)
    check(Claim(unit * (20_000 // len(unit))), STORY)
