from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief import Basis
from briefgen.story import Story
from briefgen.verify.claim import Claim
from briefgen.verify.negation import check

STORY = Story.from_text(
    "The Kessary cabinet approved the salt levy on Monday after nine hours of debate. "
    "Orvane did not sign the harbour treaty. "
    "Nobody of the 212 people aboard the ferry Corvina was hurt. "
    "The bank may raise its lending rate in the autumn. "
    "Engineers could reopen the Olm dam within a week, the ministry said. "
    "The union refused to accept the wage offer. "
    "Prosecutors have not charged the former mayor of Tessel. "
    "The senate is expected to reject the budget. "
    "Inspectors never visited the paper mill at Brill. "
    "The court ruled that the lease is lawful. "
    "A storm damaged the lighthouse without cutting its power. "
    "Halden plans to close its shipyard in Ostrel. "
    "The premier ruled out a vote before winter. "
    "The museum will not only lend the statue but also pay for its journey."
)


def found(text: str, basis: Basis = "reported", story: Story = STORY) -> list[str]:
    """The checks that a claim fails."""
    for one in (findings := check(Claim(text, basis), story)):
        assert "error" == one.severity
        assert one.evidence is None or story.text[one.evidence.start : one.evidence.end] == one.evidence.text
    return [one.check for one in findings]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The Kessary cabinet did not approve the salt levy.", "not"),
        ("The Kessary cabinet never approved the salt levy.", "never"),
        ("The Kessary cabinet didn't approve the salt levy.", "not"),
        ("The Kessary cabinet didn’t approve the salt levy.", "not"),
        ("The Kessary cabinet didn 't approve the salt levy .", "not"),
        ("The court ruled that the lease is not lawful.", "not"),
        ("The court ruled that the lease isn't lawful.", "not"),
        ("The bank may not raise its lending rate in the autumn.", "not"),
        ("Engineers cannot reopen the Olm dam within a week.", "cannot"),
        ("Halden does not plan to close its shipyard in Ostrel.", "not"),
        ("The storm never damaged the lighthouse.", "never"),
        ("The cabinet of Kessary approved no salt levy.", "no"),
    ],
)
def test_negation_that_the_copy_does_not_have_is_an_error(text: str, cue: str) -> None:
    """A “not” where no near sentence denies anything is an error that shows the word."""
    (finding,) = check(Claim(text), STORY)

    assert ("negation", "error", f"The copy says this without “{cue}”.") == (
        finding.check,
        finding.severity,
        finding.reason,
    )
    assert finding.span is not None
    assert text[slice(*finding.span)] in (cue, "t")


@pytest.mark.parametrize(
    ("text", "cue", "sentence"),
    [
        ("Orvane signed the harbour treaty.", "not sign", 2),
        ("Orvane did sign the harbour treaty.", "not sign", 2),
        ("Prosecutors have charged the former mayor of Tessel.", "not charged", 7),
        ("Inspectors visited the paper mill at Brill.", "never visited", 9),
        ("Inspectors paid visits to the paper mill at Brill.", "never visited", 9),
    ],
)
def test_negation_left_out_is_an_error(text: str, cue: str, sentence: int) -> None:
    """What the copy denies, a claim may not say; the passage shows the denial."""
    (finding,) = check(Claim(text), STORY)

    assert f"The copy says “{cue}”; the sentence leaves the “{cue.split(maxsplit=1)[0]}” out." == finding.reason
    assert finding.evidence is not None
    assert STORY.sentence(sentence).text == finding.evidence.text


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("The bank will raise its lending rate in the autumn.", "may raise"),
        ("Engineers will reopen the Olm dam within a week.", "could reopen"),
        ("Engineers have reopened the Olm dam within a week.", "could reopen"),
    ],
)
def test_possibility_told_as_certain_is_an_error(text: str, hedged: str) -> None:
    """A “may” or a “could” that became a “will” or a “has” is an error that shows both words."""
    (finding,) = check(Claim(text), STORY)

    assert ("modality", "error") == (finding.check, finding.severity)
    assert f"The copy says “{hedged}”; the sentence tells it as certain." == finding.reason


@pytest.mark.parametrize(
    "text",
    [
        "The cabinet in Kessary approved the salt levy.",
        "Orvane did not sign the harbour treaty.",
        "Orvane didn't sign the harbour treaty.",
        "Orvane didn 't sign the harbour treaty .",
        "Orvane refused to sign the harbour treaty.",
        "Orvane has yet to sign the harbour treaty.",
        "The harbour treaty was left unsigned by Orvane.",
        "Orvane declined to sign the harbour treaty.",
        "Nobody was hurt.",
        "Nobody on the Corvina was hurt.",
        "No one aboard the ferry Corvina was hurt.",
        "None of those aboard the ferry Corvina was hurt.",
        "All aboard the ferry Corvina were unhurt.",
        "The union did not accept the wage offer.",
        "The union rejected the wage offer.",
        "The union would not accept the wage offer.",
        "Prosecutors have never charged the former mayor of Tessel.",
        "The former mayor of Tessel has not been charged by prosecutors.",
        "The senate is not expected to accept the budget.",
        "Inspectors failed to visit the paper mill at Brill.",
        "The paper mill at Brill was not visited by inspectors.",
        "A storm damaged the lighthouse but did not cut its power.",
        "The bank could raise its lending rate in the autumn.",
        "The bank might raise its lending rate in the autumn.",
        "The bank will possibly raise its lending rate in the autumn.",
        "It is likely that engineers reopen the Olm dam within a week.",
        "Engineers may reopen the Olm dam within a week.",
        "Halden intends to close its shipyard in Ostrel.",
        "The premier ruled out a vote before winter. The museum will not only lend the statue but pay for its journey.",
        "The museum will lend the statue and pay for its journey.",
        "There is no vote before winter, the premier said.",
        "The premier will not call a vote before winter.",
        "Nothing of the kind stands anywhere near this copy of ours.",
        "",
        "Not.",
    ],
)
def test_paraphrase_that_denies_as_much_is_clean(text: str) -> None:
    """The same in other words, with words that deny by themselves on either side, is no contradiction."""
    assert [] == found(text)


@pytest.mark.parametrize("basis", [one for one in get_args(Basis) if one != "reported"])
@pytest.mark.parametrize(
    "text",
    ["The Kessary cabinet did not approve the salt levy.", "The bank will raise its lending rate in the autumn."],
)
def test_analysis_may_say_no_for_itself(text: str, basis: Basis) -> None:
    """What nobody reported may be denied or foreseen."""
    assert [] == found(text, basis)


@given(st.text(), st.text(), st.sampled_from(get_args(Basis)))
def test_no_text_breaks_the_check(text: str, copy: str, basis: Basis) -> None:
    """Whatever claim and copy, spans lie in the claim and evidence is the story's."""
    story = Story.from_text(f"{copy} did not end.")

    for one in check(Claim(text, basis), story):
        assert one.span is None or 0 <= one.span[0] < one.span[1] <= len(text)
        assert one.evidence is None or story.text[one.evidence.start : one.evidence.end] == one.evidence.text


@pytest.mark.parametrize("unit", ["not ", "n't ", "may not sign ", "un", "nonun ", "no. ", "(a+)+$ not "])
def test_hostile_text_is_checked_at_once(unit: str) -> None:
    """Long runs of denials in copy and claim end in reasonable time."""
    story = Story.from_text(unit * (20_000 // len(unit)) + " end.")

    check(Claim(unit * (5_000 // len(unit))), story)
    check(Claim(unit * (20_000 // len(unit))), STORY)
